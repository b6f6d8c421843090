r"""Writes quantities (siunitx) and chemical formulas (mhchem) as text.

``\SI{5}{\kilo\metre}`` is ``5 km``, ``\ce{H2O}`` is ``H₂O``.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.mathtext import LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Callable

_TIE: Final = "\N{NO-BREAK SPACE}"
_PREFIXES: Final = {
    "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da",
    "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P",
    "exa": "E", "zetta": "Z", "yotta": "Y", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi",
    "tebi": "Ti",
}  # fmt: skip
_UNITS: Final = {
    "ampere": "A", "arcminute": "′", "arcsecond": "″", "astronomicalunit": "au",
    "atomicmassunit": "u", "angstrom": "Å", "bar": "bar", "barn": "b", "becquerel": "Bq",
    "bel": "B", "bit": "bit", "byte": "B", "candela": "cd", "celsius": "°C",
    "coulomb": "C", "dalton": "Da", "day": "d", "decibel": "dB", "degree": "°",
    "degreeCelsius": "°C", "electronvolt": "eV", "eV": "eV", "farad": "F", "gram": "g",
    "gray": "Gy", "hectare": "ha", "henry": "H", "hertz": "Hz", "hour": "h", "joule": "J",
    "katal": "kat", "kelvin": "K", "kilogram": "kg", "knot": "kn", "liter": "L",
    "litre": "L", "lumen": "lm", "lux": "lx", "meter": "m", "metre": "m", "minute": "min",
    "mmHg": "mmHg", "mole": "mol", "neper": "Np", "newton": "N", "ohm": "Ω",
    "parsec": "pc", "pascal": "Pa", "percent": "%", "radian": "rad", "second": "s",
    "siemens": "S", "sievert": "Sv", "steradian": "sr", "tesla": "T", "tonne": "t",
    "volt": "V", "watt": "W", "weber": "Wb",
    # of text, where they stand in units
    "AA": "Å", "Omega": "Ω", "mu": "µ", "circ": "°", "textdegree": "°", "textmu": "µ",
    "cdot": "·", "times": "×",
}  # fmt: skip
#: Abbreviations of siunitx: ``\km``, ``\kHz``.
_SHORT: Final = re.compile(
    r"(Pa|Hz|mol|eV|Wh|bar|cd|ang|[yzafpnumcdkMGTPEZY]?"
    r"(?:bit|bar|cd|dB|eV|g|Hz|J|K|L|l|m|min|mol|N|ohm|Ohm|Pa|s|V|W|Wh|A|C|F|H|h|T))$"
)
_POWERS: Final = {"square": "²", "cubic": "³"}
_UNIT_TOKEN: Final = re.compile(
    r"\\(?P<name>[A-Za-z]+)\s*(?:\{(?P<argument>[^{}]*)\})?|\^\s*\{?(?P<power>[-+−]?\d+)\}?"
    r"|(?P<tie>[.~]|\\[,;: ])|[{}$\\]|(?P<text>[^\\{}.~^$]+|\^)"
)
_NUMBER_TOKEN: Final = re.compile(
    r"(?P<times>\\(?:times|cdot)\s*|[xX])|(?P<exp>[eEdD](?=[-+]?\d))|\\pm\s*|\+-|[{}$\s]|\\."
)


def quantity(number: str, unit: str) -> str:
    """A number with its unit."""
    value, name = numeral(number), units(unit)
    tie = "" if name in ("°", "′", "″") else _TIE
    return f"{value}{tie}{name}" if value and name else value + name


def units(source: str) -> str:
    r"""Units: ``\kilo\metre\per\second``, ``\km/\hour``, ``m.s^{-1}``."""
    written = _Units()
    for token in _UNIT_TOKEN.finditer(source):
        if token["name"]:
            written.command(token["name"], token["argument"] or "")
        elif token["power"]:
            written.raise_to(token["power"])
        elif token["text"] and token["text"].strip():
            written.text(token["text"].strip())
    return _TIE.join(written.shown)


class _Units:
    """Units, one after the other."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        #: What is said before a unit: its prefix, its power, that it divides.
        self._prefix = self._power = self._inverse = ""

    def command(self, name: str, argument: str) -> None:
        """Read the command *name*: a unit, or what belongs to one."""
        if name in ("tothe", "squared", "cubed"):
            self.raise_to(argument or {"squared": "2", "cubed": "3"}.get(name, ""))
        elif name in _PREFIXES:
            self._prefix += _PREFIXES[name]
        elif name == "per":
            self._inverse = "⁻"
        elif name in _POWERS or name == "raiseto":
            self._power = _POWERS.get(name) or argument.translate(RAISED)
        elif argument or name not in ("text", "mathrm", "rm", "of"):
            self._add(argument or _symbol(name))

    def text(self, text: str) -> None:
        """Read a unit in letters, or a slash."""
        if self.shown and (text[0] in "/·" or self.shown[-1][-1] in "/·"):
            self.shown[-1] += text
        else:
            self._add(text)

    def raise_to(self, power: str) -> None:
        """Raise the last unit to a power."""
        if self.shown:  # what divides has a minus sign already: \per\second\squared
            self.shown[-1] = self.shown[-1].removesuffix("¹") + power.translate(RAISED)

    def _add(self, symbol: str) -> None:
        power = self._power or ("¹" if self._inverse else "")
        self.shown.append(f"{self._prefix}{symbol}{self._inverse}{power}")
        self._prefix = self._power = self._inverse = ""


