"""Taylor expansions of functions of which nothing is known, judged up to the order they state."""

from __future__ import annotations

import pytest

from matrixcalc.engine import Options, verify_derivation
from matrixcalc.lang.document import read_document
from matrixcalc.results import StepResult, Verdict

OPTIONS = Options(("shapes", "proof", "exact"))
ACCEPTED = {Verdict.PROVED, Verdict.VERIFIED}
OF_NUMBER = "<!-- matcalc: x, a, h, t : scalar; f(x) : scalar function -->\n"
OF_COLUMN = "<!-- matcalc: x, a, h, v : n; t : scalar; f(x) : scalar function -->\n"
NOTHING = ""

TRUE_OF_NUMBER = [
    r"f(x+dx) \doteq f(x) + f'(x)\,dx",
    r"f(x+h) = f(x) + f'(x) h + O(h^2)",
    r"f(x+h) = f(x) + h f'(x) + o(h)",
    r"f(x+h) - f(x) = f'(x) h + O(|h|^2)",
    r"f(x+h) = f(x) + f'(x) h + \frac12 f''(x) h^2 + O(h^3)",
    r"f(x+h) = f(x) + f'(x) h + \frac{h^2}{2} f''(x) + \frac{h^3}{6} f^{(3)}(x) + \mathcal{O}(h^4)",
    r"f(x-h) = f(x) - h f'(x) + \frac12 f''(x) h^2 + O(h^3)",
    r"f(x) = f(a) + f'(a)(x-a) + \frac12 f''(a)(x-a)^2 + \dots",
    r"f(x) = f(0) + f'(0) x + \frac12 f''(0) x^2 + O(x^3)",
    r"f(x) \approx f(a) + f'(a) (x - a)",
    r"f(x + \Delta x) = f(x) + f'(x) \Delta x + o(\Delta x)",
    # What is shown beyond the order may be anything.
    r"f(x+h) = f(x) + f'(x) h + 3 f''(x) h^2 + O(h^2)",
]
FALSE_OF_NUMBER = [
    r"f(x+dx) \doteq f(x) + 2 f'(x)\,dx",
    r"f(x+dx) = f(x) - f'(x)\,dx + o(dx)",
    r"f(x+h) = f(x) + f'(x) h + O(h^3)",
    r"f(x+h) = f(x) + f'(x) h + o(h^2)",
    r"f(x+h) = f(x) + f'(x) h + f''(x) h^2 + O(h^3)",
    r"f(x+h) = f(x) + f'(x) h + \frac12 f''(x) h^2 + \frac13 f'''(x) h^3 + O(h^4)",
    r"f(x-h) = f(x) + h f'(x) + O(h^2)",
    r"f(x) = f(a) + f'(a)(a-x) + \dots",
    r"f(x) = f(a) + f'(a)(x-a) + f''(a)(x-a)^2 + \dots",
    r"f(x) = f(0) + f'(0) x + f''(0) x^2 + O(x^3)",
]
TRUE_OF_COLUMN = [
    r"f(x+dx) \doteq f(x) + \nabla f(x)^T dx",
    r"f(x+dx) = f(x) + \nabla f(x)^T dx + O(\|dx\|^2)",
    r"f(x+h) = f(x) + h^T \nabla f(x) + \frac12 h^T \nabla^2 f(x) h + O(\|h\|^3)",
    r"f(x+h) = f(x) + \langle \nabla f(x), h \rangle + o(\|h\|)",
    r"f(x) = f(a) + \nabla f(a)^T (x-a) + \frac12 (x-a)^T \nabla^2 f(a) (x-a) + O(\|x-a\|^3)",
    r"f(x) = f(a) + \nabla f(a)^T (x-a) + \frac12 (x-a)^T \nabla^2 f(a)^T (x-a) + \dots",
    r"f(x) = f(a) - \nabla f(a)^T (a-x) + O(\|a-x\|^2)",
    r"f(x + t v) = f(x) + t\, \nabla f(x)^T v + \frac{t^2}{2} v^T \nabla^2 f(x) v + O(t^3)",
    r"f(x) = f(0) + \nabla f(0)^T x + \frac12 x^T \nabla^2 f(0) x + O(\|x\|^3)",
    r"f(x) \approx f(a) + \nabla f(a)^T (x-a)",
]
FALSE_OF_COLUMN = [
    r"f(x+dx) \doteq f(x) + 2 \nabla f(x)^T dx",
    r"f(x+h) = f(x) + \nabla f(x)^T h + O(\|h\|^3)",
    r"f(x+h) = f(x) + \nabla f(x)^T h + h^T \nabla^2 f(x) h + O(\|h\|^3)",
    r"f(x+h) = f(x) + \nabla f(x)^T h - \frac12 h^T \nabla^2 f(x) h + \dots",
    r"f(x) = f(a) + \nabla f(a)^T (a-x) + O(\|x-a\|^2)",
    r"f(x) = f(a) + \nabla f(a)^T (x-a) + (x-a)^T \nabla^2 f(a) (x-a) + \dots",
    r"f(x + t v) = f(x) + t\, \nabla f(x)^T v + t^2 v^T \nabla^2 f(x) v + O(t^3)",
    r"f(x + t v) = f(x) + \nabla f(x)^T v + O(t^2)",
]
OPEN = [
    # A coefficient that nothing says what it is, another place, a rest of another size.
    r"f(x+h) \approx f(x) + \nabla f(x)^T h + \frac12 h^T B h",
    r"f(x+h) = f(x) + \nabla f(x)^T h + \frac12 h^T \nabla^2 f(v) h",
    r"f(x+h) = f(x) + \nabla f(v)^T h",
    r"f(x+h) = f(x) + \nabla f(x)^T h + O(\|v\|^2)",
    r"f(x+h) = f(x) + \nabla f(x)^T h",
    r"f(x+h) \approx f(x) + 2 \nabla f(x)^T h",
    r"f(x+h) \doteq f(x) + \nabla f(x)^T h + h^T \nabla^2 f(x) h",
    r"f(x+h) = f(x) + \nabla f(x)^T h + \frac12 h^T \nabla^2 f(x) h + O(\|h\|^4)",
    r"f(x+h) = f(x) + \frac12 h^T \nabla^2 f(x) h + h^T \nabla f(v) + \dots",
]
WITHOUT_SLOPE = r"f(x) = f(a) + \frac12 (x-a)^T \nabla^2 f(a) (x-a) + O(\|x-a\|^3)"
SAYING_MORE = [
    "Let $a$ be a stationary point of $f$. Then",
    r"Since $\nabla f(a) = 0$,",
    "Near a minimum $a$ we have",
    r"""$$\nabla f(a) = 0$$

so that""",
    "Let $f$ be even. By Taylor's theorem",
]


