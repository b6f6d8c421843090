"""What all lists are made of: options, placing, headings, filters, entries."""
