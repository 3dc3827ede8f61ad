import io
import json
import os
import sys
from datetime import UTC

import pytest

from onrecord.ingest import MAX_CHARACTERS, article_name, read

STORY = "The harbour council met on Tuesday. It voted to mend the north pier."


def read_all(*paths):
    issues = []
    captures = list(read([str(p) for p in paths], issues))
    return captures, issues


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_a_text_file_becomes_one_capture_with_its_path_as_given(tmp_path):
    path = write(tmp_path, "a.txt", STORY)
    (capture,), issues = read_all(path)
    assert (capture.path, capture.text, issues) == (str(path), STORY, [])
    assert capture.captured.tzinfo is UTC
    assert len(capture.sha256) == 64


def test_line_breaks_are_left_as_they_are(tmp_path):
    (capture,), _ = read_all(write(tmp_path, "a.txt", b"First line.\r\nSecond line.\rThird.\n"))
    assert capture.text == "First line.\r\nSecond line.\rThird.\n"


def test_a_byte_order_mark_is_no_character_of_the_text(tmp_path):
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (capture,), issues = read_all(write(tmp_path, f"{encoding}.txt", STORY.encode(encoding)))
        assert (capture.text, issues) == (STORY, [])


def test_utf_16_without_a_mark_is_read(tmp_path):
    (capture,), _ = read_all(write(tmp_path, "a.txt", STORY.encode("utf-16-le")))
    assert (capture.text, capture.encoding) == (STORY, "utf-16-le")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "gb18030",
            "洪水造成十二人死亡，市长周日表示。官员说，还有四十人失踪，救援工作正在进行中。大坝没有倒塌，河流委员会说。"
            * 2,
        ),
        (
            "cp1252",
            "Der Bürgermeister sagte, die Brücke müsse für drei Wochen gesperrt bleiben. Größere Schäden gäbe es.",
        ),
        ("cp1251", "Совет гавани собрался во вторник. Он решил починить северный пирс до конца года."),
    ],
)
def test_a_text_in_another_encoding_is_read_in_it(tmp_path, encoding, text):
    (capture,), issues = read_all(write(tmp_path, "a.txt", text.encode(encoding)))
    assert (capture.text, issues) == (text, [])


def test_broken_utf_8_is_mended_and_the_place_is_named(tmp_path):
    data = "The café’s owner, “Zoë”, said so. Ça va. ".encode() * 3 + b"One byte \xff is wrong."
    (capture,), (issue,) = read_all(write(tmp_path, "a.txt", data))
    assert "\ufffd" in capture.text
    assert f"byte {data.index(0xFF)}" in issue.message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "no text"),
        ("digits.txt", b"12 34 56", "not one letter"),
        ("binary.txt", bytes(range(256)) * 4, "no text"),
        ("control.txt", b"\x01\x02\x03\x04abc" * 20, "binary"),
        ("paper.pdf", b"%PDF-1.7 words", "PDF"),
        ("crawl.warc.gz", b"\x1f\x8b\x08", "web archive"),
        ("picture.png", b"\x89PNG", "an image"),
        ("pretty.json", b'{\n "words": "text"\n}', 'no "text"'),
    ],
)
def test_what_cannot_be_read_is_named_in_an_issue_and_the_rest_is_read(tmp_path, name, data, words):
    bad, good = write(tmp_path, name, data), write(tmp_path, "good.txt", STORY)
    captures, issues = read_all(bad, good)
    assert [c.text for c in captures] == [STORY]
    assert [(i.stage, i.where) for i in issues] == [("ingest", str(bad))]
    assert words in issues[0].message


def test_a_path_that_is_not_there_is_an_issue(tmp_path):
    captures, (issue,) = read_all(tmp_path / "nothing.txt")
    assert captures == []
    assert "no such file" in issue.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened_is_an_issue(tmp_path):
    path = write(tmp_path, "a.txt", STORY)
    path.chmod(0)
    captures, (issue,) = read_all(path)
    assert captures == []
    assert "Permission" in issue.message


