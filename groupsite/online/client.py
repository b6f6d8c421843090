"""Asks services, politely: the only module that knows the network.

One question at a time to a service, with a pause between two; `Retry-After` is heeded, a
service that fails three times is left alone for the rest of the run. Answers of the last
day are taken from the disk. Everything that goes wrong is a `ServiceError` in words for
authors, so that "did not answer" is never taken for "does not exist".
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
from lxml import etree

from groupsite.online.question import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from groupsite.online.question import Question

#: How often one question is asked.
_TRIES: Final = 3
#: Maximum number of redirects: doi.org has two, a merged record one more.
_REDIRECTS: Final = 5
#: Maximum size of an answer, in bytes: the longest list of authors has 2 MB.
_LARGEST: Final = 10_000_000
#: Maximum time to wait because a service says so, in seconds; nobody sits there longer.
_LONGEST_WAIT: Final = 60.0
#: Time in seconds for which an answer holds.
_DAY: Final = 24 * 60 * 60.0
_BUSY: Final = (429, 500, 502, 503, 504)
#: What arXiv answers, beside `_BUSY`, to networks that it does not want to serve.
_REFUSED: Final = (401, 403, 406)
_ACCEPT: Final = {"json": "application/json", "xml": "application/xml, text/xml"}


class ServiceError(Exception):
    """A service has not answered, or not in a way that can be used; says why."""

    def __init__(self, service: str, fault: str) -> None:
        self.service = SERVICES[service].title
        super().__init__(f"{self.service} {fault}")


class _TryLaterError(Exception):
    """A fault that may be gone in a moment; after that many seconds, if it is said."""

    def __init__(self, fault: str, wait: float | None = None) -> None:
        super().__init__(fault)
        self.wait = wait


@dataclass(frozen=True)
class Machine:
    """What the client needs of the machine; replaced in tests."""

    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where answers are kept: ``groupsite`` in the user's folder for caches."""
    written = environ.get("XDG_CACHE_HOME", "")
    # the specification of XDG: a path that is not absolute is ignored
    base = Path(written) if os.path.isabs(written) else Path.home() / ".cache"  # noqa: PTH117
    return base / "groupsite"


