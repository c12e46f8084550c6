"""What “let” and “suppose” say of a letter holds from there on, and not for what stands above."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document

OPTIONS = Options(("shapes", "exact"))
SYMMETRIC = r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $x \in \mathbb{R}^n$."
GENERAL = r"Let $A, B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$."
TURNED = "$$ x^T A = (A x)^T $$"
COMMUTED = "$$ (AB)^T = BA $$"
SQUARED = "$$ E[x^T x] = n $$"

CASES = {
    "an arbitrary one after a symmetric one": (
        [SYMMETRIC, TURNED, r"Now let $A$ be an arbitrary $n \times n$ matrix.", TURNED],
        ["verified", "conditional"],
    ),
    "an arbitrary one without a shape": (
        [SYMMETRIC, TURNED, "Let $A$ be arbitrary.", TURNED],
        ["verified", "conditional"],
    ),
    "the same shape without the adjective": (
        [SYMMETRIC, TURNED, r"Let $A \in \mathbb{R}^{n \times n}$.", TURNED],
        ["verified", "conditional"],
    ),
    "a symmetric one after a general one": (
        [GENERAL, COMMUTED, "Now suppose that $A$ and $B$ are symmetric.", COMMUTED],
        ["conditional", "verified"],
    ),
    "a reminder": (
        [SYMMETRIC, TURNED, r"where $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.", TURNED],
        ["verified", "verified"],
    ),
    "what is said behind a formula": (
        [GENERAL, COMMUTED, "where $A$ and $B$ are symmetric."],
        ["verified"],
    ),
    "the same again": (
        [SYMMETRIC, TURNED, r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric.", TURNED],
        ["verified", "verified"],
    ),
    "another distribution": (
        [r"Let $x \sim \mathcal{N}(0, I)$ with $x \in \mathbb{R}^n$.", SQUARED,
         r"Now let $x \sim \mathcal{N}(\mu, I)$ with $x, \mu \in \mathbb{R}^n$.", SQUARED],
        ["verified", "refuted"],
    ),
    "a condition above a turn": (
        [GENERAL, "Suppose that $$ AB = BA. $$", "Now let $A$ be symmetric.", "$$ A B A = A^2 B $$"],
        ["given", "undecided"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_holds_from_there_on(name: str) -> None:
    paragraphs, verdicts = CASES[name]
    text = "# P\n\n" + "\n\n".join(paragraphs) + "\n"
    found = read_document("p.md", text.encode()).derivations
    steps = [s for d in found for s in verify_derivation(d, OPTIONS).steps]
    assert [s.verdict.value for s in steps] == verdicts


def test_a_turn_keeps_the_title_and_the_letters_of_its_section() -> None:
    text = f"# P\n\n{SYMMETRIC}\n\n{TURNED}\n\nLet $A$ be arbitrary.\n\n{TURNED}\n"
    first, second = read_document("p.md", text.encode()).derivations
    assert first.title == second.title == "P"
    assert {s.name: s.assumptions for s in second.symbols} == {"A": frozenset(), "x": frozenset()}


TAKEN_BACK = [
    "Let $A$ be a matrix.",
    "Now let $A$ be general.",
    "Let $A$ be an invertible matrix.",
    "Now $A$ is no longer assumed symmetric.",
    "We now drop the assumption of symmetry.",
    "Without the symmetry of $A$ we get",
    "Now suppose that $A$ need not be symmetric.",
    "If $A$ is not symmetric, then",
    r"Suppose $A \neq A^T$.",
    "Now $A$ is an arbitrary matrix.",
    r"For arbitrary $A \in \mathbb{R}^{n \times n}$ we have",
    "Show that for every matrix $A$",
]


@pytest.mark.parametrize("sentence", TAKEN_BACK)
def test_what_is_taken_back_holds_no_longer(sentence: str) -> None:
    text = f"# P\n\n{SYMMETRIC}\n\n{TURNED}\n\n{sentence}\n\n{TURNED}\n"
    found = read_document("p.md", text.encode()).derivations
    steps = [s for d in found for s in verify_derivation(d, OPTIONS).steps]
    assert steps[0].verdict.value == "verified"
    assert steps[-1].verdict.value in ("conditional", "undecided")


PARTS = {
    "a part that declares more": (
        [GENERAL, "## Part", TURNED, r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric.", TURNED],
        ["conditional", "verified"],
    ),
    "a part that declares less": (
        [r"Let $c$ be a positive scalar and $x \in \mathbb{R}^n$ a unit vector.", "## Part",
         "$$ x^T x = 1 $$", r"Let $x \in \mathbb{R}^n$.", r"$$ \|cx\| = c\|x\| $$"],
        ["verified", "verified"],
    ),
    "a part with another distribution": (
        [r"Let $x \in \mathbb{R}^n$ with $x \sim \mathcal{N}(0, I)$.", "## Part", SQUARED,
         r"Let $x \sim \mathcal{N}(\mu, I)$ with $\mu \in \mathbb{R}^n$.",
         r"$$ E[x^T x] = n + \mu^T \mu $$"],
        ["verified", "verified"],
    ),
    "a letter that was defined and is arbitrary now": (
        [(r"Let $A \in \mathbb{R}^{n \times n}$ be invertible and $b \in \mathbb{R}^n$. "
         r"Let $x = A^{-1} b$."), "$$ Ax = b $$",
         r"Now let $x \in \mathbb{R}^n$ be arbitrary.", "$$ Ax = b $$"],
        ["given", "verified", "undecided"],
    ),
    "a letter that depends on another": (
        [r"Let $x, y \in \mathbb{R}^n$, where $y$ depends on $x$.",
         r"$$ \frac{\partial y}{\partial x} = 0 $$"],
        ["undecided"],
    ),
    "a condition on a letter that is defined behind it": (
        [r"Let $A \in \mathbb{R}^{n \times n}$, $b \in \mathbb{R}^n$.",
         "Suppose that $c = 0$, where $c = A b$.", "$$ A b = 0 $$", "$$ A c = A A b $$"],
        ["given", "undecided", "verified"],
    ),
    "a condition on a letter that was defined": (
        [r"Let $A \in \mathbb{R}^{n \times n}$, $b \in \mathbb{R}^n$. Let $c = A b$.",
         "Suppose that $c = 0$.", "$$ A b = 0 $$"],
        ["given", "given", "undecided"],
    ),
    "a letter that was defined without a condition": (
        [r"Let $A \in \mathbb{R}^{n \times n}$, $b \in \mathbb{R}^n$. Let $c = A b$.", "$$ A b = 0 $$"],
        ["given", "refuted"],
    ),
    "an adjective that was refused": (
        [r"Let $x_1, \dots, x_N \in \mathbb{R}^n$.", "Let $x_i$ be symmetric.",
         r"$$ \sum_{i=1}^N x_i^T x_i = N $$"],
        ["undecided"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_what_is_said_in_a_part_holds_from_there_on(name: str) -> None:
    paragraphs, verdicts = PARTS[name]
    text = "# P\n\n" + "\n\n".join(paragraphs) + "\n"
    found = read_document("p.md", text.encode()).derivations
    steps = [s for d in found for s in verify_derivation(d, OPTIONS).steps]
    assert [s.verdict.value for s in steps] == verdicts
