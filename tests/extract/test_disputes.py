"""Which claims a denial is aimed at, on invented articles."""

import pytest

from onrecord.extract.claims import claims_of
from onrecord.model import Article, Claim, Span, TextMap


@pytest.fixture(scope="session")
def aims(nlp):
    """For each claim that challenges others: its words and theirs."""

    def read(text: str) -> dict[str, list[str]]:
        article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="")
        found: tuple[Claim, ...] = claims_of(article, nlp(text))
        texts = {claim.id: claim.text for claim in found}
        return {claim.text: [texts[i] for i in claim.disputes] for claim in found if claim.disputes}

    return read


def test_the_claim_means_the_last_one_that_somebody_else_made(aims) -> None:
    found = aims("Ada Berg said the yard had burned. Otto Lund denied the claim.")
    assert found == {"the claim": ["the yard had burned"]}


def test_a_number_that_is_denied_points_at_whoever_gave_it(aims) -> None:
    found = aims(
        "Ada Berg said 40 boats had sunk. Eva Holm said the port was shut. Otto Lund denied that 40 boats had sunk."
    )
    assert list(found.values()) == [["40 boats had sunk"]]


def test_a_denial_of_the_same_deed_points_at_it(aims) -> None:
    found = aims("Ada Berg said the army had poisoned the wells. Otto Lund denied that the army had poisoned them.")
    assert list(found.values()) == [["the army had poisoned the wells"]]


def test_a_word_in_common_is_no_challenge(aims) -> None:
    text = (
        "The port ships half of the grain of the region, Ada Berg said. The grain market is calm, Eva Holm said. "
        "Otto Lund denied stealing grain."
    )
    assert aims(text) == {}


def test_nobody_challenges_himself(aims) -> None:
    assert aims("Ada Berg said the yard had burned. She denied that the yard had burned before.") == {}


def test_the_statements_of_somebody_named_are_all_that_he_said(aims) -> None:
    found = aims(
        "Ada Berg said 40 boats had sunk. “The port is lost,” Ada Berg said. "
        "Otto Lund said Berg’s statements were false."
    )
    (aimed,) = found.values()
    assert len(aimed) == 2
