"""What a declaration says of letters, before anything is known of the document.

Directives, ``--let`` and natural sentences all become these items.  Names and
sizes are still text as written, in LaTeX or Unicode; nothing is looked up here.
"""

from __future__ import annotations

from dataclasses import field

from matrixcalc.record import record


@record
class Item:
    r"""Letters that are declared together, and what is said of them.

    `names` are written symbols such as ``A``, ``\Sigma``, ``A_{11}``, ``x_i``, ``x^{(n)}``.
    `shape` is None where nothing is said of it, () for a scalar, ("n",) for a vector,
    ("n", "m") for a matrix; sizes are written, as in ``n+1``.
    `kind` is one of "" (a letter), "integer", "index", "random", "function".
    """

    names: tuple[str, ...]
    shape: tuple[str, ...] | None = None
    adjectives: tuple[str, ...] = ()
    kind: str = ""
    arguments: tuple[str, ...] = ()
    """Of a function: the letters that it depends on, as written."""
    ranges: tuple[tuple[str, str, str], ...] = ()
    """Indices of a family with their lower and upper limits, as in ``i = 1..N``."""
    law: str = ""
    """Of a random vector: ``N`` for a Gaussian, else empty."""
    mean: str = ""
    covariance: str = ""
    given: str = ""
    """The random letter on which it is conditioned: u | v ~ N(…)."""
    joint: str = ""
    """The law of two columns below each other, as it is written."""
    separate: bool = False
    """Whether the letters are independent of each other."""
    start: int = 0
    end: int = 0
    """Where it is written."""
    begins: bool = field(default=False, compare=False)
    """Whether “let” or “suppose” says it, so that it holds from here on."""
    lets: bool = field(default=False, compare=False)
    """Whether it is “let”, which says what a letter is, and not what else it is."""
    general: bool = field(default=False, compare=False)
    """Whether the letters are arbitrary, so that what was said of them before is over."""

    square: bool = field(default=False, compare=False)
    """Whether they are square matrices of which the size is not said."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing else is said than that the letters are arbitrary."""
        return self.shape is None and not (self.adjectives or self.kind or self.square)


@record
class Setting:
    """A setting of a directive, such as ``layout = numerator``, ``expect = refuted``, ``skip``."""

    key: str
    value: str = ""
    start: int = 0
    end: int = 0
    told: bool = False
    """Whether a sentence says so, and no directive."""
