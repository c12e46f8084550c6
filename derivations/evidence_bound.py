"""The lower bound that EM raises: the logarithm of a sum over what is hidden, and its gap.

Assumed: the joint probabilities p_k = p(x, z = k | θ) are positive, and q is a distribution of the
hidden z on a finite set, without zeros where logarithms of it are taken.
"""

from matrixcalc import (
    Derivation,
    chain,
    claim,
    define,
    family,
    indices,
    log,
    maximum,
    scalar,
    sizes,
    total,
    vector,
)

(K,) = sizes("K")
j, k = indices("j k", K)
p, r = family(scalar("p", "positive")), family(scalar("r"))
q = family(scalar("q", "positive"))
w = vector("w", K, "probability vector", "positive entries")
likelihood, bound, gap = scalar("L", "positive"), scalar("B"), scalar("D")

evidence_bound = Derivation(
    name="evidence-bound",
    title="The lower bound that EM raises, and what it misses",
    source="Bishop, section 9.4; Neal and Hinton, 1998",
    about=(
        "The bound is the case f = log p of the variational principle of Gibbs, whose Z is the "
        "likelihood Σₖ p(x, k | θ). Its gap is the divergence of q from the posterior, so the bound "
        "is reached where q is the posterior, and there only."
    ),
    statements=[
        define(likelihood, total(j, p[j]), "the sum over what is hidden"),
        define(r[k], p[k] / likelihood, "the posterior, by Bayes' rule"),
        claim(total(k, r[k]), 1, "the posterior is a distribution"),
        define(bound, total(k, w[k] * (log(p[k]) - log(w[k]))), "the bound"),
        define(
            gap, total(k, w[k] * (log(w[k]) - log(r[k]))), "the divergence of w from the posterior"
        ),
        chain(
            bound + gap,
            (total(k, w[k] * (log(p[k]) - log(r[k]))), "the logarithms of w cancel"),
            (total(k, w[k] * log(likelihood)), "p(x, k) over p(k | x) is p(x)"),
            (log(likelihood), "w sums to one"),
        ),
        maximum(
            total(k, q[k] * log(p[k])) - total(k, q[k] * log(q[k])),
            q[k],
            at=p[k] / total(j, p[j]),
            value=log(total(j, p[j])),
            subject_to=[(total(k, q[k]), 1)],
            because="the gap is zero at the posterior",
        ),
    ],
)
