"""The nouns hold what they promise: spans are spans, and the map leads back to the same characters."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Claim, Span, TextMap, content_id, hull


@st.composite
def kept_parts(draw):
    raw = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), min_size=2, max_size=8)) | {0})
    spans = [Span(a, b) for a, b in pairwise(cuts) if draw(st.booleans())]
    return raw, spans


@given(kept_parts())
def test_every_character_of_a_cleaned_text_maps_back_to_itself(parts):
    raw, kept = parts
    text_map = TextMap.keeping(kept)
    text = text_map.apply(raw)
    assert text == "".join(s.of(raw) for s in kept)
    for i, character in enumerate(text):
        (place,) = text_map.raw(Span(i, i + 1))
        assert place.of(raw) == character


@given(kept_parts(), st.data())
def test_any_span_maps_back_to_pieces_that_spell_it(parts, data):
    raw, kept = parts
    text_map = TextMap.keeping(kept)
    text = text_map.apply(raw)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    places = text_map.raw(span)
    assert "".join(p.of(raw) for p in places) == span.of(text)
    assert text_map.raw_hull(span) == hull(places)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_an_empty_or_backward_span_is_refused(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_claim_keeps_its_id_whatever_read_it():
    assert Claim.make_id("a", (Span(0, 4),)) == Claim.make_id("a", (Span(0, 4),))
    assert Claim.make_id("a", (Span(0, 4),)) != Claim.make_id("a", (Span(0, 5),))


def test_an_id_keeps_its_parts_apart():
    assert content_id("ab", "c") != content_id("a", "bc")
