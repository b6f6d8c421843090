"""One build: the domain, what directives see, addresses, files beside the pages."""
