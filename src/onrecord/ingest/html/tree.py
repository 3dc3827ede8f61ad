"""From the bytes of a page to its tree: encoding, limits, and what the parser must not meet."""

from __future__ import annotations

import codecs
import logging
import re
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableError
from onrecord.ingest.decode import BOMS, Decoded, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE_BYTES = 20_000_000
"""The longest page that is parsed: many times the longest article's page; a tree takes ten times its bytes."""
HEAD_BYTES = 4096  # in which a page must declare its encoding (the HTML standard asks for the first 1024)
DECLARED = re.compile(
    rb"""(?i)<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})"""
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
MAX_DEPTH = 250  # elements inside one another; the readers of main text call themselves once for each


def decode_page(data: bytes, charset: str | None) -> Decoded:
    """The page's text: by its mark, as UTF-8 where it is that, else as the server or the page declares it, else found.

    A page that is sound UTF-8 is read so whatever it declares: servers are wrong about it more often than bytes are.

    Raises:
        UnreadableError: The bytes are binary.
    """
    if any(data.startswith(mark) for mark, _ in BOMS):
        return decode(data)
    declared = DECLARED.search(data[:HEAD_BYTES])
    names = [name for name in (charset, declared and declared[1].decode("ascii")) if name]
    if not (b"\x1b" in data and any("2022" in name for name in names)):
        try:
            return Decoded(text=data.decode("utf-8"), encoding="utf-8")
        except UnicodeDecodeError:
            pass
    for name in names:
        try:
            encoding = _known(name)
            return Decoded(text=data.decode(encoding), encoding=encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(data.replace(b"\0", b""))


def _known(name: str) -> str:
    """The codec of a declared name; browsers read these names as the wider sets that Windows made of them.

    Raises:
        LookupError: There is no such codec, or it is none of text.
    """
    wider = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
    info = codecs.lookup(name.strip())
    if info.name in ("hex", "base64", "bz2", "zlib", "uu", "quopri", "rot13", "utf-7", "unicode_escape"):
        raise LookupError(name)
    return wider.get(info.name, info.name)


def parse_page(text: str) -> HtmlElement:
    """The tree of a page, comments and processing instructions left out; nothing in it is run or fetched.

    Raises:
        UnreadableError: There is no element in it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = CONTROLS.sub("", XML_DECLARATION.sub("", text))
    if not text.strip():
        raise UnreadableError("there is no text in this page")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("this page holds no HTML that can be read") from error
    if _depth(tree) > MAX_DEPTH:
        raise UnreadableError(f"the tags of this page are nested more than {MAX_DEPTH} deep: no article is")
    return tree


def _depth(tree: HtmlElement) -> int:
    """How deep the elements lie in one another, counted without recursion."""
    deepest = depth = 0
    from lxml.etree import iterwalk

    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def quiet() -> None:
    """Keep the libraries' own messages about broken pages from the person: we say what is wrong ourselves."""
    for name in ("trafilatura", "htmldate", "readability_lxml", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