def test_a_text_that_is_too_long_is_refused(tmp_path):
    captures, (issue,) = read_all(write(tmp_path, "a.txt", "word " * (MAX_CHARACTERS // 5 + 1)))
    assert captures == []
    assert "1,000,000" in issue.message


def test_a_folder_is_read_through_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt", "a/c.md"):
        write(tmp_path, name, f"{STORY} {name}")
    captures, issues = read_all(tmp_path)
    assert [os.path.relpath(c.path, tmp_path) for c in captures] == ["b.txt", "a/c.md", "a/z.txt"]
    assert issues == []


def test_a_folder_without_text_is_an_issue(tmp_path):
    write(tmp_path, "picture.jpg", b"\xff\xd8")
    captures, issues = read_all(tmp_path)
    assert captures == []
    assert {i.where for i in issues} == {str(tmp_path), str(tmp_path / "picture.jpg")}


def test_a_glob_gives_the_files_it_matches(tmp_path):
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "b.md", STORY)
    captures, issues = read_all(tmp_path / "*.txt")
    assert [c.path for c in captures] == [str(tmp_path / "a.txt")]
    _, (issue,) = read_all(tmp_path / "*.rtf")
    assert "no file matches" in issue.message
    assert issues == []


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path, "a.txt", STORY)
    captures, _ = read_all(path, tmp_path, path)
    assert len(captures) == 1


def test_the_same_text_under_the_same_name_in_two_folders_is_one_article(tmp_path):
    first, second = write(tmp_path, "x/a.txt", STORY), write(tmp_path, "y/a.txt", STORY)
    captures, (issue,) = read_all(first, second)
    assert [c.path for c in captures] == [str(first)]
    assert (issue.where, str(first) in issue.message) == (str(second), True)


def test_the_name_of_an_article_does_not_hold_its_folder(tmp_path):
    (capture,), _ = read_all(write(tmp_path, "deep/down/a.txt", STORY))
    assert article_name(capture) == "a.txt"


# ---------------------------------------------------------------------------- JSON Lines


def lines(*records):
    return "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records) + "\n"


def test_a_json_line_becomes_a_capture_with_what_it_states(tmp_path):
    record = {
        "id": "pier-1",
        "text": STORY,
        "url": "https://example.org/pier",
        "title": "The pier",
        "byline": ["Ada Byron", "Kit Marlowe"],
        "publisher": "The Harbour Herald",
        "published": "2031-04-02",
    }
    (capture,), issues = read_all(write(tmp_path, "a.jsonl", json.dumps(record)))
    assert issues == []
    assert capture.path == "pier-1"
    assert (capture.text, capture.url, capture.title) == (STORY, record["url"], "The pier")
    assert (capture.byline, capture.publisher) == (("Ada Byron", "Kit Marlowe"), "The Harbour Herald")
    assert capture.published == "2031-04-02"
    assert article_name(capture) == record["url"]


def test_a_line_without_an_id_is_named_by_file_and_line(tmp_path):
    path = write(tmp_path, "a.jsonl", lines({"text": STORY}, "", {"text": STORY + " Again."}))
    captures, _ = read_all(path)
    assert [c.path for c in captures] == [f"{path}:1", f"{path}:3"]
    assert [article_name(c) for c in captures] == ["a.jsonl:1", "a.jsonl:3"]


def test_an_id_with_a_slash_is_kept_whole(tmp_path):
    (capture,), _ = read_all(write(tmp_path, "a.jsonl", lines({"id": "herald/7", "text": STORY})))
    assert article_name(capture) == "herald/7"


def test_a_byline_may_be_one_string_and_an_id_a_number(tmp_path):
    (capture,), issues = read_all(write(tmp_path, "a.jsonl", lines({"id": 7, "text": STORY, "byline": "Ada Byron"})))
    assert (capture.path, capture.byline, issues) == ("7", ("Ada Byron",), [])


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("{broken", "no JSON"),
        ("[1, 2]", "a list"),
        ('"words"', "a string"),
        ({"title": "No text"}, 'no "text"'),
        ({"text": None}, 'no "text"'),
        ({"text": 5}, "must be a string"),
        ({"text": "  "}, "no text"),
        ({"text": "123"}, "not one letter"),
        ({"html": "<p></p>"}, "page"),
        ({"text": "w " * (MAX_CHARACTERS // 2 + 1)}, "JSON Lines or as a table"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(tmp_path, record, words):
    path = write(tmp_path, "a.jsonl", lines(record, {"id": "good", "text": STORY}))
    captures, (issue,) = read_all(path)
    assert [c.path for c in captures] == ["good"]
    assert issue.where == f"{path}:1"
    assert words in issue.message


@pytest.mark.parametrize("field", ["url", "title", "publisher", "published", "id", "byline"])
def test_a_field_of_the_wrong_sort_is_left_out_with_an_issue(tmp_path, field):
    path = write(tmp_path, "a.jsonl", lines({"text": STORY, field: {"a": 1}}))
    (capture,), (issue,) = read_all(path)
    assert capture.text == STORY
    assert f'"{field}"' in issue.message


def test_a_published_that_names_no_day_is_an_issue(tmp_path):
    (capture,), (issue,) = read_all(write(tmp_path, "a.jsonl", lines({"text": STORY, "published": "last week"})))
    assert capture.published == "last week"
    assert "2024-10-20" in issue.message


def test_two_lines_with_one_id_stay_apart(tmp_path):
    path = write(tmp_path, "a.jsonl", lines({"id": "x", "text": STORY}, {"id": "x", "text": STORY + " More."}))
    captures, (issue,) = read_all(path)
    assert [c.path for c in captures] == ["x", f"{path}:2"]
    assert "line 1" in issue.message


@pytest.mark.parametrize("name", ["text", "id", "title", "publisher", "byline", "url"])
def test_a_lone_surrogate_in_a_line_is_mended(tmp_path, name):
    record = {"text": STORY, name: "Words \ud800 words."}
    (capture,), (issue,) = read_all(write(tmp_path, "a.jsonl", json.dumps(record)))
    capture_words = (capture.text, capture.path, capture.title, capture.publisher, *capture.byline, capture.url)
    assert "Words \ufffd words." in capture_words
    assert "surrogate" in issue.message
    assert repr((capture, issue)).encode("utf-8")


def test_a_line_longer_than_the_limit_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.jsonl.MAX_LINE_BYTES", 1000)
    path = write(tmp_path, "a.jsonl", lines({"text": "w " * 5000}, {"id": "good", "text": STORY}))
    captures, (issue,) = read_all(path)
    assert [c.path for c in captures] == ["good"]
    assert (issue.where, "passed over" in issue.message) == (f"{path}:1", True)


def test_an_empty_json_lines_file_is_an_issue(tmp_path):
    captures, (issue,) = read_all(write(tmp_path, "a.jsonl", "\n\n"))
    assert captures == []
    assert "empty" in issue.message


# ---------------------------------------------------------------------------- standard input


def feed(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_one_text(monkeypatch):
    feed(monkeypatch, STORY.encode())
    (capture,), issues = read_all("-")
    assert (capture.path, capture.text, issues) == ("stdin", STORY, [])


def test_standard_input_is_json_lines_if_its_first_line_is_an_article(monkeypatch):
    feed(monkeypatch, b"\n" + lines({"text": STORY}, {"id": "b", "text": STORY}).encode())
    captures, issues = read_all("-")
    assert [c.path for c in captures] == ["stdin:2", "b"]
    assert issues == []


def test_empty_standard_input_is_an_issue(monkeypatch):
    feed(monkeypatch, b"")
    captures, (issue,) = read_all("-")
    assert (captures, issue.where) == ([], "stdin")


def test_links_that_lead_in_a_circle_are_passed_over(tmp_path):
    write(tmp_path, "a.txt", "One boat sank.")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "up").symlink_to(tmp_path)
    captures, issues = read_all(str(tmp_path))
    assert [c.path for c in captures] == [str(tmp_path / "a.txt")]
    assert [i.where for i in issues] == [str(tmp_path / "self")]


def test_closed_standard_input_is_an_issue(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    captures, issues = read_all("-")
    assert not captures
    assert "closed" in issues[0].message


def test_an_empty_name_is_an_issue():
    captures, issues = read_all("")
    assert not captures
    assert len(issues) == 1


@pytest.mark.parametrize("name", ["a.json", "-"])
def test_json_lines_with_a_long_first_line_are_told_from_one_document(tmp_path, monkeypatch, name):
    long = {"id": "long", "text": STORY * 2000}
    data = lines(long, {"id": "b", "text": STORY}).encode()
    feed(monkeypatch, data)
    captures, issues = read_all(name if name == "-" else write(tmp_path, name, data))
    assert ([c.path for c in captures], issues) == (["long", "b"], [])
    document = json.dumps({"title": "All", "articles": [long, {"id": "b", "text": STORY}]}).encode()
    feed(monkeypatch, document)
    captures, issues = read_all(name if name == "-" else write(tmp_path, name, document))
    assert ([c.path for c in captures], issues) == (["long", "b"], [])


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("shape", [list, lambda a: {"articles": a}, lambda a: {"meta": 1, "results": a}])
def test_a_json_document_may_hold_a_list_of_articles(tmp_path, shape, indent):
    articles = [
        {
            "articleBody": STORY,
            "headline": "The pier",
            "author": {"name": "Ada Byron"},
            "publisher": {"name": "Herald"},
        },
        {
            "content": STORY + " Again.",
            "publishedAt": "2031-04-02T09:00:00Z",
            "source": {"id": None, "name": "Courier"},
        },
        {"title": "No words"},
    ]
    path = write(tmp_path, "a.json", json.dumps(shape(articles), indent=indent))
    (pier, again), (issue,) = read_all(path)
    assert (pier.title, pier.byline, pier.publisher) == ("The pier", ("Ada Byron",), "Herald")
    assert (again.published, again.publisher, again.path) == ("2031-04-02T09:00:00Z", "Courier", f"{path}:2")
    assert (issue.where, 'no "text"' in issue.message) == (f"{path}:3", True)


def test_a_json_line_with_a_page_is_read_as_a_page(tmp_path):
    words = f"<p>{STORY}</p><p>{STORY} Again.</p>"
    page = f"<html><head><title>Pier</title></head><body><article>{words}</article></body></html>"
    record = {"html": page, "url": "https://herald.example/pier", "title": "The pier", "published": "2031-04-02"}
    (capture,), issues = read_all(write(tmp_path, "a.jsonl", lines(record)))
    assert "<p>" not in capture.text
    assert (capture.title, capture.url, capture.published) == ("The pier", record["url"], "2031-04-02")
    assert issues == []
