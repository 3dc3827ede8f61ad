"""A desk that runs beside a test, for a real browser to look at."""

import shutil
import socket
import threading
from contextlib import contextmanager

import uvicorn

from onrecord.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 120_000  # milliseconds that a condition is waited for: the machine may be busy with other things
TOLD = ("error", "warning")  # what a page says on its console and should not


@contextmanager
def served(config):
    """The address of a desk that runs as long as the block does."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen(512)
        server = uvicorn.Server(uvicorn.Config(create_app(config), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [found]})
        thread.start()  # who calls before it has started waits at the socket
        try:
            yield f"http://127.0.0.1:{found.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def told_by_the_browser(said):
    """Whether this is what the browser itself says of an answer that refuses something."""
    return "Failed to load resource" in said and any(
        f"status of {code}" in said for code in (401, 403, 404, 409, 422, 429)
    )
