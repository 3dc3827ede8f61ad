"""Whatever the pile: no line is without a cite, every cite is at its place, and the checker passes what is printed."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.brief.render import to_html, to_markdown
from onrecord.model import Basis, Bound, Certainty, Kind, Likelihood, Published, SpeakerType, Verdict

NAMES = ("Ilse Brandt", "Tomas Reve", "the Harbour Watch", "officials", "reports", "Ada Quill")
THINGS = ("boats", "houses", "people killed", "soldiers sent", "casualties")
NOISE = st.text(alphabet='ab cé“”"’<>&{}*_\n…—,;:.0123', max_size=40)
PLANS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 3_000_000),
        st.sampled_from(list(Bound)),
        st.sampled_from(THINGS),
        st.sampled_from([*Kind]),
        st.sampled_from([*Certainty]),
        st.integers(0, 900),
        NOISE,
        st.booleans(),
    ),
    max_size=8,
)


def build(story, plans, verdicts):
    """A pile made of the plans: an article each, a claim each, and questions over claims of one measure."""
    for n, (name, value, bound, thing, kind, certainty, days, noise, dated) in enumerate(plans):
        sentence = f"{name} said {value} {thing} were seen {noise}end"
        day = date(2031, 1, 1) + timedelta(days=days)
        article = story.article(f"{n}.txt", f"{noise}\n{sentence}.\n{noise}", publisher=f"Paper {n}" if dated else None)
        if dated:
            published = Published(start=day, end=day, how="stated")
            article = story.articles[-1] = article.__class__(
                **{f: getattr(article, f) for f in article.__slots__ if f != "published"}, published=published
            )
        figure = {"text": f"{value} {thing}", "low": value, "high": value, "bound": bound, "measure": thing}
        figure |= {"who": "Norway"} if days % 2 else {}
        figure |= {"basis": Basis.RATE, "per": "day"} if days % 5 == 0 else {}
        story.claim(
            article,
            sentence,
            chain=((name, name, SpeakerType.UNNAMED if name.islower() else SpeakerType.PERSON),) if days % 3 else (),
            figures=(figure,),
            kind=kind,
            certainty=certainty,
            due=day if days % 4 == 0 else None,
            likelihood=Likelihood(words="said", low=0.2, high=0.45) if days % 7 == 0 else None,
        )
    for thing in THINGS:
        claims = [c for c in story.claims if c.figures[0].measure == thing]
        if claims:
            verdict = verdicts[THINGS.index(thing)]
            disputes = claims[-1:] if verdict is Verdict.DISPUTED else ()
            values = [int(c.figures[0].quantity.low) for c in claims]
            story.question(verdict, claims, low=min(values), high=max(values), disputes=disputes)
    return story.brief()


@pytest.fixture(scope="module")
def fresh(request):
    """The class that piles are built with."""
    return request.getfixturevalue("story_class")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(plans=PLANS, verdicts=st.lists(st.sampled_from([*Verdict]), min_size=5, max_size=5))
def test_every_line_of_any_brief_is_cited_and_every_cite_is_at_its_place(fresh, plans, verdicts):
    story = fresh()
    brief = build(story, plans, verdicts)
    lines = [line for s in brief.sections for line in s.lines]
    assert all(line.cites for line in lines)
    for line in lines:
        for cite in line.cites:
            assert cite.raw.of(story.raws[cite.article]) == cite.quote != ""
    assert len([line for s in brief.sections if s.name == "sources" for line in s.lines]) == len(
        [a for a in story.articles if a.text.strip()]
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(plans=PLANS, verdicts=st.lists(st.sampled_from([*Verdict]), min_size=5, max_size=5))
def test_any_brief_renders_and_runs_nothing(fresh, plans, verdicts):
    brief = build(fresh(), plans, verdicts)
    page = to_html(brief)
    assert "<script" not in page
    assert page.rstrip().endswith("</html>")
    assert to_markdown(brief).startswith("# ")
