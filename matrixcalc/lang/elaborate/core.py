"""From syntax to typed expressions, with the declarations of the place.

One `Elaborator` reads the formulas of one statement.  It builds expressions
directly; where an unknown size becomes known on the way, what was built before
is stale, and the statement is read again from the start.  It guesses nothing:
a letter that is not declared is asked of the scope's `assume`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from matrixcalc.dims import ONE, Dim, IntVar
from matrixcalc.expr import Expr, Number, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import (
    blocks,
    calculus,
    crosses,
    densities,
    dots,
    factors,
    gradients,
    indexed,
    letters,
    stacks,
    tables,
)  # fmt: skip
from matrixcalc.lang.elaborate.doubles import EITHER, UNTOLD
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import indices
from matrixcalc.lang.scope import Letter, Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import NARROW, WIDE
from matrixcalc.lang.unify import MARK, ZEROS, Learnt, Unknowns
from matrixcalc.ops import algebra, constants, linear
from matrixcalc.ops.arguments import Misuse
from matrixcalc.shapes import IllShaped, Shape
from matrixcalc.statements import Definition

Assume = Callable[[str, Syntax], Letter | Dim | None]
"""What an undeclared name is taken for: a letter, a size, or nothing."""

LEARNING = 200
"""How many sizes one statement may teach before it is given up."""


class Elaborator:
    """Reads formulas of one statement in one scope."""

    perhaps_other = ""
    """What may have another meaning than the one that is taken."""
    perhaps_meant = ""
    """Why something else may be meant than what was read, so that nothing is refuted."""
    may_bracket = False
    """Whether a product may be read with brackets that nobody set."""
    bracketed = ""
    """Which brackets a product was given, without which it does not fit."""
    varied: Expr | None = None
    """By what was differentiated last."""
    standing = ""
    """What an undeclared letter by which is differentiated stands for, by the side before."""

    def __init__(
        self,
        scope: Scope,
        unknowns: Unknowns,
        assume: Assume,
        moving: frozenset[str] = frozenset(),
    ) -> None:
        self.scope = scope
        self.unknowns = unknowns
        self.assume = assume
        self.moving = moving
        """Names whose differentials are written, as X in dX."""
        self.bound: dict[str, Dim] = {}
        """Indices that an enclosing sum binds."""
        self.free: dict[str, Dim] = {}
        """Free indices of the statement, with their upper ends."""
        self.double: set[str] = set()
        """What stands in the statement that has two meanings."""
        self.second: frozenset[str] = frozenset()
        """What of that is read in its second meaning."""
        self._nodes: Sequence[Syntax] = ()
        self._subscripts: frozenset[str] | None = None
        self._exponents: frozenset[str] | None = None
        self.in_distribution = False
        """Whether the mean or the covariance of a random letter is read."""
        self.unbounded: set[str] = set()
        """Letters over which is integrated, and nothing says from where to where."""
        self.introduced: list[Definition] = []
        """Letters for what has a name of its own, such as a moment under a condition."""
        self.separate = ""
        """What was supposed of random letters of which nothing says whether they are independent."""
        self.mixed: frozenset[str] = frozenset()
        """Letters that stand in two alphabets, and so may be two."""
        self.maps: frozenset[str] = frozenset()
        """Letters that are said to be maps: f : ℝⁿ → ℝᵐ."""
        self.sampled: frozenset[str] = frozenset()
        """Vectors of which a subscript is the number of a sample, and not a component."""
        self.has_table = False
        """Whether a matrix is written out, so that there may be blocks."""

    def sides(self, nodes: Sequence[Syntax]) -> tuple[Expr, ...]:
        """The expressions on the sides of one relation, made to fit each other.

        Raises `NotUnderstood`, `Beyond`, `IllShaped` and `Misuse`.
        """
        self._nodes, self._subscripts, self._exponents = nodes, None, None
        try:
            found = self._sides(nodes)
        except IllShaped:
            if self.perhaps_other:
                raise Beyond(self.perhaps_other, nodes[0]) from None
            raise
        if self.perhaps_other and not _alike(found):
            raise Beyond(self.perhaps_other, nodes[0])
        return found

    def _sides(self, nodes: Sequence[Syntax]) -> tuple[Expr, ...]:
        """The sides; what has two meanings has the second one where they fit only so."""
        self.double, self.second = set(), frozenset()
        before = len(self.unknowns.values)
        try:
            found = self._learning(nodes)
        except IllShaped:
            if not self.double:
                raise
            found = None
        double = frozenset(self.double)
        fits = found is not None and _alike(found)
        if found is not None and (not double or (fits and not double & EITHER)):
            return found
        other = self._trial(nodes, double, before)
        if fits and other is not None and _alike(other) and double & UNTOLD.keys():
            self.unknowns.forget(before)
            raise Beyond(UNTOLD[min(double & UNTOLD.keys())], nodes[0])
        if not fits and other is not None and (found is None or _alike(other)):
            self.unknowns.forget(before)
            self.second = double
            return self._learning(nodes)
        found = self._learning(nodes)
        if fits and other is not None and _alike(other):
            self.perhaps_meant = "whether |x| has the moduli of the entries is not told"
        return found

    def _trial(
        self, nodes: Sequence[Syntax], double: frozenset[str], before: int
    ) -> tuple[Expr, ...] | None:
        """The sides in the second meaning of what has two, if they can be read so; `before` is how
        many sizes were known then.
        """
        known = dict(self.unknowns.values)
        self.unknowns.forget(before)
        self.second = double
        try:
            return self._learning(nodes)
        except (IllShaped, NotUnderstood, Beyond, Misuse):
            return None
        finally:
            self.second = frozenset()
            self.unknowns.values = known

    def _learning(self, nodes: Sequence[Syntax]) -> tuple[Expr, ...]:
        """The sides, read again each time that a size becomes known."""
        unknowns = self.unknowns
        for _ in range(LEARNING):
            self.bound, self.perhaps_other, self.bracketed, self.standing = {}, "", "", ""
            self.introduced, self.separate = [], ""
            before = None if unknowns.loose else self._left_behind()
            try:
                return self._fitted(self._each(nodes))
            except Learnt:
                # Where nothing but the size stays behind, it may as well have been known before.
                if before is not None and unknowns.loose:
                    unknowns.loose = self._left_behind() != before
            except Exception as error:
                unknowns.loose = unknowns.loose or MARK in str(error)
                raise
        unknowns.loose = True
        raise NotUnderstood("the sizes could not be worked out", nodes[0])

    def _left_behind(self) -> tuple[object, ...]:
        """What an attempt to read the sides may have changed for the next one, but for sizes."""
        scope = self.scope
        return (
            dict(scope.letters), dict(scope.integers), scope.definitions, dict(self.free),
            set(self.unbounded), set(self.unknowns.blocks), self.unknowns.told_ends, self.perhaps_meant,
            frozenset(self.double), self.has_table, self.in_distribution,
        )  # fmt: skip

    def _each(self, nodes: Sequence[Syntax]) -> list[Expr]:
        """The sides; where one does not fit, what the others teach may make it fit."""
        found: list[Expr] = []
        problem: IllShaped | Misuse | None = None
        for node in nodes:
            try:
                found.append(self.expression(node))
            except (IllShaped, Misuse) as error:
                problem = problem or error
        if problem is not None:
            raise problem
        return found

    def _fitted(self, sides: list[Expr]) -> tuple[Expr, ...]:
        wide = next((s for s in sides if not s.shape.is_scalar and not is_zero(s)), None)
        if wide is None:
            return tuple(sides)
        for side in sides:
            if not is_zero(side):
                self.same_shape(side, wide)
        return tuple(self.zeros_like(s, wide) if is_zero(s) else s for s in sides)

    @property
    def nodes(self) -> Sequence[Syntax]:
        """The sides of the statement as they are written."""
        return self._nodes

    @property
    def end(self) -> int:
        """Where the statement ends."""
        return max((n.end for n in self._nodes), default=0)

    @property
    def subscripts(self) -> frozenset[str]:
        """Letters that stand as an index somewhere in the statement."""
        if self._subscripts is None:
            self._subscripts = _subscripts(self._nodes)
        return self._subscripts

    @property
    def has_transposes(self) -> bool:
        """Whether something tells that T above a matrix is a transpose."""
        return any(_turns(part) for node in self._nodes for part in syntax.walk(node))

    @property
    def exponents(self) -> frozenset[str]:
        """Letters that stand in a sum in an exponent, as numbers do."""
        if self._exponents is None:
            self._exponents = _exponents(self._nodes)
        return self._exponents

    def settled(
        self, nodes: Sequence[Syntax], fresh: Callable[[Sequence[Expr]], Dim]
    ) -> tuple[Expr, ...]:
        """The sides with a new size, from `fresh`, for each that nothing determines.

        An identity of which nothing tells the size has the only one in sight, if there is one.
        """
        untold = ""
        for _ in range(LEARNING):
            found = self.sides(nodes)
            left = list(dict.fromkeys(v for e in found for v in self.unknowns.left(e)))
            if not left:
                self.perhaps_meant = self.perhaps_meant or untold
                return found
            shapes = {s.shape for e in found for s in e.symbols}
            sizes = {d for x in shapes for d in (x.rows, x.cols) if d != ONE}
            owned = frozenset[IntVar]().union(*(d.variables for d in sizes))
            unknown, *others = sorted(left, key=lambda v: v not in owned)
            if unknown not in owned and sizes and not self.has_table:
                if len(sizes) == 1:
                    self.unknowns.values[unknown] = min(sizes, key=str)
                    continue
                untold = "how large an identity is, is not told"
            apart = {*left} & self.unknowns.blocks
            if len(apart) > 1 or any(v.name.startswith(ZEROS) for v in apart):
                raise Beyond("the sizes of the blocks are not told", nodes[0])
            self.unknowns.values[unknown] = fresh(() if others else found)
        raise NotUnderstood("the sizes could not be worked out", nodes[0])

    def resolved(self, symbol: Symbol) -> Symbol:
        """A letter with what is known of its shape by now."""
        shape = symbol.shape
        rows, cols = self.unknowns.resolved(shape.rows), self.unknowns.resolved(shape.cols)
        if rows is shape.rows and cols is shape.cols:
            return symbol
        return Symbol(symbol.name, Shape(rows, cols), symbol.assumptions, symbol.arguments)

    # Sizes.

    def equal(self, a: Dim, b: Dim) -> bool:
        """Whether two sizes are equal, or are made so."""
        if a is b or a == b or self.unknowns.unify(a, b):
            return True
        if self.unknowns.blocks & (a.variables | b.variables):
            raise Beyond("the sizes of the blocks are not told", self._nodes[0])
        return False

    def conform(self, mine: Sequence[Dim], theirs: Sequence[Dim]) -> None:
        """Make blocks that meet equally long, where there are as many on both sides."""
        if len(mine) == len(theirs):
            for a, b in zip(mine, theirs, strict=True):
                self.equal(a, b)

    def same_shape(self, a: Expr, b: Expr) -> bool:
        """Whether two expressions have one shape, or are made so."""
        if a.shape.is_scalar != b.shape.is_scalar and not (self._open(a) or self._open(b)):
            return False
        if self.has_table:
            mine, theirs = blocks.extents(a), blocks.extents(b)
            if mine is not None and theirs is not None:
                self.conform(mine[0], theirs[0])
                self.conform(mine[1], theirs[1])
        return self.equal(a.shape.rows, b.shape.rows) and self.equal(a.shape.cols, b.shape.cols)

    def _open(self, e: Expr) -> bool:
        return self.unknowns.open(e.shape.rows) or self.unknowns.open(e.shape.cols)

    def zeros_like(self, zero: Expr, other: Expr) -> Expr:
        """The number 0 as a matrix of the other's shape, where that is no scalar."""
        if other.shape.is_scalar:
            return zero
        return algebra.zeros(other.shape.rows, other.shape.cols)

    def square(self, e: Expr) -> Expr:
        """`e`, whose rows and columns are made equal if they are not known yet."""
        self.equal(e.shape.rows, e.shape.cols)
        return e

    # Expressions.

    def expression(self, node: Syntax) -> Expr:
        """The expression that a formula stands for."""
        try:
            if isinstance(node, syntax.Name | syntax.Scripts):
                return letters.scripted(self, node)
            return self._expression(node)
        except IllShaped as error:
            if error.place is None:
                error.place = node.start
            raise

    def _expression(self, node: Syntax) -> Expr:
        match node:
            case syntax.Number(value=value):
                return Number(value)
            case syntax.Sum(terms=terms):
                return self._sum(terms)
            case syntax.Juxtaposed() | syntax.Infix() | syntax.Word() | syntax.Big():
                return factors.term(self, factors.linear_parts(node))
            case syntax.Ratio():
                return self._ratio(node)
            case syntax.Group():
                return self._group(node)
            case syntax.Bars():
                return tables.bars(self, node, None)
            case syntax.Root():
                return self._root(node)
            case syntax.Table():
                return tables.table(self, node)
            case syntax.Annotated(body=body):
                return self.expression(body)
            case syntax.Remark(text=text):
                raise NotUnderstood(f"the words {text!r} stand inside the formula", node)
            case syntax.Empty():
                raise NotUnderstood("something is missing here", node)
            case syntax.Sign(text=text):
                return self._sign(node)
            case syntax.Related():
                raise NotUnderstood("a relation cannot stand inside a formula", node)
        raise NotUnderstood("this is no expression", node)

    def _sign(self, node: syntax.Sign) -> Expr:
        if node.text in ("…", "⋮", "⋱"):
            raise Beyond("what the dots stand for is not judged", node)
        if node.text == "∞":
            raise Beyond("infinity is not judged", node)
        if "①" <= node.text <= "⑳" or node.text.startswith("("):
            return letters.named(self, node.text, node)
        raise NotUnderstood(f"{node.text} cannot stand alone", node)

    @property
    def taken(self) -> frozenset[str]:
        """The names that mean something here."""
        return frozenset({*self.scope.names, *self.bound, *self.free})

    def means(self, name: str) -> bool:
        """Whether a name means something here."""
        return self.scope.declares(name) or name in self.bound or name in self.free

    def _sum(self, terms: tuple[tuple[str, Syntax], ...]) -> Expr:
        found: list[tuple[str, Expr, Syntax]] = []
        if any(dots.is_dots(node) for _, node in terms):
            terms = tuple(dots.summed(terms, self.taken))
        for sign, node in terms:
            if sign == "±":
                raise Beyond("± stands for two statements", node)
            found.append((sign, self.expression(node), node))
        wide = next((e for _, e, _ in found if not e.shape.is_scalar), None)
        if wide is not None:
            found = [(s, self._widened(e, wide), n) for s, e, n in found]
            for _, e, _ in found:
                self.same_shape(e, wide)
        shown = [-e if sign == "-" else e for sign, e, _ in found]
        if len(shown) == 1:
            return shown[0]
        if any(e.shape != shown[0].shape for e in shown) and _is_operated(terms[0][1]):
            raise Beyond("it is not clear how far the derivative reaches", terms[0][1])
        return linear.SUM(*shown)

    def _widened(self, e: Expr, wide: Expr) -> Expr:
        """A 0 or 1 beside a vector, read as the vector of zeros or ones."""
        if not isinstance(e, Number) or wide.shape.is_scalar:
            return e
        if e.value == 0:
            return self.zeros_like(e, wide)
        if e.value == 1 and (wide.shape.is_column or gradients.is_entrywise(wide)):
            return constants.ONES(wide.shape.rows, wide.shape.cols)
        if e.value == 1 and wide.shape.is_square:
            raise Beyond("1 beside a matrix may be the identity", self._nodes[0])
        return e

    def _ratio(self, node: syntax.Ratio) -> Expr:
        derivative = calculus.ratio(node, self)
        if derivative is not None:
            if derivative.body is None:
                raise NotUnderstood("there is nothing to differentiate", node)
            return calculus.build(self, derivative, self.expression(derivative.body), node)
        top, bottom = self.expression(node.top), self.expression(node.bottom)
        if isinstance(top, Number) and isinstance(bottom, Number) and bottom.value:
            return Number(top.value / bottom.value)
        if not bottom.shape.is_scalar and top.shape == bottom.shape and not top.shape.is_scalar:
            raise IllShaped("cannot divide by a matrix", ((str(bottom), bottom.shape),))
        return algebra.quotient(top, bottom)

    def _group(self, node: syntax.Group) -> Expr:
        if len(node.parts) == 1 and not node.separators:
            if node.fence == "/":
                return factors.call(self, node)
            if node.fence == "⟨":
                raise Beyond("angle brackets around one thing have several meanings", node)
            return self.expression(node.parts[0])
        if node.fence == "⟨" and len(node.parts) == 2:
            left, right = (self.expression(p) for p in node.parts)
            self.same_shape(left, right)
            return algebra.inner(left, right)
        if node.fence == "[" and set(node.separators) <= {",", ";", NARROW, WIDE}:
            return tables.written(self, node)
        if node.fence == "(" and set(node.separators) == {","}:
            stacked = stacks.listed(self, node.parts, node, across=True)
            if stacked is not None:
                return stacked
        raise Beyond("a list of components is not judged", node)

    def _root(self, node: syntax.Root) -> Expr:
        body = self.expression(node.body)
        if not body.shape.is_scalar:
            raise Beyond("the square root of a matrix is not judged", node)
        if node.degree is None:
            return algebra.sqrt(body)
        degree = self.expression(node.degree)
        return algebra.power(body, algebra.quotient(Number(Fraction(1)), degree))


