"""All true statements: none of them may ever be refuted."""

from __future__ import annotations

from tests.statements.expectations import TRUE_EXPECTATIONS
from tests.statements.stated import Stated
from tests.statements.true_adjectives import TRUE_ADJECTIVES
from tests.statements.true_algebra import TRUE_ALGEBRA
from tests.statements.true_derivatives import TRUE_DERIVATIVES

TRUE: tuple[Stated, ...] = (
    *TRUE_ALGEBRA, *TRUE_DERIVATIVES, *TRUE_ADJECTIVES, *TRUE_EXPECTATIONS,
)  # fmt: skip
