"""A section of a document: its formulas, and what its text says of their letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matrixcalc.lang import prose
from matrixcalc.lang.caveats import Caveat, Lapse
from matrixcalc.lang.chance import Remark
from matrixcalc.lang.declaring import Ranked
from matrixcalc.lang.described import Description
from matrixcalc.lang.items import Setting
from matrixcalc.lang.kinds import Called
from matrixcalc.lang.rows import Claim
from matrixcalc.lang.scope import Scope
from matrixcalc.record import record
from matrixcalc.results import Note
from matrixcalc.statements import Definition, Given

EQUATES = frozenset({"=", ":=", "≜", "≡"})
"""Signs that may give the letter before them a value."""


@record
class Block:
    """A formula with its claims, and what the words before it say."""

    claims: tuple[Claim, ...]
    start: int
    end: int
    display: bool
    cues: frozenset[prose.Cue] = frozenset()
    trails: bool = False
    """Whether it says what a letter of the displayed formula before it is: “where Z = …”."""
    note: Note | None = None
    """Why the formula has no claims, if it could not be cut up."""
    understood: bool = False
    """Whether it says what the whole sentence does in which it stands."""


@dataclass(frozen=True)
class Condition:
    """An equation that need not hold by itself: its letters, and what some of them stand for."""

    names: frozenset[str]
    given: Given
    meant: tuple[Definition, ...]


@dataclass
class Problem:
    """A section of a document; `parent` is the one whose declarations it inherits."""

    title: str
    start: int
    parent: Problem | None = None
    items: list[Ranked] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    """Letters of which the text says what was not understood, with the word that says it."""
    twice: dict[str, int] = field(default_factory=dict)
    """Letters that are declared in two ways, with the place of the second one."""
    remarks: list[Remark] = field(default_factory=list)
    """Sentences that say more of their letters than a declaration does."""
    caveats: list[Caveat] = field(default_factory=list)
    """What the text says of letters that no declaration has."""
    lapses: list[Lapse] = field(default_factory=list)
    """Where adjectives that the text gave hold no longer."""
    shown: bool = False
    """Whether a formula is displayed in it."""
    is_part: bool = False
    """Whether it is one of several parts, (a), (b), …, of which each supposes things of its own."""
    has_letter_e: bool = False
    """Whether the text speaks of a letter e, which then is not Euler's number."""
    shaped: str = ""
    """A word that may say more of a distribution than was understood, if there is one."""
    dependent: set[str] = field(default_factory=set)
    """Letters of which the text says that they depend on others."""
    descriptions: list[Description] = field(default_factory=list)
    """Letters of which the text says what they are of others."""
    called: list[Called] = field(default_factory=list)
    """What kinds of things the text calls its letters."""
    singular: set[str] = field(default_factory=set)
    """Letters of which the text says that they have no inverse."""
    notations: set[str] = field(default_factory=set)
    """Notations to which the text gives a meaning of its own."""
    eigenvalues: set[str] = field(default_factory=set)
    """Letters that the text calls eigenvalues."""
    varied: set[str] = field(default_factory=set)
    """Letters by which the text says that gradients are taken."""
    retold: set[str] = field(default_factory=set)
    """Letters with a meaning by convention to which the text gives another one."""
    bounded: frozenset[str] = frozenset()
    """Letters of conditions, here or above."""
    sized: frozenset[str] = frozenset()
    """Letters for sizes, if they are some, on which conditions are set here or above."""
    distributed: frozenset[str] = frozenset()
    """Letters of which a distribution is written, here or above."""
    conditions: tuple[Condition, ...] = ()
    """Equations that are conditions, here or above, on which what has their letters may rest."""
    loose: frozenset[str] = frozenset()
    """Letters of such equations of which no more is known."""
    scope: Scope | None = None
    """What is declared at its end, once it was read."""
    _listed: int = 0
    """How many items are listed by their letters, in `_named`; they only become more."""
    _named: dict[str, list[Ranked]] = field(default_factory=dict)
    _adjectives: set[str] = field(default_factory=set)

    def said_of(self, names: Iterable[str]) -> Iterator[Ranked]:
        """The items that are about one of these letters; one about two of them comes twice."""
        self._list()
        return (ranked for name in names for ranked in self._named.get(name, ()))

    def adjectives(self) -> set[str]:
        """The adjectives that any letter has."""
        self._list()
        return self._adjectives

    def supposed_above(self) -> tuple[tuple[Condition, ...], frozenset[str]]:
        """The conditions of the problem above, and the letters of those that are not known."""
        above = self.parent
        return ((), frozenset()) if above is None else (above.conditions, above.loose)

    def known_adjectives(self) -> set[str]:
        """The adjectives that any letter has here, or in a problem above."""
        return {x for p in self.around() for x in p.adjectives()}

    def _list(self) -> None:
        for k in range(self._listed, len(self.items)):
            item = self.items[k].item
            for name in item.names:
                self._named.setdefault(name, []).append(self.items[k])
            self._adjectives.update(item.adjectives)
        self._listed = len(self.items)

    def around(self) -> Iterator[Problem]:
        """The problem and those whose declarations it inherits, the nearest first."""
        here: Problem | None = self
        while here is not None:
            yield here
            here = here.parent
