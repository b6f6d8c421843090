"""One module for each service: what to ask it, and what its answer says. Pure."""
