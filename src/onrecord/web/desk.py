"""The desk behind its pages: what the ledger holds, story by story, reckoned once for each version of a story."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from threading import Lock
from typing import Any

from onrecord import pipeline
from onrecord.errors import MissingInputError
from onrecord.ledger import shelf
from onrecord.ledger.accounts import Account, list_accounts
from onrecord.ledger.store import Ledger
from onrecord.model import (
    Article,
    Brief,
    Change,
    Citations,
    Claim,
    Forecast,
    Judgement,
    Matter,
    Question,
    SourceRecord,
)
from onrecord.pipeline import Pile
from onrecord.web.config import Config

KEPT = 400  # answers that stay in memory
RULE = "supported"  # by which the best figure is chosen where nobody asks for another


def is_id(key: str) -> bool:
    """Whether this can be the id of anything: 16 hexadecimal digits. No database is asked for what cannot be one."""
    return re.fullmatch(r"[0-9a-f]{16}", key) is not None


class Kept:
    """What was reckoned lately, by key; the same thing is never reckoned twice at once."""

    def __init__(self, size: int = KEPT) -> None:
        self.size = size
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._locks: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def get[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of the key, made by ``make`` if it is not there."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                value: T = self._values[key]
                return value
            lock = self._locks.setdefault(key, Lock())
        with lock:
            with self._guard:
                if key in self._values:
                    again: T = self._values[key]
                    return again
            try:
                made = make()
            finally:
                with self._guard:
                    self._locks.pop(key, None)
            with self._guard:
                self._values[key] = made
                while len(self._values) > self.size:
                    self._values.popitem(last=False)
            return made


class Desk:
    """A ledger, opened for its pages. Everything that a page shows is asked for here."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.ledger = Ledger.open(config.ledger)
        self.kept = Kept()

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    @property
    def today(self) -> date:
        """The day that "due" and "past" are reckoned from."""
        return self.config.today or datetime.now(UTC).date()

    def accounts(self) -> tuple[Account, ...]:
        """Who may use it."""
        with self.ledger.reading() as connection:
            return list_accounts(connection)

    # -------------------------------------------------------------------------------- stories

    def story(self, key: str) -> str:
        """The id of the living story that goes by this key.

        Raises:
            MissingInputError: There is none.
        """
        with self.ledger.reading() as connection:
            found = shelf.living_story(connection, key) if is_id(key) else None
        if found is None:
            raise MissingInputError(f"there is no story {key} in this ledger")
        return found

    def title(self, story: str) -> str:
        """What the story is called in lists."""
        with self.ledger.reading() as connection:
            return shelf.story_title(connection, story)

    def version(self, story: str) -> str:
        """A hash of all that the story's pages are made of."""
        with self.ledger.reading() as connection:
            return shelf.story_version(connection, story)

    def pile(self, story: str) -> Pile:
        """The articles of a story with their claims."""
        return self.kept.get((story, self.version(story), "pile"), lambda: self._pile(story))

    def _pile(self, story: str) -> Pile:
        return self.piled(self.articles(story))

    def piled(self, articles: tuple[Article, ...]) -> Pile:
        """Articles of the ledger with their claims."""
        ids = [a.id for a in articles]
        return Pile(articles=articles, raws=self.ledger.raws(ids), claims=self.ledger.claims(ids))

    def articles(self, story: str) -> tuple[Article, ...]:
        """The articles of a story among one another: what is a copy of what, and the dates that neighbours betray."""
        return self.kept.get((story, self.version(story), "articles"), lambda: self._articles(story))

    def _articles(self, story: str) -> tuple[Article, ...]:
        with self.ledger.reading() as connection:
            ids = shelf.story_articles(connection, story)
        return tuple(replace(a, story=story) for a in pipeline.gathered(self.ledger.articles(ids)))

    def questions(self, story: str, as_of: date | None = None, *, rule: str = RULE) -> tuple[Question, ...]:
        """What the story's claims answer together."""
        key = (story, self.version(story), "questions", as_of, rule)
        make = partial(pipeline.questions, as_of=as_of, rule=rule, ratings=self.ratings(as_of))
        return self.kept.get(key, lambda: make(self.pile(story)))

    def brief(self, story: str, as_of: date | None = None, *, rule: str = RULE) -> Brief:
        """The story's brief."""
        key = (story, self.version(story), "brief", as_of, rule)
        settled = self.judgements(Matter.SETTLEMENT, as_of)
        make = partial(pipeline.brief, as_of=as_of, rule=rule, ratings=self.ratings(as_of), settlements=settled)
        return self.kept.get(key, lambda: make(self.pile(story)))

    def sources(self, story: str, as_of: date | None = None) -> tuple[SourceRecord, ...]:
        """How each source of the story fared."""
        key = (story, self.version(story), "sources", as_of, self.today)
        settled, ratings = self.judgements(Matter.SETTLEMENT, as_of), self.ratings(as_of)
        make = partial(pipeline.sources, today=as_of or self.today, as_of=as_of, ratings=ratings, settlements=settled)
        return self.kept.get(key, lambda: make(self.pile(story)))

    def changes(self, story: str, since: date, as_of: date | None = None, *, rule: str = RULE) -> tuple[Change, ...]:
        """What changed in the story from the end of one day to the end of another, or to its last article."""
        key = (story, self.version(story), "changes", since, as_of, rule)
        make = partial(pipeline.changes, since=since, as_of=as_of, rule=rule)
        return self.kept.get(key, lambda: make(self.pile(story)))

    def citations(self, story: str, as_of: date | None = None) -> Citations:
        """Who has what from whom in the story."""
        key = (story, self.version(story), "citations", as_of)
        return self.kept.get(key, lambda: pipeline.citations(self.pile(story), as_of=as_of))

    def forecasts(self, story: str, as_of: date | None = None) -> tuple[Forecast, ...]:
        """The story's board of forecasts."""
        key = (story, self.version(story), "forecasts", as_of, self.today)
        settled = self.judgements(Matter.SETTLEMENT, as_of)
        make = partial(pipeline.forecasts, today=as_of or self.today, as_of=as_of, settlements=settled)
        return self.kept.get(key, lambda: make(self.pile(story)))

    # -------------------------------------------------------------------------------- what people decided

    def judgements(self, matter: Matter, as_of: date | None = None) -> tuple[Judgement, ...]:
        """The judgements that stand, or that stood at the end of the day ``as_of``."""
        at = datetime.combine(as_of, time.max, tzinfo=UTC) if as_of else None
        return self.ledger.judgements(matter, at=at)

    def ratings(self, as_of: date | None = None) -> Mapping[str, str]:
        """How reliable sources are held to be: a letter by name."""
        return {j.subject: j.value for j in self.judgements(Matter.RELIABILITY, as_of)}

    # -------------------------------------------------------------------------------- one article, one claim

    def article(self, key: str) -> tuple[Article, tuple[Claim, ...], str]:
        """An article with its claims and the input text that its ``raw`` offsets count in.

        Raises:
            MissingInputError: There is none.
        """
        found = self.ledger.articles([key]) if is_id(key) else ()
        if not found:
            raise MissingInputError(f"there is no article {key} in this ledger")
        story = self.story_of(key)
        article = next(a for a in self.articles(story) if a.id == key) if story else found[0]
        return article, self.ledger.claims([key]), self.ledger.raws([key])[key]

    def story_of(self, article: str) -> str | None:
        """The story that an article is in."""
        with self.ledger.reading() as connection:
            return shelf.story_of(connection, article)
