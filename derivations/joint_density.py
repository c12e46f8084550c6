"""The joint density of two Gaussian vectors as that of one, times that of the other given the one.

Assumed: the covariance B of the second and what is left of that of the first, S, are positive
definite; the covariance C of the first with the second may be any matrix.
"""

from matrixcalc import Derivation, block, claim, define, det, inv, matrix, sizes, vector

p, q = sizes("p q")
A = matrix("A", p, p)
B, S = matrix("B", q, q, "positive definite"), matrix("S", p, p, "positive definite")
C = matrix("C", p, q)
x, a, y, b = vector("x", p), vector("a", p), vector("y", q), vector("b", q)

covariance = block([[A, C], [C.T, B]])
centred = block([[x - a], [y - b]])
given_y = x - a - C @ inv(B) @ (y - b)

joint_density = Derivation(
    name="joint-density",
    title="The joint density of two Gaussian vectors, split",
    source="Bishop, Pattern Recognition and Machine Learning, section 2.3.1",
    about=(
        "The exponent is a sum and the determinant a product, so the joint density is p(y) p(x | y) "
        "with the mean a + C B⁻¹(y − b) and the covariance A − C B⁻¹Cᵀ."
    ),
    statements=[
        define(A, S + C @ inv(B) @ C.T, "S is what y leaves of the covariance of x"),
        claim(A - C @ inv(B) @ C.T, S, "the Schur complement"),
        claim(det(covariance), det(B) * det(A - C @ inv(B) @ C.T), "the determinant of blocks"),
        claim(
            centred.T @ inv(covariance) @ centred,
            (y - b).T @ inv(B) @ (y - b) + given_y.T @ inv(S) @ given_y,
            "the inverse of blocks, by the Schur complement",
        ),
    ],
)
