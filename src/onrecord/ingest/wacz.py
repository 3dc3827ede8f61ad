"""WACZ (Webrecorder's Web Archive Collection Zipped 1.1): a zip of web archives, a list of pages, and digests."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.errors import MalformedError, RecordError
from onrecord.ingest import limits
from onrecord.ingest.packed import open_member, open_zip
from onrecord.ingest.source import Reading, Source, clean_name, inner
from onrecord.ingest.warc import address, read_pages
from onrecord.model import Capture

PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"
CHUNK = limits.MIB
WARC_ENDS = (".warc", ".warc.gz", ".warc.zst")


def read_wacz(source: Source, reading: Reading) -> Iterator[Capture]:
    """The pages that a WACZ lists, from its web archives; all pages where it lists none.

    Raises:
        RecordError: It cannot be opened, or there is no web archive in it.
    """
    yield from read_opened(open_zip(source), source, reading)


def read_opened(archive: zipfile.ZipFile, source: Source, reading: Reading) -> Iterator[Capture]:
    """The pages of a WACZ that was opened.

    Raises:
        MalformedError: There is no web archive in it.
    """
    members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    warcs = [name for name in sorted(members) if name.lower().endswith(WARC_ENDS)]
    if not warcs:
        raise MalformedError("there is no web archive in this WACZ")
    _check_digests(archive, members, source, reading)
    titles = _pages(archive, members, source, reading)
    found = 0
    for wanted in (titles or None, None):
        for name in warcs:
            for capture in _in_member(archive, members[name], source, reading, wanted):
                found += 1
                title = titles.get(address(capture.url or ""))
                yield capture if capture.title or not title else replace(capture, title=title)
        if found or not titles or reading.budget.broken:
            return
        reading.note(
            source.path, "none of the pages that this WACZ lists could be read in it; all its records were tried"
        )


def _in_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, reading: Reading, wanted: dict[str, str] | None
) -> Iterator[Capture]:
    path = f"{source.path}/{clean_name(info.filename)}"
    if reading.budget.broken:
        return
    try:
        raw = open_member(archive, info, reading.budget)
        member = inner(source, raw, path, name=info.filename)
        yield from read_pages(member, reading, wanted)
        if raw.trouble:
            reading.note(path, f"this file of the archive is damaged: {raw.trouble}")
    except RecordError as error:
        reading.note(path, error.message)


def _load(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None, reading: Reading) -> bytes:
    """A small member whole; empty if it is not there.

    Raises:
        RecordError: It cannot be unpacked, or is too large.
    """
    if info is None:
        return b""
    with open_member(archive, info, reading.budget) as member:
        parts, size = [], 0
        while part := member.read(CHUNK):
            parts.append(part)
            size += len(part)
            if size > limits.MAX_JSON_BYTES:
                raise MalformedError(f"{clean_name(info.filename)} is too long to be read")
    return b"".join(parts)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


# -------------------------------------------------------------------------------- digests


def _check_digests(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], source: Source, reading: Reading
) -> None:
    """Compare each file with the hash that the package states for it; a difference is an issue, no more."""
    try:
        data = _load(archive, members.get(PACKAGE), reading)
        digest = _load(archive, members.get(PACKAGE_DIGEST), reading)
    except RecordError as error:
        reading.note(source.path, f"the digests of this WACZ cannot be read: {error.message}")
        return
    if not data:
        reading.note(source.path, f"this WACZ has no {PACKAGE}: whether its files were changed cannot be checked")
        return
    stated = _json(digest)
    if isinstance(stated, dict) and _differs(stated.get("hash"), hashlib.sha256(data).hexdigest()):
        reading.note(
            source.path, f"{PACKAGE} was changed or damaged after it was saved: its hash is not the one stated"
        )
    package = _json(data)
    resources = package.get("resources") if isinstance(package, dict) else None
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict):
            _check_resource(archive, members, resource, source, reading)


def _check_resource(
    archive: zipfile.ZipFile,
    members: dict[str, zipfile.ZipInfo],
    resource: dict[str, Any],
    source: Source,
    reading: Reading,
) -> None:
    name = str(resource.get("path") or "")
    where = f"{source.path}/{clean_name(name)}"
    if name not in members:
        reading.note(where, f"{PACKAGE} lists this file, but it is not in the WACZ")
        return
    if reading.budget.broken or not str(resource.get("hash") or "").startswith("sha256:"):
        return
    digest = hashlib.sha256()
    try:
        with open_member(archive, members[name], reading.budget) as member:
            while part := member.read(CHUNK):
                digest.update(part)
    except RecordError as error:
        reading.note(where, error.message)
        return
    if _differs(resource["hash"], digest.hexdigest()):
        reading.note(where, "this file was changed or damaged after it was saved: its hash is not the one stated")


def _differs(stated: object, digest: str) -> bool:
    return isinstance(stated, str) and stated.startswith("sha256:") and stated.removeprefix("sha256:").lower() != digest


# -------------------------------------------------------------------------------- the list of pages


def _pages(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], source: Source, reading: Reading
) -> dict[str, str]:
    """The addresses of the pages that were saved, each with the title noted for it (or an empty one)."""
    titles: dict[str, str] = {}
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        try:
            lines = _load(archive, members.get(name), reading).splitlines()
        except RecordError as error:
            reading.note(f"{source.path}/{name}", error.message)
            continue
        for line in lines:
            page = _json(line)
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                title = page.get("title")
                titles.setdefault(address(page["url"]), " ".join(title.split()) if isinstance(title, str) else "")
    return titles
