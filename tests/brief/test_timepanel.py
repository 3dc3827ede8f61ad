"""The panel of a long series: lines by origin, grey points, labels that cover nothing, and the same in words."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from onrecord import pipeline
from onrecord.brief.chart import draw, panels_for
from onrecord.brief.marks import Frame
from onrecord.brief.pile import Pile
from onrecord.brief.timepanel import DRAWN, GREY, _box, _labels, runs_of
from onrecord.errors import MissingInputError

COLUMNS = "date,source,low,high,who,measure,unit"


@pytest.fixture
def pile(tmp_path):
    """A watch that counts each day, an institute that spoke now and then, and officials who spoke once."""
    begin = date(2031, 1, 1)
    rows = [(begin + timedelta(days=n), "Harbour Watch", 1000 + 20 * n, 1000 + 20 * n) for n in range(400)]
    rows += [(begin + timedelta(days=90 * n), "Tide Institute", 800 + 1500 * n, 1400 + 1900 * n) for n in range(4)]
    rows += [(date(2031, 6, 1), "The Roll", 2200, ""), (date(2031, 9, 1), "Officials (via The Lamp)", "", 9000)]
    lines = [f"{d},{s},{low},{high},Norland,casualties,soldiers" for d, s, low, high in rows]
    table = tmp_path / "totals.csv"
    table.write_text("\n".join([COLUMNS, *lines]) + "\n", "utf-8")
    run = pipeline.Run()
    return pipeline.extracted(pipeline.pile([str(table)], run), run)


@pytest.fixture
def brought(pile):
    return Pile(pile.articles, pile.claims, pipeline.questions(pile), pile.raws)


def test_an_origin_that_gives_figure_after_figure_is_a_line_and_others_are_grey(brought):
    watch, institute, *others = runs_of(brought, brought.questions[0])
    assert (watch.name, len(watch.marks), watch.sparse) == ("Harbour Watch", 400, False)
    assert (institute.name, institute.sparse) == ("Tide Institute", True)
    assert watch.colour != institute.colour
    assert {run.colour for run in others} == {GREY}


def test_labels_cover_neither_each_other_nor_leave_the_panel(brought):
    runs = runs_of(brought, brought.questions[0])
    frame = Frame(date(2030, 12, 20), date(2032, 2, 20), 11000.0, 340)
    boxes = [_box(label) for label in _labels(runs, frame)]
    assert len(boxes) >= 4
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(b.top >= 0 and b.bottom <= frame.height and b.left >= 0 for b in boxes)


def test_a_long_line_is_thinned_to_what_can_be_seen(brought):
    (panel,) = panels_for(brought)
    line = next(layer for layer in panel.spec["layer"] if layer["mark"].get("interpolate") == "step-after")
    assert len(line["data"]["values"]) <= DRAWN + 1
    assert line["data"]["values"][-1]["at"] == 8980


def test_the_chart_says_in_words_who_said_what(brought):
    text = draw(panels_for(brought), "svg")
    assert "Harbour Watch: 400 figures, from 1,000 (2031-01-01) to 8,980 (2032-02-04)" in text
    assert "The Roll: at least 2,200" in text


def test_the_forms_of_a_chart_are_what_they_say(brought):
    panels = panels_for(brought)
    assert draw(panels, "png").startswith(b"\x89PNG")
    assert '"$schema": "https://vega.github.io/schema/vega-lite' in draw(panels, "json")


def test_a_chart_is_drawn_of_what_is_asked_for(pile, brought):
    (question,) = brought.questions
    assert len(pipeline.charted(pile, question=question.id[:6])) == 1
    assert len(pipeline.charted(pile, measure="casualties")) == 1
    assert pipeline.charted(pile, measure="displaced") == []


def test_a_day_before_the_record_begins_has_no_chart(pile):
    with pytest.raises(MissingInputError):
        pipeline.charted(pile, as_of=date(2030, 1, 1))
