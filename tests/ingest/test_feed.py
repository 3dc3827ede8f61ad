"""Feeds: an entry with its text becomes an article; one with a summary only is kept and marked."""

import hashlib
import json

import pytest
from containers import MORE, WORDS

from onrecord.ingest import limits

LONG = " ".join([WORDS, MORE] * 5)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Oxmoor Ledger</title><link>https://ledger.example/</link>
<item><title>The pier &amp; the ferry</title><link>https://ledger.example/pier</link><dc:creator>Ada Byron</dc:creator>
<guid isPermaLink="false">ledger-7</guid>
<pubDate>Wed, 02 Apr 2031 09:30:00 +0200</pubDate>
<description>The council voted.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><figure><img src="a.png"><figcaption>The pier</figcaption></figure>
<p>{MORE}</p><script>track()</script>]]></content:encoded></item>
<item><title>Ferry aground</title><link>https://ledger.example/ferry</link>
<pubDate>Fri, 04 Apr 2031 08:00:00 GMT</pubDate>
<description>{MORE}</description></item>
<item><title>Only a title</title><link>https://ledger.example/title</link></item>
<item><title>Told in full</title><link>https://ledger.example/full</link>
<description>&lt;p&gt;{LONG}&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Kessel Courier</title><id>urn:kessel</id>
<updated>2031-04-04T08:00:00Z</updated>
<entry><title>Ferry aground</title><id>urn:kessel:1</id><link href="https://courier.example/ferry"/>
<published>2031-04-04T23:30:00-03:00</published><updated>2031-04-05T08:00:00Z</updated>
<author><name>Kit Roe</name></author><author><name>Ada Byron</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{MORE}</p><p>{WORDS}</p></div></content></entry>
<entry><title>Pier</title><id>urn:kessel:2</id><link href="https://courier.example/pier"/>
<updated>2031-04-02T08:00:00Z</updated>
<summary>The council voted on Tuesday …</summary></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Notes",
    "items": [
        {
            "id": "1",
            "url": "https://notes.example/pier",
            "title": "The pier",
            "content_html": f"<p>{WORDS}</p><p>{MORE}</p>",
            "date_published": "2031-04-02T09:30:00+02:00",
            "authors": [{"name": "Ada Byron"}],
        },
        {"id": 2, "url": "https://notes.example/ferry", "content_text": MORE},
        {"id": "3", "url": "https://notes.example/teaser", "summary": "The council voted."},
        "no entry",
    ],
}


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "saved.txt"])
def test_an_rss_feed_gives_its_entries(put, read_all, name):
    path = put(name, RSS)
    (pier, ferry, full), issues = read_all(path)
    assert pier.text == f"{WORDS}\n{MORE}"
    assert (pier.url, pier.title) == ("https://ledger.example/pier", "The pier & the ferry")
    assert (pier.byline, pier.publisher) == (("Ada Byron",), "The Oxmoor Ledger")
    assert pier.published == "Wed, 02 Apr 2031 09:30:00 +0200"
    assert (pier.path, pier.provenance.record, pier.provenance.parent) == (f"{path}:1", "ledger-7", str(path))
    assert pier.sha256 == hashlib.sha256(RSS.encode()).hexdigest()
    assert (pier.complete, ferry.complete, full.complete) == (True, False, True)
    assert ferry.text == MORE
    assert [i.where for i in issues] == [f"{path}:2", f"{path}:3"]
    assert "summary" in issues[0].message
    assert "no text" in issues[1].message


def test_an_atom_feed_gives_its_entries(put, read_all):
    (ferry, pier), (issue,) = read_all(put("feed.atom", ATOM))
    assert ferry.text == f"{MORE}\n{WORDS}"
    assert ferry.published == "2031-04-04T23:30:00-03:00"
    assert ferry.byline == ("Kit Roe", "Ada Byron")
    assert ferry.publisher == "Kessel Courier"
    assert (pier.complete, pier.published) == (False, "2031-04-02T08:00:00Z")
    assert "summary" in issue.message


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_feed_gives_its_entries(put, read_all, indent):
    (pier, ferry, teaser), issues = read_all(put("feed.json", json.dumps(JSON_FEED, indent=indent)))
    assert pier.text == f"{WORDS}\n{MORE}"
    assert (pier.title, pier.byline, pier.publisher) == ("The pier", ("Ada Byron",), "Harbour Notes")
    assert (ferry.text, ferry.provenance.record) == (MORE, "2")
    assert [c.complete for c in (pier, ferry, teaser)] == [True, True, False]
    assert len(issues) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_feed_in_another_encoding_is_read_in_it(put, read_all, encoding):
    declared = "iso-8859-1" if encoding == "iso-8859-1" else "UTF-8"
    feed = RSS.replace('encoding="UTF-8"', f'encoding="{declared}"').replace("Ada Byron", "Zoë Böhm")
    (pier, *_), _ = read_all(put("feed.xml", feed.encode(encoding)))
    assert pier.byline == ("Zoë Böhm",)


def test_a_broken_feed_is_read_as_far_as_it_goes_and_said_to_be_broken(put, read_all):
    captures, issues = read_all(put("feed.xml", RSS[: RSS.index("Told in full")]))
    assert captures[0].url == "https://ledger.example/pier"
    assert any("not well formed" in i.message for i in issues)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_of_its_own_is_refused(put, read_all, encoding):
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    captures, (issue,) = read_all(put("feed.xml", RSS.replace("?>\n", f"?>\n{laughs}\n", 1).encode(encoding)))
    assert captures == []
    assert "entities" in issue.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<?xml version='1.0'?><urlset><url><loc>https://ledger.example/</loc></url></urlset>", "sitemap"),
        ("<?xml version='1.0'?><opml><body/></opml>", "OPML"),
        ("<?xml version='1.0'?><recipe><step>Stir.</step></recipe>", "<recipe>"),
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>A</title></channel></rss>", "no entries"),
        ("", "empty"),
    ],
)
def test_xml_that_is_no_feed_is_named(put, read_all, data, words):
    captures, (issue,) = read_all(put("feed.xml", data))
    assert captures == []
    assert words in issue.message


def test_a_feed_over_the_limit_is_refused(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FEED_BYTES", 500)
    captures, (issue,) = read_all(put("feed.xml", RSS))
    assert captures == []
    assert "500 bytes" in issue.message


def test_entries_over_the_limit_are_left_and_said_to_be(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ENTRIES", 1)
    for name, data in (("feed.xml", RSS), ("feed.json", json.dumps(JSON_FEED))):
        captures, issues = read_all(put(name, data))
        assert len(captures) == 1
        assert any("the first 1 were read" in i.message for i in issues)


@pytest.mark.parametrize("end", ["[…]", "[&#8230;]", "Continue reading…", "Read more"])
def test_a_content_that_breaks_off_is_marked_as_not_complete(put, read_all, end):
    feed = RSS.replace(f"<p>{MORE}</p><script>", f"<p>{MORE} {end}</p><script>")
    (pier, *_), _ = read_all(put("feed.xml", feed))
    assert not pier.complete
