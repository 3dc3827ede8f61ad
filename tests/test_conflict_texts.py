"""Short invented reports from text to verdict: what sets two numbers against each other, and what does not."""

import importlib.util
import sys
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.model import Asks

ROOT = Path(__file__).resolve().parents[1]
FIRST, SECOND = ("Vale Post", "2031-06-04"), ("Vale Echo", "2031-06-04")

# What both say, and the verdicts of the questions that hold both numbers, in order; none where they stay apart.
PAIRS = {
    "things of which no list knows": (
        "Thieves stole 11 paintings from the Vale museum on Sunday night, the museum said.",
        "Police said 27 paintings were stolen from the Vale museum on Sunday night.",
        ["conflict"],
    ),
    "a plan against a plan": (
        "Ostrel will cut 1,100 jobs at its Halden plant, the company said.",
        "The metalworkers' union said Ostrel would cut 2,400 jobs at the Halden plant.",
        ["conflict"],
    ),
    "who did not do a thing": (
        "Some 12,000 children could not start school on Monday because of the heat, the education ministry said.",
        "The parents' league said 70,000 children could not start school on Monday because of the heat.",
        ["conflict"],
    ),
    "the price of two goods": (
        "The price of bread rose 12 percent in May, the statistics office said.",
        "The price of diesel rose 31 percent in May, the motorists' club said.",
        [],
    ),
    "some rents and all rents": (
        "Rents in Drava went up by 6 percent over the past year, the housing ministry said.",
        "Rents for newly let flats in Drava went up by 19 percent over the past year, the tenants' association said.",
        [],
    ),
    "nationals of one state": (
        "The crash near Vell on Monday left 190 people injured, the ambulance service said.",
        "Seven Kelling citizens were injured in Monday's crash near Vell, the Kelling foreign ministry said.",
        [],
    ),
    "a day and the month": (
        "Some 900 refugees crossed from Sundar into Lodrin on Sunday, the border guard said.",
        "The agency UNRA said 21,000 refugees had crossed from Sundar into Lodrin since the first of May.",
        [],
    ),
    "crowds of two days": (
        "About 15,000 mourners came to the cathedral on Sunday, the city police said.",
        "On Monday 4,000 mourners came to the cathedral, the church said.",
        [],
    ),
    "what was asked for": (
        "Prosecutors asked the court to fine the bank Aurum 60 million euros.",
        "The court fined the bank Aurum 25 million euros on Monday, its spokesman said.",
        [],
    ),
    "a day on which it was said": (
        "Forty-three spectators were hurt when a stand gave way at the Lindholm arena on Saturday, its operator said.",
        "The ambulance service said on Sunday that 118 spectators were hurt in the collapse at the Lindholm arena.",
        ["conflict"],
    ),
    "two who count for the same body": (
        "Interior Ministry spokesman Adel Marwan said that eight hostages were being held at the bank in Port Sali.",
        "Gunmen are holding eight hostages at the bank in Port Sali, the Interior Ministry said.",
        ["single"],
    ),
    "a claim rejected as baseless": (
        "The army killed 25 shepherds near Kosta on Sunday, the Front said.",
        "The army rejected as baseless the allegation that 25 shepherds were killed near Kosta.",
        ["disputed"],
    ),
}


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_conflict_texts", ROOT / "bench" / "conflicts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", PAIRS)
def test_two_reports_are_held_against_each_other_where_they_count_one_thing(bench, name):
    first, second, wanted = PAIRS[name]
    label = {"verdict": "", "articles": [[*FIRST, first], [*SECOND, second]]}
    given = bench.read(bench.Story(name=name, half="open", label=label))
    home = {c.id: c.article for c in given.claims}
    asked = [q for q in pipeline.questions(given) if q.asks is Asks.FIGURE]
    shared = [q for q in asked if len({home[e.claim] for e in q.entries}) > 1]
    assert [q.verdict.value for q in shared] == wanted, [(q.text, q.why) for q in asked]
