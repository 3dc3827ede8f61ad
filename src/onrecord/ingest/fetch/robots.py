"""What the people of a site ask of programs (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from onrecord.errors import RefusedError, UnreachableError
from onrecord.ingest.fetch.address import Target, target_of
from onrecord.ingest.fetch.options import TOKEN
from onrecord.ingest.fetch.pace import asked_wait
from onrecord.ingest.fetch.wire import Exchange

HOPS = 5  # redirects of robots.txt that RFC 9309 asks to be followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one site; ``None``: it has none."""

    rules: Protego | None = None

    def check(self, target: Target) -> None:
        """Pass what may be fetched.

        Raises:
            RefusedError: The rules say no.
        """
        if self.rules is not None and not self.rules.can_fetch(target.url, TOKEN):
            raise RefusedError(f"{target.origin}/robots.txt asks programs not to fetch this", target.url)

    @property
    def delay(self) -> float:
        """Seconds between two pages that the rules ask for."""
        if self.rules is None:
            return 0.0
        asked = self.rules.crawl_delay(TOKEN) or 0.0
        rate = self.rules.request_rate(TOKEN)
        return max(float(asked), rate.seconds / rate.requests if rate and rate.requests else 0.0)


class Robots:
    """The rules of the sites, each asked for once.

    Args:
        get: Asks for one target, without following anything.
    """

    def __init__(self, get: Callable[[Target, bool], Exchange]) -> None:
        self._get = get
        self._known: dict[str, Rules] = {}

    def of(self, target: Target, *, allow_private: bool) -> Rules:
        """The rules for the site of ``target``.

        Raises:
            RefusedError: Its address is not for us, or its rules cannot be known.
            UnreachableError: It does not answer.
        """
        if target.origin not in self._known:
            place = target_of(f"{target.origin}/robots.txt", allow_private=allow_private)
            try:
                self._known[target.origin] = self._read(place, allow_private)
            except RefusedError as error:
                raise RefusedError(error.message, target.url) from error
            except UnreachableError as error:
                raise UnreachableError(error.message, target.url, again=error.again, after=error.after) from error
        return self._known[target.origin]

    def _read(self, place: Target, allow_private: bool) -> Rules:
        answer = self._get(place, allow_private)
        for _ in range(HOPS):
            if answer.head.status not in (301, 302, 303, 307, 308):
                break
            inside = allow_private and answer.inside
            try:
                place = target_of(answer.head.get("location"), base=place.url, allow_private=inside)
                answer = self._get(place, inside)
            except RefusedError:
                return Rules()  # it leads where there is nothing for us: as if there were none
        status = answer.head.status
        if status == 200 and answer.body and not answer.content:
            raise UnreachableError("its site's robots.txt is packed in a way that is not read here")
        if status == 200:
            # bytes that are no UTF-8 are ignored, as RFC 9309 asks
            return Rules(rules=Protego.parse(answer.content.decode("utf-8-sig", "replace")))
        if status == 429 or status >= 500:
            after = asked_wait(answer.head.get("retry-after"))
            raise UnreachableError(
                f"its site's robots.txt cannot be read now (status {status})", again=True, after=after
            )
        return Rules()
