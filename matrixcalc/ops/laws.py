"""Named laws between operators, each under the declarations of its letters.

A law is a claim like any other: the tests verify every one of them with the
exact and the elementwise check.  Nothing here is applied or rewritten, and no
check reads this table, so a wrong law could not make a false step pass.

Sources: Magnus and Neudecker, Matrix Differential Calculus, chapters 1–3;
Ben-Israel and Greville, Generalized Inverses, chapter 1; Petersen and Pedersen, The Matrix Cookbook, chapters 1, 3 and 10; Searle,
Matrix Algebra Useful for Statistics, chapters 5 and 10.
"""

from __future__ import annotations

from fractions import Fraction

from matrixcalc.declare import indices, integer, matrix, scalar, sizes, vector
from matrixcalc.ops.algebra import (
    absolute,
    adj,
    block,
    cof,
    commutation,
    cos,
    cosh,
    delta,
    det,
    dg,
    diag,
    exp,
    eye,
    hadamard,
    hadamard_quotient,
    inner,
    inv,
    kron,
    log,
    logdet,
    logistic,
    minor,
    norm,
    one_norm,
    ones,
    outer,
    pinv,
    rank,
    relu,
    sign,
    sin,
    sinh,
    softmax,
    softplus,
    sqrt,
    tan,
    tanh,
    total,
    tr,
    vec,
    zeros,
)
from matrixcalc.ops.arguments import number
from matrixcalc.ops.spec import Law

_n, _m, _p, _q = sizes("n m p q")
_i, _j, _k = indices("i j k", _n)

# Letters: F, G, H, J of any shape, A, B square, V, W invertible, P, M positive definite.
_A, _B = (matrix(name, _n, _n) for name in "AB")
_F, _G = matrix("F", _n, _m), matrix("G", _n, _m)
_H, _J, _L = matrix("H", _m, _n), matrix("J", _m, _p), matrix("L", _p, _q)
_U, _D = matrix("U", _m, _m), matrix("D", _m, _m, "invertible")
_V, _W = matrix("V", _n, _n, "invertible"), matrix("W", _n, _n, "invertible")
_S = matrix("S", _n, _n, "symmetric")
_K = matrix("K", _n, _n, "skew-symmetric")
_E = matrix("E", _n, _n, "idempotent")
_Q = matrix("Q", _n, _n, "orthogonal")
_P, _M = (matrix(name, _n, _n, "positive definite") for name in "PM")
_R = matrix("R", _m, _m, "positive definite")
_X = matrix("X", _n, _m, "full column rank")
_N, _T = matrix("N", _n, _m, "any rank"), matrix("T", _n, _n, "any rank", "symmetric")
_Y = matrix("Y", _n, _m, "full row rank")
_Z = matrix("Z", _n, _n, "positive determinant")
_x, _y = vector("x", _n), vector("y", _n)
_u = vector("u", _m)
_h, _l = vector("h", _n, "nonzero"), vector("l", _m, "nonzero")
_C = matrix("C", _m, _p, "full row rank")
_f, _g = vector("f", _n, "positive entries"), vector("g", _n, "positive entries")
_c, _s = scalar("c"), scalar("s")
_r, _t = scalar("r", "positive"), scalar("t", "positive")

# Exponents: a and b from 0 on, e from 1 on.
_a, _b, _e = integer("a"), integer("b"), integer("e", 1)

_I, _O = eye(_n), zeros(_n, _n)
_ones = ones(_n)
_below = inv(_U - _H @ inv(_V) @ _F)
_above = inv(_A - _F @ inv(_D) @ _H)

