"""A CV as a PDF, made from the page that shows it."""
