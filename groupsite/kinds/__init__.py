"""The kinds of records: people, papers, news, activities and topics."""
