"""What an operator must say about itself, and nothing about any one operator.

An operator is one object.  Its rules say the same thing several times on
purpose, because they feed checks that must be independent of each other:

- `exact` computes over any field, through the kernels of `Arithmetic`;
- `entries` writes the result out, entry by entry, in symbols;
- `numeric` calls NumPy's own function wherever there is one;
- `network` says it for every size at once, as sums over shared indices;
- `differential` is the formula that a textbook gives.

No rule is inherited and none has a default: an operator without a rule cannot
be made, and one that has no such rule raises `Unavailable` with the reason.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr
from matrixcalc.shapes import Shape


class Unavailable(Exception):
    """A rule that does not exist, or a value that cannot be computed; says why."""


class Undefined(Exception):
    """An operator met a point outside its domain, such as a singular matrix."""


class Need(Enum):
    """What an operator needs of an argument to be defined."""

    INVERTIBLE = "invertible"
    POSITIVE = "positive"
    NONNEGATIVE = "nonnegative"
    NONZERO = "nonzero"
    POSITIVE_DETERMINANT = "positive determinant"


Written = tuple[str, int]
"""Text, and the precedence of the operation that it shows outermost."""

ATOM, POSTFIX, JUXTAPOSED, BOUND, FRACTION, SUMMED = 100, 90, 30, 24, 20, 10
"""Precedences: a letter, Aᵀ, A B, Σᵢ aᵢ, a/b, A + B."""


class Style(Protocol):
    """What `Operator.show` may ask of the printer."""

    latex: bool

    def inside(self, e: Expr, precedence: int) -> str:
        """`e` printed, in brackets if it binds less tightly than `precedence`."""

    def integer(self, value: Dim) -> str:
        """A size, index or exponent printed."""

    def subscript(self, *values: Dim | str) -> str:
        """A subscript of these values."""

    def superscript(self, text: str) -> str:
        """A superscript."""

    def indexed(self, e: Expr, *values: Dim | str) -> str:
        """`e` with a subscript, in brackets if it has one already."""

    def juxtapose(self, factors: Sequence[str]) -> str:
        """Factors beside one another."""


Needs = tuple[tuple[int, Need], ...]
"""Which argument has to satisfy what."""

EVERYWHERE: Needs = ()
"""The domain of an operator that is defined at every argument of its shape."""


class Matrix(Protocol):
    """A value of some `Arithmetic`; opaque to the operators."""


class Arithmetic(Protocol):
    """Matrix kernels over a field: all that `Operator.exact` may use.

    Values are matrices; a scalar is a 1×1 matrix.  Every kernel works with
    scalars by + − × ÷ alone, so that no formula of matrix calculus is
    presupposed.  `function` applies a transcendental function entry by entry.
    """

    def number(self, value: Fraction | int) -> Any: ...
    def zeros(self, rows: int, cols: int) -> Any: ...
    def identity(self, n: int) -> Any: ...
    def size(self, a: Any) -> tuple[int, int]: ...
    def add(self, a: Any, b: Any) -> Any: ...
    def negative(self, a: Any) -> Any: ...
    def scale(self, s: Any, a: Any) -> Any: ...
    def multiply(self, a: Any, b: Any) -> Any: ...
    def transpose(self, a: Any) -> Any: ...
    def hadamard(self, a: Any, b: Any) -> Any: ...
    def reciprocal(self, a: Any) -> Any: ...
    def inverse(self, a: Any) -> Any: ...
    def determinant(self, a: Any) -> Any: ...
    def entry(self, a: Any, i: int, j: int) -> Any: ...
    def build(self, rows: int, cols: int, entry: Callable[[int, int], Any]) -> Any: ...
    def function(self, name: str, a: Any) -> Any: ...
    def real_power(self, base: Any, exponent: Any) -> Any: ...
    def pi(self) -> Any: ...


class Ring(Protocol):
    """The scalars that `Operator.entries` may use besides + − × ÷ of entries."""

    def number(self, value: Fraction | int) -> Any: ...
    def function(self, name: str, x: Any) -> Any: ...
    def real_power(self, base: Any, exponent: Any) -> Any: ...
    def pi(self) -> Any: ...


Rows = list[list[Any]]
"""A matrix written out: a list of rows of scalars."""


@dataclass(frozen=True)
class Notation:
    """How an operator prints; `form` says where the symbol stands.

    Forms: function ``tr(A)``, infix ``A ⊙ B``, postfix ``Aᵀ``, fence ``|A|``,
    and special, for operators that override `Operator.show`.
    A larger `precedence` binds tighter.
    """

    form: str
    text: str
    latex: str
    precedence: int = 100


class Operator(ABC):
    """An operator with all its rules.

    The integers that an operator takes (a size, a row, an exponent) follow the
    expressions in every rule: as `Dim` in `shape`, as `int` elsewhere.
    """

    name: str
    notation: Notation
    needs: Needs
    """What the arguments must satisfy for the operator to be defined."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        missing = [fact for fact in ("name", "notation", "needs") if fact not in cls.__dict__]
        if not cls.__dict__.get("__doc__"):
            missing.append("a docstring")
        if missing:
            raise TypeError(f"operator {cls.__name__} lacks {', '.join(missing)}")

    @abstractmethod
    def shape(self, *args: Any) -> Shape:
        """The shape of the result; raises `IllShaped` where there is none."""

    @abstractmethod
    def exact(self, field: Arithmetic, *args: Any) -> Any:
        """The value over a field, through its kernels."""

    @abstractmethod
    def entries(self, ring: Ring, *args: Any) -> Rows:
        """The result written out entry by entry."""

    @abstractmethod
    def numeric(self, np: Any, *args: Any) -> Any:
        """The value as a two-dimensional array, given NumPy."""

    @abstractmethod
    def network(self, net: Any, *args: Any) -> Any:
        """The result as index networks, for symbolic sizes, through the kernels of `net`."""

    @abstractmethod
    def differential(self, *args: Any) -> Expr:
        """The differential: arguments, then their differentials, then integers."""

    @abstractmethod
    def examples(self) -> Sequence[tuple[Any, ...]]:
        """Arguments for the contract tests: shapes, then integers."""

    def show(self, style: Style, args: Sequence[Expr], params: Sequence[Dim]) -> Written:
        """How the operator prints, in text or in LaTeX."""
        mark = self.notation.latex if style.latex else self.notation.text
        match self.notation.form:
            case "infix":
                inner = self.notation.precedence + 1
                return f" {mark} ".join(style.inside(a, inner) for a in args), inner - 1
            case "postfix":
                return style.inside(args[0], POSTFIX + 1) + mark, POSTFIX
            case "fence":
                left, right = (rf"\left{mark}", rf"\right{mark}") if style.latex else (mark, mark)
                return left + style.inside(args[0], 0) + right, ATOM
            case "function":
                shown = ", ".join(style.inside(a, 0) for a in args)
                fences = (r"\left(", r"\right)") if style.latex else ("(", ")")
                return mark + fences[0] + shown + fences[1], ATOM
        raise TypeError(f"operator {self.name} must say how it prints")

    def __call__(self, *args: Expr | Dim | int) -> Apply:
        """The operator applied; integers follow the expressions."""
        exprs = [a for a in args if isinstance(a, Expr)]
        if len(exprs) == len(args):
            return Apply(self, exprs)
        return Apply(self, exprs, [a for a in args if not isinstance(a, Expr)])

    def __repr__(self) -> str:
        return f"<operator {self.name}>"


@dataclass(frozen=True)
class Law:
    """An identity between operators, under the assumptions of its letters."""

    name: str
    left: Expr
    right: Expr


n, m, p, q = (Dim.size(letter) for letter in "nmpq")
"""Sizes for the examples of the contract tests."""
