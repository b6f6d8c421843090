"""Private-use characters that stand in a citation until it becomes part of a page.

Whatever a style does with a text, it leaves them as they are.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import Final

#: What ends a marked part: emphasis, the title, a name.
CLOSE: Final = "\ue000"
#: The name at the end of a list that stands for all unnamed people.
UNNAMED: Final = "\ue007"
#: What begins the title.
TITLE: Final = "\ue008"
#: What begins the names of authors, by their numbers.
NAMES: Final = "".join(map(chr, range(0xE200, 0xE300)))
#: Characters that stand for addresses, by CSL variable.
ADDRESSES: Final = {"DOI": "\ue010", "URL": "\ue011", "archive_location": "\ue012"}
