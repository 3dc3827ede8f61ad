"""What must not happen: private addresses asked, memory filled, time lost, secrets sent."""

import gzip
import shutil
import ssl
import subprocess
import time
import tracemalloc

import brotli
import pytest

from onrecord.ingest.fetch import Limits

HERALD = "http://herald.example"
PAGE = b"<html><body><p>The dam broke.</p></body></html>"


# -------------------------------------------------------------------------------- private addresses


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("http://10.0.0.1/admin", "it redirects to http://10.0.0.1/admin: 10.0.0.1 is a private network"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address"),
        ("http://[::1]/", "::1 is this machine itself"),
        ("http://2130706433/", "a host written as a number in an odd form"),
        ("http://0x7f000001/", "a host written as a number in an odd form"),
        ("http://017700000001/", "a host written as a number in an odd form"),
        ("http://127.1/", "a host written as a number in an odd form"),
        ("http://0.0.0.0/", "0.0.0.0 is"),
        ("http://100.64.0.1/", "100.64.0.1 is"),
        ("http://[::ffff:127.0.0.1]/", "an IPv4 address in an IPv6 form"),
        ("http://[fd00:ec2::254]/", "fd00:ec2::254 is"),
        ("http://localhost/", "localhost is a name of one's own network"),
        ("http://localhost./", "localhost is a name of one's own network"),
        ("http://metadata.google.internal/", "is a name of one's own network"),
        ("//127.0.0.1:8080/", "127.0.0.1 is this machine itself"),
        ("file:///etc/passwd", "only http and https"),
        ("http://anna:secret@gazette.example/", "an address with a name or a password"),
    ],
)
def test_a_redirect_to_what_is_not_for_us_is_refused_and_nothing_is_connected(site, net, go, place, words):
    site.moved("/a", place)
    done = go(f"{HERALD}/a")
    assert len(done.told) == 1
    assert done.told[0].startswith(f"{HERALD}/a: it redirects to ")
    assert words in done.told[0]
    assert "secret" not in done.told[0]
    assert {address for address, _ in net.dialled} == {"93.184.215.14"}
    assert not done.path.exists()


def test_a_name_that_stands_for_a_private_address_is_refused(net, go):
    net.names["rebind.example"] = [["192.168.0.10"]]
    done = go("http://rebind.example/a")
    assert done.told == [
        "http://rebind.example/a: its host's address 192.168.0.10 is a private network; it is not asked; "
        "--allow-private opens one's own network"
    ]
    assert net.dialled == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(net, go):
    net.names["mixed.example"] = [["93.184.215.14", "::ffff:10.0.0.1"]]
    done = go("http://mixed.example/a")
    assert "an IPv4 address in an IPv6 form" in done.told[0]
    assert net.dialled == []


def test_a_name_that_changes_to_a_private_address_is_refused_at_the_next_connection(site, net, go):
    net.names["rebind.example"] = [["93.184.215.14"], ["127.0.0.1"]]
    site.routes["/robots.txt"] = (404, {"Connection": "close"}, b"")
    site.page("/a")
    done = go("http://rebind.example/a")
    assert "127.0.0.1 is this machine itself (loopback)" in done.told[0]
    assert net.dialled == [("93.184.215.14", 80)]
    assert site.paths() == []


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_later(site, net, go):
    net.names["rebind.example"] = [["93.184.215.14"], ["127.0.0.1"]]
    site.page("/a")
    done = go("http://rebind.example/a")
    assert done.kept() == ["http://rebind.example/a"]
    assert net.dialled == [("93.184.215.14", 80)]
    assert net.looked_up["rebind.example"] == 1
    assert site.asked[-1] == ("rebind.example", "/a")


def test_the_next_address_of_a_name_is_tried_where_the_first_does_not_answer(site, net, go, monkeypatch):
    import httpcore2

    net.names["two.example"] = [["2a00::1", "93.184.215.14"]]
    site.page("/a")
    real = net.dial

    def dial(address, port, timeout):
        if ":" in address:
            raise httpcore2.ConnectError("unreachable")
        return real(address, port, timeout)

    net.dial = dial
    assert go("http://two.example/a").kept() == ["http://two.example/a"]


def test_a_name_without_an_address_is_told(net, go):
    done = go("http://nowhere.test/a")
    assert done.told == ["http://nowhere.test/a: no connection can be made (its name cannot be resolved)"]