_LINEAR: tuple[Law, ...] = (
    Law("sum commutes", _F + _G, _G + _F),
    Law("scalar distributes over a sum", _c * (_F + _G), _c * _F + _c * _G),
    Law("product is associative", (_F @ _J) @ _L, _F @ (_J @ _L)),
    Law("product distributes over a sum", (_F + _G) @ _J, _F @ _J + _G @ _J),
    Law("identity is neutral", _I @ _F, _F),
    Law("transpose of a transpose", _F.T.T, _F),
    Law("transpose of a sum", (_F + _G).T, _F.T + _G.T),
    Law("transpose of a product", (_F @ _J).T, _J.T @ _F.T),
    Law("transpose of a multiple", (_c * _F).T, _c * _F.T),
    Law("trace is linear", tr(_c * _A + _B), _c * tr(_A) + tr(_B)),
    Law("trace of a transpose", tr(_A.T), tr(_A)),
    Law("trace is cyclic", tr(_F @ _H), tr(_H @ _F)),
    Law("trace of three factors is cyclic", tr(_F @ _U @ _H), tr(_H @ _F @ _U)),
    Law("trace of the identity", tr(_I), number(_n)),
    Law("quadratic form as a trace", _x.T @ _A @ _x, tr(_A @ _x @ _x.T)),
    Law("quadratic form symmetrised", _x.T @ _A @ _x, _x.T @ ((_A + _A.T) / 2) @ _x),
    Law("skew-symmetric form", _x.T @ _K @ _x, number(0)),
    Law("trace of symmetric times skew-symmetric", tr(_S @ _K), number(0)),
    Law("inner product as a trace", inner(_F, _G), tr(_F.T @ _G)),
    Law("outer product", outer(_x, _u), _x @ _u.T),
)

_INVERSES: tuple[Law, ...] = (
    Law("inverse on the right", _V @ inv(_V), _I),
    Law("inverse on the left", inv(_V) @ _V, _I),
    Law("inverse of an inverse", inv(inv(_V)), _V),
    Law("inverse of a product", inv(_V @ _W), inv(_W) @ inv(_V)),
    Law("inverse of a transpose", inv(_V.T), inv(_V).T),
    Law("inverse of a multiple", inv(_r * _V), inv(_V) / _r),
    Law("difference of inverses", inv(_V) - inv(_W), inv(_V) @ (_W - _V) @ inv(_W)),
    Law("sum of inverses", inv(_V) + inv(_W), inv(_V) @ (_V + _W) @ inv(_W)),
    Law(
        "Sherman–Morrison formula",
        inv(_V + _x @ _y.T),
        inv(_V) - inv(_V) @ _x @ _y.T @ inv(_V) / (1 + _y.T @ inv(_V) @ _x),
    ),
    Law(
        "Woodbury identity",
        inv(_V + _F @ _D @ _H),
        inv(_V) - inv(_V) @ _F @ inv(inv(_D) + _H @ inv(_V) @ _F) @ _H @ inv(_V),
    ),
    Law("push-through identity", inv(_I + _F @ _H) @ _F, _F @ inv(eye(_m) + _H @ _F)),
    Law(
        "push-through identity with weights",
        inv(inv(_V) + _F @ inv(_D) @ _H) @ _F @ inv(_D),
        _V @ _F @ inv(_H @ _V @ _F + _D),
    ),
    Law(
        "push-through identity with a core",
        inv(_V + _F @ _D @ _H) @ _F @ _D,
        inv(_V) @ _F @ inv(inv(_D) + _H @ inv(_V) @ _F),
    ),
    Law("Searle, inverse of I plus inverse", inv(_I + inv(_V)), _V @ inv(_V + _I)),
    Law(
        "Searle, inverse of I plus a product",
        inv(_I + _F @ _H),
        _I - _F @ inv(eye(_m) + _H @ _F) @ _H,
    ),
    Law("Searle, parallel sum", inv(inv(_V) + inv(_W)), _V @ inv(_V + _W) @ _W),
    Law(
        "Searle, difference from the parallel sum",
        _A - _A @ inv(_A + _B) @ _A,
        _B - _B @ inv(_A + _B) @ _B,
    ),
    Law("orthogonal matrix", inv(_Q), _Q.T),
    Law("inverse of an orthogonal image", inv(_Q @ _A @ _Q.T), _Q @ inv(_A) @ _Q.T),
    Law("orthogonal complement", (_I - _E) @ _E, _O),
    Law("idempotent matrix", _E @ _E, _E),
    Law(
        "projector is idempotent",
        (_X @ inv(_X.T @ _X) @ _X.T) @ (_X @ inv(_X.T @ _X) @ _X.T),
        _X @ inv(_X.T @ _X) @ _X.T,
    ),
    Law(
        "inverse of a block triangular matrix",
        inv(block([[_V, _F], [zeros(_m, _n), _R]])),
        block([[inv(_V), -inv(_V) @ _F @ inv(_R)], [zeros(_m, _n), inv(_R)]]),
    ),
    Law(
        "inverse of a matrix in blocks",
        inv(block([[_V, _F], [_H, _U]])),
        block(
            [
                [inv(_V) + inv(_V) @ _F @ _below @ _H @ inv(_V), -inv(_V) @ _F @ _below],
                [-_below @ _H @ inv(_V), _below],
            ]
        ),
    ),
    Law(
        "inverse of a matrix in blocks, by the last block",
        inv(block([[_A, _F], [_H, _D]])),
        block(
            [
                [_above, -_above @ _F @ inv(_D)],
                [-inv(_D) @ _H @ _above, inv(_D) + inv(_D) @ _H @ _above @ _F @ inv(_D)],
            ]
        ),
    ),
)

