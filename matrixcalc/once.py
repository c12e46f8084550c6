"""An attribute that is worked out once for each object.

It is `functools.cached_property` without the lock that this takes before Python
3.12: what it holds is the same whoever works it out, so that nothing has to be
locked, and expressions ask for such attributes more often than for anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801  # it is used like a keyword
        """The attribute `function` computes, kept in the object's dictionary."""

        def __init__(self, function: Callable[[Any], Any]) -> None:
            self.function = function
            self.__doc__ = function.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.function(instance)
            return value


__all__ = ["once"]
