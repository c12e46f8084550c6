"""What an undeclared letter is taken for, from how the problem uses it.

A capital is a matrix, a small letter a scalar unless it is used as a vector or
an integer.  Every guess is a declaration marked as assumed; shapes stay unknown
and are worked out from what has to fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from matrixcalc.assumptions import close
from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import gradients
from matrixcalc.lang.names import SAMPLE, indices, name_of
from matrixcalc.lang.scope import Letter, Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import Unknowns
from matrixcalc.shapes import SCALAR, Shape

_TRANSPOSES = frozenset({"T", "⊤", "'", "t"})
_OF_ARRAYS = frozenset({"⊙", "⊗", "⊘"})
_OF_VECTORS = frozenset({"diag", "Diag", "vec", "softmax"})
_OF_MATRICES = frozenset({"tr", "det"})
ARROW = "\N{COMBINING RIGHT ARROW ABOVE}"
"""The accent of a vector."""


class Uses:
    """How the formulas of a problem use their letters."""

    def __init__(self, formulas: Callable[[], Iterable[Iterable[Syntax]]]) -> None:
        self._formulas = formulas
        self._looked = False
        self.found: dict[str, set[str]] = defaultdict(set)

    def of(self, name: str) -> set[str]:
        """The uses of a name: transposed, index, limit, bold, right of a matrix …"""
        if not self._looked:
            # Where everything is declared, nobody asks.
            self._looked = True
            for formula in self._formulas():
                for node in formula:
                    self._look(node)
        return self.found.get(name, set())

    def _look(self, node: Syntax) -> None:
        match node:
            case syntax.Scripts():
                self._scripts(node)
            case syntax.Big():
                self._big(node)
            case syntax.Juxtaposed(items=items):
                self._row(items)
            case syntax.Bars(fence="|", body=syntax.Name(text=text)):
                self.found[text].add("bars")
            case syntax.Bars(body=body):
                self._vectors(body)
            case syntax.Group(fence="⟨", parts=parts):
                self._vectors(*parts)
            case syntax.Infix(sign=sign, left=left, right=right) if sign in _OF_ARRAYS:
                self._vectors(left, right)
            case syntax.Name(text=text, style="bold"):
                self.found[text].add("bold")
            case syntax.Name(text=text) if ARROW in text:
                self.found[text].add("vector")

    def _vectors(self, *parts: Syntax) -> None:
        """Letters that stand where nobody writes a scalar."""
        for part in parts:
            for term in _terms(part):
                self.found[term].add("vector")

    def _scripts(self, node: syntax.Scripts) -> None:
        if isinstance(node.base, syntax.Sign) and node.base.text == "∇" and node.sub is not None:
            for term in _terms(node.sub):
                self.found[term].add("below ∇" if node.sup is None else "vector")
        if _is_transposed(node):
            for term in _terms(node.base):
                self.found[term].add("transposed")
        name = name_of(node.base)
        square = isinstance(node.sup, syntax.Number)
        whole = name is not None and node.sub is None and node.sup is not None
        if name is not None and whole and not (square or _is_transposed(node)):
            self.found[name].add("power")
        if name is not None and node.sub is not None:
            written = indices(node.sub)
            self.found[name].add(f"subscripts {len(written)}")
            for index in written:
                if isinstance(index, syntax.Name) and not gradients.names_function(node):
                    self.found[index.text].add("index")
            if _is_identity(node):
                self._limit(node.sub)
        if isinstance(node.base, syntax.Group) and node.sup is not None:
            self._exponent(node.sup)
        if isinstance(node.sup, syntax.Group) and node.sup.fence == "(" and name is not None:
            self.found[name].add("family")
            for part in node.sup.parts:
                self._index(part)

    def _index(self, node: Syntax) -> None:
        if isinstance(node, syntax.Name):
            self.found[node.text].add("index")

    def _exponent(self, sup: Syntax) -> None:
        base = sup.top if isinstance(sup, syntax.Ratio) else sup
        if isinstance(base, syntax.Name) and base.text not in _TRANSPOSES:
            self.found[base.text].add("limit")

    def _big(self, node: syntax.Big) -> None:
        if node.sup is not None:
            self._limit(node.sup)
            for part in syntax.walk(node.sup):
                if isinstance(part, syntax.Name):
                    self.found[part.text].add("end")
        if node.sub is not None:
            for part in syntax.walk(node.sub):
                self._index(part)

    def _limit(self, node: Syntax) -> None:
        for part in syntax.walk(node):
            if isinstance(part, syntax.Name):
                self.found[part.text].add("limit")

    def _row(self, items: tuple[Syntax, ...]) -> None:
        """A small letter right of a capital, of brackets with one or of a transpose is a vector."""
        if len(items) == 2 and isinstance(items[0], syntax.Word):
            # det x without brackets.
            self._argument(items[0].text, items[1])
        own = [x for x in items if not (isinstance(x, syntax.Name) and x.text == "d")]
        for left, right in pairwise(own):
            if isinstance(left, syntax.Word) and isinstance(right, syntax.Group):
                self._argument(left.text, right)
            written = name_of(right) if isinstance(right, syntax.Name) else None
            if isinstance(right, syntax.Group):
                for inner in _terms(right):
                    if _is_matrix(left):
                        self.found[inner].add("right of a matrix")
            if isinstance(left, syntax.Name) and isinstance(right, syntax.Group):
                self.found[left.text].add("before brackets")
                if left.text == "N":
                    self._density(right)
            if written is not None and _is_matrix(left):
                self.found[written].add("right of a matrix")
            if isinstance(left, syntax.Name) and _is_transposed(right) and left.text.islower():
                self.found[left.text].add("left of a transpose")

    def _density(self, node: syntax.Group) -> None:
        """In N(x | μ, Σ) with a capital Σ this is a covariance, and x and μ are vectors."""
        match node:
            case syntax.Group(parts=(x, mean, covariance), separators=("|" | ";", ",")):
                base = covariance.base if isinstance(covariance, syntax.Scripts) else covariance
                if isinstance(base, syntax.Name) and base.text[0].isupper():
                    self.found[base.text].add("covariance")
                    self._vectors(x, mean)

    def _argument(self, function: str, argument: Syntax) -> None:
        if function in _OF_VECTORS:
            self._vectors(argument)
        elif function in _OF_MATRICES:
            for term in _terms(argument):
                self.found[term].add("matrix")


def _is_transposed(node: Syntax) -> bool:
    if not isinstance(node, syntax.Scripts):
        return False
    if node.primes:
        return True
    sup = node.sup
    if isinstance(sup, syntax.Sum) and len(sup.terms) == 1:
        sup = sup.terms[0][1]
    return isinstance(sup, syntax.Name | syntax.Sign) and sup.text in _TRANSPOSES


def _is_identity(node: syntax.Scripts) -> bool:
    return isinstance(node.base, syntax.Name) and node.base.text in ("I", "K", "1", "0")


def _is_matrix(node: Syntax) -> bool:
    """Whether a factor looks like a matrix: a capital, or brackets around one."""
    match node:
        case syntax.Name(text=text):
            return text[0].isupper()
        case syntax.Scripts(base=syntax.Name(text="I"), sup=None):
            return True
        case syntax.Scripts(base=base, sub=None):
            return _is_matrix(base) or _is_transposed(node)
        case syntax.Group(parts=(inner,)):
            return any(_is_matrix(n) for n in syntax.walk(inner) if isinstance(n, syntax.Name))
    return False


def _terms(node: Syntax) -> list[str]:
    """The letters that are terms of a sum in brackets, or the letter itself."""
    match node:
        case syntax.Group(parts=(inner,)):
            return _terms(inner)
        case syntax.Sum(terms=terms):
            return [n for _, t in terms for n in _terms(t)]
        case syntax.Name(text=text):
            return [text]
        case syntax.Scripts(base=base) if not _is_transposed(node):
            return _terms(base)
    return []


SUGGESTED = frozenset({"right of a matrix", "left of a transpose", "below ∇"})
"""Uses that suggest a vector and do not show one."""

SHOWN = frozenset({"transposed", "bold", "vector", "subscripts 1"})
"""Uses that show a vector."""

COUNTS = frozenset("NMDK")
"""Capitals by which sizes are called as often as matrices."""

MOST_DOUBTS = 6
"""Letters of which more than one meaning is tried."""


@dataclass(frozen=True)
class Taken:
    """What is tried where a statement does not fit: letters taken for another kind."""

    scalars: frozenset[str] = frozenset()
    """Letters that are scalars, although their place suggests a vector."""
    vectors: frozenset[str] = frozenset()
    """Letters that are vectors, although nothing suggests it."""
    integers: frozenset[str] = frozenset()
    """Capitals that are numbers of rows or of samples, and no matrices."""
    lent: Mapping[str, Letter] = field(default_factory=dict, compare=False)
    """Letters as an earlier section declares them, for where this one does not."""


NOTHING_TAKEN = Taken()


class Guesser:
    """Gives undeclared letters of one problem a meaning, the same at each place."""

    def __init__(
        self, scope: Scope, unknowns: Unknowns, uses: Uses, taken: Taken = NOTHING_TAKEN
    ) -> None:
        self.scope = scope
        self.unknowns = unknowns
        self.uses = uses
        self.taken = taken
        self.letters: dict[str, Letter] = {}
        self.integers: dict[str, Dim] = {}
        self.lent: set[str] = set()
        """The letters that were taken as an earlier section declares them."""

    def assume(self, name: str, node: Syntax) -> Letter | Dim | None:
        """What an undeclared name is taken for; a size where an integer is asked for."""
        if name.startswith("integer "):
            return self._integer(name.removeprefix("integer "))
        if name in self.integers:
            return self.integers[name]
        if name.endswith(SAMPLE):
            return self._family(name, self.uses.of(name.removesuffix(SAMPLE)))
        base, subscripts = _split(node)
        plain = base or name
        known = self.taken.lent.get(name)
        if known is None and subscripts and base in self.taken.lent:
            known = self.taken.lent[base]
        if known is not None and (not subscripts or known.symbol.name == name or known.indices):
            return self._borrowed(known)
        if subscripts and plain:
            found = self._subscripted(name, plain, subscripts)
            if found is not None:
                return found
        uses = self.uses.of(name)
        if "index" in uses and not uses & {"transposed", "right of a matrix", "limit"}:
            return None
        counts = name in self.taken.integers or "limit" in uses
        if counts and not uses & {"transposed", "bars"}:
            return self._integer(name)
        return self._letter(name, uses)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The integers that nothing declares, and to which no sum runs."""
        return tuple(name for name in self.integers if "end" not in self.uses.of(name))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The letters that were taken for vectors because of their place alone."""
        return tuple(
            name
            for name in self.letters
            if not name[0].isupper()
            and self.uses.of(name) & SUGGESTED
            and not self.uses.of(name) & SHOWN
        )[:MOST_DOUBTS]

    @property
    def alternatives(self) -> Iterator[Taken]:
        """What else the letters may be that nothing declares, one at a time."""
        for name in self.doubtful:
            yield replace(self.taken, scalars=self.taken.scalars | {name})
        plain = (
            name for name, x in self.letters.items()
            if x.symbol.shape.is_scalar and not x.indices and name not in self.taken.scalars
            and len(name) == 1 and name.islower()
        )  # fmt: skip
        plain_names = tuple(islice(plain, MOST_DOUBTS))
        for name in plain_names:
            yield replace(self.taken, vectors=self.taken.vectors | {name})
        for name in self.letters:
            if name in COUNTS and not self.uses.of(name):
                yield replace(self.taken, integers=self.taken.integers | {name})
        if len(self.doubtful) > 1:
            yield replace(self.taken, scalars=self.taken.scalars | {*self.doubtful})
        if len(plain_names) > 1:
            yield replace(self.taken, vectors=self.taken.vectors | {*plain_names})

    def _integer(self, name: str) -> Dim:
        found = self.integers.setdefault(name, Dim.size(name))
        self.scope.integers.setdefault(name, found)
        return found

    def _borrowed(self, known: Letter) -> Letter:
        letter = replace(known, assumed=True, place=None)
        name = known.symbol.name
        symbol = known.symbol
        if not symbol.assumptions <= close(
            name, symbol.shape, self._words(name, self.uses.of(name))
        ):
            self.lent.add(name)
        self.letters[name] = self.scope.letters[name] = letter
        return letter

    def _letter(self, name: str, uses: set[str]) -> Letter:
        shape = self._shape(name, uses)
        words = self._words(name, uses)
        letter = Letter(Symbol(name, shape, close(name, shape, words)), assumed=True)
        self.letters[name] = letter
        self.scope.letters[name] = letter
        return letter

    def _words(self, name: str, uses: set[str]) -> list[str]:
        """The adjectives that a use shows: a density with Σ needs that it is positive definite."""
        if "covariance" in uses and name[0].isupper():
            return ["positive definite"]
        return []

    def _shape(self, name: str, uses: set[str]) -> Shape:
        if name[0].isupper() and "covariance" in uses:
            order = self.unknowns.size(f"{name}.1")
            return Shape(order, order)
        if name[0].isupper():
            rows, cols = (self.unknowns.size(f"{name}.{side}") for side in (1, 2))
            return Shape(rows, cols)
        if name in self.taken.scalars:
            return SCALAR
        if "matrix" in uses:
            order = self.unknowns.size(f"{name}.1")
            return Shape(order, order)
        if uses & (SHOWN | SUGGESTED) or name in self.taken.vectors:
            return Shape(self.unknowns.size(f"{name}.1"), ONE)
        if "subscripts 2" in uses:
            return Shape(*(self.unknowns.size(f"{name}.{side}") for side in (1, 2)))
        return SCALAR

    def _subscripted(self, name: str, base: str, subscripts: tuple[Syntax, ...]) -> Letter | None:
        """An undeclared letter with a subscript: a member, a component, or a letter of its own."""
        uses = self.uses.of(base)
        named = [s for s in subscripts if isinstance(s, syntax.Name)]
        if len(named) < len(subscripts) and not uses & {"family"}:
            return self._letter(
                name, self.uses.of(name) | (uses - {"subscripts 1", "subscripts 2"})
            )
        if len(subscripts) == 2 and base[0].islower() and base.upper() in self.scope.letters:
            return self.scope.letters[base.upper()]
        if len(subscripts) == 1 and (base[0].isupper() or "transposed" in uses or "family" in uses):
            return self._family(base, uses)
        return self._letter(base, uses)

    def _family(self, base: str, uses: set[str]) -> Letter:
        shape = self._shape(base, uses | {"transposed"} if base[0].islower() else uses)
        upper = self.unknowns.size(f"{base}.count")
        index = Dim.index("i", upper).as_variable
        assert index is not None
        letter = Letter(
            Symbol(base, shape, close(base, shape, self._words(base, uses))), (index,), assumed=True
        )
        self.letters[base] = letter
        self.scope.letters[base] = letter
        return letter


def _split(node: Syntax) -> tuple[str, tuple[Syntax, ...]]:
    if isinstance(node, syntax.Scripts) and node.sub is not None:
        return name_of(node.base) or "", indices(node.sub)
    return "", ()


__all__ = ["NOTHING_TAKEN", "SCALAR", "Guesser", "Taken", "Uses"]
