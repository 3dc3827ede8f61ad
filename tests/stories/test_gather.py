import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, TextMap, content_id
from onrecord.stories import gather

PIER = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.",
    "Port Ellis is to mend its north pier for 4.2 million crowns, the harbour council decided after long debate.",
    "Harbour council leader Mina Okoro said the north pier of Port Ellis would be mended in eleven weeks.",
)
ELECTION = (
    "Voters in Norland chose a new parliament on Sunday and gave the Green Alliance of Petra Lind most seats.",
    "The Green Alliance won the Norland election; Petra Lind said she would form a government with the Centre party.",
    "Petra Lind’s Green Alliance is ahead in Norland after the election, and the Centre party is ready for talks.",
)
STORM_A = "A gale sank two boats off Port Ellis on Monday and tore the roof from the market hall, the coastguard said."
STORM_B = "A gale sank three boats off Port Ellis on Friday and tore the sails from the windmill, the coastguard said."


def plain(text, path):
    return Article(id=content_id(path, text), path=path, text=text, map=TextMap(()), sha256="")


def stories(articles):
    groups = {}
    for article in gather(articles):
        groups.setdefault(article.story, set()).add(article.path)
    return sorted(map(sorted, groups.values()))


def test_articles_on_one_event_are_one_story_and_others_another():
    pile = [plain(text, f"pier{n}") for n, text in enumerate(PIER)]
    pile += [plain(text, f"vote{n}") for n, text in enumerate(ELECTION)]
    assert stories(pile) == [["pier0", "pier1", "pier2"], ["vote0", "vote1", "vote2"]]


def test_look_alike_events_months_apart_are_two_stories(article):
    near = [article(STORM_A, path="a", published="2031-04-07"), article(STORM_B, path="b", published="2031-04-08")]
    far = [article(STORM_A, path="a", published="2031-04-07"), article(STORM_B, path="b", published="2031-11-14")]
    assert stories(near) == [["a", "b"]]
    assert stories(far) == [["a"], ["b"]]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_stories_and_dates_do_not_depend_on_the_order(chance: random.Random):
    pile = [plain(text, f"{n}") for n, text in enumerate(PIER + ELECTION + (STORM_A, STORM_B))]
    before = {a.id: (a.story, a.published) for a in gather(pile)}
    chance.shuffle(pile)
    assert {a.id: (a.story, a.published) for a in gather(pile)} == before


def test_the_order_of_the_articles_is_kept():
    pile = [plain(text, f"{n}") for n, text in enumerate(PIER)]
    assert [a.path for a in gather(pile)] == ["0", "1", "2"]


def test_an_empty_pile_and_a_single_article_are_no_trouble():
    assert gather([]) == ()
    (alone,) = gather([plain(PIER[0], "a")])
    assert alone.story
    assert alone.copies_of is None


def test_a_story_is_named_after_its_members_and_not_after_the_rest_of_the_pile():
    small = gather([plain(text, f"pier{n}") for n, text in enumerate(PIER)])
    large = gather([*small, *(plain(text, f"vote{n}") for n, text in enumerate(ELECTION))])
    assert small[0].story == large[0].story
