"""The rules of every operator agree with each other, and the tests of that can fail."""

from __future__ import annotations

from typing import Any

import pytest

from matrixcalc.dims import Dim
from matrixcalc.expr import Apply, Expr, Symbol
from matrixcalc.notation import latex, text
from matrixcalc.ops import OPERATORS
from matrixcalc.ops.inverses import INVERSE, Adjugate, Cofactors, Inverse
from matrixcalc.ops.linear import PRODUCT
from matrixcalc.ops.products import KRONECKER, Kronecker
from matrixcalc.ops.pseudo import PSEUDO_INVERSE
from matrixcalc.ops.spec import EVERYWHERE, Notation, Operator, Unavailable
from matrixcalc.shapes import Shape
from tests.network_contract import assert_network
from tests.operator_contract import (
    Example,
    assert_differential,
    assert_entries,
    assert_exact,
    assert_shape,
    has_differential,
    without_entries,
    without_exact,
)

CASES = [
    pytest.param(op, Example.of(written), id=f"{op.name}-{k}")
    for op in OPERATORS
    for k, written in enumerate(op.examples())
]
LOOSE = "pseudo-inverse of any rank"
FUNCTIONS = {"matrix square root", "matrix logarithm"}
NORMS = {"nuclear norm", "spectral norm", "maximum norm"}
EIGENVALUES = {"eigenvalues", "largest eigenvalue", "smallest eigenvalue"}
WITHOUT_DIFFERENTIAL = {
    Cofactors.name, Adjugate.name, "rank", "matrix exponential", LOOSE, *NORMS, *FUNCTIONS,
    *EIGENVALUES,
}  # fmt: skip
WITHOUT_EXACT = {"arctan"}
WITHOUT_NETWORK = {"without", "eigenvalues"}
WITHOUT_ENTRIES = {"matrix exponential", "arctan", "rank", LOOSE, *NORMS, *FUNCTIONS, *EIGENVALUES}


def kind(op: Operator, example: Example) -> str:
    """The operator's name; a pseudo-inverse has other rules where no full rank is declared."""
    return LOOSE if op is PSEUDO_INVERSE and example.integers == (0,) else op.name


@pytest.mark.parametrize(("op", "example"), CASES)
def test_the_declared_shape_is_the_shape_that_numpy_returns(op: Operator, example: Example) -> None:
    assert_shape(op, example)


@pytest.mark.parametrize(("op", "example"), CASES)
def test_the_entries_written_out_are_those_that_numpy_computes(
    op: Operator, example: Example
) -> None:
    reason = without_entries(op, example)
    if kind(op, example) in WITHOUT_ENTRIES:
        assert len(reason.split()) > 3
    else:
        assert not reason
        assert_entries(op, example)


@pytest.mark.parametrize(("op", "example"), CASES)
def test_the_exact_rule_gives_what_numpy_computes(op: Operator, example: Example) -> None:
    reason = without_exact(op, example)
    if kind(op, example) in WITHOUT_EXACT:
        assert len(reason.split()) > 3
    else:
        assert not reason
        assert_exact(op, example)


@pytest.mark.parametrize(("op", "example"), CASES)
def test_the_network_rule_gives_what_numpy_computes(op: Operator, example: Example) -> None:
    if op.name in WITHOUT_NETWORK:
        with pytest.raises(Unavailable, match="matrix"):
            assert_network(op, example)
    else:
        assert_network(op, example)


@pytest.mark.parametrize(("op", "example"), CASES)
def test_the_differential_agrees_with_central_differences(op: Operator, example: Example) -> None:
    reason = has_differential(op, example)
    if kind(op, example) in WITHOUT_DIFFERENTIAL:
        assert len(reason.split()) > 3
    else:
        assert not reason
        assert_differential(op, example)


@pytest.mark.parametrize("op", OPERATORS, ids=lambda op: op.name)
def test_every_operator_has_an_example(op: Operator) -> None:
    assert op.examples()


@pytest.mark.parametrize(("op", "example"), CASES)
def test_an_application_prints_in_text_and_in_latex(op: Operator, example: Example) -> None:
    args = [Symbol(name, shape) for name, shape in zip("ABCD", example.shapes, strict=False)]
    applied = Apply(op, args, example.integers)
    for printed in (text(applied), latex(applied)):
        assert printed.strip()
        assert all(symbol.name in printed for symbol in args)
        assert printed.count("(") == printed.count(")")
    assert latex(applied).count("{") == latex(applied).count("}")


def test_names_are_unique() -> None:
    names = [op.name for op in OPERATORS]
    assert len(names) == len(set(names))


def test_needs_name_arguments_that_the_operator_has() -> None:
    for op in OPERATORS:
        for example in op.examples():
            shapes = [a for a in example if isinstance(a, Shape)]
            assert all(0 <= position < len(shapes) for position, _ in op.needs)


