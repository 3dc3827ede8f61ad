"""What the API answers is what the command line prints, and what its shapes say."""

import json
import shutil

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from onrecord import pipeline
from onrecord.cli import app
from onrecord.export import shapes
from onrecord.ledger.store import Ledger
from onrecord.web.config import Config

from .conftest import client_of

DAY = "2025-03-20"  # so late that all is published


@pytest.fixture(scope="module")
def alone(example, story, tmp_path_factory):
    """A ledger that holds one story of the example, read as it was read there."""
    path = tmp_path_factory.mktemp("alone") / "story.db"
    with Ledger.open(str(example)) as old, Ledger.open(str(path)) as new:
        ids = next(row.articles for row in old.stories() if row.id == story)
        made_with = old.made_with()
        for capture, article in zip(old.captures(ids), old.articles(ids), strict=True):
            new.keep(capture, article)
            new.keep_claims(article.id, old.claims([article.id]), made_with=made_with[article.id])
        new.settle(pipeline.gathered(new.articles()))
    return path


@pytest.fixture(scope="module")
def api(alone, tmp_path_factory):
    """The desk on a copy of it, and the id of its story."""
    path = shutil.copy(alone, tmp_path_factory.mktemp("api") / "story.db")
    with client_of(Config(ledger=str(path))) as client:
        yield client


@pytest.fixture(scope="module")
def only(api):
    return api.get("/api/stories").json()["items"][0]["story"]


@pytest.fixture(scope="module")
def printed(alone):
    """What the command line prints on the same ledger."""

    def run(*words):
        done = CliRunner().invoke(app, [*words, "--ledger", str(alone)])
        assert done.exit_code == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def every(client, path):
    """All records of a list, page by page."""
    found = []
    while path:
        answer = client.get(path).json()
        found += answer["items"]
        path = answer["next"]
    assert len(found) == answer["total"]
    return found


@pytest.mark.parametrize("what", ["articles", "claims", "questions", "citations"])
def test_a_list_has_the_records_that_the_command_line_prints(api, only, printed, what):
    found = every(api, f"/api/stories/{only}/{what}?limit=7")
    assert found == printed(what)
    assert found


@pytest.mark.parametrize("what", ["articles", "claims", "questions", "citations", "forecasts", "sources"])
def test_a_list_as_of_a_day_has_the_records_that_the_command_line_prints(api, only, printed, what):
    found = every(api, f"/api/stories/{only}/{what}?limit=1000&as_of=2025-03-07")
    assert found == printed(what, "--as-of", "2025-03-07")
    assert found


def test_another_rule_gives_the_answers_of_that_rule(api, only, printed):
    found = every(api, f"/api/stories/{only}/questions?rule=highest")
    assert found == printed("questions", "--rule", "highest")
    assert {q["rule"] for q in found if q["asks"] == "figure"} == {"highest"}


def test_the_brief_is_the_one_that_the_command_line_writes(api, only, printed):
    assert [api.get(f"/api/stories/{only}/brief").json()] == printed("brief", "--format", "json")


def test_the_changes_are_those_that_the_command_line_prints(api, only, printed):
    found = every(api, f"/api/stories/{only}/changes?since=2025-03-05&as_of={DAY}")
    assert found == printed("changes", "--since", "2025-03-05", "--as-of", DAY)
    assert found


@pytest.mark.parametrize("what", ["forecasts", "sources"])
def test_what_is_told_of_the_whole_ledger_is_what_the_command_line_prints(api, printed, what):
    assert every(api, f"/api/{what}?as_of={DAY}") == printed(what, "--as-of", DAY)


def test_the_story_is_the_one_that_the_command_line_prints(api, only, printed):
    (record,) = printed("stories")
    told = api.get(f"/api/stories/{only}").json()
    assert {**told, "made": None, "took_in": None} == {**record, "made": None, "took_in": None}


def test_a_search_finds_what_the_command_line_finds(api, printed):
    for among in ("claims", "articles"):
        found = api.get(f"/api/search?q=reservoir&in={among}&limit=20").json()["items"]
        assert found == printed("search", "reservoir", "--in", among)
        assert found


@pytest.mark.parametrize("what", ["articles", "claims", "figures", "questions", "entries", "citations"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_table_is_the_one_that_the_command_line_writes(api, only, alone, what, form):
    done = CliRunner().invoke(app, ["export", "--what", what, "--format", form, "--ledger", str(alone)])
    answer = api.get(f"/api/stories/{only}/export?what={what}&format={form}")
    assert answer.content == done.stdout_bytes
    assert answer.headers["content-disposition"] == f'attachment; filename="{what}-{only}.{form}"'


SHAPES = {
    "/api/stories": shapes.StoryShape,
    "/api/stories/{story}/articles": shapes.ArticleRecord,
    "/api/stories/{story}/claims?limit=1000": shapes.ClaimRecord,
    "/api/stories/{story}/questions?limit=1000": shapes.QuestionRecord,
    "/api/stories/{story}/citations?limit=1000": shapes.CitationRecord,
    "/api/stories/{story}/forecasts": shapes.ForecastRecord,
    "/api/stories/{story}/sources": shapes.SourceShape,
    "/api/stories/{story}/changes?since=2025-03-02": shapes.ChangeRecord,
    "/api/search?q=dam": shapes.HitRecord,
}


@pytest.mark.parametrize("path", SHAPES)
def test_a_record_has_just_what_its_shape_says(api, only, path):
    shape = TypeAdapter(SHAPES[path])
    found = api.get(path.format(story=only)).json()["items"]
    assert found
    for record in found:
        assert shape.validate_python(record) == record  # what a shape does not name would be dropped


@pytest.mark.parametrize(
    ("path", "shape"),
    [("/api/stories/{story}/brief", shapes.BriefRecord), ("/api/status", shapes.StatusRecord)],
)
def test_a_single_record_has_just_what_its_shape_says(api, only, path, shape):
    record = api.get(path.format(story=only)).json()
    assert TypeAdapter(shape).validate_python(record) == record


def test_an_article_a_claim_and_a_question_by_their_ids_are_those_of_the_lists(api, only):
    for claim in every(api, f"/api/stories/{only}/claims?limit=50")[::40]:
        assert api.get(f"/api/claims/{claim['claim']}").json() == claim
    for article in every(api, f"/api/stories/{only}/articles"):
        assert api.get(f"/api/articles/{article['article']}").json() == article
        said = every(api, f"/api/articles/{article['article']}/claims")
        assert {c["article"] for c in said} <= {article["article"]}
    for question in every(api, f"/api/stories/{only}/questions")[::10]:
        assert api.get(f"/api/questions/{only}/{question['question']}").json() == question


@pytest.mark.parametrize(("form", "begins"), [("md", b"# "), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")])
def test_the_brief_can_be_taken_away_as_a_file(api, only, form, begins):
    answer = api.get(f"/api/stories/{only}/brief?format={form}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="brief-{only}.{form}"'
