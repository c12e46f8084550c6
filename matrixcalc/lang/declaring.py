"""From items to a scope: declared letters with their shapes and adjectives.

A directive outranks a sentence, and a sentence what is inferred.  Two items of one
rank that disagree are a contradiction, reported with both places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from matrixcalc.assumptions import (
    ADJECTIVES,
    ALIKE,
    INDEPENDENT,
    SQUARE,
    VECTOR,
    DeclarationError,
    applies,
    close,
)
from matrixcalc.dims import ONE, Dim, IntVar
from matrixcalc.expr import Symbol
from matrixcalc.lang import syntax
from matrixcalc.lang.elaborate import constants
from matrixcalc.lang.elaborate.errors import NotUnderstood
from matrixcalc.lang.items import Item
from matrixcalc.lang.joint import Joint, read
from matrixcalc.lang.names import SAMPLE, indices, name_of
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.scope import Letter, Moments, Scope
from matrixcalc.lang.source import Place
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.together import enter, parted
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.record import record
from matrixcalc.results import Note
from matrixcalc.rewriting import resized, resized_definition, resized_index
from matrixcalc.shapes import SCALAR, Shape, squared

Places = Callable[[int], Place]
Sizes = Callable[[str], Dim]
"""An unknown size for what is not said of a letter's shape."""


@record
class Ranked:
    """An item and how much it counts: 1 a sentence, 2 a directive."""

    item: Item
    rank: int


_NOT_UNDERSTOOD = "the declaration of {} was not understood"


class Refused(Exception):
    """An item that cannot be; the message says why."""


def declare(
    scope: Scope,
    found: Sequence[Ranked],
    places: Callable[[Ranked], str],
    unknown: Sizes,
    doubts: dict[str, str] | None = None,
    twice: dict[str, int] | None = None,
) -> list[Note]:
    """Enter the items into the scope, the highest rank last; the notes of what is wrong.

    What is refused is added to the `doubts` about its letters; those that are declared in two ways
    are added to `twice`, with the place of the second one.
    """
    notes: list[Note] = []
    twice = {} if twice is None else twice
    entered: dict[str, Ranked] = {}
    over, laws = parted(scope, [(x.item, x.rank) for x in found])
    merged = _with_adjectives(_split(found, over, laws))
    for ranked in merged:
        for written in ranked.item.names:
            try:
                _enter(scope, written, ranked, entered, places, unknown, notes, twice)
            except Refused as refused:
                notes.append(Note("MC202", str(refused), (places(ranked),)))
                if doubts is not None:
                    doubts |= dict.fromkeys(_written(written), " ".join(ranked.item.adjectives))
                if ranked.rank > 1:
                    for name in _written(written) - scope.letters.keys():
                        # What a directive says of a letter counts, also where it is not understood.
                        scope.letters[name] = Letter(
                            Symbol(name), beyond=_NOT_UNDERSTOOD.format(name)
                        )
    notes += _enter_laws(scope, merged, places)
    for ranked, law in _joint(found, laws):
        odd = enter(scope, law, ranked.item.start)
        notes += [Note("MC202", odd, (places(ranked),))] if odd else []
    return notes


def _enter_laws(
    scope: Scope, merged: Sequence[Ranked], places: Callable[[Ranked], str]
) -> Iterator[Note]:
    """Enter which letters are independent and what moments they have; what is wrong with that."""
    for ranked in merged:
        _enter_independence(scope, ranked.item)
        try:
            _enter_moments(scope, ranked.item)
        except Refused as refused:
            yield Note("MC202", str(refused), (places(ranked),))


def _split(found: Sequence[Ranked], over: set[int], laws: Sequence[Joint]) -> list[Ranked]:
    """The items by their rank, with those that say the same as joint laws."""
    plain = [x for k, x in enumerate(found) if k not in over]
    made = [replace(x, item=item) for x, law in _joint(found, laws) for item in law.laws()]
    return sorted([*plain, *made], key=lambda x: x.rank)


def _joint(found: Sequence[Ranked], laws: Sequence[Joint]) -> Iterator[tuple[Ranked, Joint]]:
    """The joint laws with the items that say them."""
    for law in laws:
        yield next((x, law) for x in found if x.item.joint and read(x.item.joint) == law)


def _written(name: str) -> set[str]:
    """The letter of a name that was refused, with and without its index."""
    try:
        return {t.text for t in tokens(name) if t.kind == "letter"}
    except Unlexed:
        return set()


