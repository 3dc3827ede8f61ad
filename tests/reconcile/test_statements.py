"""Statements without figures: which meet, and what the record says, on the cases of ``tests/cases/statements.csv``.

A line is ``outlet @day speaker: [not ]action[mood] : agent : patient : place ; key=value``. A speaker is written as for
figures ("-", "?officials", "*Norway", "!Ana Ruiz"). A party with a capital has a name; ``bridge/Norwick(railway)`` is a
railway bridge of Norwick. Keys: ``story``, ``copy`` (of an outlet), ``kind``, ``with``, ``when`` and ``answers`` (the
number of the line that is challenged). ``questions``: the lines of each, its verdict and its origins.
"""

import csv
import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.model import (
    Article,
    Asks,
    Attribution,
    Certainty,
    Claim,
    DateSource,
    Judgement,
    Kind,
    Matter,
    Mode,
    Mood,
    Proposition,
    Published,
    Relation,
    Span,
    Speaker,
    SpeakerType,
    Term,
    TextMap,
    TimeSpan,
    Verdict,
    content_id,
    pair_subject,
)
from onrecord.reconcile import reconcile
from onrecord.reconcile.growing import Reconciler

TABLE = Path(__file__).resolve().parents[1] / "cases" / "statements.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(keepends=True)))
LINE = re.compile(r"(?P<outlet>\w+) @(?P<day>\S+) (?P<who>[^:]+): (?P<rest>.*)")
ACTION = re.compile(r"(?P<no>not )?(?P<action>[a-z ]+)(?:\[(?P<mood>\w+)\])?")
PARTY = re.compile(r"(?P<name>[^/(]+)(?:/(?P<of>[^(]+))?(?:\((?P<kind>\w+)\))?")
TYPES = {"?": SpeakerType.UNNAMED, "*": SpeakerType.STATE, "!": SpeakerType.PERSON}


def pile(lines):
    """The claims and articles that the lines tell of."""
    rows = [LINE.fullmatch(line.strip()).groupdict() for line in lines]
    for row in rows:
        deed, *keys = (part.strip() for part in row["rest"].split(" ; "))
        row |= {"deed": deed, **dict(key.split("=") for key in keys)}
    claims = [claim(n, row) for n, row in enumerate(rows)]
    for n, row in enumerate(rows):
        if "answers" in row:
            said = replace(claims[n].says[0], answers=claims[int(row["answers"]) - 1].id)
            claims[n] = replace(claims[n], says=(said,), kind=Kind.DISPUTE)
    return claims, list({row["outlet"]: article(row) for row in rows}.values())


def article(row):
    day = date.fromisoformat(row["day"])
    return Article(
        id=content_id(row["outlet"]),
        path=f"{row['outlet']}.txt",
        text="",
        map=TextMap(()),
        sha256="",
        publisher=row["outlet"],
        published=Published(start=day, end=day, how=DateSource.STATED),
        story=row.get("story", ""),
        copies_of=content_id(row["copy"]) if "copy" in row else None,
    )


def claim(n, row):
    content = (Span(n * 100, n * 100 + 50),)
    key = content_id(row["outlet"])
    bare = row["who"].strip().lstrip("?*!")
    type_ = TYPES.get(row["who"][0], SpeakerType.ORGANISATION)
    chain = () if bare == "-" else (Speaker(name=bare, text=bare, span=Span(0, 1), type=type_),)
    return Claim(
        id=Claim.make_id(key, content),
        article=key,
        content=content,
        text=row["deed"],
        kind=Kind(row.get("kind", "fact")),
        attribution=Attribution(mode=Mode.INDIRECT if chain else Mode.NARRATOR, chain=chain),
        certainty=Certainty.REPORTED if chain else Certainty.ASSERTED,
        says=(proposition(row, content[0]),),
    )


