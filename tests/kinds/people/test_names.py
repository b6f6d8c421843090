"""Who is meant by an author's name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from groupsite.kinds.people.names import Name, NameIndex
from groupsite.kinds.people.person import Person
from tests.drawing import drawn

deterministic = drawn(150)


def person(name: str, *aliases: str) -> Person:
    """A person whose id is made of the name's letters."""
    letters = unicodedata.normalize("NFKD", name.lower())
    identifier = "-".join(
        "".join(
            c if c in "abcdefghijklmnopqrstuvwxyz " else "" for c in letters
        ).split()
    )
    return Person(id=identifier or "x", name=name, aliases=aliases)


PEOPLE = NameIndex(
    [
        person("Ann Smith"),
        person("Alan Smith"),
        person("Carola-Bibiane Schönlieb"),
        person("De los Reyes, Juan Carlos"),
        person("Gutiérrez Castillo, Eric Baruch"),
        person("Ludwig van Beethoven"),
        person("Łukasz Nowak", "Luke Nowak", "L. K. Novak"),
        person("Matthias J. Ehrhardt"),
        person("Martin Luther King Jr."),
        person("Seán O'Neill"),
        person("Wei Li"),
        person("Weimin Li"),
        person("Plato"),
        person("Jörg Müller-Bäuerle"),
        person("Joachim Goethe"),
        person("Søren Ångström"),
        person("Jan van den Berg"),
        person("Xiao-Ming Wang"),
        Person(id="yamada-taro", name="山田 太郎"),
        Person(id="wang-xiaoming", name="王小明"),
        Person(id="kim-cheolsu", name="김철수"),
    ]
)

MATCHES = {
    "ann-smith": [
        "Ann Smith",
        "Smith, Ann",
        "ANN SMITH",
        "ann SMITH",
        "Ann B. Smith",
        "Smith, Ann Beatrice",
        "Ann. Smith",
        "{Ann Smith}",
    ],
    "alan-smith": ["Alan Smith", "Smith, Alan A."],
    "carolabibiane-schonlieb": [
        "Carola-Bibiane Schönlieb",
        "Carola Bibiane Schonlieb",
        "C.-B. Schönlieb",
        "C. Schönlieb",
        "Schönlieb, C. B.",
        "Schönlieb, CB",
        "Carola Schönlieb",
        "Scho\u0308nlieb, Carola-B.",
    ],
    "de-los-reyes-juan-carlos": [
        "De los Reyes, Juan Carlos",
        "de los Reyes, J. C.",
        "Juan Carlos de los Reyes",
        "Juan Carlos De los Reyes",
        "Juan Carlos De Los Reyes",
        "J. C. De los Reyes",
        "De Los Reyes, JC",
        "Reyes, Juan Carlos de los",
    ],
    "gutierrez-castillo-eric-baruch": [
        "Gutiérrez Castillo, Eric Baruch",
        "Gutierrez Castillo, Eric",
        "Gutiérrez-Castillo, E. B.",
        "Eric Baruch Gutiérrez Castillo",
        "E. B. Gutiérrez Castillo",
    ],
    "ludwig-van-beethoven": [
        "van Beethoven, L.",
        "L. van Beethoven",
        "Beethoven, Ludwig van",
    ],
    "ukasz-nowak": [
        "Lukasz Nowak",
        "Ł. Nowak",
        "L. Nowak",
        "Luke Nowak",
        "L. Novak",
        "Larry K. Novak",
    ],
    "matthias-j-ehrhardt": [
        "Matthias J. Ehrhardt",
        "M. J. Ehrhardt",
        "M.J. Ehrhardt",
        "MJ Ehrhardt",
        "M. Ehrhardt",
        "Matthias Ehrhardt",
        "Ehrhardt, Matthias Joachim",
    ],
    "martin-luther-king-jr": [
        "King, Jr., Martin Luther",
        "Martin Luther King",
        "M. L. King, Jr.",
    ],
    "sean-oneill": ["Sean O'Neill", "S. O’Neill", "O'NEILL, S."],
    "plato": ["Plato", "PLATO", "{Plato}"],
    "jorg-mullerbauerle": [
        "Joerg Mueller-Baeuerle",
        "Jorg Muller-Bauerle",
        "Müller-Baeuerle, J.",
        "MUELLER-BÄUERLE, JOERG",
    ],
    "joachim-goethe": ["Göthe, Joachim"],
    "sren-angstrom": ["Soeren Aangstroem", "Soren Angstrom", "S. Angstroem"],
    "jan-van-den-berg": ["Van den Berg, J.", "Vandenberg, Jan", "J. van-den-Berg"],
    "xiaoming-wang": ["Xiaoming Wang", "Wang, X.-M.", "Wang, X M", "X. Wang"],
    "yamada-taro": ["山田, 太郎", "山田太郎"],
    "wang-xiaoming": ["王, 小明", "王 小明"],
    "kim-cheolsu": ["김, 철수"],
}

