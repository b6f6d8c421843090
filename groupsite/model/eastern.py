"""Names in the scripts of East Asia, where the family name comes first.

BibTeX takes the last word of ``山田 太郎`` for the family name, and ``王小明``, which has
no blank, for a name of one part.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆\U00020000-\U0003ffff"
_KANA: Final = "\u3040-\u30ff"
_HANGUL: Final = "\u1100-\u11ff\uac00-\ud7af"
_WRITTEN: Final = re.compile(rf"[{_HAN}{_KANA}{_HANGUL}]+")
_CHINESE: Final = re.compile(rf"[{_HAN}]+")
_PURE: Final = re.compile(rf"[{_HAN}]+|[{_HANGUL}]+")
_MIXED: Final = re.compile(rf"([{_HAN}]+)([{_KANA}]+)")
#: Family names of two characters; all others of Chinese and Korean have one.
_DOUBLE: Final = frozenset([
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫",
    "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "司徒", "司空", "夏侯", "端木",
    "南宫", "南宮", "独孤", "獨孤", "长孙", "長孫", "宇文", "轩辕", "軒轅", "钟离",
    "鍾離", "淳于", "单于", "申屠", "公冶", "太史", "百里", "西门", "西門", "呼延",
    "남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방",
])  # fmt: skip
#: Last characters of bodies.
_BODY: Final = tuple("部局会會院所社室団团館馆處处学學校司組组회원부청과팀")
#: Most characters of a name without a blank: 欧阳娜娜, 남궁옥분; more are a body.
_LONGEST: Final = 4
_LONGEST_MIXED: Final = 7


def is_eastern(text: str) -> bool:
    """Whether a word is written in Han, Kana or Hangul throughout."""
    return bool(_WRITTEN.fullmatch(text))


def family_and_given(name: str) -> tuple[str, str] | None:
    """The parts of ``山田 太郎``, ``王小明``, ``김철수``; None if it is no such name."""
    words = name.split()
    if not words or not all(map(is_eastern, words)):
        return None
    if len(words) > 1:
        return words[0], " ".join(words[1:])
    return None if is_body(name) or len(name) < 2 else _split(name)


def is_body(name: str) -> bool:
    """Whether a word in these scripts names a body: 国家统计局, 外交部."""
    longest = _LONGEST if _PURE.fullmatch(name) else _LONGEST_MIXED
    long = len(name) > longest and "・" not in name
    return is_eastern(name) and (long or (len(name) > 2 and name.endswith(_BODY)))


def _split(name: str) -> tuple[str, str] | None:
    """A name without a blank: its family name has one character if nothing is known."""
    if name[:2] in _DOUBLE and len(name) > 2:
        return name[:2], name[2:]
    if _PURE.fullmatch(name):
        # four without a family name of two are Japanese: 山田太郎
        size = 2 if len(name) == _LONGEST else 1
        return name[:size], name[size:]
    mixed = _MIXED.fullmatch(name)  # 山田たかし
    return (mixed[1], mixed[2]) if mixed else None


def together(family: str, given: str) -> str:
    """The name as it is written: 王小明, but 山田 太郎 and 김 철수."""
    short = len(family) == 1 or family in _DOUBLE
    chinese = short and len(given) < 3 and _CHINESE.fullmatch(family + given)
    return f"{family}{given}" if chinese else f"{family} {given}"
