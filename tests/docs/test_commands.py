"""The page of commands says all that `--help` says, and its examples can be typed."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING

import pytest

from docs.generating.commands import examples, subparsers
from groupsite.cli.main import COMMANDS, parser
from tests.docs.test_reference import definitions, section

if TYPE_CHECKING:
    from groupsite.cli.command import Command
    from tests.docs.conftest import Documentation


@pytest.mark.parametrize("name", subparsers())
def test_every_argument_is_there(documentation: Documentation, name: str) -> None:
    """By its name, with a meaning."""
    page = documentation.built.main("reference/commands")
    found = definitions(section(page, f"groupsite {name}"))
    arguments = [
        action.option_strings[-1] if action.option_strings else str(action.metavar)
        for action in subparsers()[name]._actions
        if not isinstance(action, argparse._HelpAction)
    ]

    assert [term.split()[0] for term in found] == arguments
    assert [term for term, said in found.items() if not said.meaning] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_examples_can_be_typed(command: Command) -> None:
    """The program takes their arguments; what a shell does with `<` is not its own."""
    lines = examples(command)

    for line in lines:
        words = shlex.split(line.partition("<")[0], comments=True)
        assert words[0] == "groupsite"
        assert parser().parse_args(words[1:]).command is command
    assert lines
