"""Asks services on the network what they know of a work. Only commands do, never a build."""
