"""What a group does beside its papers: grants, talks, teaching, software, awards.

Each module is one kind of record, written in a file of the same name in the folder
`groupsite_data`.
"""
