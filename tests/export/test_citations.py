"""Who cites whom as records, text, Graphviz and picture, on invented graphs."""

import json
from xml.etree import ElementTree as ET

import pytest

from onrecord.export.citation_layers import MOST_OUTLETS, MOST_SOURCES, layers
from onrecord.export.citation_svg import ROUND, citations_svg, shortened
from onrecord.export.citations import citation_records, citations_dot, citations_text, quoted
from onrecord.model import (
    Article,
    Citation,
    Citations,
    DeadEnd,
    EndKind,
    Handed,
    Node,
    NodeKind,
    Ring,
    RingKind,
    Shown,
    Span,
    TextMap,
    Weight,
)

TEXT = "Forty were killed, the office said."
ARTICLE = Article(id="a", path="a.txt", text=TEXT, map=TextMap.keeping([Span(0, len(TEXT))]), sha256="")


def node(name, kind=NodeKind.OUTLET, *, in_pile=True):
    return Node(id=name.lower(), name=name, kind=kind, in_pile=in_pile, origin=name.lower(), articles=("a",))


def edge(who, source, claims=1):
    shown = tuple(
        Shown(article="a", claim=f"{who}{source}{n}", how=Handed.CITES, cue="said", spans=(Span(30, 34),))
        for n in range(claims)
    )
    return Citation(who=who, source=source, shown=shown)


def graph(nodes, edges, **more):
    empty = {"rings": (), "dead_ends": (), "weights": ()}
    return Citations(nodes=tuple(nodes), edges=tuple(edges), **(empty | more))


@pytest.fixture
def found():
    ring = Ring(
        kind=RingKind.CIRCULAR, nodes=("courier", "herald"), matter="40 killed", claims=("c",), says="Round it goes."
    )
    end = DeadEnd(kind=EndKind.UNNAMED, node="witnesses", shown=(), says="Herald has one claim from “witnesses”.")
    weight = Weight(
        origin="office", name="Office", known=True, nodes=(), articles=("a",), claims=("c",), says="All rests."
    )
    nodes = [
        node("Courier"),
        node("Herald"),
        node("Office", NodeKind.ORGANISATION, in_pile=False),
        node("witnesses", NodeKind.UNNAMED, in_pile=False),
    ]
    edges = [
        edge("courier", "herald"),
        edge("herald", "courier"),
        edge("herald", "office", 5),
        edge("herald", "witnesses"),
    ]
    return graph(nodes, edges, rings=(ring,), dead_ends=(end,), weights=(weight,))


def test_records_are_told_apart_by_what_they_are(found):
    records = list(citation_records(found, {"a": ARTICLE}))
    assert [r["record"] for r in records] == ["node"] * 4 + ["edge"] * 4 + ["ring", "dead_end", "origin"]
    assert json.loads(json.dumps(records)) == records


def test_an_edge_points_at_the_words_that_show_it(found):
    shown = next(r for r in citation_records(found, {"a": ARTICLE}) if r["record"] == "edge")["shown"][0]
    start, end = shown["raw"][0]
    assert (TEXT[start:end], shown["cue"], shown["path"]) == ("said", "said", "a.txt")


def test_the_text_tells_origins_rings_dead_ends_and_who_has_what_from_whom(found):
    text = citations_text(found)
    assert text.index("All rests.") < text.index("Round it goes.") < text.index("Nobody by name")
    assert "  Herald has it from\n    Office (5 claims: said)\n" in text


def test_the_text_of_an_empty_graph_says_so():
    assert "no claim of the pile names whom it is from" in citations_text(graph([], []))


def test_graphviz_gets_every_node_and_edge_with_rings_in_red(found):
    dot = citations_dot(found)
    assert dot.count("->") == 4
    assert '"herald" -> "courier" [penwidth=1.5, color="#d55e00"];' in dot
    assert '"herald" -> "office" [penwidth=2.1, label="5"];' in dot


@pytest.mark.parametrize(
    ("name", "written"), [('The "Tide"', '"The \\"Tide\\""'), ("a\\b", '"a\\\\b"'), ("two\nlines", '"two lines"')]
)
def test_names_cannot_break_out_of_graphviz_strings(name, written):
    assert quoted(name) == written


# -------------------------------------------------------------------------------- the picture


def parsed(svg):
    return ET.fromstring(svg)


def test_the_picture_is_sound_xml_with_a_title_and_a_description(found):
    root = parsed(citations_svg(found))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title").text == "Who has it from whom"
    assert "Round it goes." in root.find(f"{space}desc").text


def test_names_are_escaped_in_the_picture():
    svg = citations_svg(graph([node("<b>&"), node("Office")], [edge("<b>&", "office")]))
    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;" in svg


def test_the_picture_of_nothing_says_so():
    assert "No article of the pile has anything from anybody" in citations_svg(graph([], []))


def test_the_picture_has_a_dark_side_and_fetches_nothing(found):
    svg = citations_svg(found)
    assert "prefers-color-scheme:dark" in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_every_box_and_arrow_lies_within_the_picture(found):
    root = parsed(citations_svg(found))
    width, height = float(root.get("width")), float(root.get("height"))
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.get("x")) + float(rect.get("width")) + ROUND * ("g" in rect.tag[-1:]) <= width
        assert float(rect.get("y")) + float(rect.get("height")) <= height


def test_who_said_it_stands_left_of_who_prints_it_and_a_ring_in_one_column(found):
    column = {b.key: b.column for b in layers(found).boxes}
    assert column["office"] < column["herald"] == column["courier"]


def test_no_two_boxes_lie_on_each_other(found):
    boxes = layers(found).boxes
    assert len({(b.column, b.row) for b in boxes}) == len(boxes)


def test_of_a_large_pile_the_rest_is_one_box_on_each_side():
    outlets = [node(f"Paper {n}") for n in range(60)]
    sources = [node(f"Office {n}", NodeKind.ORGANISATION, in_pile=False) for n in range(60)]
    edges = [edge(o.id, s.id, 1 + n % 5) for n, (o, s) in enumerate(zip(outlets, sources, strict=True))]
    drawn = layers(graph([*outlets, *sources], edges))
    assert len(drawn.boxes) <= MOST_OUTLETS + MOST_SOURCES + 2
    assert {b.name for b in drawn.boxes} >= {f"{60 - MOST_OUTLETS} other outlets", f"{60 - MOST_SOURCES} other sources"}


def test_a_long_name_is_cut_to_its_box():
    assert shortened("The Vale Herald") == "The Vale Herald"
    assert len(shortened("W" * 60)) < 25
