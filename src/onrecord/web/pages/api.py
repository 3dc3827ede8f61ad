"""What can be asked of the API, for people: made from the OpenAPI document, so that it says what is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from onrecord.web.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that can be asked with.

    Attributes:
        needed: Whether it must be given. values: Those it can have, where they are few.
    """

    name: str
    needed: bool
    means: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One address and what it answers."""

    method: str
    path: str
    means: str
    parameters: tuple[Parameter, ...]

    @property
    def plain(self) -> bool:
        """Whether it can be opened as it stands: nothing has to be filled in."""
        return self.method == "GET" and "{" not in self.path and not any(p.needed for p in self.parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage(Page):
    """The endpoints by what they are about."""

    template: ClassVar[str] = "api.html.j2"
    groups: tuple[tuple[str, tuple[Endpoint, ...]], ...]


def api_page(document: dict[str, Any]) -> ApiPage:
    """The page for an OpenAPI document."""
    groups: dict[str, list[Endpoint]] = {}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            made = endpoint(document, path, method.upper(), told)
            groups.setdefault(told.get("tags", ["other"])[0], []).append(made)
    return ApiPage(heading="API", groups=tuple((name.capitalize(), tuple(some)) for name, some in groups.items()))


def endpoint(document: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Endpoint:
    """One operation of the document."""
    given = [parameter(document, p) for p in told.get("parameters", ()) if p["in"] == "query"]
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        schema = resolved(document, body)
        needed = schema.get("required", ())
        given += [
            parameter(document, {"name": name, "schema": field, "required": name in needed})
            for name, field in schema.get("properties", {}).items()
        ]
    means = told.get("description", "").replace("``", "`")  # both mark code
    return Endpoint(method=method, path=path, means=means, parameters=tuple(given))


def parameter(document: dict[str, Any], told: dict[str, Any]) -> Parameter:
    """One parameter of an operation, or one field of what it is sent."""
    schema = resolved(document, told.get("schema", {}))
    options = [resolved(document, s) for s in schema.get("anyOf", (schema,))]
    values = [str(v) for option in options for v in option.get("enum", ())]
    means = told.get("description") or told.get("schema", {}).get("description") or ""
    return Parameter(
        name=told["name"], needed=bool(told.get("required")), means=" ".join(means.split()), values=tuple(values)
    )


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, where it is only a reference what it refers to."""
    ref = schema.get("$ref")
    if not ref:
        return schema
    found: Any = document
    for part in ref.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
