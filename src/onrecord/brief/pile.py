"""The pile as the sections see it: articles, claims and questions by id, what to call them, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from onrecord.brief.draft import Phrase
from onrecord.brief.made import made_date, short_title
from onrecord.brief.passage import Passage, Sentences
from onrecord.brief.wording import flat, window
from onrecord.model import (
    Article,
    ArticleKind,
    Asks,
    Cite,
    Claim,
    Entry,
    Figure,
    Forecast,
    Question,
    Relation,
    Span,
    Speaker,
    SpeakerType,
    Verdict,
    hull,
)

if TYPE_CHECKING:
    from onrecord.reconcile.identities import Identities
    from onrecord.values.time import TimeMention

LONGEST_CITE = 420  # characters: a place longer than this is cited without its attribution
RANK = {
    Verdict.CONFLICT: 0,
    Verdict.DISPUTED: 0,
    Verdict.SUPERSEDED: 1,
    Verdict.COMPATIBLE: 2,
    Verdict.AGREE: 3,
    Verdict.SINGLE: 4,
}
OLD = 180  # days before the middle of the pile: an article this much older is said to be
RELATIVE = frozenset({"who", "whom", "which", "that"})
NO_NAME = {"unnamed", "unknown", "anonymous", ""}


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure that answers a question, with the claim it stands in and how it bears on the answer."""

    entry: Entry
    claim: Claim
    figure: Figure