def proposition(row, span):
    action, *parties = (part.strip() for part in row["deed"].split(" : "))
    found = ACTION.fullmatch(action)
    agent, patient, place = [term(p, span) for p in [*parties, "-", "-", "-"][:3]]
    beside = term(row["with"], span) if "with" in row else None
    day = date.fromisoformat(row["when"]) if "when" in row else None
    return Proposition(
        action=found["action"],
        span=span,
        agent=agent,
        patient=patient,
        place=replace(place, link="to") if place else None,
        others=(replace(beside, link="with"),) if beside else (),
        affirmed=not found["no"],
        mood=Mood(found["mood"] or "actual"),
        when=TimeSpan(start=day, end=day) if day else None,
    )


def term(words, span):
    if words == "-":
        return None
    found = PARTY.fullmatch(words)
    named = found["name"][:1].isupper()
    kinds = (found["kind"],) if found["kind"] else ()
    text = found["name"] if named else f"the {' '.join([*kinds, found['name']])}"
    return Term(name=found["name"], text=text, span=span, named=named, of=found["of"], kinds=kinds)


def asked(claims, articles):
    return [q for q in reconcile(claims, articles) if q.asks is Asks.STATEMENT]


def note(questions, claims):
    """Questions in the notation of the table."""
    at = {c.id: n for n, c in enumerate(claims, start=1)}
    rows = sorted((sorted(at[e.claim] for e in q.entries), q) for q in questions)
    return " | ".join(f"{' '.join(map(str, lines))} = {q.verdict} {q.origins}" for lines, q in rows)


def question(lines):
    claims, articles = pile(lines)
    (found,) = asked(claims, articles)
    return found


@pytest.mark.parametrize("row", CASES, ids=[r["case"] for r in CASES])
def test_statements_meet_where_they_are_of_one_thing(row):
    claims, articles = pile(row["lines"].splitlines())
    assert note(asked(claims, articles), claims) == row["questions"]


def test_the_table_is_large_enough():
    assert len(CASES) >= 60


DENIED = (
    "Herald @2031-05-03 *Portugal: send : Norway : soldier : Iceland",
    "Courier @2031-05-04 !Ana Ruiz: send : Norway : soldier : Iceland",
    "Echo @2031-05-05 *Norway: not send : Norway : soldier : Iceland",
)


def test_the_question_is_asked_in_plain_words():
    assert question(DENIED).text == "Did Norway send the soldier to Iceland?"


def test_a_question_of_statements_has_no_figures():
    found = question(DENIED)
    assert (found.measure, found.low, found.best, found.high) == ("", None, None, None)
    assert all(e.figure is None and e.proposition == 0 for e in found.entries)


def test_who_affirms_and_who_denies_is_told():
    found = question(DENIED)
    assert [(e.origin, e.affirms) for e in found.entries] == [("Portugal", True), ("Ana Ruiz", True), ("Norway", False)]
    assert [e.relation for e in found.entries] == [Relation.SUPPORTS, Relation.SUPPORTS, Relation.CONFLICTS]
    assert found.why[0] == "Ana Ruiz and Portugal say that it was so; Norway denies it."


def test_grades_weigh_the_origins_on_both_sides():
    grades = {e.origin: e.credibility for e in question(DENIED).entries}
    assert grades == {"Portugal": "4", "Ana Ruiz": "4", "Norway": "5"}


def test_three_origins_that_agree_confirm_each_other():
    lines = [*DENIED[:2], "Echo @2031-05-05 !Ida Moen: send : Norway : soldier : Iceland"]
    found = question(lines)
    assert found.verdict is Verdict.AGREE
    assert {e.credibility for e in found.entries} == {"1"}


def test_whoever_says_it_of_himself_acknowledges_it():
    lines = [DENIED[0], "Echo @2031-05-05 *Norway: send : Norway : soldier : Iceland"]
    assert question(lines).status == "acknowledged"


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(seed):
    lines = [line for row in CASES[:40] for line in row["lines"].splitlines()]
    lines = [re.sub(r"^(\w+)", rf"\g<1>{n}", line) for n, line in enumerate(lines) if "answers" not in line]
    claims, articles = pile([re.sub(r" ; copy=\w+", "", line) for line in lines])
    first = asked(claims, articles)
    shuffler = random.Random(seed)
    shuffler.shuffle(claims)
    shuffler.shuffle(articles)
    assert asked(claims, articles) == first


