"""What sites made with Jekyll have in common: settings, front matter, collections, pages."""