def _enter_independence(scope: Scope, item: Item) -> None:
    """What is said of letters that are independent of each other: all of them are random."""
    # Of a family the law says that its members are independent of each other.
    names = item.names if item.separate and not item.ranges else ()
    for name in names:
        letter = scope.letters.get(name)
        if letter is None or not letter.random or letter.moments is None:
            reason = f"{name} is random, and nothing says what its mean and covariance are"
            symbol = letter.symbol if letter is not None else Symbol(name)
            scope.letters[name] = Letter(symbol, beyond=reason)
            continue
        apart = letter.moments.apart.union(names) - {name}
        scope.letters[name] = replace(letter, moments=replace(letter.moments, apart=apart))


def _enter_moments(scope: Scope, item: Item) -> None:
    """What a law says of the letters of its mean and covariance."""
    x = next((scope.letters.get(_name(_syntax(n), item)[0]) for n in item.names), None)
    if item.kind != "random" or not item.mean or not item.covariance or x is None:
        return
    mean, covariance = map(_own_letter, (item.mean, item.covariance))
    rows = x.symbol.shape.rows
    for name, shape in ((mean, Shape(rows, ONE)), (covariance, Shape(rows, rows))):
        if name and name not in scope.letters and name not in scope.integers:
            if not shape.is_scalar and name == covariance and name.islower():
                _forget_moments(scope, item)  # It may be a number: what the variances add up to.
                return
            scope.letters[name] = Letter(Symbol(name, shape), assumed=True)
    letter = scope.letters.get(covariance or _multiplied_identity(item.covariance))
    if letter is None or letter.formal or letter.indices or letter.body is not None:
        return
    symbol = letter.symbol
    if not symbol.shape.is_square or (not covariance and not symbol.shape.is_scalar):
        return
    words = [*symbol.assumptions]
    if not {"positive definite", "positive semidefinite", "positive"} & symbol.assumptions:
        words.append("positive" if symbol.shape.is_scalar else "positive semidefinite")
    if INDEPENDENT in x.symbol.assumptions and not symbol.shape.is_scalar:
        words.append("diagonal")
    try:
        adjectives = close(symbol.name, symbol.shape, words)
    except DeclarationError as error:
        raise Refused(str(error)) from None
    scope.letters[symbol.name] = replace(letter, symbol=replace(symbol, assumptions=adjectives))


def _multiplied_identity(covariance: str) -> str:
    """The letter c in c I."""
    try:
        node = _syntax(covariance)
    except Refused:
        return ""
    match node:
        case syntax.Juxtaposed(items=(syntax.Name() | syntax.Scripts(sup=None) as c, one)):
            base = one.base if isinstance(one, syntax.Scripts) else one
            return (name_of(c) or "") if isinstance(base, syntax.Name) and base.text == "I" else ""
    return ""


def _with_adjectives(found: Sequence[Ranked]) -> list[Ranked]:
    """Items that give a shape first, then those that only add adjectives, then functions."""

    def order(ranked: Ranked) -> int:
        if ranked.item.kind == "function":
            return 3
        if _is_of_components(ranked.item):
            # It is said of a random letter, whatever else says that it is one.
            return 3
        if ranked.item.kind == "random":
            # What else is said of a random letter is its shape, and its law says more of that.
            return 1 if ranked.item.mean or ranked.item.covariance else 2
        return 0 if ranked.item.shape is not None or ranked.item.kind else 1

    return sorted(found, key=order)


def _says_nothing(known: Letter | None, item: Item) -> bool:
    """Whether an item adds nothing: of what is not random, that its entries are independent."""
    plain = item.shape is None and not item.kind and bool(item.adjectives)
    if plain and IGNORED.issuperset(item.adjectives):
        return True
    return (item.is_bare and known is None) or (
        _is_of_components(item) and not (known is not None and known.random)
    )


def _is_of_components(item: Item) -> bool:
    """Whether nothing else is said than that components are independent."""
    own = {*item.adjectives}
    return bool(own) and own <= {INDEPENDENT, ALIKE} and item.shape is None and not item.kind


