"""Figures of invented sentences: measure, holder, place, basis, parts, and what is no figure."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.figures import read_figures
from onrecord.model import Article, Basis, Bound, Span, TextMap, TimeSpan
from onrecord.values.time import TimeMention


@pytest.fixture(scope="module")
def read(nlp):
    def run(text, times=()):
        doc = nlp(text)
        article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="0")
        return read_figures(doc, Actors(doc, article), tuple(times))

    return run


def brief(figures):
    return [(f.text, f.measure, f.who) for f in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France may send up to 10,000 soldiers to Kenya.", [("up to 10,000 soldiers", "troops sent", "France")]),
        ("France has dispatched 500 troops to Kenya.", [("500 troops", "troops sent", "France")]),
        (
            "As many as 300 French soldiers are going to Kenya.",
            [("As many as 300 French soldiers", "troops sent", "France")],
        ),
        ("Up to 300 French soldiers may be involved.", [("Up to 300 French soldiers", "troops sent", "France")]),
        (
            "France is said by Madrid to have lost more than 600 troops, 36 aircraft, 32 helicopters and 88 tanks.",
            [
                ("more than 600 troops", "troops lost", "France"),
                ("36 aircraft", "aircraft lost", "France"),
                ("32 helicopters", "helicopters lost", "France"),
                ("88 tanks", "tanks lost", "France"),
            ],
        ),
        (
            "About 400 French soldiers may have been killed or wounded.",
            [("About 400 French soldiers", "casualties", "France")],
        ),
        ("France has offered to send over 100 volunteers.", [("over 100 volunteers", "volunteers offered", "France")]),
        (
            "There are reports that 100 French volunteers are ready to come.",
            [("100 French volunteers", "volunteers offered", "France")],
        ),
        (
            "The French decision to send a dozen howitzers to Kenya was late.",
            [("a dozen howitzers", "howitzers sent", "France")],
        ),
        ("France plans to send over 1000 workers to Kenya.", [("over 1000 workers", "workers sent", "France")]),
        (
            "France, a nation with over 60 million people, is calm.",
            [("over 60 million people", "population", "France")],
        ),
        (
            "France has a large army, with almost 2.4 million active personnel.",
            [("almost 2.4 million active personnel", "active military personnel", "France")],
        ),
        (
            "Besides, 350,000 citizens of France serve as reserve soldiers.",
            [("350,000 citizens", "reserve soldiers", "France")],
        ),
        (
            "A battalion consisting of about 300 Kenyans was deployed to France.",
            [("about 300 Kenyans", "troops sent", "Kenya")],
        ),
        ("At least 200,000 Kenyans have fled the country.", [("At least 200,000 Kenyans", "displaced", "Kenya")]),
        ("The flood destroyed 300 homes.", [("300 homes", "homes destroyed", None)]),
        ("Kenya fired three dozen missiles at the port.", [("three dozen missiles", "missiles launched", "Kenya")]),
        (
            "The gunman took 30 people hostage and police arrested 40 protesters.",
            [("30 people hostage", "hostages", None), ("40 protesters", "detained", None)],
        ),
    ],
)
def test_measure_and_holder(read, text, expected):
    found = [(t, m, w if e[2] is not None else None) for (t, m, w), e in zip(brief(read(text)), expected, strict=True)]
    assert found == expected


def test_an_invented_country_holds_its_troops(read):
    text = "Veldania is at war. The Veldanian army is tired. More than 300 Veldanian troops arrived on Monday."
    (figure,) = read(text)
    assert (figure.measure, figure.who) == ("troops sent", "Veldania")


def test_one_person_counts_one_and_the_age_never(read):
    figures = read("The bombing in Nairobi killed a 9-year-old girl and hurt at least 17 others.")
    assert brief(figures) == [
        ("a 9-year-old girl", "killed", "civilians"),
        ("at least 17 others", "injured", "civilians"),
    ]
    assert (figures[0].quantity.low, figures[0].quantity.high) == (1, 1)
    assert figures[0].where == "Nairobi"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A woman was killed.", [("A woman", 1)]),
        (
            "The fire killed a mother and her two children.",
            [("a mother and her two children", 3), ("a mother", 1), ("two children", 2)],
        ),
        ("A soldier died on Monday.", [("A soldier", 1)]),
        ("A man killed 3 people.", [("3 people", 3)]),
    ],
)
def test_single_persons(read, text, counts):
    assert [(f.text, f.quantity.high) for f in read(text) if f.measure == "killed"] == counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 3 and wounded 20 more.", [("killed", 3), ("injured", 20)]),
        ("Twelve were killed.", [("killed", 12)]),
        ("The attack left 12 dead and 40 wounded.", [("killed", 12), ("injured", 40)]),
        ("The death toll rose to 45.", [("killed", 45)]),
        ("Up to four civilians, including two sisters, were killed.", [("killed", 4), ("killed", 2)]),
        ("Sources reported 15 family members killed.", [("killed", 15)]),
        ("Three men were shot dead.", [("killed", 3)]),
        ("He was killed along with 30 members of his clan.", [("killed", 30)]),
        ("Police said 1,200 were hurt, 45 of whom died.", [("injured", 1200), ("killed", 45)]),
        ("At least 87 people were confirmed dead and 200 were missing.", [("killed", None), ("missing", 200)]),
        ("The shooting left a man with serious injuries.", [("injured", 1)]),
        ("A young mother of three was shot dead.", [("killed", 1)]),
        ("They reported 11 deaths and 27 injuries.", [("killed", 11), ("injured", 27)]),
    ],
)
def test_killed_and_injured(read, text, expected):
    assert [(f.measure, f.quantity.high) for f in read(text)] == expected


def test_rate_of_casualties_is_given_to_the_side_last_spoken_of(read):
    text = (
        "The tactic has led to high casualties among France's forces. "
        "According to Kenyan intelligence, the spring was brutal, with daily casualties exceeding 1,200."
    )
    figure = read(text)[-1]
    assert (figure.measure, figure.who, figure.basis, figure.per) == ("casualties", "France", Basis.RATE, "day")
    assert (figure.quantity.low, figure.quantity.high, figure.quantity.bound) == (1200, None, Bound.MORE_THAN)


def test_increment_by_another_leans_on_the_figure_before(read):
    first, second = read("Some 3,000 French troops are going to Kenya. This will rise by another 10,000.")
    assert (second.measure, second.who, second.where, second.basis) == (
        first.measure,
        "France",
        "Kenya",
        Basis.INCREMENT,
    )


def test_part_is_told_by_including_and_by_of_them(read):
    whole, part = read("The strike killed nine people, including four children.")
    assert (whole.part_of_larger, part.part_of_larger, part.measure) == (False, True, "killed")
    _, half = read("Some 3,000 French troops are going to Kenya, at least half of them this week.")
    assert (half.part_of_larger, half.basis, half.quantity.low) == (True, Basis.SHARE, Decimal("0.5"))


def test_one_of_a_family_is_part_of_the_larger_count_before(read):
    *_, last = read("The strike killed nine people. His wife was killed in the kitchen.")
    assert (last.text, last.part_of_larger) == ("His wife", True)


def test_losses_are_totals_and_armies_levels(read):
    assert read("France has lost 300 tanks.")[0].basis is Basis.TOTAL
    assert read("France has an army of 300,000 soldiers.")[0].basis is Basis.LEVEL


def test_money_and_shares_are_named_after_what_they_are_of(read):
    assert [f.measure for f in read("France gave $60 billion in aid to Kenya.")] == ["aid (money)"]
    assert [f.measure for f in read("France approved a $61 billion aid package.")] == ["aid (money)"]
    assert [f.measure for f in read("Exports rose 12% in May.")] == ["change in exports"]


def test_period_is_that_of_the_clause_and_joined_months_are_one(read):
    text = "France lost 300 tanks in August and September."

    def month(word, first, last):
        start = text.index(word)
        time = TimeSpan(start=first, end=last, precision="month")
        return TimeMention(
            span=Span(start, start + len(word)), text=word, time=time, timex_type="DATE", timex_value=f"{first:%Y-%m}"
        )

    times = [
        month("August", date(2031, 8, 1), date(2031, 8, 31)),
        month("September", date(2031, 9, 1), date(2031, 9, 30)),
    ]
    (figure,) = read(text, times)
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (date(2031, 8, 1), date(2031, 9, 30))


@pytest.mark.parametrize(
    "text",
    [
        "That is over half the full number of French casualties.",
        "The boy is 11 years old.",
        "It happened in 2015.",
        "Article 4 of the treaty is short.",
        "It has the sixth-largest army.",
        "One of its problems is old equipment.",
        "The two leaders met for three hours.",
        "They lived there in the 1950s.",
        "The two countries have three choices.",
        "It is 40 km from the border.",
        "He flew an F-16 on Flight 93.",
        "France won 3-1.",
        "An official said one thing.",
    ],
)
def test_what_counts_nothing_in_dispute_is_no_figure(read, text):
    assert brief(read(text)) == []


def test_spans_lie_in_the_text_and_hold_its_words(read):
    text = "France sent 300 troops. Kenya lost 20 tanks, and a man was killed."
    for figure in read(text):
        assert figure.span.of(text) == figure.text


def test_figure_put_at_another_number_keeps_its_measure(read):
    first, second = read("Kenya has lost 3,100 soldiers, it says; France puts it at more than 4,000.")
    assert (first.measure, second.measure, second.who) == ("troops lost", "troops lost", "Kenya")


def test_what_was_shot_down_says_nothing_of_what_was_fired(read):
    text = "France fired 84 missiles and 24 drones, of which 43 missiles were shot down."
    assert [f.measure for f in read(text)] == ["missiles launched", "drones launched", "missiles intercepted"]


def test_share_of_persons_is_a_figure(read):
    (figure,) = read("The minister said 1 in 10 children is hungry.")
    assert (figure.measure, figure.basis, figure.quantity.low) == ("children", Basis.SHARE, Decimal("0.1"))
