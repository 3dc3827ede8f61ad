from hypothesis import given
from hypothesis import strategies as st

from onrecord.stories.naming import name_stories, story_id


def test_a_story_that_grows_keeps_its_id():
    first = name_stories([["b", "c"]], {}, [])
    later = name_stories([["a", "b", "c"]], first.story, list(first.made))
    assert set(later.story.values()) == set(first.made)
    assert not later.made
    assert not later.merged


def test_of_two_stories_that_meet_the_older_gives_the_id_and_the_merge_is_told():
    old, young = story_id(["x"]), story_id(["a"])
    named = name_stories([["a", "x"]], {"a": young, "x": old}, [old, young])
    assert set(named.story.values()) == {old}
    assert named.merged == {young: old}


def test_what_is_parted_from_a_story_has_a_new_id_that_tells_of_it():
    whole = story_id(["a", "b", "c"])
    named = name_stories([["a", "b"], ["c"]], dict.fromkeys("abc", whole), [whole])
    assert named.story["a"] == named.story["b"] == whole
    assert named.made == {named.story["c"]: whole}


def test_an_id_is_never_given_twice():
    ended = story_id(["a"])
    named = name_stories([["a"], ["b"]], {}, [ended])
    assert ended not in named.story.values()


PARTITIONS = st.lists(st.lists(st.integers(0, 4), min_size=12, max_size=12), min_size=1, max_size=6)


@given(PARTITIONS)
def test_ids_follow_any_history_without_loss(history):
    """However stories grow, meet and part: groups have one id each, ids live on, and each end is told."""
    before, ages, living = {}, [], set()
    for at, labels in enumerate(history):
        groups = {}
        for article, label in enumerate(labels[: 4 + 2 * at]):
            groups.setdefault(label, []).append(f"{article:02}")
        named = name_stories(groups.values(), before, ages)
        for members in groups.values():
            assert len({named.story[m] for m in members}) == 1
        assert len(set(named.story.values())) == len(groups)
        assert not set(named.made) & set(ages)
        now = set(named.story.values())
        assert living - now == set(named.merged)
        assert now - living == set(named.made)
        assert set(named.merged.values()) <= now
        before, living = named.story, now
        ages += list(named.made)
