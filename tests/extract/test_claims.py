"""Claims of whole invented articles: who gets which words and which figures."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from onrecord.extract.claims import claims_of
from onrecord.model import (
    Article,
    Claim,
    DatedEntry,
    DateSource,
    Kind,
    Mode,
    Note,
    NoteKind,
    Published,
    Span,
    TextMap,
)

TEXTS = (
    "The dam broke on Monday. At least 12 people died, the mayor said. Ada Berg denied it.",
    '"We lost 40 boats," said Otto Lund, who owns the harbour. The harbour was closed for three days.',
    "According to the coast guard, 300 people were moved, of whom 20 were children. Nobody was hurt.",
    "The minister said the army had told him that 50 soldiers were missing. The army said nothing.",
    "HARBOUR NEWS\n\nThe union said 400 workers struck and that the yard was shut; the yard said 90 did.",
    "",
    "…",
)


@pytest.fixture(scope="session")
def claims(nlp) -> Callable[[str], tuple[Claim, ...]]:
    """The claims of an invented article."""

    def read(text: str, **given) -> tuple[Claim, ...]:
        whole = TextMap.keeping([Span(0, len(text))] if text else [])
        return claims_of(Article(id="a", path="a.txt", text=text, map=whole, sha256="", **given), nlp(text))

    return read


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_of_every_claim_stands_at_its_places(claims, text) -> None:
    for claim in claims(text):
        assert claim.text == " … ".join(span.of(text) for span in claim.content)
        assert all(figure.span.of(text) == figure.text for figure in claim.figures)


@pytest.mark.parametrize("text", TEXTS)
def test_no_two_claims_share_a_place_and_each_has_its_own_id(claims, text) -> None:
    found = claims(text)
    places = sorted(span for claim in found for span in claim.content)
    assert all(not a.overlaps(b) for a, b in pairwise(places))
    assert len({claim.id for claim in found}) == len(found)


@pytest.mark.parametrize("text", TEXTS)
def test_claims_come_in_the_order_of_their_first_character(claims, text) -> None:
    starts = [claim.content[0].start for claim in claims(text)]
    assert starts == sorted(starts)


def test_a_sentence_that_nobody_says_is_the_narrators(claims) -> None:
    first = claims("The dam broke on Monday. The mayor said the road was open.")[0]
    assert first.attribution.mode is Mode.NARRATOR
    assert first.text == "The dam broke on Monday."


def test_words_that_only_frame_a_statement_make_no_claim(claims) -> None:
    found = claims("The mayor said on Monday that the road was open.")
    assert [claim.text for claim in found] == ["that the road was open"]


def test_what_a_sentence_asserts_beside_a_statement_is_the_narrators(claims) -> None:
    found = claims("The road was closed for a week and 30 trucks were stuck, but the mayor said it was open.")
    narrated = [claim for claim in found if claim.attribution.mode is Mode.NARRATOR]
    assert [figure.text for claim in narrated for figure in claim.figures] == ["30 trucks"]


def test_a_figure_belongs_to_the_claim_that_holds_it_and_to_no_other(claims) -> None:
    found = claims("The union said 400 workers had struck. The yard said 90 workers had struck.")
    assert [[figure.text for figure in claim.figures] for claim in found] == [["400 workers"], ["90 workers"]]
    assert [claim.attribution.chain[0].name for claim in found] == ["union", "yard"]


def test_an_unanswered_question_is_told_by_the_narrator(claims) -> None:
    found = claims("The mayor did not say when the road would be open.")
    assert [claim.attribution.mode for claim in found] == [Mode.NARRATOR]


def place(text: str, words: str) -> Span:
    """Where some words first stand."""
    return Span(text.index(words), text.index(words) + len(words))


def on(day: int) -> Published:
    """Published that day."""
    return Published(start=date(2031, 4, day), end=date(2031, 4, day), how=DateSource.METADATA)


def test_in_a_live_blog_a_day_is_reckoned_from_its_own_entry(claims) -> None:
    first = "The harbour lost 40 boats yesterday."
    second = "The mayor said the pier will be shut tomorrow."
    text = f"{first}\n{second}"
    entries = (
        DatedEntry(span=place(text, first), published=on(3)),
        DatedEntry(span=place(text, second), published=on(8)),
    )
    lost, shut = claims(text, published=on(20), entries=entries)
    assert lost.figures[0].period is not None
    assert lost.figures[0].period.start == date(2031, 4, 2)
    assert (shut.kind, shut.due) == (Kind.FORECAST, date(2031, 4, 9))


def test_what_stands_outside_the_entries_is_of_the_articles_day(claims) -> None:
    text = "The harbour lost 40 boats yesterday.\nThe storm is over."
    entries = (DatedEntry(span=place(text, "The storm is over."), published=on(3)),)
    lost, _ = claims(text, published=on(20), entries=entries)
    assert lost.figures[0].period is not None
    assert lost.figures[0].period.start == date(2031, 4, 19)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article said 90 boats were lost.",
        "Editor's note: The mayor said after publication that 12 boats were lost.",
    ],
)
def test_corrections_and_editors_notes_make_no_claims(claims, note) -> None:
    text = f"The harbour lost 40 boats, the mayor said.\n{note}"
    found = claims(text, notes=(Note(span=place(text, note), kind=NoteKind.CORRECTION),))
    assert [figure.text for claim in found for figure in claim.figures] == ["40 boats"]
    assert not any(span.overlaps(place(text, note)) for claim in found for span in claim.content)
