"""True statements about pseudo-inverses, ranks, and letters of special sets."""

from __future__ import annotations

from matrixcalc import (
    absolute,
    cosh,
    d,
    derivative,
    det,
    dg,
    diag,
    eye,
    hadamard,
    inv,
    log,
    one_norm,
    ones,
    pinv,
    rank,
    relu,
    sign,
    sinh,
    sqrt,
    tan,
    tr,
    zeros,
)
from tests.statements.declared_sets import (
    Any,
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
    Wide,
    bits,
    label,
    large,
    share,
    shares,
    weights,
    whole,
)
from tests.statements.letters import A, E, Phi, Q, V, c, h, m, n, x
from tests.statements.stated import Stated, stated

identity, one = eye(n), ones(n)

PSEUDO_INVERSES: tuple[Stated, ...] = (
    stated("pseudo-orthonormal", "Φ⁺ = Φᵀ", pinv(Phi), Phi.T),
    stated("pseudo-tall", "Z⁺Z = I", pinv(Tall) @ Tall, eye(m)),
    stated("pseudo-wide", "YY⁺ = I", Wide @ pinv(Wide), identity),
    stated("pseudo-column", "h⁺h = 1", pinv(h) @ h, 1),
    stated("pseudo-square", "V⁺ = V⁻¹", pinv(V), inv(V)),
    stated(
        "pseudo-differential",
        "the differential of the projector on the columns of Z",
        d(Tall @ pinv(Tall)),
        (identity - Tall @ pinv(Tall)) @ d(Tall) @ pinv(Tall)
        + ((identity - Tall @ pinv(Tall)) @ d(Tall) @ pinv(Tall)).T,
    ),
    stated("pseudo-trace-differential", "tr(Z⁺Z) is constant", d(tr(pinv(Tall) @ Tall), Tall), 0),
)

SPECIAL_SETS: tuple[Stated, ...] = (
    stated("traceless", "tr T = 0", tr(Traceless), 0),
    stated("traceless-differential", "tr dT = 0", tr(d(Traceless)), 0),
    stated("contraction-series", "(I − R)⁻¹ = I + R(I − R)⁻¹", inv(identity - Small),
           identity + Small @ inv(identity - Small)),
    stated("label-length", "lᵀl = 1", label.T @ label, 1),
    stated("label-idempotent", "l ⊙ l = l", hadamard(label, label), label),
    stated("label-outer", "llᵀ = diag l", label @ label.T, diag(label)),
    stated("label-gradient", "∂ lᵀx/∂x = l", derivative(label.T @ x, x), label),
    stated("labels-of-ones", "J𝟏 = 𝟏", Labels @ ones(m), one),
    stated("bits-idempotent", "b ⊙ b = b", hadamard(bits, bits), bits),
    stated("bits-count", "bᵀb = 𝟏ᵀb", bits.T @ bits, one.T @ bits),
    stated("bits-diagonal", "the diagonal of bbᵀ is b", dg(bits @ bits.T), bits),
    stated("shares-total", "𝟏ᵀp = 1", one.T @ shares, 1),
    stated("shares-differential", "𝟏ᵀdp = 0", one.T @ d(shares), 0),
    stated("shares-norm", "‖p‖₁ = 1", one_norm(shares), 1),
    stated("shares-roots", "√p ⊙ √p = p", hadamard(sqrt(shares), sqrt(shares)), shares),
    stated("weights-total", "wᵀ𝟏 = 1", weights.T @ one, 1),
    stated("stochastic-rows", "M𝟏 = 𝟏", Stochastic @ ones(m), one),
    stated("share-positive", "|q − 1| = 1 − q", absolute(share - 1), 1 - share),
    stated("share-odds", "log(q/(1 − q)) = log q − log(1 − q)",
           log(share / (1 - share)), log(share) - log(1 - share)),
    stated("whole-square", "(i + 1)² = i² + 2i + 1", (whole + 1) ** 2, whole**2 + 2 * whole + 1),
    stated("whole-matrix", "tr GA = tr AG", tr(Integers @ A), tr(A @ Integers)),
    stated("large-positive", "|ν| = ν", absolute(large), large),
)  # fmt: skip

FUNCTIONS: tuple[Stated, ...] = (
    stated("derivative-of-sinh", "d sinh/dc = cosh", derivative(sinh(c), c), cosh(c)),
    stated("derivative-of-tan", "d tan/dc = 1 + tan²", derivative(tan(c), c), 1 + tan(c) ** 2),
    stated("relu-derivative", "relu′ = (1 + sign)/2", derivative(relu(c), c), (1 + sign(c)) / 2),
    stated("relu-square", "relu² = c relu", relu(c) ** 2, c * relu(c)),
    stated("sum-norm-of-multiple", "‖cx‖₁ = |c| ‖x‖₁", one_norm(c * x), absolute(c) * one_norm(x)),
)

NOT_WRITTEN: tuple[Stated, ...] = (
    stated("penrose", "AA⁺A = A", Any @ pinv(Any) @ Any, Any),
    stated("penrose-symmetric", "(AA⁺)ᵀ = AA⁺", (Any @ pinv(Any)).T, Any @ pinv(Any)),
    stated("pseudo-twice", "A⁺⁺ = A", pinv(pinv(Any)), Any),
    stated("pseudo-row", "A⁺ = Aᵀ(AAᵀ)⁺", pinv(Any), Any.T @ pinv(Any @ Any.T)),
    stated("pseudo-normal", "SS⁺ = S⁺S", Symmetric @ pinv(Symmetric), pinv(Symmetric) @ Symmetric),
    stated("pseudo-negative", "(−A)⁺ = −A⁺", pinv(-Any), -pinv(Any)),
    stated("pseudo-image", "(QA)⁺ = A⁺Qᵀ", pinv(Q @ Any), pinv(Any) @ Q.T),
    stated("rank-projector", "rank A = tr(AA⁺)", rank(Any), tr(Any @ pinv(Any))),
    stated("rank-gram", "rank AAᵀ = rank A", rank(Any @ Any.T), rank(Any)),
    stated("rank-idempotent", "rank E = tr E", rank(E), tr(E)),
    stated("rank-image", "rank VD = rank D", rank(V @ Square), rank(Square)),
    stated("rank-square", "rank V = n", rank(V), n),
    stated("nilpotent-square", "N² = 0", Nilpotent**2, zeros(n, n)),
    stated("nilpotent-inverse", "(I + N)⁻¹ = I − N", inv(identity + Nilpotent), identity - Nilpotent),
    stated("nilpotent-determinant", "|I + N| = 1", det(identity + Nilpotent), 1),
    stated("permutation-orthogonal", "PᵀP = I", Permutation.T @ Permutation, identity),
    stated("permutation-of-ones", "P𝟏 = 𝟏", Permutation @ one, one),
    stated("permuted-diagonal", "P diag(x) Pᵀ = diag(Px)",
           Permutation @ diag(x) @ Permutation.T, diag(Permutation @ x)),
    stated("permutation-entries", "P ⊙ P = P", hadamard(Permutation, Permutation), Permutation),
)  # fmt: skip
"""Statements about letters or operators that are not written out entry by entry."""

TRUE_ADJECTIVES = (*PSEUDO_INVERSES, *SPECIAL_SETS, *FUNCTIONS)
