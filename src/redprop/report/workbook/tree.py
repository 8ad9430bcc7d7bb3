"""The tree of a standard as formulas: the marks of criteria put together, section by section, as the engine does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from redprop.engine.tree import Grown
from redprop.report.workbook.context import Context
from redprop.report.workbook.grid import Placed
from redprop.report.workbook.terms import (
    Row,
    Stage,
    Term,
    at_least,
    at_most,
    chosen,
    divided,
    positive,
    product,
    summed,
)
from redprop.rubric.plan import NO_EDGE, Branch, Leaf


@dataclass(frozen=True)
class Node:
    """What a node hands on: earned, possible, the full marks of what applies, and 1 where anything was assessed."""

    earned: Term
    possible: Term
    full: Term
    assessed: Term


@dataclass(frozen=True)
class Tree:
    """What the formulas of one channel, or of blended criteria, are made from.

    `cells` are the columns of criteria by id; `grown` is what the engine found, `section` the rounding of sections.
    """

    context: Context
    group: str
    cells: Mapping[str, Placed]
    grown: Mapping[str, Grown]
    section: Stage

    @property
    def size(self) -> int:
        """How many subjects there are."""
        return self.context.size

    def whole(self, root: Branch) -> Node:
        """The whole, without the columns of its own: what it earned and what was possible."""
        return self._bounded(root, self._put_together(root))

    def _of(self, child: Branch | Leaf) -> Node:
        return self._leaf(self.cells[child.id]) if isinstance(child, Leaf) else self._branch(child)

    def _there(self, branch: Branch) -> list[Branch | Leaf]:
        """The children that this channel sees anything of."""
        return [
            child
            for child in branch.children
            if (
                child.id in self.cells
                if isinstance(child, Leaf)
                else any(leaf.id in self.cells for leaf in child.leaves())
            )
        ]

    def _leaf(self, cell: Placed) -> Node:
        there, full = cell.there(), cell.over()
        return Node(cell.term(), product(there, full), product(cell.applies(self.context.not_applicable), full), there)

    def is_plain(self, branch: Branch) -> bool:
        """Whether a section is only added up: then its criteria stand in the sum above it."""
        return (
            branch.combine == "sum"
            and not branch.rescaled
            and branch.edge._replace(takes_off=False) == NO_EDGE
            and self.section.places is None
        )

    def _branch(self, branch: Branch) -> Node:
        """A section with columns of its own: what it earned, and what was possible."""
        if self.is_plain(branch):
            return self._put_together(branch)
        node = self._bounded(branch, self._put_together(branch))
        earned = self.section.of(node.earned)
        possible, title, marks = node.possible, self.context.words.node(branch.id), self.grown[branch.id].handed_on
        if branch.rescaled:
            earned = divided(product(node.full, earned), possible)
            possible = product(node.full, node.assessed)
        found = [self.context.values(column) for column in (marks.earned, marks.possible)]
        e = self.context.grid.work_out(
            self.group, self.context.words.say("workbook.earned", title=title), earned, found[0], id=branch.id
        )
        p = self.context.grid.work_out(
            self.group, self.context.words.say("workbook.possible", title=title), possible, found[1], id=branch.id
        )
        return Node(e.term(), p.term(), node.full, node.assessed)

    def _bounded(self, branch: Branch, node: Node) -> Node:
        """With its start, under its cap and over its floor, where anything was assessed."""
        edge, earned = branch.edge, node.earned
        if edge.start is not None:
            earned = summed([(1, earned), (1, product(self.context.constant(edge.start), node.assessed))], self.size)
        if edge.floor is not None:
            earned = chosen(node.assessed, at_least(earned, edge.floor), earned)
        earned, possible = at_most(earned, edge.cap), at_most(node.possible, edge.cap)
        return Node(earned, possible, at_most(node.full, edge.cap), node.assessed)

    def _put_together(self, branch: Branch) -> Node:
        children = self._there(branch)
        if branch.combine == "sum":
            return self._added(self._flat(branch, 1))
        nodes = [self._of(child) for child in children]
        shares = [
            self.cells[child.id].share() if isinstance(child, Leaf) else divided(node.earned, node.possible)
            for child, node in zip(children, nodes, strict=True)
        ]
        weights = [Fraction(_alone(self.context.amounts.weight(child))) for child in children]
        some = _any(nodes, self.size)
        marks = self.context.constant(branch.marks or Fraction(0))
        applies = _any([Node(n.earned, n.possible, n.full, positive(n.full)) for n in nodes], self.size)
        if branch.combine == "mean":
            counted = [product(self.context.constant(w), n.assessed) for w, n in zip(weights, nodes, strict=True)]
            top = summed([(1, product(c, s)) for c, s in zip(counted, shares, strict=True)], self.size)
            share = divided(top, summed([(1, c) for c in counted], self.size))
        elif branch.combine == "lowest":
            share = chosen(some, _lowest(shares, nodes, self.size), self.context.constant(Fraction(0)))
        else:  # a geometric mean is no fraction: the engine's number stands
            share = Term(lambda _: "0", (Fraction(0),) * self.size, (False,) * self.size)
        return Node(product(marks, share), product(marks, some), product(marks, applies), some)

    def _flat(self, branch: Branch, sign: int) -> list[tuple[int, Placed | Node]]:
        """What a sum adds up: criteria, those of plain sections too, and what other sections hand on."""
        found: list[tuple[int, Placed | Node]] = []
        for child in self._there(branch):
            own = -sign if child.edge.takes_off else sign
            if isinstance(child, Leaf):
                found.append((own, self.cells[child.id]))
            elif self.is_plain(child):
                found += self._flat(child, own)
            else:
                found.append((own, self._branch(child)))
        return found

    def _added(self, parts: Sequence[tuple[int, Placed | Node]]) -> Node:
        """The sum; criteria that stand beside each other are one range."""
        earned: list[tuple[int, Term]] = []
        adds: list[Node] = []
        seen: list[Node] = []
        for sign, run in _runs(parts):
            node = self._range(run) if isinstance(run, list) else run
            earned.append((sign, node.earned))
            seen.append(node)
            if sign > 0:
                adds.append(node)
        possible = summed([(1, node.possible) for node in adds], self.size)
        full = summed([(1, node.full) for node in adds], self.size)
        return Node(summed(earned, self.size), possible, full, _any(seen, self.size))

    def _range(self, cells: Sequence[Placed]) -> Node:
        """Criteria in columns beside each other."""
        nodes = [self._leaf(cell) for cell in cells]
        first, last = cells[0], cells[-1]

        def span(row: Row) -> str:
            return f"{first.at(row)}:{last.at(row)}"

        heads = f"{first.head}:{last.head}"
        earned, possible, full = (
            [sum(column, Fraction(0)) for column in zip(*(getattr(n, name).exact for n in nodes), strict=True)]
            for name in ("earned", "possible", "full")
        )
        return Node(
            Term.of(lambda row: f"SUM({span(row)})", earned),
            Term.of(lambda row: f"SUMPRODUCT(ISNUMBER({span(row)})*{heads})", possible),
            Term.of(lambda row: f'SUMPRODUCT(({span(row)}<>"{self.context.not_applicable}")*{heads})', full),
            Term.of(
                lambda row: f"(COUNT({span(row)})>0)",
                [Fraction(any(n.assessed.exact[at] for n in nodes)) for at in range(self.size)],
            ),
        )


def _runs(parts: Sequence[tuple[int, Placed | Node]]) -> list[tuple[int, list[Placed] | Node]]:
    """Columns beside each other with one sign are one run."""
    found: list[tuple[int, list[Placed] | Node]] = []
    before: tuple[int, Placed | Node] | None = None
    for sign, part in parts:
        last = found[-1][1] if found else None
        beside = before is not None and before[0] == sign and isinstance(before[1], Placed) and isinstance(part, Placed)
        if beside and isinstance(last, list) and isinstance(part, Placed) and part.index == last[-1].index + 1:
            last.append(part)
        else:
            found.append((sign, [part] if isinstance(part, Placed) else part))
        before = sign, part
    return found


def _alone(weight: object) -> Fraction:
    """A weight of one category as one number."""
    return weight if isinstance(weight, Fraction) else weight.fractions()[0]  # type: ignore[attr-defined]


def _any(nodes: Sequence[Node], size: int) -> Term:
    """1 where any was assessed."""
    if not nodes:
        return Term.constant(Fraction(0), size)
    exact = [Fraction(any(node.assessed.exact[at] for node in nodes)) for at in range(size)]
    if len(nodes) == 1:
        return nodes[0].assessed
    return Term.of(lambda row: f"({'+'.join(n.assessed.says(row) for n in nodes)}>0)", exact)


def _lowest(shares: Sequence[Term], nodes: Sequence[Node], size: int) -> Term:
    """The least share of those assessed."""

    def says(row: Row) -> str:
        listed = ",".join(f"IF({n.assessed.says(row)},{s.says(row)},9E9)" for n, s in zip(nodes, shares, strict=True))
        return f"MIN({listed})"

    exact = []
    for at in range(size):
        there = [s.exact[at] for s, n in zip(shares, nodes, strict=True) if n.assessed.exact[at]]
        exact.append(min(there, default=Fraction(0)))
    return Term.of(says, exact, *shares)
