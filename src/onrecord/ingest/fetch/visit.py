"""From an address to the page it leads to: robots.txt, redirects, and what the server says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.errors import RefusedError, UnreachableError
from onrecord.ingest.fetch.address import Target, shown, target_of
from onrecord.ingest.fetch.kinds import kind_of_type
from onrecord.ingest.fetch.options import Options
from onrecord.ingest.fetch.pace import Pace, asked_wait
from onrecord.ingest.fetch.robots import Robots
from onrecord.ingest.fetch.wire import Exchange, Head, Want, Wire

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LATER = frozenset({408, 425, 429, 500, 502, 503, 504})  # may be another answer the next time

type Conditions = Callable[[Target], Mapping[str, str]]
"""The headers that ask for a page only if it has changed since it was last kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The redirects on the way, in order, and the answer at its end."""

    hops: tuple[Exchange, ...]
    last: Exchange


class Visitor:
    """Goes to one page at a time."""

    def __init__(self, options: Options, wire: Wire, pace: Pace) -> None:
        self._options = options
        self._wire = wire
        self._pace = pace
        self._robots = Robots(self._robots_txt)

    def visit(self, target: Target, conditions: Conditions, *, allow_private: bool) -> Visit:
        """Go where ``target`` leads; the answer is a page (200) or word that it has not changed (304).

        A page on the public net may not lead into one's own network, also where that is allowed.

        Raises:
            RefusedError: An address on the way is not for us, or there are too many.
            UnreachableError: There is no answer, or one that says no.
        """
        hops: list[Exchange] = []
        seen = {target.url}
        while True:
            answer = self._answer(target, conditions, allow_private, hops)
            if answer.head.status not in REDIRECTS:
                return Visit(hops=tuple(hops), last=answer)
            hops.append(answer)
            allow_private = allow_private and answer.inside
            target = self._next(answer, allow_private)
            if target.url in seen:
                raise RefusedError(f"its redirects lead in a circle, back to {shown(target.url)}", hops[0].target.url)
            if len(hops) > self._options.limits.redirects:
                raise RefusedError(f"it redirects more than {self._options.limits.redirects} times", hops[0].target.url)
            seen.add(target.url)

    def _answer(self, target: Target, conditions: Conditions, allow_private: bool, hops: list[Exchange]) -> Exchange:
        """The answer of one address on the way; what is wrong with it is told of the address the way began at."""
        asked = conditions(target)
        try:
            answer = self._ask(target, asked, allow_private)
            status = answer.head.status
            if status not in REDIRECTS and status != 200 and not (status == 304 and asked):
                raise no_page(answer)
        except RefusedError as error:
            if not hops:
                raise
            raise RefusedError(f"it leads to {shown(target.url)}: {error.message}", hops[0].target.url) from error
        except UnreachableError as error:
            if not hops:
                raise
            message = f"it leads to {shown(target.url)}: {error.message}"
            raise UnreachableError(message, hops[0].target.url, again=error.again, after=error.after) from error
        return answer

    def _next(self, answer: Exchange, allow_private: bool) -> Target:
        place = answer.head.get("location")
        if not place:
            raise UnreachableError("the server redirects without saying where", answer.target.url)
        try:
            return target_of(place, base=answer.target.url, allow_private=allow_private)
        except RefusedError as error:
            raise RefusedError(f"it redirects to {error.where}: {error.message}", answer.target.url) from error

    def _ask(self, target: Target, extra: Mapping[str, str], allow_private: bool) -> Exchange:
        rules = self._robots.of(target, allow_private=allow_private)
        rules.check(target)
        delay = max(self._options.delay, min(rules.delay, self._options.limits.wait))
        return self._paced(target, self._judge, allow_private, extra, delay)

    def _robots_txt(self, target: Target, allow_private: bool) -> Exchange:
        limit = self._options.limits.robots
        return self._paced(target, lambda _: Want(bytes=limit, part=True), allow_private, {}, 0.0)

    def _paced(
        self,
        target: Target,
        judge: Callable[[Head], Want],
        allow_private: bool,
        extra: Mapping[str, str],
        delay: float,
    ) -> Exchange:
        with self._pace.turn(target.host, delay):
            return self._wire.get(target, judge, allow_private=allow_private, extra=extra)

    def _judge(self, head: Head) -> Want:
        """How much of an answer is wanted, by its head.

        Raises:
            RefusedError: It is of a kind that holds no article.
        """
        limits = self._options.limits
        if head.status != 200:
            return Want(bytes=limits.aside, part=True)
        return Want(bytes=limits.listing if kind_of_type(head.media_type).may_be_list else limits.page)


def no_page(answer: Exchange) -> UnreachableError:
    """What to say of an answer that is neither a page nor word that it has not changed."""
    status = answer.head.status
    again = status in LATER
    after = asked_wait(answer.head.get("retry-after")) if again else None
    said = f"the server says {status} {answer.head.reason}".strip()
    return UnreachableError(shown(said), answer.target.url, again=again, after=after)