_PSEUDO_INVERSES: tuple[Law, ...] = (
    Law("Penrose, first condition", _N @ pinv(_N) @ _N, _N),
    Law("Penrose, second condition", pinv(_N) @ _N @ pinv(_N), pinv(_N)),
    Law("Penrose, third condition", (_N @ pinv(_N)).T, _N @ pinv(_N)),
    Law("Penrose, fourth condition", (pinv(_N) @ _N).T, pinv(_N) @ _N),
    Law("pseudo-inverse beside the transpose", pinv(_N) @ _N @ _N.T, _N.T),
    Law("transpose beside the pseudo-inverse", _N.T @ _N @ pinv(_N), _N.T),
    Law("projector on the columns, transposed", pinv(_N).T @ _N.T, _N @ pinv(_N)),
    Law("projector on the rows, transposed", _N.T @ pinv(_N).T, pinv(_N) @ _N),
    Law("pseudo-inverse of a pseudo-inverse", pinv(pinv(_N)), _N),
    Law("pseudo-inverse of a transpose", pinv(_N.T), pinv(_N).T),
    Law("pseudo-inverse by the Gram matrix", pinv(_N), pinv(_N.T @ _N) @ _N.T),
    Law("pseudo-inverse of an orthogonal image", pinv(_Q @ _N), pinv(_N) @ _Q.T),
    Law("pseudo-inverse of independent columns", pinv(_X), inv(_X.T @ _X) @ _X.T),
    Law("pseudo-inverse of independent rows", pinv(_Y), _Y.T @ inv(_Y @ _Y.T)),
    Law("pseudo-inverse of an invertible matrix", pinv(_V), inv(_V)),
    Law("pseudo-inverse of a column", pinv(_h), _h.T / (_h.T @ _h)),
    Law("pseudo-inverse of a dyad", pinv(_h @ _l.T), _l @ _h.T / (_h.T @ _h * (_l.T @ _l))),
    Law("pseudo-inverse of a full-rank factorization", pinv(_X @ _C), pinv(_C) @ pinv(_X)),
    Law("symmetric pseudo-inverse commutes", _T @ pinv(_T), pinv(_T) @ _T),
    Law("rank of a transpose", rank(_N.T), rank(_N)),
    Law("rank of a Gram matrix", rank(_N.T @ _N), rank(_N)),
    Law("rank as a trace", tr(_N @ pinv(_N)), rank(_N)),
    Law("rank of a projector", rank(_N @ pinv(_N)), rank(_N)),
    Law("rank of an idempotent matrix", rank(_E), tr(_E)),
    Law("rank of an invertible matrix", rank(_V), number(_n)),
)

_POWERS: tuple[Law, ...] = (
    Law("power of a power", (_A**_a) ** _b, _A ** (_a * _b)),
    Law("power of an inverse", inv(_V) ** _a, _V ** (-_a)),
    Law("inverse of a power", inv(_V**_a), _V ** (-_a)),
    Law("power of a multiple", (_c * _A) ** _a, _c**_a * _A**_a),
    Law("power of a product of scalars", (_c * _s) ** _a, _c**_a * _s**_a),
    Law("power with a sum of whole exponents", _c ** (_a + _b), _c**_a * _c**_b),
    Law("power of a negative", (-_A) ** _a, number(-1) ** _a * _A**_a),
    Law("power of the identity", _I**_a, _I),
    Law("power of an idempotent matrix", _E**_e, _E),
    Law("transposed power of an orthogonal matrix", (_Q**_a).T, _Q ** (-_a)),
    Law("determinant of a power", det(_A**_a), det(_A) ** _a),
)

