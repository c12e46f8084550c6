r"""Derivatives and differentials: ∂f/∂X, ∂/∂X f, ∇_X f, D F(X), df.

Says what is differentiated by what; the meaning of a derivative, its layout and
its symmetry, are the scope's convention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matrixcalc.complexes import conjugate
from matrixcalc.conventions import Convention, Layout, Symmetry
from matrixcalc.dims import Dim
from matrixcalc.expr import Condition, Derive, Expr, Relation, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import densities, factors, gradients, powers
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood, SizeOrSign
from matrixcalc.lang.names import name_of
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra, linear
from matrixcalc.rewriting import rebuild, substituted

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator
    from matrixcalc.lang.elaborate.reaching import Part

ONLY_SYMMETRIC = frozenset(
    {"toeplitz", "diagonal", "lower triangular", "upper triangular", "skew-symmetric",
     "orthogonal", "idempotent", "unit lower triangular", "unit upper triangular"}
)  # fmt: skip
"""Structures of which a derivative with tied entries is not the symmetric one."""


FUNCTION_LETTERS = frozenset({"γ", "f", "g", "h", "ℓ", "L", "F", "G", "p", "q", "φ", "ψ", "J"})
"""Letters that stand for functions as often as for factors: before brackets nothing is guessed."""


@dataclass(frozen=True)
class Quotient:
    """∂ᵏ body / ∂x ∂y …: `body` is None where the operator stands before it."""

    order: int
    body: Syntax | None
    by: tuple[Syntax, ...]


def is_d(r: Elaborator, node: Syntax) -> bool:
    """Whether a letter is the d of a differential: upright, or not declared as a letter."""
    if not isinstance(node, syntax.Name) or node.text != "d":
        return False
    if node.style == "upright" or r.scope.d_is == "sign":
        return True
    return not r.means("d")


def _mark(r: Elaborator, node: Syntax) -> int | None:
    """The order of a mark such as ∂ or d²; None where the node is no mark."""
    head = node.base if isinstance(node, syntax.Scripts) else node
    if not (isinstance(head, syntax.Sign) and head.text == "∂") and not is_d(r, head):
        return None
    if isinstance(node, syntax.Scripts):
        if node.sub is not None or node.primes or not isinstance(node.sup, syntax.Number):
            return None
        return int(node.sup.value)
    return 1


def _items(node: Syntax) -> list[Syntax]:
    parts = factors.linear_parts(node)
    return (
        [p for p in parts if not isinstance(p, str)]
        if all(not isinstance(p, str) for p in parts)
        else [node]
    )


def ratio(node: syntax.Ratio, r: Elaborator) -> Quotient | None:
    """The derivative that a fraction stands for; None for an ordinary fraction."""
    bottom = _items(_unbraced(node.bottom))
    if len(bottom) == 1 and isinstance(bottom[0], syntax.Group) and len(bottom[0].parts) == 1:
        bottom = _items(bottom[0].parts[0])
    if _seems_derivative(r, factors.linear_parts(_unbraced(node.top)), bottom):
        raise SizeOrSign(node, is_fraction=True)
    if len(bottom) < 2 or _mark(r, bottom[0]) is None:
        return None
    top = _unbraced(node.top)
    if isinstance(top, syntax.Sum):
        return _of_sum(r, top, bottom)
    parts = factors.linear_parts(top)
    first = parts[0]
    if isinstance(first, str):
        return None
    order = _mark(r, first)
    if order is None:
        return None
    by = _variables(r, bottom, order)
    body: Syntax | None = None
    if len(parts) > 1:
        body = _tail(top, parts)
    return Quotient(order, body, tuple(by))


def _of_sum(r: Elaborator, top: syntax.Sum, bottom: list[Syntax]) -> Quotient | None:
    """The derivative of a sum without brackets: ∂ stands before its first term alone."""
    split = [factors.linear_parts(term) for _, term in top.terms]
    first, *others = [None if isinstance(p[0], str) else _mark(r, p[0]) for p in split]
    if first is None or len(split[0]) < 2 or any(mark is not None for mark in others):
        return None
    (sign, term), *rest = top.terms
    body = syntax.Sum(top.start, top.end, ((sign, _tail(_unbraced(term), split[0])), *rest))
    return Quotient(first, body, tuple(_variables(r, bottom, first)))


def _seems_derivative(r: Elaborator, top: Sequence[Part], bottom: Sequence[Syntax]) -> bool:
    """Whether a fraction has a declared d above and before a letter below, as d/dt has."""
    return len(bottom) > 1 and _is_letter_d(r, top[0]) and _is_letter_d(r, bottom[0])


def _is_letter_d(r: Elaborator, part: Part) -> bool:
    head = part.base if isinstance(part, syntax.Scripts) else part
    named = isinstance(head, syntax.Name) and head.text == "d" and not is_d(r, head)
    return named and r.scope.d_is != "size"


def before_matrix(r: Elaborator, head: Syntax, following: Part | None) -> bool:
    """Whether a declared d stands before a vector or a matrix: dx may be a differential."""
    turned = isinstance(head, syntax.Scripts) and not isinstance(head.sup, syntax.Number)
    if turned or not _is_letter_d(r, head):
        return False
    if not isinstance(following, syntax.Name | syntax.Scripts):
        return False
    letter = r.scope.letters.get(name_of(following) or "")
    return letter is not None and not letter.symbol.shape.is_scalar


def _unbraced(node: Syntax) -> Syntax:
    while isinstance(node, syntax.Group) and node.fence == "" and len(node.parts) == 1:
        node = node.parts[0]
    return node


def _tail(top: Syntax, parts: list[Part]) -> Syntax:
    """What follows the ∂ above the bar, as one part."""
    if isinstance(top, syntax.Juxtaposed):
        rest = tuple(p for p in parts[1:] if not isinstance(p, str))
        return rest[0] if len(rest) == 1 else syntax.Juxtaposed(rest[0].start, top.end, rest)
    assert isinstance(top, syntax.Infix)
    if isinstance(top.left, syntax.Infix | syntax.Juxtaposed):
        left = _tail(top.left, factors.linear_parts(top.left))
        return syntax.Infix(left.start, top.end, top.sign, left, top.right)
    return top.right


def _variables(r: Elaborator, bottom: list[Syntax], order: int) -> list[Syntax]:
    """What stands behind each ∂ below the bar; x² twice where the order is two."""
    groups: list[list[Syntax]] = []
    for item in bottom:
        if _mark(r, item) is not None:
            groups.append([])
        else:
            groups[-1].append(item)
    if any(not g for g in groups):
        raise NotUnderstood("it is not clear by what is differentiated", bottom[0])
    by = [g[0] if len(g) == 1 else syntax.Juxtaposed(g[0].start, g[-1].end, tuple(g))
          for g in groups]  # fmt: skip
    if order == 2 and len(by) == 1 and isinstance(by[0], syntax.Scripts):
        only = by[0]
        if isinstance(only.sup, syntax.Number) and only.sup.value == 2:
            base = only.base
            if only.sub is not None:
                base = syntax.Scripts(only.start, only.end, base, only.sub)
            return [base, base]
    if len(by) != order:
        raise NotUnderstood(f"the derivative is of order {order}, "
                            f"but {len(by)} variables stand below", bottom[0])  # fmt: skip
    return by


def build(r: Elaborator, found: Quotient, body: Expr, node: Syntax) -> Expr:
    """The derivative of `body`."""
    by = [_variable(r, x) for x in found.by]
    if len(by) == 2 and found.by[0] is found.by[1] and by[0].shape.is_column \
            and not by[0].shape.is_scalar:  # fmt: skip
        by[1] = algebra.transpose(by[1])
    return differentiated(r, body, by, node, r.scope.convention)


def _variable(r: Elaborator, node: Syntax) -> Expr:
    match node:
        case syntax.Scripts(base=base, sub=None, sup=syntax.Sign(text="*"), primes=0):
            known = r.scope.letters.get(name_of(base) or "")
            if known is not None and "complex" in known.symbol.assumptions:
                # Below the bar a star is a conjugate and not transposed.
                return powers.with_pairs(r, conjugate, r.expression(base), node)
    return r.expression(node)


def differentiated(
    r: Elaborator, body: Expr, by: Sequence[Expr], node: Syntax, convention: Convention
) -> Expr:
    """∂body/∂by… in the convention that each variable allows.

    The second derivative of a scalar is the same matrix in every layout.
    """
    result = body
    if len(by) > 1 and body.shape.is_scalar:
        convention = convention.with_layout(Layout.DENOMINATOR)
    for x in by:
        try:
            symbol = algebra.variable_below(x)
        except algebra.NotAVariable as error:
            raise Beyond(str(error), node) from None
        for s in result.symbols:
            # K_θ is a matrix for each θ.
            if symbol.name in s.name.partition("_")[2].split(",") and s.name != symbol.name:
                raise Beyond(f"{s.name} may depend on {symbol.name}", node)
        if _is_row_by_column(result, x, convention):
            # Some write the matrix that the shapes suggest instead, or transpose the row first.
            result = algebra.transpose(result)
            r.perhaps_other = r.perhaps_meant = (
                "the derivative of a row by a column in numerator layout is written in two ways"
            )
        known = r.scope.letters.get(symbol.name)
        if known is not None and known.assumed and symbol.name not in r.scope.behind(result.names):
            x = _meant(r, symbol, result, node)  # noqa: PLW2901  # the letter stands for it
            symbol = algebra.variable_below(x)
        r.varied = x
        derived = _structured(result, x, convention)
        if derived is None:
            allowed = _allowed(convention, symbol, node)
            derived = algebra.derivative(result, x, convention=allowed)
        if isinstance(result, Symbol) and not result.arguments and result.name != symbol.name:
            letter = r.scope.letters.get(result.name)
            if letter is None or (letter.assumed and letter.body is None):
                raise Beyond(f"nothing says how {result} depends on {symbol}", node)
        result = derived
    return result


def _kind(e: Expr) -> str:
    return "scalar" if e.shape.is_scalar else "vector" if e.shape.is_column else "matrix"


def _meant(r: Elaborator, symbol: Symbol, body: Expr, node: Syntax) -> Expr:
    """What a letter stands for of which nothing says what it is, and by which is differentiated:
    that by which the side before is, and from then on the same.
    """
    found = r.scope.stands_for.get(symbol.name, r.varied)
    # What was learnt of its shape since it was read holds here, too.
    found = rebuild(found, r.resolved) if found is not None else None
    alike = found is not None and _kind(found) == _kind(symbol)
    if found is None or not (alike and found.names & r.scope.behind(body.names)):
        raise Beyond(f"nothing says what {symbol} is, and it stands nowhere else", node)
    r.scope.stands_for[symbol.name] = found
    r.standing = f"{symbol} stands for {found}"
    return found


def _is_row_by_column(body: Expr, x: Expr, convention: Convention) -> bool:
    row = body.shape.is_row and not body.shape.is_scalar and not isinstance(body, Derive)
    column = x.shape.is_column and not x.shape.is_scalar
    return row and column and convention.layout is Layout.NUMERATOR


def _structured(body: Expr, x: Expr, convention: Convention) -> Expr | None:
    """The derivative of a number by the numbers of which a diagonal, skew-symmetric or Toeplitz
    matrix consists, each at its places (Petersen and Pedersen, Matrix Cookbook, section 2.8).
    """
    words = x.assumptions & ONLY_SYMMETRIC if isinstance(x, Symbol) else frozenset[str]()
    if convention.symmetry is not Symmetry.TIED or not words or not body.shape.is_scalar:
        return None
    assert isinstance(x, Symbol)
    free = algebra.derivative(body, x, convention=convention.with_symmetry(Symmetry.FREE))
    n = x.shape.rows
    if "diagonal" in words:
        return algebra.hadamard(free, algebra.eye(n))
    if words == {"skew-symmetric"}:
        return free - free.T
    if words != {"toeplitz"}:
        return None
    # No letter of the statement is called so.
    i, j, k, l = (Dim.index(f"{name}′", n) for name in "ijkl")
    alike = Condition(k - l, Relation.EQUAL, i - j)
    sums = algebra.table(i, j, algebra.total(k, l, algebra.entry(free, (k, l)), where=[alike]))
    if "symmetric" not in x.assumptions:
        return sums
    return sums + sums.T - algebra.hadamard(sums, algebra.eye(n))


def _allowed(convention: Convention, x: Symbol, node: Syntax) -> Convention:
    """The convention, free where the variable is not symmetric."""
    if convention.symmetry is Symmetry.FREE:
        return convention
    if ONLY_SYMMETRIC & x.assumptions:
        raise Beyond(f"a derivative tied to the structure of {x} is not judged", node)
    if "symmetric" in x.assumptions:
        return convention
    return convention.with_symmetry(Symmetry.FREE)


def sign_operator(
    r: Elaborator, node: Syntax, head: syntax.Sign, parts: Sequence[Part], at: int
) -> tuple[Expr, int]:
    """∂_A f, ∇_x f, ∇²_x f, or ∂ as the mark of a differential."""
    scripts = node if isinstance(node, syntax.Scripts) else None
    if head.text == "∂" and (scripts is None or scripts.sub is None):
        return differential(r, node, parts, at)
    order = 1
    if scripts is not None and scripts.sup is not None:
        if not isinstance(scripts.sup, syntax.Number) or scripts.sup.value not in (1, 2):
            raise NotUnderstood("this power of ∇ is not known", node)
        order = int(scripts.sup.value)
    if scripts is None or scripts.sub is None:
        found = gradients.nabla(r, node, order, parts, at + 1)
        return found if found is not None else _by_its_letter(r, head, order, parts, at, node)
    stop = at + 1
    while stop < len(parts) and parts[stop] not in factors.DOTS:
        stop += 1
    if stop == at + 1:
        raise NotUnderstood("there is nothing to differentiate", node)
    outer = _outer_product(r, parts[at:stop], node) if order == 1 else None
    if outer is not None:
        return outer, stop
    body = factors.term(r, parts[at + 1 : stop])
    return _gradient(r, head, r.expression(scripts.sub), order, body, node), stop


def _by_its_letter(
    r: Elaborator, head: syntax.Sign, order: int, parts: Sequence[Part], at: int, node: Syntax
) -> tuple[Expr, int]:
    """∇ of an expression by its only vector, or only letter that is no number, or by x."""
    if at + 1 >= len(parts) or parts[at + 1] in factors.DOTS:
        raise NotUnderstood("there is nothing to differentiate", node)
    body, stop = factors.factor(r, parts, at + 1)
    if stop < len(parts):
        body, stop = factors.term(r, parts[at + 1 :]), len(parts)
        r.perhaps_meant = "how far ∇ reaches is not told"
    wide = [s for s in body.symbols if not s.shape.is_scalar and not s.is_function]
    columns = [s for s in wide if s.shape.is_column]
    known = next((own for own in (columns, wide) if len(own) == 1), None)
    told = [s for s in wide if s.name in r.scope.varied]
    if told or r.scope.varied & r.scope.letters.keys():
        if len(told) != 1:
            raise Beyond("by which letter ∇ differentiates is told in words only", node)
        if known != told:
            r.standing = f"∇ stands for ∇_{told[0].name}"
        return _gradient(r, head, told[0], order, body, node), stop
    by = known or [s for s in columns if s.name == "x"]
    if not by or by[0].arguments:
        raise NotUnderstood("∇ needs a variable, as in ∇_x", node)
    if known is None:
        r.standing = "∇ stands for ∇_x"
    formal = {n for x in r.scope.letters.values() for e in x.formal for n in e.names}
    if formal & {s.name for s in wide} - {by[0].name}:
        raise Beyond("∇ may differentiate by what a function is of", node)
    return _gradient(r, head, by[0], order, body, node), stop


def _outer_product(r: Elaborator, parts: Sequence[Part], node: Syntax) -> Expr | None:
    """∇_x f ∇_x gᵀ as (∇_x f)(∇_x g)ᵀ; None where no second gradient is transposed so.

    It may also be the gradient of f times that of g, so that nothing is refuted by it.
    """
    marks = [k for k, p in enumerate(parts) if isinstance(p, syntax.Scripts) and _is_nabla(p)]
    last = parts[-1]
    if len(marks) != 2 or marks[1] in (1, len(parts) - 1) or not isinstance(last, syntax.Scripts):
        return None
    if last.sub is not None or not powers.is_transposed(r, last):
        return None
    found: list[Expr] = []
    for part in (parts[: marks[1]], [*parts[marks[1] : -1], last.base]):
        sign = part[0]
        assert isinstance(sign, syntax.Scripts)
        assert isinstance(sign.base, syntax.Sign)
        assert sign.sub is not None
        body = factors.term(r, part[1:])
        if not body.shape.is_scalar:
            return None
        found.append(_gradient(r, sign.base, r.expression(sign.sub), 1, body, node))
    if not all(e.shape.is_column for e in found):
        return None
    r.perhaps_meant = "the first gradient may reach as far as the second"
    return linear.PRODUCT(found[0], algebra.transpose(found[1]))


def _is_nabla(part: syntax.Scripts) -> bool:
    """Whether it is ∇_x."""
    named = isinstance(part.base, syntax.Sign) and part.base.text == "∇"
    return named and part.sub is not None and part.sup is None and not part.primes


def _gradient(
    r: Elaborator, head: syntax.Sign, x: Expr, order: int, body: Expr, node: Syntax
) -> Expr:
    convention = r.scope.convention
    if head.text == "∇":
        convention = r.scope.gradient(x, order)
    by = [x] if order == 1 else [x, algebra.transpose(x)]
    return differentiated(r, body, by, node, convention)


def differential(r: Elaborator, node: Syntax, parts: Sequence[Part], at: int) -> tuple[Expr, int]:
    """d of the next factor, or of the function that begins there."""
    order = _mark(r, node)
    if order is None:
        raise NotUnderstood("this mark of a differential is not known", node)
    if at + 1 >= len(parts) or isinstance(parts[at + 1], str):
        raise NotUnderstood("there is nothing to differentiate", node)
    follower = parts[at + 1]
    squared = isinstance(follower, syntax.Scripts) and isinstance(follower.sup, syntax.Number)
    if (
        squared
        and order == 1
        and any(map(_is_second, (n for s in r.nodes for n in syntax.walk(s))))
    ):
        raise Beyond("beside a second differential this may be the square of a first one", node)
    body, stop = factors.factor(r, parts, at + 1)
    if stop < len(parts) and (_is_constant(r, body) or _reaches_on(r, body, parts, at, stop)):
        # Nobody writes the differential of what does not vary: it is that of the whole product.
        body, stop = factors.term(r, parts[at + 1 :]), len(parts)
    for _ in range(order):
        body = _varied(r, body)
    return body, stop


def _reaches_on(r: Elaborator, body: Expr, parts: Sequence[Part], at: int, stop: int) -> bool:
    """Whether a d in front of a side has more behind it than its first factor: the other sides have
    differentials, but only of letters that stand further behind.
    """
    if at:
        return False
    sides = [factors.linear_parts(n) for n in r.nodes]
    own = [k for k, s in enumerate(sides) if s and s[0] is parts[0] and len(s) == len(parts)]
    if not own:
        return False
    others = moving(r, [n for k, n in enumerate(r.nodes) if k != own[0]])
    if not others:
        return False
    rest = factors.term(r, parts[stop:])
    if others & r.scope.behind(rest.names) and not others & r.scope.behind(body.names):
        r.moving = others
        return True
    if others & r.scope.behind(rest.names) or not others & r.scope.behind(body.names):
        r.perhaps_meant = "how far the d in front reaches is not told"
    return False


def _is_constant(r: Elaborator, body: Expr) -> bool:
    """Whether nothing in an expression varies, and something does."""
    if not r.moving:
        return False
    varies = r.moving | r.scope.differentials
    functions = any(s.is_function or s.arguments for s in body.symbols)
    return not functions and not r.scope.behind(body.names) & varies


def _is_second(node: Syntax) -> bool:
    """Whether a mark is d²."""
    match node:
        case syntax.Scripts(base=syntax.Name(text="d"), sup=syntax.Number(value=value)):
            return value > 1
    return False


def _varied(r: Elaborator, body: Expr) -> Expr:
    """The differential along the letters whose differentials are written."""
    letters = _moving_in(r, body)
    if isinstance(body, Symbol) and body.arguments:
        # A function changes as what it is of does.
        within = [a for a in body.arguments if isinstance(a, Symbol)]
        if len(within) == len(body.arguments):
            return algebra.d(body, *within)
    if isinstance(body, Symbol):
        below = r.scope.behind(body.names) - body.names
        declared = r.scope.differentials
        moves = below & (declared | r.moving) if declared else frozenset()
        told = [r.resolved(r.scope.letters[n].symbol) for n in moves & r.scope.letters.keys()]
        return algebra.d(body, *sorted(told, key=lambda s: s.name) or [body])
    if r.moving:
        known = [r.resolved(x.symbol) for name, x in r.scope.letters.items() if name in r.moving]
        varying = letters or known
        if varying:
            return algebra.d(body, *sorted(varying, key=lambda s: s.name))
    return algebra.d(body)


def _moving_in(r: Elaborator, body: Expr) -> list[Symbol]:
    """The letters of an expression that move, and those by which its letters are defined."""
    own = [s for s in body.symbols if s.name in r.moving]
    below = r.scope.behind(body.names) - body.names
    letters = r.scope.letters
    return own + [r.resolved(letters[n].symbol) for n in below & r.moving & letters.keys()]


def moving(r: Elaborator, nodes: Sequence[Syntax]) -> frozenset[str]:
    """The names that stand directly behind a d: those that vary."""
    found: set[str] = set()
    for node in nodes:
        for part in syntax.walk(node):
            if isinstance(part, syntax.Juxtaposed):
                for mark, follower in zip(part.items, part.items[1:], strict=False):
                    if _mark(r, mark) is not None:
                        base = follower
                        while isinstance(base, syntax.Scripts) and name_of(base) not in \
                                r.scope.letters:  # fmt: skip
                            base = base.base
                        name = name_of(base)
                        if name is not None:
                            found.add(name)
    return frozenset(found)


def magnus_neudecker(r: Elaborator, group: syntax.Group, node: Syntax) -> Expr:
    """D F(X) = ∂ vec F / ∂ (vec X)ᵀ by the letter x or X (Magnus and Neudecker, 9.3)."""
    body = r.expression(group)
    names = [n for n in ("X", "x") if n in body.names]
    if len(names) != 1:
        raise NotUnderstood("D differentiates by x or X, and it is not clear by which", node)
    (x,) = (s for s in body.symbols if s.name == names[0])
    return algebra.magnus_neudecker(body, x)


def function_value(r: Elaborator, node: Syntax, group: syntax.Group) -> Expr | None:
    """A declared function at arguments, f(x); None where the name is no function."""
    name = name_of(node)
    letter = r.scope.letters.get(name) if name is not None else None
    if letter is None and name == "p":
        known = densities.of_law(r, group, node)
        if known is not None:
            return known
    if letter is None and name in FUNCTION_LETTERS and name not in r.bound | r.free:
        raise Beyond(f"nothing says whether {name} is a function or a factor", node)
    if letter is None or not letter.formal:
        return None
    if letter.beyond:
        raise Beyond(letter.beyond, node)
    arguments = [r.expression(p) for p in group.parts]
    if len(arguments) != len(letter.formal):
        raise NotUnderstood(f"{name} takes {len(letter.formal)} arguments", node)
    return at_arguments(r, letter, arguments, node)


def derivative_at(
    r: Elaborator, found: Quotient, node: syntax.Ratio, group: syntax.Group
) -> Expr | None:
    """∂f/∂x (a, b): the derivative of a declared function at arguments; None for a factor."""
    name = name_of(found.body) if found.body is not None else None
    letter = r.scope.letters.get(name) if name is not None else None
    if letter is None or not letter.formal or len(letter.formal) != len(group.parts):
        return None
    if letter.beyond:
        raise Beyond(letter.beyond, node)
    arguments = [r.expression(p) for p in group.parts]
    value = at_arguments(r, letter, arguments, node)
    return build(r, found, value, node)


def at_arguments(r: Elaborator, letter: Letter, arguments: Sequence[Expr], node: Syntax) -> Expr:
    """The value of a function; of one that is defined, its body with the arguments in it."""
    if all(a == f for a, f in zip(arguments, letter.formal, strict=True)):
        return letter.symbol
    if letter.body is None:
        raise Beyond(f"{letter.symbol.name} at other arguments is not judged", node)
    formal_names = frozenset(f.name for f in letter.formal if isinstance(f, Symbol))
    below = r.scope.behind(letter.body.names - formal_names)
    if below & formal_names:
        raise Beyond(f"{letter.symbol.name} depends on its argument by other letters too", node)
    new: dict[str, Expr] = {}
    for formal, actual in zip(letter.formal, arguments, strict=True):
        if not isinstance(formal, Symbol) or not r.same_shape(formal, actual):
            raise NotUnderstood(f"{actual} does not fit as an argument", node)
        new[formal.name] = actual
    return substituted(letter.body, new)


__all__ = ["Quotient", "build", "differential"]