class Client:
    """Asks services; use it in a ``with`` statement."""

    def __init__(
        self,
        *,
        site: str = "",
        mail: str = "",
        cache: Path | None = None,
        timeout: float = 20.0,
        machine: Machine | None = None,
    ) -> None:
        """Make a client.

        :param site: address of the site, which services want to know.
        :param mail: where to reach whoever runs it.
        :param cache: a folder for answers; None to ask anew each time.
        :param timeout: seconds in which an answer has to be there.
        """
        contact = "; ".join(filter(None, [site, mail and f"mailto:{mail}"]))
        agent = f"groupsite ({contact})" if contact else "groupsite"
        self._mail = mail
        self._cache = cache
        self._timeout = timeout
        self._machine = machine or Machine()
        self._http = httpx.Client(timeout=timeout, headers={"User-Agent": agent})
        #: Services → when each may be asked again, why each is not asked any more.
        self._ready: dict[str, float] = {}
        self._given_up: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, question: Question) -> Any:
        """The answer to *question*, parsed; None if there is no such thing.

        :returns: what JSON holds, or the root element of XML.
        :raises ServiceError: if the service does not give one.
        """
        url, key = self._address(question), self._key(question)
        body = self._cached(key)
        if body is not None:
            with contextlib.suppress(ValueError):
                return _parsed(body, question)
        group = SERVICES[question.service].variable or question.service
        if group in self._given_up:
            raise ServiceError(question.service, self._given_up[group])
        body = self._asked(question, url, group)
        if body is None:
            return None
        answer = _parsed(body, question)
        self._keep(key, body)
        return answer

    def _asked(self, question: Question, url: str, group: str) -> bytes | None:
        """What the service answers, with further tries where that helps."""
        fault = ""
        for attempt in range(1, _TRIES + 1):
            self._pause(group)
            try:
                return self._fetched(question, url)
            except _TryLaterError as error:
                fault = str(error)
                wait = 2.0**attempt if error.wait is None else error.wait
                if wait > _LONGEST_WAIT:
                    fault += f"; it asks to wait {_duration(wait)}, so try again then"
                    break
                if attempt < _TRIES:
                    self._machine.sleep(wait)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                fault = _unreachable(error)
                break
        self._given_up[group] = fault
        raise ServiceError(question.service, fault)

    def _pause(self, group: str) -> None:
        """Wait until the service may be asked again."""
        now = self._machine.clock()
        wait = self._ready.get(group, now) - now
        if wait > 0:
            self._machine.sleep(wait)
        # whatever the clock says then: it may be one that does not move
        self._ready[group] = (
            max(now, self._ready.get(group, now)) + SERVICES[group].pause
        )

    def _fetched(self, question: Question, url: str) -> bytes | None:
        """The body at *url*, behind its redirects; None if there is nothing."""
        accept = question.accept or _ACCEPT[question.form]
        seen: set[str] = set()
        while True:
            if url in seen or len(seen) > _REDIRECTS:
                raise ServiceError(question.service, "redirects in a circle")
            seen.add(url)
            try:
                with self._http.stream("GET", url, headers={"Accept": accept}) as got:
                    if got.has_redirect_location:
                        url = self._followed(question, url, got.headers["Location"])
                        continue
                    return self._body(question, got)
            except (httpx.TimeoutException, TimeoutError):
                seconds = f"{self._timeout:g} seconds"
                raise _TryLaterError(f"did not answer within {seconds}") from None
            except (httpx.RemoteProtocolError, httpx.DecodingError, httpx.ReadError):
                raise _TryLaterError("broke off its answer") from None

    def _followed(self, question: Question, url: str, location: str) -> str:
        """The address that a redirect leads to."""
        allowed = ("https",) if url.startswith("https:") else ("http", "https")
        try:
            target = urljoin(url, location)
            followed = urlsplit(target).scheme in allowed
        except ValueError:  # brackets that are not an IPv6 address
            target, followed = location, False
        if not followed:
            raise ServiceError(
                question.service, f"redirects to {target[:100]!r}, which is not https"
            )
        return target

    def _body(self, question: Question, got: httpx.Response) -> bytes | None:
        status = got.status_code
        if status in question.unknown:
            return None
        if status in _BUSY:
            fault = (
                "is asked too much at the moment (status 429)"
                if status == 429
                else f"has a fault of its own (status {status})"
            )
            raise _TryLaterError(fault, self._retry_after(got))
        if status in _REFUSED:
            fault = f"refuses to answer this network at the moment (status {status})"
            raise ServiceError(question.service, fault)
        if status != 200:
            fault = f"cannot answer this (status {status})"
            raise ServiceError(question.service, fault)
        _check_type(question, got.headers.get("Content-Type", ""))
        body = self._read(question, got)
        _check_parsed(question, body)
        return body

    def _read(self, question: Question, got: httpx.Response) -> bytes:
        """The body, unless it is huge or comes drop by drop."""
        end = self._machine.clock() + self._timeout
        body = bytearray()
        for piece in got.iter_bytes():
            body += piece
            if len(body) > _LARGEST:
                size = f"{_LARGEST // 1_000_000} MB"
                raise ServiceError(question.service, f"answers with more than {size}")
            if self._machine.clock() > end:
                raise TimeoutError
        return bytes(body)

    def _retry_after(self, got: httpx.Response) -> float | None:
        """The seconds to wait that a service asks for, written as such or as a date."""
        written = got.headers.get("Retry-After", "").strip()
        if written.isascii() and written.isdecimal():
            return float(written)
        try:
            date = parsedate_to_datetime(written)
            return max(0.0, date.timestamp() - self._machine.clock())
        except (ValueError, OverflowError):
            return None

    def _base(self, question: Question) -> str:
        """The address of the service, or the one set in the environment."""
        service = SERVICES[question.service]
        name = (service.variable or question.service).upper()
        variable = f"GROUPSITE_{name}_URL"
        base = self._machine.environ.get(variable, "").strip() or service.base
        if urlsplit(base).scheme not in ("http", "https"):
            raise ServiceError(
                question.service, f"cannot be asked: {variable} is no address: {base!r}"
            )
        return base.rstrip("/")

    def _address(self, question: Question) -> str:
        service = SERVICES[question.service]
        mail = {service.mail: self._mail} if service.mail and self._mail else {}
        query = urlencode({**question.query, **mail})
        return f"{self._base(question)}{question.path}{'?' if query else ''}{query}"

    def _key(self, question: Question) -> str:
        """What tells the question from all others, whoever asks."""
        what = (self._base(question), question.path, sorted(question.query.items()))
        written = json.dumps([*what, question.form, question.accept])
        return hashlib.sha256(written.encode()).hexdigest()

    def _cached(self, key: str) -> bytes | None:
        """The answer from the disk, if it is of the last day."""
        if self._cache is None:
            return None
        path = self._cache / key
        try:
            age = self._machine.clock() - path.stat().st_mtime
            return path.read_bytes() if age < _DAY else None
        except OSError:
            return None

    def _keep(self, key: str, body: bytes) -> None:
        """Keep an answer, unless the disk does not want it: then it is asked again."""
        if self._cache is None:
            return
        with contextlib.suppress(OSError):
            self._cache.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._cache)
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            now = self._machine.clock()
            os.utime(name, (now, now))
            Path(name).replace(self._cache / key)


def _check_type(question: Question, written: str) -> None:
    """Refuse answers that are not meant for programs."""
    kind = written.partition(";")[0].strip().lower()
    if question.form in kind or kind in ("", "text/plain", "application/octet-stream"):
        return
    if "html" in kind:
        fault = "answers with a web page in place of data: is there a log-in before it?"
    else:
        fault = f"answers with {kind[:60]} in place of {question.form.upper()}"
    raise ServiceError(question.service, fault)


def _check_parsed(question: Question, body: bytes) -> None:
    """Refuse what is not JSON or XML, or only the beginning of it."""
    try:
        _parsed(body, question)
    except ValueError:
        if body.lstrip()[:9].lower() in (b"<!doctype", b"<html><he"):
            _check_type(question, "text/html")
        form = question.form.upper()
        raise _TryLaterError(f"answers with half an answer, or no {form}") from None


def _parsed(body: bytes, question: Question) -> Any:
    """What is in *body*.

    :raises ValueError: if it cannot be parsed.
    """
    try:
        if question.form == "json":
            return json.loads(body)
        # entities may be files of this machine, or a billion laughs
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _unreachable(error: Exception) -> str:
    """Why a service cannot be reached."""
    if isinstance(error, httpx.ConnectError):
        return "cannot be reached: is this machine offline?"
    return f"cannot be asked: {error}"


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours"
