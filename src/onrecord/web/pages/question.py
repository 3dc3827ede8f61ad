"""One question: its answer with reasons, and each claim with its passage, origin, hedge and grade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import ClassVar

from onrecord.brief.wording import amount
from onrecord.errors import MissingInputError
from onrecord.model import Article, Claim, Entry, Figure, Judgement, Matter, Question, Related, Relation, Span
from onrecord.reconcile.decided import ref_of
from onrecord.web.desk import Desk
from onrecord.web.headlines import ranked
from onrecord.web.pages.tab import StoryTab
from onrecord.web.reviewing import State, reviews, states

# Units that a number says nothing without; others stand in the question.
TOLD_UNITS = {unit: f"{unit}s" for unit in ("dollar", "euro", "pound", "rouble", "ruble")} | {"percent": "per cent"}
AROUND = 220  # characters of the text shown before and after a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A claim in its text: the words before it, those at its place (marked where they are the figure), those after."""

    before: str
    inside: tuple[tuple[str, bool], ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One entry of a question, with all that a person needs to judge it."""

    entry: Entry
    claim: Claim
    article: Article
    figure: Figure | None
    passage: Passage
    state: State | None = None

    @property
    def says(self) -> str:
        """The figure as the source has it; where a person set its number, that, beside the source's words."""
        if self.figure is None or not self.figure.mended:
            return self.figure.text if self.figure else ""
        return f"{amount(self.figure.quantity)} (the source has “{self.figure.text}”)"

    @property
    def named(self) -> str:
        """What names it in a pair; empty where it can be in none."""
        return named(self.entry)

    @property
    def bears(self) -> bool:
        """Whether it has a part in the answer: it is counted, or it disputes one that is."""
        return self.entry.relation is Relation.DISPUTES or not (
            self.entry.aside or self.entry.relation is Relation.REPEATS
        )

    @property
    def stands(self) -> str:
        """How it stands to the answer, in a word or two."""
        if self.bears or not self.entry.aside:
            return self.entry.relation
        return "replaced" if self.entry.superseded_by else "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage(StoryTab):
    """A question of a story."""

    template: ClassVar[str] = "question.html.j2"
    question: Question
    answers: tuple[Answer, ...]
    related: tuple[tuple[Related, Question], ...]
    pairs: tuple[Judgement, ...]
    others: tuple[Question, ...]
    loaded: str

    @property
    def unit(self) -> str:
        """What the numbers are of, where all that count have the same unit and need it: "dollars"."""
        units = {a.figure.quantity.unit for a in self.answers if a.figure and a.entry.counted}
        unit = units.pop() if len(units) == 1 else None
        return TOLD_UNITS.get(unit or "", "")

    @property
    def parts(self) -> tuple[tuple[str, tuple[Answer, ...]], ...]:
        """The answers in two parts: those that the range comes of, and what adds nothing to it."""
        bearing = tuple(a for a in self.answers if a.bears)
        rest = tuple(a for a in self.answers if not a.bears)
        named = (("What the answer comes of", bearing), ("Said again, replaced, or left out", rest))
        return tuple((heading, some) for heading, some in named if some)


def question_page(desk: Desk, key: str, question: str, as_of: date | None = None) -> QuestionPage:
    """The page of a question of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story or question.
    """
    story = desk.story(key)
    by_id = {q.id: q for q in desk.questions(story, as_of, soon=True)}
    if question not in by_id:
        raise MissingInputError(f"the story {story} has no question {question}; with new articles it may go by another")
    asked = by_id[question]
    pile = desk.part(story, {e.claim for e in asked.entries}, as_of)
    claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
    left = states(
        (pile.read.get(e.claim) or claims[e.claim] for e in asked.entries if e.claim in claims), reviews(desk)
    )
    return QuestionPage(
        heading=asked.text,
        story=story,
        title=desk.title(story),
        as_of=as_of,
        question=asked,
        answers=tuple(
            replace(answer(e, claims[e.claim], articles), state=left.get(e.claim))
            for e in asked.entries
            if e.claim in claims
        ),
        related=tuple((r, by_id[r.question]) for r in asked.related if r.question in by_id),
        pairs=pairs_of(desk, asked),
        others=tuple(q for q in ranked(tuple(by_id.values())) if q.asks is asked.asks and q.id != asked.id),
        loaded=datetime.now(UTC).isoformat(),
    )


def pairs_of(desk: Desk, asked: Question) -> tuple[Judgement, ...]:
    """What people decided of two figures or statements of which this question has one."""
    mine = {named(e) for e in asked.entries}
    return tuple(j for j in desk.judgements(Matter.PAIR) if mine.intersection(j.subject.split()))


def named(entry: Entry) -> str:
    """What names the figure or the statement of an entry in a pair; empty where it is of neither."""
    ref = ref_of(entry)
    return f"{ref[0]}:{ref[1]}" if ref else ""


def answer(entry: Entry, claim: Claim, articles: dict[str, Article]) -> Answer:
    """One entry with its claim, its article and the passage it stands in."""
    article = articles[claim.article]
    figure = claim.figures[entry.figure] if entry.figure is not None else None
    return Answer(
        entry=entry, claim=claim, article=article, figure=figure, passage=passage(article.text, claim, figure)
    )


def passage(text: str, claim: Claim, figure: Figure | None) -> Passage:
    """The claim in its text, cut at words."""
    whole = Span(claim.content[0].start, claim.content[-1].end)
    start, end = max(0, whole.start - AROUND), min(len(text), whole.end + AROUND)
    before = text[start : whole.start].rsplit("\n", 1)[-1]
    after = text[whole.end : end].split("\n", 1)[0]
    if start > 0 and len(before) == whole.start - start:
        before = "…" + before.partition(" ")[2]
    if end < len(text) and len(after) == end - whole.end:
        after = after.rpartition(" ")[0] + "…"
    return Passage(before=before, inside=tuple(parted(text, whole, figure)), after=after)


def parted(text: str, whole: Span, figure: Figure | None) -> list[tuple[str, bool]]:
    """The words of the claim, those of the figure apart."""
    if figure is None or not whole.contains(figure.span):
        return [(whole.of(text), False)]
    pieces = [
        (text[whole.start : figure.span.start], False),
        (figure.span.of(text), True),
        (text[figure.span.end : whole.end], False),
    ]
    return [piece for piece in pieces if piece[0]]
