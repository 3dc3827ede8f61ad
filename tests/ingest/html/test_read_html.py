"""Pages in, captures out. Every page here is invented."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest

from onrecord.clean import clean
from onrecord.errors import UnreadableError
from onrecord.ingest import read
from onrecord.ingest.html import MAX_PAGE_BYTES, read_html
from onrecord.model import DateSource, NoteKind

NOW = datetime(2031, 6, 1, tzinfo=UTC)
TEXT = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.",
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.",
    "Fishermen had asked for it since two boats were lost beside the pier during the gale of last November.",
    "A second vote on the lighthouse was put off until the spring because two members were away at sea.",
)


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts or TEXT)


def page(body="", *, head="", ld=None, title="Port Ellis will mend its pier"):
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    shown = body or paragraphs()
    return (
        f"<!doctype html><html><head><title>{title} - Ellis Gazette</title>{head}{script}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{shown}</article></body></html>"
    ).encode()


def read_page(data, **given):
    return read_html(data, path="page.html", captured=NOW, **given)


def test_the_text_is_one_paragraph_a_line_and_the_hash_is_of_the_bytes():
    data = page()
    capture = read_page(data)
    assert set(TEXT) <= set(capture.text.splitlines())
    assert capture.sha256 == hashlib.sha256(data).hexdigest()
    assert capture.media_type == "text/html"


def test_json_ld_goes_before_meta_tags():
    ld = {"@type": "NewsArticle", "headline": "Pier to be mended", "datePublished": "2031-04-06T23:30:00+02:00"}
    head = '<meta property="article:published_time" content="2031-04-01"><meta property="og:title" content="Old pier">'
    capture = read_page(page(head=head, ld=ld))
    assert capture.title == "Pier to be mended"
    assert "Old pier" in capture.other_titles
    assert capture.published == "2031-04-06T23:30:00+02:00"
    assert capture.published_source.startswith("JSON-LD datePublished")


def test_the_day_is_that_of_the_pages_clock_and_the_moment_is_kept_in_utc():
    ld = {"@type": "NewsArticle", "headline": "Pier", "datePublished": "2031-04-07T00:30:00+02:00"}
    published = clean(read_page(page(ld=ld))).published
    assert published.start.isoformat() == "2031-04-07"
    assert published.at == datetime(2031, 4, 6, 22, 30, tzinfo=UTC)
    assert published.how is DateSource.METADATA


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2031-04-06T10:00:00Z">',
        '<meta name="dc.date" content="2031-04-06">',
        '<meta itemprop="datePublished" content="20310406T100000">',
        '<link rel="canonical" href="https://gazette.example/2031/04/06/pier">',
    ],
)
def test_a_date_in_a_meta_tag_or_the_address_is_found(head):
    assert clean(read_page(page(head=head))).published.start.isoformat() == "2031-04-06"


@pytest.mark.parametrize("placeholder", ["1970-01-01T00:00:00Z", "0001-01-01", "2099-01-01", "soon", "2031-13-45"])
def test_a_placeholder_is_no_date(placeholder):
    head = f'<meta property="article:published_time" content="{placeholder}"><meta name="dc.date" content="2031-04-06">'
    assert read_page(page(head=head)).published == "2031-04-06"


def test_an_update_is_kept_apart_from_publication():
    ld = {"@type": "Article", "headline": "Pier", "datePublished": "2031-04-06", "dateModified": "2031-04-09T08:00:00Z"}
    article = clean(read_page(page(ld=ld)))
    assert (article.published.start.day, article.updated.start.day) == (6, 9)


def test_a_headline_that_only_the_windows_title_repeats_goes_behind_what_readers_are_shown():
    ld = {"@type": "NewsArticle", "headline": "Port Ellis pier repair: cost and dates"}
    social = '<meta property="og:title" content="Port Ellis will mend its pier">'
    shown = page(head=social, ld=ld).replace(
        b"<title>Port Ellis will mend its pier", b"<title>" + ld["headline"].encode()
    )
    capture = read_page(shown)
    assert capture.title == "Port Ellis will mend its pier"
    assert capture.other_titles == ("Port Ellis pier repair: cost and dates",)


def test_the_sites_name_is_told_by_the_heading_where_the_page_does_not_give_it():
    social = '<meta property="og:title" content="Port Ellis will mend its pier | Harbour News">'
    capture = read_page(page(head=social).replace(b" - Ellis Gazette</title>", b"</title>"))
    assert capture.title == "Port Ellis will mend its pier"


def test_the_sites_name_is_no_part_of_the_title():
    capture = read_page(page(head='<meta property="og:title" content="Port Ellis will mend its pier | Ellis Gazette">'))
    assert capture.title == "Port Ellis will mend its pier"


def test_authors_are_split_and_addresses_are_no_authors():
    ld = {
        "@type": "Article",
        "headline": "Pier",
        "author": [{"name": "By Ada Marsh and Tom Reed"}, "https://x.example/a"],
    }
    assert read_page(page(ld=ld)).byline == ("Ada Marsh", "Tom Reed")


def test_a_caption_and_links_to_other_articles_go_out_with_a_reason():
    body = (
        paragraphs(*TEXT[:2])
        + "<p><a href='/b'>ALSO READ: Lighthouse stays dark for another long winter</a></p>"
        + paragraphs(*TEXT[2:])
        + "<p>Photo: Ada Marsh / Ellis Gazette</p>"
    )
    article = clean(read_page(page(body)))
    assert "ALSO READ" not in article.text
    assert "Photo:" not in article.text
    assert all(r.note for r in article.removed)


def test_paragraphs_that_hang_as_the_others_do_are_put_back():
    keeper = "<a href='/m'>keeper of the lighthouse</a>"
    linked = f"<p class='b'>The {keeper} had warned of it for years, as he told the council.</p>"
    boxes = "".join(f"<div class='part'><p class='b'>{text}</p></div>" for text in TEXT)
    text = read_page(page(boxes + f"<div class='part'>{linked}</div>")).text
    assert "had warned of it for years" in text


def test_a_live_blog_keeps_the_time_of_each_entry():
    entries = [(f"2031-04-06T1{n}:00:00+02:00", text) for n, text in enumerate(TEXT)]
    updates = [{"@type": "BlogPosting", "datePublished": when, "articleBody": text} for when, text in entries]
    ld = {"@type": "LiveBlogPosting", "headline": "Vote", "datePublished": entries[0][0], "liveBlogUpdate": updates}
    article = clean(read_page(page(ld=ld)))
    assert [e.span.of(article.text).strip() for e in article.entries] == list(TEXT)
    assert article.published_at(article.entries[2].span).at == datetime(2031, 4, 6, 10, 0, tzinfo=UTC)


def test_a_correction_stays_and_is_marked():
    note = "Correction: An earlier version of this article gave the wrong price for the work on the pier."
    article = clean(read_page(page(paragraphs(*TEXT, note))))
    assert [(n.kind, n.span.of(article.text)) for n in article.notes] == [(NoteKind.CORRECTION, note)]


@pytest.mark.parametrize(("encoding", "declared"), [("cp1252", ""), ("utf-16", ""), ("gb18030", "gb2312")])
def test_pages_in_other_encodings_are_read(encoding, declared):
    data = page(paragraphs(*TEXT, "The café at the pier – “Étoile” – stays open, its owner said on Friday."))
    head = f'<meta charset="{declared}">' if declared else ""
    text = data.decode().replace("<head>", f"<head>{head}")
    assert "Étoile" in read_page(text.encode(encoding)).text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0 \n",
        b"<html></html>",
        b"<html><body><script>document.write('words')</script></body></html>",
        b"<div>" * 100_000 + b"words",
        b"<p>" + b"<span>" * 100_000 + b"words",
        b"<frameset><frame src='x'></frameset>",
    ],
)
def test_what_is_no_article_page_is_refused_with_a_line(data):
    with pytest.raises(UnreadableError) as refused:
        read_page(data)
    assert refused.value.message


def test_a_page_too_long_is_refused_before_it_is_parsed(tmp_path):
    place = tmp_path / "long.html"
    with place.open("wb") as stream:
        stream.truncate(10 * MAX_PAGE_BYTES)
    issues = []
    assert list(read([str(place)], issues)) == []
    assert "bytes" in issues[0].message


@pytest.mark.parametrize(
    "ld",
    [
        {"@type": ["NewsArticle", 3], "headline": ["A", {"x": 1}], "datePublished": ["2031"], "author": [1, None, {}]},
        {"@type": "LiveBlogPosting", "liveBlogUpdate": [1, {"datePublished": 5}, {"headline": ["q"]}]},
        [[[[{"@graph": [{"@type": None}]}]]]],
    ],
)
def test_odd_json_ld_does_no_harm(ld):
    assert TEXT[0] in read_page(page(ld=ld)).text


def test_zero_bytes_and_broken_references_are_read_over():
    data = page().replace(b"harbour", b"har\0bour &#xD800; &#x110000;")
    assert "harbour" in read_page(data).text


def test_what_is_not_free_and_short_is_marked_as_a_part():
    ld = {"@type": "NewsArticle", "headline": "Pier", "isAccessibleForFree": False}
    assert not clean(read_page(page(paragraphs(*TEXT[:2]), ld=ld))).complete
    assert clean(read_page(page())).complete


def test_a_folder_of_pages_is_read_like_any_other(tmp_path):
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.txt").write_bytes(page(paragraphs(*reversed(TEXT))))
    issues = []
    assert len(list(read([str(tmp_path)], issues))) == 2
    assert not issues
