"""Claims about the exponentials of a matrix, as claims about other letters.

A symmetric A is Q diag(λ) Qᵀ for an orthogonal Q, and e^{p(A)} is Q diag(e^{p(λ)}) Qᵀ for
every polynomial p (Magnus and Neudecker, chapter 1, theorem 13; Higham, Functions of
Matrices, section 1.2).  A square A of which nothing is declared need not be P diag(λ) P⁻¹.
Those that are so, with different real λ, fill an open set, and a difference of analytic
functions that vanishes there vanishes everywhere; so does one of quotients of them.
Therefore such an A is replaced only where nothing else than such functions is taken of it.
Of an idempotent A, and of one with A² = 0, the exponential is a polynomial itself.
Where A is what a derivative is taken by, nothing is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matrixcalc.assumptions import spoken
from matrixcalc.dims import ONE
from matrixcalc.expr import Apply, Bind, Binder, Derive, Expr, Symbol
from matrixcalc.ops import constants, elementwise, inverses, linear, parts, products
from matrixcalc.ops.algebra import diag, exp, eye, inv, ones
from matrixcalc.ops.arguments import number
from matrixcalc.ops.spectral import MATRIX_EXPONENTIAL
from matrixcalc.rewriting import own_letter, transformed, transformed_claim
from matrixcalc.shapes import Shape
from matrixcalc.statements import Claim

ANALYTIC = frozenset(
    {
        *linear.OPERATORS, inverses.INVERSE, inverses.DETERMINANT, constants.IDENTITY,
        constants.ZEROS, constants.SIZE, elementwise.EXP, products.HADAMARD, products.KRONECKER,
        products.OUTER, products.INNER, products.SQUARED_NORM, parts.ENTRY, parts.VEC,
        parts.BLOCK, parts.DIAGONAL_VECTOR, parts.DIAGONAL_MATRIX, MATRIX_EXPONENTIAL,
    }
)  # fmt: skip
"""Operators whose values are quotients of analytic functions of all entries."""

HIGHEST = 6
"""The highest power of a letter in an exponent."""

_WORDS = (set[str](), {"invertible"}, {"positive determinant"})
"""What may be declared of a matrix of which almost all that are so have an open set of their own."""


def written_out(claim: Claim, varied: frozenset[str]) -> Claim:
    """The claim with other letters for those of which it has an exponential.

    It is as it was where one of its exponentials has no such form.
    """
    exponents = {
        n.args[0] for n in claim.nodes if isinstance(n, Apply) and n.op is MATRIX_EXPONENTIAL
    }
    if not exponents:
        return claim
    found = [_exponent(e) for e in exponents]
    taken = {s.name for s in claim.symbols}
    forms: dict[str, _Form] = {}
    for e in found:
        if e is None or e.letter.name in varied | claim.meanings.keys():
            return claim
        if e.letter.name not in forms:
            form = _form(e.letter, claim, taken)
            if form is None:
                return claim
            forms[e.letter.name] = form
        if min(e.powers) < 0 and not forms[e.letter.name].inverts:
            return claim
    values: dict[Expr, Expr] = {
        MATRIX_EXPONENTIAL(_in_form(node, forms)): forms[e.letter.name].exponential(e)
        for node, e in zip(exponents, found, strict=True) if e is not None
    }  # fmt: skip

    def rule(e: Expr) -> Expr:
        if isinstance(e, Symbol) and e.name in forms:
            return forms[e.name].matrix
        return values.get(e, e)

    return transformed_claim(claim, rule)


def _is_exponential(node: Expr) -> bool:
    return isinstance(node, Apply) and node.op is MATRIX_EXPONENTIAL


def _in_form(e: Expr, forms: Mapping[str, _Form]) -> Expr:
    def rule(n: Expr) -> Expr:
        return forms[n.name].matrix if isinstance(n, Symbol) and n.name in forms else n

    return transformed(e, rule)


@dataclass(frozen=True)
class _Exponent:
    """B p(A) B⁻¹, or B p(Aᵀ) B⁻¹, for a polynomial p with numbers as coefficients."""

    letter: Symbol
    flipped: bool
    powers: Mapping[int, Expr]
    """The coefficient of each power of the letter."""
    around: Expr | None = None
    """What stands before, and its inverse behind."""


def _exponent(e: Expr) -> _Exponent | None:
    match e:
        case Apply(op=linear.PRODUCT, args=(b, *middle, Apply(op=inverses.INVERSE, args=(c,)))) if (
            b == c and middle and not b.shape.is_scalar
        ):
            inner = _exponent(middle[0] if len(middle) == 1 else linear.PRODUCT(*middle))
            if inner is None or inner.around is not None or any(map(_is_exponential, b.walk())):
                return None
            return _Exponent(inner.letter, inner.flipped, inner.powers, b)
    letters = {s for s in e.symbols if not s.shape.is_scalar and not s.is_function}
    if len(letters) != 1 or e.indices:
        return None
    (letter,) = letters
    for flipped in (False, True):
        powers = _powers(e, letter.T if flipped else letter)
        if powers is not None:
            return _Exponent(letter, flipped, powers)
    return None


def _powers(e: Expr, a: Expr) -> dict[int, Expr] | None:
    """The coefficients of a polynomial in a matrix, and in its inverse."""
    if e == a:
        return {1: number(1)}
    match e:
        case Apply(op=constants.IDENTITY):
            return {0: number(1)}
        case Apply(op=linear.SUM, args=args):
            return _sum([_powers(x, a) for x in args])
        case Apply(op=linear.NEGATIVE, args=(x,)):
            return _times(_powers(x, a), {0: number(-1)})
        case Apply(op=linear.QUOTIENT, args=(x, c)) if c.shape.is_scalar and _is_plain(c):
            return _times(_powers(x, a), {0: number(1) / c})
        case Apply(op=linear.PRODUCT, args=args):
            total: dict[int, Expr] | None = {0: number(1)}
            for x in args:
                total = _times(total, _powers(x, a))
            return total
        case Apply(op=linear.POWER, args=(x,), params=(k,)) if (
            k.constant is not None and 0 <= k.constant <= HIGHEST and not x.shape.is_scalar
        ):
            total = {0: number(1)}
            for _ in range(k.constant):
                total = _times(total, _powers(x, a))
            return total
        case Apply(op=inverses.INVERSE, args=(x,)) if x == a:
            return {-1: number(1)}
    return {0: e} if e.shape.is_scalar and _is_plain(e) else None


def _is_plain(e: Expr) -> bool:
    """Whether a number has no matrix in it."""
    return all(s.shape.is_scalar and not s.is_function for s in e.symbols)


def _sum(parts: list[dict[int, Expr] | None]) -> dict[int, Expr] | None:
    total: dict[int, Expr] = {}
    for part in parts:
        if part is None:
            return None
        for k, c in part.items():
            total[k] = total[k] + c if k in total else c
    return total


def _times(p: dict[int, Expr] | None, q: dict[int, Expr] | None) -> dict[int, Expr] | None:
    if p is None or q is None:
        return None
    product = _sum([{j + k: c * d} for j, c in p.items() for k, d in q.items()])
    assert product is not None
    return product if all(abs(k) <= HIGHEST for k in product) else None


@dataclass(frozen=True)
class _Form:
    """What a letter is written as: with its eigenvectors and eigenvalues, or as it is."""

    matrix: Expr
    before: Expr | None = None
    values: Expr | None = None
    behind: Expr | None = None
    square: str = ""
    """“A” or “0”, where that is what the square of the letter is."""
    inverts: bool = False
    """Whether e^{p(A⁻¹)} is one analytic function of all such A."""

    def exponential(self, e: _Exponent) -> Expr:
        """e^{p(A)} in this form."""
        inner = self._by_square(e) if self.square else self._by_values(e)
        inner = inner.T if e.flipped else inner
        return inner if e.around is None else e.around @ inner @ inv(e.around)

    def _by_values(self, e: _Exponent) -> Expr:
        assert self.values is not None
        first, *rest = (c * _entrywise_power(self.values, k) for k, c in e.powers.items())
        found = diag(exp(sum(rest, first)))
        if self.before is None or self.behind is None:
            return found
        return self.before @ found @ self.behind

    def _by_square(self, e: _Exponent) -> Expr:
        one = eye(self.matrix.shape.rows)
        alone = e.powers.get(0, number(0))
        if self.square == "0":
            return exp(alone) * (one + e.powers.get(1, number(0)) * self.matrix)
        total: Expr = number(0)
        for k, c in e.powers.items():
            total = total + c if k else total
        return exp(alone) * (one + (exp(total) - 1) * self.matrix)


def _entrywise_power(column: Expr, k: int) -> Expr:
    power: Expr = ones(column.shape.rows)
    for _ in range(abs(k)):
        by = products.HADAMARD if k > 0 else products.HADAMARD_QUOTIENT
        power = by(power, column)
    return power


def _form(s: Symbol, claim: Claim, taken: set[str]) -> _Form | None:
    """The form of a matrix with these adjectives, if it has one."""
    words = set(spoken(s.assumptions)) - {"constant"}
    if s.arguments:
        return None
    definite = "positive definite" in words
    spectrum = ("positive entries",) if definite or words in _WORDS[1:] else ()
    values = own_letter(f"λ({s.name})", Shape(s.shape.rows, ONE), spectrum, taken)
    if words in ({"idempotent"}, {"symmetric", "idempotent"}):
        return _Form(s, square="A")
    if words == {"nilpotent of index 2"}:
        return _Form(s, square="0")
    if words == {"diagonal"}:
        return _Form(diag(values), values=values)
    if words in ({"symmetric"}, {"positive definite"}):
        vectors = own_letter(f"Q({s.name})", s.shape, ("orthogonal",), taken)
        whole = vectors @ diag(values) @ vectors.T
        return _Form(whole, vectors, values, vectors.T, inverts=definite)
    if words in _WORDS and _is_analytic(claim, s):
        vectors = own_letter(f"P({s.name})", s.shape, ("invertible",), taken)
        whole = vectors @ diag(values) @ inv(vectors)
        return _Form(whole, vectors, values, inv(vectors))
    return None


def _is_analytic(claim: Claim, s: Symbol) -> bool:
    """Whether both sides are quotients of analytic functions of all entries of a matrix."""
    return all(_is_quotient(node) for node in claim.nodes if s.name in node.names)


def _is_quotient(node: Expr) -> bool:
    match node:
        case Symbol(arguments=arguments):
            return not arguments
        case Bind(binder=binder):
            return binder in (Binder.SUM, Binder.PRODUCT)
        case Apply(op=op):
            return op in ANALYTIC or _is_logarithm(node)
    return isinstance(node, Derive)


def _is_logarithm(node: Apply) -> bool:
    """Whether it is the logarithm of a determinant that is always positive."""
    inside = node.args[0] if node.op is elementwise.LOG else None
    return (
        isinstance(inside, Apply) and inside.op is inverses.DETERMINANT
        and _is_exponential(inside.args[0])
    )  # fmt: skip
