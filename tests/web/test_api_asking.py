"""Filters, parts of lists, and what the API says to what it cannot answer."""

import json

import pytest

from onrecord.web import whole


def items(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("kind=forecast", lambda c: c["kind"] == "forecast"),
        ("certainty=asserted", lambda c: c["certainty"] == "asserted"),
        ("measure=killed", lambda c: any(f["measure"] == "killed" for f in c["figures"])),
        ("speaker=directorate", lambda c: "Directorate" in json.dumps(c["attribution"])),
    ],
)
def test_claims_are_filtered(reading, story, asked, holds):
    all_ = items(reading, f"/api/stories/{story}/claims?limit=1000")
    found = items(reading, f"/api/stories/{story}/claims?limit=1000&{asked}")
    assert 0 < len(found) < len(all_)
    assert all(holds(c) for c in found)
    if "speaker" not in asked:
        assert found == [c for c in all_ if holds(c)]


def test_a_speaker_is_found_by_whole_words_of_the_name(reading, story):
    assert items(reading, f"/api/stories/{story}/claims?speaker=protection directorate")
    assert not items(reading, f"/api/stories/{story}/claims?speaker=direct")


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("verdict=conflict", lambda q: q["verdict"] == "conflict"),
        ("status=contested", lambda q: q["status"] == "contested"),
        ("asks=statement", lambda q: q["asks"] == "statement"),
        ("measure=Killed", lambda q: q["measure"] == "killed"),
    ],
)
def test_questions_are_filtered(reading, story, asked, holds):
    all_ = items(reading, f"/api/stories/{story}/questions?limit=1000")
    found = items(reading, f"/api/stories/{story}/questions?limit=1000&{asked}")
    assert 0 < len(found) < len(all_)
    assert found == [q for q in all_ if holds(q)]


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("publisher=the lathrian LANTERN", lambda a: a["publisher"] == "The Lathrian Lantern"),
        ("kind=opinion", lambda a: a["kind"] == "opinion"),
        ("published_to=2025-03-06", lambda a: a["published"] and a["published"]["start"] <= "2025-03-06"),
        ("published_from=2025-03-10", lambda a: a["published"] and a["published"]["end"] >= "2025-03-10"),
        ("published_from=2025-03-04&published_to=2025-03-05", lambda a: a["published"]["end"] >= "2025-03-04"),
    ],
)
def test_articles_are_filtered(reading, story, asked, holds):
    all_ = items(reading, f"/api/stories/{story}/articles")
    found = items(reading, f"/api/stories/{story}/articles?{asked}")
    assert 0 < len(found) < len(all_)
    assert all(holds(a) for a in found)


def test_stories_are_filtered_by_their_days(reading):
    assert len(items(reading, "/api/stories")) == 3
    assert len(items(reading, "/api/stories?published_from=2025-01-01")) == 2
    assert len(items(reading, "/api/stories?published_to=2024-01-01")) == 1


def test_sources_and_forecasts_are_filtered(reading, story):
    assert not items(reading, f"/api/stories/{story}/sources?reliability=A")
    assert len(items(reading, "/api/sources?reliability=F")) == len(items(reading, "/api/sources?limit=1000"))
    open_ = items(reading, f"/api/stories/{story}/forecasts?standing=open")
    assert 0 < len(open_) <= len(items(reading, f"/api/stories/{story}/forecasts"))
    assert {f["standing"] for f in open_} == {"open"}


def test_the_way_to_the_next_part_stands_in_the_answer_and_in_its_head(reading, story):
    path = f"/api/stories/{story}/claims?kind=fact&limit=3"
    first = reading.get(path)
    following = first.json()["next"]
    assert first.headers["link"] == f'<{following}>; rel="next"'
    second = reading.get(following)
    whole_list = items(reading, f"/api/stories/{story}/claims?kind=fact&limit=6")
    assert first.json()["items"] + second.json()["items"] == whole_list


