"""What is fetched: pages, lists, feeds, sitemaps; and what is passed over with a word."""

import gzip
import io
import json
import time

import pytest

from onrecord.ingest.fetch import Limits, Options, fetch

HERALD = "http://herald.example"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def rss(*links):
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f'{XML}<rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'.encode()


def atom(*links):
    entries = "".join(f'<entry><title>t</title><link href="{link}"/></entry>' for link in links)
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>{entries}</feed>'.encode()


def sitemap(*links, index=False):
    whole, part = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    inner = "".join(f"<{part}><loc> {link} </loc></{part}>" for link in links)
    return f'{XML}<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{whole}>'.encode()


# -------------------------------------------------------------------------------- pages and lists of them


def test_a_page_is_kept_with_what_was_asked_and_what_was_answered(site, go):
    site.page("/a")
    done = go(f"{HERALD}/a#comments")
    assert done.issues == []
    assert done.tally.kept == 1
    assert [kind for kind, *_ in done.records()] == ["warcinfo", "request", "response"]
    assert done.kept() == [f"{HERALD}/a"]


def test_who_asks_is_said_and_how_to_reach_them(site, go):
    site.page("/a")
    go(f"{HERALD}/a", contact="desk@gazette.example")
    assert {h["User-Agent"] for h in site.headers} == {"onrecord/0.1.0 (desk@gazette.example)"}
    assert not any("Cookie" in h or "Referer" in h for h in site.headers)


def test_a_list_in_a_file_is_fetched_each_address_once(site, go, tmp_path):
    site.page("/a")
    site.page("/b", b"<html><p>Another page.</p></html>")
    (tmp_path / "urls.txt").write_text(f"\ufeff# of the dam\n{HERALD}/a\n\n  {HERALD}/b\n{HERALD}/a#top\n", "utf-8")
    done = go(str(tmp_path / "urls.txt"), f"{HERALD}/b")
    assert sorted(done.kept()) == [f"{HERALD}/a", f"{HERALD}/b"]
    assert sorted(site.paths()) == ["/a", "/b"]


def test_a_list_on_standard_input_is_fetched(site, go, monkeypatch):
    site.page("/a")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{HERALD}/a\n".encode())))
    assert go("-").kept() == [f"{HERALD}/a"]


def test_what_is_neither_an_address_nor_a_file_is_told_and_the_rest_goes_on(site, go):
    site.page("/a")
    done = go("herald", f"{HERALD}/a", "ftp://herald.example/a", "http://anna:secret@herald.example/")
    assert done.kept() == [f"{HERALD}/a"]
    assert done.told == [
        "herald: this is neither a web address (https://…) nor a file with addresses",
        "ftp://herald.example/a: only http and https addresses are fetched",
        "http://herald.example/: an address with a name or a password in it is not fetched",
    ]


def test_two_addresses_that_lead_to_one_page_keep_it_once(site, go):
    site.page("/new")
    site.moved("/old", "/new")
    done = go(f"{HERALD}/old", f"{HERALD}/new")
    assert done.kept() == [f"{HERALD}/new"]
    assert done.tally.kept == 1


def test_a_redirect_is_followed_and_kept_as_a_record_of_its_own(site, go):
    site.page("/new")
    site.moved("/old", "../new", status=301)
    done = go(f"{HERALD}/old")
    answers = [(url, block.split(b"\r\n")[0]) for kind, url, _, block in done.records() if kind == "response"]
    assert answers == [(f"{HERALD}/old", b"HTTP/1.1 301 Moved Permanently"), (f"{HERALD}/new", b"HTTP/1.1 200 OK")]


def test_a_redirect_to_a_page_that_is_not_there_is_told_of_the_address_that_was_named(site, go):
    site.moved("/old", "/new")
    assert go(f"{HERALD}/old").told == [f"{HERALD}/old: it leads to {HERALD}/new: the server says 404 Not Found"]


def test_a_cookie_is_never_sent_back(site, go):
    site.page("/a", Set_Cookie="visitor=1; Path=/")
    site.page("/b", html_of("b"))
    go(f"{HERALD}/a", f"{HERALD}/b")
    assert not any("Cookie" in h for h in site.headers)


