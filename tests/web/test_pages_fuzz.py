"""The pages under addresses and forms that nobody would send: always a page in words, never a failure of ours."""

import os
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.ledger.store import Ledger
from onrecord.web.routes import routers

TIMES = int(os.environ.get("ONRECORD_FUZZ", "15"))
ASKING = settings(
    max_examples=TIMES,
    deadline=None,
    database=None,
    derandomize=TIMES < 100,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# As they stand in an address, percent-encoded: NUL, a lone surrogate, broken UTF-8, what leads out of a folder.
BYTES = ("%00", "%ED%A0%80", "%FF%FE", "%2e%2e%2f%2e%2e", "%0d%0aSet-Cookie:x=1", "%F0%9F%90%A6", "%E2%80%AE", "%25")
PLAIN = (
    "",
    " ",
    "-1",
    "0",
    "1",
    "2",
    "9" * 30,
    "9" * 5000,
    "1e3",
    "0x10",
    "٣",
    "a" * 3000,
    "0001-01-01",
    "9999-12-31",
    "2025-03-07",
    "2025-02-30",
    "2025-W10-5",
    "1700000000",
    "null",
    "true",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "' OR 1=1 --",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/stories",
    "javascript:alert(1)",
    "dam",
    'dam* -"wall',
    "speaker:x",
    "0123456789abcdef",
    "ffffffffffffffff:0 0123456789abcdef:1",
    "claims",
    "articles",
    "open",
    "A",
    "refused",
    "mended",
)
WORDS = st.one_of(
    st.sampled_from(BYTES),
    st.sampled_from(PLAIN).map(lambda words: quote(words, safe="")),
    st.text(max_size=12).map(lambda words: quote(words.encode("utf-8", "replace"), safe="")),
)


def pages(method):
    """Every page that is asked for by this method, with the names of what it takes."""
    for router in routers():
        for route in router.routes:
            if isinstance(route, APIRoute) and method in route.methods and not route.include_in_schema:
                yield pytest.param(route.path, tuple(taken(route.dependant)), id=f"{method} {route.path}")


def taken(dependant):
    """The names of what a route takes beside its path, by itself or by what it depends on."""
    yield from (p.name for p in (*dependant.query_params, *dependant.body_params))
    for inner in dependant.dependencies:
        yield from taken(inner)


@pytest.fixture(scope="module")
def known(example, story):
    """Ids of what there is, by the name that the paths have for it."""
    with Ledger.open(str(example)) as ledger:
        claim = ledger.claims()[0]
        return {"story": story, "article": claim.article, "claim": claim.id, "name": "Civil Protection Directorate"}


def address(data, path, known):
    """The path with words of any sort for its names, or with ids of what there is."""
    for part in [p for p in path.split("/") if p.startswith("{")]:
        name = part.strip("{}").partition(":")[0]
        real = known.get(name) if data.draw(st.booleans()) else None
        path = path.replace(part, quote(real) if real else data.draw(WORDS) or "x")
    return path


def is_told(answer):
    """That it is an answer of ours, whatever it says."""
    assert answer.status_code < 500, answer.text[:300]
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    assert "elsewhere.example" not in answer.headers.get("location", "").partition("?")[0]
    assert "x=1" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(("path", "names"), list(pages("GET")))
def test_no_address_makes_a_page_fail(reading, known, path, names):
    @ASKING
    @given(data=st.data())
    def ask(data):
        asked = data.draw(st.lists(st.tuples(st.sampled_from([*names, "x"]), WORDS), max_size=4))
        query = "&".join(f"{name}={words}" for name, words in asked)
        headers = {"HX-Request": "true"} if data.draw(st.booleans()) else {}
        is_told(reading.get(f"{address(data, path, known)}?{query}", headers=headers))

    ask()


@pytest.fixture(scope="module")
def writable(example, tmp_path_factory):
    """A desk to write at, and the word that its forms carry."""
    import shutil
    from datetime import date

    from onrecord.web.config import Config

    from .conftest import client_of

    path = shutil.copy(example, tmp_path_factory.mktemp("fuzz") / "story.db")
    with client_of(Config(ledger=str(path), today=date(2025, 4, 2))) as client:
        client.get("/")
        yield client, client.cookies["onrecord_form"]


FIELDS = ("verdict", "because", "seen", "then", "speaker", "figures.0.low", "figures.99.high", "claim", "left", "right")


@pytest.mark.parametrize(("path", "names"), list(pages("POST")))
def test_no_form_makes_a_page_fail(writable, known, path, names):
    client, word = writable

    @ASKING
    @given(data=st.data())
    def send(data):
        if path == "/sign-out":
            return
        filled = data.draw(st.lists(st.tuples(st.sampled_from([*names, *FIELDS]), WORDS), max_size=6))
        body = "&".join([f"form_word={word}", *(f"{name}={words}" for name, words in filled)])
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        is_told(client.post(address(data, path, known), content=body, headers=headers))

    send()


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x; charset=utf-7", "multipart/form-data", "text/plain"]
)
def test_a_form_in_a_strange_wrapping_is_refused_in_words(writable, kind):
    client, _ = writable
    body = b'--x\r\nContent-Disposition: form-data; name="form_word"\r\n\r\n+2AA-\r\n--x--\r\n'
    is_told(client.post("/sign-in", content=body, headers={"Content-Type": kind}))