class Pile:
    """Look-ups over one brief's articles, claims and questions. Nothing in it changes."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        questions: Sequence[Question],
        raws: Mapping[str, str],
        forecasts: Sequence[Forecast] = (),
    ) -> None:
        self.forecasts = tuple(forecasts)
        self.articles = tuple(articles)
        self.raws = raws
        self._capitals: dict[str, frozenset[str]] = {}
        self._times: dict[str, tuple[TimeMention, ...]] = {}
        self.sentences = Sentences()
        self.article = {a.id: a for a in articles}
        self.number = {a.id: n for n, a in enumerate(articles, 1)}
        self.claim = {c.id: c for c in claims}
        self.claims = tuple(c for c in claims if c.article in self.article)
        self.originals = tuple(a for a in articles if a.copies_of not in self.article)
        self.questions = tuple(
            q
            for _, q in sorted(enumerate(questions), key=lambda pair: (*self._weight(pair[1]), pair[0]))
            if q.asks is Asks.FIGURE
        )
        self.statements = tuple(q for q in questions if q.asks is Asks.STATEMENT)

    # ------------------------------------------------------------------------------------ order

    def _weight(self, question: Question) -> tuple[bool, int, int, int, Decimal]:
        articles = {self.claim[e.claim].article for e in question.entries if e.claim in self.claim}
        size = max((v for v in (question.low, question.best, question.high) if v is not None), default=Decimal(0))
        vague = "(" in question.measure or question.measure == "money"  # the sums of money that nothing else names
        return vague, RANK[question.verdict], -len(articles), -question.origins, -size

    def answers(self, question: Question) -> tuple[Answer, ...]:
        """The figures that answer a question, those of copies left out."""
        return tuple(
            Answer(e, claim, claim.figures[e.figure])
            for e in question.entries
            if e.figure is not None and (claim := self.claim.get(e.claim)) and e.figure < len(claim.figures)
            if not self.is_copied(claim)
        )

    def counted(self, question: Question) -> tuple[Answer, ...]:
        """The answers that bear on low, best and high."""
        found = tuple(a for a in self.answers(question) if a.entry.counted)
        return tuple(a for a in found if not is_part(a)) or found

    def challengers(self, question: Question) -> tuple[tuple[Entry, Claim], ...]:
        """The claims that dispute the answers of a question."""
        return tuple(
            (e, self.claim[e.claim])
            for e in question.entries
            if e.relation is Relation.DISPUTES and e.claim in self.claim
        )

    def is_copy(self, article: str) -> bool:
        """Whether an article of the pile copies another one of the pile."""
        return article in self.article and self.article[article].copies_of in self.article

    def is_copied(self, claim: Claim) -> bool:
        """Whether a claim stands in words that another article of the pile had before."""
        return any(key in self.article for key in self.article[claim.article].taken_from(claim.content))

    # ------------------------------------------------------------------------------------ places

    def cite(self, article_id: str, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """The places of ``spans`` in the input, one a piece that stands together there, white space trimmed."""
        article, raw = self.article[article_id], self.raws[article_id]
        cites: list[Cite] = []
        for span in spans:
            for piece in article.map.raw(span):
                if trimmed := _trimmed(piece, raw):
                    cites.append(Cite(article=article_id, path=article.path, raw=trimmed, quote=trimmed.of(raw)))
        return tuple(dict.fromkeys(cites))

    def cite_claim(self, claim: Claim, figure: Figure | None = None) -> tuple[Cite, ...]:
        """Where a claim stands, with its attribution when that stands beside it."""
        figures = () if figure is None else (figure.span,)
        content = (*claim.content, *(f for f in figures if not any(c.contains(f) for c in claim.content)))
        article = self.article[claim.article]
        spoken = (*claim.attribution.cue, *(_named_at(s, article.text) for s in claim.attribution.path))
        whole = hull((*content, *spoken))
        together = len(whole) <= LONGEST_CITE and "\n" not in whole.of(article.text)
        if together and len(article.map.raw(whole)) == 1:
            return self.cite(claim.article, (whole,))
        return self.cite(claim.article, content)

    def cite_article(self, article: Article) -> tuple[Cite, ...]:
        """The place an article is known by: its title, else its first claim, else its first line."""
        if article.title_span:
            return self.cite(article.id, (article.title_span,))
        claims = self.claims_of.get(article.id, ())
        first = min((s for c in claims for s in c.content), key=lambda s: s.start, default=None)
        if first is None:
            line = re.search(r"\S[^\n]{0,200}", article.text)
            first = Span(*line.span()) if line else None
        return self.cite(article.id, (first,)) if first else ()

    # ------------------------------------------------------------------------------------ names

    def label(self, article: Article) -> str:
        """What to call an article in running text: its publisher, else its title, else what sort of text it is."""
        if article.publisher:
            return article.publisher
        if article.title:
            return short_title(article.title) or self.tag(article)
        if is_row(article):
            return f"a row of a table ({self.tag(article)})"
        sort = {ArticleKind.OPINION: "opinion piece", ArticleKind.DIGEST: "news digest"}.get(article.kind, "report")
        sort = f"an article by {article.byline[0]}" if article.byline else f"an unsigned {sort}"
        return f"{sort} ({self.tag(article)})"

    def carrier(self, claim: Claim) -> str:
        """The article that a claim stands in, by a name short enough to stand in brackets."""
        article = self.article[claim.article]
        if is_row(article) and claim.attribution.path:
            return self.chain(claim)  # a table is no outlet
        return self.label(article) if article.publisher or article.title else self.tag(article)

    def tag(self, article: Article) -> str:
        """A short label for tables and charts, where a phrase would be too long."""
        return article.publisher or f"Source {self.number[article.id]}"

    def speaker(self, speaker: Speaker, article: Article) -> str:
        """A link of a chain in running text: "the New York Post", "Kyiv", "one defence official"."""
        name, words = self._name(speaker, article), flat(speaker.text)
        if name.casefold() in NO_NAME:
            return "sources it does not name"
        if speaker.type in (SpeakerType.UNNAMED, SpeakerType.DOCUMENT):
            return self._described(speaker, article)
        if speaker.type is SpeakerType.STATE and _is_seat(words):
            return words
        if speaker.type is SpeakerType.ORGANISATION and self._takes_the(speaker, article):
            return f"the {name}"
        return name if speaker.type is SpeakerType.PERSON else _with_the(name)

    def _described(self, speaker: Speaker, article: Article) -> str:
        words = flat(speaker.text)
        if words.casefold() in {"it", "he", "she", "they", "we", "this", *RELATIVE}:
            words = flat(speaker.name)
        if self._opens(speaker.span, article):
            acronym = words.split()[0][1:2].isupper()
            known = words.split()[0] in self._capitalised(article)
            words = words if acronym or known else words[:1].lower() + words[1:]
        return f"the {words}" if self._takes_the(speaker, article) else words

    @staticmethod
    def _takes_the(speaker: Speaker, article: Article) -> bool:
        if speaker.name.casefold().startswith("the ") or speaker.text.casefold().startswith("the "):
            return speaker.type is SpeakerType.ORGANISATION and not speaker.name.casefold().startswith("the ")
        return article.text[max(0, speaker.span.start - 4) : speaker.span.start].casefold() == "the "

    @staticmethod
    def _opens(span: Span, article: Article) -> bool:
        return re.search(r"(?:^|[.!?]\s+|\n)\W?$", article.text[max(0, span.start - 3) : span.start]) is not None

    def _capitalised(self, article: Article) -> frozenset[str]:
        """Words that an article writes with a capital inside its sentences."""
        if article.id not in self._capitals:
            self._capitals[article.id] = frozenset(re.findall(r"(?<=[a-z,] )[A-Z]\w+", article.text))
        return self._capitals[article.id]

    def chain(self, claim: Claim) -> str:
        """Who said it, through whom: "the New York Post, citing Russian state media"; the article itself if nobody."""
        article = self.article[claim.article]
        names = [self.speaker(s, article) for s in claim.attribution.path]
        names = list(dict.fromkeys(names))
        if not names:
            return self.label(article)
        return names[0] if len(names) == 1 else f"{names[0]}, citing {' and '.join(names[1:2])}"

    def through(self, claim: Claim) -> str:
        """Who said it, and the article that carries it: "Kyiv (in The Mirror)"."""
        chain, carrier = self.chain(claim), self.carrier(claim)
        return chain if chain == carrier or not claim.attribution.path else f"{chain} (in {carrier})"

    def passage(self, claim: Claim, keep: Span | None = None) -> Passage | None:
        """The fullest whole clause in a claim's words that holds ``keep`` (a place in the article's text)."""
        article = self.article[claim.article]
        if is_row(article):
            return None
        spans = dict.fromkeys((hull(claim.content), *claim.content))
        found = (self.sentences.passage(article.id, article.text, s, keep) for s in spans)
        return next((p for p in found if p), None)

    def sentence(self, claim: Claim, keep: Span | None = None) -> Passage | None:
        """The whole sentence that a claim stands in, or the clause of it that holds ``keep``."""
        article = self.article[claim.article]
        if is_row(article):
            return None
        return self.sentences.sentence(article.id, article.text, claim.content[0], keep)

    @cached_property
    def old(self) -> frozenset[str]:
        """The ids of the articles that appeared long before the middle of the pile: they tell of another moment."""
        dated = {a.id: a.published.reference.toordinal() for a in self.originals if a.published and not is_row(a)}
        if len(dated) < 3:
            return frozenset()
        found = {i for i, d in dated.items() if median(dated.values()) - d > OLD}
        return frozenset(found if len(found) * 2 < len(dated) else ())

    def bracketed(self, claim: Claim) -> str:
        """As ``through``, to stand in brackets: "Kyiv, in The Mirror"."""
        chain, carrier = self.chain(claim), self.carrier(claim)
        return carrier if not claim.attribution.path else (chain if chain == carrier else f"{chain}, in {carrier}")

    # ------------------------------------------------------------------------------------ made phrases

    def window(self, article: Article) -> Phrase:
        """The day or window of publication, as a made phrase."""
        p = article.published
        if p is None:
            return Phrase("")
        return made_date(window(p.start, p.end), p.start.isoformat(), p.end.isoformat())

    def times(self, claim: Claim) -> tuple[TimeMention, ...]:
        """The time expressions in a claim's words, read once."""
        from onrecord.values.time import read_times

        if claim.id not in self._times:
            published = self.article[claim.article].published_at(claim.content[0])
            self._times[claim.id] = read_times(claim.text, published)
        return self._times[claim.id]

    @cached_property
    def claims_of(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each article by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.article, []).append(claim)
        return {article: tuple(claims) for article, claims in found.items()}

    @cached_property
    def forecast_of(self) -> dict[str, Forecast]:
        """By claim id, the forecast on the board that a claim gives."""
        return {key: forecast for forecast in self.forecasts for key in forecast.claims}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the claims that answer or dispute an answer to some question of figures."""
        return frozenset(e.claim for q in self.questions for e in q.entries)

    @cached_property
    def who(self) -> Identities:
        """Who is who across the pile: one person for "Zelensky" and "Zelenskyy"."""
        from onrecord.reconcile.identities import identities

        return identities(self.claims, self.articles)

    def _name(self, speaker: Speaker, article: Article) -> str:
        """A person's fullest name in the pile; a body as its article calls it."""
        found = self.who.of(speaker, article.id) if speaker.type is SpeakerType.PERSON else ()
        return found[0].name if len(found) == 1 else flat(speaker.name)


def _named_at(speaker: Speaker, text: str) -> Span:
    """Where a speaker stands; for "who", with the words just before that say who that is."""
    if speaker.text.casefold() in RELATIVE:
        at = text.rfind(speaker.name, max(0, speaker.span.start - LONGEST_CITE), speaker.span.start)
        return Span(at, speaker.span.end) if at >= 0 else speaker.span
    return speaker.span


def is_row(article: Article) -> bool:
    """Whether it is a row or line of a table of figures: no prose, and no outlet."""
    return article.kind is ArticleKind.RECORD


def is_part(answer: Answer) -> bool:
    """Whether a figure is a part of a larger one, and so no answer to how many there were in all."""
    return answer.figure.part_of_larger or "part of a larger number" in answer.entry.why


def _trimmed(span: Span, raw: str) -> Span | None:
    text = span.of(raw)
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    return Span(start, end) if start < end else None


def _with_the(name: str) -> str:
    from onrecord.brief.subjects import the

    return the(name)


def _is_seat(words: str) -> bool:
    from onrecord.values.name import is_capital_or_seat

    return is_capital_or_seat(words)
