"""The tree of measures, and which one the words around a count call for."""

import pytest

from onrecord.extract.measures import Measures, Signals, participle, thing_class


@pytest.fixture(scope="module")
def measures():
    return Measures()


def test_parent_is_the_next_broader_measure(measures):
    assert measures.parent("killed") == "casualties"
    assert measures.parent("troops lost") == "casualties"
    assert measures.parent("casualties") is None
    assert measures.parent("bridges painted") is None


def test_parent_of_a_named_measure_keeps_the_thing(measures):
    assert measures.parent("tanks destroyed") == "tanks lost"
    assert measures.parent("houses destroyed") == "houses damaged or destroyed"


def test_broader_and_related(measures):
    assert measures.broader("casualties", "killed")
    assert not measures.broader("killed", "casualties")
    assert measures.related("casualties", "injured")
    assert measures.related("killed", "killed")
    assert not measures.related("killed", "injured")
    assert not measures.related("troops sent", "volunteers offered")
    assert not measures.related("reserve soldiers", "troops lost")


def test_family_is_the_broadest_measure(measures):
    assert measures.family("troops lost") == "casualties"
    assert measures.family("votes") == "votes"


@pytest.mark.parametrize(
    ("signals", "measure"),
    [
        (Signals(class_="none", objects=frozenset({"kill"})), "killed"),
        (Signals(class_="none", subjects=frozenset({"die"})), "killed"),
        (Signals(thing="soldier", class_="forces", plural="soldiers", objects=frozenset({"lose"})), "troops lost"),
        (Signals(thing="tank", class_="equipment", plural="tanks", objects=frozenset({"lose"})), "tanks lost"),
        (Signals(thing="tank", class_="equipment", plural="tanks", objects=frozenset({"send"})), "tanks sent"),
        (
            Signals(thing="drone", class_="munitions", plural="drones", objects=frozenset({"intercept"})),
            "drones intercepted",
        ),
        (
            Signals(thing="volunteer", class_="persons", plural="volunteers", objects=frozenset({"offer"})),
            "volunteers offered",
        ),
        (Signals(thing="people", class_="persons", plural="people", within=frozenset({"nation"})), "population"),
        (Signals(thing="bridge", class_="buildings", plural="bridges", objects=frozenset({"paint"})), None),
    ],
)
def test_signals_choose_the_first_measure_that_fits(measures, signals, measure):
    assert measures.choose(signals) == measure


def test_what_no_row_lists_is_named_after_noun_and_verb(measures):
    assert measures.open_name(Signals(thing="bridge", plural="bridges", verb="paint")) == "bridges painted"
    assert measures.open_name(Signals(thing="bridge", plural="bridges", verb="have")) == "bridges"
    assert measures.open_name(Signals()) is None


@pytest.mark.parametrize(
    ("verb", "form"),
    [("send", "sent"), ("paint", "painted"), ("use", "used"), ("carry", "carried"), ("stop", "stopped")],
)
def test_participle(verb, form):
    assert participle(verb) == form


@pytest.mark.parametrize(
    ("noun", "class_"),
    [
        ("soldier", "forces"),
        ("child", "persons"),
        ("tank", "equipment"),
        ("house", "buildings"),
        ("idea", "any"),
        (None, "none"),
    ],
)
def test_class_of_a_counted_noun(noun, class_):
    assert thing_class(noun) == class_