def _symbol(name: str) -> str:
    """The sign of the unit *name*, or the name itself."""
    if name in _UNITS:
        return _UNITS[name]
    match = _SHORT.match(name)
    if match is None:
        return name
    short = match[1].replace("ohm", "Ω").replace("Ohm", "Ω")
    return re.sub("^u(?=.)", "µ", short)


def numeral(source: str) -> str:
    """A number: ``1.5e-3``, ``2 +- 1``."""
    match = re.fullmatch(r"\s*([-+]?[\d.,]*)\s*[eEdD]\s*([-+]?\d+)\s*", source)
    if match:
        base, power = match[1], match[2].lstrip("+").translate(RAISED)
        text = (
            f"{base} × 10{power}" if base not in ("", "+", "-") else f"{base}10{power}"
        )
    else:
        text = _NUMBER_TOKEN.sub(_number_sign, source)
    return text.replace("-", "−").strip()


def _number_sign(token: re.Match[str]) -> str:
    if token["times"]:
        return f"{_TIE}×{_TIE}"
    if token["exp"]:
        return token[0]
    return f"{_TIE}±{_TIE}" if token[0].startswith(("\\pm", "+-")) else ""


def angle(source: str) -> str:
    """An angle: degrees, or degrees, minutes and seconds between semicolons."""
    parts = zip(source.split(";"), "°′″", strict=False)
    return "".join(f"{numeral(part)}{sign}" for part, sign in parts if part.strip())


def several(source: str, unit: str = "") -> str:
    """Numbers between semicolons, with a unit."""
    numbers = [numeral(part) for part in source.split(";") if part.strip()]
    if not numbers:
        return units(unit)
    return ", ".join([*numbers[:-1], quantity(numbers[-1], unit)])


def between(first: str, last: str, unit: str = "") -> str:
    """A range of numbers, with a unit."""
    return f"{numeral(first)}–{quantity(last, unit)}"


#: A part of a chemical formula. A number after an element or a bracket is an index,
#: what stands raised is its charge or, before it, its mass.
_CHEMICAL: Final = re.compile(
    r"(?P<arrow><=+>+|<-+>|-+>|<-+)(?:\[[^\[\]]*\]){0,2}"
    r"|\^\s*\{(?P<above>[^{}]*)\}|\^(?P<charge>\d*[-+]|[-+]?\d+|[A-Za-z*.])"
    r"|_\s*\{(?P<below>[^{}]*)\}|_(?P<low>\d+|[A-Za-z])"
    r"|(?<=[A-Za-z)\]}])(?P<index>\d+(?:\.\d+)?)"
    r"|(?<=[A-Za-z\d)\]])(?P<sign>[-+])(?=[\s,.;)\]$]|$)"
    r"|(?P<dot>\s*(?:\*|\\cdot)\s*)|(?P<equal>(?<=\S)=(?=\S))|[{}$]|\\[,;: ]"
)
_ARROWS: Final = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}
_LETTERS: Final = str.maketrans("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def chemical(source: str) -> str:
    r"""A chemical formula: ``H2O``, ``SO4^2-``, ``^{13}C``, ``A + B -> C``."""
    return _CHEMICAL.sub(_chemical_part, source).strip()


def _chemical_part(part: re.Match[str]) -> str:
    if arrow := part["arrow"]:
        arrow = re.sub("([-=])+", r"\1", re.sub(">+", ">", arrow))
        return f" {_ARROWS.get(arrow, '⇌')} "
    for names, letters in (
        (("above", "charge", "sign"), RAISED),
        (("below", "low", "index"), LOWERED),
    ):
        text = next((part[name] for name in names if part[name]), None)
        if text is not None:
            return (
                text.strip("$ ")
                .translate(letters)
                .translate({} if letters is RAISED else _LETTERS)
            )
    if part["dot"]:
        return "·"
    return "=" if part["equal"] else ""


def _as_text(write: Callable[..., str]) -> Callable[..., str]:
    r"""*write*, for texts and formulas alike: what it returns is in ``\text{…}``."""

    def written(*arguments: str) -> str:
        text = re.sub(r"[{}\\$]", "", write(*arguments)).replace("%", r"\%")
        return rf"\text{{{text}}}"

    return written


#: Commands → the number of their arguments, and what writes them.
COMMANDS: Final = {
    name: (number, _as_text(write))
    for names, number, write in (
        ("SI qty", 2, quantity),
        ("si unit", 1, units),
        ("num", 1, numeral),
        ("ang", 1, angle),
        ("SIrange qtyrange", 3, between),
        ("numrange", 2, between),
        ("SIlist qtylist", 2, several),
        ("numlist", 1, several),
        ("ce chem cf", 1, chemical),
    )
    for name in names.split()
}
