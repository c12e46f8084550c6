"""Sums, terms and factors: how tightly the signs between parts bind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matrixcalc.lang.parser.grammar import DEEPEST, RELATIONS, Grammar, shown
from matrixcalc.lang.syntax import (
    Big,
    Empty,
    Group,
    Infix,
    Juxtaposed,
    Name,
    Ratio,
    Related,
    Remark,
    Scripts,
    Sign,
    Sum,
    Syntax,
    Word,
)
from matrixcalc.lang.tokens import Token

_SIGNED = frozenset({"+", "-", "±"})
_ENDING = frozenset({")", "]", "}", "|}", "⟩", ",", ";", "&"})
_FACTORS = frozenset({"letter", "number", "word", "begin", "upright", "mark", "prose"})
"""Kinds of token with which a factor begins."""
_OPENING = frozenset({"{", "(", "[", "{|", "⟨", "∂", "∇", "…", "⋮", "⋱", "∞", "√", "∑", "∏", "∫",
                      "⊤", "★", "□", "∅"})  # fmt: skip
"""Signs with which a factor begins."""
_BETWEEN = frozenset({"⊕", "·", "×", "*", "⊙", "⊗", "⊘", "÷"})


class Terms(Grammar):
    """The grammar from relations down to one factor with its scripts."""

    _pairing: tuple[Sequence[Token], tuple[frozenset[int], frozenset[int]]] | None = None
    """The tokens, the bars among them that another one closes, and double ones that separate."""

    def related(self) -> Syntax:
        """A sum, or several with relations between them."""
        first = self.token.start
        parts = [Empty(first, first) if self._at_relation() else self.sum()]
        relations: list[str] = []
        while self._at_relation():
            relations.append(self.next().text)
            parts.append(self.sum() if not self._at_end() else Empty(self.token.start, first))
        if not relations:
            return parts[0]
        return Related(first, self.end_of_last(), tuple(parts), tuple(relations))

    def _at_relation(self) -> bool:
        return self.mark in RELATIONS

    def _at_end(self) -> bool:
        token = self.token
        if token is self.stop or token.kind in ("row", "end"):
            return True
        if token.kind == "command" and token.text == "right":
            return True
        if self.mark == "|" and self.open_bars and self.open_bars[-1] == "|":
            return True
        return self.mark in _ENDING or self.mark in RELATIONS

    def sum(self) -> Syntax:
        """Terms with + and − between them."""
        first = self.token.start
        terms: list[tuple[str, Syntax]] = []
        signed = self.mark in _SIGNED
        sign = self.next().text if signed else "+"
        while sign == "-" and self.mark == "-":
            raise self.fail("two signs stand beside each other")
        terms.append((sign, self.term()))
        while self.mark in _SIGNED:
            sign = self.next().text
            terms.append((sign, self.term()))
        if len(terms) == 1 and terms[0][0] == "+":
            inner = terms[0][1]
            # Above a letter, +T is the transpose of a pseudo-inverse.
            turned = signed and isinstance(inner, Name | Sign) and inner.text in ("T", "⊤")
            return inner if not turned else Sum(first, self.end_of_last(), tuple(terms))
        return Sum(first, self.end_of_last(), tuple(terms))

    def term(self) -> Syntax:
        """Factors with a sign such as · or ⊗ between them."""
        left = self.quotient()
        while self.mark in _BETWEEN:
            sign = self.next().text
            right = self.signed() if self.sign("-", "+") else self.quotient()
            left = Infix(left.start, right.end, sign, left, right)
        if self.mark == ":" and self._inner_follows():
            self.next()
            right = self.term()
            left = Infix(left.start, right.end, ":", left, right)
        return left

    def _inner_follows(self) -> bool:
        """Whether the colon is that of the inner product A : B, and no punctuation."""
        self.go_to(self.at + 1)
        found = self.at_item()
        self.go_to(self.at - 1)
        return found

    def signed(self) -> Syntax:
        """A factor with a sign of its own behind a dot, as in a · −b."""
        first = self.next()
        factor = self.quotient()
        return Sum(first.start, factor.end, ((first.text, factor),))

    def quotient(self) -> Syntax:
        """Factors beside one another, and what is below a slash."""
        left = self.juxtaposed()
        while self.mark == "/":
            self.next()
            bottom = self.below_slash()
            left = _over(left, bottom)
            if self.token.kind == "convention":
                mark = self.next()
                marked = Group(left.start, mark.end, ".|", (left,))
                word = Remark(mark.start, mark.end, mark.text)
                left = Scripts(left.start, mark.end, marked, word)
            if not self.at_item():
                continue
            if self.token.start == bottom.end and not _is_differential(bottom):
                help = "write brackets around what is below the slash"
                raise self.fail(f"it is not clear how far the slash reaches before "
                                f"{shown(self.token)}", help=help)  # fmt: skip
            rest = self.juxtaposed()
            more = rest.items if isinstance(rest, Juxtaposed) else (rest,)
            left = Juxtaposed(left.start, rest.end, (left, *more))
        return left

    def below_slash(self) -> Syntax:
        """One factor, or differentials such as ∂x ∂y."""
        items: list[Syntax] = []
        while self.sign("∂") or (
            self.token.kind in ("letter", "upright") and self.token.text == "d"
        ):
            mark = self.item()
            if not self.at_item():
                items.append(mark)
                break
            items += [mark, self.item()]
            if isinstance(items[-1], Word):
                items.append(self.item())
        if not items:
            items = [self.item()]
            if isinstance(_base(items[0]), Word) and self.at_item():
                items.append(self.item())
            elif isinstance(items[0], Name) and self.sign("(") \
                    and self.token.start == items[0].end:  # fmt: skip
                # A value of a function; a product would need brackets of its own.
                items.append(self.item())
                call = Juxtaposed(items[0].start, items[1].end, tuple(items))
                return Group(call.start, call.end, "/", (call,))
        return (
            items[0] if len(items) == 1 else Juxtaposed(items[0].start, items[-1].end, tuple(items))
        )

    def juxtaposed(self) -> Syntax:
        """One factor or several without a sign between them."""
        items = [self.item()]
        while True:
            while self.at_item():
                items.append(self.item())
            if not self._at_place():
                return _beside(items)
            items = [self._taken_at(items)]

    def _at_place(self) -> bool:
        """Whether a bar begins here with the point at which the value is taken: |_{t = 0}."""
        inside = self.open_bars and self.open_bars[-1] == "|"
        return self.mark == "|" and not inside and _takes(self.tokens, self.at)

    def _taken_at(self, items: list[Syntax]) -> Syntax:
        """The factors at a point; behind d/dt alone, it is the derivative of what follows."""
        self.next()
        start, last = items[0].start, items[-1].end
        taken = self.scripts(Group(start, last, ".|", (_beside(items),)))
        assert isinstance(taken, Scripts)
        if not (len(items) == 1 and _differentiates(items[0]) and self.at_item()):
            return taken
        rest = self.juxtaposed()
        body = _beside([*items, *(rest.items if isinstance(rest, Juxtaposed) else (rest,))])
        return replace(taken, end=rest.end, base=Group(start, rest.end, ".|", (body,)))

    def at_item(self) -> bool:
        if self.mark == "|":
            return self._bar_opens()
        if self.mark == "‖":
            closes = self.open_bars and self.open_bars[-1] == "‖"
            return not closes and self.at not in self._bars()[1]
        token = self.token
        if token.kind == "command":
            return token.text not in ("right", "middle")
        return token.kind in _FACTORS or self.mark in _OPENING

    def _bar_opens(self) -> bool:
        """Whether a bar behind a factor opens another, as in c|A|, and does not separate."""
        if self.open_bars and self.open_bars[-1] == "|":
            return False
        return self.at in self._bars()[0]

    def _bars(self) -> tuple[frozenset[int], frozenset[int]]:
        """The bars that another one closes, and the double ones that separate."""
        if self._pairing is None or self._pairing[0] is not self.tokens:
            self._pairing = (self.tokens, _opening_bars(self.tokens))
        return self._pairing[1]

    def item(self) -> Syntax:
        """An atom with what stands below and above it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"brackets are nested more than {DEEPEST} levels deep")
        token = self.token
        found = self.atom()
        if token.kind == "command" and isinstance(found, Juxtaposed):
            # Letters in one style stay letters: what stands above \mathbf{ab} is above b.
            last = self.scripts(found.items[-1])
            result: Syntax = Juxtaposed(found.start, last.end, (*found.items[:-1], last))
        else:
            result = self.scripts(found)
        self.depth -= 1
        return result


