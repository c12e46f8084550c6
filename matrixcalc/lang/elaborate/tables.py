"""Matrices written out, and bars by the type of what they enclose.

|A| is a determinant, an absolute value or a norm by the shape of A.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from matrixcalc.dims import Dim
from matrixcalc.expr import Expr, Number
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import letters, powers, stacks
from matrixcalc.lang.elaborate.doubles import GAP, MODULUS, NORM, PAIR
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import NARROW
from matrixcalc.lang.unify import is_unknown
from matrixcalc.ops import algebra

if TYPE_CHECKING:
    from matrixcalc.lang.elaborate.core import Elaborator


def bars(r: Elaborator, node: syntax.Bars, scripts: syntax.Scripts | None) -> Expr:
    """|x| or ‖x‖ with what stands below and above it."""
    inner = r.expression(node.body)
    below = scripts.sub if scripts is not None else None
    if node.fence == "‖" and inner.shape.is_column and isinstance(below, syntax.Number):
        order = below.value
        if order.denominator == 1 and 2 < order <= powers.LARGEST:
            return _of_order(r, inner, int(order), scripts, node)
    value = _norm(r, inner, node, below) if node.fence == "‖" else _single(r, inner, node, below)
    return value if scripts is None else powers.raised(r, value, scripts, node)


def _of_order(
    r: Elaborator, x: Expr, order: int, scripts: syntax.Scripts | None, node: Syntax
) -> Expr:
    """The norm ‖x‖ₚ = (Σᵢ |xᵢ|ᵖ)^{1/p}, or its powers, of which the p-th has no root."""
    moduli = x if order % 2 == 0 else algebra.absolute(x)
    raised = moduli
    for _ in range(order - 1):
        raised = algebra.hadamard(raised, moduli)
    total = algebra.transpose(algebra.ones(x.shape.rows)) @ raised
    above = scripts.sup if scripts is not None else None
    if isinstance(above, syntax.Number) and above.value % order == 0:
        times = int(above.value / order)
        return total if times == 1 else algebra.power(total, times)
    root = algebra.power(total, algebra.quotient(Number(Fraction(1)), Number(Fraction(order))))
    return root if scripts is None else powers.raised(r, root, scripts, node)


def _single(r: Elaborator, inner: Expr, node: Syntax, below: Syntax | None) -> Expr:
    if below is not None:
        return _norm(r, inner, node, below)
    if inner.shape.is_scalar:
        return algebra.absolute(inner)
    r.double.add(NORM if inner.shape.is_column else MODULUS)
    if {NORM, MODULUS} & r.second:
        return algebra.entrywise(algebra.absolute, inner)
    if inner.shape.is_column:
        return algebra.norm(inner)
    if not r.same_shape(r.square(inner), algebra.transpose(inner)):
        r.perhaps_other = "|X| of what is not square may be a norm or the moduli of the entries"
    return algebra.det(inner)


def _norm(r: Elaborator, inner: Expr, node: Syntax, below: Syntax | None) -> Expr:
    kind = _kind(below)
    if inner.shape.is_scalar and kind is not None:
        return algebra.absolute(inner)
    if inner.shape.is_column or inner.shape.is_row:
        column = inner if inner.shape.is_column else algebra.transpose(inner)
        found = _OF_A_COLUMN.get(kind or "") if kind is not None else None
    else:
        column = inner
        found = _OF_A_MATRIX.get(kind or "")
        if kind == "":
            raise Beyond("it is not said which norm of a matrix is meant", node)
    if found is None:
        raise Beyond("this norm is not judged", node)
    return found(column)


_OF_A_COLUMN: dict[str, Callable[[Expr], Expr]] = {
    "": algebra.norm, "2": algebra.norm, "F": algebra.norm, "1": algebra.one_norm,
    "∞": algebra.max_norm,
}  # fmt: skip
_OF_A_MATRIX: dict[str, Callable[[Expr], Expr]] = {
    "F": algebra.norm, "Fr": algebra.norm, "fro": algebra.norm, "2": algebra.spectral_norm,
    "*": algebra.nuclear_norm,
}  # fmt: skip


def _kind(below: Syntax | None) -> str | None:
    """The name of a norm; None for one that is no word or number."""
    match below:
        case None:
            return ""
        case syntax.Name(text=text) | syntax.Remark(text=text) | syntax.Word(text=text):
            return text
        case syntax.Number(value=value):
            return str(value)
        case syntax.Sign(text=text):
            return text
    return None


_COMMUTATOR = "it may be a commutator or a row of blocks"


def written(r: Elaborator, node: syntax.Group) -> Expr:
    """A matrix in one line: [a, b; c, d]."""
    if len(node.parts) == 2 and node.separators == (",",):
        first, second = (r.expression(p) for p in node.parts)
        shape = first.shape
        nested = any(isinstance(p, syntax.Group) and p.fence == "[" for p in node.parts)
        if (r.scope.has_commutators or nested) and not (
            first.shape.is_column or second.shape.is_column
        ):
            r.perhaps_other = _COMMUTATOR
            r.same_shape(r.square(first), r.square(second))
            return first @ second - second @ first
        if shape == second.shape and shape.is_square and not shape.is_scalar:
            if r.scope.has_block_rows:
                raise Beyond(_COMMUTATOR, node)
            r.double.add(PAIR)
            if PAIR in r.second:
                return first @ second - second @ first
    if set(node.separators) == {NARROW} and not r.scope.has_block_rows and _are_factors(node):
        r.double.add(GAP)
        if GAP not in r.second:
            return r.expression(syntax.Juxtaposed(node.start, node.end, node.parts))
    rows: list[list[Syntax]] = [[node.parts[0]]]
    for sign, part in zip(node.separators, node.parts[1:], strict=True):
        if sign == ";":
            rows.append([part])
        else:
            rows[-1].append(part)
    return table(r, syntax.Table(node.start, node.end, "bmatrix", tuple(map(tuple, rows))))


def _are_factors(node: syntax.Group) -> bool:
    """Whether what stands in brackets may be multiplied as it is written."""
    return not any(isinstance(p, syntax.Sum | syntax.Empty | syntax.Related) for p in node.parts)


def table(r: Elaborator, node: syntax.Table) -> Expr:
    """A matrix from its rows; its parts may be blocks."""
    if node.kind.endswith("cases"):
        return _cases(r, node)
    if node.kind in ("aligned", "gathered", "split"):
        raise NotUnderstood("rows cannot stand inside a formula", node)
    stacked = stacks.in_table(r, node) if node.rows and node.kind[:1] not in "vV" else None
    if stacked is not None:
        return stacked
    width = len(node.rows[0]) if node.rows else 0
    if not width or any(len(row) != width for row in node.rows):
        raise NotUnderstood("the rows of the matrix have different lengths", node)
    r.has_table = True
    cells = [[r.expression(c) for c in row] for row in node.rows]
    plain = all(c.shape.is_scalar for row in cells for c in row)
    rows = [_extent(r, row, 0, f"{node.start}r{k}", plain) for k, row in enumerate(cells)]
    cols = [
        _extent(r, [row[j] for row in cells], 1, f"{node.start}c{j}", plain) for j in range(width)
    ]
    r.unknowns.blocks |= {v for d in (*rows, *cols) for v in d.variables if is_unknown(v)}
    filled = [
        [_filled(c, rows[i], cols[j]) for j, c in enumerate(row)] for i, row in enumerate(cells)
    ]
    result = algebra.block(filled) if len(filled) * width > 1 else filled[0][0]
    if node.kind == "vmatrix":
        return algebra.det(result)
    if node.kind == "Vmatrix":
        raise Beyond("this norm is not judged", node)
    return result


def _is_plain(e: Expr) -> bool:
    return isinstance(e, Number) and e.value == 0


def _cases(r: Elaborator, node: syntax.Table) -> Expr:
    """Two cases i = j and i ≠ j, as a δᵢⱼ + b (1 − δᵢⱼ)."""
    match node.rows:
        case ((first, one), (second, other)):
            conditions = [_condition(c) for c in (one, other)]
            if conditions[0] is not None and conditions[0][1] == "=" and \
                    (conditions[1] is None or conditions[1] == (conditions[0][0], "≠")):  # fmt: skip
                a, b = r.expression(first), r.expression(second)
                i, j = (letters.integer(r, x, as_index=True) for x in _sides(one))
                delta = algebra.delta(i, j)
                if isinstance(b, Number) and b.value == 0:
                    return delta if isinstance(a, Number) and a.value == 1 else a * delta
                return a * delta + b * (1 - delta)
    raise Beyond("a distinction of cases is not judged", node)


def _sides(condition: Syntax) -> tuple[Syntax, ...]:
    """The two sides of a condition, with its brackets and words taken off."""
    match condition:
        case syntax.Group(parts=(inner,)):
            return _sides(inner)
        case syntax.Juxtaposed(items=(syntax.Remark(), *_, last)):
            return _sides(last)
        case syntax.Related(parts=parts):
            return parts
    return ()


def _condition(condition: Syntax) -> tuple[tuple[str, ...], str] | None:
    """The letters and the sign of a condition on two indices; None for any other."""
    inner = condition.parts[0] if isinstance(condition, syntax.Group) else condition
    if isinstance(inner, syntax.Related) and len(inner.relations) == 1:
        names = tuple(p.text if isinstance(p, syntax.Name) else "" for p in inner.parts)
        return (names, inner.relations[0]) if all(names) else None
    return None


def _extent(
    r: Elaborator, cells: list[Expr], axis: int, place: str, plain: bool
) -> Dim:  # a fact of the table
    """The rows of the blocks beside one another, or the columns of those above one another.

    Zeros alone do not say how many, unless there are only numbers.
    """
    known = [(c.shape.rows, c.shape.cols)[axis] for c in cells if not _is_plain(c)]
    for size in known[1:]:
        r.equal(known[0], size)
    if known:
        return known[0]
    return Dim.of(1) if plain else r.unknowns.size(f"0{place}")


def _filled(cell: Expr, rows: Dim, cols: Dim) -> Expr:
    """A block, or the zero block where the figure 0 stands."""
    if _is_plain(cell) and not (rows == 1 and cols == 1):
        return algebra.zeros(rows, cols)
    return cell
