"""A number that a person set is told as that person's, with the source's words; any other is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.brief.check import Evidence, check
from onrecord.brief.draft import Derived, Draft, Made
from onrecord.brief.mended import Mend, with_mended
from onrecord.model import Bound, Cite, Quantity, Span, SpeakerType, Verdict

RAW = "The mayor said that 40 people had died."
CITE = Cite(article="a", path="a.txt", raw=Span(0, len(RAW)), quote=RAW)
KNOWN = (Mend("a", frozenset({Decimal(45)}), "40 people", "Ana Ruiz"),)
EVIDENCE = Evidence(raws={"a": RAW}, mended={"a": frozenset({(Decimal(45), "Ana Ruiz")})})


def line(text, *derived):
    return Draft(text=text, cites=(CITE,), derived=derived)


def test_a_line_with_a_mended_number_says_who_mended_it_and_passes():
    told = with_mended(line("The mayor counts 45 dead."), KNOWN)
    assert told.text == "The mayor counts 45 dead. (45 is as mended by Ana Ruiz: the source has “40 people”.)"
    assert check(told, EVIDENCE) == ()


def test_a_line_without_one_stays_as_it_is():
    plain = line("The mayor said that 40 people had died.")
    assert with_mended(plain, KNOWN) == plain


def test_a_mended_number_that_is_not_told_as_one_is_refused():
    assert check(line("The mayor counts 45 dead."), EVIDENCE)
    silent = line("The mayor counts 45 dead.", Derived("45", Made.MENDED, ("a",)))
    assert "nobody is said to have mended it" in check(silent, EVIDENCE)[0]


def test_a_number_that_nobody_set_is_refused_whatever_the_line_says():
    false = line(
        "The mayor counts 50 dead (mended by Ana Ruiz).",
        Derived("50", Made.MENDED, ("a",)),
        Derived("mended by Ana Ruiz", Made.MENDED, ("a",)),
    )
    assert check(false, EVIDENCE)


def test_a_name_that_nobody_has_in_the_source_is_refused_also_in_a_mended_line():
    told = with_mended(line("Zoe Lind counts 45 dead."), KNOWN)
    assert any("Zoe Lind" in why for why in check(told, EVIDENCE))


def test_a_brief_tells_a_mended_figure_and_refuses_none_of_its_lines(story):
    one = story.article("one.txt", "The mayor, Ivo Brandt, said 40 people were killed in Marrow.", day=date(2031, 3, 3))
    two = story.article(
        "two.txt", "The union, Harbour Watch, said 60 people were killed in Marrow.", day=date(2031, 3, 4)
    )
    person, body = SpeakerType.PERSON, SpeakerType.ORGANISATION
    first = story.claim(
        one, "40 people were killed in Marrow", chain=[("Ivo Brandt", "Ivo Brandt", person)],
        figures=[{"text": "40 people", "low": 40, "high": 40, "measure": "killed"}],
    )  # fmt: skip
    second = story.claim(
        two, "60 people were killed in Marrow", chain=[("Harbour Watch", "Harbour Watch", body)],
        figures=[{"text": "60 people", "low": 60, "high": 60, "measure": "killed"}],
    )  # fmt: skip
    set_to = Quantity(low=Decimal(45), high=Decimal(45), bound=Bound.EXACT)
    first = replace(first, figures=(replace(first.figures[0], quantity=set_to, mended="Ana Ruiz"),))
    story.claims[0] = first
    story.question(Verdict.CONFLICT, [first, second], low=45, high=60)
    made = story.brief()
    lines = [each.text for section in made.sections for each in section.lines]
    assert any("45" in text for text in lines)
    assert all("as mended by Ana Ruiz: the source has “40 people”" in text for text in lines if "45" in text)
    assert not [r for r in made.refused if "45" in r.text]
