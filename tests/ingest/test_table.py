"""Tables of articles: columns by their usual names, rows with their place; what is wrong names its row."""

import csv
import hashlib
import io

import pytest
from containers import MORE, WORDS

ROWS = [
    {"Headline": "The pier", "Body": WORDS, "Link": "https://ledger.example/pier", "Date": "2031-04-02"},
    {"Headline": "Zoë’s ferry", "Body": f"{MORE}\nDivers, it said, “go down”.", "Link": "", "Date": "2031-04-04"},
]


def table(rows, **how):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), **how)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("a.csv", {}),
        ("a.csv", {"delimiter": ";", "lineterminator": "\n"}),
        ("a.tsv", {"delimiter": "\t"}),
        ("a.csv", {"delimiter": "\t", "quoting": csv.QUOTE_ALL}),
        ("a.csv", {"delimiter": "|"}),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_gives_an_article_a_row(put, read_all, name, how, encoding):
    path = put(name, table(ROWS, **how).encode(encoding))
    (pier, ferry), issues = read_all(path)
    assert issues == []
    assert (pier.text, pier.title, pier.url, pier.published) == (
        WORDS,
        "The pier",
        "https://ledger.example/pier",
        "2031-04-02",
    )
    assert ferry.text == ROWS[1]["Body"]
    assert (ferry.path, ferry.title, ferry.url) == (f"{path}:3", "Zoë’s ferry", None)
    assert ferry.provenance.parent == str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_bytes_of_a_row_stand_at_its_offset(put, read_all, encoding):
    data = table(ROWS).encode(encoding)
    captures, _ = read_all(put("a.csv", data))
    for capture in captures:
        start = capture.provenance.offset
        assert data[start : start + len(capture.content)] == capture.content
        assert capture.sha256 == hashlib.sha256(capture.content).hexdigest()


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("text", "text"),
        ("content", "text"),
        ("Article Body", "text"),
        ("title", "title"),
        ("url", "url"),
        ("published_at", "published"),
        ("pubDate", "published"),
        ("source", "publisher"),
        ("Outlet", "publisher"),
        ("publisher", "publisher"),
        ("author", "byline"),
    ],
)
def test_columns_go_by_many_names(put, read_all, column, field):
    row = {column: WORDS} if field == "text" else {"text": WORDS, column: "2031-04-02"}
    (capture,), _ = read_all(put("a.csv", table([row])))
    value = row[column]
    assert getattr(capture, field) == ((value,) if field == "byline" else value)


def test_a_page_in_a_column_is_read_as_one(put, read_all):
    html = f"<html><body><article><h1>The pier</h1><p>{WORDS}</p><p>{MORE}</p></article></body></html>"
    (capture,), issues = read_all(put("a.csv", table([{"html": html, "title": "A pier"}])))
    assert "<p>" not in capture.text
    assert "40,000 crowns" in capture.text
    assert (capture.title, issues) == ("A pier", [])


def test_a_table_without_a_column_of_words_lists_its_columns(put, read_all):
    captures, (issue,) = read_all(put("a.csv", "name,age\nAda,31\n"))
    assert captures == []
    assert '"name", "age"' in issue.message
    assert "text" in issue.message


def test_rows_without_words_or_with_too_many_cells_are_named_and_the_rest_is_read(put, read_all):
    path = put("a.csv", f'text,title\n"{WORDS}",A\n,B\n\n"{MORE}",C,D\n"{MORE}",E\n')
    captures, issues = read_all(path)
    assert [c.title for c in captures] == ["A", "E"]
    assert [i.where for i in issues] == [f"{path}:3", f"{path}:5"]
    assert "3 cells for 2 columns" in issues[1].message


def test_a_quotation_mark_left_open_does_not_eat_the_memory(put, read_all, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.table.MAX_ROW_CHARACTERS", 2000)
    rows = f'text\n"{WORDS}"\n"{MORE}\n' + f"{WORDS}\n" * 100
    captures, (issue,) = read_all(put("a.csv", rows))
    assert [c.text for c in captures] == [WORDS]
    assert "line 3" in issue.message


def test_a_line_that_names_the_separator_is_no_row(put, read_all):
    (capture,), _ = read_all(put("a.csv", f"sep=;\ntext;title\n{WORDS};The pier\n"))
    assert (capture.text, capture.title) == (WORDS, "The pier")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\0\0\0\0", b"text\n", bytes(range(256))])
def test_what_is_no_table_is_an_issue(put, read_all, data):
    captures, issues = read_all(put("a.csv", data))
    assert captures == []
    assert issues
