"""What is answered at which address; each module holds the routes of one sort of page."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """All routes, in the order in which they are looked through."""
    from onrecord.web.routes import api, articles, deciding, review, search, signing, stories, tabs, whole

    return (
        api.router(),
        signing.router,
        stories.router,
        tabs.router,
        whole.router,
        deciding.router,
        review.router,
        articles.router,
        search.router,
    )
