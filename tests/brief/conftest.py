"""An invented pile, built by hand: articles with true places, claims, figures and questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import (
    Article,
    ArticleKind,
    Attribution,
    Basis,
    Bound,
    Certainty,
    Check,
    Claim,
    DateSource,
    Entry,
    Figure,
    Kind,
    Likelihood,
    Mode,
    Published,
    Quantity,
    Question,
    Relation,
    Removal,
    Removed,
    Span,
    Speaker,
    SpeakerType,
    TextMap,
    Verdict,
    content_id,
)


def number(value):
    return None if value is None else Decimal(str(value))


@dataclass
class Story:
    """A pile that grows by plain calls; every place is looked up in the invented text."""

    articles: list[Article] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    raws: dict[str, str] = field(default_factory=dict)

    def article(self, path, raw, *, day=None, window=None, title=None, cut=(), evidence=(), **fields):
        """An article whose text is ``raw`` without the words in ``cut``."""
        gone = sorted(Span(raw.index(words), raw.index(words) + len(words)) for words, _ in cut)
        ends = [0, *(s.end for s in gone)]
        starts = [*(s.start for s in gone), len(raw)]
        kept = [Span(a, b) for a, b in zip(ends, starts, strict=True) if a < b]
        text_map = TextMap.keeping(kept)
        text = text_map.apply(raw)
        published = None
        if day:
            published = Published(start=day, end=day, how=DateSource.STATED)
        elif window:
            published = Published(
                start=window[0], end=window[1], how=DateSource.INFERRED, precision="window", evidence=evidence
            )
        at = text.find(title) if title else -1
        found = Article(
            id=content_id(path),
            path=path,
            text=text,
            map=text_map,
            sha256="0" * 64,
            title=title,
            title_span=Span(at, at + len(title)) if title and at >= 0 else None,
            published=published,
            removed=tuple(
                Removed(raw=Span(raw.index(w), raw.index(w) + len(w)), why=why, note=str(why)) for w, why in cut
            ),
            **fields,
        )
        self.articles.append(found)
        self.raws[found.id] = raw
        return found

    @staticmethod
    def place(article, words, after=0):
        at = article.text.index(words, after)
        return Span(at, at + len(words))

    def claim(self, article, words, *, chain=(), figures=(), mode=None, kind=Kind.FACT, **fields):
        """A claim at ``words``; ``chain`` is (name, wording, type) with wordings looked up in the text."""
        content = tuple(self.place(article, w) for w in ((words,) if isinstance(words, str) else words))
        speakers = tuple(
            Speaker(name=name, text=text, span=self.place(article, text), type=type_) for name, text, type_ in chain
        )
        mode = mode or (Mode.INDIRECT if speakers else Mode.NARRATOR)
        found = Claim(
            id=Claim.make_id(article.id, content),
            article=article.id,
            content=content,
            text=" … ".join(s.of(article.text) for s in content),
            kind=kind,
            attribution=Attribution(mode=mode, chain=speakers),
            certainty=fields.pop("certainty", Certainty.REPORTED if speakers else Certainty.ASSERTED),
            figures=tuple(self.figure(article, content[0].start, **f) for f in figures),
            **fields,
        )
        self.claims.append(found)
        return found

    def figure(self, article, after, *, text, low=None, high=None, bound=Bound.EXACT, measure="casualties", **fields):
        return Figure(
            span=self.place(article, text, after),
            text=text,
            quantity=Quantity(low=number(low), high=number(high), bound=bound),
            measure=measure,
            **fields,
        )

    def question(
        self, verdict, claims, *, low=None, high=None, best=None, disputes=(), origins=None, sums=(), **fields
    ):
        first = claims[0]
        claim, index = first if isinstance(first, tuple) else (first, 0)
        figure = claim.figures[index]
        entries = []
        for item in claims:
            one, at = item if isinstance(item, tuple) else (item, 0)
            chain = one.attribution.chain
            entries.append(
                Entry(
                    claim=one.id,
                    figure=at,
                    relation=Relation.SUPPORTS,
                    origin=chain[-1].name if chain else "its author",
                    independent=bool(chain),
                )
            )
        for one in disputes:
            name = one.attribution.chain[-1].name if one.attribution.chain else "its author"
            entries.append(
                Entry(
                    claim=one.id, figure=None, relation=Relation.DISPUTES, origin=name, independent=True, counted=False
                )
            )
        found = Question(
            id=content_id(*(e.claim + str(e.figure) for e in entries)),
            text="How many?",
            measure=figure.measure,
            who=figure.who,
            where=figure.where,
            basis=figure.basis,
            period=fields.get("period", figure.period),
            verdict=verdict,
            low=number(low),
            best=number(best),
            high=number(high),
            why=(),
            origins=origins if origins is not None else len({e.origin for e in entries if e.counted}),
            entries=tuple(entries),
            arithmetic=tuple(
                Check(with_=tuple(c.id for c in used), says=says, holds=holds) for used, says, holds in sums
            ),
        )
        self.questions.append(found)
        return found

    def brief(self, **options):
        from onrecord.brief import write_brief

        return write_brief(self.articles, self.claims, self.questions, self.raws, **options)


@pytest.fixture(scope="session")
def story_class():
    """The class that piles are built with, for tests that need many."""
    return Story


@pytest.fixture
def story():
    """An empty pile to build on."""
    return Story()


HERALD = """Portmere dam: the toll grows
by Ada Quill
SIGN UP FOR OUR LETTER
Officials in Portmere said on Tuesday that 1,400 people had died when the Hallow dam gave way in March 2031.
The Harbour Watch, a charity, counts more than 2,000 dead.
“We have never seen water move like this,” said its head, Ilse Brandt.
Rescue crews found about 40 bodies a day in April 2031, according to the coast guard.
The repair will likely take until the end of the year, the ministry said.
"""
COURIER = """Who opened the gates?
The Courier, 2 May 2031
According to the Portmere Herald, Harbour Watch puts the dead at more than 2,000.
The dam board denies that the gates were opened by hand. The army sent up to 900 soldiers to the valley, the board said.
Some 1,180 bodies were recovered in April 2031, a relief worker said. Another collapse is very unlikely.
"""
LEDGER = """The valley two weeks on
The army has sent up to 1,200 soldiers, according to the governor, Tomas Reve.
A survey by the Brightwater Institute found that nearly 600 soldiers were at work.
Reve has dismissed the charity’s count as “a number from thin air”.
"""


@pytest.fixture
def portmere(story):
    """Three invented articles on an invented dam: a conflict, a range, a dispute, a sum and two forecasts."""
    org, person, unnamed = SpeakerType.ORGANISATION, SpeakerType.PERSON, SpeakerType.UNNAMED
    herald = story.article(
        "herald.txt",
        HERALD,
        day=date(2031, 4, 29),
        title="Portmere dam: the toll grows",
        byline=("Ada Quill",),
        publisher="Portmere Herald",
        cut=(("SIGN UP FOR OUR LETTER\n", Removal.BOILERPLATE),),
    )
    courier = story.article("courier.txt", COURIER, day=date(2031, 5, 2), publisher="The Courier")
    ledger = story.article(
        "ledger.txt",
        LEDGER,
        window=(date(2031, 5, 1), date(2031, 5, 20)),
        title="The valley two weeks on",
        kind=ArticleKind.OPINION,
        evidence=("the words “two weeks on”",),
    )
    officials = story.claim(
        herald,
        "1,400 people had died when the Hallow dam gave way in March 2031",
        chain=(("officials in Portmere", "Officials in Portmere", unnamed),),
        figures=(
            {
                "text": "1,400 people",
                "low": 1400,
                "high": 1400,
                "measure": "deaths",
                "who": "people",
                "where": "Portmere",
            },
        ),
    )
    watch = story.claim(
        herald,
        "more than 2,000 dead",
        chain=(("Harbour Watch", "Harbour Watch", org),),
        figures=(
            {
                "text": "more than 2,000 dead",
                "low": 2000,
                "bound": Bound.MORE_THAN,
                "measure": "deaths",
                "who": "people",
                "where": "Portmere",
            },
        ),
    )
    story.claim(
        herald,
        "We have never seen water move like this",
        chain=(("Ilse Brandt", "Ilse Brandt", person),),
        mode=Mode.DIRECT,
        kind=Kind.OPINION,
    )
    rate = story.claim(
        herald,
        "Rescue crews found about 40 bodies a day in April 2031",
        chain=(("coast guard", "coast guard", org),),
        figures=(
            {
                "text": "about 40 bodies",
                "low": 40,
                "high": 40,
                "bound": Bound.ABOUT,
                "measure": "bodies found",
                "basis": Basis.RATE,
                "per": "day",
            },
        ),
    )
    story.claim(
        herald,
        "The repair will likely take until the end of the year",
        chain=(("the ministry", "the ministry", org),),
        kind=Kind.FORECAST,
        certainty=Certainty.FORECAST,
        likelihood=Likelihood(words="likely", low=0.55, high=0.8),
        due=date(2031, 12, 31),
    )
    watch_again = story.claim(
        courier,
        "Harbour Watch puts the dead at more than 2,000",
        chain=(("Portmere Herald", "Portmere Herald", org), ("Harbour Watch", "Harbour Watch", org)),
        figures=(
            {
                "text": "more than 2,000",
                "low": 2000,
                "bound": Bound.MORE_THAN,
                "measure": "deaths",
                "who": "people",
                "where": "Portmere",
            },
        ),
    )
    soldiers = story.claim(
        courier,
        "The army sent up to 900 soldiers to the valley",
        chain=(("dam board", "the board", org),),
        figures=(
            {
                "text": "up to 900 soldiers",
                "high": 900,
                "bound": Bound.AT_MOST,
                "measure": "soldiers sent",
                "who": "the army",
            },
        ),
    )
    total = story.claim(
        courier,
        "Some 1,180 bodies were recovered in April 2031",
        chain=(("a relief worker", "a relief worker", unnamed),),
        figures=(
            {
                "text": "1,180 bodies",
                "low": 1180,
                "high": 1180,
                "bound": Bound.ABOUT,
                "measure": "bodies found",
                "basis": Basis.TOTAL,
            },
        ),
    )
    story.claim(
        courier,
        "Another collapse is very unlikely",
        kind=Kind.FORECAST,
        certainty=Certainty.FORECAST,
        likelihood=Likelihood(words="very unlikely", low=0.05, high=0.2),
    )
    governor = story.claim(
        ledger,
        "The army has sent up to 1,200 soldiers",
        chain=(("Tomas Reve", "Tomas Reve", person),),
        figures=(
            {
                "text": "up to 1,200 soldiers",
                "high": 1200,
                "bound": Bound.AT_MOST,
                "measure": "soldiers sent",
                "who": "the army",
            },
        ),
    )
    survey = story.claim(
        ledger,
        "nearly 600 soldiers were at work",
        chain=(("Brightwater Institute", "Brightwater Institute", org),),
        figures=(
            {
                "text": "nearly 600 soldiers",
                "low": 600,
                "high": 600,
                "bound": Bound.NEARLY,
                "measure": "soldiers sent",
                "who": "the army",
            },
        ),
    )
    doubt = story.claim(
        ledger,
        "a number from thin air",
        chain=(("Tomas Reve", "Reve", person),),
        mode=Mode.MIXED,
        kind=Kind.DISPUTE,
    )
    story.question(Verdict.CONFLICT, [officials, watch, watch_again], low=1400, disputes=[doubt], origins=2)
    story.question(Verdict.COMPATIBLE, [soldiers, governor, survey], low=600, high=1200)
    story.question(
        Verdict.SINGLE,
        [total],
        low=1180,
        high=1180,
        sums=[((rate, total), "about 40 a day for 30 days is about 1,200: consistent with about 1,180", True)],
    )
    story.question(Verdict.SINGLE, [rate], low=40, high=40)
    return story
