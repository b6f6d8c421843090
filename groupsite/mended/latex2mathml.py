r"""Formulas of LaTeX as MathML, by the converter of docutils.

Defect: an index without a base (``$^{18}$F``) and other formulas end in an IndexError, a
    TypeError, …; ``\not`` before nothing strikes the brace behind it; ``\frac12`` is 12
    over what follows; bars (``|``, ``\|``) are as tall as what is beside them or far from it;
    lines of ``aligned`` are as small as formulas in the text; ``&ApplyFunction;``
    and other entities are unknown to XML, and so to e-books; time grows with the square.
    An index of a letter with an accent stands below it, that of a brace beside it;
    lines above and below are underscores, and hats carets, that no font can widen.
    ``\dots``, ``\big(``, ``\bm``, ``align``, a dash and others that people write are unknown.
Seen: docutils 0.22.4, 0.23
Issue: none found
Goes: when `tex2mathml` gives XML or raises `MathError`, whatever the formula is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from docutils.utils.math import MathError, latex2mathml

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["MathError", "character_of", "command_of", "is_command", "tex2mathml"]

_LONGEST: Final = 5_000
_BARE_INDEX: Final = re.compile(r"(^|\{)\s*(?=[\^_])")
_NOTHING_NEGATED: Final = re.compile(r"\\not(?=(?:[\s{]|\\not\b)*(?:[}$]|$))")
#: What people write → what docutils knows.
_ENVIRONMENTS: Final = {
    "align": "aligned", "alignat": "aligned", "alignedat": "aligned", "eqnarray": "aligned", "split": "aligned",
    "gather": "aligned", "gathered": "aligned", "multline": "aligned", "flalign": "aligned", "array": "matrix",
    "equation": "", "displaymath": "", "math": "",
}  # fmt: skip
_ENVIRONMENT: Final = re.compile(
    r"\\(?P<mark>begin|end)\s*\{(?P<name>"
    + "|".join(_ENVIRONMENTS)
    + r")\*?\}(?P<columns>(?<=\{array\})\{[^{}]*\}|(?:(?<=at\})|(?<=at\*\}))\{\d+\})?"
)
_SAME: Final = {
    "dots": r"\ldots", "dotsi": r"\cdots", "bm": r"\boldsymbol", "mathds": r"\mathbb", "mathbbm": r"\mathbb",
    "stackrel": r"\overset", "textbf": r"\text", "textit": r"\text", "emph": r"\text", "middle": "", "nonumber": "",
    "notag": "", "displaystyle": "",
}  # fmt: skip
_COMMAND: Final = re.compile(rf"\\({'|'.join(_SAME)})(?![A-Za-z])")
_LABEL: Final = re.compile(r"\\label\s*\{[^{}]*\}")
_TAG: Final = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
#: ``\big(``, of which docutils knows the forms that say on which side they stand.
_BIG: Final = re.compile(r"\\([bB]igg?)m?(?![A-Za-z])(?=\s*(\\[a-z]+|\\?.))")
_OPENING: Final = re.compile(r"\\?[(\[{<]|\\l[a-z]+")
_DIGITS: Final = re.compile(r"(\\[dt]?frac)\s*(\d)(?:\s*(\d))?")
_ALPHABET: Final = re.compile(r"\{\s*\\(rm|bf|it|sf|tt|cal)(?![A-Za-z])\s*")
#: A dash, but for those that stand in words.
_DASH: Final = re.compile(r"(\\(?:text|textrm|mbox)\s*\{[^{}]*\})|[\u2010-\u2015]")
#: Bars that no ``\left`` or ``\right`` has asked to grow; docutils puts those in a row.
_BARS: Final = re.compile(r"(<mrow>\s*<mo>‖)|<mo>‖</mo>(?!\s*</mrow>)")
_ENTITIES: Final = {
    "&ApplyFunction;": "\u2061",
    "&InvisibleTimes;": "\u2062",
    "&InvisibleComma;": "\u2063",
}
#: What is above a letter whose index is beside it.
_ACCENTS: Final = frozenset(latex2mathml.accents.values()) | {
    character
    for name, (character, _) in latex2mathml.over.items()
    if "brace" not in name
}
#: Classes of a row with a line above or below it.
_LINES: Final = {"mover": "math-overline", "munder": "math-underline"}
_XMLNS: Final = ' xmlns="http://www.w3.org/1998/Math/MathML"'

#: Commands that stand for one character, by their names.
_CHARACTERS: Final = {
    **latex2mathml.operators,
    **latex2mathml.ordinary,
    **latex2mathml.letters,
}
#: The shortest command of each of these characters.
_BY_CHARACTER: Final = {
    character: name
    for name, character in sorted(
        _CHARACTERS.items(), key=lambda pair: (-len(pair[0]), pair[0])
    )
}
_COMMANDS: Final = frozenset().union(
    _CHARACTERS,
    latex2mathml.accents,
    latex2mathml.bigdelimiters,
    latex2mathml.fractions,
    latex2mathml.functions,
    latex2mathml.layout_styles,
    latex2mathml.math_alphabets,
    latex2mathml.modulo_functions,
    latex2mathml.over,
    latex2mathml.small_operators,
    latex2mathml.spaces,
    latex2mathml.thick_operators,
    latex2mathml.under,
    _SAME,
    [
        "\\",
        "begin",
        "boldsymbol",
        "boxed",
        "colon",
        "end",
        "hspace",
        "idotsint",
        "limits",
        "mbox",
        "movablelimits",
        "mspace",
        "nolimits",
        "not",
        "overset",
        "phantom",
        "pmb",
        "sqrt",
        "text",
        "textrm",
        "underset",
        "xleftarrow",
        "xrightarrow",
    ],
)


def is_command(name: str) -> bool:
    """Whether `tex2mathml` knows a command, given without its backslash."""
    return name in _COMMANDS


def character_of(name: str) -> str:
    """The character that the command *name* stands for; ``""`` if it is no symbol."""
    character = _CHARACTERS.get(name, "")
    return character if len(character) == 1 and not character.isspace() else ""


def command_of(character: str) -> str:
    """The name of the command for a *character*; ``""`` if there is none."""
    return _BY_CHARACTER.get(character, "")


def _known(latex: str) -> str:
    """A formula in the commands that docutils knows."""
    if "\\" in latex:
        latex = _ENVIRONMENT.sub(_environment, _LABEL.sub("", latex))
        latex = _TAG.sub(r"\\qquad\\text{(\1)}", latex)
        latex = _COMMAND.sub(lambda found: _SAME[found[1]], latex)
        latex = _BIG.sub(_big, latex)
        latex = _DIGITS.sub(_braced, latex)
        latex = _ALPHABET.sub(r"\\math\1{", latex)
    return _DASH.sub(lambda dash: dash[1] or rf"\text{{{dash[0]}}}", latex)


def _environment(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS[found["name"]]
    return rf"\{found['mark']}{{{name}}}" if name else ""


def _big(found: re.Match[str]) -> str:
    return rf"\{found[1]}{'l' if _OPENING.fullmatch(found[2]) else 'r'}"


def tex2mathml(latex: str, *, as_block: bool = False) -> str:
    """The ``<math>`` element of a formula, as XML.

    :raises MathError: if docutils cannot convert it.
    """
    if len(latex) > _LONGEST:
        message = f"it has more than {_LONGEST} characters, write several"
        raise MathError(message)
    source = _NOTHING_NEGATED.sub("", _BARE_INDEX.sub(r"\1{}", _known(latex)))
    try:
        markup = latex2mathml.tex2mathml(source, as_block=as_block)
    except MathError:
        raise
    except Exception as error:
        raise MathError("something in it is missing or misplaced") from error
    for entity, character in _ENTITIES.items():
        markup = markup.replace(entity, character)
    # which no style sheet knows, and which hides what they are
    markup = re.sub(r' class="math(?:open|close)"', "", markup)
    markup = _BARS.sub(lambda m: m[1] or _bar("‖"), markup)
    markup = markup.replace('<mo stretchy="false">|</mo>', _bar("|"))
    if "munder" in markup or "mover" in markup:
        markup = _with_indices(markup)
    return markup.replace(
        'class="ams-align">', 'class="ams-align" displaystyle="true">'
    )


def _with_indices(markup: str) -> str:
    """Indices beside letters with accents, and below and above braces."""
    math = ET.fromstring(markup.replace(_XMLNS, "", 1))  # noqa: S314  docutils wrote it
    for node in reversed(list(math.iter())):
        _index(node)
    written = ET.tostring(math, "unicode", short_empty_elements=False)
    return written.replace("<math", f"<math{_XMLNS}", 1)


def _index(node: ET.Element) -> None:
    """Put the index of *node* in its place, and widen what is above it."""
    if node.tag in _LINES and _has(node, node.tag, "_"):
        # a border in the style sheet
        node.attrib.clear()
        node.set("class", _LINES[node.tag])
        node.tag, node[:] = "mrow", node[:1]
        return
    if _has(node, "mover", "^"):
        node[1].text = "\u0302"
    base = node[0] if len(node) else node
    if node.tag == "munderover" and base.get("movablelimits") is None:
        letter, index, accent = node
        if accent.tag == "mo" and accent.text in _ACCENTS:
            over = ET.Element("mover", accent="true")
            over[:] = letter, accent
            _index(over)
            node.tag, node[:] = "msub", [over, index]
    elif node.tag == "msup" and base.tag == "msub" and _is_accented(base[0]):
        node.tag, node[:] = "msubsup", [*base, node[1]]
    elif node.tag == "msub" and _has(base, "munder", "⏟"):
        node.tag = "munder"
    elif node.tag == "msup" and _has(base, "mover", "⏞"):
        node.tag = "mover"


def _is_accented(node: ET.Element) -> bool:
    return _has(node, "mover", _ACCENTS) or node.get("class") == _LINES["mover"]


def _has(node: ET.Element, tag: str, signs: Container[str]) -> bool:
    """Whether *node* sets one of *signs* below or above something."""
    return node.tag == tag and len(node) > 1 and (node[1].text or "") in signs


def _bar(character: str) -> str:
    """A bar as TeX sets it: as tall as a letter, and close to what is beside it."""
    return f'<mo stretchy="false" lspace="0" rspace="0">{character}</mo>'


def _braced(found: re.Match[str]) -> str:
    r"""``\frac{1}{2}`` for ``\frac12``, as TeX reads it."""
    command, above, below = found.groups()
    return f"{command}{{{above}}}" + (f"{{{below}}}" if below else "")