@pytest.mark.parametrize("row", CASES[::4], ids=[r["case"] for r in CASES[::4]])
def test_a_pile_that_grows_has_the_statements_of_the_whole_at_every_step(row):
    claims, articles = pile(row["lines"].splitlines())
    growing, said, there = Reconciler(), [], []
    for one in articles[::-1]:
        mine = [c for c in claims if c.article == one.id]
        said, there = said + mine, [*there, one]
        assert growing.update(mine, [one]) == reconcile(said, there)


def test_ids_do_not_depend_on_who_answers():
    more = [*DENIED, "Lamp @2031-05-06 !Ida Moen: send : Norway : soldier : Iceland"]
    assert question(DENIED).id == question(more).id


def test_ids_are_all_different():
    lines = [line for row in CASES[:30] for line in row["lines"].splitlines()]
    lines = [re.sub(r"^(\w+)", rf"\g<1>{n}", line) for n, line in enumerate(lines) if "answers" not in line]
    claims, articles = pile([re.sub(r" ; copy=\w+", "", line) for line in lines])
    ids = [q.id for q in reconcile(claims, articles)]
    assert len(ids) == len(set(ids))


# -------------------------------------------------------------------------------- what a person decides


def decided(claims, left, right, value, *, second=0):
    """A decision on the statements of two claims, by their places in the pile."""
    subject = pair_subject((f"{claims[left].id}:says", 0), (f"{claims[right].id}:says", 0))
    made = datetime(2031, 6, 1, 12, 0, second, tzinfo=UTC)
    return Judgement(matter=Matter.PAIR, subject=subject, value=value, by="Dee", because="Two convoys.", made=made)


def answered(claims, articles, *pairs):
    return [q for q in reconcile(claims, articles, pairs=pairs) if q.asks is Asks.STATEMENT]


def test_a_statement_that_a_person_sets_apart_answers_a_question_of_its_own_and_it_is_told():
    claims, articles = pile(DENIED)
    found, other = answered(claims, articles, decided(claims, 0, 2, "different"))
    assert [e.origin for e in found.entries] == ["Portugal", "Ana Ruiz"]
    assert [(e.origin, e.affirms) for e in other.entries] == [("Norway", False)]
    assert (found.verdict, other.verdict) == (Verdict.AGREE, Verdict.SINGLE)
    assert found.id != other.id
    assert (
        found.why[-1]
        == other.why[-1]
        == (
            "Dee set what Portugal says apart from what Norway denies on 1 June 2031, as an answer to another question "
            "(“Two convoys”)."
        )
    )


def test_two_statements_that_a_person_puts_together_answer_one_question_though_nothing_ties_them():
    lines = [*DENIED, "Lamp @2031-05-20 !Ida Moen: not ship : Norway : guard : Reykjavik"]
    claims, articles = pile(lines)
    assert note(answered(claims, articles), claims) == "1 2 3 = conflict 3"
    (found,) = answered(claims, articles, decided(claims, 0, 3, "same"))
    assert [(e.origin, e.affirms) for e in found.entries][-1] == ("Ida Moen", False)
    assert "Dee put what Portugal says and what Ida Moen denies under one question" in found.why[-1]


def test_a_chain_of_putting_together_does_not_undo_what_is_set_apart():
    claims, articles = pile(DENIED)
    apart = decided(claims, 0, 2, "different")
    found = answered(claims, articles, apart, decided(claims, 0, 1, "same"), decided(claims, 1, 2, "same", second=1))
    assert note(found, claims) == "1 2 = agree 2 | 3 = single 1"
    assert "this is not followed: Dee keeps what Portugal says apart from what Norway denies." in found[0].why[-1]


def test_a_decision_on_figures_moves_no_statement():
    claims, articles = pile(DENIED)
    subject = pair_subject((claims[0].id, 0), (claims[2].id, 0))
    other = Judgement(matter=Matter.PAIR, subject=subject, value="different", by="Dee", because="Two.")
    assert answered(claims, articles, other) == answered(claims, articles)
