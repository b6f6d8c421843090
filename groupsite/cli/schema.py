"""``groupsite schema``: JSON Schemas of the .yml files, for the editors of authors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.cli.command import Code, Command, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
With them, editors that know the YAML language server (VS Code with the extension YAML,
Zed, Neovim, …) complete the keys, and the ids of people, papers and grants that there are,
say what a key means, and mark what is wrong while you write. They are in the folder .schema, which git ignores;
a comment in the first line of each .yml file leads there. Run it again to take in new ids.

examples:
    groupsite schema
    groupsite schema --site ~/lab

The status is 1 if all was as it is.\
"""


def _arguments(_parser: ArgumentParser) -> None:
    """It takes none of its own."""


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.cli.schemas import write_schemas  # noqa: PLC0415
    from groupsite.cli.site import load_site  # noqa: PLC0415

    written = write_schemas(load_site(options.site))
    for name in written.schemas:
        terminal.say(f"{name}: the schema is new", "green")
    for name in written.noted:
        terminal.say(f"{name}: its first line names the schema now", "green")
    told = {"schemas": written.schemas, "noted": written.noted}
    if not any(written):
        terminal.say("All schemas are up to date.")
        return Outcome(Code.NOTHING, told)
    return Outcome(Code.DONE, told)


COMMAND: Final = Command(
    name="schema",
    summary="write JSON Schemas, so that editors complete keys and ids in .yml files",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
