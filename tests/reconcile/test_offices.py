"""Who speaks for whom, and which states a pile names, as the articles themselves say it."""

import pytest

from onrecord.reconcile.offices import Offices
from onrecord.reconcile.peoples import learn, state_in

BODIES = ("Harbour Rescue Directorate", "Joint Relief Bureau")
PEOPLES = learn(["Norvania closed its border. The Norvanian interior minister, Ida Brask, resigned."])


@pytest.mark.parametrize(
    ("text", "person", "tie"),
    [
        ("“More will come,” said Jon Ask, head of the Harbour Rescue Directorate.", "Jon Ask", "body"),
        ("The Harbour Rescue Directorate's deputy head, Captain Jon Ask, said so.", "Jon Ask", "body"),
        ("The directorate’s head, Jon Ask, spoke at noon.", "Jon Ask", "body"),
        ("Mia Olin, who runs the Joint Relief Bureau, asked for tents.", "Mia Olin", "body"),
        ("The Norvanian interior minister, Ida Brask, resigned.", "Ida Brask", "state"),
    ],
)
def test_a_person_speaks_for_what_the_article_puts_beside_the_name(text, person, tie):
    assert Offices(BODIES, PEOPLES).find({person: (text,)})[person][0] == tie


def test_a_person_with_two_bodies_speaks_for_none():
    texts = (
        "Jon Ask, head of the Harbour Rescue Directorate, left.",
        "Jon Ask, head of the Joint Relief Bureau, came.",
    )
    assert Offices(BODIES, PEOPLES).find({"Jon Ask": texts}) == {}


def test_a_person_beside_no_office_speaks_for_nobody():
    assert Offices(BODIES, PEOPLES).find({"Jon Ask": ("Jon Ask, 61, fled the Harbour Rescue Directorate.",)}) == {}


def test_a_state_is_learned_from_its_adjective():
    assert state_in("the Norvanian interior ministry", PEOPLES) == "Norvania"
    assert state_in("the harbour ministry", PEOPLES) is None


def test_a_state_that_the_gazetteer_knows_is_not_learned():
    assert learn(["Slovakia waited, and the Slovakian and Russian ministers left Russia."]).get("russia") is None
