r"""Macros and environments by which a document abbreviates displayed formulas.

``\newcommand{\be}{\begin{equation}}``, ``\newcommand{\eq}[1]{\begin{equation}#1\end{equation}}``,
``\newenvironment{eq}{\begin{equation}}{\end{equation}}``.  Only where formulas begin and end is told by
them here; what they stand for is expanded elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DISPLAYS = """
    equation align alignat gather multline eqnarray flalign displaymath xalignat xxalignat
    IEEEeqnarray dmath dgroup
"""
DISPLAYS = frozenset(_DISPLAYS.split())
"""Environments that are displayed formulas."""
ENVIRONMENTS = frozenset({"newenvironment", "renewenvironment"})
"""The macros that define environments."""

_MACRO = re.compile(
    r"\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\]\s*(?:\[[^\]]*\]\s*)?|(?P<numbers>(?:\#\d)+)\s*"
    r"|\{(?P<marks>[^{}]*)\}\s*)?\{(?P<body>.*)\}\s*",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(
    r"\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}\s*(?:\[\d\]\s*(?:\[[^\]]*\]\s*)?)?\{(?P<body>.*)\}\s*",
    re.DOTALL,
)
_BEGINS = re.compile(r"\s*(?:\\begin\s*\{\s*([A-Za-z]+)\*?\s*\}|(\\\[))")
_ENDS = re.compile(r"(?:\\end\s*\{\s*([A-Za-z]+)\*?\s*\}|(\\\]))\s*\Z")
_LONGEST = 2000


@dataclass
class Shortcuts:
    """What the document has defined so far."""

    begins: dict[str, str] = field(default_factory=dict)
    """Macros that begin a displayed formula, with its environment."""
    ends: dict[str, str] = field(default_factory=dict)
    """Macros that end one."""
    wholes: dict[str, int] = field(default_factory=dict)
    """Macros that are one, and how many arguments they take."""
    environments: set[str] = field(default_factory=set)
    """Environments of the document that are displayed formulas."""

    def learn(self, command: str, definition: str) -> None:
        """Keeps what a definition abbreviates; it is given without the command that makes it."""
        if len(definition) > _LONGEST or ("\\begin" not in definition and "\\end" not in definition
                                          and "\\[" not in definition):  # fmt: skip
            return
        if command in ENVIRONMENTS:
            found = _ENVIRONMENT.fullmatch(definition)
            if found is not None and _environment(_BEGINS.match(found["body"])):
                self.environments.add(found["name"])
            return
        found = _MACRO.fullmatch(definition)
        if found is None:
            return
        name = found["name"]
        begun, ended = _BEGINS.match(found["body"]), _ENDS.search(found["body"])
        if _environment(begun) and _environment(ended):
            marks = (found["marks"] or "").split()
            count = int(found["count"] or len(found["numbers"] or "") // 2 or len(marks))
            self.wholes[name] = count
        elif _environment(begun) and begun is not None and not begun[2]:
            self.begins[name] = begun[1]
        elif _environment(ended) and ended is not None and not ended[2]:
            self.ends[name] = ended[1]


def _environment(found: re.Match[str] | None) -> bool:
    """Whether it is the beginning or the end of a displayed formula."""
    return found is not None and (found[1] in DISPLAYS or found[2] is not None)
