"""Moving in: reads the site of another system, and writes one of ours.

`recognise` knows the systems. A reader (`al_folio`, …) reads an old site through `source`,
which opens nothing outside of it and runs nothing, and gives a `Moved` (`site`).
`account` keeps the books: each fact that is found has been moved or left. `writing` writes.
"""