_DETERMINANTS: tuple[Law, ...] = (
    Law("determinant of a product", det(_A @ _B), det(_A) * det(_B)),
    Law("determinant of a transpose", det(_A.T), det(_A)),
    Law("determinant of an orthogonal image", det(_Q @ _A @ _Q.T), det(_A)),
    Law("determinant of an inverse", det(inv(_V)), 1 / det(_V)),
    Law("determinant of a multiple", det(_c * _A), _c**_n * det(_A)),
    Law("determinant of a negative", det(-_A), number(-1) ** _n * det(_A)),
    Law("determinant of the identity", det(_I), number(1)),
    Law("Sylvester's determinant identity", det(_I + _F @ _H), det(eye(_m) + _H @ _F)),
    Law("determinant of a sum", det(_V + _A), det(_V) * det(_I + inv(_V) @ _A)),
    Law("matrix determinant lemma", det(_V + _x @ _y.T), det(_V) * (1 + _y.T @ inv(_V) @ _x)),
    Law(
        "generalized matrix determinant lemma",
        det(_V + _F @ _D @ _H),
        det(_V) * det(_D) * det(inv(_D) + _H @ inv(_V) @ _F),
    ),
    Law(
        "matrix determinant lemma with the adjugate",
        det(_A + _x @ _y.T),
        det(_A) + _y.T @ adj(_A) @ _x,
    ),
    Law(
        "Schur complement", det(block([[_V, _F], [_H, _U]])), det(_V) * det(_U - _H @ inv(_V) @ _F)
    ),
    Law(
        "Schur complement of the last block",
        det(block([[_A, _F], [_H, _D]])),
        det(_D) * det(_A - _F @ inv(_D) @ _H),
    ),
    Law(
        "determinant of a block triangular matrix",
        det(block([[_A, _F], [zeros(_m, _n), _U]])),
        det(_A) * det(_U),
    ),
    Law("square of an orthogonal determinant", det(_Q) ** 2, number(1)),
    Law("adjugate", _A @ adj(_A), det(_A) * _I),
    Law("adjugate of an invertible matrix", adj(_V), det(_V) * inv(_V)),
    Law("adjugate of a product", adj(_A @ _B), adj(_B) @ adj(_A)),
    Law("adjugate and cofactors", adj(_A), cof(_A).T),
    Law("determinant of the adjugate", det(adj(_A)), det(_A) ** (_n - 1)),
    Law(
        "Laplace expansion",
        total(_j, number(-1) ** (_i + _j) * _A[_i, _j] * minor(_A, _i, _j)),
        det(_A),
    ),
    Law(
        "expansion by alien cofactors",
        total(_k, _A[_i, _k] * cof(_A)[_j, _k]),
        delta(_i, _j) * det(_A),
    ),
    Law("log det", logdet(_Z), log(det(_Z))),
    Law("log det of a product", logdet(_P @ _M), logdet(_P) + logdet(_M)),
    Law(
        "matrix determinant lemma for log det",
        logdet(_P + _F @ _F.T),
        logdet(_P) + logdet(eye(_m) + _F.T @ inv(_P) @ _F),
    ),
    Law(
        "generalized matrix determinant lemma for log det",
        logdet(_P + _F @ _R @ _F.T),
        logdet(_P) + logdet(_R) + logdet(inv(_R) + _F.T @ inv(_P) @ _F),
    ),
    Law("log det of an inverse", logdet(inv(_P)), -logdet(_P)),
    Law("log det of a multiple", logdet(_r * _P), _n * log(_r) + logdet(_P)),
    Law("log det of a determinant", logdet(_P), log(det(_P))),
    Law("exp of log det", exp(logdet(_P)), det(_P)),
    Law("log det of a Gram matrix", logdet(_V @ _V.T), 2 * log(absolute(det(_V)))),
)

