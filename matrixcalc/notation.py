"""Expressions as text and as LaTeX.

How an operator prints is said by the operator; here is only what belongs to
the kinds of node: letters, numbers, sums over an index, derivatives, brackets.
Nothing is rearranged: what prints is the tree as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from matrixcalc.conventions import STANDARD, Convention
from matrixcalc.dims import Dim, IntVar
from matrixcalc.expr import (
    Apply,
    Bind,
    Binder,
    Condition,
    Derive,
    Differential,
    Expectation,
    Expr,
    Integral,
    Number,
    Symbol,
)
from matrixcalc.ops.spec import (
    ATOM,
    BOUND,
    FRACTION,
    JUXTAPOSED,
    POSTFIX,
    SUMMED,
    Operator,
    Written,
)

SAMPLE = "⁽⁾"
"""Ends the name of a family whose index stands above in brackets, as in x^{(n)}."""

HADAMARD = 25
"""The precedence of products that are written with a sign."""

SCRIPT = {letter: chr(0x1D49C + ord(letter) - ord("A")) for letter in "ACDGJKNOPQSTUVWXYZ"} | {
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
}  # fmt: skip
"""Script letters, which are letters of their own."""
_CALLIGRAPHIC = {letter: rf"\mathcal{{{plain}}}" for plain, letter in SCRIPT.items()}

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "ell": "ℓ",
}  # fmt: skip
_LATEX_OF = {letter: rf"\{name}" for name, letter in _GREEK.items()} | _CALLIGRAPHIC | {
    "ϕ": r"\phi", "φ": r"\varphi", "ϵ": r"\epsilon", "ε": r"\varepsilon"
}  # fmt: skip
_SUBSCRIPTS = str.maketrans(
    "0123456789+-=()aeijklmnoprstuvxhβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₕᵦᵧᵨᵩᵪ"
)
_SMALL = frozenset("₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₕᵦᵧᵨᵩᵪ")
_SUPERSCRIPTS = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzNT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴺᵀ"
)


def unicode_name(name: str) -> str:
    r"""A name with Greek letters spelled in Unicode: ``Sigma`` becomes ``Σ``.

    >>> unicode_name("Sigma_0"), unicode_name(r"\mu")
    ('Σ_0', 'μ')
    """
    return re.sub(r"\\?([A-Za-z]+)", lambda m: _GREEK.get(m[1], m[0].lstrip("\\")), name)


def latex_name(name: str) -> str:
    """A name in LaTeX: letters with their commands, several letters upright."""
    head, _, label = name.partition("_")
    shown = "".join(_LATEX_OF.get(c, c) for c in head)
    if len(head) > 1:
        shown = _accented(head) or rf"\mathrm{{{shown}}}"
    if not label:
        return shown
    inner = label if len(label) == 1 or label.isdigit() else rf"\mathrm{{{label}}}"
    return f"{shown}_{{{inner}}}"


_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde", "\u0305": "bar"}


def _accented(head: str) -> str | None:
    if len(head) == 2 and head[1] in _ACCENTS:
        return rf"\{_ACCENTS[head[1]]}{{{_LATEX_OF.get(head[0], head[0])}}}"
    return None


class Printer:
    """Prints expressions in one style; the `Style` that operators receive."""

    def __init__(self, latex: bool) -> None:
        self.latex = latex

    def inside(self, e: Expr, precedence: int) -> str:
        """`e` printed, in brackets if it binds less tightly than `precedence`."""
        text, own = self.write(e)
        if own >= precedence:
            return text
        return rf"\left({text}\right)" if self.latex else f"({text})"

    def integer(self, value: Dim) -> str:
        """A size, index or exponent printed."""
        if not self.latex:
            return str(value).replace(" ", "") if value.variables else str(value)
        return re.sub(r"[^\W\d_]", lambda m: _LATEX_OF.get(m[0], m[0]), str(value))

    def subscript(self, *values: Dim | str) -> str:
        """A subscript of these values, without commas between single letters."""
        shown = [v if isinstance(v, str) else self.integer(v) for v in values]
        text = ("" if all(len(s) == 1 for s in shown) else ", " if self.latex else ",").join(shown)
        if self.latex:
            return f"_{{{text}}}"
        small = text.translate(_SUBSCRIPTS)
        plain = any(a == b and a not in "×,: " for a, b in zip(text, small, strict=True))
        return f"_{{{text}}}" if plain or "," in text or ":" in text or "×" in text else small

    def superscript(self, text: str) -> str:
        """A superscript."""
        if self.latex:
            return f"^{{{text}}}"
        small = text.translate(_SUPERSCRIPTS)
        same = any(a == b for a, b in zip(text, small, strict=True))
        return (
            f"^{text if text.startswith('(') or len(text) == 1 else f'({text})'}" if same else small
        )

    def indexed(self, e: Expr, *values: Dim | str) -> str:
        """`e` with a subscript, in brackets if it has one already."""
        base = self.inside(e, ATOM)
        if isinstance(e, Differential) or "_" in base or base[-1] in _SMALL:
            base = rf"\left({base}\right)" if self.latex else f"({base})"
        return base + self.subscript(*values)

    def juxtapose(self, factors: Sequence[str]) -> str:
        """Factors beside one another, with a space where letters would run together."""
        if self.latex:
            return " ".join(factors)
        text = factors[0]
        for left, right in pairwise(factors):
            close = _is_short(left) and _is_short(right)
            text += ("" if close else " ") + right
        return text

    def write(self, e: Expr) -> Written:
        """`e` printed, with the precedence of what stands outermost."""
        match e:
            case Symbol():
                return self._symbol(e)
            case Number(value=value):
                return self._number(value.numerator, value.denominator)
            case Apply(op=op, args=args, params=params):
                assert isinstance(op, Operator)
                return op.show(self, args, params)
            case Bind():
                return self._bind(e)
            case Derive():
                return self._derive(e)
            case Differential(body=body):
                if isinstance(body, Symbol) and not body.arguments:
                    return f"d{self.inside(body, ATOM)}", POSTFIX - 1
                mark = r"\mathrm{d}" if self.latex else "d"
                return mark + self.inside(body, ATOM + 1), POSTFIX - 5
            case Expectation(body=body):
                # One mean over several letters, which are averaged over one after the other.
                while isinstance(body, Expectation):
                    body = body.body
                inside = self.inside(body, 0)
                if self.latex:
                    return rf"\mathbb{{E}}\left[{inside}\right]", ATOM
                return f"E[{inside}]", ATOM
            case Integral(body=body, variable=variable):
                inside, over = self.inside(body, HADAMARD + 1), self.write(variable)[0]
                if self.latex:
                    return rf"\int {inside} \, \mathrm{{d}}{over}", SUMMED
                return f"∫ {inside} d{over}", SUMMED
        raise AssertionError(f"unknown kind of node {type(e).__name__}")

    def _symbol(self, s: Symbol) -> Written:
        name = latex_name(s.name) if self.latex else s.name
        if s.is_member:
            values = [a for a in s.arguments if isinstance(a, Dim)]
            if s.name.endswith(SAMPLE):
                return self._sample(s.name.removesuffix(SAMPLE), values), ATOM
            return name + self.subscript(*values), ATOM
        if s.is_function:
            shown = ", ".join(
                self.inside(a, 0) if isinstance(a, Expr) else self.integer(a) for a in s.arguments
            )
            return f"{name}({shown})", ATOM
        return name, ATOM

    def _sample(self, name: str, values: Sequence[Dim]) -> str:
        """A member of a family whose index stands above in brackets, as in x⁽ⁿ⁾."""
        shown = ", ".join(self.integer(v) for v in values)
        if self.latex:
            return f"{latex_name(name)}^{{({shown})}}"
        return name + self.superscript(f"({shown})")

    def _number(self, top: int, bottom: int) -> Written:
        if bottom == 1:
            return str(top), ATOM if top >= 0 else FRACTION
        if self.latex:
            sign = "-" if top < 0 else ""
            return rf"{sign}\frac{{{abs(top)}}}{{{bottom}}}", ATOM if top > 0 else FRACTION
        return f"{top}/{bottom}", FRACTION + 1 if top > 0 else FRACTION

    def _condition(self, c: Condition) -> str:
        marks = {"≠": r" \neq ", "≤": r" \leq "} if self.latex else {}
        mark = marks.get(c.relation.value, f" {c.relation.value} ")
        return self.integer(c.left) + mark + self.integer(c.right)

    def _range(self, v: IntVar) -> str:
        assert v.lower is not None
        return f"{self.integer(Dim.variable(v))}={self.integer(v.lower)}"

    def _bind(self, e: Bind) -> Written:
        body = self.inside(e.body, BOUND if isinstance(e.body, Bind) else HADAMARD + 1)
        conditions = ", ".join(self._condition(c) for c in e.conditions)
        if e.binder is Binder.TABLE:
            ranges = [f"{self._range(v)}..{self.integer(v.upper)}" for v in e.bound if v.upper]
            shown = self.inside(e.body, 0)
            under = ", ".join(ranges)
            text = rf"\left({shown}\right)_{{{under}}}" if self.latex else f"({shown})_{{{under}}}"
            return text, ATOM
        mark = {Binder.SUM: (r"\sum", "Σ"), Binder.PRODUCT: (r"\prod", "Π")}[e.binder]
        signs = ""
        for k, v in enumerate(e.bound):
            extra = f", {conditions}" if conditions and k == len(e.bound) - 1 else ""
            assert v.upper is not None
            upper = self.integer(v.upper)
            signs += (
                f"{mark[0] if self.latex else mark[1]}_{{{self._range(v)}{extra}}}^{{{upper}}} "
            )
        return signs + body, BOUND

    def _derive(self, e: Derive) -> Written:
        second = e.body if isinstance(e.body, Derive) else None
        body = e.body if second is None else second.body
        over = [e.wrt] if second is None else [second.wrt, e.wrt]
        mark = r"\partial " if self.latex else "∂"
        bottom = ("" if self.latex else " ").join(mark + self.inside(x, POSTFIX) for x in over)
        top = mark if second is None else (r"\partial^{2} " if self.latex else "∂²")
        text, precedence = self.write(body)
        if self.latex:
            if precedence >= POSTFIX and len(text) < 40:
                shown = rf"\frac{{{top}{text}}}{{{bottom}}}"
            else:
                shown = rf"\frac{{{top}}}{{{bottom}}} \left({text}\right)"
            mark = _conventional(e.convention)
            return (rf"\left. {shown} \right|_{{\text{{{mark}}}}}", ATOM) if mark else (
                shown, JUXTAPOSED
            )  # fmt: skip
        shown = text if precedence >= POSTFIX else f"({text})"
        under = bottom if second is None else f"({bottom})"
        mark = _conventional(e.convention)
        return f"{top}{shown}/{under}" + (f"|{mark}" if mark else ""), FRACTION + 1


def _conventional(convention: Convention) -> str:
    """What is not standard about a convention, to be printed beside the derivative."""
    words = []
    if convention.layout is not STANDARD.layout:
        words.append(convention.layout.value)
    if convention.symmetry is not STANDARD.symmetry:
        words.append(convention.symmetry.value)
    return ", ".join(words)


def _is_short(text: str) -> bool:
    bare = text
    for mark in ("ᵀ", "⁻¹", "⁻ᵀ"):
        bare = bare.removesuffix(mark)
    return len(bare) == 1


TEXT, LATEX = Printer(latex=False), Printer(latex=True)


@lru_cache(maxsize=4096)
def text(e: Expr) -> str:
    """An expression in Unicode text.

    >>> from matrixcalc import matrix, sizes, tr
    >>> n, m = sizes("n m")
    >>> text(tr(matrix("A", n, m) @ matrix("B", m, n)))
    'tr(AB)'
    """
    return TEXT.write(e)[0]


@lru_cache(maxsize=4096)
def latex(e: Expr) -> str:
    r"""An expression in LaTeX, to stand in mathematics.

    >>> from matrixcalc import inv, matrix, sizes
    >>> (n,) = sizes("n")
    >>> latex(inv(matrix("Sigma", n, n)))
    '\\Sigma^{-1}'
    """
    return LATEX.write(e)[0]