STRANGERS = [
    "",
    "Smith",
    "{Smith}",
    "Anna Smith",
    "B. Smith",
    "Ann Smithson",
    "Smith, Beatrice Ann",
    "Smith Ann",
    "Castillo, Eric Baruch",
    "E. Castillo",
    "Carlos De los Reyes",
    "Reyes, J. C.",
    "Beethoven, L.",
    "K. Ehrhardt",
    "Matthias K. Ehrhardt",
    "Julia M. Ehrhardt",
    "E. Plato",
    "L. J. Novak",
    "Gothe, Joachim",
    "Muller-Bauerle",
    "Müller-Bäuerle, G.",
    "Berg, Jan",
    "太郎, 山田",
    "山田",
    "?!",
]


@pytest.mark.parametrize(
    ("identifier", "written"),
    [(identifier, name) for identifier, names in MATCHES.items() for name in names],
)
def test_a_person_is_found_by_any_form_of_the_name(
    identifier: str, written: str
) -> None:
    """Case, accents, dots, hyphens, initials, particles and `Jr` do not matter."""
    assert PEOPLE.find(Name.parse(written)) == [identifier]


@pytest.mark.parametrize("written", STRANGERS)
def test_another_name_is_nobody(written: str) -> None:
    """Initials, middle names and family names that differ are other people."""
    assert PEOPLE.find(Name.parse(written)) == []


@pytest.mark.parametrize(
    ("written", "identifiers"),
    [
        ("A. Smith", ["alan-smith", "ann-smith"]),
        ("Smith, A. B.", ["alan-smith", "ann-smith"]),
        ("W. Li", ["wei-li", "weimin-li"]),
    ],
)
def test_a_name_that_fits_two_people_gives_both(
    written: str, identifiers: list[str]
) -> None:
    """An ambiguous name is never a guess."""
    assert PEOPLE.find(Name.parse(written)) == identifiers


def test_the_exact_name_comes_before_one_that_only_fits() -> None:
    """An alias settles what initials leave open."""
    index = NameIndex([person("Ann Smith", "A. Smith"), person("Alan Smith")])

    assert index.find(Name.parse("A. Smith")) == ["ann-smith"]
    assert index.find(Name.parse("A. B. Smith")) == ["alan-smith", "ann-smith"]


def test_two_people_of_one_name_are_both_given() -> None:
    """And nobody else, although the initials of a third one fit."""
    index = NameIndex(
        [
            Person(id="li-wei", name="Wei Li"),
            Person(id="li-wei-2", name="Li, Wei"),
            Person(id="li-w", name="W. Li"),
        ]
    )

    assert index.find(Name.parse("Wei Li")) == ["li-wei", "li-wei-2"]


def test_one_of_two_people_of_one_name_claims_it() -> None:
    """The one whose aliases repeat the name is meant, also by its initials."""
    both = [
        Person(id="li-wei", name="Wei Li", aliases=("Li, Wei",)),
        Person(id="li-wei-2", name="Wei Li"),
    ]
    index = NameIndex(both)

    assert index.find(Name.parse("Wei Li")) == ["li-wei"]
    assert index.find(Name.parse("Li, W.")) == ["li-wei"]

    third = Person(id="li-weimin", name="Weimin Li")
    assert NameIndex([*both, third]).find(Name.parse("Li, W.")) == [
        "li-wei",
        "li-wei-2",
        "li-weimin",
    ]


