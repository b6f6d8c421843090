"""The client: polite to services, and clear about everything that goes wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from groupsite.online.client import Client, Machine, ServiceError, cache_folder
from groupsite.online.question import SERVICES, Question, escaped
from tests.online.conftest import Clock, Reply, Server, every_service

if TYPE_CHECKING:
    from collections.abc import Callable

WORK = Question("crossref", f"/works/{escaped('10.5555/ab.1')}")
PATH = "/works/10.5555%2Fab.1"
GOOD = Reply('{"a": 1}')
#: What goes wrong → how often it is asked, what the message says.
FAULTS = {
    "busy": (
        Reply("", 429),
        3,
        "Crossref is asked too much at the moment (status 429)",
    ),
    "down": (Reply("", 503), 3, "Crossref has a fault of its own (status 503)"),
    "fault": (Reply("", 500), 3, "Crossref has a fault of its own (status 500)"),
    "half": (Reply('{"a": ', missing=100), 3, "Crossref broke off its answer"),
    "half-json": (
        Reply('{"a": '),
        3,
        "Crossref answers with half an answer, or no JSON",
    ),
    "deep": (
        Reply("[" * 100_000),
        3,
        "Crossref answers with half an answer, or no JSON",
    ),
    "bytes": (
        Reply(b"\xff\xfe\x00"),
        3,
        "Crossref answers with half an answer, or no JSON",
    ),
    "later": (
        Reply("", 429, {"Retry-After": "7200"}),
        1,
        "Crossref is asked too much at the moment (status 429); it asks to wait 2 hours, so try again then",
    ),
    "refused": (
        Reply("no", 403, type="text/plain"),
        1,
        "Crossref refuses to answer this network at the moment (status 403)",
    ),
    "odd": (Reply("", 418), 1, "Crossref cannot answer this (status 418)"),
    "html": (
        Reply("<!DOCTYPE html><title>Log in</title>", type="text/html; charset=utf-8"),
        1,
        "Crossref answers with a web page in place of data: is there a log-in before it?",
    ),
    "html-as-json": (
        Reply("\n<!DOCTYPE html><title>Log in</title>"),
        1,
        "Crossref answers with a web page in place of data: is there a log-in before it?",
    ),
    "pdf": (
        Reply("%PDF", type="application/pdf"),
        1,
        "Crossref answers with application/pdf in place of JSON",
    ),
    "huge": (Reply(b" " * 10_000_001), 1, "Crossref answers with more than 10 MB"),
    "circle": (
        Reply("", 302, {"Location": PATH}),
        1,
        "Crossref redirects in a circle",
    ),
    "file": (
        Reply("", 302, {"Location": "file:///etc/passwd"}),
        1,
        "Crossref redirects to 'file:///etc/passwd', which is not https",
    ),
    "brackets": (
        Reply("", 302, {"Location": "http://[a"}),
        1,
        "Crossref redirects to 'http://[a', which is not https",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told(
    name: str, server: Server, client_of: Callable[..., Client]
) -> None:
    """Whatever goes wrong is a message for authors, after three tries at most."""
    reply, tries, message = FAULTS[name]
    server.at(PATH, reply)

    with pytest.raises(ServiceError) as caught:
        client_of().ask(WORK)

    assert str(caught.value) == message
    assert caught.value.service == "Crossref"
    assert len(server.asked) == tries


def test_an_answer_is_parsed(server: Server, client_of: Callable[..., Client]) -> None:
    """JSON is given as Python has it, XML as its root element."""
    server.at(PATH, GOOD)
    server.at("/oai", Reply("<a><b>ü</b></a>", type="text/xml; charset=utf-8"))
    client = client_of()

    assert client.ask(WORK) == {"a": 1}
    assert client.ask(Question("arxiv", "/oai", form="xml")).findtext("b") == "ü"


def test_what_is_unknown_is_none(
    server: Server, client_of: Callable[..., Client]
) -> None:
    """A work that does not exist is another thing than a service that fails."""
    assert client_of().ask(WORK) is None
    assert len(server.asked) == 1


def test_a_question_says_who_asks(
    server: Server, client_of: Callable[..., Client]
) -> None:
    """Services get address and mail of the site, and the type that is wanted."""
    server.at(PATH, GOOD)
    client_of(site="https://example.org", mail="web@example.org").ask(WORK)
    client_of().ask(Question("crossref", PATH, accept="application/x+json"))

    named, unnamed = server.asked
    agent = "groupsite (https://example.org; mailto:web@example.org)"
    assert named.headers["User-Agent"] == agent
    assert named.query == {"mailto": "web@example.org"}
    assert named.headers["Accept"] == "application/json"
    assert unnamed.headers["User-Agent"] == "groupsite"
    assert unnamed.query == {}
    assert unnamed.headers["Accept"] == "application/x+json"


def test_redirects_are_followed_with_their_type(
    server: Server, client_of: Callable[..., Client]
) -> None:
    """As doi.org sends to Crossref or DataCite; the wanted type is said there as well."""
    server.at("/10.5555/ab.1", Reply("", 302, {"Location": f"{server.url}/transform"}))
    server.at("/transform", GOOD)
    question = Question("doi", "/10.5555/ab.1", accept="application/x+json")

    assert client_of().ask(question) == {"a": 1}
    assert [asked.headers["Accept"] for asked in server.asked] == [
        "application/x+json"
    ] * 2


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("3", 3.0),
        ("Fri, 15 Jan 2027 08:00:10 GMT", 10.0),  # the clock stands at 08:00:00
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0.0),
        ("soon", 2.0),
        ("", 2.0),
    ],
)
def test_retry_after_is_heeded(
    written: str,
    seconds: float,
    server: Server,
    clock: Clock,
    client_of: Callable[..., Client],
) -> None:
    """Seconds or a date; without one that can be read, it waits two seconds."""
    server.at(PATH, Reply("", 429, {"Retry-After": written}), GOOD)

    assert client_of().ask(WORK) == {"a": 1}
    assert clock.slept[0] == seconds


@pytest.mark.parametrize(
    ("seconds", "said"),
    [("90", "90 seconds"), ("600", "10 minutes"), ("9000", "2 hours")],
)
def test_nobody_waits_for_long(
    seconds: str, said: str, server: Server, client_of: Callable[..., Client]
) -> None:
    """A service that wants to be left alone for more than a minute is."""
    server.at(PATH, Reply("", 429, {"Retry-After": seconds}))

    with pytest.raises(ServiceError, match=f"asks to wait {said}, so try again then"):
        client_of().ask(WORK)


def test_waits_grow(
    server: Server, clock: Clock, client_of: Callable[..., Client]
) -> None:
    """Two seconds, then four, then it is given up."""
    server.at(PATH, Reply("", 500), Reply("", 500), GOOD)

    assert client_of().ask(WORK) == {"a": 1}
    assert clock.slept == [2, 4]


def test_a_service_that_failed_is_left_alone(
    server: Server, client_of: Callable[..., Client]
) -> None:
    """After three tries it is not asked for other works either; others are."""
    server.at(PATH, Reply("", 503))
    server.at("/other", GOOD)
    client = client_of()
    for path in (PATH, "/other"):
        with pytest.raises(ServiceError, match="status 503"):
            client.ask(Question("crossref", path))

    assert len(server.asked) == 3
    assert client.ask(Question("datacite", "/other")) == {"a": 1}


def test_questions_have_pauses(
    server: Server, clock: Clock, client_of: Callable[..., Client]
) -> None:
    """Three seconds for arXiv, over all its interfaces."""
    server.at("/a", Reply("<a/>", type="text/xml"))
    client = client_of()
    for service in ("arxiv", "arxiv-atom", "arxiv"):
        client.ask(Question(service, "/a", form="xml"))

    assert clock.slept == [3, 3]


def test_silence_ends(server: Server, client_of: Callable[..., Client]) -> None:
    """A service that says nothing is waited for as long as is set."""
    server.at(PATH, Reply(silent=True))

    with pytest.raises(ServiceError, match=r"did not answer within 0\.05 seconds"):
        client_of(timeout=0.05).ask(WORK)


def test_drops_end(server: Server) -> None:
    """A service that sends a little now and then is not waited for for ever."""
    server.at(PATH, Reply(b" " * 200_000))
    ticks = iter(range(0, 10_000, 15))
    machine = Machine(lambda: next(ticks), lambda _: None, every_service(server.url))

    with (
        Client(machine=machine) as client,
        pytest.raises(ServiceError, match="did not answer within 20 seconds"),
    ):
        client.ask(WORK)


def test_offline_is_said(server: Server, client_of: Callable[..., Client]) -> None:
    """Where nothing can be reached, the message asks whether the machine is offline."""
    environ = {"GROUPSITE_CROSSREF_URL": "http://127.0.0.1:9"}
    client = client_of(environ=environ)

    for _ in range(2):
        with pytest.raises(ServiceError) as caught:
            client.ask(WORK)
        fault = "Crossref cannot be reached: is this machine offline?"
        assert str(caught.value) == fault


@pytest.mark.parametrize("url", ["example", "ftp://127.0.0.1", "file:///etc/passwd"])
def test_a_wrong_address_is_told(url: str, client_of: Callable[..., Client]) -> None:
    """The message names the variable."""
    with pytest.raises(ServiceError) as caught:
        client_of(environ={"GROUPSITE_CROSSREF_URL": url}).ask(WORK)

    fault = f"Crossref cannot be asked: GROUPSITE_CROSSREF_URL is no address: {url!r}"
    assert str(caught.value) == fault


def test_addresses_are_safe() -> None:
    """Without a variable, every service is asked by https."""
    assert all(service.base.startswith("https://") for service in SERVICES.values())


def test_answers_are_kept_for_a_day(
    tmp_path: Path, server: Server, clock: Clock, client_of: Callable[..., Client]
) -> None:
    """Another run asks again only a day later, whoever asks."""
    server.at(PATH, Reply('{"a": 1}'), Reply('{"a": 2}'))
    cache = tmp_path / "new" / "cache"
    assert client_of(cache=cache).ask(WORK) == {"a": 1}
    assert client_of(cache=cache, mail="web@example.org").ask(WORK) == {"a": 1}
    clock.now += 24 * 60 * 60
    assert client_of(cache=cache).ask(WORK) == {"a": 2}


def test_only_answers_are_kept(
    tmp_path: Path, server: Server, client_of: Callable[..., Client]
) -> None:
    """What is unknown today may be known tomorrow, and a fault be mended."""
    server.at("/fault", Reply("<html>", type="text/html"))
    client = client_of(cache=tmp_path)
    assert client.ask(WORK) is None
    with pytest.raises(ServiceError):
        client.ask(Question("crossref", "/fault"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["", "{", "[" * 100_000])
def test_a_damaged_answer_is_asked_for_again(
    damage: str, tmp_path: Path, server: Server, client_of: Callable[..., Client]
) -> None:
    """A file that was cut is as none."""
    server.at(PATH, GOOD)
    client_of(cache=tmp_path).ask(WORK)
    [path] = tmp_path.iterdir()
    path.write_text(damage)
    os.utime(path, (1_800_000_000, 1_800_000_000))

    assert client_of(cache=tmp_path).ask(WORK) == {"a": 1}
    assert json.loads(path.read_bytes()) == {"a": 1}


def test_a_disk_without_room_does_no_harm(
    tmp_path: Path, server: Server, client_of: Callable[..., Client]
) -> None:
    """Where no folder can be made, each run asks anew."""
    server.at(PATH, GOOD)
    (tmp_path / "file").touch()

    assert client_of(cache=tmp_path / "file" / "cache").ask(WORK) == {"a": 1}


def test_entities_stay_outside(
    server: Server, client_of: Callable[..., Client]
) -> None:
    """XML cannot read files of this machine, nor grow."""
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b>&x;</b></a>'
    server.at("/a", Reply(bomb, type="text/xml"))

    answer = client_of().ask(Question("arxiv", "/a", form="xml"))
    assert "root:" not in "".join(answer.itertext())


def test_the_cache_is_where_caches_are() -> None:
    """The folder of XDG, unless it is none."""
    assert cache_folder({"XDG_CACHE_HOME": "/a"}) == Path("/a/groupsite")
    default = Path.home() / ".cache" / "groupsite"
    assert cache_folder({}) == cache_folder({"XDG_CACHE_HOME": "a"}) == default
