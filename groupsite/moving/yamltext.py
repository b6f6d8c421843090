"""Records as YAML for authors: our order of keys, no quotes where none are needed. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WIDTH: Final = 100
#: What is not a text without quotes; dates and numbers are texts for us.
_OTHERS: Final = re.compile(r"~|null|true|false|yes|no|on|off|y|n|=|<<|", re.IGNORECASE)
_TEXT: Final = "tag:yaml.org,2002:str"
_SHORT: Final = 60


class _Dumper(yaml.SafeDumper):
    """Writes texts plainly, also those that look like dates and numbers."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # as in PyYAML

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002  # as in PyYAML
        # lists stand further right than their key
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None
    if "\n" in value:
        style = "|"
    elif _OTHERS.fullmatch(value):
        style = "'"
    return dumper.represent_scalar(_TEXT, value, style=style)


def _truth(dumper: yaml.SafeDumper, value: bool) -> yaml.ScalarNode:  # noqa: FBT001
    return dumper.represent_scalar(_TEXT, "true" if value else "false")


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(item, str) and "\n" not in item for item in value)
    flow = plain and sum(map(len, value)) + 2 * len(value) < _SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _truth)
_Dumper.add_representer(list, _list)


def written(records: Iterable[Mapping[str, Any]]) -> str:
    """The text of a file with these records, a blank line between any two."""
    return "\n".join(
        yaml.dump(
            [_tidy(record)],
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=_WIDTH,
        )
        for record in records
    )


def matter(data: Mapping[str, Any]) -> str:
    """Front matter of a page, with its fences; nothing if there is none."""
    if not data:
        return ""
    text = yaml.dump(
        _tidy(data),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=1000,
    )
    return f"---\n{text}---\n\n"


def _tidy(value: Any) -> Any:
    """*value* with lists and without blanks at the ends of lines, which force quotes."""
    if isinstance(value, dict):
        return {str(k): _tidy(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(v) for v in value]
    if isinstance(value, str):
        lines = [
            line.rstrip().replace("\t", "    ") for line in value.strip().split("\n")
        ]
        return "\n".join(lines)
    return value
