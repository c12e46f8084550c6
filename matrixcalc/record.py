"""Frozen dataclasses that are built quickly, for what is made many thousand times.

``dataclass(frozen=True)`` builds an object field by field through ``object.__setattr__``, which
takes several times as long as plain assignment.  Here the type checker alone, which sees every
assignment, refuses those that change an object; comparison and hash are those of a frozen one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    _T = TypeVar("_T")

    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    def record(cls: type[_T]) -> type[_T]:
        """A dataclass with slots whose objects never change."""
        return cls

else:
    record = dataclass(slots=True, unsafe_hash=True)

__all__ = ["record"]
