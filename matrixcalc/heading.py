"""What stands at the head of a derivation in a report: its letters, integers and conventions.

It is read off the statements, and nothing of it is judged.
"""

from __future__ import annotations

from matrixcalc.assumptions import spoken
from matrixcalc.dims import IntVar, closure
from matrixcalc.expr import Distribution
from matrixcalc.notation import text
from matrixcalc.statements import Definition, Derivation


def declarations(derivation: Derivation) -> tuple[str, ...]:
    """What is declared of each letter, letters of one kind together."""
    grouped: dict[str, list[str]] = {}
    defined = {s.head.name for s in derivation if isinstance(s, Definition)}
    distributions = {x.variable.name: x.marginal or x for x in derivation.distributions}
    seen = set(distributions)
    for s in derivation.symbols:
        if s.name in seen or s.name in defined:
            continue
        seen.add(s.name)
        words = [str(s.shape), *spoken(s.assumptions)]
        label = s.name if not s.arguments else text(s)
        grouped.setdefault(", ".join(words), []).append(label)
    letters = (f"{', '.join(names)} : {words}" for words, names in grouped.items())
    return (*letters, *_integers(derivation), *map(_distribution, distributions.values()))


def _integers(derivation: Derivation) -> tuple[str, ...]:
    """The integers that are no sizes of letters, with the least value that they may have."""
    sizes = closure(d for s in derivation.symbols for d in (s.shape.rows, s.shape.cols))
    told = {0: "nonnegative", 1: "positive"}
    return tuple(
        f"{v.name} : integer, {told[v.least]}"
        for v in sorted(integers_of(derivation).values(), key=lambda v: v.name)
        if v not in sizes and not v.is_index and v.least in told
    )


def _distribution(distribution: Distribution) -> str:
    """The distribution of a random vector, as the declaration language has it."""
    x, kind = distribution.variable, "N" if distribution.normal else ""
    law = f"{x.name} ~ {kind}({distribution.mean}, {distribution.covariance}) in {x.shape}"
    if distribution.third is None:
        return law
    higher = f"third {distribution.third}, fourth {distribution.fourth}"
    return f"{law}, independent coordinates with the central moments: {higher}"


def conventions(derivation: Derivation) -> tuple[str, ...]:
    """The conventions on which the derivation's derivatives depend."""
    found: dict[str, None] = {}
    for _, claim in derivation.claims():
        if claim is not None:
            for c in sorted(claim.conventions, key=str):
                found[f"layout {c.layout.value}"] = None
                if c.symmetry.value != "free":
                    found[f"symmetric derivatives {c.symmetry.value}"] = None
    return tuple(found)


def integers_of(derivation: Derivation) -> dict[str, IntVar]:
    """The sizes and integers of a derivation by name, as `--sizes` may fix them."""
    found: dict[str, IntVar] = {}
    for _, claim in derivation.claims():
        if claim is not None:
            found |= {v.name: v for v in claim.integers}
    return found