def _enter(
    scope: Scope,
    written: str,
    ranked: Ranked,
    entered: dict[str, Ranked],
    places: Callable[[Ranked], str],
    unknown: Sizes,
    notes: list[Note],
    twice: dict[str, int],
) -> None:
    item = ranked.item
    node = _syntax(written)
    if _is_differential(scope, node):
        return
    name, formal = _name(node, item)
    if _says_nothing(scope.letters.get(name), item):
        return
    if item.kind in ("integer", "index"):
        _enter_integer(scope, name, ranked, entered)
        return
    before, known = scope.letters.get(name), entered.get(name)
    if known is None and before is not None and _is_another(item, before):
        _begin_another(scope, item, before)
    letter = _letter(scope, name, formal, ranked, unknown)
    if known is not None and before is not None and _reminds(known, ranked, before, letter):
        words = letter.symbol.assumptions | before.symbol.assumptions
        letter = replace(letter, symbol=replace(letter.symbol, assumptions=words))
    if known is not None and before is not None and _disagree(known, ranked, before, letter):
        shapes = f"as {before.symbol.shape} and as {letter.symbol.shape}"
        message = f"{name} is declared twice: {shapes}"
        notes.append(Note("MC208", message, (places(known), places(ranked))))
        twice[name] = item.start
        return
    if known is not None and before is not None and _have_two_laws(before, letter):
        # Nothing says which of them holds where.
        letter = replace(letter, moments=None)
    scope.integers.pop(name, None)
    scope.letters[name] = letter
    entered[name] = ranked if item.shape is not None or known is None else known


def _enter_integer(scope: Scope, name: str, ranked: Ranked, entered: dict[str, Ranked]) -> None:
    """Enter a number, unless it is declared as a letter, too."""
    if name in scope.letters:
        if entered.get(name) is not None and entered[name].rank == ranked.rank:
            raise Refused(f"{name} is declared twice: as a letter and as an integer")
        del scope.letters[name]
    scope.integers[name] = Dim.size(name, _least(ranked.item))
    entered[name] = ranked


def _is_another(item: Item, before: Letter) -> bool:
    """Whether “let” or “suppose” in a section says what cannot be said of the letter above."""
    shape = before.symbol.shape
    if not item.begins or item.shape is not None or item.kind or before.indices or before.formal:
        return False
    if item.square and (not shape.is_square or (item.lets and bool(before.symbol.assumptions))):
        return True
    return any(
        w in ADJECTIVES and w != "positive" and not applies(w, shape) for w in item.adjectives
    )


def _begin_another(scope: Scope, item: Item, before: Letter) -> None:
    """“Let” begins another letter; what is supposed is said of the one that there is."""
    if item.lets:
        scope.letters.pop(before.symbol.name)
    else:
        _make_square(scope, before.symbol.shape)


def _make_square(scope: Scope, shape: Shape) -> None:
    """What is supposed of a letter that was no square matrix makes two sizes one, in all letters."""
    found = squared(shape)
    if found is None:
        return
    sizes = dict([found])
    for name, x in scope.letters.items():
        symbol = resized(x.symbol, sizes)
        assert isinstance(symbol, Symbol)
        scope.letters[name] = replace(
            x, symbol=symbol, indices=tuple(resized_index(v, sizes) for v in x.indices),
            formal=tuple(resized(e, sizes) for e in x.formal),
            body=None if x.body is None else resized(x.body, sizes),
        )  # fmt: skip
    for name, size_ in scope.integers.items():
        scope.integers[name] = size_.substitute(sizes.get)
    scope.definitions = tuple(resized_definition(d, sizes) for d in scope.definitions)


def _is_differential(scope: Scope, node: Syntax) -> bool:
    """Whether a name is that of a differential, such as dX of a declared X, which then moves."""
    match node:
        case syntax.Juxtaposed(items=(syntax.Name(text="d"), rest)):
            name = name_of(rest)
            if name in scope.letters:
                scope.differentials |= {name}
                return True
    return False


def _reminds(known: Ranked, ranked: Ranked, before: Letter, letter: Letter) -> bool:
    """Whether a shape is said again of a letter of the section, which stays what it was."""
    again = known.rank == ranked.rank and before.symbol.shape == letter.symbol.shape
    return again and not (ranked.item.begins or ranked.item.general)


def _have_two_laws(before: Letter, letter: Letter) -> bool:
    """Whether a letter has one law and then another."""
    said = [x.moments for x in (before, letter) if x.random]
    return len(said) == 2 and said[0] != said[1] and said[0] != Moments()


