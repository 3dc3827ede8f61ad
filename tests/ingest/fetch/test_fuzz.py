"""Whatever a server sends is read or refused with a word; nothing else comes out."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RefusedError
from onrecord.ingest.fetch import Limits
from onrecord.ingest.fetch.kinds import Kind, kind_of, list_kind
from onrecord.ingest.fetch.lists import links
from onrecord.ingest.fetch.pace import asked_wait
from onrecord.ingest.fetch.packing import opened, unpacked

WORDS = (
    "<rss>|<channel>|<item>|<link>|</link>|</item>|</channel>|</rss>|<urlset>|<url>|<loc>|</loc>|<?xml?>|<!--|-->|"
    "<!DOCTYPE|[|]>|<!ENTITY|&amp;|&e;|<feed>|<entry>|href=|xmlns:a='b'|<a:link|<![CDATA[|]]>|http://a.example/|"
    '{"version":"https://jsonfeed.org/version/1"|,"items":[|{"url":"/a"}|]}|\x00|\xff|ü| '
)
MARKUP = st.lists(st.sampled_from(WORDS.split("|")), max_size=30).map(lambda parts: "".join(parts).encode("utf-8"))
DATES = st.from_regex(r"\A(Mon, )?\d{1,2} [A-Z][a-z]{2} \d{2,6} \d\d:\d\d:\d\d( GMT| [+-]\d{4})?\Z")
BYTES = st.binary(max_size=200) | MARKUP


@given(BYTES, st.sampled_from(["text/html", "text/xml", "application/json", "", "image/png", "application/gzip"]))
def test_any_answer_is_of_a_kind_or_refused(content, media_type):
    try:
        found = kind_of(media_type, content)
    except RefusedError:
        return
    assert found in Kind


@given(BYTES, st.sampled_from([Kind.FEED, Kind.SITEMAP]))
def test_any_list_gives_addresses_or_is_refused(content, kind):
    list_kind(content)
    try:
        found = list(links(kind, content))
    except RefusedError:
        return
    assert all(isinstance(address, str) for address in found)
    assert len(set(found)) == len(found)


@given(BYTES, st.lists(st.sampled_from(["gzip", "deflate", "br", "zstd"]), max_size=3))
def test_any_bytes_are_unpacked_within_the_limit_or_refused(data, codings):
    try:
        content = unpacked(data, codings, 100)
    except RefusedError:
        return
    assert len(content) <= 100 or content == data


@given(st.binary(max_size=300), st.integers(0, 400))
def test_what_was_packed_is_unpacked_up_to_the_very_limit(data, limit):
    for coding, packed in (("gzip", gzip.compress(data)), ("deflate", zlib.compress(data))):
        if len(data) <= limit:
            assert unpacked(packed, [coding], limit) == data
        else:
            with pytest.raises(RefusedError):
                unpacked(packed, [coding], limit)


def test_a_deflated_body_without_its_head_is_unpacked():
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert unpacked(bare.compress(b"The dam.") + bare.flush(), ["deflate"], 100) == b"The dam."


def test_all_parts_of_a_gzip_file_are_read():
    assert opened(gzip.compress(b"The dam ") + gzip.compress(b"broke."), 100) == b"The dam broke."


@given(st.text(max_size=40) | DATES)
def test_any_wait_is_seconds_or_nothing(value):
    seconds = asked_wait(value)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"\x00" * 100,
        b"HTTP/1.1 99999 What\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nContent-Type: text/html\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 429 Slow Down\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 503 Later\r\nRetry-After: Fri, 99 Xyz 99999 99:99:99 GMT\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_any_answer_of_a_server_is_one_line_and_the_rest_goes_on(site, go, answer):
    def odd(handler):
        handler.wfile.write(answer)
        handler.close_connection = True

    site.routes["/odd"] = odd
    site.page("/a")
    done = go("http://herald.example/odd", "http://herald.example/a", limits=Limits(tries=1, seconds=3, silence=2))
    assert done.kept() == ["http://herald.example/a"]
    assert len(done.told) == 1
    assert done.told[0].startswith("http://herald.example/odd: ")


@pytest.mark.parametrize(
    "rules", [b"\x00\xff", b"<html>", b"User-agent: *\nCrawl-delay: nan\n", b"Crawl-delay: -1\nDisallow"]
)
def test_any_robots_txt_is_read(site, go, rules):
    site.routes["/robots.txt"] = (200, {}, rules)
    site.page("/a")
    assert go("http://herald.example/a").kept() == ["http://herald.example/a"]