def step(written: str, declared: str, said: str = "") -> StepResult:
    """The last step of a document with this formula."""
    text = f"{declared}\n{said}\n\n$$ {written} $$\n"
    (derivation,) = read_document("x.md", text.encode()).derivations
    return verify_derivation(derivation, OPTIONS).steps[-1]


@pytest.mark.parametrize("declared", [OF_NUMBER, NOTHING], ids=["declared", "undeclared"])
@pytest.mark.parametrize("written", TRUE_OF_NUMBER)
def test_true_expansions_by_a_number_are_accepted(written: str, declared: str) -> None:
    assert step(written, declared).verdict in ACCEPTED


@pytest.mark.parametrize("declared", [OF_NUMBER, NOTHING], ids=["declared", "undeclared"])
@pytest.mark.parametrize("written", FALSE_OF_NUMBER)
def test_false_expansions_by_a_number_are_refuted(written: str, declared: str) -> None:
    assert step(written, declared).verdict is Verdict.REFUTED


@pytest.mark.parametrize("declared", [OF_COLUMN, NOTHING], ids=["declared", "undeclared"])
@pytest.mark.parametrize("written", TRUE_OF_COLUMN)
def test_true_expansions_by_a_column_are_accepted(written: str, declared: str) -> None:
    assert step(written, declared).verdict in ACCEPTED


@pytest.mark.parametrize("declared", [OF_COLUMN, NOTHING], ids=["declared", "undeclared"])
@pytest.mark.parametrize("written", FALSE_OF_COLUMN)
def test_false_expansions_by_a_column_are_refuted(written: str, declared: str) -> None:
    assert step(written, declared).verdict is Verdict.REFUTED


@pytest.mark.parametrize("declared", [OF_COLUMN, NOTHING], ids=["declared", "undeclared"])
@pytest.mark.parametrize("written", OPEN)
def test_what_no_taylor_polynomial_decides_stays_open(written: str, declared: str) -> None:
    found = step(written, declared)
    assert found.verdict not in ACCEPTED | {Verdict.REFUTED}, found.verdict


@pytest.mark.parametrize("said", SAYING_MORE)
def test_where_more_is_said_of_the_function_nothing_is_refuted(said: str) -> None:
    assert step(WITHOUT_SLOPE, OF_COLUMN).verdict is Verdict.REFUTED
    found = step(WITHOUT_SLOPE, OF_COLUMN, said)
    assert found.verdict not in ACCEPTED | {Verdict.REFUTED}, found.verdict


@pytest.mark.parametrize(
    "place",
    ["x^*", r"\hat x", r"x_{\min}", r"\theta_{\mathrm{ML}}"],
    ids=["star", "hat", "min", "ML"],
)
def test_a_marked_place_may_be_a_stationary_point(place: str) -> None:
    written = WITHOUT_SLOPE.replace("a)", f"{place})").replace("-a", f"-{place}")
    found = step(written, NOTHING)
    assert found.verdict not in ACCEPTED | {Verdict.REFUTED}, found.verdict


@pytest.mark.parametrize(
    ("verdict", "factor"), [(ACCEPTED, r"\frac12"), ({Verdict.REFUTED}, r"\frac13")]
)
def test_taylors_theorem_in_a_sentence(verdict: set[Verdict], factor: str) -> None:
    said = (
        r"Let $f : \mathbb{R}^n \to \mathbb{R}$ be three times differentiable. By Taylor's theorem,"
    )
    written = TRUE_OF_COLUMN[4].replace(r"\frac12", factor)
    assert step(written, NOTHING, said).verdict in verdict


def test_a_letter_without_a_derivative_may_be_a_factor() -> None:
    assert step(r"f(x+h) = f(x) + O(h^2)", NOTHING).verdict not in ACCEPTED | {Verdict.REFUTED}


def test_a_function_that_is_defined_has_its_own_expansion() -> None:
    declared = "<!-- matcalc: x, h : scalar; f(x) : scalar function -->\n"
    said = "Let $f(x) = x^2$."
    found = step(r"f(x+h) = f(x) + 2 f'(x) h + O(h^2)", declared, said)
    assert found.verdict not in ACCEPTED


@pytest.mark.parametrize("often", ["differentiable", "once differentiable", "twice differentiable"])
def test_what_needs_more_derivatives_than_there_are_is_left_open(often: str) -> None:
    said = rf"Let $f : \mathbb{{R}}^n \to \mathbb{{R}}$ be {often}."
    written = r"f(x+h) = f(x) + \nabla f(x)^Th + \frac12h^T\nabla^2f(x)h + O(\|h\|^3)"
    assert step(written, NOTHING, said).verdict not in ACCEPTED | {Verdict.REFUTED}
