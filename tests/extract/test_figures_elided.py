"""Figures without a noun, of named persons, of money by purpose; whose, when, and part of what."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.figures import read_figures
from onrecord.model import Article, Basis, DateSource, Published, Span, TextMap
from onrecord.values.time import read_times

DAY = Published(start=date(2025, 3, 5), end=date(2025, 3, 5), how=DateSource.STATED)
WEEKS = Published(start=date(2025, 2, 10), end=date(2025, 3, 24), how=DateSource.INFERRED, precision="window")


@pytest.fixture(scope="module")
def read(nlp):
    def run(text, published=DAY):
        doc = nlp(text)
        article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="0")
        return read_figures(doc, Actors(doc, article), read_times(text, published))

    return run


def brief(figures):
    return [(f.text, f.measure) for f in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency said 30 people had been injured and 21 were still missing.", ["injured", "missing"]),
        ("The office raised its count to 58 dead, 210 injured and 74 missing.", ["killed", "injured", "missing"]),
        ("The office put the number of dead at 58, with 21 injured.", ["killed", "injured"]),
        ("The number of people known to have died rose to 94.", ["killed"]),
        ("At least 160 people were killed, the rebels say. The agency stood at 58 in its last count.", ["killed"] * 2),
        ("The agency put the number of dead at 58. The rebels say at least 160.", ["killed"] * 2),
        ("The toll will pass 100. It may reach the figure of at least 160 given by the rebels.", ["killed"] * 2),
        ("As many as 25,000 people have been displaced. The agency has registered 11,500.", ["displaced"] * 2),
        ("About 13,000 people have been moved out of the valley, up from 11,500 last week.", ["displaced"] * 2),
        ("The flood killed 19 people, driving 3,400 from their homes.", ["killed", "displaced"]),
        ("Some 25,000 people have lost their homes.", ["displaced"]),
        ("Sixty people were swept away.", ["killed"]),
        ("About 150 people a day have crossed the border.", ["arrivals"]),
        ("The camps took in 400 people a day, and they now hold some 6,000.", ["arrivals", "sheltered"]),
        ("Electricity was cut to about 18,000 households.", ["households without power"]),
        (
            "Forty people were killed, including 12 children, when the dam failed and sent a wall of water down.",
            ["killed"] * 2,
        ),
        ("They live in Tarn, a town of 12,000.", ["population"]),
    ],
)
def test_number_without_noun_or_with_another_verb_has_the_measure_it_leans_on(read, text, expected):
    assert [f.measure for f in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A bus came across at three.",
        "I was shown graves in two villages.",
        "Two engineers spoke. One of them said it was late.",
        "The burst opened a gap of some 40 metres in the wall.",
        "It emptied a lake that had held more than 300 million cubic metres of water.",
    ],
)
def test_hours_scenery_and_background_are_no_figures(read, text):
    assert brief(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office has received $7 million of the $18 million it asked for.", ["received (money)", "asked (money)"]),
        ("Rebuilding would take years and cost about $340 million.", ["cost (money)"]),
        ("Kenya has promised $25 million.", ["aid (money)"]),
        (
            "The ministry puts the damage at $2 billion. The minister said that it was $3 billion.",
            ["damage (money)"] * 2,
        ),
        ("The budget had been cut by 40 percent.", ["change in budget"]),
        ("It is run by a company in which the state holds 51 percent.", ["share of company"]),
        ("The army fired 300 kilograms of explosives.", ["explosives (kilograms)"]),
        ("He asked whether they had explosives. We have perhaps 40 kilograms, she said.", ["explosives (kilograms)"]),
    ],
)
def test_amounts_are_named_by_their_purpose_or_base(read, text, expected):
    assert [f.measure for f in read(text)] == expected


def test_share_of_what_was_asked_for(read):
    whole, part = read("It asked donors for $18 million, of which less than a quarter had arrived.")
    assert (whole.measure, part.measure, part.basis) == ("asked (money)", "asked (money)", Basis.SHARE)
    assert part.quantity.high == Decimal("0.25")


def test_named_person_counts_once(read):
    figures = read("Ann Roe, 24, was shot and killed on Tuesday. Police said Roe was found dead. Her body lay there.")
    assert brief(figures) == [("Ann Roe", "killed")]


def test_names_joined_by_and_make_one_count(read):
    (figure,) = read("Ann Roe, 24, Bob Doe, 33, and Cy Poe, 19, were killed.")
    assert figure.quantity.low == figure.quantity.high == Decimal(3)


def test_those_who_did_it_are_not_counted(read):
    assert brief(read("The gunman, Ed Moe, was killed by police. Tim Bunn killed himself.")) == []


def test_victim_that_nobody_counts_is_one(read):
    (figure,) = read("Police are investigating a shooting. The victim was taken to a hospital, where he died.")
    assert (figure.text, figure.measure, figure.who) == ("he", "killed", "civilians")


def test_death_without_violence_is_no_count(read):
    assert brief(read("He died of old age.")) == []


def test_few_fighters_lost_are_dead_and_many_are_losses(read):
    few, many = read("Kenya has lost 14 fighters. France has lost 45,000 soldiers.")
    assert (few.measure, few.who, many.measure) == ("killed", "Kenya", "troops lost")


def test_own_people_are_of_the_speaker(read):
    other, own = read("Kenya says it has killed 45 of France's soldiers and lost nine of its own.")
    assert (other.who, own.who, own.measure) == ("France", "Kenya", "killed")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Police said 17 of the 26 people died.", True),
        ("The service lost 91 of its rescuers.", True),
        ("They killed 45 of France's fighters.", False),
    ],
)
def test_number_of_a_known_set_is_part_of_a_larger(read, text, part):
    assert read(text)[0].part_of_larger is part


def test_number_of_a_counted_set_counts_the_same_things(read):
    text = "The ministry said it downed 20 of 30 drones launched overnight."
    assert brief(read(text)) == [("20", "drones intercepted"), ("30 drones", "drones launched")]


def test_time_of_another_clause_is_not_the_period(read):
    (figure,) = read("Sixteen people were missing and the gates had been inspected in January.")
    assert figure.period is None


def test_since_clause_opens_the_period(read):
    (figure,) = read("Nearly 15,000 people have been moved out since the dam failed on 1 March.")
    assert (figure.period.start, figure.period.end) == (date(2025, 3, 1), None)


def test_period_is_not_the_window_of_publication(read):
    (figure,) = read("Thirty people were killed on Wednesday.", WEEKS)
    assert figure.period is None
