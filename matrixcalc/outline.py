"""A derivation as plain data, before anything is verified.

Says what is declared, which conventions matter and how each statement prints.
Every step of an outline has the verdict `given`, because nothing is claimed.
"""

from __future__ import annotations

from matrixcalc.dims import IntVar
from matrixcalc.expr import Derive, Expr
from matrixcalc.notation import latex, text
from matrixcalc.results import ProblemResult, StepResult, Verdict
from matrixcalc.statements import Claim, Definition, Derivation, Equality, Statement, describe


def declarations(derivation: Derivation) -> tuple[str, ...]:
    """The letters with what is declared of them, those of one kind together."""
    together: dict[str, list[str]] = {}
    defined = {s.head.name for s in derivation if isinstance(s, Definition)}
    seen: set[str] = set()
    for symbol in derivation.symbols:
        if symbol.name not in seen | defined:
            seen.add(symbol.name)
            together.setdefault(describe(symbol), []).append(text(symbol))
    return tuple(f"{', '.join(letters)} : {kind}" for kind, letters in together.items())


def conventions(derivation: Derivation) -> tuple[str, ...]:
    """The conventions on which a derivative in the derivation depends."""
    derivatives = [
        node
        for statement in derivation
        for side in _sides(statement)
        for node in side.walk()
        if isinstance(node, Derive)
    ]
    layouts = sorted({d.convention.layout.value for d in derivatives})
    tied = [d for d in derivatives if any("symmetric" in s.assumptions for s in d.wrt.symbols)]
    symmetries = sorted({d.convention.symmetry.value for d in tied})
    return (*(f"layout {x}" for x in layouts), *(f"symmetric {x}" for x in symmetries))


def sizes(derivation: Derivation) -> tuple[IntVar, ...]:
    """The sizes and integers of a derivation, by name."""
    found = {
        variable
        for statement in derivation
        for variable in Claim(*_sides(statement)).integers
    }
    return tuple(sorted(found, key=lambda v: v.name))


def outline(derivation: Derivation) -> ProblemResult:
    """The derivation as it prints, with nothing judged."""
    return ProblemResult(
        name=derivation.name,
        title=derivation.title,
        source=derivation.source,
        line=derivation.line,
        declared=declarations(derivation),
        conventions=conventions(derivation),
        steps=tuple(_step(derivation, k, s) for k, s in enumerate(derivation, 1)),
    )


def _sides(statement: Statement) -> tuple[Expr, Expr]:
    if isinstance(statement, Definition):
        return statement.head, statement.body
    return statement.left, statement.right


def _step(derivation: Derivation, position: int, statement: Statement) -> StepResult:
    left, right = _sides(statement)
    kind = statement.kind if isinstance(statement, Equality) else type(statement).__name__.lower()
    return StepResult(
        id=f"{derivation.name}.{position}",
        line=statement.line,
        left=text(left),
        right=text(right),
        left_latex=latex(left),
        right_latex=latex(right),
        written=statement.written,
        verdict=Verdict.GIVEN,
        kind=kind,
        because=statement.because,
        expected=statement.expect if isinstance(statement, Equality) else None,
    )