def _over(left: Syntax, bottom: Syntax) -> Syntax:
    """What stands before a slash over what stands behind it; a sum reaches over both."""
    if isinstance(left, Juxtaposed):
        sums = [k for k, item in enumerate(left.items[:-1]) if isinstance(item, Big)]
        if sums:
            last = sums[-1]
            inner = left.items[last + 1 :]
            top = inner[0] if len(inner) == 1 else Juxtaposed(inner[0].start, left.end, inner)
            ratio = Ratio(top.start, bottom.end, top, bottom)
            return Juxtaposed(left.start, bottom.end, (*left.items[: last + 1], ratio))
    return Ratio(left.start, bottom.end, left, bottom)


def _base(node: Syntax) -> Syntax:
    return node.base if isinstance(node, Scripts) else node


def _is_differential(node: Syntax) -> bool:
    first = node.items[0] if isinstance(node, Juxtaposed) else node
    first = _base(first)
    return (isinstance(first, Sign) and first.text == "∂") or (
        isinstance(first, Name) and first.text == "d" and isinstance(node, Juxtaposed)
    )


def _opening_bars(found: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The bars with an even number of bars from them to the end of their brackets, and the only
    double bar of its brackets, which separates.

    A comma with an odd number of bars before it ends the count: there a bar separates.
    """
    opening: set[int] = set()
    alone: set[int] = set()
    waiting: list[tuple[list[int], list[int]]] = [([], [])]

    def end(bars: list[int], double: list[int]) -> None:
        if len(bars) == 2 and not double and _are_one(found, *bars):
            return  # Two bars beside each other with nothing to close them.
        opening.update(_even(bars))
        alone.update(double if len(double) == 1 else ())

    for at, token in enumerate(found):
        if token.kind != "sign":
            continue
        if token.text in ("(", "[", "{", "{|"):
            waiting.append(([], []))
        elif token.text in (")", "]", "}", "|}"):
            end(*(waiting.pop() if len(waiting) > 1 else ([], [])))
        elif token.text in ("|", "‖") and not (_is_middle(found, at) or _takes(found, at)):
            waiting[-1]["|‖".index(token.text)].append(at)
        elif token.text in (",", ";", "&"):
            end(*waiting[-1])
            waiting[-1] = ([], [])
    for bars, double in waiting:
        end(bars, double)
    return frozenset(opening), frozenset(alone)


def _are_one(found: Sequence[Token], one: int, other: int) -> bool:
    """Whether two bars are written as one sign."""
    return other == one + 1 and found[one].end == found[other].start


def _takes(found: Sequence[Token], at: int) -> bool:
    """Whether a bar has an equation below it, which is a point and not the kind of a norm."""
    if [t.text for t in found[at + 1 : at + 3]] != ["_", "{"]:
        return False
    depth = 0
    for token in found[at + 2 :]:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 or token.text == "=":
            return depth > 0
    return False


def _beside(items: Sequence[Syntax]) -> Syntax:
    """Factors beside one another, if they are several."""
    if len(items) == 1:
        return items[0]
    return Juxtaposed(items[0].start, items[-1].end, tuple(items))


def _differentiates(node: Syntax) -> bool:
    """Whether it is an operator such as d/dt or ∂²/∂t²."""
    if not isinstance(node, Ratio):
        return False
    top = _base(node.top)
    return isinstance(top, Name | Sign) and top.text in ("d", "∂") and _is_differential(node.bottom)


def _is_middle(found: Sequence[Token], at: int) -> bool:
    return at > 0 and found[at - 1].kind == "command" and found[at - 1].text == "middle"


def _even(bars: list[int]) -> set[int]:
    return {at for k, at in enumerate(reversed(bars), start=1) if k % 2 == 0}