# What an operator must have, and that it cannot be made without.

RULES = ("shape", "exact", "entries", "numeric", "network", "differential", "examples")
FACTS = ("__doc__", "name", "notation", "needs")


def complete() -> dict[str, Any]:
    """All that a class of operators needs."""
    rules: dict[str, Any] = dict.fromkeys(RULES, print)
    notation = Notation("function", "f", "f")
    return {**rules, "__doc__": "A rule.", "name": "f", "notation": notation, "needs": EVERYWHERE}


def test_an_operator_with_everything_can_be_made() -> None:
    assert type("Complete", (Operator,), complete())().name == "f"


@pytest.mark.parametrize("missing", [*RULES, *FACTS])
def test_an_operator_that_lacks_something_cannot_be_made(missing: str) -> None:
    written = {key: value for key, value in complete().items() if key != missing}
    with pytest.raises(TypeError):
        type("Incomplete", (Operator,), written)()


@pytest.mark.parametrize("missing", FACTS)
def test_an_operator_does_not_inherit_what_it_is_called_or_needs(missing: str) -> None:
    written = {key: value for key, value in complete().items() if key != missing}
    with pytest.raises(TypeError):
        type("Heir", (Inverse,), written)


# Wrong operators, each of which the test meant for it must catch.


class WrongShape(Kronecker):
    """A Kronecker product that claims the rows of its first factor."""

    name, notation, needs = "wrong shape", KRONECKER.notation, EVERYWHERE

    def shape(self, a: Shape, b: Shape) -> Shape:
        return Shape(a.rows, a.cols * b.cols)


class SwappedEntries(Kronecker):
    """A Kronecker product whose entries have the factors swapped."""

    name, notation, needs = "swapped entries", KRONECKER.notation, EVERYWHERE

    def entries(self, ring: Any, a: Any, b: Any) -> Any:
        return super().entries(ring, b, a)


class SwappedExact(Kronecker):
    """A Kronecker product whose exact rule has the factors swapped."""

    name, notation, needs = "swapped exact", KRONECKER.notation, EVERYWHERE

    def exact(self, field: Any, a: Any, b: Any) -> Any:
        return super().exact(field, b, a)


class SwappedNetwork(Kronecker):
    """A Kronecker product whose network rule has the factors swapped."""

    name, notation, needs = "swapped network", KRONECKER.notation, EVERYWHERE

    def network(self, net: Any, a: Any, b: Any) -> Any:
        return super().network(net, b, a)


class HalfDifferential(Kronecker):
    """A Kronecker product whose differential forgets a term of the product rule."""

    name, notation, needs = "half differential", KRONECKER.notation, EVERYWHERE

    def differential(self, *args: Expr) -> Expr:
        return KRONECKER(args[2], args[1])


class LostSign(Inverse):
    """An inverse whose differential lost its sign."""

    name, notation, needs = "lost sign", INVERSE.notation, INVERSE.needs

    def differential(self, a: Expr, da: Expr) -> Expr:
        return PRODUCT(INVERSE(a), da, INVERSE(a))


class Transposed(Inverse):
    """An inverse whose exact rule transposes."""

    name, notation, needs = "transposed", INVERSE.notation, INVERSE.needs

    def exact(self, field: Any, a: Any) -> Any:
        return field.transpose(super().exact(field, a))


class Silent(Inverse):
    """An inverse that says it has no differential."""

    name, notation, needs = "silent", INVERSE.notation, INVERSE.needs

    def differential(self, *args: Expr) -> Expr:
        raise Unavailable(f"this operator keeps to itself how it varies along {args[1]}")


@pytest.mark.parametrize(
    ("wrong", "examine"),
    [
        (WrongShape(), assert_shape),
        (SwappedEntries(), assert_entries),
        (SwappedExact(), assert_exact),
        (SwappedNetwork(), assert_network),
        (HalfDifferential(), assert_differential),
        (LostSign(), assert_differential),
        (Transposed(), assert_exact),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_wrong_operator_is_caught(wrong: Operator, examine: Any) -> None:
    with pytest.raises(AssertionError):
        examine(wrong, Example.of(wrong.examples()[0]))


def test_a_missing_differential_is_noticed_with_its_reason() -> None:
    assert "to itself" in has_differential(Silent(), Example.of(Silent().examples()[0]))


def test_examples_take_distinct_sizes() -> None:
    shapes = Example.of(KRONECKER.examples()[0]).shapes
    sizes = [size for shape in shapes for size in (shape.rows, shape.cols)]
    assert len(set(sizes)) == 4
    assert all(isinstance(size, Dim) and size.constant for size in sizes)
