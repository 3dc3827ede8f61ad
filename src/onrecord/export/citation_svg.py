"""A picture of who cites whom, as SVG by itself: no script, no font and no picture from elsewhere; light and dark.

Words travel from left to right: from who said it first, by way of those who cite one another, to the outlets. The wider
a line, the more claims; what goes round in a ring is red and broken. Those who do not see it are told in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from onrecord.export.citation_layers import Arrow, Box, Layers, layers
from onrecord.model import Citations, NodeKind, RingKind

WIDE, HIGH, GAP, LINE = 214, 26, 150, 38  # pixels: a box, the room between columns, the height of a row
LEFT, TOP, FOOT = 16, 64, 64
ROUND = 90  # pixels at the right, for arrows within the last column
ROOM = 168  # pixels for a name in its box
BROAD, SLIM = 8.0, 5.8  # pixels of a capital, a digit or an underscore, and of another letter
CLASSES = {
    NodeKind.OUTLET: "outlet",
    NodeKind.AGENCY: "agency",
    NodeKind.UNNAMED: "unnamed",
    NodeKind.DOCUMENT: "paper",
}
STYLE = """
text{font:12px system-ui,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1a1a1a}
.head{font-size:16px;font-weight:600}.note,.number{fill:#5a5a5a;font-size:11px}
.box{fill:#ffffff;stroke-width:1.5}
.outlet{stroke:#0072b2;fill:#eaf4fb}.agency{stroke:#7b4f9d;fill:#f4eefa}.source{stroke:#00795a;fill:#edf8f4}
.unnamed{stroke:#767676;stroke-dasharray:4 3}.paper{stroke:#8a6d00}.absent{stroke-dasharray:1.5 2.5}
.way{fill:none;stroke:#8c8c8c;stroke-opacity:.5}.ring{stroke:#d0021b;stroke-opacity:.95;stroke-dasharray:7 4}
.tip{fill:#8c8c8c}.ringtip{fill:#d0021b}
@media (prefers-color-scheme:dark){
text{fill:#f0f0f0}.note,.number{fill:#b5b5b5}.box{fill:#1d1d1d}
.outlet{stroke:#56b4e9;fill:#10293a}.agency{stroke:#c9a2e8;fill:#2a1d36}.source{stroke:#3fc79a;fill:#0f2b22}
.unnamed{stroke:#9a9a9a}.paper{stroke:#e0b93a}.way{stroke:#a8a8a8;stroke-opacity:.45}.ring{stroke:#ff6b6b;stroke-opacity:.95}
.tip{fill:#a8a8a8}.ringtip{fill:#ff6b6b}}
"""
TIPS = "".join(
    f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    f'markerUnits="userSpaceOnUse" orient="auto"><path class="{name}" d="M0,0.5L8,4L0,7.5z"/></marker>'
    for name in ("tip", "ringtip")
)


def citations_svg(found: Citations) -> str:
    """The drawing; of a graph without an edge a page that says so."""
    drawn = layers(found)
    columns = 1 + max((b.column for b in drawn.boxes), default=0)
    rows = 1 + max((b.row for b in drawn.boxes), default=0)
    width = max(LEFT * 2 + columns * WIDE + (columns - 1) * GAP + ROUND, 560)
    height = TOP + rows * LINE + FOOT
    at = _places(drawn.boxes, rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="cites-title cites-desc">',
        '<title id="cites-title">Who has it from whom</title>',
        f'<desc id="cites-desc">{escape(told(found, drawn))}</desc>',
        f"<style>{STYLE}</style><defs>{TIPS}</defs>",
        f'<text class="head" x="{LEFT}" y="26">Who has it from whom</text>',
        f'<text class="note" x="{LEFT}" y="44">{escape(_subtitle(found, drawn))}</text>',
        *(_way(a, at) for a in sorted(drawn.arrows, key=lambda a: (a.ring, a.claims, a.source, a.who))),
        *(_box(b, at[b.key]) for b in drawn.boxes),
        *_legend(height, any(a.ring for a in drawn.arrows)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def told(found: Citations, drawn: Layers) -> str:
    """What the picture shows, in words."""
    if not drawn.boxes:
        return "No article of the pile has anything from anybody, as far as it says."
    heavy = [w.says for w in found.weights if w.known][:5]
    rings = [r.says for r in found.rings if r.kind is not RingKind.MUTUAL][:5]
    names = {b.key: b.name for b in drawn.boxes}
    widest = sorted(drawn.arrows, key=lambda a: (-a.claims, a.who, a.source))[:10]
    ways = [f"{names[a.who]} has {_many(a.claims)} from {names[a.source]}." for a in widest]
    return " ".join([*heavy, *rings, *ways])


def _subtitle(found: Citations, drawn: Layers) -> str:
    if not drawn.boxes:
        return told(found, drawn)
    rings = sum(r.kind is RingKind.CIRCULAR for r in found.rings)
    ring = (
        ""
        if not rings
        else " One ring of circular reporting."
        if rings == 1
        else f" {rings} rings of circular reporting."
    )
    return f"From who said it (left) to who printed it (right). Numbers and widths: claims.{ring}"


def _places(boxes: Sequence[Box], rows: int) -> dict[str, tuple[float, float]]:
    """The upper left corner of each box; each column stands in the middle of the height."""
    high: dict[int, int] = {}
    for box in boxes:
        high[box.column] = max(high.get(box.column, 0), box.row + 1)
    found: dict[str, tuple[float, float]] = {}
    for box in boxes:
        step = LINE * min(rows / high[box.column], 2.2)
        top = TOP + (rows * LINE - step * high[box.column]) / 2 + (step - HIGH) / 2
        found[box.key] = (LEFT + box.column * (WIDE + GAP), round(top + box.row * step, 1))
    return found


def _way(arrow: Arrow, at: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[arrow.source], at[arrow.who]
    y1, y2 = y1 + HIGH / 2, y2 + HIGH / 2
    if x2 > x1:
        start, end = x1 + WIDE, x2 - 3
        bend = max((end - start) * 0.45, 30)
        path = f"M{start},{y1}C{start + bend:.0f},{y1} {end - bend:.0f},{y2} {end},{y2}"
    else:  # within a column or back: round the right side
        start, end = x1 + WIDE, x2 + WIDE + 3
        out = start + 30 + min(abs(y2 - y1) * 0.18, 66) + (10 if y2 < y1 else 0)
        path = f"M{start},{y1 + 4}C{out:.0f},{y1} {out:.0f},{y2} {end},{y2 - 4}"
    width = round(min(1 + (arrow.claims - 1) ** 0.5 * 1.4, 9), 1)
    look, tip = ("way ring", "ringtip") if arrow.ring else ("way", "tip")
    stroke = max(width, 2) if arrow.ring else width
    return f'<path class="{look}" stroke-width="{stroke}" marker-end="url(#{tip})" d="{path}"/>'


def _box(box: Box, corner: tuple[float, float]) -> str:
    x, y = corner
    look = CLASSES.get(box.kind, "source")
    absent = " absent" if look in ("outlet", "agency") and not box.in_pile else ""
    name = " ".join(box.name.split())
    short = shortened(name)
    return (
        f'<g><title>{escape(name)}: {_many(box.claims)}</title><rect class="box {look}{absent}" x="{x}" y="{y}" '
        f'width="{WIDE}" height="{HIGH}" rx="5"/><text x="{x + 9}" y="{y + 17}">{escape(short)}</text>'
        f'<text class="number" x="{x + WIDE - 8}" y="{y + 17}" text-anchor="end">{box.claims}</text></g>'
    )


def shortened(name: str) -> str:
    """As much of a name as has room in its box."""
    room = float(ROOM)
    for at, letter in enumerate(name):
        room -= BROAD if letter.isupper() or letter.isdigit() or letter == "_" else SLIM
        if room < 0:
            return name[: max(at - 1, 1)].rstrip(" ,_") + "…"
    return name


def _legend(height: int, ring: bool) -> list[str]:
    y = height - 40
    keys = [
        ("outlet", "outlet of the pile"),
        ("outlet absent", "outlet, its words not in the pile"),
        ("agency", "agency"),
    ]
    keys += [("source", "person, body or state"), ("paper", "document"), ("unnamed", "nobody by name")]
    parts, x = [], float(LEFT)
    for look, words in keys:
        parts.append(f'<rect class="box {look}" x="{x:.0f}" y="{y}" width="18" height="12" rx="3"/>')
        parts.append(f'<text class="note" x="{x + 24:.0f}" y="{y + 10}">{words}</text>')
        x += 46 + len(words) * 5.6
        if x > 520:
            x, y = float(LEFT), y + 20
    if ring:
        parts.append(f'<path class="way ring" stroke-width="2" d="M{x:.0f},{y + 6}h22"/>')
        parts.append(f'<text class="note" x="{x + 28:.0f}" y="{y + 10}">goes round in a ring</text>')
    return parts


def _many(n: int) -> str:
    return "one claim" if n == 1 else f"{n} claims"
