"""Why a formula did not become an expression: not understood, or beyond every check."""

from __future__ import annotations

from matrixcalc.lang.syntax import Syntax


class NotUnderstood(Exception):
    """A part that has no meaning here; the formula is not read."""

    def __init__(self, message: str, node: Syntax, help: str = "", code: str = "MC103") -> None:
        super().__init__(message)
        self.message = message
        self.node = node
        self.help = help
        self.code = code


class Beyond(Exception):
    """A part that is understood, but that no check can judge; the formula is read."""

    def __init__(self, reason: str, node: Syntax) -> None:
        super().__init__(reason)
        self.reason = reason
        self.node = node


class SizeOrSign(Beyond):
    """A d that is declared as a size, and may be the sign of a differential or a derivative."""

    def __init__(self, node: Syntax, *, is_fraction: bool = False) -> None:
        super().__init__("d is declared, and may be the sign of a differential here", node)
        self.is_fraction = is_fraction
        """Whether it stands above and below a bar, where nobody writes a size twice."""
