"""The API under requests that nobody would send: no failure of ours, and every answer as the OpenAPI document has it.

``ONRECORD_FUZZ=200`` asks each operation so many times; the suite asks less often, always the same.
"""

import os
import shutil
from datetime import date, timedelta

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.ledger import accounts
from onrecord.ledger.accounts import Role, TicketKind
from onrecord.ledger.store import Ledger
from onrecord.web.app import create_app
from onrecord.web.config import Config
from onrecord.web.routes.api import router

TIMES = int(os.environ.get("ONRECORD_FUZZ", "12"))
PATIENCE = 300  # seconds: the first brief loads the language model
HOST = "testserver"  # the name by which the application is called
ASKING = settings(
    max_examples=TIMES,
    deadline=None,
    database=None,
    derandomize=TIMES < 100,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def operations():
    """Each operation of the document, by its method and path."""
    bare = FastAPI()
    bare.include_router(router())
    for path, methods in bare.openapi()["paths"].items():
        yield from (pytest.param(method.upper(), path, id=f"{method.upper()} {path}") for method in methods)


@pytest.fixture(scope="module")
def opened(example, tmp_path_factory):
    """The application on a ledger of its own, and a token of an admin."""
    path = shutil.copy(example, tmp_path_factory.mktemp("fuzz") / "story.db")
    with Ledger.open(str(path)) as ledger, ledger.writing() as connection:
        accounts.add_account(connection, "fuzzer", Role.ADMIN, None)
        account = accounts.find_account(connection, "fuzzer")
        secret = accounts.open_ticket(connection, account, TicketKind.TOKEN, timedelta(days=1))
    app = create_app(Config(ledger=str(path), host="0.0.0.0", hosts=(HOST,), today=date(2025, 4, 2)))
    return app, {"Authorization": f"Bearer {secret}"}


@pytest.fixture(scope="module")
def schema(opened):
    from schemathesis import openapi

    made = openapi.from_asgi("/api/openapi.json", opened[0])
    made.config.generation.update(with_security_parameters=False)  # every request is sent with our token
    return made


@pytest.fixture(scope="module")
def known(reading, story):
    """Ids of what there is, by the name that the paths have for it."""
    claim = reading.get(f"/api/stories/{story}/claims").json()["items"][0]
    question = reading.get(f"/api/stories/{story}/questions").json()["items"][0]
    return {"story": story, **{name: claim[name] for name in ("article", "claim")}, "question": question["question"]}


@pytest.mark.parametrize(("method", "path"), list(operations()))
def test_no_request_makes_the_api_fail_or_answer_otherwise_than_its_document_says(schema, opened, known, method, path):
    from schemathesis import GenerationMode, checks

    operation, token = schema[path][method], opened[1]
    sound, unsound = (
        operation.as_strategy(generation_mode=m) for m in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )
    # What is well formed may still be refused: words that are no search, a day from which nothing is on record.
    without = [checks.positive_data_acceptance]

    @ASKING
    @given(case=st.one_of(sound, unsound), real=st.booleans())
    def ask(case, real):
        if real:
            case.path_parameters |= {k: v for k, v in known.items() if k in case.path_parameters}
        case.call_and_validate(headers=token, excluded_checks=without, timeout=PATIENCE)

    ask()
