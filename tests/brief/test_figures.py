"""The section on figures: the plain status beside an answer, and how the user rates those whom the figures are by."""

from dataclasses import replace

from onrecord.model import SectionName, Status, Verdict


def figures(story):
    section = next(s for s in story.brief().sections if s.name is SectionName.FIGURES)
    return [line.text for line in section.lines]


def test_the_status_of_an_answer_stands_beside_what_was_counted_in_a_word(portmere):
    portmere.questions[:] = [
        replace(q, status=Status.CONTESTED) if q.verdict is Verdict.CONFLICT else q for q in portmere.questions
    ]
    first = figures(portmere)[0]
    assert "(contested): " in first


def test_ratings_are_told_in_words_and_only_where_there_are_any(portmere):
    assert not any("rating given" in line for line in figures(portmere))
    portmere.questions[:] = [
        replace(
            q, entries=tuple(replace(e, reliability="B" if e.origin == "Harbour Watch" else "F") for e in q.entries)
        )
        for q in portmere.questions
    ]
    (line,) = [line for line in figures(portmere) if "rating given" in line]
    assert line == "In the rating given with this brief, the Harbour Watch is usually reliable."
