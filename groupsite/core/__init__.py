"""What every kind of record shares: dates, positions, messages, settings, nodes.

Nothing here knows a kind of record by name.
"""
