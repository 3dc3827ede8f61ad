"""Origins of claims whose speakers go by other names or by an office, on invented speakers."""

import pytest

from onrecord.model import Article, Attribution, Certainty, Claim, Kind, Mode, Span, Speaker, SpeakerType, TextMap
from onrecord.reconcile.identities import identities
from onrecord.reconcile.origins import Origin, Tracer

PERSON, UNNAMED = SpeakerType.PERSON, SpeakerType.UNNAMED


def link(name: str, type_: SpeakerType = PERSON, *, office: str | None = None) -> Speaker:
    return Speaker(name=name, text=name, span=Span(0, len(name)), type=type_, office=office)


def origins(*rows: tuple[str, str, Speaker]) -> list[Origin]:
    """The origins of one claim for each row of article, story and speaker."""
    articles = {
        key: Article(id=key, path=key, text="", map=TextMap(()), sha256="", publisher=f"Outlet {key}", story=story)
        for key, story, _ in rows
    }
    claims = [
        Claim(
            id=f"{n}",
            article=key,
            content=(Span(n, n + 1),),
            text="",
            kind=Kind.FACT,
            attribution=Attribution(mode=Mode.INDIRECT, chain=(speaker,)),
            certainty=Certainty.REPORTED,
        )
        for n, (key, _, speaker) in enumerate(rows)
    ]
    found = Tracer(articles, claims, identities(claims, articles.values())).trace()
    return [found[claim.id] for claim in claims]


def test_two_spellings_of_a_person_are_one_origin() -> None:
    one, other = origins(("a", "s", link("Osmar Telkyev")), ("b", "t", link("Osmar Telkiev")))
    assert one.key == other.key


def test_a_surname_is_the_origin_that_its_story_knows() -> None:
    full, short, elsewhere = origins(("a", "s", link("Ada Berg")), ("b", "s", link("Berg")), ("c", "t", link("Berg")))
    assert short.key == full.key
    assert elsewhere.key != full.key


def test_an_office_and_the_person_who_holds_it_are_one_origin_and_the_note_says_so() -> None:
    person, office = origins(
        ("a", "s", link("Ada Berg", office="mayor of Norwick")), ("b", "s", link("mayor of Norwick", UNNAMED))
    )
    assert (office.key, office.known, office.name) == (person.key, True, "Ada Berg")
    assert office.note == "“mayor of Norwick” is Ada Berg, as an article of the story says."


@pytest.mark.parametrize(
    ("story", "held", "asked"),
    [
        ("t", "mayor of Norwick", "mayor of Norwick"),
        ("s", "former mayor of Norwick", "mayor of Norwick"),
        ("s", "mayor of Eastport", "mayor of Norwick"),
        ("s", "mayor of Norwick", "mayor"),
        ("s", "spokesman for Norwick", "spokesman for Norwick"),
    ],
)
def test_an_office_that_may_be_somebody_elses_stays_unnamed(story: str, held: str, asked: str) -> None:
    _, office = origins(("a", "s", link("Ada Berg", office=held)), ("b", story, link(asked, UNNAMED)))
    assert not office.known


def test_an_office_that_two_people_are_given_stays_unnamed() -> None:
    *_, office = origins(
        ("a", "s", link("Ada Berg", office="mayor of Norwick")),
        ("b", "s", link("Eva Holm", office="mayor of Norwick")),
        ("c", "s", link("mayor of Norwick", UNNAMED)),
    )
    assert not office.known
