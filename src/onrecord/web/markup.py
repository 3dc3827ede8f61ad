"""Our own pages of documentation as HTML: the few forms of Markdown that they use, and no more.

Headings, paragraphs, lists, tables, ``code``, **strong** and links. Everything is escaped first. Links within the
documentation lead nowhere on the desk and become plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*]+)\*"), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\[([^\]]+)\]\([^)\s]+\)"), r"\1"),
)


def rendered(text: str) -> Markup:
    """A page of ours as HTML."""
    return Markup("\n".join(html for block in blocks(text) for html in block_html(block)))


def blocks(text: str) -> Iterator[list[str]]:
    """The page in blocks of lines, as empty lines part them; a heading is a block by itself."""
    for filled, lines in groupby(text.splitlines(), key=lambda line: bool(line.strip())):
        if filled:
            yield list(lines)


def block_html(lines: list[str]) -> Iterator[str]:
    """One block."""
    first = lines[0]
    if found := re.match(r"(#{1,4}) (.+)", first):
        level = len(found[1])
        name = re.sub(r"\W+", "-", found[2].lower()).strip("-")
        yield f'<h{level} id="{name}">{inline(found[2])}</h{level}>'
        if lines[1:]:
            yield from block_html(lines[1:])
    elif first.startswith("|"):
        yield from table_html([cells(line) for line in lines])
    elif first.startswith("- "):
        yield f"<ul>{''.join(f'<li>{inline(item)}</li>' for item in items(lines))}</ul>"
    elif all(line.startswith("    ") for line in lines):
        yield f"<pre>{escape(chr(10).join(line[4:] for line in lines))}</pre>"
    else:
        yield f"<p>{inline(' '.join(line.strip() for line in lines))}</p>"


def items(lines: list[str]) -> list[str]:
    """The items of a list, each on one line."""
    found: list[str] = []
    for line in lines:
        if line.startswith("- "):
            found.append(line[2:])
        else:
            found[-1] += " " + line.strip()
    return found


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table_html(rows: list[list[str]]) -> Iterator[str]:
    """A table: its first row heads it, its second only rules it off; the first cell of each row heads the row."""
    label = f"Table by {escape(rows[0][0])}"
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>'
    for cell in rows[0]:
        yield f'<th scope="col">{inline(cell)}</th>' if cell else "<td></td>"
    yield "</tr></thead><tbody>"
    for row in rows[2:]:
        rest = "".join(f"<td>{inline(cell)}</td>" for cell in row[1:])
        yield f'<tr><th scope="row">{inline(row[0])}</th>{rest}</tr>'
    yield "</tbody></table></div>"


def inline(text: str) -> str:
    """The words of a line, escaped, with what is marked in them."""
    found = str(escape(text))
    for pattern, html in INLINE:
        found = pattern.sub(html, found)
    return found