_ENTRYWISE: tuple[Law, ...] = (
    Law("mixed-product property", kron(_A, _U) @ kron(_F, _J), kron(_A @ _F, _U @ _J)),
    Law("Kronecker transpose", kron(_F, _J).T, kron(_F.T, _J.T)),
    Law("Kronecker inverse", inv(kron(_V, _R)), kron(inv(_V), inv(_R))),
    Law("Kronecker trace", tr(kron(_A, _U)), tr(_A) * tr(_U)),
    Law("Kronecker determinant", det(kron(_A, _U)), det(_A) ** _m * det(_U) ** _n),
    Law("Kronecker bilinear", kron(_F + _G, _J), kron(_F, _J) + kron(_G, _J)),
    Law("vec of a product", vec(_A @ _F @ _U), kron(_U.T, _A) @ vec(_F)),
    Law("vec of an outer product", vec(_x @ _u.T), kron(_u, _x)),
    Law("vec and trace", tr(_F.T @ _G), vec(_F).T @ vec(_G)),
    Law("commutation matrix", commutation(_n, _m) @ vec(_F), vec(_F.T)),
    Law(
        "commutation matrices invert each other",
        commutation(_m, _n) @ commutation(_n, _m),
        eye(_n * _m),
    ),
    Law(
        "commutation swaps Kronecker factors",
        commutation(_m, _n) @ kron(_A, _U) @ commutation(_n, _m),
        kron(_U, _A),
    ),
    Law("Hadamard product commutes", hadamard(_F, _G), hadamard(_G, _F)),
    Law("Hadamard with the identity", hadamard(_A, _I), diag(_A)),
    Law("Hadamard form", _x.T @ hadamard(_F, _G) @ _u, tr(diag(_x) @ _F @ diag(_u) @ _G.T)),
    Law("diagonal scaling", diag(_x) @ _F @ diag(_u), hadamard(_F, _x @ _u.T)),
    Law("diagonal of a product", dg(_F @ _H), hadamard(_F, _H.T) @ ones(_m)),
    Law("diag times a column", diag(_x) @ _y, hadamard(_x, _y)),
    Law("trace as a sum of the diagonal", tr(_A), _ones.T @ dg(_A)),
    Law("delta picks", total(_j, delta(_i, _j) * _x[_j]), _x[_i]),
)