def test_the_last_part_leads_nowhere(reading, story):
    last = reading.get(f"/api/stories/{story}/claims?limit=1000")
    assert last.json()["next"] is None
    assert "link" not in last.headers
    beyond = reading.get(f"/api/stories/{story}/claims?offset=100000").json()
    assert (beyond["items"], beyond["next"]) == ([], None)
    assert beyond["total"] == last.json()["total"]


WRONG = [
    ("/api/stories/0123456789abcdef", 404),
    ("/api/stories/not an id", 404),
    ("/api/stories/%00", 404),
    ("/api/stories/" + "9" * 5000, 404),
    ("/api/articles/%F0%9F%90%A6", 404),
    ("/api/claims/%ED%A0%80", 404),
    ("/api/questions/{story}/0123456789abcdef", 404),
    ("/api/nowhere", 404),
    ("/api/stories/{story}/claims?as_of=1066-10-14", 404),
    ("/api/stories/{story}/brief?as_of=0001-01-01", 404),
    ("/api/stories/{story}/changes?since=9999-12-31", 422),
    ("/api/stories/{story}/changes?since=0001-01-01&as_of=0001-01-01", 422),
    ("/api/stories/{story}/changes", 422),
    ("/api/stories/{story}/claims?as_of=soon", 422),
    ("/api/stories/{story}/claims?as_of=1700000000", 422),
    ("/api/stories/{story}/claims?as_of=2025-02-30", 422),
    ("/api/stories/{story}/claims?verdict=conflict", 422),
    ("/api/stories/{story}/questions?rule=loudest", 422),
    ("/api/stories/{story}/export", 422),
    ("/api/stories/{story}/export?what=secrets", 422),
    ("/api/stories?limit=0", 422),
    ("/api/stories?limit=1001", 422),
    ("/api/stories?offset=-1", 422),
    ("/api/stories?offset=" + "9" * 30, 422),
    ("/api/stories?offset=" + "9" * 5000, 422),
    ("/api/stories?limit=1e3", 422),
    ("/api/search", 422),
    ("/api/search?q=", 422),
    ("/api/search?q=%25%20-%22", 422),
    ("/api/search?q=-only", 422),
    ("/api/search?q=" + "a" * 301, 422),
    ("/api/search?q=dam&in=secrets", 422),
    ("/api/judgements?matter=taste", 422),
]


@pytest.mark.parametrize(("path", "code"), WRONG, ids=[f"{i}: {p[:50]}" for i, (p, _) in enumerate(WRONG)])
def test_what_cannot_be_answered_is_told_in_words(reading, story, path, code):
    answer = reading.get(path.format(story=story))
    assert answer.status_code == code
    assert set(answer.json()) == {"detail"}
    assert isinstance(answer.json()["detail"], str)
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "q",
    ["dam\0wall", "NEAR(dam wall)", 'dam"*', "dam AND OR NOT", "²*", "speaker:", "\ufffd dam", "a" * 300, "dam " * 70],
)
@pytest.mark.parametrize("among", ["claims", "articles"])
def test_strange_words_are_looked_for_as_words(reading, q, among):
    answer = reading.get("/api/search", params={"q": q[:300], "in": among})
    assert answer.status_code in (200, 422)
    assert reading.get("/search", params={"q": q[:300], "among": among}).status_code == 200


def test_a_ledger_too_large_to_reckon_over_says_so(reading, monkeypatch):
    monkeypatch.setattr(whole, "LARGEST", 3)
    answer = reading.get("/api/forecasts")
    assert answer.status_code == 422
    assert "story by story" in answer.json()["detail"]


def test_the_page_for_people_lists_every_endpoint(reading):
    page = reading.get("/api").text
    document = reading.get("/api/openapi.json").json()
    assert all(path in page for path in document["paths"])
    assert "<script>" not in page
    assert "swagger" not in page.lower()


def test_every_endpoint_says_in_words_what_it_answers_and_can_refuse(reading):
    for path, methods in reading.get("/api/openapi.json").json()["paths"].items():
        for method, told in methods.items():
            assert told["description"], (method, path)
            assert {"401", "403", "404", "422"} <= set(told["responses"]), (method, path)
            assert all(p.get("description") for p in told.get("parameters", ()) if p["in"] == "query"), (method, path)
