"""Workarounds for defects of other packages, one module each."""
