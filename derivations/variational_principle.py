"""The variational principle of Gibbs on a finite set: log Σ exp fᵢ is a maximum over distributions.

Assumed: nothing of f; q is a distribution, which may have zeros for the maximum.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    derivative,
    exp,
    family,
    indices,
    log,
    maximum,
    number,
    scalar,
    sizes,
    total,
)

(K,) = sizes("K")
i, j, k = indices("i j k", K)
f, p = family(scalar("f")), family(scalar("p"))
q, r = family(scalar("q", "positive")), family(scalar("r", "positive"))
Z = scalar("Z")
free_energy = total(i, q[i] * f[i]) - total(i, q[i] * log(q[i]))

gibbs_principle = Derivation(
    name="gibbs-principle",
    title="The log-partition function is the largest sum of mean and entropy",
    source="a classic; Wainwright and Jordan, section 3.6; Bishop, section 10.1",
    about=(
        "The multiplier is log Z − 1. What a distribution q misses of the maximum is its divergence "
        "from p, where Σqᵢ = 1 is used: log Z is multiplied by that sum."
    ),
    statements=[
        chain(
            derivative(free_energy, q[j]),
            (f[j] - derivative(q[j] * log(q[j]), q[j]), "only the terms with q_j depend on it"),
            (f[j] - log(q[j]) - 1, "product rule"),
        ),
        maximum(
            free_energy,
            q[i],
            at=exp(f[i]) / total(j, exp(f[j])),
            value=log(total(j, exp(f[j]))),
            subject_to=[(total(i, q[i]), 1)],
            because="the entropy is strictly concave",
        ),
        maximum(
            -total(i, r[i] * log(r[i])),
            r[i],
            at=1 / number(K),
            value=log(number(K)),
            subject_to=[(total(i, r[i]), 1)],
            because="the case f = 0",
        ),
        define(Z, total(j, exp(f[j])), "the partition function"),
        define(p[i], exp(f[i]) / Z, "the maximiser, softmax of f"),
        chain(
            total(i, q[i] * (log(q[i]) - log(p[i]))),
            (
                total(i, q[i] * (log(q[i]) - f[i] + log(Z))),
                "the logarithm of a quotient",
            ),
            (log(Z) * total(k, q[k]) - free_energy, "collected"),
        ),
        claim(total(i, p[i]), 1, "p is a distribution"),
    ],
)
