"""Matrices in blocks: the kernels, block by block, against NumPy."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pytest

from matrixcalc.dims import Dim
from matrixcalc.networks.kernels import Kernels, Value, leg_of
from matrixcalc.networks.partitioned import Grid, Partitioned, grid
from matrixcalc.ops.spec import Unavailable
from tests.network_contract import Arrays, flat
from tests.operator_contract import Array, assert_close

NET = Partitioned(Arrays())
HEIGHTS, WIDTHS = (2, 1, 3), (1, 4)


def plain(a: Array) -> Value:
    rows, cols = (leg_of(Dim.of(k)) for k in a.shape)
    return Value(a.reshape([d.constant or 1 for d in rows + cols]), rows, cols)


def cut(a: Array, heights: tuple[int, ...], widths: tuple[int, ...]) -> Value:
    """A matrix in blocks of these sizes."""
    bands = np.split(a, np.cumsum(heights)[:-1], axis=0)
    cells = [[plain(c) for c in np.split(b, np.cumsum(widths)[:-1], axis=1)] for b in bands]
    return grid(cells, [Dim.of(k) for k in heights], [Dim.of(k) for k in widths])


def numbers(rows: int, cols: int, seed: int = 1) -> Array:
    return np.asarray(np.random.default_rng(seed + 10 * rows + cols).integers(-4, 5, (rows, cols)))


A, B, C = numbers(6, 5), numbers(6, 5, 2), numbers(5, 6)
S, v = numbers(6, 6), numbers(6, 1)
tall, wide, square = (
    cut(A, HEIGHTS, WIDTHS),
    cut(C, WIDTHS, HEIGHTS),
    cut(S, HEIGHTS, HEIGHTS),
)

FOUND: dict[str, tuple[Callable[[], Value], Array]] = {
    "sum": (lambda: NET.add(tall, cut(B, HEIGHTS, WIDTHS)), A + B),
    "negative": (lambda: NET.negative(tall), -A),
    "product": (lambda: NET.multiply(tall, wide), A @ C),
    "product to one block": (
        lambda: NET.multiply(cut(A[:2], (2,), WIDTHS), cut(C[:, :3], WIDTHS, (3,))),
        A[:2] @ C[:, :3],
    ),
    "product with one row of blocks": (
        lambda: NET.multiply(plain(A[:, :2]), cut(C[:2], (2,), HEIGHTS)),
        A[:, :2] @ C[:2],
    ),
    "multiple": (lambda: NET.multiply(NET.number(3), tall), 3 * A),
    "multiple from the right": (lambda: NET.multiply(tall, NET.number(3)), 3 * A),
    "identity on the left": (lambda: NET.multiply(NET.identity(Dim.of(6)), tall), A),
    "identity on the right": (lambda: NET.multiply(tall, NET.identity(Dim.of(5))), A),
    "sum with the identity": (lambda: NET.add(square, NET.identity(Dim.of(6))), S + np.eye(6)),
    "transpose": (lambda: NET.transpose(tall), A.T),
    "trace": (lambda: NET.trace(square), np.trace(S).reshape(1, 1)),
    "entry by entry": (lambda: NET.hadamard(tall, cut(B, HEIGHTS, WIDTHS)), A * B),
    "diagonal": (lambda: NET.diagonal(square), np.diagonal(S).reshape(-1, 1)),
    "diagonal matrix": (lambda: NET.diagonal_matrix(cut(v, HEIGHTS, (1,))), np.diag(v[:, 0])),
    "total": (lambda: NET.total(tall), A.sum().reshape(1, 1)),
    "exponential": (lambda: NET.elementwise("exp", tall), np.exp(A)),
    "square": (lambda: NET.power(tall, 2), A**2),
    "power": (lambda: NET.matrix_power(square, Dim.of(3)), S @ S @ S),
    "stacked columns": (
        lambda: NET.vec(cut(A[:, :2], HEIGHTS, (1, 1))),
        A[:, :2].T.reshape(-1, 1),
    ),
    "blocks of blocks": (lambda: NET.block([tall, tall, tall, tall], 2, 2), np.block([[A, A], [A, A]])),
    "beside an identity": (
        lambda: NET.block([square, NET.identity(Dim.of(6))], 1, 2),
        np.block([[S, np.eye(6)]]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_is_done_block_by_block_is_what_numpy_computes(name: str) -> None:
    found, wanted = FOUND[name]
    assert_close(flat(found()), wanted)


REFUSED: dict[str, Callable[[], Value]] = {
    "blocks that do not fit": lambda: NET.multiply(tall, cut(C, (4, 1), HEIGHTS)),
    "sums of other blocks": lambda: NET.add(tall, cut(B, (3, 2, 1), WIDTHS)),
    "a whole matrix beside blocks": lambda: NET.add(tall, plain(B)),
    "a determinant of blocks": lambda: NET.determinant(square),
    "an inverse of blocks": lambda: NET.inverse(square),
    "a trace of other blocks": lambda: NET.trace(cut(S, HEIGHTS, (3, 2, 1))),
    "an entry of blocks": lambda: NET.entry(tall, Dim.of(1), Dim.of(1)),
    "vec of blocks": lambda: NET.vec(tall),
    "a Kronecker product of blocks": lambda: NET.kronecker(tall, plain(A)),
    "a function of blocks": lambda: NET.opaque("f", [tall], Dim.of(1), Dim.of(1)),
    "a matrix function of blocks": lambda: NET.of_matrix("matrix exponential", square),
    "blocks of other heights": lambda: NET.block([tall, cut(B, (3, 2, 1), WIDTHS)], 1, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_known_block_by_block_is_declined(name: str) -> None:
    with pytest.raises(Unavailable):
        REFUSED[name]()


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_determinant_adjugate_and_inverse_of_entries_are_those_of_numpy(size: int) -> None:
    a = numbers(size, size, 3) + 7 * np.eye(size)
    entries = cut(a, (1,) * size, (1,) * size)
    assert_close(flat(NET.determinant(entries)), np.linalg.det(a).reshape(1, 1))
    assert_close(flat(NET.inverse(entries)), np.linalg.inv(a))
    if size > 1:
        adjugate = NET.of_matrix("adjugate", entries)
        assert_close(flat(adjugate), np.linalg.det(a) * np.linalg.inv(a))


def test_every_kernel_that_takes_a_matrix_knows_of_blocks() -> None:
    """One that did not would take a matrix of blocks for an empty sum."""
    own = {n for n, f in vars(Kernels).items() if inspect.isfunction(f) and not n.startswith("_")}
    takes = {
        n for n in own
        if any("Value" in str(p.annotation) for p in inspect.signature(getattr(Kernels, n)).parameters.values())
    }  # fmt: skip
    indirect = {"real_power"}  # It takes scalars, which are never in blocks.
    assert takes - indirect <= set(vars(Partitioned))


def test_a_single_block_is_no_matrix_of_blocks() -> None:
    assert not isinstance(NET.multiply(cut(A[:2], (2,), WIDTHS), cut(C, WIDTHS, (6,))), Grid)
