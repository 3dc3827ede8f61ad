"""Claims of whole invented articles: who gets which words and which figures."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from onrecord.extract.claims import claims_of
from onrecord.model import Article, Claim, Mode, Span, TextMap

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

    def read(text: str) -> tuple[Claim, ...]:
        whole = TextMap.keeping([Span(0, len(text))] if text else [])
        return claims_of(Article(id="a", path="a.txt", text=text, map=whole, sha256=""), nlp(text))

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
