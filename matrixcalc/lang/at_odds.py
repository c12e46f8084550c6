"""Where the text calls a letter something else than it was read as: then nothing is said of it.

What the text says is weighed against the shapes that the letters of a statement have in the
end, from wherever they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matrixcalc.expr import Expr, Symbol
from matrixcalc.lang.defining import Defining
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.kinds import Called, Kind
from matrixcalc.lang.links import Link
from matrixcalc.lang.names import SAMPLE
from matrixcalc.lang.singular import annulled, inverted, shifted
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Token


class AtOdds(Defining):
    """What the text calls the letters of a statement."""

    annulled: frozenset[str] = frozenset()
    """The letters whose determinants an equation has set to zero."""

    def _refuse_at_odds(self, link: Link, a: Expr, b: Expr, node: Syntax) -> None:
        """Raise `Beyond` where the text calls a letter something that it was not read as."""
        self._refuse_inverses(a, b, node)
        told = [c for p in self.written.problem.around() for c in p.called]
        if not told:
            return
        symbols = self._symbols_of(a, b)
        scripted = _scripted(link)
        derives = a.has_derivative or b.has_derivative
        for said in told:
            if not self._is_told_anew(said) and self._is_at_odds(said, symbols, scripted, derives):
                name = said.name if said.letter else min(symbols)
                raise Beyond(
                    f"the text says of {name} what was not understood: “{said.words}”", node
                )

    def _refuse_inverses(self, a: Expr, b: Expr, node: Syntax) -> None:
        """Raise `Beyond` where a matrix is inverted that has no inverse."""
        self.annulled |= annulled(a, b)
        told = self.annulled.union(*(p.singular for p in self.written.problem.around()))
        without = told & (inverted(a) | inverted(b)) if told else told
        values = {n for p in self.written.problem.around() for n in p.eigenvalues}
        taken = values & (shifted(a) | shifted(b)) if values else values
        if taken:
            raise Beyond(f"the text calls {min(taken)} an eigenvalue", node)
        if without:
            raise Beyond(f"the text says that {min(without)} has no inverse", node)

    def _symbols_of(self, a: Expr, b: Expr) -> dict[str, Symbol]:
        """The letters of both sides, and of what these are defined by."""
        letters = self.scope.letters
        behind = self.scope.behind(a.names | b.names) & letters.keys()
        bodies = (letters[n].body for n in sorted(behind))
        found = {s.name: s for e in (*bodies, a, b) if e is not None for s in e.symbols}
        return {n: letters[n].symbol for n in behind} | found

    def _is_at_odds(
        self, said: Called, symbols: dict[str, Symbol], scripted: frozenset[str], derives: bool
    ) -> bool:
        if not said.letter:
            return any(
                self._is_of_sort(s, said) and not said.fits(s.shape) for s in symbols.values()
            )
        known = self.scope.letters.get(said.letter)
        if not said.is_scripted:
            symbol = symbols.get(said.letter)
            if symbol is None or (known is not None and known.formal):
                return False
            if said.kind is Kind.FUNCTION:
                return derives and not symbol.arguments and (known is None or known.body is None)
            return not said.fits(symbol.shape)
        own = [n for n in symbols if n in (said.name, said.letter + SAMPLE)]
        own += [n for n in symbols if n.startswith(f"{said.letter}_") and n not in own]
        found = [symbols[n] for n in own if n in symbols]
        if known is not None and known.indices:
            found.append(known.symbol)
        if found:
            return any(not said.fits(s.shape) for s in found)
        # What has the letter with something below it is read as an entry, of A also if it is a.
        read = {said.letter, said.letter.swapcase()} & symbols.keys()
        return bool(read) and said.letter in scripted and said.kind is not Kind.SCALAR

    def _is_of_sort(self, symbol: Symbol, said: Called) -> bool:
        """Whether a letter that nothing declares is one of those of which something is said."""
        known = self.scope.letters.get(symbol.name)
        if known is None or not known.assumed or len(symbol.name) != 1:
            return False
        if said.name == "α":
            return "α" <= symbol.name <= "ω"
        return not said.name or (symbol.name.isascii() and symbol.name.islower())

    def _is_told_anew(self, said: Called) -> bool:
        """Whether a declaration behind it says of what shape the letter is, or a directive does."""
        return any(
            (r.rank > 1 or r.item.start >= said.end) and (r.item.shape is not None or r.item.square)
            for p in self.written.problem.around() for r in p.said_of([said.name])
        )  # fmt: skip


def _scripted(link: Link) -> frozenset[str]:
    """The letters that stand in a formula with something below them."""
    return frozenset(a.text for side in link.claim.sides for a, b in _pairs(side.tokens)
                     if b.text == "_" or b.kind == "sub")  # fmt: skip


def _pairs(found: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Letters with what stands behind them, without braces around the letter."""
    return pairwise(t for t in found if t.text not in "{}")
