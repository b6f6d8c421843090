"""Working around defects of other people's software, one module each."""
