"""What a group does besides papers: grants, talks, teaching, software, awards.

Each module defines one kind of record, read from the file of the same name in the
folder `groupsite_data`.
"""
