"""Who is who across a pile, on invented speakers."""

import random

import pytest

from onrecord.model import Article, Attribution, Certainty, Claim, Kind, Mode, Span, Speaker, SpeakerType, TextMap
from onrecord.reconcile.identities import Identities, identities

PERSON, BODY, UNNAMED = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.UNNAMED


def link(name: str, type_: SpeakerType = PERSON, *, office: str | None = None, of: str | None = None) -> Speaker:
    return Speaker(name=name, text=name, span=Span(0, len(name)), type=type_, office=office, of=of)


def article(key: str, story: str) -> Article:
    return Article(id=key, path=key, text="", map=TextMap(()), sha256="", story=story)


def claim(key: str, *chain: Speaker) -> Claim:
    place = (Span(len(key), len(key) + 1 + sum(len(s.name) for s in chain)),)
    return Claim(
        id=Claim.make_id(key, place),
        article=key,
        content=place,
        text="",
        kind=Kind.FACT,
        attribution=Attribution(mode=Mode.INDIRECT, chain=chain),
        certainty=Certainty.REPORTED,
    )


def gather(*rows: tuple[str, str, Speaker]) -> Identities:
    """The identities of rows of article, story and speaker."""
    return identities([claim(a, s) for a, _, s in rows], [article(a, story) for a, story in {r[:2] for r in rows}])


def name(found: Identities, speaker: Speaker, key: str) -> str:
    return found.canonical(speaker, key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osmar Telkyev", "Osmar Telkiev"),
        ("Osmar Telkiyev", "Osmar Telkiev"),
        ("Mahmoud Saadi", "Mahmud Sadi"),
        ("Andrei Romanoff", "Andriy Romanov"),
        ("Djamal Qasim", "Jamal Kasim"),
        ("Maksim Tchaikin", "Maxim Chaikin"),
        ("Ada R. Berg", "Ada Berg"),
        ("Dr. Ada Berg", "Ada Berg"),
        ("José Núñez", "Jose Nunez"),
        ("Youssef Haddad", "Yusuf Haddad"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    found = gather(("a", "s", link(one)), ("b", "t", link(other)))
    assert name(found, link(one), "a") == name(found, link(other), "b")
    assert len(found.all) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Berg", "Eva Berg"),
        ("P. Berg", "Ada Berg"),
        ("P. Berg", "A. Berg"),
        ("Peter Holm Jr.", "Peter Holm"),
        ("Ada Berg", "Ada Bergman"),
        ("Musa Holm", "Ada Musa Holm"),
    ],
)
def test_people_who_share_a_part_of_a_name_stay_apart(one: str, other: str) -> None:
    found = gather(("a", "s", link(one)), ("b", "s", link(other)))
    assert name(found, link(one), "a") != name(found, link(other), "b")
    assert len(found.all) == 2


def test_a_surname_is_the_full_name_of_its_story() -> None:
    found = gather(("a", "s", link("Ada Berg")), ("b", "s", link("Berg")), ("c", "t", link("Eva Berg")))
    assert name(found, link("Berg"), "b") == "Ada Berg"


def test_a_surname_that_two_people_of_its_story_bear_is_neither() -> None:
    found = gather(("a", "s", link("Ada Berg")), ("b", "s", link("Eva Berg")), ("c", "s", link("Berg")))
    assert name(found, link("Berg"), "c") == "Berg"


def test_a_surname_in_another_story_is_somebody_else() -> None:
    found = gather(("a", "s", link("Ada Berg")), ("b", "t", link("Berg")))
    assert name(found, link("Berg"), "b") == "Berg"
    assert len(found.all) == 2


def test_a_surname_in_another_story_with_the_same_office_is_the_same_person() -> None:
    found = gather(
        ("a", "s", link("Ada Berg", office="mayor of Norwick")), ("b", "t", link("Berg", office="Norwick Mayor"))
    )
    assert name(found, link("Berg"), "b") == "Ada Berg"


def test_an_initial_is_the_given_name_it_begins() -> None:
    found = gather(("a", "s", link("A. Berg")), ("b", "s", link("Ada Berg")))
    assert name(found, link("A. Berg"), "a") == "Ada Berg"


def test_a_body_and_its_initials_are_one() -> None:
    found = gather(("a", "s", link("Council on Rivers", BODY)), ("b", "s", link("COR", BODY)))
    assert name(found, link("COR", BODY), "b") == "Council on Rivers"


def test_a_body_is_one_whether_its_state_is_named_or_an_adjective() -> None:
    ways = ("Norvania's harbour ministry", "Norvanian harbour ministry", "Norvanian harbour ministry")
    rows = [(key, "s", link(way, BODY)) for key, way in zip("abc", ways, strict=True)]
    claims, articles = [claim(a, s) for a, _, s in rows], [article(a, story) for a, story, _ in rows]
    found = identities(claims, articles, {"norvania": "Norvania", "norvanian": "Norvania"})
    assert found.canonical(link(ways[0], BODY), "a") == "Norvanian harbour ministry"
    assert len(found.all) == 1


