"""A site on loopback, and a net in which invented names have public addresses that lead to it."""

import socket
import ssl
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest
from fastwarc.warc import ArchiveIterator

from onrecord.ingest.fetch import Limits, Options, Tally, fetch

PUBLIC = "93.184.215.14"
TRUST = ssl.create_default_context()  # loaded once: that takes a while


def html(text="The dam broke at dawn, the mayor said.", title="The dam"):
    return f"<!doctype html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        path = self.path
        site.asked.append((self.headers["Host"], path))
        site.headers.append(dict(self.headers))
        route = site.routes.get((self.headers["Host"], path), site.routes.get(path))
        try:
            if callable(route):
                route(self)
            else:
                status, headers, body = route or (404, {}, b"")
                self.answer(status, headers, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@dataclass
class Site:
    """What is served: by path, or by host and path; and what was asked."""

    port: int = 0
    routes: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)
    server: object = None

    def page(self, path, body=None, *, status=200, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = (status, {"Content-Type": "text/html", **headers}, html() if body is None else body)

    def moved(self, path, place, status=302):
        self.routes[path] = (status, {"Location": place}, b"")

    def paths(self):
        return [path for _, path in self.asked if path != "/robots.txt"]


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.site = Site(port=server.server_address[1], server=server)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.site
    server.shutdown()
    server.server_close()


@dataclass
class Net:
    """Names and their addresses; whatever is connected to leads to the site. Time passes only by sleeping."""

    site: Site
    names: dict = field(default_factory=dict)  # name: the addresses of each look-up in turn, the last for ever
    looked_up: Counter = field(default_factory=Counter)
    dialled: list = field(default_factory=list)
    slept: list = field(default_factory=list)
    now: float = 0.0

    def resolve(self, host, port):
        self.looked_up[host] += 1
        answers = self.names.get(host, [[PUBLIC]] if host.endswith(".example") else None)
        if answers is None:
            raise socket.gaierror("no such name")
        return answers[min(self.looked_up[host], len(answers)) - 1]

    def dial(self, address, port, timeout):
        self.dialled.append((address, port))
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", self.site.port, timeout)

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 1))
        self.now += seconds


@pytest.fixture
def net(site):
    return Net(site)


@dataclass
class Outcome:
    """What a fetch did."""

    path: object
    issues: list
    tally: Tally
    error: Exception | None = None

    @property
    def told(self):
        return [f"{i.where}: {i.message}" for i in self.issues]

    def records(self):
        """Each record of the archive: type, address, WARC headers, block."""
        if not self.path.exists():
            return []
        with self.path.open("rb") as stream:
            return [
                (r.headers.get("WARC-Type"), r.headers.get("WARC-Target-URI"), r.headers.to_dict(), r.reader.read())
                for r in ArchiveIterator(stream, parse_http=False)
            ]

    def kept(self):
        """The addresses of the pages in the archive."""
        return [url for kind, url, _, block in self.records() if kind == "response" and b" 200 " in block[:14]]


@pytest.fixture
def go(net, tmp_path):
    """Fetch through the net into an archive."""

    def run(*names, out="pile.warc.gz", limits=None, **options):
        path = tmp_path / out
        given = Options(
            limits=limits or Limits(seconds=5, silence=5),
            resolve=net.resolve,
            dial=net.dial,
            clock=net.clock,
            sleep=net.sleep,
            **{"workers": 1, "trust": TRUST, **options},
        )
        issues, tally = [], Tally()
        list(fetch(names, path, given, issues, tally))
        return Outcome(path, issues, tally)

    return run
