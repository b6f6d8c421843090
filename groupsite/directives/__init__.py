"""Building blocks of lists: options, placing, headings, filters, entries."""
