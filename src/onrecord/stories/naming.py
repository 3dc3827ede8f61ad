"""Which id each story goes by, so that a story keeps its id while it grows, and no id is given twice.

Articles are gathered afresh whenever some are added, so that the stories are the same whatever the order in which
articles came. What was told of a story before must still be found under its id: so each old story goes on in the one
group that has most of it, the oldest of those that meet there gives the id, and what happened to the others is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The ids of stories after articles were added.

    Attributes:
        story: The story of each article.
        made: New stories, each with the one that its articles were parted from, if they were.
        merged: Stories that are no more, each with the one it went into.
    """

    story: dict[str, str] = field(default_factory=dict)
    made: dict[str, str | None] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)


def story_id(members: Iterable[str], taken: Container[str] = ()) -> str:
    """An id for a new story, named after one of its articles; none of those that were given before."""
    first = min(members)
    found, times = content_id("story", first), 1
    while found in taken:
        found, times = content_id("story", first, str(times)), times + 1
    return found


def name_stories(groups: Iterable[Iterable[str]], before: Mapping[str, str], ages: Sequence[str]) -> Named:
    """The ids of the groups of article ids.

    Args:
        groups: The stories as they are now.
        before: The living story of each article that had one.
        ages: All ids that ever were given, the oldest first.
    """
    sets = sorted(sorted(group) for group in groups)
    age = {story: at for at, story in enumerate(ages)}
    heirs: dict[int, list[str]] = defaultdict(list)
    for story, at in _heirs(sets, before).items():
        heirs[at].append(story)
    named = Named()
    taken = set(ages)
    for at, members in enumerate(sets):
        old = sorted(heirs[at], key=age.__getitem__)
        if old:
            story = old[0]
            named.merged.update(dict.fromkeys(old[1:], story))
        else:
            story = story_id(members, taken)
            taken.add(story)
            named.made[story] = _most((before[m] for m in members if m in before), age)
        named.story.update(dict.fromkeys(members, story))
    return named


def _heirs(sets: Sequence[Sequence[str]], before: Mapping[str, str]) -> dict[str, int]:
    """For each old story the group that has most of its articles, the first of those that have as many."""
    shares: dict[str, Counter[int]] = defaultdict(Counter)
    for at, members in enumerate(sets):
        for member in members:
            if member in before:
                shares[before[member]][at] += 1
    return {story: min(counts, key=lambda at: (-counts[at], at)) for story, counts in shares.items()}


def _most(stories: Iterable[str], age: Mapping[str, int]) -> str | None:
    counts = Counter(stories)
    return min(counts, key=lambda s: (-counts[s], age[s]), default=None)
