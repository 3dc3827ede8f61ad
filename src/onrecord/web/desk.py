"""The desk behind its pages: what the ledger holds, story by story, reckoned once for each version of a story."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from onrecord import pipeline
from onrecord.errors import LedgerError, MissingInputError
from onrecord.ledger import cards, lookup, shelf
from onrecord.ledger.accounts import Account, list_accounts
from onrecord.ledger.shelf import Mark
from onrecord.ledger.stands import Stand, pack, read_stand, read_stands, ready_to_read, stand_version, write_stand
from onrecord.ledger.stands import versions as stand_versions
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
from onrecord.reconcile.record import speakers
from onrecord.web.asked import PARTS, RULE, Asked, Placed, Told, as_fields, code, told
from onrecord.web.config import Config
from onrecord.web.headlines import Glance
from onrecord.web.kept import Kept
from onrecord.web.recent import Recent
from onrecord.web.worker import PATIENCE, NotYetError, Worker

AHEAD = 50  # stories that are lined up to be reckoned before it is looked again which are behind
OFTEN = ("told", "questions", "articles", "glance")  # parts that the pages asked for most are made of
DRAWN = 100  # pages of stories, as HTML
PILES = 6  # stories whose articles and claims stay in memory
DECIDED = 8  # the beginning of a version, that is another when a person decided something


def undecided(version: str) -> str:
    """A version without what people decided: the code and the articles."""
    return version.partition("-")[2]


def be_ready() -> None:
    """Load what reckoning needs, which takes some seconds, before anybody waits for it."""
    from onrecord.extract.language import pipeline as language

    language()


def is_id(key: str) -> bool:
    """Whether this can be the id of anything: 16 hexadecimal digits. No database is asked for what cannot be one."""
    return re.fullmatch(r"[0-9a-f]{16}", key) is not None


class Desk:
    """A ledger, opened for its pages. Everything that a page shows is asked for here."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.ledger = Ledger.open(config.ledger)
        self.kept, self.piles, self.drawn, self.recent = Kept(), Kept(PILES), Kept(DRAWN), Recent()
        self.waiting: deque[str] = deque()  # stories to be reckoned ahead
        self.behind: set[str] = set()  # those of which that is known
        self.mark: Mark | None = None  # up to where the ledger was looked through for them
        self.failed: set[str] = set()  # stories of which nothing can be told
        self.worker = Worker(config) if config.apart and not self.ledger.sealed else None

    def be_ready(self) -> None:
        """Do once what whoever comes first would wait for."""
        code()
        for part in OFTEN:
            ready_to_read(PARTS[part])
        self.counts()

    def counts(self) -> Mapping[str, int]:
        """How much is in the ledger; of a large one, as it was some seconds ago."""
        return self.recent.get("counts", self.ledger.counts)

    def close(self) -> None:
        """Let go of the ledger."""
        if self.worker is not None:
            self.worker.close()
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
            return cards.story_title(connection, story)

    def lately[T](self, name: str, look: Callable[[Connection], T]) -> T:
        """What a look through the ledger gives, as it was some seconds ago where looking takes long."""

        def made() -> T:
            with self.ledger.reading() as connection:
                return look(connection)

        return self.recent.get(name, made)

    def version(self, story: str) -> str:
        """A hash of what the story's pages are made of: its articles, what people decided, and how it is reckoned."""
        with self.ledger.reading() as connection:
            content = shelf.story_version(connection, story)
            last = shelf.last_decision(connection)
            key = (story, content, last, "decisions")
            decided = self.kept.get(key, lambda: shelf.story_decisions(connection, story))
        return f"{decided}-{code()}-{content}"

    def pile(self, story: str, as_of: date | None = None) -> Pile:
        """The articles of a story with their claims as people left them, by the end of the day ``as_of``."""
        return self.piles.get((story, self.version(story), as_of), lambda: self.as_left(self.read(story), as_of))

    def part(self, story: str, claims: Collection[str], as_of: date | None = None) -> Pile:
        """Of a story these claims, as people left them, with their articles; no other row is read."""
        with self.ledger.reading() as connection:
            found = lookup.living_claims(connection, claims)
        placed = {p.id: p for p in self._told(Asked(story=story, part="articles"), soon=True)}
        ids = sorted({c.article for c in found} & placed.keys())
        known = tuple(replace(a, story=story, **as_fields(placed[a.id])) for a in self.ledger.articles(ids))
        return self.as_left(Pile(articles=known, raws={}, claims=tuple(c for c in found if c.article in placed)), as_of)

    def read(self, story: str) -> Pile:
        """The articles of a story with their claims as the machine read them."""
        key = (story, undecided(self.version(story)), "read")
        return self.piles.get(key, lambda: self.piled(self.articles(story)))

    def as_left(self, pile: Pile, as_of: date | None = None) -> Pile:
        """What was read, with what people decided of it."""
        decided = (j for matter in (Matter.REVIEW, Matter.PAIR) for j in self.judgements(matter, as_of))
        return pipeline.reviewed(pile, decided)

    def piled(self, articles: tuple[Article, ...]) -> Pile:
        """Articles of the ledger with their claims."""
        ids = [a.id for a in articles]
        return Pile(articles=articles, raws=self.ledger.raws(ids), claims=self.ledger.claims(ids))

    def articles(self, story: str) -> tuple[Article, ...]:
        """The articles of a story among one another: what is a copy of what, and the dates that neighbours betray."""
        version, asked = self.version(story), Asked(story=story, part="articles")
        return self.kept.get((version, asked, "whole"), lambda: self._articles(story, self._told(asked)))

    def _articles(self, story: str, placed: tuple[Placed, ...]) -> tuple[Article, ...]:
        by_id = {p.id: p for p in placed}
        found = self.ledger.articles(sorted(by_id))
        return tuple(replace(a, story=story, **as_fields(by_id[a.id])) for a in found)

    def questions(
        self, story: str, as_of: date | None = None, *, rule: str = RULE, soon: bool = False
    ) -> tuple[Question, ...]:
        """What the story's claims answer together; ``soon``: rather what they did a while ago than wait for it."""
        asked = Asked(story=story, part="questions", as_of=as_of, rule=rule)
        found: tuple[Question, ...] = self._told(asked, soon=soon)
        return found

    def brief(self, story: str, as_of: date | None = None, *, rule: str = RULE) -> Brief:
        """The story's brief."""
        found: Brief = self._told(Asked(story=story, part="brief", as_of=as_of, rule=rule))
        return found

    def told(self, story: str, as_of: date | None = None) -> Told:
        """The story as its page shows it."""
        found: Told = self._told(Asked(story=story, part="told", as_of=as_of))
        return found

    def glances(self, stories: Sequence[str]) -> Mapping[str, Glance]:
        """What is kept of these stories for a list of them, of whichever version; nothing of those not reckoned yet."""
        with self.ledger.reading() as connection:
            kept = read_stands(connection, stories, "glance")
        read = {
            s: self.kept.get((s, stand.version, "glance"), partial(stand.read, Glance)) for s, stand in kept.items()
        }
        return {story: found for story, found in read.items() if found is not None}

    def front(self, story: str, as_of: date | None = None) -> tuple[Told, bool]:
        """The same at once, of an earlier version where that is what there is; and whether it is of an earlier one."""
        return self._found(Asked(story=story, part="told", as_of=as_of), soon=True)

    def sources(self, story: str, as_of: date | None = None) -> tuple[SourceRecord, ...]:
        """How each source of the story fared."""
        asked = Asked(story=story, part="sources", as_of=as_of, today=as_of or self.today)
        found: tuple[SourceRecord, ...] = self._told(asked)
        return found

    def changes(self, story: str, since: date, as_of: date | None = None, *, rule: str = RULE) -> tuple[Change, ...]:
        """What changed in the story from the end of one day to the end of another, or to its last article."""
        found: tuple[Change, ...] = self._told(Asked(story=story, part="changes", since=since, as_of=as_of, rule=rule))
        return found

    def citations(self, story: str, as_of: date | None = None) -> Citations:
        """Who has what from whom in the story."""
        found: Citations = self._told(Asked(story=story, part="citations", as_of=as_of))
        return found

    def forecasts(self, story: str, as_of: date | None = None) -> tuple[Forecast, ...]:
        """The story's board of forecasts."""
        asked = Asked(story=story, part="forecasts", as_of=as_of, today=as_of or self.today)
        found: tuple[Forecast, ...] = self._told(asked)
        return found

    # -------------------------------------------------------------------------------- reckoning, and what it gave

    def _told(self, asked: Asked, *, soon: bool = False) -> Any:
        """What is asked for: see :meth:`_found`."""
        return self._found(asked, soon=soon)[0]

    def _found(self, asked: Asked, *, soon: bool = False) -> tuple[Any, bool]:
        """What is asked for, from memory, from the ledger, or reckoned now; and whether it is of an earlier version.

        With ``soon`` that of an earlier version is given at once, while the new one is being reckoned in the process
        beside. Where a person's decision makes the difference it is given only after a while: whoever decided wants to
        see what comes of it.
        """
        version = self.version(asked.story)
        if self.worker is None:
            return self.kept.get((version, asked), lambda: self._reckoned(asked, version)), False
        known = self.kept.known((version, asked))
        if known is not None:
            return known, False
        with self.ledger.reading() as connection:
            at = stand_version(connection, asked.story, asked.name)
        if at != version:
            earlier = self._shown(asked, at) if soon and at is not None else None
            if earlier is not None and at and at[:DECIDED] == version[:DECIDED]:
                self.worker.ask(asked, waiting=False)
                return earlier, True
            if not self.worker.ask(asked).wait(PATIENCE.get()):
                if earlier is not None:
                    return earlier, True
                raise NotYetError("this takes long to reckon and is still being worked on: ask again in a minute")
        found = self._shown(asked, version)
        if found is None:
            raise LedgerError("the ledger changed meanwhile: ask again")
        return found, False

    def _shown(self, asked: Asked, version: str) -> Any:
        """What is kept of a part of a story, of this version or of a newer one; None where it cannot be read."""
        known = self.kept.known((version, asked))
        if known is not None:
            return known
        stand = self._stand(asked)
        return self.kept.get((stand.version, asked), lambda: stand.read(PARTS[asked.part])) if stand else None

    def _stand(self, asked: Asked) -> Stand | None:
        with self.ledger.reading() as connection:
            return read_stand(connection, asked.story, asked.name)

    def _reckoned(self, asked: Asked, version: str) -> Any:
        """What is asked for, from the ledger or reckoned here and kept there."""
        stand = self._stand(asked)
        found = stand.read(PARTS[asked.part]) if stand and stand.version == version else None
        if found is None:
            found = self._made(asked)
            self._keep(asked, version, found)
        return found

    def _keep(self, asked: Asked, version: str, found: object) -> None:
        packed = pack(PARTS[asked.part], found)
        try:
            with self.ledger.writing() as connection:
                write_stand(connection, asked.story, asked.name, version, packed)
                if asked.name == "told" and isinstance(found, Told):
                    write_stand(connection, asked.story, "glance", version, pack(PARTS["glance"], found.glance))
        except (LedgerError, IntegrityError):  # a ledger that cannot be written can still be read at
            return

    def work(self, asked: Asked) -> None:
        """Reckon what is asked for and keep it; with the brief also the questions that it was made of."""
        self._told(asked)

    def work_ahead(self) -> bool:
        """Reckon one story, the latest of those whose brief is not kept as they are now; True when none was left."""
        if not self.waiting:
            self.waiting = deque(self._next_behind())
        if not self.waiting:
            return True
        story = self.waiting.popleft()
        self.behind.discard(story)
        try:
            self.told(story)
        except MissingInputError:
            self.failed.add(story)
        return False

    def _next_behind(self) -> list[str]:
        """The stories to be reckoned next, the latest first; those that nothing happened to are not looked at again."""
        with self.ledger.reading() as connection:
            mark = shelf.mark_of(connection)
            if self.mark is None:
                now, kept = shelf.story_versions(connection), stand_versions(connection, "told")
                self.behind |= {s for s, content in now.items() if undecided(kept.get(s, "")) != f"{code()}-{content}"}
            elif mark != self.mark:
                touched = shelf.touched_since(connection, self.mark)
                self.behind |= touched
                self.failed -= touched
            self.mark = mark
            found = cards.latest_first(connection, self.behind - self.failed)
        self.behind = set(found)
        return found[:AHEAD]

    def _made(self, asked: Asked) -> Any:
        """What is asked for, reckoned."""
        if asked.part == "articles":
            stand, version = self._stand(asked), self.version(asked.story)
            if stand and undecided(stand.version) == undecided(version):  # no decision bears on what is a copy of what
                known = stand.read(PARTS[asked.part])
                if known is not None:
                    return known
            with self.ledger.reading() as connection:
                ids = shelf.story_articles(connection, asked.story)
            return tuple(Placed.of(a) for a in pipeline.gathered(self.ledger.articles(ids)))
        if asked.part == "told":
            return self._made_told(asked)
        make: Callable[[Asked, Pile], Any] = getattr(self, f"_made_{asked.part}")
        return make(asked, self.pile(asked.story, asked.as_of))

    def _made_told(self, asked: Asked) -> Told:
        pile = self.pile(asked.story, asked.as_of)
        known = pipeline.as_it_stood(pile, asked.as_of) if asked.as_of else pile
        return told(
            self.brief(asked.story, asked.as_of, rule=asked.rule),
            speakers(known.claims, known.articles),
            self.questions(asked.story, asked.as_of, rule=asked.rule),
            pile,
        )

    def _made_questions(self, asked: Asked, pile: Pile) -> tuple[Question, ...]:
        return pipeline.questions(pile, as_of=asked.as_of, rule=asked.rule, ratings=self.ratings(asked.as_of))

    def _made_brief(self, asked: Asked, pile: Pile) -> Brief:
        from onrecord.brief import write_brief

        known = pipeline.as_it_stood(pile, asked.as_of) if asked.as_of else pile
        found = self.questions(asked.story, asked.as_of, rule=asked.rule)
        settled = self.judgements(Matter.SETTLEMENT, asked.as_of)
        return write_brief(known.articles, known.claims, found, known.raws, as_of=asked.as_of, settlements=settled)

    def _made_sources(self, asked: Asked, pile: Pile) -> tuple[SourceRecord, ...]:
        day, today = asked.as_of, asked.today or self.today
        settled, ratings = self.judgements(Matter.SETTLEMENT, day), self.ratings(day)
        return pipeline.sources(pile, today=today, as_of=day, ratings=ratings, settlements=settled)

    def _made_changes(self, asked: Asked, pile: Pile) -> tuple[Change, ...]:
        since, ratings = asked.since or self.today, self.ratings(asked.as_of)
        return pipeline.changes(pile, since=since, as_of=asked.as_of, rule=asked.rule, ratings=ratings)

    def _made_citations(self, asked: Asked, pile: Pile) -> Citations:
        return pipeline.citations(pile, as_of=asked.as_of)

    def _made_forecasts(self, asked: Asked, pile: Pile) -> tuple[Forecast, ...]:
        settled = self.judgements(Matter.SETTLEMENT, asked.as_of)
        return pipeline.forecasts(pile, today=asked.today or self.today, as_of=asked.as_of, settlements=settled)

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
        placed = {p.id: p for p in self._told(Asked(story=story, part="articles"), soon=True)} if story else {}
        article = replace(found[0], story=story or "", **as_fields(placed.get(key)))
        return article, self.ledger.claims([key]), self.ledger.raws([key])[key]

    def story_of(self, article: str) -> str | None:
        """The story that an article is in."""
        with self.ledger.reading() as connection:
            return shelf.story_of(connection, article)