def test_a_name_that_two_people_claim_is_nobodys() -> None:
    """It remains a question."""
    index = NameIndex(
        [
            Person(id="one", name="Wei Li", aliases=("Wei Li",)),
            Person(id="two", name="Wei Li", aliases=("Wei Li",)),
        ]
    )

    assert index.find(Name.parse("Wei Li")) == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "identifiers"),
    [
        ("John Doe, Jr.", ["junior"]),
        ("Doe, John", ["plain"]),
        ("John Doe III", ["plain"]),
        ("J. Doe", ["junior", "plain"]),
        ("J. Doe Sr.", ["plain"]),
    ],
)
def test_father_and_son_are_told_apart(written: str, identifiers: list[str]) -> None:
    """A son is not his father; who is without a suffix may be either."""
    index = NameIndex(
        [Person(id="junior", name="John Doe Jr."), Person(id="plain", name="John Doe")]
    )

    assert index.find(Name.parse(written)) == identifiers


def test_the_spelling_of_a_name_counts_if_it_tells_two_people_apart() -> None:
    """Müller and Mueller are one name, but may be two people."""
    index = NameIndex(
        [Person(id="one", name="Jan Müller"), Person(id="two", name="Jan Mueller")]
    )

    assert index.find(Name.parse("Mueller, Jan")) == ["two"]
    assert index.find(Name.parse("Muller, Jan")) == ["one"]
    assert index.find(Name.parse("Mueller, J.")) == ["one", "two"]


def test_loud_names_are_not_taken_for_initials() -> None:
    """`LI, WEI` is Wei Li and nobody else whose name begins with W."""
    assert PEOPLE.find(Name.parse("LI, WEI")) == ["wei-li"]


# -- what always holds ---------------------------------------------------------------

_word = st.sampled_from(
    [
        "Ann",
        "A.",
        "B",
        "Bea-C.",
        "JC",
        "de",
        "von",
        "Müller",
        "Łi",
        "O'Neill",
        "ann",
        "Jr",
    ]
)
_names = st.one_of(
    st.lists(_word, min_size=1, max_size=4).map(" ".join),
    st.tuples(
        st.lists(_word, min_size=1, max_size=2).map(" ".join),
        st.lists(_word, min_size=1, max_size=3).map(" ".join),
    ).map(", ".join),
)


@given(_names, _names)
@deterministic
def test_fitting_goes_both_ways(one: str, other: str) -> None:
    """Who fits whom does not depend on whom one asks; everybody fits himself."""
    left, right = Name.parse(one), Name.parse(other)

    assert left.fits(right) == right.fits(left)
    assert left.fits(left)
    assert right.fits(right)


@given(st.lists(_names | st.text(max_size=8), min_size=1, max_size=4))
@deterministic
def test_everybody_is_found_by_the_own_name(names: list[str]) -> None:
    """A declared name finds its person, or this one among those of the same words."""
    people = [Person(id=f"p{number}", name=name) for number, name in enumerate(names)]
    index = NameIndex(people)
    for someone in people:
        name = Name.parse(someone.name)
        assume(name.words)
        found = index.find(name)
        assert someone.id in found
        # "ann Ann" may be all family name, and is still no other than "Ann Ann"
        own = name.nearness(name)
        same = [p.id for p in people if name.nearness(Name.parse(p.name)) == own]
        assert found == same


@given(_names)
@deterministic
def test_spelling_does_not_matter(written: str) -> None:
    """Accents and dots may be left out, and initials may stand for given names."""
    name = Name.parse(written)
    bare = (
        "".join(
            c
            for c in unicodedata.normalize("NFD", written)
            if not unicodedata.combining(c)
        )
        .replace(".", "")
        .replace("Ł", "L")
    )
    initials = Name(name.family, tuple(word[0] for word in name.given))

    assert Name.parse(bare).words == name.words
    assert name.fits(initials)
    assert NameIndex([Person(id="x", name=written)]).find(initials) == ["x"]


@given(st.text())
@deterministic
def test_any_text_can_be_looked_for(text: str) -> None:
    """No name makes the search raise."""
    assert set(PEOPLE.find(Name.parse(text))) <= set(MATCHES) | {"wei-li", "weimin-li"}
