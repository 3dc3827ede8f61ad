"""The application: routes put together, errors made into pages, static files from us and from packages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import as_file, files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Message

from onrecord import __version__
from onrecord.errors import LedgerError, MissingInputError, OnrecordError, UsageError
from onrecord.web.config import Config
from onrecord.web.desk import Desk
from onrecord.web.page import be_ready, refused
from onrecord.web.pages.waiting import waiting
from onrecord.web.routes import routers
from onrecord.web.security import SignInError, Tries, guarded, to_sign_in
from onrecord.web.worker import NotYetError

# What the framework says by itself of an address that is not there, or is asked in a way that it does not know.
OWN_WORDS = {
    "Not Found": "there is nothing at this address",
    "Method Not Allowed": "this address cannot be asked in this way",
}
LEVEL = 4  # of packing pages: higher ones make them a twentieth smaller and take three times as long
AGAIN = 2  # seconds after which a page that is not there yet is asked for again
READY = "/static/mark.svg"  # an address that is looked for on every route before it is found
STATUS = {MissingInputError: 404, UsageError: 422, LedgerError: 503}


def create_app(config: Config) -> FastAPI:
    """The desk as an ASGI application.

    Raises:
        LedgerError: The ledger cannot be opened.
    """
    desk = Desk(config)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        if config.apart:
            be_ready()
            await run_in_threadpool(desk.be_ready)
            await _routed(app, config)
        yield
        desk.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        lifespan=living,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        summary="The claim ledger for the news",
    )
    app.state.desk, app.state.tries = desk, Tries()
    app.middleware("http")(guarded)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=LEVEL)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(config.allowed_hosts()))
    for router in routers():
        app.include_router(router)
    for path, package in (("/static/lib", "js_lib_htmx"), ("/static", "onrecord.web")):
        with as_file(files(package) / "static") as folder:
            app.mount(path, StaticFiles(directory=folder))
    app.add_exception_handler(SignInError, _sign_in)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(NotYetError, _not_yet)
    app.add_exception_handler(OnrecordError, _ours)
    return app


async def _routed(app: FastAPI, config: Config) -> None:
    """Have the routes put in order, which is done with the first request, so that no visitor waits for it."""
    said = iter(({"type": "http.request"}, {"type": "http.disconnect"}))

    async def receive() -> Message:
        return next(said)

    async def send(_message: Message) -> None:
        return

    host = config.allowed_hosts()[0].replace("*", "localhost").encode()
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": READY,
        "query_string": b"",
    }
    await app(scope | {"raw_path": READY.encode(), "root_path": "", "headers": [(b"host", host)]}, receive, send)


async def _sign_in(request: Request, _error: Exception) -> Response:
    return to_sign_in(request)


async def _http(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, StarletteHTTPException) else 500
    said = str(getattr(error, "detail", "")) or "something is wrong"
    made = _told(request, code, OWN_WORDS.get(said, said))
    made.headers.update(getattr(error, "headers", None) or {})  # which methods are allowed, how to sign in
    return made


async def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in found)
    return _told(request, 422, said or "the request is not as it should be")


async def _not_yet(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/") or "HX-Request" in request.headers:
        made = _told(request, 503, str(error))
        made.headers["Retry-After"] = str(AGAIN)
        return made
    made = await run_in_threadpool(waiting, request)
    made.headers["Refresh"] = str(AGAIN)
    return made


async def _ours(request: Request, error: Exception) -> Response:
    code = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return _told(request, code, str(error))


def _told(request: Request, code: int, message: str) -> Response:
    """An error in the form that was asked for: a record for programs, a page for people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, code)
    return refused(request, code, message)
