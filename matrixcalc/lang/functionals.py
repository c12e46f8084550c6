r"""Optima over densities: max_q ∫ f(x) q(x) dx − ∫ q(x) log q(x) dx.

An integral of what depends on x through the values of functions at x alone is a sum over points of
a weight that all integrals share.  What such integrals of a density come to holds for every weight
if it holds for sums with any number of points (masses that are multiples of one are points that
are counted more than once), and so does the reason for an optimum: pointwise derivatives that are
the same multiple of one, and a function that is concave in each value.  So the integrals are read
as sums, which may be accepted; but nothing is refuted by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Bind, Binder, Expr, Integral, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.names import name_of
from matrixcalc.lang.optima import DISTRIBUTIONS
from matrixcalc.lang.scan.pieces import Heading, Scanned
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import elementwise, linear

MEANT = "integrals are read as sums"

_PLAIN = re.compile(
    r"which|a|an|the|all|any|every|each|probability|over|of|is|be|eine?|die|der|alle|une?|les",
    re.IGNORECASE,
)
FAMILIES = re.compile(
    r"gaussian|(?<!\w)normal(?!\w)|famil(?:y|ies)|factori[sz]|mean-?field|product\s+(?:form|distribution|densit)"
    r"|parametri[cs]|exponential\s+famil|restrict|tractable|class\s+of|of\s+the\s+form|approximat|bernoulli|poisson"
    r"|(?<!\w)(?:moments?|mean|variance|covariance|expectation)(?!\w)|dirac|uniform|symmetric|unimodal"
    r"|log-?concave|support|among|constrain|subject\s+to|such\s+that|bounded|entropy\s+(?:at|of)|fixed|discrete",
    re.IGNORECASE,
)
"""Words by which densities may be some only."""

_FURTHER = re.compile(
    r"(?:\s+functions?)?\s*(?:\([^$]*)?\$?\s*(?:on|with|that|whose|for\s+which|having|in|of|from|which|such|satisfying|where|whenever"
    r"|under|between|near|w\.\s?r|auf|mit|sur|avec)(?!\w)",
    re.IGNORECASE,
)
"""What stands behind densities of which more is said."""

ATTAINED = re.compile(
    r"(?:attained|reached|achieved|assumed|maximi[sz]er\s+is|maximum\s+is|optim\w+\s+is|angenommen|erreicht)"
    r"(?:\s+(?:at|for|by|when|where|if|only|exactly|precisely|bei|für))*[\s:,$]*$",
    re.IGNORECASE,
)
"""What stands before the density at which a maximum is reached."""


def section(scanned: Scanned, start: int) -> str:
    """The text of a section up to the next heading."""
    ends = [p.start for p in scanned.pieces if isinstance(p, Heading) and p.start > start]
    return scanned.source.text[start : min(ends, default=len(scanned.source.text))]


def is_any_density(text: str, letter: str) -> bool:
    """Whether a text calls a letter a density, without a word that may say which ones are meant."""
    name = re.escape(letter)
    ahead = rf"(?P<before>\w*)[\s-]+(?:probability\s+)?{DISTRIBUTIONS}[^.$]{{0,25}}\$\s*{name}(?![a-zA-Z])"
    behind = rf"\$\s*{name}\s*(?:\([^$]*)?\$[^.$]{{0,30}}?(?P<before>\w*)\s+(?:probability\s+)?{DISTRIBUTIONS}"
    found = [m for p in (ahead, behind) for m in re.finditer(p, text, re.IGNORECASE)]
    # “The role of q is played by the distribution of z” says which one is looked at.
    found = [m for m in found if "played" not in m[0]]
    plain = all(_PLAIN.fullmatch(m["before"]) and not _FURTHER.match(text, m.end()) for m in found)
    return bool(found) and plain and FAMILIES.search(text) is None


def argument(node: Syntax, function: str) -> str | None:
    """The letter at which a function stands everywhere, inside of integrals."""
    found: set[str | None] = set()
    for part in syntax.walk(node):
        if isinstance(part, syntax.Juxtaposed):
            for first, group in zip(part.items, part.items[1:], strict=False):
                if name_of(first) == function and isinstance(group, syntax.Group):
                    found.add(name_of(group.parts[0]) if len(group.parts) == 1 else None)
    integrates = any(isinstance(n, syntax.Big) and n.sign == "∫" for n in syntax.walk(node))
    return found.pop() if len(found) == 1 and integrates else None


def valued(function: str, x: str) -> str:
    """The name of the family of the values of a function."""
    return f"{function}({x})"


def as_sums(e: Expr, x: str, places: Sequence[Dim], bodies: Mapping[str, Expr]) -> Expr | None:
    """An expression with sums in place of integrals over x, and what stands at x outside of them at
    a place; None where it has anything else that depends on x.

    The second of the two places is that of the sums.
    """
    outside, inside = places

    def go(node: Expr, at: Dim, integrated: bool) -> Expr | None:
        match node:
            case Symbol() if node.name in bodies and not node.arguments:
                return go(bodies[node.name], at, integrated)
            case Symbol() if node.arguments:
                (one, *more) = node.arguments
                if more or not isinstance(one, Symbol) or one.name != x:
                    return None
                return Symbol(valued(node.name, x), node.shape, node.assumptions, (at,))
            case Symbol():
                return None if node.name == x else node
            case Number():
                return node
            case Integral(body=body, variable=variable) if variable.name == x and not integrated:
                summand = go(body, inside, True)
                index = inside.as_variable
                if summand is None or index is None or index not in summand.indices:
                    return None
                return Bind(Binder.SUM, [index], summand)
            case Apply(
                op=elementwise.LOG,
                args=(Apply(op=linear.PRODUCT, args=(Symbol() as first, Symbol() as second)),),
            ) if first == second and integrated:
                # Of no density ∫ log(q²) dx is finite: log q(x) q(x) is a product with a logarithm.
                return go(linear.PRODUCT(elementwise.LOG(first), second), at, integrated)
            case Apply(op=op, args=args, params=params):
                parts = [go(a, at, integrated) for a in args]
                known = [p for p in parts if p is not None]
                return Apply(op, known, params) if len(known) == len(parts) else None
        return None

    return go(e, outside, False)
