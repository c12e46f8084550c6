"""Which law simplifies an expression, and what stands for its letters.

Each rule looks at one operator and its arguments and names a law of the library with
the expressions for its letters; it is applied from left to right where its conditions
hold.  Nothing here is trusted: every application is an instance of a law, and is
checked as one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from fractions import Fraction

from matrixcalc.checks.proof.conditions import Conditions
from matrixcalc.checks.proof.instances import (
    ARGUMENT,
    BY_NAME,
    Letters,
    NoInstance,
    declared,
    instance,
)
from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Number
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products, pseudo
from matrixcalc.shapes import IllShaped

Use = tuple[str, Letters]
"""A law by its name, and what stands for its letters."""


def simplified(
    e: Expr,
    conditions: Conditions,
    *,
    by_exponentials: bool = False,
    without: Container[str] = (),
) -> tuple[str, Letters, Expr] | None:
    """A law that applies to `e` itself, its letters, and what it makes of it.

    Laws `without` which it is to be done do not count.  Of several, it is the one whose inverses the claim has as well, or else the first.
    """
    rules = RULES | BY_EXPONENTIALS if by_exponentials else RULES
    if not isinstance(e, Apply) or e.op not in rules:
        return None
    operands = (*e.args, *map(constants.SIZE, e.params)) if e.op is linear.POWER else e.args
    uses = (use for use in rules[e.op](operands) if use[0] not in without)
    found = [use for use in uses if _may_stand(use, conditions)]
    made = [(name, letters, right) for name, letters in found
            if (right := _right(name, letters)) is not None]  # fmt: skip
    return min(made, key=lambda use: conditions.strange(use[2]), default=None)


def _may_stand(use: Use, conditions: Conditions) -> bool:
    name, letters = use
    demanded = declared(BY_NAME[name])
    return all(conditions.hold(letters[x], s.assumptions) for x, s in demanded.items())


def _right(name: str, letters: Letters) -> Expr | None:
    """What a law makes of its letters; None where they do not fit."""
    try:
        return instance(BY_NAME[name], letters)[1]
    except (NoInstance, IllShaped):
        return None


def _product(factors: Sequence[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else linear.PRODUCT(*factors)


def _split(factors: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    """Scalar factors and the others."""
    scalars = [f for f in factors if f.shape.is_scalar]
    return scalars, [f for f in factors if not f.shape.is_scalar]


def _multiple(e: Expr) -> tuple[Expr, Expr] | None:
    """c and A of a multiple c A."""
    match e:
        case Apply(op=linear.PRODUCT, args=args):
            scalars, others = _split(args)
            if scalars and others:
                return _product(scalars), _product(others)
        case Apply(op=linear.QUOTIENT, args=(a, c)) if not a.shape.is_scalar:
            return 1 / c, a
    return None


def _inverse(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    yield from _orthogonal_image("inverse of an orthogonal image", a)
    match a:
        case Apply(op=inverses.INVERSE, args=(v,)):
            yield "inverse of an inverse", {"V": v}
        case Apply(op=linear.POWER, args=(v,), params=(k,)) if not a.shape.is_scalar:
            yield "inverse of a power", {"V": v, "a": constants.SIZE(k)}
        case Apply(op=linear.PRODUCT, args=factors) if not a.shape.is_scalar:
            scalars, (first, *rest) = _split(factors)
            if rest and first.shape.is_square:
                yield (
                    "inverse of a product",
                    {"V": _product([*scalars, first]), "W": _product(rest)},
                )
        case Apply(op=products.KRONECKER, args=(v, r)):
            yield "Kronecker inverse", {"V": v, "R": r}
        case Apply(op=parts.BLOCK, args=(v, f, h, u), params=(rows, _)) if rows == 2:
            yield "inverse of a matrix in blocks", {"V": v, "F": f, "H": h, "U": u}
            yield (
                "inverse of a matrix in blocks, by the last block",
                {"A": v, "F": f, "H": h, "D": u},
            )
    yield "orthogonal matrix", {"Q": a}


def _power(args: Sequence[Expr]) -> Iterator[Use]:
    """A power whose exponent is no number; the exponent stands behind the matrix."""
    a, k = args
    if isinstance(k, Apply) and k.params[0].constant is not None:
        return
    if a.shape.is_scalar and isinstance(k, Apply):
        yield from _whole_exponents(a, k.params[0])
    multiple = _multiple(a)
    if multiple is not None:
        yield "power of a multiple", {"c": multiple[0], "A": multiple[1], "a": k}
    match a:
        case Apply(op=linear.POWER, args=(b,), params=(j,)):
            yield "power of a power", {"A": b, "a": constants.SIZE(j), "b": k}
        case Apply(op=inverses.INVERSE, args=(v,)) if not a.shape.is_scalar:
            yield "power of an inverse", {"V": v, "a": k}
        case Apply(op=linear.NEGATIVE, args=(b,)):
            yield "power of a negative", {"A": b, "a": k}
        case Apply(op=constants.IDENTITY):
            yield "power of the identity", {ARGUMENT: a, "a": k}
        case Apply(op=linear.PRODUCT, args=(first, *rest)) if a.shape.is_scalar:
            if all(f.shape.is_scalar for f in a.args):
                yield "power of a product of scalars", {"c": first, "s": _product(rest), "a": k}
    yield "power of an idempotent matrix", {"E": a, "e": k}


def _whole_exponents(c: Expr, k: Dim) -> Iterator[Use]:
    """cᵏ as a product of two powers, where k is a sum."""
    (monomial, number), *others = k.terms
    if others or number > 1:
        first = Dim({monomial: 1 if monomial else number})
        yield (
            "power with a sum of whole exponents",
            {"c": c, "a": constants.SIZE(first), "b": constants.SIZE(k - first)},
        )


def _real_power(args: Sequence[Expr]) -> Iterator[Use]:
    """A power of a positive number: base and exponent factor by factor, numbers outside."""
    a, c = args
    match a:
        case Apply(op=linear.PRODUCT, args=(first, *rest)):
            yield "power of a product of numbers", {"r": first, "t": _product(rest), "c": c}
        case Apply(op=linear.QUOTIENT, args=(one, t)) if _is_one(one):
            yield "power of a reciprocal", {"t": t, "c": c}
        case Apply(op=inverses.INVERSE, args=(t,)):
            yield "power of a reciprocal", {"t": t, "c": c}
        case Apply(op=linear.QUOTIENT, args=(r, t)):
            yield "power of a quotient of numbers", {"r": r, "t": t, "c": c}
        case Apply(op=elementwise.SQRT, args=(r,)) if not _is_number(c):
            yield "power of a root", {"r": r, "s": c}
        case Apply(op=linear.POWER, args=(r,), params=(k,)) if not _is_number(c):
            yield "power of a power of a number", {"r": r, "c": _integer(k), "s": c}
        case Apply(op=elementwise.REAL_POWER, args=(r, s)) if not _is_number(c):
            yield "power of a power of a number", {"r": r, "c": s, "s": c}
    yield from _exponent(a, c)


def _is_number(e: Expr) -> bool:
    """Whether an expression is made of numbers alone."""
    plain = (linear.NEGATIVE, linear.QUOTIENT, linear.PRODUCT, linear.SUM)
    return all(isinstance(n, Number) or (isinstance(n, Apply) and n.op in plain) for n in e.walk())


def _exponent(r: Expr, c: Expr) -> Iterator[Use]:
    """rᶜ for a sum c, and for a multiple of one."""
    if _is_number(c):
        return
    match c:
        case Apply(op=linear.SUM, args=(first, *rest)):
            other = rest[0] if len(rest) == 1 else linear.SUM(*rest)
            yield "sum of exponents", {"r": r, "c": first, "s": other}
        case Apply(op=linear.NEGATIVE, args=(b,)):
            yield "product of exponents", {"r": r, "c": b, "s": Number(Fraction(-1))}
        case Apply(op=linear.QUOTIENT, args=(b, Number(value=d))) if not isinstance(b, Number):
            yield "product of exponents", {"r": r, "c": b, "s": Number(1 / d)}
        case Apply(op=linear.PRODUCT, args=factors):
            numbers = [f for f in factors if isinstance(f, Number)]
            rest = [f for f in factors if not isinstance(f, Number)]
            if numbers and rest:
                letters = {"r": r, "c": _product(rest), "s": _product(numbers)}
                yield "product of exponents", letters
        case Apply(op=constants.SIZE, params=(k,)) if len(k.terms) > 1 or k.terms[0][1] != 1:
            monomial, number = k.terms[0]
            if len(k.terms) > 1:
                part = Dim({monomial: number})
                parts = constants.SIZE(part), constants.SIZE(k - part)
                yield "sum of exponents", {"r": r, "c": parts[0], "s": parts[1]}
            elif monomial:
                whole = constants.SIZE(Dim({monomial: 1}))
                yield "product of exponents", {"r": r, "c": whole, "s": Number(Fraction(number))}


def _integer(k: Dim) -> Expr:
    """An integer as an expression."""
    return Number(Fraction(k.constant)) if k.constant is not None else constants.SIZE(k)


def _root(args: Sequence[Expr]) -> Iterator[Use]:
    """A root of positive numbers, factor by factor."""
    match args[0]:
        case Apply(op=linear.PRODUCT, args=(first, *rest)) if args[0].shape.is_scalar:
            yield "root of a product", {"r": first, "t": _product(rest)}
        case Apply(op=linear.QUOTIENT, args=(r, t)) if args[0].shape.is_scalar:
            yield "root of a quotient", {"r": r, "t": t}
        case Apply(op=linear.POWER, args=(r,), params=(k,)) if r.shape.is_scalar:
            yield "root of a power", {"r": r, "c": _integer(k)}


def _orthogonal_image(law: str, e: Expr) -> Iterator[Use]:
    """A law for Q A Qᵀ, where Q may stand in all terms of a sum but multiples of I."""
    terms = e.args if isinstance(e, Apply) and e.op is linear.SUM else (e,)
    flat = [_factors(t) or [t] for t in terms]
    outer = next((_split_off(f)[1] for f in flat if len(f) > 1), None)
    if outer is None or not outer.shape.is_square:
        return
    inner: list[Expr] = []
    for term, (first, *rest) in zip(terms, flat, strict=True):
        scalar, q = _split_off([first])
        if rest and q == outer and rest[-1] == _back(outer):
            middle = rest[:-1] or [constants.IDENTITY(outer.shape.cols)]
            inner.append(_product([*scalar, *middle]))
        elif not rest and isinstance(q, Apply) and q.op is constants.IDENTITY:
            inner.append(term)
        else:
            return
    yield law, {"Q": outer, "A": inner[0] if len(inner) == 1 else linear.SUM(*inner)}


def _split_off(factors: Sequence[Expr]) -> tuple[list[Expr], Expr]:
    """The scalars that stand with the first factor, and this without them."""
    first, scalars = factors[0], list[Expr]()
    while isinstance(first, Apply) and first.op in (linear.NEGATIVE, linear.PRODUCT):
        if first.op is linear.NEGATIVE:
            scalars.append(Number(Fraction(-1)))
            (first,) = first.args
        else:
            mine, others = _split(first.args)
            if len(others) != 1:
                break
            scalars += mine
            (first,) = others
    return scalars, first


def _back(e: Expr) -> Expr:
    """The transpose, that of a transpose without one."""
    return e.args[0] if isinstance(e, Apply) and e.op is linear.TRANSPOSE else e.T


def _determinant(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    yield from _orthogonal_image("determinant of an orthogonal image", a)
    multiple = _multiple(a)
    if multiple is not None:
        yield "determinant of a multiple", {"c": multiple[0], "A": multiple[1]}
    match a:
        case Apply(op=linear.PRODUCT, args=(first, *rest)) if multiple is None:
            if first.shape.is_square:
                yield "determinant of a product", {"A": first, "B": _product(rest)}
        case Apply(op=linear.NEGATIVE, args=(b,)):
            yield "determinant of a negative", {"A": b}
        case Apply(op=inverses.INVERSE, args=(v,)):
            yield "determinant of an inverse", {"V": v}
        case Apply(op=linear.TRANSPOSE, args=(b,)):
            yield "determinant of a transpose", {"A": b}
        case Apply(op=linear.POWER, args=(b,), params=(k,)):
            yield "determinant of a power", {"A": b, "a": constants.SIZE(k)}
        case Apply(op=products.KRONECKER, args=(b, c)):
            yield "Kronecker determinant", {"A": b, "U": c}
        case Apply(op=parts.BLOCK, args=(v, f, h, u), params=(rows, _)) if rows == 2:
            if h == constants.ZEROS(h.shape.rows, h.shape.cols):
                yield "determinant of a block triangular matrix", {"A": v, "F": f, "U": u}
            yield "Schur complement", {"V": v, "F": f, "H": h, "U": u}
            yield "Schur complement of the last block", {"A": v, "F": f, "H": h, "D": u}
        case Apply(op=constants.IDENTITY) as one:
            yield "determinant of the identity", {ARGUMENT: one}
        case Apply(op=linear.SUM, args=terms):
            yield from _determinant_of_sum(terms)


def _determinant_of_sum(terms: Sequence[Expr]) -> Iterator[Use]:
    """Of I + a product, the product turned round; of V + a product, V taken out."""
    for k, term in enumerate(terms):
        rest = [*terms[:k], *terms[k + 1 :]]
        factors = _factors(rest[0]) if len(rest) == 1 else []
        if len(factors) < 2:
            continue
        if isinstance(term, Apply) and term.op is constants.IDENTITY:
            cuts = range(len(factors))
            best = min(cuts, key=lambda c: _cyclic_key([*factors[c:], *factors[:c]]))
            if best and _cyclic_key([*factors[best:], *factors[:best]]) < _cyclic_key(factors):
                parts_of = {"F": _product(factors[:best]), "H": _product(factors[best:])}
                yield "Sylvester's determinant identity", parts_of
        elif not all(f.shape.is_square for f in factors):
            yield "determinant of a sum", {"V": term, "A": rest[0]}


def _factors(e: Expr) -> list[Expr]:
    """The factors of a product of matrices, the numbers with the first of them."""
    if isinstance(e, Apply) and e.op is linear.NEGATIVE:
        inner = _factors(e.args[0])
        return [-inner[0], *inner[1:]] if inner else []
    if not (isinstance(e, Apply) and e.op is linear.PRODUCT):
        return []
    flat = [x for f in e.args for x in (_factors(f) or [f])]
    scalars, others = _split(flat)
    return [_product([*scalars, others[0]]), *others[1:]] if others else []


def _cyclic_key(factors: Sequence[Expr]) -> tuple[int, str]:
    """An order among the ways to turn a product round; a transposed one counts as equal."""
    forward = " ".join(map(str, factors))
    back = " ".join(str(_turned(f)) for f in reversed(factors))
    first, last = factors[0].shape.rows, factors[-1].shape.cols
    return int(not (first == last == 1)), min(forward, back)


def _turned(e: Expr) -> Expr:
    if isinstance(e, Apply) and e.op is linear.TRANSPOSE:
        return e.args[0]
    return e if "symmetric" in getattr(e, "assumptions", ()) else e.T


def _log_det(args: Sequence[Expr]) -> Iterator[Use]:
    yield "log det", {"Z": args[0]}


def _adjugate(args: Sequence[Expr]) -> Iterator[Use]:
    yield "adjugate of an invertible matrix", {"V": args[0]}


def _log(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    yield from _log_of_logistic(a)
    if not a.shape.is_scalar:
        return
    match a:
        case Apply(op=linear.PRODUCT, args=(first, *rest)) if all(
            f.shape.is_scalar for f in a.args
        ):
            yield "log of a product", {"r": first, "t": _product(rest)}
        case Number(value=value) if value == 1:
            yield "log of one", {}
        case Apply(op=linear.QUOTIENT, args=(r, t)):
            yield "log of a quotient", {"r": r, "t": t}
        case Apply(op=inverses.INVERSE, args=(t,)):
            yield "log of a quotient", {"r": Number(Fraction(1)), "t": t}
        case Apply(op=elementwise.EXP, args=(c,)):
            yield "log of exp", {"c": c}
        case Apply(op=elementwise.REAL_POWER, args=(r, c)):
            yield "log of a power", {"r": r, "c": c}
        case Apply(op=linear.POWER, args=(r,), params=(k,)):
            yield "log of a power", {"r": r, "c": constants.SIZE(k)}
        case Apply(op=elementwise.SQRT, args=(r,)):
            yield "log of a root", {"r": r}


def _log_of_logistic(e: Expr) -> Iterator[Use]:
    """Logarithms of 1 + exp(−x), of the logistic function written out, and of 1 less that."""
    if not e.shape.is_column:
        return
    argument = _of_logistic(e)
    if argument is not None:
        yield "log of the logistic function", {"x": argument}
    terms = e.args if isinstance(e, Apply) and e.op is linear.SUM else ()
    for one, other in (terms, terms[::-1]) if len(terms) == 2 else ():
        if not _is_one(one):
            continue
        match other:
            case Apply(op=linear.NEGATIVE, args=(inner,)):
                argument = _of_logistic(inner)
                if argument is not None:
                    yield "log of the logistic function's complement", {"x": argument}
            case Apply(op=elementwise.EXP, args=(Apply(op=linear.NEGATIVE, args=(x,)),)):
                yield "log of one and an exponential", {"x": x}
            case Apply(op=linear.QUOTIENT, args=(top, Apply(op=elementwise.EXP, args=(x,)))):
                if _is_one(top):
                    yield "log of one and an exponential", {"x": x}


def _of_logistic(e: Expr) -> Expr | None:
    """x of exp x ⊘ (𝟏 + exp x)."""
    match e:
        case Apply(
            op=linear.QUOTIENT | products.HADAMARD_QUOTIENT,
            args=(
                Apply(op=elementwise.EXP, args=(x,)) as top,
                Apply(op=linear.SUM, args=(a, b)),
            ),
        ) if (_is_one(a) and b == top) or (_is_one(b) and a == top):
            return x
    return None


def _is_one(e: Expr) -> bool:
    """Whether an expression is 1, or a column of ones."""
    if isinstance(e, Number):
        return e.value == 1
    return isinstance(e, Apply) and e.op is constants.ONES


def _exp(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    if not a.shape.is_scalar:
        return
    match a:
        case Apply(op=linear.SUM, args=(first, *rest)):
            other = rest[0] if len(rest) == 1 else linear.SUM(*rest)
            yield "exp of a sum", {"c": first, "s": other}
        case Apply(op=linear.NEGATIVE, args=(c,)):
            yield "exp of a negative", {"c": c}
        case Apply(op=elementwise.LOG, args=(r,)):
            yield "exp of log", {"r": r}


def _absolute(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    if not a.shape.is_scalar:
        return
    yield "absolute value of a positive number", {"r": a}
    match a:
        case Apply(op=linear.PRODUCT, args=(first, *rest)):
            yield "absolute value of a product", {"c": first, "s": _product(rest)}


def _pseudo_inverse(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    yield "pseudo-inverse of an invertible matrix", {"V": a}
    yield "pseudo-inverse of independent columns", {"X": a}
    yield "pseudo-inverse of independent rows", {"Y": a}
    if a.shape.is_column:
        yield "pseudo-inverse of a column", {"h": a}
    match a:
        case Apply(op=linear.PRODUCT, args=factors):
            yield from _factorizations(factors)
        case Apply(op=pseudo.PSEUDO_INVERSE, args=(n,)):
            yield "pseudo-inverse of a pseudo-inverse", {"N": n}


def _factorizations(factors: Sequence[Expr]) -> Iterator[Use]:
    """A product as that of two matrices that have full rank where they meet."""
    for k in range(1, len(factors)):
        left, right = _product(factors[:k]), _product(factors[k:])
        if left.shape.is_column and right.shape.is_row:
            yield "pseudo-inverse of a dyad", {"h": left, "l": _turned(right)}
        elif not (left.shape.is_scalar or right.shape.is_scalar):
            yield "pseudo-inverse of a full-rank factorization", {"X": left, "C": right}


def _windows(args: Sequence[Expr]) -> Iterator[Use]:
    """Two or three neighbouring factors: a matrix, its pseudo-inverse, their transposes."""
    match args:
        case [a, b, c] if _pseudo(b) == a == c:
            yield "Penrose, first condition", {"N": a}
        case [a, b, c] if a == c and _pseudo(a) == b:
            yield "Penrose, second condition", {"N": b}
        case [a, b, c] if _pseudo(a) == b and c == b.T:
            yield "pseudo-inverse beside the transpose", {"N": b}
        case [a, b, c] if _pseudo(c) == b and a == b.T:
            yield "transpose beside the pseudo-inverse", {"N": b}
        case [Apply(op=linear.TRANSPOSE, args=(a,)), b] if _is_turned(b, _pseudo(a)):
            yield "projector on the columns, transposed", {"N": _turned(b)}
        case [a, Apply(op=linear.TRANSPOSE, args=(b,))] if _is_turned(a, _pseudo(b)):
            yield "projector on the rows, transposed", {"N": _turned(a)}


def _pseudo(e: Expr) -> Expr | None:
    """N of a pseudo-inverse N⁺."""
    return e.args[0] if isinstance(e, Apply) and e.op is pseudo.PSEUDO_INVERSE else None


def _is_turned(e: Expr, other: Expr | None) -> bool:
    """Whether an expression is another one transposed."""
    return other is not None and e == other.T


def _transpose(args: Sequence[Expr]) -> Iterator[Use]:
    match args[0]:
        case Apply(op=linear.POWER, args=(q,), params=(k,)):
            yield "transposed power of an orthogonal matrix", {"Q": q, "a": constants.SIZE(k)}
        case Apply(op=linear.PRODUCT, args=(a, b)):
            if _pseudo(b) == a:
                yield "Penrose, third condition", {"N": a}
            if _pseudo(a) == b:
                yield "Penrose, fourth condition", {"N": b}
        case Apply(op=pseudo.PSEUDO_INVERSE, args=(Apply(op=linear.TRANSPOSE, args=(n,)),)):
            yield "pseudo-inverse of a transpose", {"N": n.T}


def _rank(args: Sequence[Expr]) -> Iterator[Use]:
    (a,) = args
    yield "rank of an invertible matrix", {"V": a}
    yield "rank of an idempotent matrix", {"E": a}
    match a:
        case Apply(op=linear.PRODUCT, args=(n, Apply(op=pseudo.PSEUDO_INVERSE, args=(m,)))) if (
            n == m
        ):
            yield "rank of a projector", {"N": n}
        case Apply(op=linear.PRODUCT, args=(b, n)) if b == n.T:
            yield "rank of a Gram matrix", {"N": n}


def _trace(args: Sequence[Expr]) -> Iterator[Use]:
    match args[0]:
        case Apply(op=linear.PRODUCT, args=(n, Apply(op=pseudo.PSEUDO_INVERSE, args=(m,)))) if (
            n == m
        ):
            yield "rank as a trace", {"N": n}


def _by_exponentials(law: str) -> Rule:
    return lambda args: iter([(law, {"x": args[0]})] if args[0].shape.is_column else [])


Rule = Callable[[Sequence[Expr]], Iterator[Use]]

RULES: dict[object, Rule] = {
    inverses.INVERSE: _inverse,
    inverses.DETERMINANT: _determinant,
    inverses.LOG_DET: _log_det,
    inverses.ADJUGATE: _adjugate,
    elementwise.LOG: _log,
    elementwise.EXP: _exp,
    elementwise.ABS: _absolute,
    pseudo.PSEUDO_INVERSE: _pseudo_inverse,
    pseudo.RANK: _rank,
    linear.TRACE: _trace,
    linear.POWER: _power,
    elementwise.REAL_POWER: _real_power,
    elementwise.SQRT: _root,
    linear.PRODUCT: _windows,
    linear.TRANSPOSE: _transpose,
}
"""The rules by the operator at which they look."""

BY_EXPONENTIALS: dict[object, Rule] = {
    elementwise.LOGISTIC: _by_exponentials("logistic function by exponentials"),
    elementwise.SOFTPLUS: _by_exponentials("softplus by a logarithm"),
    elementwise.TANH: _by_exponentials("tanh by exponentials"),
    elementwise.SINH: _by_exponentials("hyperbolic sine by exponentials"),
    elementwise.COSH: _by_exponentials("hyperbolic cosine by exponentials"),
}
"""Functions that are made of others, and are written so where they are no letters of their own."""
