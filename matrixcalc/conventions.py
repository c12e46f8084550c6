"""What a derivative by a vector or matrix may mean: its layout, and symmetric variables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Layout(Enum):
    """The shape that a derivative takes."""

    DENOMINATOR = "denominator"
    """A gradient has the shape of its variable; a Jacobian has a row per variable."""
    NUMERATOR = "numerator"
    """The transposes of these: a Jacobian has a row per component."""


class Symmetry(Enum):
    """What a derivative by a symmetric matrix means."""

    FREE = "free"
    """Entries are independent variables; the symmetry is used afterwards."""
    TIED = "tied"
    """Entries (i, j) and (j, i) are one variable: 2G − diag G."""
    PROJECTED = "projected"
    """The gradient on the symmetric matrices: (G + Gᵀ)/2."""


@dataclass(frozen=True)
class Convention:
    """The conventions that a derivative depends on."""

    layout: Layout = Layout.DENOMINATOR
    symmetry: Symmetry = Symmetry.FREE

    def with_layout(self, layout: Layout) -> Convention:
        """The same convention in another layout."""
        return replace(self, layout=layout)

    def with_symmetry(self, symmetry: Symmetry) -> Convention:
        """The same convention with another meaning of symmetric derivatives."""
        return replace(self, symmetry=symmetry)


STANDARD = Convention()
