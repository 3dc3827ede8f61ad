import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.address import check_address, check_host, shown, special, target_of

V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
PUBLIC_V6 = st.integers(0x2000 << 112, (0x4000 << 112) - 1).map(ipaddress.IPv6Address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.8.9.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.2.7",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "3fff::1",
        "4000::1",
        "100::1",
    ],
)
def test_an_address_that_is_nobodys_on_the_public_net_is_refused(host):
    with pytest.raises(RefusedError, match="is not asked"):
        check_address(ipaddress.ip_address(host), allow_private=False)


@pytest.mark.parametrize("host", ["8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2a00::1"])
def test_a_public_address_passes(host):
    check_host(host, allow_private=False)


@given(V4 | V6 | PUBLIC_V6)
def test_what_passes_is_global_by_the_standard_library_too(address):
    if special(address) is None:
        assert address.is_global
        kinds = ("private", "loopback", "link_local", "multicast", "reserved", "unspecified")
        assert [kind for kind in kinds if getattr(address, f"is_{kind}")] == []


@given(V4)
def test_no_form_of_an_ipv4_address_within_an_ipv6_address_passes(inner):
    number = int(inner)
    forms = [number, 0xFFFF << 32 | number, 0xFFFF << 48 | number, 0x0064FF9B << 96 | number]
    forms += [0x2002 << 112 | number << 80 | 1, 0x20010000 << 96 | 1 << 64 | (number ^ 0xFFFFFFFF)]
    for form in forms:
        with pytest.raises(RefusedError):
            check_address(ipaddress.IPv6Address(form), allow_private=False)


@given(V4 | V6)
def test_allowing_private_opens_ones_own_networks_and_nothing_else(address):
    found = special(address)
    if found is None or found.own:
        check_address(address, allow_private=True)
    else:
        with pytest.raises(RefusedError):
            check_address(address, allow_private=True)


@given(V4)
def test_an_odd_notation_of_an_address_is_refused_whatever_it_stands_for(address):
    number, parts = int(address), str(address).split(".")
    octal = ".".join(f"0{int(p):o}" for p in parts)
    odd = [str(number), hex(number), f"0{number:o}", octal, ".".join(hex(int(p)) for p in parts)]
    odd += [f"{parts[0]}.{number & 0xFFFFFF}", f"{parts[0]}.{parts[1]}.{number & 0xFFFF}", f"{address}.0"]
    for host in odd:
        for allowed in (False, True):
            if host != str(address):
                with pytest.raises(RefusedError):
                    target_of(f"http://{host}/", allow_private=allowed)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://herald.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://herald.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("herald.example/a", "only http and https"),
        ("http://", "no name of a host"),
        ("http:///a", "no name of a host"),
        ("http://anna:secret@herald.example/", "a name or a password"),
        ("http://herald.example\\@127.0.0.1/", "a name or a password"),
        ("http://herald.example@127.0.0.1/", "a name or a password"),
        ("http://localhost/", "one's own network or machine"),
        ("http://LOCALHOST./", "one's own network or machine"),
        ("http://printer.local/", "one's own network or machine"),
        ("http://wiki.corp/", "one's own network or machine"),
        ("http://a.localhost:8080/", "one's own network or machine"),
        ("http://127。0。0。1/", "loopback"),
        ("http://127.0.0.1./", "loopback"),
        ("http://%31%32%37.0.0.1/", "no name of a host"),
        ("http://[::1]/", "loopback"),
        ("http://[::1%25lo]/", "no name of a host"),
        ("http://[::ffff:10.0.0.1]/", "IPv6 form"),
        ("http://herald.example:0/", "port"),
        ("http://herald.example:22/", "port 22"),
        ("http://herald.example:99999/", "port 99999"),
        ("http://her ald.example/", "no name of a host"),
        ("http://herald..example/", "no name of a host"),
        ("http://herald.example/\x1b[2J", "no web address"),
    ],
)
def test_an_address_that_is_not_for_us_is_refused_with_its_reason(address, words):
    with pytest.raises(RefusedError, match=words):
        target_of(address)


@given(st.text(max_size=40), st.sampled_from(["http://", "https://", "//", "", "http:\\\\", "http:/"]))
def test_any_text_is_a_target_or_refused(text, start):
    try:
        target = target_of(start + text)
    except RefusedError:
        return
    assert target.scheme in ("http", "https")
    assert target.host
    assert "#" not in target.url
    assert target_of(target.url) == target


def test_an_address_is_one_however_it_is_written():
    assert target_of("HTTP://Herald.Example:80/a?b=c#d").url == "http://herald.example/a?b=c"
    assert target_of("https://herald.example:443").url == "https://herald.example/"
    assert target_of("../b", base="http://herald.example/x/y/a").url == "http://herald.example/x/b"
    assert target_of("http://bücher.example/").authority == "xn--bcher-kva.example"
    assert target_of("http://[2a00::1]:8080/").authority == "[2a00::1]:8080"


def test_no_password_and_no_control_character_comes_into_a_message():
    assert shown("https://anna:secret@herald.example/a@b") == "https://herald.example/a@b"
    assert "\x1b" not in shown("http://herald.example/\x1b]0;title\x07")
    assert len(shown("http://herald.example/" + "a" * 5000)) < 400
