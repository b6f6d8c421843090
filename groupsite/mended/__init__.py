"""Working around defects of libraries, one module each, for whoever calls them.

As `groupsite.compat`, but below the model: what is here needs nothing of ours.
"""
