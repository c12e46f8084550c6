"""False statements about pseudo-inverses, ranks, norms, and letters of special sets."""

from __future__ import annotations

from matrixcalc import (
    absolute,
    cosh,
    d,
    derivative,
    det,
    diag,
    eye,
    hadamard,
    inv,
    max_norm,
    norm,
    nuclear_norm,
    one_norm,
    ones,
    pinv,
    rank,
    relu,
    sinh,
    spectral_norm,
    tan,
    tr,
    zeros,
)
from tests.statements.declared_sets import (
    Any,
    Bits,
    Integers,
    Labels,
    Nilpotent,
    Permutation,
    Small,
    Square,
    Stochastic,
    Symmetric,
    Tall,
    Traceless,
    bits,
    label,
    large,
    share,
    shares,
    whole,
)
from tests.statements.letters import A, F, J, X, c, h, m, n, x
from tests.statements.stated import Stated, stated

identity, one = eye(n), ones(n)

PSEUDO_INVERSES: tuple[Stated, ...] = (
    stated("pseudo-wrong-side", "ZZ⁺ = I", Tall @ pinv(Tall), identity, "true at n = m"),
    stated("pseudo-lost-term", "dZ⁺ = −Z⁺ dZ Z⁺", d(pinv(Tall)), -pinv(Tall) @ d(Tall) @ pinv(Tall),
           "true at n = m"),
)  # fmt: skip

SPECIAL_SETS: tuple[Stated, ...] = (
    stated("traceless-square", "tr T² = 0", tr(Traceless @ Traceless), 0, "true at n = 1"),
    stated("contraction-idempotent", "R² = R", Small @ Small, Small),
    stated("label-first", "lᵀXl = X₁₁", label.T @ X @ label, X[1, 1], "only where l is e₁"),
    stated("label-ones", "l = 𝟏", label, one, "true at n = 1"),
    stated("labels-gram", "JᵀJ = I", Labels.T @ Labels, eye(m)),
    stated("bits-ones", "b = 𝟏", bits, one),
    stated("bits-count-squared", "(𝟏ᵀb)² = 𝟏ᵀb", (one.T @ bits) ** 2, one.T @ bits, "n = 1"),
    stated("bits-all-zero", "K = 0", Bits, zeros(n, m)),
    stated("shares-square", "pᵀp = 1", shares.T @ shares, 1, "true of unit vectors only"),
    stated("shares-bits", "p ⊙ p = p", hadamard(shares, shares), shares, "true at n = 1"),
    stated("stochastic-columns", "Mᵀ𝟏 = 𝟏", Stochastic.T @ one, ones(m), "the rows sum to 1"),
    stated("share-half", "|1 − 2q| = 1 − 2q", absolute(1 - 2 * share), 1 - 2 * share, "q > 1/2"),
    stated("whole-bit", "i² = i", whole**2, whole),
    stated("whole-symmetric", "G = Gᵀ", Integers, Integers.T, "true at n = 1"),
    stated("large-zero", "ν = 0", large, 0),
)  # fmt: skip

FUNCTIONS: tuple[Stated, ...] = (
    stated("derivative-of-cosh", "d cosh/dc = −sinh", derivative(cosh(c), c), -sinh(c), "the sign"),
    stated("derivative-of-tan-sign", "d tan/dc = 1 − tan²", derivative(tan(c), c),
           1 - tan(c) ** 2, "the sign"),
    stated("relu-identity", "relu c = c", relu(c), c, "c < 0"),
    stated("relu-odd", "relu(−c) = −relu c", relu(-c), -relu(c)),
    stated("sum-norm", "‖h‖₁ = ‖h‖", one_norm(h), norm(h), "true at n = 1"),
)  # fmt: skip

NOT_WRITTEN: tuple[Stated, ...] = (
    stated("pseudo-is-inverse", "D⁺D = I", pinv(Square) @ Square, identity, "D may be singular"),
    stated("pseudo-commutes", "DD⁺ = D⁺D", Square @ pinv(Square), pinv(Square) @ Square,
           "true where D is symmetric, or invertible"),
    stated("pseudo-order", "(AJ)⁺ = J⁺A⁺", pinv(F @ J), pinv(J) @ pinv(F), "true for full rank"),
    stated("pseudo-transpose", "A⁺ = Aᵀ", pinv(Any), Any.T, "true for orthonormal columns"),
    stated("pseudo-symmetric", "S⁺S = I", pinv(Symmetric) @ Symmetric, identity, "S singular"),
    stated("rank-full", "rank D = n", rank(Square), n, "D may be singular"),
    stated("rank-is-trace", "rank D = tr D", rank(Square), tr(Square), "true of idempotents"),
    stated("rank-nilpotent", "rank N = 1", rank(Nilpotent), 1, "true for n = 2 and n = 3"),
    stated("nilpotent-zero", "N = 0", Nilpotent, zeros(n, n), "only N² is"),
    stated("nilpotent-sign", "(I + N)⁻¹ = I + N", inv(identity + Nilpotent), identity + Nilpotent),
    stated("permutation-symmetric", "P = Pᵀ", Permutation, Permutation.T, "true for n ≤ 2"),
    stated("permutation-sign", "|P| = 1", det(Permutation), 1, "odd permutations"),
    stated("permuted-columns", "P diag(x) Pᵀ = diag(Pᵀx)",
           Permutation @ diag(x) @ Permutation.T, diag(Permutation.T @ x), "true for n ≤ 2"),
    stated("maximum-norm", "‖h‖∞ = ‖h‖₁", max_norm(h), one_norm(h), "true at n = 1"),
    stated("nuclear-frobenius", "‖F‖_* = ‖F‖", nuclear_norm(F), norm(F), "true of rank 1"),
    stated("nuclear-trace", "‖A‖_* = tr A", nuclear_norm(A), tr(A), "true of semidefinite A"),
    stated("nuclear-multiple", "‖cF‖_* = c‖F‖_*", nuclear_norm(c * F), c * nuclear_norm(F), "c < 0"),
    stated("spectral-frobenius", "‖F‖₂ = ‖F‖", spectral_norm(F), norm(F), "true of rank 1"),
    stated("spectral-additive", "‖A + X‖₂ = ‖A‖₂ + ‖X‖₂", spectral_norm(A + X),
           spectral_norm(A) + spectral_norm(X), "≤ holds"),
)  # fmt: skip
"""Statements about letters or operators that are not written out entry by entry."""

FALSE_ADJECTIVES = (*PSEUDO_INVERSES, *SPECIAL_SETS, *FUNCTIONS)
