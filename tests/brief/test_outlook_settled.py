"""What the outlook says of forecasts that are settled, due soon, or past."""

from datetime import date

import pytest

from onrecord.model import Bound, Certainty, Judgement, Kind, Matter, SectionName, SpeakerType

PERSON = SpeakerType.PERSON


def outlook(brief):
    return [line.text for s in brief.sections if s.name is SectionName.OUTLOOK for line in s.lines]


@pytest.fixture
def foretold(story):
    """A forecast of troops in May, and their number in June."""
    first = story.article(
        "a.txt", "Iceland will send more than 400 soldiers to Harl by 30 June 2031.", day=date(2031, 5, 3)
    )
    later = story.article("b.txt", "Iceland has sent 450 soldiers to Harl, Ilse Brandt said.", day=date(2031, 6, 20))
    counted = {"measure": "troops sent", "who": "Iceland", "where": "Harl", "low": 400}
    story.claim(
        first,
        "Iceland will send more than 400 soldiers to Harl by 30 June 2031",
        kind=Kind.FORECAST,
        certainty=Certainty.FORECAST,
        due=date(2031, 6, 30),
        figures=({**counted, "text": "more than 400 soldiers", "bound": Bound.MORE_THAN},),
    )
    story.claim(
        later,
        "Iceland has sent 450 soldiers to Harl",
        chain=(("Ilse Brandt", "Ilse Brandt", PERSON),),
        figures=({**counted, "text": "450 soldiers", "low": 450, "high": 450},),
    )
    return story


def test_a_forecast_that_a_later_figure_bears_out_is_told_with_that_figure(foretold):
    made = foretold.brief()
    (line,) = [t for t in outlook(made) if "more than 400" in t]
    assert line.startswith("It came true, as a later figure shows")
    assert "450 soldiers" in line
    assert made.refused == ()


def test_what_a_person_decided_is_told_instead(foretold):
    claim = foretold.claims[0]
    decided = Judgement(matter=Matter.SETTLEMENT, subject=claim.id, value="false", because="They turned back.")
    (line,) = [t for t in outlook(foretold.brief(settlements=[decided])) if "more than 400" in t]
    assert line.startswith("It did not come true, by a person's judgement")


def test_a_settled_forecast_is_nothing_to_watch(foretold):
    summary = [line.text for s in foretold.brief().sections if s.name is SectionName.SUMMARY for line in s.lines]
    assert not any(t.startswith("To watch") for t in summary)
