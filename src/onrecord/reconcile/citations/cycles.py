"""Cycles of a small directed graph: the parts that lead back into themselves, and short ways round in them.

The parts are Tarjan's strongly connected components (SIAM Journal on Computing 1, 1972), found without recursion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Graph = Mapping[str, Collection[str]]
MOST = 400  # edges of one part from which a way round is looked for


def components(graph: Graph) -> list[frozenset[str]]:
    """The sets of two nodes or more of which each leads to each other, in the order of their first names."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on: set[str] = set()
    found: list[frozenset[str]] = []
    for root in sorted(graph):
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [_enter(root, graph, index, low, stack)]
        on.add(root)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_leave(node, stack, on))
            elif step not in index:
                work.append(_enter(step, graph, index, low, stack))
                on.add(step)
            elif step in on:
                low[node] = min(low[node], index[step])
    return sorted((part for part in found if len(part) > 1), key=min)


def _enter(
    node: str, graph: Graph, index: dict[str, int], low: dict[str, int], stack: list[str]
) -> tuple[str, Iterator[str]]:
    index[node] = low[node] = len(index)
    stack.append(node)
    return node, iter(sorted(graph.get(node, ())))


def _leave(node: str, stack: list[str], on: set[str]) -> frozenset[str]:
    at = stack.index(node)
    part = frozenset(stack[at:])
    del stack[at:]
    on -= part
    return part


def cycles(graph: Graph) -> list[tuple[str, ...]]:
    """Short cycles, so that each edge that leads back is in one: each from its first name on, the shortest first."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for part in components(graph):
        edges = [(a, b) for a in sorted(part) for b in sorted(graph.get(a, ())) if b in part]
        for a, b in edges[:MOST]:
            way = _way(graph, part, b, a)
            if not any(_holds(cycle, a, b) for cycle in found.values()):
                found.setdefault(frozenset(way), _turned(way))
    return sorted(found.values(), key=lambda c: (len(c), c))


def _holds(cycle: tuple[str, ...], a: str, b: str) -> bool:
    """Whether an edge is one of a cycle's."""
    return any(cycle[i] == a and cycle[(i + 1) % len(cycle)] == b for i in range(len(cycle)))


def _way(graph: Graph, part: frozenset[str], start: str, end: str) -> tuple[str, ...]:
    """The shortest way from ``start`` to ``end`` inside a part."""
    before: dict[str, str] = {start: start}
    queue = [start]
    for node in queue:
        for step in sorted(graph.get(node, ())):
            if step in part and step not in before:
                before[step] = node
                queue.append(step)
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


def _turned(cycle: tuple[str, ...]) -> tuple[str, ...]:
    at = cycle.index(min(cycle))
    return cycle[at:] + cycle[:at]