def _disagree(known: Ranked, ranked: Ranked, before: Letter, letter: Letter) -> bool:
    """Whether two items of one rank say different shapes."""
    said = known.item.shape is not None and ranked.item.shape is not None
    return said and known.rank == ranked.rank and before.symbol.shape != letter.symbol.shape


def _least(item: Item) -> int:
    if "nonnegative" in item.adjectives:
        return 0
    return 1


@lru_cache(maxsize=4096)
def _syntax(written: str) -> Syntax:
    try:
        return parse(tokens(written), len(written))
    except (Unparsed, Unlexed) as error:
        raise Refused(f"{written!r} is no name: {error}") from None


def _name(node: Syntax, item: Item) -> tuple[str, tuple[Syntax, ...]]:
    """The name of a letter, and the indices of a family."""
    if item.ranges and isinstance(node, syntax.Scripts):
        over = {r[0].replace("\\", "") for r in item.ranges}
        below = indices(node.sub)
        above = node.sup.parts if isinstance(node.sup, syntax.Group) else ()
        if below and all(name_of(b) in over for b in below):
            return name_of(node.base) or "", below
        if above and all(name_of(b) in over for b in above):
            return f"{name_of(node.base) or ''}{SAMPLE}", above
    name = name_of(node)
    if not name:
        raise Refused("this is no name of a letter")
    return name, ()


def _forget_moments(scope: Scope, item: Item) -> None:
    for written in item.names:
        name = _name(_syntax(written), item)[0]
        if name in scope.letters:
            scope.letters[name] = replace(scope.letters[name], moments=None)


def _own_letter(written: str) -> str:
    """The name of a mean or covariance that is one letter, and no constant or power."""
    if not written:
        return ""
    try:
        node = _syntax(written)
    except Refused:
        # What is no formula says nothing here, and an expectation says that it does not.
        return ""
    base = node.base if isinstance(node, syntax.Scripts) else node
    powered = isinstance(node, syntax.Scripts) and (node.sup is not None or node.primes)
    if powered or not isinstance(base, syntax.Name) or base.text in constants.NAMES:
        return ""
    return name_of(node) or ""


def _letter(
    scope: Scope, name: str, formal: tuple[Syntax, ...], ranked: Ranked, unknown: Sizes
) -> Letter:
    item = ranked.item
    before = scope.letters.get(name)
    shape = _shape(scope, name, item, before, unknown)
    words = [w for w in item.adjectives if w not in IGNORED]
    if "positive" in words and not shape.is_scalar:
        words = ["positive entries" if w == "positive" else w for w in words]
    if item.shape is None and before is not None and not item.general:
        words += before.symbol.assumptions
    try:
        adjectives = close(name, shape, words)
    except DeclarationError as error:
        raise Refused(str(error)) from None
    over = tuple(_range(scope, r) for r in item.ranges) if formal else ()
    if item.kind == "function":
        return _function(scope, name, shape, adjectives, item)
    random = item.kind == "random"
    known = _moments(item) if random and (item.separate or not over) else None
    if ranked.rank == 1 and len(item.names) > 1 and item.covariance:
        known = None  # The covariance may be that of one with the other.
    symbol = Symbol(name, shape, adjectives)
    if item.shape is None and before is not None:
        fixed = "constant" in adjectives and not random
        over, random = over or before.indices, (random or before.random) and not fixed
        if not (item.mean or item.general or fixed) and before.moments is not None:
            known = before.moments
        return Letter(symbol, over, (), before.beyond, random=random, moments=known)
    return Letter(symbol, over, (), random=random, moments=known)


def _moments(item: Item) -> Moments:
    """The mean and covariance of a random letter, as far as they are said."""
    normal = bool(item.law) or "gaussian" in item.adjectives
    letters = _own_letter(item.mean), _own_letter(item.covariance)
    full = bool(letters[1]) or bool(_FULL.fullmatch(item.covariance))
    return Moments(item.mean, item.covariance, normal, full, letters, _own_letter(item.given))


_FULL = re.compile(r"[\d.]*|.*I(?:_\w|_\{\w\})?|.*\^2|.*\^\{2\}")
"""Covariances that are not singular: numbers, squares, multiples of the identity."""


IGNORED = frozenset({"independent", "iid", "i.i.d.", "real", "unknown"})
"""Words that say nothing about the values of one letter."""


