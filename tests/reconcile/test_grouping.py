"""Grouping: things that come and go leave the groups that all of them would have had from the beginning."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reconcile.memory import Memory


@dataclass(frozen=True)
class Mark:
    """A point on a line, in a colour."""

    name: str
    at: int
    colour: str

    @property
    def ref(self):
        return (self.name, 0)


class Nearby:
    """Points of one colour fit the nearer they are, and never from eight on."""

    sample = 3

    def keys(self, thing):
        return [(thing.colour,), (str(thing.at // 10),)]

    def score(self, a, b):
        apart = abs(a.at - b.at)
        return None if apart > 8 or a.colour != b.colour else 8 - apart

    def enough(self, score, thing):
        return score >= 4

    def near(self, things, block):
        for n, one in enumerate(block[:-1]):
            yield one, block[n + 1 : n + 4]


marks = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["red", "blue"]), st.booleans()), min_size=1, max_size=25
)


def grouped(memory, some, runs=()):
    """The groups of some points, by name."""
    things = memory.same("marks", sorted(some, key=lambda m: (m.at, m.name)))
    place = {m.name: i for i, m in enumerate(things)}
    known = [tuple(sorted(place[name] for name in run)) for run in runs if set(run) <= place.keys()]
    found = memory.grouped("marks", things, Nearby(), known)
    return [[things[i].name for i in group] for group in found]


@given(marks, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_things_that_come_and_go_are_grouped_as_if_they_had_come_at_once(drawn, rng: random.Random):
    every = [Mark(f"m{n}", at, colour) for n, (at, colour, _) in enumerate(drawn)]
    runs = [[m.name for m, (_, _, inside) in zip(every, drawn, strict=True) if inside and m.colour == "red"][:4]]
    runs = [run for run in runs if len(run) > 1]
    growing = Memory()
    for _ in range(4):
        some = [m for m in every if rng.random() < 0.7]
        assert grouped(growing, some, runs) == grouped(Memory(), some, runs)


def test_what_is_looked_up_among_many_names_is_made_anew_when_one_of_the_answers_is_another():
    memory, made = Memory(), []

    def make(given_words, told):
        made.append(given_words)
        return [told.get(word, "") for word in given_words]

    for told in ({"a": "A"}, {"a": "A", "c": "C"}, {"a": "A", "b": "B"}):
        memory.turn()
        assert memory.answered("words", "x", ("a", "b"), told, make) == ["A", told.get("b", "")]
    assert len(made) == 2


def test_what_is_kept_by_a_name_is_forgotten_when_it_was_not_asked_for_in_a_whole_turn():
    memory, made = Memory(), []
    for turns in (1, 1, 2):
        for _ in range(turns):
            memory.turn()
        memory.kept("word", "x", 1, made.append)
    assert made == [1, 1]


def test_nobody_goes_through_the_names_that_a_thing_may_look_up():
    memory = Memory()
    with pytest.raises(TypeError, match="single names"):
        memory.answered("words", "x", (), {"a": "A"}, lambda _, told: list(told))
