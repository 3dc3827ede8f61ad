"""Outlets and agencies of a pile, by the names that articles use, on invented papers."""

import pytest

from onrecord.model import Article, Attribution, Certainty, Claim, Kind, Mode, Span, Speaker, SpeakerType, TextMap
from onrecord.reconcile.outlets import Outlets
from onrecord.values.name import fold


def article(key, outlet, text="", **fields):
    return Article(id=key, path=key, text=text, map=TextMap(()), sha256="", publisher=outlet, **fields)


def outlets(*articles, claims=()):
    return Outlets({a.id: a for a in articles}, claims)


def naming(text, name, kind=SpeakerType.ORGANISATION):
    link = Speaker(name=name, text=text, span=Span(0, 1), type=kind)
    attribution = Attribution(mode=Mode.INDIRECT, chain=(link,))
    return Claim(
        id="c",
        article="a",
        content=(Span(0, 1),),
        text="",
        kind=Kind.FACT,
        attribution=attribution,
        certainty=Certainty.REPORTED,
    )


@pytest.mark.parametrize("name", ["The Port Vale Herald", "Port Vale Herald", "Herald", "Vale Herald"])
def test_an_outlet_goes_by_the_end_of_its_name(name):
    assert outlets(article("a", "The Port Vale Herald")).named(name, "") == "port vale herald"


@pytest.mark.parametrize("name", ["Port Vale", "Vale", "herald", "Daily Herald Office", "Norwick Herald"])
def test_an_outlet_does_not_go_by_a_place_or_by_more(name):
    assert outlets(article("a", "The Port Vale Herald")).named(name, "") is None


def test_a_short_name_of_two_outlets_is_the_articles_own_or_nobodys():
    both = outlets(article("a", "Vale Herald"), article("b", "Norwick Herald"))
    assert both.named("Herald", "vale herald") == "vale herald"
    assert both.named("Herald", "tide") is None


def test_the_office_in_a_statement_of_an_office_is_itself():
    known = outlets(article("a", "Harbour Office"))
    link = Speaker(name="office", text="The office", span=Span(0, 1), type=SpeakerType.UNNAMED)
    assert known.find(link, fold("Harbour Office")) == fold("Harbour Office")
    assert known.find(link, "tide") is None


def test_an_agency_is_known_by_what_the_pile_calls_it():
    first = article("a", "Vale Herald", "PORT VALE, May 3 (Corvane) — The wall fell on Friday.")
    assert outlets(first).agency(first) is None
    assert outlets(first, claims=[naming("the agency Corvane", "Corvane")]).agency(first) == "Corvane"


def test_an_agency_is_known_by_signing_for_two_outlets():
    text = "PORT VALE, May 3 (Corvane) — The wall fell on Friday."
    first, other = article("a", "Vale Herald", text), article("b", "Tide", text)
    assert outlets(first, other).agency(other) == "Corvane"


def test_an_authority_is_no_news_agency():
    first = article("a", "Vale Herald", "PORT VALE, May 3 (Water Agency) — The wall fell on Friday.")
    assert outlets(first, claims=[naming("the Water Agency", "Water Agency")]).agency(first) is None


def test_an_agencys_own_article_is_from_nobody_else():
    own = article("a", "AFP", agency="AFP")
    assert outlets(own).agency(own) is None