def _exponents(nodes: Sequence[Syntax]) -> frozenset[str]:
    """The letters of exponents such as T − 1, but not those that stand above alone."""
    above = [
        p.sup for n in nodes for p in syntax.walk(n)
        if isinstance(p, syntax.Scripts) and p.sup is not None
    ]  # fmt: skip
    alone = {id(s.terms[0][1] if isinstance(s, syntax.Sum) else s) for s in above if _is_one(s)}
    sums = (
        part for s in above for part in syntax.walk(s)
        if isinstance(part, syntax.Sum) and len(part.terms) > 1
    )  # fmt: skip
    return frozenset(
        n.text for x in sums for n in syntax.walk(x)
        if isinstance(n, syntax.Name) and id(n) not in alone
    )  # fmt: skip


def _is_one(sup: Syntax) -> bool:
    """Whether one term stands above."""
    return not isinstance(sup, syntax.Sum) or len(sup.terms) == 1


def _turns(part: Syntax) -> bool:
    """Whether a part of a formula tells that T is a transpose: Xᵀ, X⁻ᵀ, a derivative."""
    match part:
        case syntax.Scripts(sup=syntax.Sum(terms=((_, inner),)) | inner):
            return isinstance(inner, syntax.Name | syntax.Sign) and inner.text in ("T", "⊤")
        case syntax.Name(text=text) | syntax.Sign(text=text):
            return text in ("∂", "∇", "d")
    return False


def _subscripts(nodes: Sequence[Syntax]) -> frozenset[str]:
    """The letters that stand alone or in a list below something."""
    return frozenset(
        index.text
        for node in nodes
        for part in syntax.walk(node)
        if isinstance(part, syntax.Scripts) and part.sub is not None
        for index in indices(part.sub)
        if isinstance(index, syntax.Name)
        and not (isinstance(part.base, syntax.Name) and part.base.text in ("I", "K", "0", "1"))
    )


def _is_operated(node: Syntax) -> bool:
    """Whether a term begins with ∂/∂x or ∇_x before what has no brackets around it."""
    if not isinstance(node, syntax.Juxtaposed) or isinstance(node.items[1], syntax.Group):
        return False
    return crosses.is_operator(node.items[0])


def _alike(sides: Sequence[Expr]) -> bool:
    """Whether all sides have one shape."""
    return all(s.shape == sides[0].shape for s in sides)


def is_zero(e: Expr) -> bool:
    """Whether the expression is the figure 0."""
    return isinstance(e, Number) and e.value == 0


__all__ = ["Elaborator", "Shape", "densities", "indexed"]