def _function(
    scope: Scope, name: str, shape: Shape, adjectives: frozenset[str], item: Item
) -> Letter:
    formal = []
    for written in item.arguments:
        argument = scope.letters.get(name_of(_syntax(written)) or "")
        if argument is None:
            raise Refused(f"{written}, of which {name} is a function, is not declared")
        formal.append(argument.symbol)
    if not formal:
        raise Refused(f"it is not said of what {name} is a function; write {name}(x) : …")
    return Letter(Symbol(name, shape, adjectives, tuple(formal)), (), tuple(formal))


def _range(scope: Scope, written: tuple[str, str, str]) -> IntVar:
    name, low, high = written
    lower, upper = size(scope, low), size(scope, high)
    variable = Dim.index(name_of(_syntax(name)) or name, upper, lower).as_variable
    assert variable is not None
    return variable


def _shape(scope: Scope, name: str, item: Item, before: Letter | None, unknown: Sizes) -> Shape:
    if item.shape is None:
        if before is not None:
            return before.symbol.shape
        return (_of_law if item.kind == "random" else _square)(scope, name, item, unknown)
    if not item.shape:
        return SCALAR
    sizes = [size(scope, s) for s in item.shape]
    return Shape(sizes[0], sizes[1] if len(sizes) > 1 else ONE)


def _of_law(scope: Scope, name: str, item: Item, unknown: Sizes) -> Shape:
    """The shape of a random letter of which only its law is said."""
    mean, covariance = (scope.letters.get(_own_letter(x)) for x in (item.mean, item.covariance))
    if mean is not None:
        return mean.symbol.shape
    if covariance is not None:
        return Shape(covariance.symbol.shape.rows, ONE)
    if not item.covariance:
        return _square(scope, name, item, unknown)
    return SCALAR if _is_variance(scope, item.covariance) else Shape(unknown(f"{name}.1"), ONE)


def _is_variance(scope: Scope, written: str) -> bool:
    """Whether this is a number, a small letter, or the square of what is no matrix."""
    try:
        node = _syntax(written)
    except Refused:
        return False
    match node:
        case syntax.Number():
            return True
        case syntax.Scripts(base=base, sup=syntax.Number()):
            known = scope.letters.get(name_of(base) or "")
            return known is None or known.symbol.shape.is_scalar
        case syntax.Name(text=text):
            return text.islower()
    return False


def _square(scope: Scope, name: str, item: Item, unknown: Sizes) -> Shape:
    """The shape of a letter of which only adjectives are said."""
    if {"positive", "in (0, 1)", "nonzero"} & set(item.adjectives):
        return SCALAR
    rows = unknown(f"{name}.1")
    kinds = {ADJECTIVES[w].kind for w in item.adjectives if w in ADJECTIVES}
    if SQUARE in kinds or item.square:
        return Shape(rows, rows)
    if VECTOR in kinds:
        return Shape(rows, ONE)
    return Shape(rows, unknown(f"{name}.2"))


def size(scope: Scope, written: str) -> Dim:
    """A size as written: its letters become sizes of the scope."""
    return _dim(scope, _syntax(written), written)


def _dim(scope: Scope, node: Syntax, written: str) -> Dim:
    match node:
        case syntax.Number(value=value) if value.denominator == 1:
            return Dim.of(int(value))
        case syntax.Sum(terms=terms):
            total = Dim.of(0)
            for sign, term in terms:
                total += _dim(scope, term, written) * (-1 if sign == "-" else 1)
            return total
        case syntax.Juxtaposed(items=items):
            product = Dim.of(1)
            for item in items:
                product *= _dim(scope, item, written)
            return product
        case syntax.Infix(sign="·" | "×" | "*"):
            return _dim(scope, node.left, written) * _dim(scope, node.right, written)
        case syntax.Group(parts=(inner,)):
            return _dim(scope, inner, written)
        case syntax.Scripts(base=base, sub=None, sup=syntax.Number(value=power), primes=0):
            return _power(_dim(scope, base, written), int(power))
    name = name_of(node)
    if not name:
        raise Refused(f"{written!r} is no size")
    return scope.integers.setdefault(name, Dim.size(name))


def _power(base: Dim, power: int) -> Dim:
    result = Dim.of(1)
    for _ in range(power):
        result *= base
    return result


__all__ = ["NotUnderstood", "Ranked", "Refused", "declare", "size"]
