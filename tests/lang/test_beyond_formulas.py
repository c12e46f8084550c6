"""What a text says beside its formulas is never overheard: conditions, second meanings, other numbers.

No row names the one right verdict: a false statement must not be accepted, a true one not
refuted, and what the text says beyond what is understood leaves both undecided.
"""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import Verdict

OPTIONS = Options(("shapes", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED, Verdict.SUPPORTED}
AGAINST = {Verdict.REFUTED, Verdict.ILL_SHAPED}

AB = r"Let $A, B \in \mathbb{R}^{n\times n}$ and $x, y, b \in \mathbb{R}^n$."
X = r"Let $X \in \mathbb{R}^{n\times p}$ have full column rank and $y \in \mathbb{R}^n$."
HAT = r"X(X^TX)^{-1}X^T"


def last(*parts: str) -> Verdict:
    """The verdict on the last statement of a document with these paragraphs."""
    text = "# P\n\n" + "\n\n".join(
        p if "$$" in p or "$" in p or " " in p else f"$$ {p} $$" for p in parts
    )
    found = read_document("p.md", text.encode()).derivations
    return [s for d in found for s in verify_derivation(d, OPTIONS).steps][-1].verdict


FALSE = {
    "a power by any integer": (r"Let $P\in\mathbb{R}^{n\times n}$ be idempotent and let $k$ be an integer.", "$$ P^k=P $$"),
    "a power by an integer of a set": (r"Let $P\in\mathbb{R}^{n\times n}$ be idempotent and $k\in\mathbb{Z}$.", "$$ P^k=P $$"),
    "a premise of another implication": (AB, r"$$ A=B\Rightarrow A^2=B^2 $$", r"$$ A^2=B^2\Rightarrow A=B $$"),
    "a premise that commutes": (AB, r"$$ A=B\Rightarrow A^2=B^2 $$", "$$ AB=BA $$"),
    "a premise of an equivalence": (AB, r"$$ A=B^{-1}\iff AB=I $$", "$$ AB=BA $$"),
    "a premise with a transpose": (
        AB, r"$$ A=B^T\iff B=A^T $$", r"$$ \operatorname{tr}(AB)=\operatorname{tr}(AA^T) $$"),
    "a premise with a solution": (AB, r"$$ x=A^{-1}b\implies Ax=b $$", "$$ x^TAx=x^Tb $$"),
    "a premise of a norm": (
        AB, r"$$ y=Ax\implies \|y\|^2=x^TA^TAx $$", "For independent $x$ and $y$,", "$$ x^Ty=x^TAx $$"),
    "if": (AB, "We have $AB=BA$ if $A=B$.", "$$ AB=BA $$"),
    "iff": (AB, "Equality holds iff $y=cx$.", "$$ (x^Ty)^2=x^Tx\\,y^Ty $$"),
    "when": (AB, "The maximum is attained when $y=Ax$.", "$$ x^Ty=x^TAx $$"),
    "at the end, if": (AB, "The bound is attained if $y=x$.", "$$ x^Ty=x^Tx $$"),
    "to be shown": (AB, "We must show that $y=Ax$.", "$$ x^Ty=x^TAx $$"),
    "to be asked": (AB, "We ask whether $y=Ax$.", "$$ x^Ty=x^TAx $$"),
    "to be found": (AB, "The least squares problem seeks $x$ with $y=Ax$.", "$$ x^Ty=x^TAx $$"),
    "because": (AB, "This works because $y=Ax$ in Section 1.", "$$ x^Ty=x^TAx $$"),
    "an example before": (AB, "*Example.* Let $y=Ax$.", "*Theorem.* For all $x,y$,", "$$ x^Ty=x^TAx $$"),
    "another substitution": (
        AB, "Substituting $y=Ax$ we have", "$$ x^Ty=x^TAx $$", "Substituting $y=Bx$ instead, we have",
        "$$ x^Ty=x^TAx $$"),
    **{
        f"a second definition: {again}": (AB, "Let $C=AB$.", "$$ C^T=B^TA^T $$", again, "$$ C^T=B^TA^T $$")
        for again in (
            "Let $C=A+B$.", "Define $C=A+B$.", "Now put $C=A+B$.", "Set $C:=A+B$.", "$$ C:=A+B $$",
            "Now $C=A+B$ instead.", "Let now $C$ denote $A+B$.",
        )
    },
    "a property before a definition": (
        AB, r"Let $S\in\mathbb{R}^{n\times n}$ be symmetric.", r"$$ \nabla_x x^TSx=2Sx $$",
        "Now let $S=AB$.", r"$$ \nabla_x x^TSx=2Sx $$"),
    "complex matrices": (
        "All matrices are complex. Let $A$ be $n\\times n$.", r"$$ \|A\|_F^2=\operatorname{tr}(A^TA) $$"),
    "vectors over the complex numbers": (
        "We work over the complex numbers. Let $x \\in V$ be a vector.", r"$$ \|x\|^2 = x^T x $$"),
    "symmetric or not": ("Let $A$ be symmetric, or not.", r"$$ \nabla_x x^TAx=2Ax $$"),
    "a derivative by time": (r"Let $x\in\mathbb{R}^d$ and $t\in\mathbb{R}$.", r"$$ \frac{d}{dt}(t^2)=t $$"),
    "d as a number": (r"Let $a,b,c,d\in\mathbb{R}$.", r"$$ \frac{d}{da}(a^2 b) = a b $$"),
    "another theorem": (
        r"Let $A\in\mathbb{R}^{n\times n}$.", "**Theorem 1.** Let $A$ be orthogonal. Then", "$$ A^TA=I $$",
        "**Theorem 2.** We have", "$$ A^TA=I $$"),
    "a remark in general": (
        "Let $A$ be a symmetric $n\\times n$ matrix. Then", "$$ A^T=A $$", "In general, we have", "$$ A^T=A $$"),
    "another part": (
        r"Let $A\in\mathbb{R}^{n\times n}$.", "(a) Let $A$ be symmetric. Show that", "$$ A^T=A $$",
        "(b) Show that", "$$ A^T=A $$"),
    "two parts": (
        r"Let $A\in\mathbb{R}^{n\times n}$ and $x\in\mathbb{R}^n$.", "(a) Let $A$ be symmetric. Then",
        r"$$ \nabla_x (x^TAx)=2Ax $$", "(b) Let $A$ be skew-symmetric. Then", r"$$ \nabla_x (x^TAx)=2Ax $$"),
    "a negative number": (
        "Let $x$ be a positive scalar. Then", "$$ |x|=x $$", "Now let $x$ be a negative scalar. Then", "$$ |x|=x $$"),
    "another length": (
        r"Let $x\in\mathbb{R}^n$ be a unit vector. Then", "$$ x^Tx=1 $$", "Now let $x$ have length two. Then",
        "$$ x^Tx=1 $$"),
    "zeros of some size": (
        r"Let $A\in\mathbb{R}^{n\times n}$ and $s\in\mathbb{R}$.",
        r"$$ \det(\begin{bmatrix}A&0\end{bmatrix}^T\begin{bmatrix}A&0\end{bmatrix}+sI)=s\det(A^TA+sI) $$"),
    "a determinant and a factor": (
        r"Let $s\in\mathbb{R}$.", r"$$ \det\begin{bmatrix}1&2\\3&4\end{bmatrix}s=-2s^2 $$"),
    "a root by logarithms": (r"Let $x\in\mathbb{R}$.", r"$$ \exp(\tfrac12\log(x^2))=x $$"),
    "a negative root by logarithms": (r"Let $c\in\mathbb{R}$.", r"$$ \exp(\tfrac12\log(c^2))=-c $$"),
    "a sign": (r"Let $s\in\mathbb{R}$.", r"$$ \operatorname{sign}(s)^2=1 $$"),
    "a reason that is false": (AB, "Let $M=AB$. Since $M$ is symmetric we have", "$$ M^T=M $$"),
}  # fmt: skip

I = r"$A\in\mathbb{R}^{n\times n}$"
TRUE = {
    "a meaning in a table": (X, "| letter | is |\n|---|---|\n| $P$ | $X(X^TX)^{-1}X^T$ |", "$$ PX=X $$"),
    "a number for a size": (f"Let $n=3$ and {I}.", r"$$ \det(-A)=-\det A $$"),
    "two rows": (f"Let {I}. Suppose that $n=2$.", r"$$ A^2-\operatorname{tr}(A)A+\det(A)I=0 $$"),
    "one row": (AB, "In the case $n=1$ we have", "$$ AB=BA $$"),
    "all of one size": (AB, r"All matrices are $2\times 2$.", r"$$ A^2-\operatorname{tr}(A)A+\det(A)I=0 $$"),
    "two or more": (r"Let $a\in\mathbb{R}^n$ with $n\ge2$.", r"$$ \det(aa^T)=0 $$"),
    "fewer rows than columns": (
        r"Let $C\in\mathbb{R}^{m\times n}$ with $m<n$.", r"$$ \det(C^TC)=0 $$"),
    "an even size": (f"Let $n$ be even and {I}.", r"$$ \det(-A)=\det A $$"),
    "equal sizes": (r"Let $C\in\mathbb{R}^{m\times n}$ with $m=n$.", r"$$ \det(C^T)=\det C $$"),
    "Landau, an inverse": (
        r"Let $A$ be invertible.",
        r"$$ (A+\varepsilon E)^{-1}=A^{-1}-\varepsilon A^{-1}EA^{-1}+O(\varepsilon^2) $$"),
    "Landau, a square": ("", r"$$ (I+tA)(I-tA)=I+O(t^2) $$"),
    "Landau, small": (AB, r"$$ (x+y)^TA(x+y)=x^TAx+x^T(A+A^T)y+o(\|y\|) $$"),
    "Landau, calligraphic": (AB, r"$$ (I+tA)(I-tA)=I+\mathcal{O}(t^2) $$"),
    **{
        f"words beside: {words}": (AB, f"$$ AB=BA{words} $$")
        for words in (
            r"\quad\text{if }A=I", r"\quad\text{for }A=I", r"\quad\text{falls }A=I", r"\quad\text{si }A=I",
            r"\quad\text{where }A=I", r"\quad\text{with }A=I", r"\quad\text{assuming }A=B",
            r"\quad\text{for }n=1", r"\quad\text{if they commute}", r"\quad\text{(for diagonal matrices)}",
            r"\quad\text{in the scalar case}", r"\quad\text{on the set of diagonal matrices}",
            r"\text{ if and only if }A=B", r"\;\;\text{a.s.}", r"\quad\text{?}",
        )
    },
    "words before": (AB, r"$$ \text{If }A=I\text{ then }AB=BA $$"),
    "words between": (AB, r"$$ A=I\text{ implies }AB=BA $$"),
    "one or the other": (AB, r"$$ A=0\text{ or }A\ne0 $$"),
    "a reason in a row": (
        AB, r"$$\begin{aligned}(A+B)^2 &= A^2+AB+BA+B^2 \\ &= A^2+2AB+B^2 && \text{using } AB=BA\end{aligned}$$"),
    **{
        f"in a sentence: {sentence}": (X, sentence, "$$ PX=X $$")
        for sentence in (
            f"The projection $P={HAT}$ is idempotent.", f"The hat matrix $P={HAT}$ satisfies $P^2=P$.",
            f"The hat matrix is $P={HAT}$.", f"The hat matrix is given by $P={HAT}$.",
            f"We call $P={HAT}$ the hat matrix.", f"Consider the hat matrix $P={HAT}$.",
            f"Recall that $P={HAT}$.", f"Note: $P={HAT}$.", f"By definition, $P={HAT}$.",
            f"Hat matrix: $P={HAT}$", f"Put $P={HAT}$ and $M=I-P$.",
            f"Two matrices are important: $P={HAT}$ and $M=I-P$.",
            f"Die Projektion $P={HAT}$ ist idempotent.", f"Die Matrix $P={HAT}$ heißt Hutmatrix.",
            f"La matrice $P={HAT}$ est un projecteur.", r"Let $P\in\mathbb{R}^{n\times n}$ be the hat matrix.",
            "The matrix $P$ projects onto the column space of $X$.", f"- $P$ is the hat matrix ${HAT}$.",
        )
    },
    **{
        f"e: {sentence}": (X, r"Let $b=(X^TX)^{-1}X^Ty$.", sentence, "$$ X^Te=0 $$")
        for sentence in (
            "We write $e$ for the residuals $y-Xb$.", "Let $e$ be the residual vector.",
            "Denote by $e$ the vector of residuals.", r"The residual $e\in\mathbb{R}^n$ is $y-Xb$.",
        )
    },
    "rows": (
        r"Let $x_1,\dots,x_N\in\mathbb{R}^d$, $y_1,\dots,y_N\in\mathbb{R}$ and $w\in\mathbb{R}^d$.",
        r"Stack them into $X\in\mathbb{R}^{N\times d}$ whose rows are $x_i^\top$, and $y\in\mathbb{R}^N$.",
        r"$$ \sum_{i=1}^N (y_i-x_i^Tw)^2=\|y-Xw\|^2 $$"),
    "a mean": (
        r"Let $x_1,\dots,x_n\in\mathbb{R}^d$ with sample mean $\bar x\in\mathbb{R}^d$.",
        r"$$ \sum_{i=1}^n (x_i-\bar x)=0 $$"),
    "singular values": (AB, r"Let $A=U\Sigma V^T$ be the singular value decomposition.", r"$$ A^TA=V\Sigma^T\Sigma V^T $$"),
    "Cholesky": (AB, r"Let $A=LL^T$ be the Cholesky decomposition.", r"$$ \det A=\prod_{i=1}^n L_{ii}^2 $$"),
    **{
        f"said: {sentence}": (AB, sentence, formula)
        for sentence, formula in (
            ("Let $B$ be the inverse of $A$.", "$$ AB=I $$"),
            ("Let $B$ be the transpose of $A$.", "$$ B=A^T $$"),
            ("Let $A$ be the zero matrix.", "$$ A+A=A $$"),
            ("Let $A$ denote the identity.", "$$ A^2=A $$"),
            ("Let $A$ be a rotation matrix.", r"$$ \det A=1 $$"),
            ("Let $A$ be a permutation matrix.", r"$$ 1^TA1=n $$"),
            ("Each row of $A$ sums to one.", r"$$ A \mathbf{1}=\mathbf{1} $$"),
            ("The entries of $x$ sum to one.", r"$$ \mathbf{1}^T x=1 $$"),
            ("Let $A$ have determinant one.", r"$$ \det(2A)=2^n $$"),
            ("Normalise $x$ so that its norm is one.", "$$ (I-2xx^T)^2=I $$"),
            ("$x$ is normalised to length one.", "$$ (I-2xx^T)^2=I $$"),
            ("The columns of $A$ form an orthonormal set.", "$$ A^TA=I $$"),
            (r"Suppose $x\perp y$.", "$$ x^Ty=0 $$"), (r"Let $x\in\ker A$.", "$$ A^TAx=0 $$"),
            (r"Let $x\in\mathcal N(A)$.", "$$ A^TAx=0 $$"),
            (r"Let $(\lambda,x)$ be an eigenpair of $A$.", r"$$ A^2x=\lambda^2x $$"),
            (r"Let $s\in\{-1,1\}^n$.", r"$$ \operatorname{diag}(s)^2=I $$"),
            (r"Let $v\in\mathbb{F}_2^n$.", "$$ v+v=0 $$"),
        )
    },
    **{
        f"summed over: {sentence} {formula}": (AB, sentence, f"$$ {formula} $$")
        for sentence in ("We use the summation convention.", "Repeated indices are summed over.",
                         "Über doppelt vorkommende Indizes wird summiert.", "In Einstein notation,")
        for formula in ("A_{ij}x_j=(Ax)_i", r"A_{ii}=\operatorname{tr}A", "x_ix_i=x^Tx")
    },
    **{
        f"before it: {words}": (AB, words, formula)
        for words, formula in (
            ("There exists $B$ such that", r"$$ AB=\det(A)I $$"), ("The normal equations are", "$$ A^TAx=A^Tb $$"),
            ("The eigenvalue problem is", "$$ Ax=cx $$"), ("The unit sphere is given by", "$$ x^Tx=1 $$"),
            ("Determine all $B$ such that", "$$ AB=BA $$"), ("The matrices commute:", "$$ AB=BA $$"),
            ("To first order in $y$ we have", "$$ (x+y)^T(x+y)=x^Tx+2x^Ty $$"),
            ("Up to a constant factor,", "$$ x^TAx=2x^TAx $$"), ("The update rule is", "$$ x=x-Ax $$"),
            ("For instance, for", r"$$ A=\begin{bmatrix}0&1\\0&0\end{bmatrix} $$"),
            ("The minimiser satisfies", "$$ Ax=b $$"),
        )
    },
    **{
        f"blocks: {formula}": (
            r"Let $A,B,C,D\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$, $y\in\mathbb{R}^m$.", f"$$ {formula} $$")
        for formula in (
            r"\begin{bmatrix}0&A\\0&0\end{bmatrix}^2=0", r"\begin{bmatrix}0&I\\I&0\end{bmatrix}^2=I",
            r"\begin{bmatrix}A&B\\C&D\end{bmatrix}\begin{bmatrix}0&I\\I&0\end{bmatrix}=\begin{bmatrix}B&A\\D&C\end{bmatrix}",
            r"\begin{bmatrix}x\\0\end{bmatrix}+\begin{bmatrix}0\\y\end{bmatrix}=\begin{bmatrix}x\\y\end{bmatrix}",
            r"\begin{bmatrix}x\\0\end{bmatrix}^T\begin{bmatrix}0\\y\end{bmatrix}=0",
            r"\det\begin{bmatrix}0&I\\-I&0\end{bmatrix}=1", r"\operatorname{tr} I_{2n}=2n", r"I_2\otimes I_n=I_{2n}",
        )
    },
    "something exists": (
        r"Let $A\in\mathbb{R}^{n\times n}$.", r"$$ \exists B\in\mathbb{R}^{n\times n}: AB=\det(A)I $$"),
    "a sum over a part": (r"Let $A\in\mathbb{R}^{3\times3}$.", r"$$ \sum_{i=1}^{2}A_{ii}=A_{11}+A_{22} $$"),
    "a differential with d for a size": (r"Let $x\in\mathbb{R}^d$.", r"$$ d(x^Tx)=2x^Tdx $$"),
    "a derivative with d for a size": (
        r"Let $x\in\mathbb{R}^d$ and $t\in\mathbb{R}$.", r"$$ \frac{d}{dt}\|tx\|^2=2t\|x\|^2 $$"),
    "identities of two sizes": (
        r"Let $C\in\mathbb{R}^{n\times n}$ and $D\in\mathbb{R}^{p\times p}$.",
        r"$$ (C\otimes I)(I\otimes D)=C\otimes D $$"),
    "a Kronecker sum": (
        r"Let $C\in\mathbb{R}^{n\times n}$, $D\in\mathbb{R}^{p\times p}$ and $Y\in\mathbb{R}^{n\times p}$.",
        r"$$ (I\otimes C+D^T\otimes I)\operatorname{vec}Y=\operatorname{vec}(CY+YD) $$"),
}  # fmt: skip


SQUARE = r"Let $A, B \in \mathbb{R}^{n\times n}$."
PARTS = {
    "an item": (r"- Let $A$ be orthogonal. Then $$ A^TA=I $$", "- In other words $$ A^T=A^{-1} $$"),
    "a numbered item": (r"1. Let $A$ be orthogonal. Then $$ A^TA=I $$", "2. We have $$ A^T=A^{-1} $$"),
    "an inner item": ("1. Two cases:\n   - let $A$ be symmetric. Then $$ A^T=A $$\n   - let $B$ be symmetric. $$ A^T=A $$",),
    "an item behind which the text goes on": (r"- Let $A$ be symmetric. Then $$ A^T=A $$", "And so $$ A^T=A $$"),
    "a title in bold": ("**Symmetric matrices.** Let $A$ be symmetric. Then $$ A^T=A $$", "**Transposes.** $$ A^T=A $$"),
    "a title in italics": ("*Symmetric matrices*: Let $A$ be symmetric. Then $$ A^T=A $$", "*Transposes*: $$ A^T=A $$"),
    "a proof": ("*Proof of (1).* Let $A$ be symmetric. $$ A^T=A $$", "*Proof of (2).* We have $$ A^T=A $$"),
    "a proof with its end": ("Proof. Let $A$ be symmetric. $$ A^T=A $$ ∎", "In the same way $$ A^T=A $$"),
    "a theorem": ("**Theorem 1.** Let $A$ be symmetric. Then $$ A^T=A $$", "**Theorem 2.** $$ A^T=A $$"),
    "a case": ("Case 1: Let $A$ be symmetric. Then $$ A^T=A $$", "Case 2: $$ A^T=A $$"),
    "a problem in one paragraph": (
        "Problem 1: Let $A$ be symmetric. Find $A^T$. Problem 2: Let $B$ be symmetric. $$ A^TB=AB $$",),
    "what is struck out": ("~~Let $A$ be symmetric.~~ $$ A^T=A $$",),
    "a comment": ("% Let $A$ be symmetric.\nWe have $$ A^T=A $$",),
    "fixed sizes": (r"- Let $A\in\mathbb{R}^{2\times2}$. Then $$ A=A $$", r"- $$ \det(-A)=\det A $$"),
    "a word in a table": ("| letter | is |\n|---|---|\n| $C$ | the product $AB$ |", "$$ C=BA $$", "$$ C^T=A^TB^T $$"),
}  # fmt: skip
HOLDING = {
    "a list of declarations": ("- $A$ is symmetric\n- $B$ is symmetric", "$$ (AB)^T=BA $$"),
    "a title for what holds everywhere": ("**Notation.** Let $A$ be symmetric. $$ A=A $$", "**Claim.** $$ A^T=A $$"),
    "the proof of a theorem": ("**Theorem.** Let $A$ be symmetric. $$ A^T=A $$", "*Proof.* Indeed $$ A^T=A $$"),
    "an inner list": ("1. Let $A$ be symmetric.\n   - first $$ A^T=A $$\n   - second $$ BA^T=BA $$",),
    "a step": ("**Step 1.** Let $A$ be symmetric. $$ A^T=A $$", "**Step 2.** Now $$ BA^T=BA $$"),
    "a table": ("| letter | is |\n|---|---|\n| $A$ | symmetric $n\\times n$ matrix |\n| $B$ | matrix |", "$$ A^T=A $$"),
    "a table with sizes": ("| letter | size | is |\n|---|---|---|\n| $A$ | $n\\times n$ | symmetric |", "$$ A^T=A $$"),
    "a percentage": ("In 95\n% of all cases let $A$ be symmetric.", "$$ A=A $$"),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_what_is_supposed_in_one_part_of_a_text_is_not_supposed_in_the_next(name: str) -> None:
    assert last(SQUARE, *PARTS[name]) not in ACCEPTED


@pytest.mark.parametrize("name", HOLDING)
def test_what_is_supposed_holds_in_all_parts_that_it_is_said_for(name: str) -> None:
    assert last(SQUARE, *HOLDING[name]) in ACCEPTED


@pytest.mark.parametrize("name", FALSE)
def test_a_statement_that_is_false_beyond_its_formula_is_not_accepted(name: str) -> None:
    assert last(*FALSE[name]) not in ACCEPTED


@pytest.mark.parametrize("name", TRUE)
def test_a_statement_that_is_true_in_its_text_is_not_refuted(name: str) -> None:
    assert last(*TRUE[name]) not in AGAINST
