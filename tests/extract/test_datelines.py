"""A dateline is no part of any claim."""

import pytest

from onrecord.clean import clean
from onrecord.extract.claims import claims_of
from onrecord.extract.datelines import find_datelines
from onrecord.model import Capture


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OSTREL, March 3 (Corvane) — At least 41 people were killed.", "OSTREL, March 3 (Corvane) — "),
        ("GRENHOLD — The president spoke.", "GRENHOLD — "),
        ("PORT ELLIS, Norland – Two boats sank.", "PORT ELLIS, Norland – "),
        ("Boats sink\nOSTREL (Corvane) - Two boats sank.", "OSTREL (Corvane) - "),
        ("Two boats sank — nobody knows why.", None),
        ("The NDP — a party of the right — lost.", None),
    ],
)
def test_a_dateline_is_told_from_a_dash(text, found):
    assert [s.of(text) for s in find_datelines(text)] == ([found] if found else [])


@pytest.mark.parametrize("dash", ["—", "–"])
def test_no_claim_begins_in_the_dateline(nlp, dash):
    from datetime import UTC, datetime

    text = (
        f"OSTREL, March 3 (Corvane) {dash} At least 41 people were killed when the dam gave way, "
        "the directorate said.\n"
        "The road to the valley is closed."
    )
    capture = Capture(path="a.txt", text=text, sha256="0" * 64, captured=datetime(2031, 3, 4, tzinfo=UTC))
    article = clean(capture)
    claims = claims_of(article, nlp(article.text))
    assert claims[0].text.startswith("At least 41 people")
    assert not any("OSTREL" in c.text or "Corvane" in c.text for c in claims)
