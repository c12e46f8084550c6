"""The colours and marks of the text report, in one place.

Sixteen colours only, so that every terminal shows them in its own theme; no
meaning is carried by colour alone.
"""

from __future__ import annotations

from matrixcalc.results import Outcome, Verdict

VERDICTS: dict[Verdict, str] = {
    Verdict.PROVED: "bold green",
    Verdict.VERIFIED: "green",
    Verdict.SUPPORTED: "cyan",
    Verdict.CONDITIONAL: "yellow",
    Verdict.CONVENTION: "yellow",
    Verdict.REFUTED: "bold red",
    Verdict.ILL_SHAPED: "bold red",
    Verdict.ONE_WAY: "red",
    Verdict.UNDECIDED: "magenta",
    Verdict.UNREAD: "magenta",
    Verdict.GIVEN: "blue",
    Verdict.CONTRADICTION: "bold white on red",
}

CODES: dict[Verdict, str] = {
    Verdict.CONDITIONAL: "MC302",
    Verdict.CONVENTION: "MC303",
    Verdict.REFUTED: "MC301",
    Verdict.ILL_SHAPED: "MC201",
    Verdict.UNDECIDED: "MC304",
    Verdict.SUPPORTED: "MC306",
    Verdict.CONTRADICTION: "MC902",
}
"""The article about each verdict that calls for one."""

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.PROVED: ("✓", "green"),
    Outcome.HOLDS: ("✓", "green"),
    Outcome.FITS: ("✓", "green"),
    Outcome.AGREES: ("≈", "cyan"),
    Outcome.CONSISTENT: ("≈", "cyan"),
    Outcome.DIFFERS: ("✗", "bold red"),
    Outcome.DISAGREES: ("✗", "red"),
    Outcome.SUSPECTS: ("?", "magenta"),
    Outcome.ILL_SHAPED: ("✗", "bold red"),
    Outcome.INCONCLUSIVE: ("?", "magenta"),
    Outcome.UNAVAILABLE: ("·", "dim"),
    Outcome.ERROR: ("!", "bold white on red"),
}

PLAIN = frozenset({Outcome.PROVED, Outcome.HOLDS, Outcome.FITS, Outcome.AGREES, Outcome.DISAGREES})
"""Outcomes that the mark says well enough."""

FAINT = "dim"
ERROR = "bold red"
HELP = "cyan"
BREAKS = "bold red"
"""The entry of a matrix at which a statement fails."""
