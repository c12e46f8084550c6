r"""Letters with their scripts: members, entries, transposes, powers, labels.

Whether a subscript is an index or part of a name is told by the declarations:
a declared name comes first, then a member of a family, then a component or entry.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from matrixcalc.dims import ONE, Dim, IntVar
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import (
    blocks,
    constants,
    crosses,
    functions,
    indexed,
    marks,
    moments,
    points,
    powers,
    tables,
)
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.names import SAMPLE, indices, is_sample, name_of, plain
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.unify import Learnt
from matrixcalc.notation import SCRIPT
from matrixcalc.ops import algebra
from matrixcalc.ops.parts import BLOCK, WITHOUT

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def scripted(r: Elaborator, node: syntax.Name | syntax.Scripts) -> Expr:
    """A letter or a part in brackets, with what stands below and above it."""
    if isinstance(node, syntax.Name):
        return named(r, plain(node), node)
    known = _declared(r, node)
    if known is not None:
        return known
    base = node.base
    if isinstance(base, syntax.Group) and base.fence == ".|":
        place = isinstance(node.sub, syntax.Related)
        read = points.value_at if place else marks.marked
        return powers.raised(r, read(r, base, node), node, node)
    if isinstance(base, syntax.Bars):
        return tables.bars(r, base, node)
    if isinstance(base, syntax.Sign | syntax.Word):
        raise NotUnderstood("this cannot stand alone", node)
    if isinstance(base, syntax.Name) and base.text == "e" and node.sup is not None \
            and node.sub is None and not r.scope.declares("e"):  # fmt: skip
        return functions.function("exp", node)(r, r.expression(node.sup), node)
    special = constants.special(r, node)
    if special is not None:
        return special
    result, rest = _below(r, node)
    value = powers.raised(r, result, rest, node)
    if value.shape.is_scalar and node.sub is not None and node.sup is not None:
        _two_orders(r, node)
    return value


def _two_orders(r: Elaborator, node: syntax.Scripts) -> None:
    """Note, or refuse, a power of a matrix or of its entry, as in A²ᵢⱼ: the order is not told."""
    known = r.scope.letters.get(name_of(node.base) or "")
    if known is None or known.indices or node.sup is None or node.sub is None:
        return
    shape = known.symbol.shape
    if powers.is_transpose(r, node.sup) and shape.is_column:
        # Nobody transposes a number.
        raise Beyond("it may be a component, and a vector of its own", node)
    if powers.is_transpose(r, node.sup) or is_sample(node.sup):
        return
    if shape.is_column or shape.is_row or len(indices(node.sub)) != 2:
        return
    told = "a power and indices on one letter have two meanings"
    first = node.sup.start < node.sub.start
    match node.sup:
        case syntax.Sum(terms=(("-", syntax.Number(value=value)),)) if value == 1:
            # Behind the indices it may be the reciprocal of the entry.
            r.perhaps_meant = r.perhaps_meant if first else told
        case syntax.Number() | syntax.Sum() | syntax.Ratio() if first:
            raise Beyond(told, node)


def _declared(r: Elaborator, node: syntax.Scripts) -> Expr | None:
    """The letter of which all scripts are a declared name, as A₁₁ or μ̂^{new}."""
    whole = name_of(node)
    if whole is not None and _knows(r, whole):
        _as_family(r, whole, node)
        return named(r, whole, node)
    if node.sub is not None and (node.sup is not None or node.primes):
        lower = syntax.Scripts(node.start, node.end, node.base, node.sub)
        name = name_of(lower)
        if name is not None and _knows(r, name):
            _as_family(r, name, lower)
            return powers.raised(r, named(r, name, node), node, node)
    return None


def _as_family(r: Elaborator, whole: str, node: syntax.Scripts) -> None:
    """Take a letter such as x_t, where a sum runs over t, for a member of a family from here on."""
    below = indices(node.sub) if node.sub is not None else ()
    names = [i.text for i in below if isinstance(i, syntax.Name)]
    summed = [name for name in names if name in r.bound]
    sums = any(isinstance(n, syntax.Big) for side in r.nodes for n in syntax.walk(side))
    if not (summed and sums) or len(below) > PAIR:
        return
    known, base = r.scope.letters.get(whole), name_of(node.base)
    free = known is not None and known.body is None and not (known.random or known.formal)
    ranges = [_range(r, name) for name in names]
    if known is None or not free or base is None or base in r.scope.letters or None in ranges or \
            len(names) < len(below):  # fmt: skip
        raise Beyond(f"{summed[0]} runs here, and {whole} is declared as one letter", node)
    symbol = Symbol(base, known.symbol.shape, known.symbol.assumptions)
    r.scope.letters[base] = replace(known, symbol=symbol, indices=tuple(filter(None, ranges)))
    del r.scope.letters[whole]
    raise Learnt


def _range(r: Elaborator, name: str) -> IntVar | None:
    """An index that runs as one of this name does, in a sum here or in a declaration."""
    bound = r.bound[name].as_variable if name in r.bound else None
    told = (v for x in r.scope.letters.values() for v in x.indices if v.name == name)
    like = bound or next(told, None)
    return None if like is None or like.upper is None else Dim.index("i", like.upper).as_variable


def _sibling(r: Elaborator, node: syntax.Scripts) -> None:
    """Take c_k, declared as one letter, for a member of a family where a sum runs over j in c_j."""
    base, count = name_of(node.base), len(indices(node.sub))
    for other in [x for x in r.scope.letters if base and x.startswith(f"{base}_")]:
        letters = other.partition("_")[2]
        if len(letters) == count and letters.isascii() and letters.islower():
            _as_family(r, other, node)


PAIR = 2
"""Letters below another one that may be indices; more of them are a word."""


def _knows(r: Elaborator, name: str) -> bool:
    letter = r.scope.letters.get(name)
    return (letter is not None and not letter.indices) or (
        name in r.scope.integers and name not in r.free
    )


def _below(r: Elaborator, node: syntax.Scripts) -> tuple[Expr, syntax.Scripts]:
    """The base with its subscript, and what remains to stand above it."""
    base, sub = node.base, node.sub
    letter = _letter(r, base, node)
    family = _family(r, letter, node)
    if family is not None:
        return _member(r, family, node)
    if sub is None:
        if isinstance(base, syntax.Name):
            return named(r, plain(base), base), node
        return r.expression(base), node
    if letter is None and isinstance(base, syntax.Name):
        _sibling(r, node)
        lower = syntax.Scripts(node.start, node.end, base, sub)
        letter_or_size = r.assume(name_of(lower) or base.text, lower)
        if isinstance(letter_or_size, Letter):
            if letter_or_size.indices:
                return _member(r, letter_or_size, node)
            symbol = _of_letter(r, letter_or_size, node)
            whole = letter_or_size.symbol.name == name_of(lower)
            return (symbol if whole else entry(r, symbol, sub, node)), node
        raise NotUnderstood(f"{base.text} is not declared", node, code="MC202")
    if isinstance(base, syntax.Group):
        crossed = crosses.matrix(r, base, sub, node)
        whole_matrix = indexed.gathered(r, base, sub) if crossed is None else crossed
        if whole_matrix is not None:
            return whole_matrix, node
    inner = r.expression(base)
    start = _start(r, inner, node)
    if start is not None:
        return start, node
    if not inner.shape.is_column and len(indices(sub)) == 2 and _acts_on_matrix(r, node):
        # Above and below are set at one place: A^{-1}_{ij} is an entry of the inverse.
        upper = syntax.Scripts(node.start, node.end, base, None, node.sup, node.primes)
        turned = powers.raised(r, inner, upper, node)
        return entry(r, turned, sub, node), syntax.Scripts(node.start, node.end, base)
    block = blocks.picked(r, base, inner, indices(sub))
    return (block if block is not None else entry(r, inner, sub, node)), node


def _start(r: Elaborator, x: Expr, node: syntax.Scripts) -> Expr | None:
    """x₀ as a letter of its own: a point like x, of which no component has the number 0."""
    if not isinstance(x, Symbol) or not x.shape.is_column or not _is_numbered(node, 0):
        return None
    counted = (p for n in r.nodes for p in syntax.walk(n) if isinstance(p, syntax.Scripts))
    if any(
        name_of(p.base) == x.name and _is_numbered(p) and not _is_numbered(p, 0) for p in counted
    ):
        return None
    lower = syntax.Scripts(node.start, node.end, node.base, node.sub)
    name = name_of(lower)
    found = r.assume(name, lower) if name is not None else None
    if not isinstance(found, Letter) or found.indices or found.symbol.name != name:
        return None
    point = r.resolved(found.symbol)
    r.same_shape(point, x)
    return point


def _is_numbered(node: syntax.Scripts, number: int | None = None) -> bool:
    """Whether a number stands below a letter, or this one."""
    sub = node.sub
    return isinstance(sub, syntax.Number) and (number is None or sub.value == number)


def _family(r: Elaborator, letter: Letter | None, node: syntax.Scripts) -> Letter | None:
    """The family of which a letter with its scripts is a member."""
    base = node.base
    if isinstance(base, syntax.Name) and is_sample(node.sup):
        name = f"{base.text}{SAMPLE}"
        found = r.scope.letters.get(name) or r.assume(name, node)
        if isinstance(found, Letter):
            return found
    if letter is None:
        return None
    if letter.indices:
        constant = node.sub is None and isinstance(base, syntax.Name) and base.text == "π"
        return None if constant else letter
    return _sampled(r, letter, node) if letter.symbol.name in r.sampled else None


def _sampled(r: Elaborator, letter: Letter, node: syntax.Scripts) -> Letter | None:
    """The family of x_i, where that is the i-th of many vectors like x."""
    name, shape = letter.symbol.name, r.resolved(letter.symbol).shape
    if letter.random or letter.body is not None or not shape.is_column:
        return None
    if len(indices(node.sub)) != 1:
        return None
    family = r.scope.letters.get(name + SAMPLE) or r.assume(name + SAMPLE, node)
    if not isinstance(family, Letter):
        return None
    if not letter.assumed:
        r.perhaps_meant = f"{name} with an index may be a component of {name}"
    return family


def label_of_block(r: Elaborator, name: str) -> bool:
    """Whether a letter stands in the name of a declared one, as a and b in Σ_ab; that of an index
    only where the statement has that one, or a meaning does.
    """
    letters = r.scope.letters
    others = [
        other for other, x in letters.items() if "_" in other and not x.beyond
        and name in other.partition("_")[2] and not other.partition("_")[2].isdigit()
    ]  # fmt: skip
    if not others or not any(v.name == name for x in letters.values() for v in x.indices):
        return bool(others)
    written = {n.text for s in r.nodes for n in syntax.walk(s) if isinstance(n, syntax.Name)}
    meant = frozenset[str]().union(*(x.body.names for x in letters.values() if x.body is not None))
    return any(other in meant or other.partition("_")[0] in written for other in others)


def _acts_on_matrix(r: Elaborator, node: syntax.Scripts) -> bool:
    """Whether what stands above is a transpose or an inverse, which an entry has not."""
    match node.sup:
        case None:
            return bool(node.primes)
        case syntax.Sum(terms=(("-", inner),)):
            return isinstance(inner, syntax.Number) or powers.is_transpose(r, inner)
        case syntax.Sign(text="+" | "†"):
            return True
    return powers.is_transpose(r, node.sup)


def _letter(r: Elaborator, base: Syntax, node: Syntax) -> Letter | None:
    name = name_of(base) if isinstance(base, syntax.Name | syntax.Scripts) else None
    return r.scope.letters.get(name) if name is not None else None


def _member(r: Elaborator, letter: Letter, node: syntax.Scripts) -> tuple[Expr, syntax.Scripts]:
    """A member of a family: x_i, Σ_k, or x^{(i)}."""
    written, rest = indices(node.sub), node
    if letter.symbol.name.endswith(SAMPLE) and is_sample(node.sup):
        # In x^{(n)}_i the sample is n, and i is the component.
        assert isinstance(node.sup, syntax.Group)
        written = node.sup.parts + written
        rest = syntax.Scripts(node.start, node.end, node.base, None, None, node.primes)
    if letter.beyond:
        raise Beyond(letter.beyond, node)
    count = len(letter.indices)
    if len(written) < count:
        name = letter.symbol.name
        raise NotUnderstood(f"{name} is a family and needs an index, as in {name}_i", node)
    places = tuple(index(r, w, _length(v)) for w, v in zip(written, letter.indices, strict=False))
    member: Expr = replace(r.resolved(letter.symbol), arguments=places)
    if len(written) > count:
        member = _component(r, member, written[count:], node)
    return member, rest


def _length(v: IntVar) -> Dim:
    assert v.upper is not None
    assert v.lower is not None
    return v.upper


def entry(r: Elaborator, e: Expr, sub: Syntax, node: Syntax) -> Expr:
    """An entry or component of an expression."""
    return _component(r, e, indices(sub), node)


def _component(r: Elaborator, e: Expr, written: tuple[Syntax, ...], node: Syntax) -> Expr:
    rows, cols = e.shape.rows, e.shape.cols
    sliced = _slice(r, e, node)
    if sliced is not None:
        return sliced
    left_out = [w.terms[0][1] for w in written
                if isinstance(w, syntax.Sum) and len(w.terms) == 1 and w.terms[0][0] == "-"]  # fmt: skip
    if len(left_out) == len(written) == 2:
        # A₋ᵢ₋ⱼ is A without row i and column j.
        return WITHOUT(e, index(r, left_out[0], rows), index(r, left_out[1], cols))
    if e.shape.is_scalar and not r.unknowns.open(rows):
        raise NotUnderstood(f"{e} is a scalar and has no entries", node)
    if len(written) == 1 and e.shape.is_column:
        return algebra.entry(e, index(r, written[0], rows))
    if len(written) == 1 and e.shape.is_row:
        return algebra.entry(e, (ONE, index(r, written[0], cols)))
    if len(written) == 2:
        if all(isinstance(w, syntax.Number) for w in written) and _has_blocks(e):
            raise Beyond("a part of a matrix of blocks may be an entry or a block", node)
        return algebra.entry(e, (index(r, written[0], rows), index(r, written[1], cols)))
    raise NotUnderstood(
        f"{e} is {e.shape} and has entries with two indices", node,
        help="declare the name with its subscript if it is a letter of its own",
    )  # fmt: skip


def _has_blocks(e: Expr) -> bool:
    """Whether a matrix is written out by blocks that are no numbers."""
    return any(
        isinstance(n, Apply) and n.op is BLOCK and not all(a.shape.is_scalar for a in n.args)
        for n in e.walk()
    )


def _slice(r: Elaborator, e: Expr, node: Syntax) -> Expr | None:
    """A row A_{i,:} or column A_{:,j}."""
    sub = node.sub if isinstance(node, syntax.Scripts) else None
    match sub:
        case syntax.Group(parts=(syntax.Empty(), syntax.Empty(), j), separators=(":", ",")):
            return algebra.column(e, index(r, j, e.shape.cols))
        case syntax.Group(parts=(i, syntax.Empty(), syntax.Empty()), separators=(",", ":")):
            return algebra.row(e, index(r, i, e.shape.rows))
    return None


# Names.


def named(r: Elaborator, name: str, node: Syntax) -> Expr:
    """What a name stands for."""
    if name in r.bound:
        return constants.size(r.bound[name])
    if name in r.mixed and (name in r.scope.letters or name not in constants.NAMES):
        raise Beyond(f"{name} stands in two alphabets, and may be two letters", node)
    letter = r.scope.letters.get(name) or _other_style(r, name)
    family = letter is not None and bool(letter.indices)
    if family and name == "π":
        return algebra.PI  # The number stands beside the weights of a mixture.
    if letter is not None and not (family and name in r.scope.integers):
        return _of_letter(r, letter, node)
    if name in r.free:
        return constants.size(_free(r, name))
    if name in r.scope.integers:
        return constants.size(r.scope.integers[name])
    known = constants.constant(r, name, node)
    if known is not None:
        return known
    double = isinstance(node, syntax.Name) and node.style == "double"
    if name in moments.KINDS and (double or any(x.random for x in r.scope.letters.values())):
        raise Beyond(f"{moments.KINDS[name]} without brackets is not judged", node)
    if name == "δ" and _stands_before_a_letter(r, name):
        raise Beyond("δ may be a variation, as d is a differential", node)
    assumed = r.assume(name, node)
    if isinstance(assumed, Letter):
        return _of_letter(r, assumed, node)
    if isinstance(assumed, Dim):
        return constants.size(assumed)
    raise NotUnderstood(f"{name} is not declared", node, code="MC202",
                        help=f"declare it, as in {name} : n×m")  # fmt: skip


def _stands_before_a_letter(r: Elaborator, name: str) -> bool:
    """Whether a letter stands directly before another one, or before a function, on two sides."""

    def before(side: Syntax) -> bool:
        rows = (n.items for n in syntax.walk(side) if isinstance(n, syntax.Juxtaposed))
        follows = (syntax.Name, syntax.Scripts, syntax.Word)
        return any(
            name_of(a) == name and isinstance(b, follows) for row in rows for a, b in pairwise(row)
        )

    return sum(map(before, r.nodes)) > 1


def _other_style(r: Elaborator, name: str) -> Letter | None:
    """The letter that is known in script where the plain one is not, or the other way round."""
    if name in r.scope.integers or name in r.free:
        return None
    known = r.scope.letters.get(_OTHER_STYLE.get(name, ""))
    return known if known is not None and (known.formal or known.body is not None) else None


_OTHER_STYLE = SCRIPT | {script: letter for letter, script in SCRIPT.items()}
"""Letters in script by the plain ones, and the other way round."""


def _of_letter(r: Elaborator, letter: Letter, node: Syntax) -> Expr:
    if letter.beyond:
        raise Beyond(letter.beyond, node)
    if letter.indices:
        name = letter.symbol.name
        raise NotUnderstood(f"{name} is a family and needs an index, as in {name}_i", node)
    return r.resolved(letter.symbol)


def _free(r: Elaborator, name: str) -> Dim:
    return Dim.index(name, r.unknowns.resolved(r.free[name]))


# Integers.


def index(r: Elaborator, node: Syntax, size: Dim) -> Dim:
    """An index that counts up to `size`; an index of unknown range learns it here."""
    if not isinstance(node, syntax.Name):
        return integer(r, node, as_index=True)
    name = node.text
    if name in r.bound:
        variable = r.bound[name].as_variable
        assert variable is not None
        assert variable.upper is not None
        unknown = r.unknowns.open(size) and variable.lower == 1
        if unknown or r.unknowns.open(variable.upper):
            r.equal(variable.upper, size)
        return r.bound[name]
    if name in r.scope.letters:
        raise NotUnderstood(f"{name} is declared as a letter and cannot be an index", node)
    if name not in r.scope.integers and label_of_block(r, name):
        raise Beyond("a block of a matrix is not judged", node)
    if name in r.scope.integers and not _is_index(r.scope.integers[name]):
        return r.scope.integers[name]
    if name not in r.free:
        # From here on the name is an index in the whole statement, so it is read again.
        r.free[name] = r.unknowns.end_of(name)
        raise Learnt
    if r.unknowns.open(r.free[name]):
        r.equal(r.free[name], size)
    return _free(r, name)


def _is_index(value: Dim) -> bool:
    """Whether a declared integer may serve as an index, having no other use yet."""
    variable = value.as_variable
    return variable is not None and variable.least == INTEGER_FROM


INTEGER_FROM = 1
"""The least value of a letter that is declared as an integer."""


def integer(r: Elaborator, node: Syntax, *, as_index: bool = False) -> Dim:
    """A size, an index value or an integer exponent.

    Raises `NotUnderstood` where the formula is no integer.
    """
    match node:
        case syntax.Number(value=value) if value.denominator == 1:
            return Dim.of(int(value))
        case syntax.Name() | syntax.Scripts(primes=0, sup=None):
            return _integer_letter(r, node, as_index=as_index)
        case syntax.Sum(terms=terms):
            total = Dim.of(0)
            for sign, term in terms:
                value_ = integer(r, term, as_index=as_index)
                total = total - value_ if sign == "-" else total + value_
            return total
        case syntax.Juxtaposed(items=items):
            product = Dim.of(1)
            for item in items:
                product = product * integer(r, item, as_index=as_index)
            return product
        case syntax.Infix(sign="·" | "×" | "*"):
            return integer(r, node.left) * integer(r, node.right)
        case syntax.Group(parts=(inner,)):
            return integer(r, inner, as_index=as_index)
        case syntax.Scripts(base=base, sub=None, sup=syntax.Number(value=power), primes=0):
            result = Dim.of(1)
            for _ in range(int(power)):
                result = result * integer(r, base)
            return result
    raise NotUnderstood("this is not an integer", node)


def _integer_letter(r: Elaborator, node: Syntax, *, as_index: bool) -> Dim:
    name = name_of(node)
    if name is None:
        raise NotUnderstood("this is not an integer", node)
    if name in r.bound:
        return r.bound[name]
    letter = r.scope.letters.get(name)
    if letter is not None and not (letter.indices and name in r.scope.integers):
        raise NotUnderstood(f"{name} is not declared as an integer", node)
    if name in r.free:
        return _free(r, name)
    if name in r.scope.integers:
        return r.scope.integers[name]
    if as_index:
        r.free[name] = r.unknowns.end_of(name)
        raise Learnt
    if name in r.subscripts:
        # A letter that stands as an index elsewhere in the statement is one here too.
        r.free[name] = r.unknowns.end_of(name)
        raise Learnt
    assumed = r.assume(f"integer {name}", node)
    if isinstance(assumed, Dim):
        return assumed
    raise NotUnderstood(f"{name} is not declared", node, code="MC202",
                        help=f"declare it, as in {name} : integer")  # fmt: skip
