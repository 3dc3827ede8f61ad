"""The graph of who has what from whom, on invented piles."""

import pytest

from onrecord.errors import UsageError
from onrecord.model import EndKind, Handed, NodeKind, RingKind
from onrecord.reconcile.citations import find_citations
from onrecord.reconcile.citations.cycles import components, cycles

K = "40 killed ; people ; Port Vale"


def graph(pile, *lines):
    given = pile(lines)
    return find_citations(given.claims, given.articles)


def edges(found):
    return {(found.node(e.who).name, found.node(e.source).name): e for e in found.edges}


# -------------------------------------------------------------------------------- edges and nodes


def test_each_link_of_a_chain_is_an_edge_with_the_claim_that_shows_it(pile):
    given = pile([f"Herald @2031-05-03 Vale Tribune>Harbour Office: {K}"])
    found = find_citations(given.claims, given.articles)
    assert set(edges(found)) == {("Herald", "Vale Tribune"), ("Vale Tribune", "Harbour Office")}
    assert all(e.claims == (given.claims[0].id,) for e in found.edges)


def test_a_carrier_that_was_told_it_is_passed_through(pile):
    found = graph(pile, f"Herald @2031-05-03 !Ana Ruiz: {K} ; via=Vale_Tribune")
    by_name = edges(found)
    assert by_name["Herald", "Vale Tribune"].shown[0].how is Handed.TOLD
    assert by_name["Vale Tribune", "Ana Ruiz"].shown[0].how is Handed.CITES


def test_a_copy_has_it_from_the_first_article_and_not_from_whom_that_one_cites(pile):
    found = graph(
        pile,
        f"Herald @2031-05-03 Harbour Office: {K}",
        f"Courier @2031-05-04 Harbour Office: {K} ; copy=Herald",
    )
    assert set(edges(found)) == {("Herald", "Harbour Office"), ("Courier", "Herald")}
    assert edges(found)["Courier", "Herald"].shown[0].how is Handed.COPIES


def test_an_article_with_an_agencys_mark_has_all_from_the_agency(pile):
    found = graph(pile, f"Herald @2031-05-03 Harbour Office: {K} ; agency=AFP")
    by_name = edges(found)
    assert set(by_name) == {("Herald", "AFP"), ("AFP", "Harbour Office")}
    assert by_name["Herald", "AFP"].shown[0].how is Handed.CREDITS
    assert found.node("outlet afp").kind is NodeKind.AGENCY


def test_one_person_under_two_spellings_is_one_node(pile):
    found = graph(pile, f"Herald @2031-05-03 !Osmar Telkyev: {K}", f"Courier @2031-05-03 !Osmar Telkiev: {K}")
    assert len({e.source for e in found.edges}) == 1


def test_unnamed_sources_of_two_outlets_are_two_nodes(pile):
    found = graph(pile, f"Herald @2031-05-03 ?officials: {K}", f"Courier @2031-05-03 ?officials: {K}")
    assert len({e.source for e in found.edges}) == 2


def test_nobody_in_particular_is_no_source(pile):
    assert graph(pile, f"Herald @2031-05-03 ?you: {K}", f"Courier @2031-05-03 ?a reporter: {K}").edges == ()


def test_an_outlet_that_names_itself_has_nothing_from_anybody(pile):
    assert graph(pile, f"Vale-Herald @2031-05-03 Herald: {K}").edges == ()


def test_an_edge_knows_every_article_that_shows_it(pile):
    found = graph(pile, f"Herald#1 @2031-05-03 !Ana Ruiz: {K}", f"Herald#2 @2031-05-05 !Ana Ruiz: {K}")
    assert len({s.article for s in found.edges[0].shown}) == 2


def test_a_claim_of_no_article_is_a_wrong_call(pile):
    given = pile([f"Herald @2031-05-03 - : {K}"])
    with pytest.raises(UsageError, match="belongs to none of the articles"):
        find_citations(given.claims, ())


def test_an_empty_pile_has_an_empty_graph():
    found = find_citations((), ())
    assert (found.nodes, found.edges, found.rings, found.dead_ends, found.weights) == ((), (), (), (), ())


# -------------------------------------------------------------------------------- rings, dead ends, weights


def test_the_finding_of_a_ring_names_its_members_and_what_goes_round(pile):
    found = graph(pile, f"Herald @2031-05-03 Courier: {K}", f"Courier @2031-05-04 Herald: {K}")
    assert [r.kind for r in found.rings] == [RingKind.CIRCULAR]
    assert found.rings[0].says == (
        "Courier cites Herald cites Courier for “40 killed”, and none of them says where else it is from: "
        "circular reporting."
    )


def test_a_statement_without_figures_goes_round_too(pile):
    words = "words=the_harbour_wall_was_blown_up_by_smugglers_on_Friday"
    found = graph(
        pile,
        f"Herald @2031-05-03 Courier: 1 wall destroyed ; {words}",
        f"Courier @2031-05-04 Herald: 1 wall destroyed ; {words}",
    )
    assert [r.kind for r in found.rings] == [RingKind.CIRCULAR]


def test_outlets_that_all_cite_each_other_come_to_an_end(pile):
    names = [f"Paper{chr(65 + i)}" for i in range(12)]
    lines = [f"{a} @2031-05-03 {b}: {K}" for a in names for b in names if a != b]
    assert {r.kind for r in graph(pile, *lines).rings} == {RingKind.CIRCULAR}


def test_how_many_articles_rest_on_one_ministry_is_said(pile):
    found = graph(
        pile,
        f"Herald @2031-05-03 Norwegian defence ministry: {K}",
        f"Courier @2031-05-03 *Norway: {K}",
        f"Echo @2031-05-03 Courier: {K}",
        f"Tide @2031-05-03 !Bo Lindqvist: {K}",
    )
    assert (
        found.weights[0].says == "3 of 4 articles rest on Norway (3 claims, also through Norwegian defence ministry)."
    )


def test_what_an_outlet_says_of_itself_weighs_only_where_another_has_it_from_there(pile):
    alone = graph(pile, f"Herald @2031-05-03 - : {K}")
    cited = graph(pile, f"Herald @2031-05-03 - : {K}", f"Courier @2031-05-03 Herald: {K}")
    assert alone.weights == ()
    assert [(w.name, len(w.articles)) for w in cited.weights] == [("Herald", 1)]


def test_an_official_by_name_is_no_dead_end(pile):
    assert graph(pile, f"Herald @2031-05-03 !Ana Ruiz: {K}").dead_ends == ()


def test_a_dead_end_says_who_has_how_much_from_whom(pile):
    found = graph(pile, f"Herald @2031-05-03 ?witnesses: {K}")
    assert [(e.kind, e.says) for e in found.dead_ends] == [
        (EndKind.UNNAMED, "Herald has one claim from “witnesses”, who is not named.")
    ]


# -------------------------------------------------------------------------------- cycles of a graph


def test_components_are_those_that_lead_back():
    assert components({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["e"], "e": ["d"], "f": ["a"]}) == [
        frozenset("abc"),
        frozenset("de"),
    ]


def test_cycles_are_short_and_begin_with_their_first_name():
    assert cycles({"b": ["a"], "a": ["b", "c"], "c": ["b"]}) == [("a", "b"), ("a", "c", "b")]


def test_a_graph_without_a_way_back_has_no_cycle():
    assert cycles({"a": ["b", "c"], "b": ["c"]}) == []


def test_a_very_long_ring_is_found_without_recursion():
    ring = {str(i): [str((i + 1) % 5000)] for i in range(5000)}
    assert [len(part) for part in components(ring)] == [5000]
