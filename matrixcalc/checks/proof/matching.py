"""Where a side of a law has the form of an expression, and what stands for its letters.

Products are matched up to brackets and the place of scalars, sums up to order, and a letter
in a product may stand for the identity.  Whether expressions may stand for letters is
decided in `conditions`, and what a match is worth by the replay; nothing is vouched for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matrixcalc.checks.proof.instances import Letters
from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.ops import constants, linear
from matrixcalc.ops.algebra import eye
from matrixcalc.ops.arguments import number
from matrixcalc.shapes import IllShaped


def matches(pattern: Expr, e: Expr, letters: Letters) -> Iterator[Letters]:
    """What may stand for the letters of a pattern so that it is `e`, beside what is known.

    >>> from matrixcalc import eye, inv, matrix, sizes
    >>> n, m = sizes("n m")
    >>> A, B = matrix("A", n, m), matrix("B", m, n)
    >>> pattern = inv(eye(n) + matrix("F", n, m) @ matrix("H", m, n))
    >>> [{k: str(v) for k, v in x.items()} for x in matches(pattern, inv(A @ B + eye(n)), {})]
    [{'F': 'A', 'H': 'B'}]
    """
    match pattern:
        case Symbol():
            yield from _letter(pattern, e, letters)
        case Apply(op=linear.SUM, args=terms):
            yield from _sum(terms, _terms(e), letters)
        case Apply(op=linear.PRODUCT):
            yield from _product(pattern, e, letters)
        case Apply(op=constants.IDENTITY):
            if isinstance(e, Apply) and e.op is constants.IDENTITY:
                yield letters
        case Apply(op=op, args=args, params=params):
            if isinstance(e, Apply) and e.op is op and _agree(params, e.params):
                yield from _each(args, e.args, letters)
        case _:
            if pattern == e:
                yield letters


def _agree(wanted: Sequence[Dim], given: Sequence[Dim]) -> bool:
    """Whether the integers of a pattern are those of an expression, or may be any."""
    fits = (w.constant is None or w == g for w, g in zip(wanted, given, strict=True))
    return all(fits)


def _letter(letter: Symbol, e: Expr, letters: Letters) -> Iterator[Letters]:
    known = letters.get(letter.name)
    if known is not None:
        if known == e:
            yield letters
        return
    wanted, given = letter.shape, e.shape
    fits = all(
        x.constant is None or x == y
        for x, y in ((wanted.rows, given.rows), (wanted.cols, given.cols))
    )
    if fits and (given.is_square or not wanted.is_square):
        yield {**letters, letter.name: e}


def _each(patterns: Sequence[Expr], parts: Sequence[Expr], letters: Letters) -> Iterator[Letters]:
    if not patterns:
        yield letters
        return
    for found in matches(patterns[0], parts[0], letters):
        yield from _each(patterns[1:], parts[1:], found)


def _sum(patterns: Sequence[Expr], terms: Sequence[Expr], letters: Letters) -> Iterator[Letters]:
    """Each pattern one term, and a letter at the end all that is left."""
    if not patterns:
        if not terms:
            yield letters
        return
    # A letter fits everything, so what is no letter comes first.
    first, *others = sorted(patterns, key=lambda p: isinstance(p, Symbol))
    if not others:
        if terms:
            whole = terms[0] if len(terms) == 1 else linear.SUM(*terms)
            yield from matches(first, whole, letters)
        return
    for k, term in enumerate(terms):
        rest = [*terms[:k], *terms[k + 1 :]]
        for found in matches(first, term, letters):
            yield from _sum(others, rest, found)


def _product(pattern: Expr, e: Expr, letters: Letters) -> Iterator[Letters]:
    """Factor by factor, where a letter takes one or more neighbours, or is the identity."""
    wanted_scalars, wanted = _factors(pattern)
    scalars, factors = _factors(e)
    if not wanted or not factors:
        return
    if wanted_scalars:
        if len(wanted_scalars) > 1 or not scalars:
            return
        for found in matches(wanted_scalars[0], _times(scalars), letters):
            yield from _run(wanted, factors, found)
        return
    yield from _run(wanted, [_times([*scalars, factors[0]]), *factors[1:]], letters)


def _run(wanted: Sequence[Expr], factors: Sequence[Expr], letters: Letters) -> Iterator[Letters]:
    if not wanted:
        if not factors:
            yield letters
        return
    first, *others = wanted
    longest = len(factors) - len([w for w in others if not isinstance(w, Symbol)])
    for count in range(1, 1 + (longest if isinstance(first, Symbol) else min(longest, 1))):
        try:
            group = _times(factors[:count])
        except IllShaped:
            # A row and a column in it are a scalar only together with what is before.
            break
        for found in _factor(first, group, letters):
            yield from _run(others, factors[count:], found)
    if isinstance(first, Symbol) and first.shape.is_square:
        known = letters.get(first.name)
        # The identity, whose size is that of the next factor unless it is known.
        if isinstance(known, Apply) and known.op is constants.IDENTITY:
            yield from _run(others, factors, letters)
        elif factors:
            for found in _letter(first, eye(factors[0].shape.rows), letters):
                yield from _run(others, factors, found)


def _factor(pattern: Expr, e: Expr, letters: Letters) -> Iterator[Letters]:
    """A factor; where the transpose of a letter is asked for, the letter is the transpose."""
    match pattern:
        case Apply(op=linear.TRANSPOSE, args=(Symbol() as letter,)):
            yield from _letter(letter, _turned(e), letters)
        case _:
            yield from matches(pattern, e, letters)


def _factors(e: Expr) -> tuple[list[Expr], list[Expr]]:
    """The scalar factors of an expression and the others, a sign with the former."""
    match e:
        case Apply(op=linear.NEGATIVE, args=(a,)):
            scalars, others = _factors(a)
            return [number(-1), *scalars], others
        case Apply(op=linear.QUOTIENT, args=(a, c)):
            scalars, others = _factors(a)
            return [*scalars, 1 / c], others
        case Apply(op=linear.PRODUCT, args=args):
            parts = [([a], []) if a.shape.is_scalar else _factors(a) for a in args]
            return [s for own, _ in parts for s in own], [f for _, own in parts for f in own]
    return [], [e]


def _terms(e: Expr) -> list[Expr]:
    """The terms of a sum, with those of sums in it."""
    match e:
        case Apply(op=linear.SUM, args=args):
            return [t for a in args for t in _terms(a)]
        case Apply(op=linear.NEGATIVE, args=(Apply(op=linear.SUM) as a,)):
            return [-t for t in _terms(a)]
    return [e]


def _times(factors: Sequence[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else linear.PRODUCT(*factors)


def _turned(e: Expr) -> Expr:
    """The transpose, of a product factor by factor, and that of a transpose without one."""
    match e:
        case Apply(op=linear.TRANSPOSE, args=(a,)):
            return a
        case Apply(op=linear.PRODUCT, args=args) if not any(a.shape.is_scalar for a in args):
            return linear.PRODUCT(*[_turned(a) for a in reversed(args)])
        case Apply(op=constants.IDENTITY):
            return e
    return e.T