def html_of(text):
    return f"<html><body><p>{text}</p></body></html>".encode()


# -------------------------------------------------------------------------------- feeds and sitemaps


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (rss(f"{HERALD}/a", "/b"), "application/rss+xml"),
        (rss(f"{HERALD}/a", "/b"), "text/xml; charset=utf-8"),
        (rss(f"{HERALD}/a", "/b"), "text/plain"),
        (rss(f"{HERALD}/a", "/b"), "text/html"),
        (b"<!-- <html> -->\n" + rss(f"{HERALD}/a", "/b"), "text/xml"),
        (atom(f"{HERALD}/a", f"{HERALD}/b"), "application/atom+xml"),
        (
            json.dumps(
                {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a"}, {"url": "/b"}, 7]}
            ).encode(),
            "application/json",
        ),
        (sitemap(f"{HERALD}/a", "/b"), "application/xml"),
        (gzip.compress(sitemap(f"{HERALD}/a", "/b")), "application/gzip"),
        (gzip.compress(sitemap(f"{HERALD}/a")) + gzip.compress(b""), "application/x-gzip"),
    ],
)
def test_the_pages_of_a_feed_or_a_sitemap_are_fetched_and_the_list_is_named(site, go, body, media_type):
    site.page("/list", body, Content_Type=media_type)
    site.page("/a", html_of("a"))
    site.page("/b", html_of("b"))
    done = go(f"{HERALD}/list")
    wanted = [f"{HERALD}/a", f"{HERALD}/b"]
    assert done.kept() == (
        wanted if b"/b" in (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body) else wanted[:1]
    )
    assert done.issues == []
    fields = [block for kind, _, _, block in done.records() if kind == "metadata"]
    assert set(fields) == {f"via: {HERALD}/list\r\n".encode()}


def test_sitemaps_in_sitemaps_are_followed_down_to_a_depth(site, go):
    site.page("/1", sitemap("/2", "/a", index=True), Content_Type="text/xml")
    site.page("/2", sitemap("/3", index=True), Content_Type="text/xml")
    site.page("/3", sitemap("/4", "/b", index=True), Content_Type="text/xml")
    site.page("/4", sitemap("/5", index=True), Content_Type="text/xml")
    site.page("/a", html_of("a"))
    site.page("/b", html_of("b"))
    done = go(f"{HERALD}/1")
    assert sorted(done.kept()) == [f"{HERALD}/a", f"{HERALD}/b"]
    assert done.told == [
        f"{HERALD}/4: this sitemap lies in 3 lists already; it is not followed further (named by {HERALD}/3)"
    ]
    assert "/5" not in site.paths()


def test_a_sitemap_that_names_itself_is_read_once(site, go):
    site.page("/map", sitemap("/map", "/a", index=True), Content_Type="text/xml")
    site.page("/a")
    done = go(f"{HERALD}/map")
    assert done.kept() == [f"{HERALD}/a"]
    assert site.paths() == ["/map", "/a"]


def test_no_more_pages_are_fetched_than_one_run_may_have(site, go):
    site.page("/map", sitemap(*(f"/{n}" for n in range(9))), Content_Type="text/xml")
    for n in range(9):
        site.page(f"/{n}", html_of(str(n)))
    done = go(f"{HERALD}/map", limits=Limits(pages=4))
    assert len(done.kept()) == 4
    assert any("names more than 4 addresses" in line for line in done.told)


def test_pages_beyond_the_limit_are_counted(site, go):
    for n in range(5):
        site.page(f"/{n}", html_of(str(n)))
    done = go(*(f"{HERALD}/{n}" for n in range(5)), limits=Limits(pages=2))
    assert len(done.kept()) == 2
    assert done.told == ["3 addresses: not fetched: 2 pages are the most of one run (--max-pages)"]


def test_no_more_lists_are_followed_than_one_run_may_have(site, go):
    site.page("/map", sitemap("/x", "/y", index=True), Content_Type="text/xml")
    site.page("/x", sitemap("/a"), Content_Type="text/xml")
    site.page("/y", sitemap("/b"), Content_Type="text/xml")
    site.page("/a")
    done = go(f"{HERALD}/map", limits=Limits(lists=2))
    assert done.kept() == [f"{HERALD}/a"]
    assert any(line.startswith(f"{HERALD}/y: 2 feeds and sitemaps were followed") for line in done.told)


