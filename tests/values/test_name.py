"""Names: states and what stands for them, spellings that fold together, names that must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import SpeakerType
from onrecord.values import states
from onrecord.values.name import (
    fold,
    is_capital_or_seat,
    is_demonym,
    leader_named,
    merge_names,
    same_name,
    same_person,
    state_of,
    union_of,
)

SHARED = {"Korean", "Congolese", "Dominican"}
PERSON = SpeakerType.PERSON
NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Volodymyr Zelenskyy", "Zelensky", "US", "us", "Kim Jong-un", "Kim", "the U.N.", "al-Qaeda", "Niger"]
    ),
)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("the Kremlin", "Russia"),
        ("Pyongyang", "North Korea"),
        ("Russian", "Russia"),
        ("US", "United States"),
        ("U.S.", "United States"),
        ("Downing Street", "United Kingdom"),
        ("the Elysée", "France"),
        ("DPRK", "North Korea"),
        ("Ivorians", "Ivory Coast"),
        ("Britain's", "United Kingdom"),
        ("MOSCOW", "Russia"),
    ],
)
def test_names_adjectives_capitals_and_seats_give_their_state(words: str, state: str) -> None:
    assert state_of(words) == state


@pytest.mark.parametrize(
    "words", ["us", "polish", "turkey", "car", "male", "Male", "NATO", "EU", "Korea", "Veldania", ""]
)
def test_what_is_no_state_gives_none(words: str) -> None:
    assert state_of(words) is None


def test_every_demonym_gives_its_state_unless_it_is_a_known_shared_one() -> None:
    for row in states.rows():
        for word in row.demonyms:
            assert is_demonym(word)
            if word in SHARED:
                assert state_of(word) is None
                assert row.name in states.states_of(word)
            else:
                assert state_of(word) == row.name


def test_every_name_and_seat_belongs_to_one_row_only() -> None:
    for row in states.rows():
        for words in (row.name, *row.aliases):
            assert (states.named(words) or union_of(words)) == row.name
        for words in (*row.capital, *row.seats):
            if row.kind != "union":
                assert is_capital_or_seat(words)
                assert state_of(words) == row.name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "Zelenskyy"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim", "Kim Jong Un"),
        ("Kyiv", "Kiev"),
        ("Mohammed al-Harun", "Muhammad Al Harun"),
        ("CFR", "Council on Foreign Relations"),
        ("Marlow", "the Marlow Centre"),
        ("Donald J. Trump", "Donald Trump"),
        ("Mr Orlov", "Dmitry Orlov"),
        ("US", "the United States"),
        ("Defence Ministry", "defense ministry's"),
        ("José Núñez", "Jose Nunez"),
    ],
)
def test_spellings_and_short_forms_of_one_name_meet(a: str, b: str) -> None:
    assert same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Korea", "North Korea"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
        ("Guinea", "Guinea-Bissau"),
        ("Guinea", "Equatorial Guinea"),
        ("Congo", "Democratic Republic of the Congo"),
        ("Ireland", "Northern Ireland"),
        ("Jill Biden", "Joe Biden"),
        ("New York", "New York Post"),
        ("Washington", "Washington Post"),
        ("us", "US"),
        ("", "Anna Berg"),
    ],
)
def test_different_names_do_not_meet(a: str, b: str) -> None:
    assert not same_name(a, b)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert same_name(name, name)


@given(NAMES, NAMES)
def test_sameness_goes_both_ways(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)


def test_merging_takes_the_full_name_and_leaves_a_shared_surname_alone() -> None:
    names = [
        "Zelensky",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskyy",
        "Volodymyr Zelenskyy",
        "Berg",
        "Ada Berg",
        "Olga Berg",
    ]
    merged = merge_names((name, PERSON) for name in names)
    assert {merged[n] for n in names[:4]} == {"Volodymyr Zelenskyy"}
    assert merged["Berg"] == "Berg"


@given(st.permutations(["Zelensky", "V. Zelensky", "Volodymyr Zelenskiy", "Ada Berg", "Berg", "Ada Berg"]))
def test_merging_does_not_depend_on_the_order(names: list[str]) -> None:
    assert merge_names((name, PERSON) for name in names) == {
        "Zelensky": "Volodymyr Zelenskiy",
        "V. Zelensky": "Volodymyr Zelenskiy",
        "Volodymyr Zelenskiy": "Volodymyr Zelenskiy",
        "Ada Berg": "Ada Berg",
        "Berg": "Ada Berg",
    }


def test_people_and_bodies_of_one_name_are_not_merged() -> None:
    merged = merge_names([("Marlow Centre", SpeakerType.ORGANISATION), ("Ada Marlow", PERSON), ("Marlow", PERSON)])
    assert merged == {"Marlow Centre": "Marlow Centre", "Ada Marlow": "Ada Marlow", "Marlow": "Ada Marlow"}


def test_an_acronym_is_merged_with_its_full_name() -> None:
    names = [("CFR", SpeakerType.ORGANISATION), ("Council on Foreign Relations", SpeakerType.ORGANISATION)]
    assert merge_names(names)["CFR"] == "Council on Foreign Relations"


def test_a_name_with_an_initial_is_merged_with_the_name_without() -> None:
    merged = merge_names([("Ada B. Holm", PERSON), ("Ada Holm", PERSON), ("Ada Holm", PERSON), ("Mr Holm", PERSON)])
    assert set(merged.values()) == {"Ada Holm"}


def test_unnamed_sources_are_never_merged() -> None:
    names = ["officials", "Polish officials", "official"]
    assert merge_names((name, SpeakerType.UNNAMED) for name in names) == {name: name for name in names}


def test_leaders_of_states_are_known_by_surname_when_only_one_bears_it() -> None:
    found = leader_named("Zelenskiy")
    assert found is not None
    assert found.state == "Ukraine"
    assert leader_named("Sharif") is None
    assert leader_named("Ada Holm") is None


def test_every_leader_is_of_a_state_of_the_gazetteer() -> None:
    assert {leader.state for leader in states.leaders()} <= {row.name for row in states.rows()}
    assert {leader.gender for leader in states.leaders()} == {"m", "f"}


@given(st.lists(st.tuples(NAMES, st.sampled_from(SpeakerType)), max_size=8))
def test_the_name_that_stands_for_others_stands_for_itself(names: list[tuple[str, SpeakerType]]) -> None:
    for kind in SpeakerType:
        merged = merge_names((name, kind) for name, type_ in names if type_ is kind)
        assert all(merged[stands] == stands for stands in merged.values())


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Musa Holm", "Ada Musa Holm", False),
        ("Peter Holm", "Peter Holm Jr.", False),
        ("Holm", "Peter Holm Jr.", True),
        ("von der Leyen", "Ursula von der Leyen", True),
        ("Ada B. Holm", "Ada Holm", True),
        ("Chuck Holm", "Charles Holm", True),
    ],
)
def test_people_with_full_names_must_agree_in_the_first(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same
    assert same_person(b, a) is same
