"""All false statements: none of them may ever be accepted."""

from __future__ import annotations

from tests.statements.expectations import FALSE_EXPECTATIONS
from tests.statements.false_adjectives import FALSE_ADJECTIVES
from tests.statements.false_algebra import FALSE_ALGEBRA
from tests.statements.false_at_other_sizes import FALSE_AT_OTHER_SIZES
from tests.statements.false_derivatives import FALSE_DERIVATIVES
from tests.statements.false_gradients import FALSE_GRADIENTS
from tests.statements.stated import Stated

FALSE: tuple[Stated, ...] = (
    *FALSE_AT_OTHER_SIZES, *FALSE_ALGEBRA, *FALSE_GRADIENTS, *FALSE_DERIVATIVES,
    *FALSE_ADJECTIVES, *FALSE_EXPECTATIONS,
)  # fmt: skip