def test_ones_own_network_is_asked_where_that_is_allowed(site, go):
    site.page("/a")
    done = go("http://127.0.0.1:8080/a", "http://wiki.internal/a", allow_private=True)
    assert done.kept() == ["http://127.0.0.1:8080/a"]
    assert "cannot be resolved" in done.told[0]


def test_a_public_page_may_not_lead_into_ones_own_network_even_where_that_is_allowed(site, net, go):
    site.moved("/a", "http://10.0.0.1/a")
    site.page("/feed", b"<rss><channel><item><link>http://10.0.0.2/b</link></item></channel></rss>")
    done = go(f"{HERALD}/a", f"{HERALD}/feed", allow_private=True)
    assert "10.0.0.1 is a private network" in done.told[0]
    assert len(done.told) == 1 or "10.0.0.2" in done.told[1]
    assert {address for address, _ in net.dialled} == {"93.184.215.14"}


def test_a_feed_on_the_public_net_may_not_name_private_pages_even_where_those_are_allowed(site, net, go):
    site.page(
        "/feed",
        b'<rss version="2.0"><channel><item><link>http://10.0.0.2/b</link></item></channel></rss>',
        Content_Type="application/rss+xml",
    )
    done = go(f"{HERALD}/feed", allow_private=True)
    assert done.told[0].startswith("http://10.0.0.2/b: 10.0.0.2 is a private network")
    assert done.told[0].endswith(f"(named by {HERALD}/feed)")


def test_a_private_page_may_redirect_to_a_private_page_where_that_is_allowed(site, go):
    site.moved("/a", "http://10.0.0.1/b")
    site.page("/b")
    assert go("http://192.168.1.5/a", allow_private=True).kept() == ["http://10.0.0.1/b"]


def test_link_local_and_multicast_are_refused_even_where_private_is_allowed(net, go):
    done = go("http://169.254.169.254/", "http://224.0.0.1/", "http://[::ffff:127.0.0.1]/", allow_private=True)
    assert len(done.told) == 3
    assert net.dialled == []


def test_robots_txt_that_leads_into_ones_own_network_is_not_followed(site, net, go):
    site.moved("/robots.txt", "http://127.0.0.1:9/robots.txt")
    site.page("/a")
    assert go(f"{HERALD}/a").kept() == [f"{HERALD}/a"]
    assert {address for address, _ in net.dialled} == {"93.184.215.14"}