_FUNCTIONS: tuple[Law, ...] = (
    Law("norm squared", norm(_F) ** 2, tr(_F.T @ _F)),
    Law("norm of a multiple", norm(_c * _F), absolute(_c) * norm(_F)),
    Law("norm of a unit vector", norm(_h / norm(_h)), number(1)),
    Law("norm of an orthogonal image", norm(_Q @ _x), norm(_x)),
    Law("norm of a Kronecker product", norm(kron(_F, _J)), norm(_F) * norm(_J)),
    Law("absolute value of a product", absolute(_c * _s), absolute(_c) * absolute(_s)),
    Law("absolute value of a positive number", absolute(_r), _r),
    Law("absolute value as a root", absolute(_c), sqrt(_c**2)),
    Law("exp of a sum", exp(_c + _s), exp(_c) * exp(_s)),
    Law("exp of a negative", exp(-_c), 1 / exp(_c)),
    Law("log of exp", log(exp(_c)), _c),
    Law("exp of log", exp(log(_r)), _r),
    Law("log of a product", log(_r * _t), log(_r) + log(_t)),
    Law("log of a quotient", log(_r / _t), log(_r) - log(_t)),
    Law("log of a power", log(_r**_c), _c * log(_r)),
    Law("log of one", log(number(1)), number(0)),
    Law("log of a root", log(sqrt(_r)), log(_r) / 2),
    Law("log entry by entry", log(hadamard(_f, _g)), log(_f) + log(_g)),
    Law("root of a product", sqrt(_r * _t), sqrt(_r) * sqrt(_t)),
    Law("square of a root", sqrt(_r) ** 2, _r),
    Law("root as a power", sqrt(_r), _r ** Fraction(1, 2)),
    Law("root of a power", sqrt(_r**_c), _r ** (_c / 2)),
    Law("root of a quotient", sqrt(_r / _t), sqrt(_r) / sqrt(_t)),
    Law("sum of exponents", _r ** (_c + _s), _r**_c * _r**_s),
    Law("product of exponents", _r ** (_c * _s), (_r**_c) ** _s),
    Law("power of a power of a number", (_r**_c) ** _s, _r ** (_c * _s)),
    Law("power of a root", sqrt(_r) ** _s, _r ** (_s / 2)),
    Law("power of a product of numbers", (_r * _t) ** _c, _r**_c * _t**_c),
    Law("power of a quotient of numbers", (_r / _t) ** _c, _r**_c / _t**_c),
    Law("power of a reciprocal", (1 / _t) ** _c, _t ** (-_c)),
    Law("logistic function reflected", logistic(-_c), 1 - logistic(_c)),
    Law(
        "logistic function by exponentials",
        logistic(_x),
        hadamard_quotient(exp(_x), _ones + exp(_x)),
    ),
    Law("softplus by a logarithm", softplus(_x), log(_ones + exp(_x))),
    Law(
        "tanh by exponentials",
        tanh(_x),
        hadamard_quotient(exp(2 * _x) - _ones, exp(2 * _x) + _ones),
    ),
    Law("hyperbolic sine by exponentials", sinh(_x), (exp(_x) - exp(-_x)) / 2),
    Law("hyperbolic cosine by exponentials", cosh(_x), (exp(_x) + exp(-_x)) / 2),
    Law("log of one and an exponential", log(_ones + exp(-_x)), log(_ones + exp(_x)) - _x),
    Law(
        "log of the logistic function",
        log(hadamard_quotient(exp(_x), _ones + exp(_x))),
        _x - log(_ones + exp(_x)),
    ),
    Law(
        "log of the logistic function's complement",
        log(_ones - hadamard_quotient(exp(_x), _ones + exp(_x))),
        -log(_ones + exp(_x)),
    ),
    Law("logistic function and tanh", tanh(_c), 2 * logistic(2 * _c) - 1),
    Law("softplus reflected", softplus(_c) - softplus(-_c), _c),
    Law("softmax sums to one", _ones.T @ softmax(_x), number(1)),
    Law("softmax is invariant under shifts", softmax(_x + _c * _ones), softmax(_x)),
    Law("Pythagoras for sine and cosine", sin(_c) ** 2 + cos(_c) ** 2, number(1)),
    Law("tangent as a quotient", tan(_c), sin(_c) / cos(_c)),
    Law("hyperbolic Pythagoras", cosh(_c) ** 2 - sinh(_c) ** 2, number(1)),
    Law("exponential as a sum", cosh(_c) + sinh(_c), exp(_c)),
    Law("tanh as a quotient", tanh(_c), sinh(_c) / cosh(_c)),
    Law("positive and negative part", relu(_c) - relu(-_c), _c),
    Law("absolute value by its parts", relu(_c) + relu(-_c), absolute(_c)),
    Law("sign and absolute value", sign(_r * _c) * absolute(_c), _c),
    Law("sum norm of positive entries", one_norm(_f), _ones.T @ _f),
)

LAWS: tuple[Law, ...] = (
    *_LINEAR, *_INVERSES, *_PSEUDO_INVERSES, *_POWERS, *_DETERMINANTS, *_ENTRYWISE, *_FUNCTIONS,
)  # fmt: skip
"""The laws; names are unique."""

IDENTITIES: tuple[str, ...] = (
    "skew-symmetric form", "trace of symmetric times skew-symmetric",
    "inverse of a transpose", "difference of inverses", "sum of inverses",
    "Sherman–Morrison formula", "push-through identity", "push-through identity with weights",
    "push-through identity with a core",
    "Searle, inverse of I plus inverse", "Searle, inverse of I plus a product",
    "Searle, parallel sum", "Searle, difference from the parallel sum",
    "Woodbury identity",
    "Sylvester's determinant identity", "matrix determinant lemma",
    "generalized matrix determinant lemma", "matrix determinant lemma for log det",
    "generalized matrix determinant lemma for log det",
    "Schur complement", "Schur complement of the last block",
    "log det of a product", "log det of an inverse", "log det of a multiple",
    "mixed-product property", "Kronecker transpose", "Kronecker trace",
    "vec of a product", "vec of an outer product", "vec and trace",
    "Hadamard form", "diagonal of a product",
    "softmax is invariant under shifts",
)  # fmt: skip
"""Laws that a textbook calls by a name, the more special first: what a statement is called that
says no more than one of them.
"""
