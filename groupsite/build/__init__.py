"""One build: the domain, what directives see, addresses, files next to the pages."""
