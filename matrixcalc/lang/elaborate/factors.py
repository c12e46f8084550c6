"""Factors beside one another: products, and how far functions and operators reach.

``∂/∂x``, ``d``, ``Σ_i`` and a function without brackets act on what follows them.
A sum reaches to the end of its term; a derivative to the next dot; a function
without brackets to the next function or sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matrixcalc.expr import Derive, Differential, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import (
    calculus,
    crosses,
    densities,
    divergences,
    dots,
    eigen,
    figures,
    functions,
    gradients,
    indexed,
    integrals,
    letters,
    moments,
    powers,
    reaching,
)  # fmt: skip
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood, SizeOrSign
from matrixcalc.lang.elaborate.multiplying import clash, multiplied
from matrixcalc.lang.elaborate.plain import acts_on_nothing, stands_alone
from matrixcalc.lang.elaborate.reaching import Part
from matrixcalc.lang.syntax import Syntax
from matrixcalc.ops import algebra
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import IllShaped

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator

INVERTIBLE = frozenset({"sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "ln"})
"""Functions of which an exponent −1 may mean the inverse function."""

ENTRYWISE = frozenset({"⊗", "⊙", "⊘", "⊕"})
"""Signs at which a function without brackets may end, or may not."""


FUNCTIONS = frozenset("fghφψF")
"""Letters that hardly anybody uses for anything but functions."""


def _may_compose(r: Elaborator, f: Expr, g: Expr) -> bool:
    """Whether f(g(x)) may be meant: f is a function of something that is shaped like g, or one
    of them is said to be a map, or is a letter as functions have of which nothing else is said.
    """
    if isinstance(f, Symbol) and any(
        isinstance(a, Expr) and a.shape == g.shape for a in f.arguments
    ):
        return True
    names = [x.name for e in (f, g) for x in e.walk() if isinstance(x, Symbol) and not x.arguments]
    return any(n in r.maps or (n in FUNCTIONS and _is_assumed(r, n)) for n in names)


def _is_assumed(r: Elaborator, name: str) -> bool:
    known = r.scope.letters.get(name)
    return known is not None and known.assumed


DOTS = frozenset({"·", "×", "*"})


def linear_parts(node: Syntax) -> list[Part]:
    """The factors of a term in a row, with the signs between them."""
    match node:
        case syntax.Juxtaposed(items=items):
            for item in items:
                if isinstance(item, syntax.Juxtaposed):
                    return [p for item in items for p in _spliced(item)]
            return list(items)
        case syntax.Infix(sign=sign, left=left, right=right):
            return [*linear_parts(left), sign, *linear_parts(right)]
    return [node]


def _spliced(item: Syntax) -> list[Part]:
    return linear_parts(item) if isinstance(item, syntax.Juxtaposed) else [item]


def term(r: Elaborator, parts: Sequence[Part]) -> Expr:
    """The value of a term: groups of factors joined by signs, from the left."""
    result: Expr | None = None
    sign = "·"
    at = 0
    if any(map(dots.is_dots, parts)):
        parts = dots.multiplied(parts, r.taken)
    while at < len(parts):
        start = max(0, at - 1)
        try:
            group, at = _group(r, parts, at)
        except IllShaped:
            column = result is not None and result.shape.is_column and not result.shape.is_scalar
            if sign == "·" and column:
                raise Beyond(
                    "it is not clear how far the dot reaches", _node(parts[at], parts)
                ) from None
            raise
        node = _node(parts[at - 1], parts)
        result = group if result is None else _joined(r, result, sign, group, node, parts[:start])
        if at < len(parts):
            mark = parts[at]
            assert isinstance(mark, str)
            sign = mark
            at += 1
    assert result is not None
    return result


def _joined(
    r: Elaborator, left: Expr, sign: str, right: Expr, node: Syntax, before: Sequence[Part]
) -> Expr:
    """Two groups of factors joined by the sign between them, and what stands before that."""
    columns = left.shape.is_column and right.shape.is_column
    crossed = crosses.product(r, left, right, node, before) if sign == "×" else None
    if crossed is not None:
        return crossed
    crosses.refuse_behind(left, sign, node, before)
    _refuse_reach(r, left, right, node, before)
    if sign == "·" and columns and not (left.shape.is_scalar or right.shape.is_scalar):
        r.same_shape(left, right)
        return algebra.transpose(left) @ right
    if sign in DOTS:
        return multiplied(r, [left, right], node)
    if sign == "⊙":
        if _may_compose(r, left, right):
            raise Beyond("∘ between functions may say that one is taken of the other", node)
        r.same_shape(left, right)
        return algebra.hadamard(left, right)
    if sign == "⊘":
        r.same_shape(left, right)
        return algebra.hadamard_quotient(left, right)
    if sign == ":":
        r.same_shape(left, right)
        return algebra.inner(left, right)
    if sign == "⊗":
        return algebra.kron(left, right)
    if sign == "⊕":
        raise Beyond("⊕ has several meanings", node)
    return algebra.quotient(left, right)


def _refuse_reach(
    r: Elaborator, left: Expr, right: Expr, node: Syntax, before: Sequence[Part]
) -> None:
    """Raise `Beyond` for d/dx f · g, where a reader cannot tell whether g is differentiated too."""
    group = before[max((k for k, p in enumerate(before) if isinstance(p, str)), default=-1) + 1 :]
    at = next((k for k, p in enumerate(group) if crosses.is_operator(p)), None)
    if at is None or isinstance(right, Derive | Differential):
        return
    operand = group[at + 1 :]
    closed = len(operand) == 1 and isinstance(operand[0], syntax.Group)
    if closed and not isinstance(node, syntax.Group):
        return
    varied = frozenset[str]().union(*(n.wrt.names for n in left.walk() if isinstance(n, Derive)))
    if varied & r.scope.behind(right.names):
        raise Beyond("it is not clear how far the derivative reaches", node)


def _group(r: Elaborator, parts: Sequence[Part], at: int) -> tuple[Expr, int]:
    """The factors up to the next sign, multiplied, and where that sign stands."""
    found: list[Expr] = []
    nodes: list[Syntax] = []
    while at < len(parts) and not isinstance(parts[at], str):
        nodes.append(_node(parts[at], parts))
        if at and isinstance(parts[at], syntax.Number) and isinstance(parts[at - 1], syntax.Number):
            raise NotUnderstood("two numbers stand side by side", _node(parts[at], parts))
        if found and at == len(parts) - 1 and figures.is_number_in_brackets(parts[at]):
            raise NotUnderstood("it may be a factor or the number of the equation",
                                _node(parts[at], parts), "write \\tag{…} or a dot")  # fmt: skip
        value, at = (
            factor(r, parts, at)
            if stands_alone(parts, at)
            else figures.behind(r, parts, at)
            or divergences.functional(r, parts, at)
            or gradients.diagonal_of_powers(r, parts, at)
            or factor(r, parts, at)
        )
        found.append(value)
    if not found:
        mark = parts[at] if at < len(parts) else parts[-1]
        raise NotUnderstood("a factor is missing", _node(mark, parts))
    try:
        return multiplied(r, found, _node(parts[at - 1], parts)), at
    except IllShaped as error:
        raise clash(error, found, nodes) from None


def _node(mark: Part, parts: Sequence[Part]) -> Syntax:
    if not isinstance(mark, str):
        return mark
    return next(p for p in parts if not isinstance(p, str))


# One factor, with what it acts on.


def factor(r: Elaborator, parts: Sequence[Part], at: int) -> tuple[Expr, int]:
    """The factor that begins at `at`, with what it acts on, and where it ends."""
    node = parts[at]
    assert not isinstance(node, str)
    following = parts[at + 1] if at + 1 < len(parts) else None
    head = node.base if isinstance(node, syntax.Scripts) else node
    if acts_on_nothing(head, following):
        return r.expression(node), at + 1
    _refuse_brackets_behind(r, node, head, following)
    match head:
        case syntax.Name() if (derived := gradients.operator(r, node, parts, at)) is not None:
            return derived
        case syntax.Word():
            return _applied(r, node, head, parts, at)
        case syntax.Big():
            return _summed(r, head, parts, at)
        case syntax.Ratio() if isinstance(node, syntax.Ratio):
            found = calculus.ratio(node, r)
            if found is not None and found.body is None:
                return _operated(r, found, node, parts, at, _until(parts, at + 1, DOTS))
            if found is not None and isinstance(following, syntax.Group):
                value = calculus.derivative_at(r, found, node, following)
                if value is not None:
                    return value, at + 2
        case syntax.Sign(text="∂" | "∇"):
            return calculus.sign_operator(r, node, head, parts, at)
        case syntax.Name(text="d") if calculus.before_matrix(r, node, following):
            raise SizeOrSign(node)
        case syntax.Name(text="d") if calculus.is_d(r, head) and following is not None:
            if not isinstance(following, str):
                return calculus.differential(r, node, parts, at)
        case syntax.Name(text="E" | "𝔼") if _is_bare_mean(r, head, following):
            return _bare_mean(r, node, parts, at)
        case syntax.Name() if isinstance(following, syntax.Group | syntax.Scripts):
            if head.text in moments.KINDS:
                _refuse_unclear_reach([following], parts[at + 2 : at + 3])
            called = _called(r, node, head, following)
            if called is not None:
                return called, at + 2
    return r.expression(node), at + 1


def _is_bare_mean(r: Elaborator, head: syntax.Name, following: Part | None) -> bool:
    """Whether E stands before what has no brackets, where there are random letters."""
    if following is None or isinstance(following, str):
        return False
    if r.scope.declares(head.text) and not head.style:
        return False
    inner = reaching.unwrapped(following)[0] if isinstance(following, syntax.Scripts) else following
    bracketed = isinstance(inner, syntax.Group) and inner.fence != ""
    return not bracketed and any(x.random for x in r.scope.letters.values())


def _bare_mean(r: Elaborator, node: Syntax, parts: Sequence[Part], at: int) -> tuple[Expr, int]:
    """E of the factors up to the next sign, or the next E; what is false may be meant otherwise."""
    stop = at + 1
    while stop < len(parts):
        part = parts[stop]
        head = part.base if isinstance(part, syntax.Scripts) else part
        if isinstance(head, str | syntax.Big) or crosses.is_operator(head):
            break
        if isinstance(head, syntax.Name) and head.text in moments.KINDS:
            break
        stop += 1
    if stop < len(parts) and not isinstance(parts[stop], syntax.Name | syntax.Scripts):
        raise Beyond("it is not clear how far the expectation reaches", node)
    found = tuple(p for p in parts[at + 1 : stop] if not isinstance(p, str))
    start, end = found[0].start, found[-1].end
    body = found[0] if len(found) == 1 else syntax.Juxtaposed(start, end, found)
    value = moments.moment(r, node, "E", syntax.Group(start, end, "[", (body,)))
    r.perhaps_meant = "how far the expectation reaches is not told"
    return value, stop


def _refuse_brackets_behind(
    r: Elaborator, node: Syntax, head: Syntax, following: Part | None
) -> None:
    """Raise `Beyond` for O(x), and for (f + g)(x)."""
    match head, following:
        case syntax.Name(text="O" | "o"), syntax.Group() if _is_landau(r, head):
            raise Beyond("how small a rest is is not judged", node)
    if isinstance(head, syntax.Group) and gradients.is_made_of_functions(r, head, following):
        raise Beyond("a function that is made of others is not judged", node)


def _summed(r: Elaborator, head: syntax.Big, parts: Sequence[Part], at: int) -> tuple[Expr, int]:
    """A sum, which reaches to the end, a product, or an integral, which reaches to its dx."""
    rest = _rest(parts, at, head)
    if head.sign == "∏":
        stop = indexed.reach(head, rest)
        return indexed.big(r, head, rest[:stop]), at + 1 + stop
    if head.sign != "∫":
        return indexed.big(r, head, rest), len(parts)
    value, used = integrals.integral(r, head, rest)
    return value, at + 1 + used


def _is_landau(r: Elaborator, head: syntax.Name) -> bool:
    """Whether O(…) or o(…) is a Landau symbol: no letter of that name is declared."""
    known = r.scope.letters.get(head.text)
    return known is None or known.assumed


def _operated(
    r: Elaborator, found: calculus.Quotient, node: Syntax, parts: Sequence[Part], at: int, stop: int
) -> tuple[Expr, int]:
    """A derivative operator applied to the factors up to `stop`."""
    if stop == at + 1:
        raise NotUnderstood("there is nothing to differentiate", node)
    body = term(r, parts[at + 1 : stop])
    return calculus.build(r, found, body, node), stop


def _rest(parts: Sequence[Part], at: int, node: Syntax) -> Sequence[Part]:
    rest = parts[at + 1 :]
    if not rest or isinstance(rest[0], str):
        raise NotUnderstood("there is nothing to sum", node)
    return rest


def _until(parts: Sequence[Part], at: int, signs: frozenset[str]) -> int:
    """Where the next of these signs stands, or the end."""
    while at < len(parts) and parts[at] not in signs:
        at += 1
    return at


def _applied(
    r: Elaborator, node: Syntax, word: syntax.Word, parts: Sequence[Part], at: int
) -> tuple[Expr, int]:
    """A function with its argument, and where that ends."""
    own = node if isinstance(node, syntax.Scripts) else None
    if word.text in moments.KINDS:
        _refuse_unclear_reach(parts[at + 1 : at + 2], parts[at + 2 : at + 3])
        return _moment(r, node, word, parts[at + 1 : at + 2]), at + 2
    if own is not None and own.sub is not None:
        raise Beyond(f"{word.text} with a subscript is not judged", node)
    following = parts[at + 1] if at + 1 < len(parts) else None
    if word.text in functions.BRACKET_FIRST and own is None and isinstance(following, syntax.Word) \
            and following.text == "det":  # fmt: skip
        word, at = syntax.Word(word.start, following.end, "logdet"), at + 1
    function = functions.function(word.text, word)
    argument, after, stop = _argument(r, word, parts, at + 1)
    bare = not isinstance(following, str) and not _is_enclosed(following)
    if bare and stop < len(parts) and parts[stop] in ENTRYWISE:
        raise Beyond(f"it is not clear how far {word.text} reaches", word)

    def value(argument: Expr, after: Sequence[syntax.Scripts]) -> Expr:
        result = function(r, argument, word)
        if own is not None and own.primes:
            result = gradients.entrywise_slope(r, result, own.primes, node)
        elif own is not None and own.sup is not None:
            if word.text in INVERTIBLE and isinstance(own.sup, syntax.Sum):
                raise Beyond(f"{word.text} with an exponent −1 has two meanings", node)
            power = gradients.entrywise_power(result, own.sup)
            result = powers.raised(r, result, own, node) if power is None else power
        return _scripted(r, result, after)

    if not after:
        return value(argument, ()), stop
    try:
        return value(argument, after), stop
    except (IllShaped, NotUnderstood, Misuse):
        # What stands above the brackets belongs to the argument if only that fits.
        return value(_scripted(r, argument, after), ()), stop


def _refuse_unclear_reach(brackets: Sequence[Part], behind: Sequence[Part]) -> None:
    """Raise `Beyond` where round brackets may be the first factor only of what is averaged,
    as in E(X − μ)²; square ones are not used so.
    """
    group = brackets[0] if brackets else None
    inner, scripts = reaching.unwrapped(group) if isinstance(group, syntax.Scripts) else (group, [])
    if not isinstance(inner, syntax.Group) or inner.fence != "(":
        return
    if len(inner.parts) > 1:
        return  # No first factor has a comma in it.
    raised = any(isinstance(s.sup, syntax.Number) for s in scripts)
    single = len(inner.parts) == 1 and isinstance(inner.parts[0], syntax.Name)
    goes_on = bool(behind) and not isinstance(behind[0], str) and not _is_moment(behind[0])
    if raised or (goes_on and not single):
        raise Beyond("it is not clear how far the expectation reaches", inner)


def _is_moment(part: Part) -> bool:
    head = part.base if isinstance(part, syntax.Scripts) else part
    return isinstance(head, syntax.Name | syntax.Word) and head.text in moments.KINDS


def _is_enclosed(node: Syntax | None) -> bool:
    """Whether an argument has brackets or bars around it."""
    inner = reaching.unwrapped(node)[0] if isinstance(node, syntax.Scripts) else node
    return isinstance(inner, syntax.Group | syntax.Bars)


def _moment(r: Elaborator, node: Syntax, word: syntax.Word, following: Sequence[Part]) -> Expr:
    """E, Var or Cov of the brackets that follow; what stands above these belongs to the value."""
    first = following[0] if following else None
    inner, scripts = reaching.unwrapped(first) if isinstance(first, syntax.Scripts) else (first, [])
    if not isinstance(inner, syntax.Group) or inner.fence not in ("(", "[", "{|"):
        raise Beyond(f"it is not clear of what this is {moments.KINDS[word.text]}", node)
    return _scripted(r, moments.moment(r, node, word.text, inner), scripts)


def _scripted(r: Elaborator, e: Expr, scripts: Sequence[syntax.Scripts]) -> Expr:
    for script in scripts:
        if script.sub is not None:
            e = letters.entry(r, e, script.sub, script)
        e = powers.raised(r, e, script, script)
    return e


def _argument(
    r: Elaborator, word: syntax.Word, parts: Sequence[Part], at: int
) -> tuple[Expr, list[syntax.Scripts], int]:
    """The argument of a function, the scripts that belong to its value, and the end."""
    first = parts[at] if at < len(parts) else None
    if first is None or isinstance(first, str):
        raise NotUnderstood(f"{word.text} has no argument", word)
    if isinstance(first, syntax.Group):
        return r.expression(first), [], at + 1
    if isinstance(first, syntax.Bars):
        return r.expression(first), [], at + 1
    if isinstance(first, syntax.Table):
        _refuse_second_matrix(r, word, parts, at + 1)
        return r.expression(first), [], at + 1
    if isinstance(first, syntax.Scripts):
        inner, scripts = reaching.unwrapped(first)
        if isinstance(inner, syntax.Table):
            if isinstance(scripts[-1].sup, syntax.Number):
                raise Beyond(f"a power behind {word.text} of a matrix has two meanings", first)
            _refuse_second_matrix(r, word, parts, at + 1)
            return r.expression(first), [], at + 1
        if isinstance(inner, syntax.Group) and inner.fence:
            if word.text in functions.BRACKET_FIRST:
                if isinstance(scripts[-1].sup, syntax.Number):
                    reason = f"a power behind {word.text}(…) has two meanings"
                    raise Beyond(reason, first)
                return r.expression(first), [], at + 1
            return r.expression(inner), scripts, at + 1
        if isinstance(inner, syntax.Bars):
            return r.expression(first), [], at + 1
    stop = reaching.reach(r, parts, at)
    if word.text not in LINEAR:
        reaching.refuse_brackets(r, word, parts[at:stop])
    if word.text in ("det", "Det") and stop > at + 1:
        r.perhaps_meant = "it is not clear how far det reaches"
    if word.text in functions.BRACKET_FIRST:
        stop = _beyond_exponential(r, word, parts, stop)
    return _number_first(r, word, parts, at, stop)


ANGLES = frozenset({"sin", "cos", "tan", "cot"})
"""Functions of an angle: sin θ K is a multiple of the matrix K."""


def _number_first(
    r: Elaborator, word: syntax.Word, parts: Sequence[Part], at: int, stop: int
) -> tuple[Expr, list[syntax.Scripts], int]:
    """The argument; of a function of an angle only as far as it is a number, if it is one at all."""
    whole = term(r, parts[at:stop])
    if word.text in ANGLES and not whole.shape.is_scalar:
        for end in range(stop - 1, at, -1):
            found = term(r, parts[at:end])
            if found.shape.is_scalar:
                r.perhaps_meant = f"how far {word.text} reaches is not told"
                return found, [], end
    return whole, [], stop


LINEAR = functions.TRACES | {"vec", "Vec"}
"""Functions of which the value is the same whether a number in brackets stands inside."""


def _beyond_exponential(r: Elaborator, word: syntax.Word, parts: Sequence[Part], stop: int) -> int:
    """Where the argument of a logarithm ends behind which an exponential stands.

    It is taken for a factor of the argument, as in the logarithm of a density; because it
    may be one of the logarithm, nothing is refuted.
    """
    behind = parts[stop] if stop < len(parts) else None
    if not (isinstance(behind, syntax.Word) and behind.text == "exp"):
        return stop
    told = f"{word.text} … exp … may be one logarithm or a product"
    end = reaching.reach_of_function(r, parts, stop)
    if end < len(parts) and not isinstance(parts[end], str):
        raise Beyond(told, word)
    r.perhaps_meant = told
    return end


def _refuse_second_matrix(r: Elaborator, word: syntax.Word, parts: Sequence[Part], at: int) -> None:
    """Of a matrix that is written out the function is taken; what stands behind it is a factor,
    but a second matrix may belong to the argument.
    """
    behind = parts[at] if at < len(parts) else None
    if behind is not None and not isinstance(behind, str):
        factor_behind, _ = factor(r, parts, at)
        if not factor_behind.shape.is_scalar:
            raise Beyond(f"where the argument of {word.text} ends is not clear", word)


def call(r: Elaborator, node: syntax.Group) -> Expr:
    """The value of a function below a slash, as in 1/f(x); anything else needs brackets."""
    (inner,) = node.parts
    assert isinstance(inner, syntax.Juxtaposed)
    head, following = inner.items
    assert isinstance(head, syntax.Name)
    found = _called(r, head, head, following)
    if found is None:
        raise NotUnderstood("it is not clear how far the slash reaches", node,
                            "write brackets around what is below the slash")  # fmt: skip
    return found


def _called(r: Elaborator, node: Syntax, head: syntax.Name, following: Syntax) -> Expr | None:
    """A name before brackets, where that is a function and no factor."""
    inner, scripts = (
        reaching.unwrapped(following) if isinstance(following, syntax.Scripts) else (following, [])
    )
    if not isinstance(inner, syntax.Group) or inner.fence not in ("(", "[", "{|"):
        return None
    result = _value(r, node, head, inner)
    return None if result is None else _scripted(r, result, scripts)


def _value(r: Elaborator, node: Syntax, head: syntax.Name, group: syntax.Group) -> Expr | None:
    declared = r.scope.declares(head.text) or head.text in r.bound
    if head.text == "N" and len(group.parts) >= 2 and (head.style or not declared):
        return densities.gaussian(r, node, group)
    if head.text in moments.KINDS and (head.style or not declared):
        return moments.moment(r, node, head.text, group)
    if head.text == "D" and head.style == "upright" and not r.scope.declares("D"):
        return calculus.magnus_neudecker(r, group, node)
    if head.text == "σ" and not r.means(head.text):
        primes = node.primes if isinstance(node, syntax.Scripts) else 0
        if isinstance(node, syntax.Scripts) and not (primes and node.sub is node.sup is None):
            raise Beyond("what stands above or below σ before brackets has two meanings", node)
        result = functions.function("sigmoid", head)(r, r.expression(group), head)
        return gradients.entrywise_slope(r, result, primes, node) if primes else result
    value = eigen.value(r, node, group) if head.text == "λ" else None
    value = gradients.primed(r, node, group) if value is None else value
    value = calculus.function_value(r, node, group) if value is None else value
    if value is None and head.text in functions.PARTS and not r.means(head.text):
        return functions.function(head.text, head)(r, r.expression(group), head)
    several = len(head.text) > 1 and head.text.isascii()
    if value is None and group.fence == "(" and (several or _is_argument(group)):
        raise Beyond(f"nothing says whether {head.text} is a function or a factor", node)
    return value


def _is_argument(group: syntax.Group) -> bool:
    """Whether brackets hold one letter or number, as those of an argument do."""
    return len(group.parts) == 1 and isinstance(group.parts[0], syntax.Name | syntax.Number)