def test_entities_in_a_sitemap_are_not_expanded_and_nothing_is_loaded_for_it(site, go):
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'{XML}<!DOCTYPE urlset [<!ENTITY e0 "aaaaaaaaaa">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body += "<urlset><url><loc>http://herald.example/&e9;</loc></url><url><loc>http://herald.example/&f;</loc></url></urlset>"
    site.page("/map", body.encode(), Content_Type="text/xml")
    done = go(f"{HERALD}/map")
    assert all(len(path) < 100 and "root" not in path for path in site.paths())
    assert done.kept() == []


def test_entities_in_a_feed_are_not_expanded(site, go):
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'{XML}<!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">{bomb}]><rss version="2.0"><channel><item>'
    body += "<link>http://herald.example/&e9;</link></item></channel></rss>"
    site.page("/feed", body.encode(), Content_Type="application/rss+xml")
    go(f"{HERALD}/feed")
    assert all(len(path) < 100 for path in site.paths())


@pytest.mark.parametrize(
    ("entry", "page"),
    [
        ("<item><guid>http://herald.example/a</guid></item>", "/a"),
        ('<item><guid isPermaLink="false">http://herald.example/b</guid><link>/a</link></item>', "/a"),
        ('<entry><link rel="self" href="/b"/><link rel="alternate" href="/a"/></entry>', "/a"),
        ('<entry xml:base="/sub/"><link href="a"/></entry>', "/sub/a"),
        ("<item><title>R &nbsp; D & more</title><link>/a</link></item>", "/a"),
    ],
)
def test_the_page_of_an_entry_is_found_however_the_feed_names_it(site, go, entry, page):
    site.page("/feed", f"\n <rss><channel>{entry}</channel></rss>".encode(), Content_Type="text/xml")
    site.page(page)
    assert go(f"{HERALD}/feed").kept() == [HERALD + page]


def test_a_large_feed_is_read_quickly(site, go):
    words = "&lt;p&gt;The water &lt;b&gt;rose&lt;/b&gt; again.&lt;/p&gt;" * 400
    items = f"<item><description>{words}</description><link>/a</link></item>" * 300
    site.page("/feed", f"<rss><channel>{items}</channel></rss>".encode(), Content_Type="text/xml")
    site.page("/a")
    began = time.monotonic()
    assert go(f"{HERALD}/feed").kept() == [f"{HERALD}/a"]
    assert time.monotonic() - began < 3


def test_a_redirect_to_an_address_with_letters_outside_ascii_is_followed(site, go):
    site.routes["/a"] = lambda handler: handler.wfile.write(
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /d\xc3\xa4mme\r\n\r\n"
    )
    site.page("/d%C3%A4mme")
    assert go(f"{HERALD}/a").kept() == [f"{HERALD}/d%C3%A4mme"]


def test_a_feed_that_is_saved_in_a_file_is_followed(site, go, tmp_path):
    site.page("/a")
    (tmp_path / "feed.xml").write_bytes(rss(f"{HERALD}/a"))
    assert go(str(tmp_path / "feed.xml")).kept() == [f"{HERALD}/a"]


# -------------------------------------------------------------------------------- kinds of answers


def test_a_pdf_is_kept_and_an_image_is_passed_over_with_a_line(site, go):
    site.page("/report.pdf", b"%PDF-1.7\n...", Content_Type="application/pdf")
    site.page("/map.png", b"\x89PNG....", Content_Type="image/png")
    site.page("/clip", b"....", Content_Type="video/mp4")
    site.page("/tool", b"MZ....", Content_Type="application/octet-stream")
    done = go(*(HERALD + p for p in ("/report.pdf", "/map.png", "/clip", "/tool")))
    assert done.kept() == [f"{HERALD}/report.pdf"]
    assert done.told == [
        f"{HERALD}/map.png: it is an image (image/png), no article; it was passed over",
        f"{HERALD}/clip: it is a video (video/mp4), no article; it was passed over",
        f"{HERALD}/tool: it is neither a page nor a feed nor a sitemap (application/octet-stream)",
    ]