def test_proxies_of_the_environment_are_not_used(site, net, go, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.page("/a")
    assert go(f"{HERALD}/a").kept() == [f"{HERALD}/a"]


def test_a_proxy_that_is_named_is_used_and_addresses_are_still_checked(site, net, go):
    site.page(f"{HERALD}/a")
    done = go(f"{HERALD}/a", "http://10.0.0.1/", "http://localhost/", proxy=f"http://127.0.0.1:{site.port}")
    assert done.kept() == [f"{HERALD}/a"]
    assert len(done.told) == 2
    assert net.dialled == []
    assert net.looked_up == {}


# -------------------------------------------------------------------------------- redirects


def test_redirects_in_a_circle_are_refused(site, go):
    site.moved("/a", "/b")
    site.moved("/b", "/a")
    site.moved("/self", "/self")
    done = go(f"{HERALD}/a", f"{HERALD}/self")
    assert done.told == [
        f"{HERALD}/a: its redirects lead in a circle, back to {HERALD}/a",
        f"{HERALD}/self: its redirects lead in a circle, back to {HERALD}/self",
    ]


def test_endless_redirects_are_refused(site, go):
    for n in range(30):
        site.moved(f"/{n}", f"/{n + 1}")
    done = go(f"{HERALD}/0")
    assert done.told == [f"{HERALD}/0: it redirects more than 10 times"]
    assert len(site.paths()) == 11


def test_a_redirect_that_says_no_place_is_told(site, go):
    site.routes["/a"] = (302, {}, b"")
    done = go(f"{HERALD}/a")
    assert done.told == [f"{HERALD}/a: the server redirects without saying where"]


# -------------------------------------------------------------------------------- sizes


def endless(total, sent, *, announce):
    """Serves ``total`` bytes of a page; counts what went out."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        if announce:
            handler.send_header("Content-Length", str(total))
        else:
            handler.send_header("Connection", "close")
            handler.close_connection = True
        handler.end_headers()
        piece = b"<p>The water rose.</p>" * 3000
        while sent[0] < total:
            handler.wfile.write(piece)
            sent[0] += len(piece)

    return answer


def test_a_page_of_200_mb_is_refused_without_reading_it(site, go):
    sent = [0]
    site.routes["/big"] = endless(200_000_000, sent, announce=True)
    done = go(f"{HERALD}/big")
    assert done.told == [
        f"{HERALD}/big: it has 200,000,000 bytes, and 20,000,000 are the most that is taken in",
    ]
    assert sent[0] < 20_000_000


def test_a_page_that_does_not_say_how_long_it_is_is_refused_at_the_limit(site, go):
    sent = [0]
    site.routes["/big"] = endless(200_000_000, sent, announce=False)
    done = go(f"{HERALD}/big")
    assert done.told == [f"{HERALD}/big: it has more than 20,000,000 bytes, which are the most that is taken in"]
    assert sent[0] < 60_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_page_that_unpacks_to_too_much_is_refused_and_is_never_held_whole(site, go, coding):
    import zlib

    zeros = b"<html>" + bytes(60_000_000)
    if coding == "br":
        packed = brotli.compress(zeros, quality=1)
    elif coding == "deflate":
        packed = zlib.compress(zeros, 9)
    else:
        packed = gzip.compress(zeros, 9)
    if "," in coding:
        packed = gzip.compress(packed, 9)
    del zeros
    site.page("/bomb", packed, Content_Encoding=coding)
    tracemalloc.start()
    done = go(f"{HERALD}/bomb", limits=Limits(page=5_000_000, seconds=20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(done.told) == 1
    assert done.told[0].startswith(f"{HERALD}/bomb: its ")
    assert done.told[0].endswith(" packed bytes unpack to more than 5,000,000, which are the most that is taken in")
    assert peak < 30_000_000


def test_a_packed_sitemap_that_unpacks_to_too_much_is_refused(site, go):
    packed = gzip.compress(b"<urlset>" + bytes(30_000_000), 9)
    site.page("/map.gz", packed, Content_Type="application/gzip")
    done = go(f"{HERALD}/map.gz", limits=Limits(listing=2_000_000))
    assert done.told == [
        f"{HERALD}/map.gz: its {len(packed):,} packed bytes unpack to more than 2,000,000, "
        "which are the most that is taken in"
    ]


def test_a_gzip_file_of_a_great_many_parts_is_refused_at_once(site, go):
    site.page("/parts", gzip.compress(b"", mtime=0) * 200_000, Content_Encoding="gzip")
    began = time.monotonic()
    done = go(f"{HERALD}/parts")
    assert done.told == [f"{HERALD}/parts: it is a gzip file of more than 64 parts"]
    assert time.monotonic() - began < 3


def test_a_page_packed_in_an_unknown_way_or_badly_is_told(site, go):
    site.page("/z", b"(\xb5/\xfd....", Content_Encoding="zstd")
    site.page("/many", PAGE, Content_Encoding="gzip, gzip, gzip")
    site.page("/bad", b"this is not gzip", Content_Encoding="gzip")
    done = go(f"{HERALD}/z", f"{HERALD}/many", f"{HERALD}/bad")
    assert done.told == [
        f"{HERALD}/z: it is packed in a way that is not read here (zstd)",
        f"{HERALD}/many: it is packed in a way that is not read here (gzip, gzip, gzip)",
        f"{HERALD}/bad: its packed content is broken",
    ]


def test_a_page_whose_packed_body_ends_too_soon_is_told(site, go):
    site.page("/cut", gzip.compress(PAGE * 2000)[:-40], Content_Encoding="gzip")
    done = go(f"{HERALD}/cut")
    assert done.told == [f"{HERALD}/cut: its packed content is cut off"]


def test_headers_without_end_are_refused(site, go):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(100_000):
            handler.wfile.write(b"X-%d: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" % n)

    site.routes["/a"] = answer
    done = go(f"{HERALD}/a", limits=Limits(tries=1, seconds=10))
    assert len(done.told) == 1
    assert "does not keep to the protocol" in done.told[0]


# -------------------------------------------------------------------------------- time


def drip(handler, start=b""):
    handler.wfile.write(start)
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_lets_bytes_drip_is_left_when_the_time_is_up(site, go, start):
    site.routes["/slow"] = lambda handler: drip(handler, start)
    began = time.monotonic()
    done = go(f"{HERALD}/slow", limits=Limits(seconds=0.6, silence=0.4))
    assert time.monotonic() - began < 3
    assert done.told == [f"{HERALD}/slow: the server is too slow: the answer was not there in time"]
    assert site.paths() == ["/slow"]


def test_a_silent_server_is_left_and_tried_again(site, go):
    site.routes["/silent"] = lambda handler: time.sleep(0.5)
    done = go(f"{HERALD}/silent", limits=Limits(seconds=5, silence=0.2, tries=2))
    assert done.told == [f"{HERALD}/silent: the server is too slow: the answer was not there in time"]
    assert site.paths() == ["/silent"] * 2


def test_a_server_that_breaks_off_or_speaks_another_language_is_told(site, go):
    def broken(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>")
        handler.close_connection = True

    def other(handler):
        handler.wfile.write(b"220 mail.herald.example ESMTP\r\n")
        handler.close_connection = True

    site.routes |= {"/broken": broken, "/mail": other}
    done = go(f"{HERALD}/broken", f"{HERALD}/mail", limits=Limits(tries=1))
    assert [line.split(" (")[0] for line in done.told] == [
        f"{HERALD}/broken: the server does not keep to the protocol",
        f"{HERALD}/mail: the server does not keep to the protocol",
    ]
    assert not done.path.exists()


def test_what_a_server_says_cannot_command_a_terminal(site, go):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 404 \xc2\x9b2J gone\r\nContent-Length: 0\r\n\r\n")

    site.routes["/a"] = answer
    done = go(f"{HERALD}/a")
    assert done.told
    assert all(line.isprintable() for line in done.told)


# -------------------------------------------------------------------------------- TLS


@pytest.fixture
def certificate(tmp_path):
    """A certificate for herald.example that nobody has signed."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl program to make a certificate")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=herald.example"
    names = ["-addext", "subjectAltName=DNS:herald.example"]
    subprocess.run([*make.split(), *names, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return key, cert


@pytest.fixture
def safe_site(site, certificate, request):
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.names = names
    return site


def test_a_certificate_that_nobody_signed_is_refused(safe_site, go):
    done = go("https://herald.example/a")
    assert len(done.told) == 1
    assert "no safe connection can be made" in done.told[0]
    assert "certificate" in done.told[0].lower()
    assert safe_site.asked == []


def test_the_name_and_not_the_address_is_what_a_certificate_is_checked_for(safe_site, net, go, certificate):
    safe_site.page("/a")
    trust = ssl.create_default_context(cafile=certificate[1])
    done = go("https://herald.example/a", "https://gazette.example/a", trust=trust)
    assert done.kept() == ["https://herald.example/a"]
    assert safe_site.names[0] == "herald.example"
    assert safe_site.asked[-1] == ("herald.example", "/a")
    assert net.dialled[0] == ("93.184.215.14", 443)
    assert "no safe connection" in done.told[0]


def test_a_server_that_knows_no_tls_is_told(site, go):
    done = go("https://herald.example/a", limits=Limits(tries=1))
    assert len(done.told) == 1
    assert "no safe connection can be made" in done.told[0]


def test_a_resolver_that_does_not_answer_is_not_waited_for(net, go):
    net.resolve = lambda host, port: time.sleep(3) or ["93.184.215.14"]
    began = time.monotonic()
    done = go(f"{HERALD}/a", limits=Limits(seconds=0.3))
    assert time.monotonic() - began < 2
    assert done.told == [f"{HERALD}/a: the server does not answer in time"]


def test_a_list_of_a_great_many_elements_is_refused(site, go, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.fetch.lists.ELEMENTS", 1000)
    site.page("/map", b"<urlset><url>" + b"<a/>" * 2000 + b"</url></urlset>", Content_Type="text/xml")
    assert go(f"{HERALD}/map").told == [f"{HERALD}/map: this sitemap has more than 1,000 elements"]


def test_a_json_feed_that_is_too_long_or_too_deep_is_refused(site, go):
    start = b'{"version": "https://jsonfeed.org/version/1.1", "items": ['
    site.page("/long", start + b"0," * 6_000_000, Content_Type="application/feed+json")
    site.page("/deep", start + b"[" * 200_000, Content_Type="application/feed+json")
    done = go(f"{HERALD}/long", f"{HERALD}/deep")
    assert "10,000,000 are the most of a JSON feed" in done.told[0]
    assert done.told[1] == f"{HERALD}/deep: this feed cannot be read: it is no JSON"
