"""Quantities and chemical formulas in titles and abstracts."""

from __future__ import annotations

import pytest

from groupsite.sources.bibtex.latex import decode

TIE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\SI{5}{\kilo\metre}", "5~km"),
        (r"\SI[per-mode=symbol]{5}{\km}", "5~km"),
        (r"\qty{3.2}{\um} and \SI{3}{\micro\meter}", "3.2~µm and 3~µm"),
        (r"\SI{9.81}{\metre\per\second\squared}", "9.81~m~s⁻²"),
        (r"\si{\metre\per\square\second}, \unit{kg.m^{-3}}", "m~s⁻², kg~m⁻³"),
        (r"\si{\joule\per\kelvin\per\mole}", "J~K⁻¹~mol⁻¹"),
        (r"\si{km/s}, \si{\MeV}, \si{\kHz}", "km/s, MeV, kHz"),
        (r"\SI{20}{\percent}, \SI{20}{\degreeCelsius}", "20~%, 20~°C"),
        (r"\SIrange{1}{5}{\tesla}, \numrange{1}{2}", "1–5~T, 1–2"),
        (r"\SIlist{1;2;3}{\ohm}", "1, 2, 3~Ω"),
        (r"\num{1.5e-3}, \num{-2}, \num{2 +- 1}", "1.5 × 10⁻³, −2, 2~±~1"),
        (r"\ang{45}, \ang{10;20;30}", "45°, 10°20′30″"),
        (r"$\SI{5}{\km}$", "5~km"),
        (r"\emph{\SI{5}{\km}} \href{https://x.org}{\SI{6}{\km}}", "5~km 6~km"),
        (r"\si{\flops}", "flops"),
    ],
)
def test_quantities(source: str, expected: str) -> None:
    """Numbers and units of siunitx are as they are printed."""
    text, unknown = decode(source)

    assert text.plain == expected.replace("~", TIE)
    assert unknown == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("H2O", "H₂O"),
        ("SO4^2-", "SO₄²⁻"),
        ("Fe^{3+}", "Fe³⁺"),
        ("Na+", "Na⁺"),
        ("Ca(OH)2", "Ca(OH)₂"),
        ("^{13}C", "¹³C"),
        ("CuSO4*5H2O", "CuSO₄·5H₂O"),
        ("TiO_{2-x}", "TiO₂₋ₓ"),
        ("2 H2 + O2 -> 2 H2O", "2 H₂ + O₂ → 2 H₂O"),
        ("N2 + 3 H2 <=> 2 NH3", "N₂ + 3 H₂ ⇌ 2 NH₃"),
        ("C=C", "C=C"),
    ],
)
@pytest.mark.parametrize("form", [r"\ce{X}", r"$\ce{X}$", r"\chem{X}"])
def test_chemical_formulas(source: str, expected: str, form: str) -> None:
    """Formulas of mhchem are as they are printed, in text and within dollars."""
    text, unknown = decode(form.replace("X", source))

    assert text.plain == expected
    assert unknown == ()
