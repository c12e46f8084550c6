"""Verbs by which sentences declare letters, in six languages, and what takes them back."""

from __future__ import annotations

import pytest

from matrixcalc.lang.items import Item
from matrixcalc.lang.prose import Fragment, declarations


def said(text: str) -> tuple[Item, ...]:
    """What a text with formulas between dollars declares."""
    parts = text.split("$")
    starts = [sum(len(p) + 1 for p in parts[:k]) for k in range(len(parts))]
    pieces = zip(parts, starts, strict=True)
    return declarations(
        [Fragment(part, start, math=k % 2 == 1) for k, (part, start) in enumerate(pieces) if part]
    )


VERBS = r"""
Wir betrachten eine symmetrische Matrix $A$.
Gegeben ist die symmetrische Matrix $A$.
Eine symmetrische Matrix $A$ sei gegeben.
$A$ bezeichnet eine symmetrische Matrix.
$A$ denotes a symmetric matrix.
By $A$ we denote a symmetric matrix.
A symmetric matrix $A$ is given.
On se donne une matrice symétrique $A$.
Par $A$ on désigne une matrice symétrique.
Une matrice symétrique $A$ est donnée.
対称行列 $A$ を考える。
対称行列 $A$ が与えられている。
$A$ は対称行列を表す。
用 $A$ 表示对称矩阵。
設 $A$ 為對稱矩陣。
給定對稱矩陣 $A$。
Через $A$ обозначим симметричную матрицу.
$A$ обозначает симметричную матрицу.
Рассматривается симметричная матрица $A$.
Будем считать, что $A$ симметрична.
""".strip().splitlines()


@pytest.mark.parametrize("text", VERBS)
def test_verbs_of_declaring_declare(text: str) -> None:
    (item,) = said(text)
    assert item.names == ("A",)
    assert item.adjectives == ("symmetric",)


TAKEN_BACK = r"""
Wir betrachten keine symmetrische Matrix $A$.
Eine symmetrische Matrix $A$ ist nicht gegeben.
Ist eine symmetrische Matrix $A$ gegeben, so ist $B$ es auch.
If a symmetric matrix $A$ is given, so is $B$.
A symmetric matrix $A$ is given?
$A$ no longer denotes a symmetric matrix.
$A$ may denote a symmetric matrix.
On ne se donne pas une matrice symétrique $A$.
$A$ ne désigne pas une matrice symétrique.
対称行列 $A$ を考えるとは限らない。
$A$ は対称行列とする必要はない。
$A$ が対称行列かどうかを考える。
用 $A$ 不表示对称矩阵。
$A$ 是否表示對稱矩陣？
Через $A$ не обозначим симметричную матрицу.
Не будем считать, что $A$ симметрична.
""".strip().splitlines()


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_verbs_of_declaring_that_are_denied_or_asked_declare_nothing(text: str) -> None:
    assert not any(item.adjectives for item in said(text))


def test_a_square_matrix_without_a_size_is_square() -> None:
    (item,) = said("Let $A$, $B$ and $C$ be square matrices of the same size.")
    assert item.square
    assert item.names == ("A", "B", "C")
    assert not any(x.square for x in said("Let $A$ be a matrix."))
