"""On which line of its file each step of a chain is written.

A statement knows the line of the call that made it; the steps of one `chain`
share that line.  Their own lines stand in the source, which is read here as a
tree and never run.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from matrixcalc.statements import Derivation, Equality, Statement


def with_lines(derivations: tuple[Derivation, ...], source: str) -> tuple[Derivation, ...]:
    """The derivations with every step of a chain on the line where its right side starts.

    Steps whose place cannot be told, as of a chain built in a loop, keep the
    line of their chain.
    """
    try:
        chains = _chains(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return derivations
    return tuple(replace(d, statements=tuple(_placed(d, chains))) for d in derivations)


def _chains(tree: ast.AST) -> dict[int, list[int]]:
    """The lines of the steps of each call of `chain`, by the line of the call."""
    found: dict[int, list[int]] = {}
    doubtful: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node.func) == "chain":
            if node.lineno in found or any(isinstance(a, ast.Starred) for a in node.args):
                doubtful.add(node.lineno)
            found[node.lineno] = [_start(a) for a in node.args[1:]]
    return {line: steps for line, steps in found.items() if line not in doubtful}


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _start(step: ast.expr) -> int:
    return step.elts[0].lineno if isinstance(step, ast.Tuple) and step.elts else step.lineno


def _placed(derivation: Derivation, chains: dict[int, list[int]]) -> Iterator[Statement]:
    left: dict[int, list[int]] = defaultdict(list, {k: list(v) for k, v in chains.items()})
    for statement in derivation:
        if isinstance(statement, Equality) and left[statement.line]:
            # A chain's steps come in order; a claim is no call of `chain`.
            yield replace(statement, line=left[statement.line].pop(0))
        else:
            yield statement