def test_a_page_without_a_type_is_known_by_how_it_begins(site, go):
    site.page("/a", Content_Type="")
    assert go(f"{HERALD}/a").kept() == [f"{HERALD}/a"]


def test_bytes_and_headers_are_kept_as_they_came_with_the_charset(site, go):
    body = "<html><body><p>Der Staudamm bei Kössarin brach.</p></body></html>".encode("iso-8859-1")
    site.page("/a", body, Content_Type="text/html; charset=iso-8859-1")
    block = next(b for kind, _, _, b in go(f"{HERALD}/a").records() if kind == "response")
    head, _, kept = block.partition(b"\r\n\r\n")
    assert kept == body
    assert b"Content-Type: text/html; charset=iso-8859-1" in head


@pytest.mark.parametrize(
    "start",
    [
        "<?xml version='1.0'?><!DOCTYPE html><html>",
        "<!DOCTYPE html [<!ENTITY a 'b'>]><html>",
        "<!--<rss>--><HTML>",
        "<p>",
    ],
)
def test_a_page_that_speaks_of_feeds_is_a_page(site, go, start):
    site.page("/a", f"{start}<body><p>How a feed begins: <rss> or <urlset>.</p></body>".encode())
    assert go(f"{HERALD}/a").kept() == [f"{HERALD}/a"]


def test_of_a_list_of_bad_addresses_no_more_are_told_than_pages_may_be(site, go):
    site.page("/map", sitemap(*(f"ftp://herald.example/{n}" for n in range(50))), Content_Type="text/xml")
    assert len(go(f"{HERALD}/map", limits=Limits(pages=5)).told) == 6


def test_a_packed_page_is_kept_packed(site, go):
    packed = gzip.compress(html_of("packed"))
    site.page("/a", packed, Content_Encoding="gzip")
    block = next(b for kind, _, _, b in go(f"{HERALD}/a").records() if kind == "response")
    assert block.partition(b"\r\n\r\n")[2] == packed


def test_an_empty_page_and_a_page_that_is_not_there_are_told(site, go):
    site.page("/empty", b"  \n")
    site.routes["/gone"] = (410, {"Content-Type": "text/html"}, b"gone")
    done = go(f"{HERALD}/empty", f"{HERALD}/gone", f"{HERALD}/none")
    assert done.told == [
        f"{HERALD}/empty: there is nothing in it",
        f"{HERALD}/gone: the server says 410 Gone",
        f"{HERALD}/none: the server says 404 Not Found",
    ]
    assert not done.path.exists()


# -------------------------------------------------------------------------------- good manners


