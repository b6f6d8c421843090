"""What commands need that ask services: an optional package, and a polite client."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from groupsite.cli.command import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.cli.site import Site
    from groupsite.online.client import Client


@contextmanager
def needs_network() -> Iterator[None]:
    """Say what to install where the imports within fail, since no build needs it.

    :raises CommandError: then.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "httpx":
            raise
        message = "this asks services on the network: pip install 'groupsite[online]'"
        raise CommandError(message) from None


def client_of(site: Site) -> Client:
    """A client that tells services for which site it asks."""
    from groupsite.online.client import Client, cache_folder  # noqa: PLC0415

    return Client(site=site.address, cache=cache_folder())
