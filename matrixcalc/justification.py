"""What an author gives as the reason of a step, next to what the step is about.

“Product rule” beside an equation in which nothing is differentiated names a rule that
cannot have been used.  Only rules that a textbook calls by a name are known, and only
what they need is looked for in the step; a reason that names no such rule is not
judged, and no verdict depends on any of this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from matrixcalc.expr import Apply, Derive, Differential, Expectation, Expr
from matrixcalc.ops import elementwise, inverses, linear, parts, products, pseudo, spectral
from matrixcalc.results import Note
from matrixcalc.statements import Claim

Nodes = frozenset[Expr]
Needed = Callable[[Nodes], bool]


def _operator(*wanted: object) -> Needed:
    return lambda nodes: any(isinstance(n, Apply) and n.op in wanted for n in nodes)


def _node(*kinds: type[Expr]) -> Needed:
    return lambda nodes: any(isinstance(n, kinds) for n in nodes)


def _both(first: Needed, second: Needed) -> Needed:
    return lambda nodes: first(nodes) and second(nodes)


_DERIVATIVE = _node(Derive, Differential)
_DETERMINANT = _operator(
    inverses.DETERMINANT, inverses.LOG_DET, inverses.COFACTORS, inverses.ADJUGATE
)
_INVERSE = _operator(inverses.INVERSE, linear.POWER, linear.QUOTIENT, pseudo.PSEUDO_INVERSE)
_TRACED = _operator(
    linear.TRACE, products.INNER, products.NORM, products.SQUARED_NORM, spectral.NUCLEAR_NORM
)
_TRACE = "there is no trace in this step"
_NOT_DERIVED = "nothing is differentiated in this step"
_NOT_INVERTED = "nothing is inverted in this step"
_NO_DETERMINANT = "there is no determinant in this step"
_NO_EXPECTATION = "there is no expectation in this step"

RULES: tuple[tuple[str, str, Needed, str], ...] = (
    ("the product rule", r"\b(?:product|leibniz) rule(?! (?:for|of) (?!d\w*\b))|produktregel|règle du produit|积的微分", _DERIVATIVE, _NOT_DERIVED),
    ("the chain rule", r"\bchain rule(?! (?:for|of) (?!d\w*\b))|kettenregel|règle de la chaîne|連鎖律|链式法则", _DERIVATIVE, _NOT_DERIVED),
    ("the quotient rule", r"\bquotient rule|quotientenregel", _DERIVATIVE, _NOT_DERIVED),
    ("Jacobi's formula", r"\bjacobi(?:'s|’s)? formula|formel von jacobi", _both(_DERIVATIVE, _DETERMINANT),
     "no determinant is differentiated in this step"),
    ("the derivative of an inverse", r"derivative of (?:an|the) inverse|ableitung der inversen", _both(_DERIVATIVE, _INVERSE),
     "no inverse is differentiated in this step"),
    ("the cyclic property of the trace",
     r"cyclic|trace trick|zyklisch|spur.{0,20}vertausch|invariance de la trace", _TRACED, _TRACE),
    ("the linearity of the trace", r"linearity of (?:the )?trace|trace is linear|linearität der spur", _TRACED, _TRACE),
    ("the linearity of the expectation",
     r"linearity of (?:the )?expect|linearität des erwartungswert|linéarité de l'espérance", _node(Expectation), _NO_EXPECTATION),
    ("Isserlis' theorem", r"\bisserlis|\bwick(?:'s|’s)? (?:theorem|formula)", _node(Expectation), _NO_EXPECTATION),
    ("Woodbury's identity", r"\bwoodbury|sherman", _INVERSE, _NOT_INVERTED),
    ("the push-through identity", r"push[- ]through", _INVERSE, _NOT_INVERTED),
    ("the matrix determinant lemma", r"(?:matrix )?determinant lemma|sylvester(?:'s|’s)? (?:determinant|theorem|identity)",
     _DETERMINANT, _NO_DETERMINANT),
    ("the product of determinants", r"multiplicativ\w* of (?:the )?determinant|determinant of a product|determinantenmultiplikation",
     _DETERMINANT, _NO_DETERMINANT),
    ("the transpose of a product", r"transpose of (?:a|the) product", _operator(linear.TRANSPOSE, products.INNER, products.OUTER),
     "nothing is transposed in this step"),
    ("the mixed-product property", r"mixed[- ]product", _operator(products.KRONECKER), "there is no Kronecker product in this step"),
    ("the vec trick", r"\bvec trick|vectori[sz]ation (?:trick|identity)|roth(?:'s|’s) (?:column )?lemma",
     _operator(parts.VEC, products.KRONECKER), "nothing is vectorised in this step"),
    ("the derivative of the logarithm", r"derivative of (?:the )?log(?:arithm)?\b", _both(
        _DERIVATIVE, _operator(elementwise.LOG, inverses.LOG_DET)), "no logarithm is differentiated in this step"),
)  # fmt: skip
"""A rule: its name, how authors call it, what it needs in a step, and what is missing without that."""


def mismatch(because: str, claim: Claim, laws: Sequence[str]) -> Iterator[Note]:
    """Notes on the rules that a reason names although the step has nothing they are about.

    `laws` are those of the proof; a rule that was used is never doubted.

    >>> from matrixcalc import matrix, sizes
    >>> (n,) = sizes("n")
    >>> A, B = matrix("A", n, n), matrix("B", n, n)
    >>> [x.message for x in mismatch("product rule", Claim((A @ B).T, B.T @ A.T), ("transpose of a product",))]
    ['the reason names the product rule, but nothing is differentiated in this step; the proof uses: transpose of a product']
    """
    if not because:
        return
    used = " ".join(laws).lower()
    nodes: Nodes | None = None
    for name, spelled, needed, missing in RULES:
        if not re.search(spelled, because, re.IGNORECASE) or re.search(spelled, used):
            continue
        nodes = _nodes(claim) if nodes is None else nodes
        if not needed(nodes):
            proof = f"; the proof uses: {', '.join(laws)}" if laws else ""
            yield Note("MC307", f"the reason names {name}, but {missing}{proof}")


def _nodes(claim: Claim) -> Nodes:
    """Every part of both sides, through definitions too."""
    found = {*claim.left.walk(), *claim.right.walk()}
    for symbol in claim.symbols:
        meaning = claim.meanings.get(symbol.name)
        if meaning is not None:
            found |= set(meaning.body.walk())
    return frozenset(found)
