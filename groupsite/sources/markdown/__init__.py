"""Reading Markdown: what MyST does not tell authors."""