def test_what_robots_txt_forbids_is_not_fetched(site, go):
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /private/*.html\nAllow: /\n"
    site.page("/robots.txt", robots, Content_Type="text/plain")
    site.page("/private/a.html")
    site.page("/b")
    done = go(f"{HERALD}/private/a.html", f"{HERALD}/b")
    assert done.kept() == [f"{HERALD}/b"]
    assert done.told == [
        f"{HERALD}/private/a.html: {HERALD}/robots.txt asks programs not to fetch this",
    ]
    assert site.paths() == ["/b"]


def test_robots_txt_of_the_host_that_a_redirect_leads_to_is_kept_to(site, go):
    site.routes["gazette.example", "/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    site.routes["gazette.example", "/a"] = (200, {"Content-Type": "text/html"}, html_of("a"))
    site.moved("/a", "http://gazette.example/a")
    done = go(f"{HERALD}/a")
    assert done.told == [
        f"{HERALD}/a: it leads to http://gazette.example/a: "
        "http://gazette.example/robots.txt asks programs not to fetch this"
    ]


def test_a_site_whose_robots_txt_fails_is_left_alone(site, go):
    site.routes["/robots.txt"] = (503, {}, b"")
    site.page("/a")
    done = go(f"{HERALD}/a")
    assert site.paths() == []
    assert done.told == [f"{HERALD}/a: its site's robots.txt cannot be read now (status 503)"]


def test_robots_txt_is_asked_for_once_and_followed_where_it_has_moved(site, go):
    site.moved("/robots.txt", "/rules.txt")
    site.routes["/rules.txt"] = (200, {}, b"User-agent: *\nDisallow: /no")
    site.page("/a")
    site.page("/no")
    assert go(f"{HERALD}/a", f"{HERALD}/no").kept() == [f"{HERALD}/a"]
    assert site.paths() == ["/rules.txt", "/a"]


def test_only_the_start_of_an_endless_robots_txt_is_read(site, go):
    site.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no\n" + b"# padding\n" * 500_000)
    site.page("/a")
    site.page("/no")
    assert go(f"{HERALD}/a", f"{HERALD}/no").kept() == [f"{HERALD}/a"]


@pytest.mark.parametrize("size", [10, 500_000])
def test_the_start_of_a_packed_robots_txt_is_kept_to(site, go, size):
    rules = gzip.compress(b"User-agent: *\nDisallow: /no\n" + b"# padding\n" * size)
    site.routes["/robots.txt"] = (200, {"Content-Encoding": "gzip"}, rules)
    site.page("/a")
    site.page("/no")
    assert go(f"{HERALD}/a", f"{HERALD}/no").kept() == [f"{HERALD}/a"]


def test_a_site_whose_robots_txt_cannot_be_unpacked_is_left_alone(site, go):
    site.routes["/robots.txt"] = (200, {"Content-Encoding": "zstd"}, b"(\xb5/\xfd")
    site.page("/a")
    assert "is packed in a way that is not read here" in go(f"{HERALD}/a").told[0]
    assert site.paths() == []


def test_one_host_is_asked_slowly_and_the_others_meanwhile(site, net, go):
    for n in range(3):
        site.page(f"/{n}", html_of(str(n)))
    go(*(f"{HERALD}/{n}" for n in range(3)), "http://gazette.example/0", delay=2.0)
    pages = [(host, path) for host, path in site.asked if path != "/robots.txt"]
    assert pages[:2] == [("herald.example", "/0"), ("gazette.example", "/0")]
    assert net.slept == [2.0, 2.0]


def test_the_pause_that_robots_txt_asks_for_is_kept(site, net, go):
    site.routes["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    site.page("/a")
    site.page("/b", html_of("b"))
    go(f"{HERALD}/a", f"{HERALD}/b")
    assert net.slept == [7.0]


def test_a_server_that_asks_to_wait_is_waited_for(site, net, go):
    answers = iter([(429, {"Retry-After": "30"}, b""), (200, {"Content-Type": "text/html"}, html_of("a"))])
    site.routes["/a"] = lambda handler: handler.answer(*next(answers))
    done = go(f"{HERALD}/a")
    assert done.kept() == [f"{HERALD}/a"]
    assert net.slept == [30.0]
    assert done.issues == []


def test_a_server_that_fails_is_tried_again_with_growing_pauses_and_then_told(site, net, go):
    site.page("/a", status=503)
    done = go(f"{HERALD}/a", delay=0.0)
    assert net.slept == [1.0, 2.0]
    assert site.paths() == ["/a"] * 3
    assert done.told == [f"{HERALD}/a: the server says 503 Service Unavailable"]


def test_a_host_that_gives_nothing_is_given_up_and_the_others_are_fetched(site, go):
    for n in range(9):
        site.page(f"/{n}", status=500)
    site.routes["gazette.example", "/a"] = (200, {"Content-Type": "text/html"}, html_of("a"))
    done = go(*(f"{HERALD}/{n}" for n in range(9)), "http://gazette.example/a")
    assert done.kept() == ["http://gazette.example/a"]
    assert done.told[-1] == "6 more addresses: not tried: 3 pages of herald.example in a row could not be had"
    assert done.tally.failed == 9


def test_a_server_that_asks_for_a_long_rest_is_not_asked_again(site, net, go):
    site.page("/a", status=429, Retry_After="86400")
    done = go(f"{HERALD}/a")
    assert site.paths() == ["/a"]
    assert done.told == [
        f"{HERALD}/a: the server says 429 Too Many Requests; it asks to be left alone for 86,400 seconds"
    ]


def test_several_hosts_are_asked_at_a_time_and_each_by_one(site, go):
    running, most, per_host = [], [], []

    def slow(handler):
        running.append(handler.headers["Host"])
        most.append(len(running))
        per_host.append(running.count(handler.headers["Host"]))
        time.sleep(0.1)
        running.remove(handler.headers["Host"])
        handler.answer(200, {"Content-Type": "text/html"}, html_of(handler.headers["Host"] + handler.path))

    for n in range(3):
        site.routes[f"/{n}"] = slow
    done = go(*(f"http://h{h}.example/{n}" for n in range(3) for h in range(6)), workers=4, delay=0.0)
    assert len(done.kept()) == 18
    assert max(per_host) == 1
    assert 1 < max(most) <= 4


def test_a_host_that_others_redirect_to_is_asked_by_one_at_a_time_too(site, go):
    running, most = [], []

    def slow(handler):
        running.append(1)
        most.append(len(running))
        time.sleep(0.05)
        running.pop()
        handler.answer(200, {"Content-Type": "text/html"}, html_of(handler.path))

    for n in range(6):
        site.routes[f"h{n}.example", "/"] = (302, {"Location": f"http://one.example/{n}"}, b"")
        site.routes["one.example", f"/{n}"] = slow
    done = go(*(f"http://h{n}.example/" for n in range(6)), workers=6, delay=0.0)
    assert len(done.kept()) == 6
    assert max(most) == 1


def test_a_run_that_is_stopped_does_not_wait_for_slow_servers(site, net, tmp_path):
    site.page("/a")
    site.routes["slow.example", "/a"] = lambda handler: time.sleep(3)
    options = Options(resolve=net.resolve, dial=net.dial, delay=30)
    names = [f"{HERALD}/a", f"{HERALD}/b", "http://slow.example/a"]
    began = time.monotonic()
    work = fetch(names, tmp_path / "pile.warc.gz", options, [])
    assert next(work) == f"{HERALD}/a"
    work.close()
    assert time.monotonic() - began < 2.5


# -------------------------------------------------------------------------------- once more


def test_a_page_that_has_not_changed_is_not_sent_again(site, go):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"1"'
        handler.answer(
            304 if same else 200, {"ETag": '"1"', "Content-Type": "text/html"}, b"" if same else html_of("a")
        )

    site.routes["/a"] = answer
    first = go(f"{HERALD}/a")
    again = go(f"{HERALD}/a")
    assert (first.tally.kept, again.tally.kept, again.tally.unchanged) == (1, 0, 1)
    assert again.kept() == [f"{HERALD}/a"]
    response = next(headers for kind, _, headers, _ in again.records() if kind == "response")
    revisit = next(headers for kind, _, headers, _ in again.records() if kind == "revisit")
    assert revisit["WARC-Profile"].endswith("/server-not-modified")
    assert revisit["WARC-Refers-To"] == response["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"]


def test_a_server_that_says_not_modified_unasked_is_told(site, go):
    site.page("/a", b"", status=304)
    assert go(f"{HERALD}/a").told == [f"{HERALD}/a: the server says 304 Not Modified"]


def test_a_page_is_asked_for_by_its_date_where_it_has_no_tag(site, go):
    stamp = "Sat, 07 Mar 2026 08:00:00 GMT"
    site.page("/a", Last_Modified=stamp)
    go(f"{HERALD}/a")
    go(f"{HERALD}/a")
    assert site.headers[-1]["If-Modified-Since"] == stamp


def test_the_same_bytes_are_not_kept_twice_and_changed_ones_are(site, go):
    site.page("/a", html_of("At least 12 people are missing."))
    go(f"{HERALD}/a")
    same = go(f"{HERALD}/a")
    site.page("/a", html_of("At least 15 people are missing."))
    changed = go(f"{HERALD}/a")
    assert (same.tally.kept, same.tally.unchanged) == (0, 1)
    assert (changed.tally.kept, changed.tally.unchanged) == (1, 0)
    assert [kind for kind, *_ in changed.records() if kind in ("response", "revisit")] == [
        "response",
        "revisit",
        "response",
    ]
