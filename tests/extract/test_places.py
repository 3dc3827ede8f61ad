"""Spans found by place."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.places import Places
from onrecord.model import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_near_gives_in_order_the_spans_that_overlap_and_no_others(spans, asked) -> None:
    assert list(Places(spans).near(asked)) == sorted(s for s in spans if s.overlaps(asked))
