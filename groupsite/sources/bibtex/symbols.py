r"""The commands of LaTeX for text: letters, signs, accents, fonts.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import Final

#: Commands whose argument is shown unchanged, and switches (``{\em x}``).
TRANSPARENT: Final = {
    "emph", "enquote", "mbox", "path", "text", "textbf", "textit", "textmd",
    "textnormal", "textrm", "textsc", "textsf", "textsl", "textsub", "textsubscript",
    "textsuper", "textsuperscript", "texttt", "textup", "underline", "uppercase",
    "MakeUppercase", "NoCaseChange", "em", "it", "itshape", "bf", "bfseries", "sc",
    "scshape", "rm", "rmfamily", "tt", "ttfamily", "sl", "slshape", "sf", "sffamily",
    "upshape", "normalfont", "relax", "protect",
    "bibemph", "fbox", "hbox", "large", "Large", "lowercase", "MakeLowercase", "md",
    "mdseries", "mkbibemph", "nolinkurl", "ensuremath", "selectfont", "small", "so",
    "sout", "tiny", "textcyr", "textcyrillic", "textgreek", "textlf", "textlatin",
    "textulc", "uline", "ul", "footnotesize", "normalsize",
    "scriptsize", "mathversion", "cyr", "latintext", "greektext", "cyrillictext",
}  # fmt: skip
#: The letters of fonts for Cyrillic: ``\\cyrya``, ``\\CYRYA``.
_CYRILLIC: Final = dict(
    zip(
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "ishrt",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "ch",
            "sh",
            "shch",
            "hrdsn",
            "ery",
            "sftsn",
            "erev",
            "yu",
            "ya",
            "ie",
            "ii",
            "yi",
            "gup",
        ],
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґ",
        strict=True,
    )
)
#: Named letters and symbols.
NAMED: Final = {
    **{f"cyr{name}": letter for name, letter in _CYRILLIC.items()},
    **{f"CYR{name.upper()}": letter.upper() for name, letter in _CYRILLIC.items()},
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø",
    "OE": "Œ", "SS": "ẞ", "TH": "Þ", "aa": "å", "ae": "æ", "dh": "ð", "dj": "đ",
    "i": "ı", "j": "ȷ", "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß", "th": "þ",
    "LaTeX": "LaTeX", "P": "¶", "S": "§", "TeX": "TeX", "copyright": "©", "dag": "†",
    "ddag": "‡", "dots": "…", "euro": "€", "flqq": "«", "frqq": "»", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "ldots": "…",
    "nobreakspace": "\u00a0", "pounds": "£", "slash": "/", "space": " ",
    "textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\3",
    "backslash": "\3", "textbar": "|", "textbullet": "•", "textcopyright": "©", "textdegree": "°",
    "textdollar": "$", "textellipsis": "…", "textemdash": "—", "textendash": "–",
    "texteuro": "€", "textgreater": ">", "textless": "<", "textmu": "µ",
    "textperiodcentered": "·", "textpm": "±", "textquotedbl": '"',
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "textregistered": "®",
    "textsterling": "£", "texttimes": "×", "texttrademark": "™",
    "textunderscore": "_", "textquestiondown": "¿", "textexclamdown": "¡",
    "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½", "textnumero": "№",
    "textdagger": "†", "textdaggerdbl": "‡", "textsection": "§", "textparagraph": "¶",
    "textcelsius": "°C", "textohm": "Ω", "textperthousand": "‰", "textminus": "−",
    "textasteriskcentered": "*", "textcent": "¢", "textyen": "¥", "textasciiacute": "´",
    "textasciigrave": "`", "textasciidieresis": "¨", "textbraceleft": "\1",
    "textbraceright": "\2", "quotedblbase": "„", "quotesinglbase": "‚",
    "guilsinglleft": "‹", "guilsinglright": "›", "textvisiblespace": "␣", "BibTeX": "BibTeX",
    "LaTeXe": "LaTeX2ε", "XeTeX": "XeTeX",
    "degree": "°", "celsius": "°C", "percent": "%", "textrightarrow": "→",
    "textleftarrow": "←", "textasciimacron": "¯", "IJ": "Ĳ", "ij": "ĳ", "oldstylenums": "",
    "cprime": "ʹ", "Cprime": "ʹ", "cdprime": "ʺ", "polhk": "\\k", "cedla": "\\c",
    **dict.fromkeys(
        ["allowbreak", "bigskip", "break", "centering", "enspace", "enskip", "hfil", "hfill", "indent", "item", "linebreak", "medskip", "newblock", "newline", "noindent", "nolinebreak", "nopagebreak", "par", "qquad", "quad", "smallskip", "thinspace"], " ",
    ),
    **dict.fromkeys(["xspace", "nobreak", "null", "leavevmode", "unskip", "ignorespaces", "unboldmath"], ""),
}  # fmt: skip
#: Symbols written as a backslash and one character. Literal backslashes and braces are
#: kept as control characters until the end, see `LITERAL`.
ESCAPED: Final = {
    **{sign: sign for sign in "&%_#$"},
    **dict.fromkeys("-/!@", ""),
    **dict.fromkeys(" \t\n;:", " "),
    ",": "\u202f",
    "{": "\1",
    "}": "\2",
}
LITERAL: Final = str.maketrans("\1\2\3", "{}\\")
#: Accents as combining marks.
MARKS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b",
    "v": "\u030c", "d": "\u0323", "textcommabelow": "\u0326", "c": "\u0327",
    "k": "\u0328", "b": "\u0331",
}  # fmt: skip
#: Accents without a letter.
BARE: Final = {"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨"}
LIGATURES: Final = {
    "---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": "\u00a0",
}  # fmt: skip