def test_a_capital_in_a_bodys_name_is_the_city() -> None:
    found = gather(("a", "s", link("Paris police", BODY)), ("b", "s", link("French police", BODY)))
    assert len(found.all) == 2


def test_a_body_without_a_name_of_its_own_is_that_of_its_story() -> None:
    found = gather(
        ("a", "s", link("Norwegian harbour ministry", BODY)),
        ("b", "s", link("harbour ministry", BODY)),
        ("c", "t", link("harbour ministry", BODY)),
    )
    assert name(found, link("harbour ministry", BODY), "b") == "Norwegian harbour ministry"
    assert name(found, link("harbour ministry", BODY), "c") == "harbour ministry"


def test_the_spelling_that_most_articles_have_stands_for_all() -> None:
    ways = ("Osmar Telkiev", "Osmar Telkyev", "Osmar Telkyev")
    found = gather(*((key, "s", link(way)) for key, way in zip("abc", ways, strict=True)))
    assert name(found, link(ways[0]), "a") == "Osmar Telkyev"


def test_what_a_name_is_goes_by_the_vote_of_the_articles() -> None:
    found = gather(("a", "s", link("Varnholt", BODY)), ("b", "s", link("Varnholt", BODY)), ("c", "s", link("Varnholt")))
    (only,) = found.all
    assert only.type is BODY
    assert found.of(link("Varnholt"), "c") == (only,)


def test_people_who_speak_together_are_each_themselves() -> None:
    found = gather(("a", "s", link("Ada Berg and Peter Holm")), ("b", "s", link("Peter Holm")))
    assert [i.name for i in found.of(link("Ada Berg and Peter Holm"), "a")] == ["Ada Berg", "Peter Holm"]
    assert len(found.all) == 2


def test_an_office_is_linked_with_its_holder_and_stays_an_office() -> None:
    mayor = link("mayor of Norwick", UNNAMED, of="Norwick")
    found = gather(("a", "s", link("Anna Reil", office="Norwick Mayor")), ("b", "t", mayor))
    assert found.of(mayor, "b") == ()
    assert [i.name for i in found.holders(mayor, "b")] == ["Anna Reil"]
    assert name(found, mayor, "b") == "mayor of Norwick"


def test_an_office_of_a_state_is_told_by_name_or_adjective() -> None:
    minister = link("defence minister of Norway", PERSON)
    found = gather(("a", "s", link("Anna Reil", office="Norwegian defence minister")), ("b", "t", minister))
    assert [i.name for i in found.holders(minister, "b")] == ["Anna Reil"]


def test_a_bare_office_is_looked_up_in_its_own_story() -> None:
    mayor = link("mayor", UNNAMED)
    found = gather(
        ("a", "s", link("Anna Reil", office="mayor of Norwick")),
        ("b", "t", link("Peter Holm", office="mayor of Eastport")),
        ("c", "s", mayor),
    )
    assert [i.name for i in found.holders(mayor, "c")] == ["Anna Reil"]


@pytest.mark.parametrize("office", ["former mayor of Norwick", "deputy mayor of Norwick", "mayor of Eastport"])
def test_a_past_a_lower_and_another_office_is_not_held(office: str) -> None:
    mayor = link("mayor of Norwick", UNNAMED)
    found = gather(("a", "s", link("Anna Reil", office=office)), ("b", "s", mayor))
    assert found.holders(mayor, "b") == ()


def test_the_order_of_arrival_changes_nothing() -> None:
    rows = [
        ("a", "s", link("Ada Berg", office="mayor of Norwick")),
        ("b", "s", link("Berg")),
        ("c", "t", link("Berg", office="Norwick mayor")),
        ("d", "t", link("Eva Berg")),
        ("e", "u", link("A. Berg")),
        ("f", "u", link("Osmar Telkyev")),
        ("g", "v", link("Osmar Telkiev")),
        ("h", "v", link("COR", BODY)),
        ("i", "s", link("Council on Rivers", BODY)),
    ]
    claims = [claim(a, s) for a, _, s in rows]
    articles = [article(a, story) for a, story, _ in rows]
    want = identities(claims, articles)
    for seed in range(8):
        random.Random(seed).shuffle(claims)
        random.Random(seed + 1).shuffle(articles)
        again = identities(claims, articles)
        assert again.all == want.all
        assert all(again.canonical(s, a) == want.canonical(s, a) for a, _, s in rows)


def test_no_claims_give_no_identities() -> None:
    assert identities([], []).all == ()
