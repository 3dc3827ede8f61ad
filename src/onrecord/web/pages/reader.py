"""The reader: an article with its claims marked in the text, and the source as it came beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from onrecord.model import Article, Claim, LeftOut, Mode, Removed
from onrecord.web.desk import Desk
from onrecord.web.page import Page
from onrecord.web.reviewing import State, reviews, states


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the text: the claims it belongs to (ids), and what else stands there ("cue", "figure", "hedge")."""

    words: str
    claims: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()  # claims whose first words these are


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A part of the source that is not in the text, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderPage(Page):
    """An article: paragraphs of stretches, its claims in the order of the text, and its source."""

    template: ClassVar[str] = "reader.html.j2"
    article: Article
    story: str | None
    paragraphs: tuple[tuple[Stretch, ...], ...]
    claims: tuple[Claim, ...]
    states: Mapping[str, State]
    source: tuple[Left, ...]
    marked: str | None


def reader_page(desk: Desk, key: str, claim: str | None = None) -> ReaderPage:
    """The page of an article; ``claim`` is the one to be shown at once.

    Raises:
        MissingInputError: There is no such article.
    """
    article, claims, raw = desk.article(key)
    ordered = tuple(sorted(claims, key=lambda c: (c.content[0].start, c.id)))
    return ReaderPage(
        heading=article.title or article.outlet,
        article=article,
        story=desk.story_of(key),
        paragraphs=paragraphs(stretches(article.text, ordered)),
        claims=ordered,
        states=states(ordered, reviews(desk)),
        source=tuple(beside(raw, article.removed, article.left_out)),
        marked=claim,
    )


def stretches(text: str, claims: tuple[Claim, ...]) -> list[Stretch]:
    """The text cut wherever a claim, a cue, a figure or a hedge begins or ends."""
    spans: list[tuple[int, int, str, str]] = []
    for claim in claims:
        spans += ((s.start, s.end, "claim", claim.id) for s in claim.content)
        if claim.attribution.mode is not Mode.NARRATOR:
            spans += ((s.start, s.end, "cue", "") for s in claim.attribution.cue)
            spans += ((link.span.start, link.span.end, "speaker", "") for link in claim.attribution.path)
        spans += ((f.span.start, f.span.end, "figure", "") for f in claim.figures)
        spans += ((h.span.start, h.span.end, "hedge", "") for h in claim.hedges)
    edges = sorted({0, len(text), *(e for s in spans for e in s[:2] if e <= len(text))})
    starts: dict[int, list[tuple[int, int, str, str]]] = {}
    for span in spans:
        starts.setdefault(span[0], []).append(span)
    open_ones: list[tuple[int, int, str, str]] = []
    seen: set[str] = set()
    found = []
    for start, end in pairwise(edges):
        open_ones = [s for s in open_ones if s[1] > start] + starts.get(start, [])
        ids = tuple(dict.fromkeys(s[3] for s in open_ones if s[2] == "claim"))
        fresh = tuple(i for i in ids if i not in seen)
        seen.update(fresh)
        roles = tuple(sorted({s[2] for s in open_ones} - {"claim"}))
        found.append(Stretch(words=text[start:end], claims=ids, roles=roles, begins=fresh))
    return found


def paragraphs(found: list[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    """The stretches by paragraph: a line break ends one."""
    made: list[list[Stretch]] = [[]]
    for stretch in found:
        lines = stretch.words.split("\n")
        for at, words in enumerate(lines):
            if at:
                made.append([])
            if words:
                first = stretch.begins if at == 0 else ()
                made[-1].append(Stretch(words=words, claims=stretch.claims, roles=stretch.roles, begins=first))
    return tuple(tuple(p) for p in made if p)


def beside(raw: str, removed: tuple[Removed, ...], left_out: tuple[LeftOut, ...] = ()) -> list[Left]:
    """The source in pieces: what was kept has no reason, what was left out, and what stood around it, has one."""
    pieces, at = [], 0
    for start, end, part in _parts(raw, removed, left_out):
        if start < at:
            continue
        if start > at:
            pieces.append(Left(words=raw[at:start], why=""))
        words = part.text + "\n" if isinstance(part, LeftOut) else part.raw.of(raw)
        pieces.append(Left(words=words, why=f"{part.why.value}: {part.note}" if part.note else part.why.value))
        at = end
    if at < len(raw):
        pieces.append(Left(words=raw[at:], why=""))
    return pieces


def _parts(
    raw: str, removed: tuple[Removed, ...], left_out: tuple[LeftOut, ...]
) -> list[tuple[int, int, Removed | LeftOut]]:
    """What is not in the text, in the order of the page: where it begins and ends in the source."""
    cut: list[tuple[int, int, Removed | LeftOut]] = [
        (r.raw.start, r.raw.end, r) for r in removed if r.raw.start < len(raw)
    ]
    around: list[tuple[int, int, Removed | LeftOut]] = [
        (min(p.after, len(raw)), min(p.after, len(raw)), p) for p in left_out
    ]
    return sorted([*cut, *around], key=lambda part: part[:2])
