"""What letters come to mean while a problem is read: definitions, conditions, names under braces.

A lone letter without a meaning is defined by the equation in which it stands.
Whether a statement is true is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from matrixcalc.assumptions import spoken
from matrixcalc.dims import ONE, Dim
from matrixcalc.expr import Apply, Expectation, Expr, Number, Symbol
from matrixcalc.lang import joint, syntax
from matrixcalc.lang.elaborate import calculus, dependence, gradients, letters, moments
from matrixcalc.lang.elaborate.core import Elaborator
from matrixcalc.lang.elaborate.errors import Beyond, NotUnderstood
from matrixcalc.lang.guess import Guesser
from matrixcalc.lang.links import Link, Written
from matrixcalc.lang.names import indices, label, name_of
from matrixcalc.lang.parser import RELATIONS, Unparsed, parse
from matrixcalc.lang.problem import EQUATES
from matrixcalc.lang.prose import Cue, sets_a_condition, ties
from matrixcalc.lang.rows import Claim
from matrixcalc.lang.scope import Letter, Scope
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import tokens
from matrixcalc.lang.unify import Learnt, Unknowns
from matrixcalc.ops import algebra
from matrixcalc.ops.arguments import Misuse
from matrixcalc.ops.definite import is_definite, is_diagonal, is_semidefinite, is_symmetric
from matrixcalc.ops.linear import SUM
from matrixcalc.shapes import IllShaped, Shape
from matrixcalc.statements import (
    Definition,
    Given,
    Statement,
)  # fmt: skip

CONSTANTS = frozenset({"I", "δ", "1", "0", "e", "J", "K"})
"""Letters that mean something with a subscript."""
KNOWN = frozenset({"N", "E", "I", "π", "e", "0", "1", "d", "D", "σ"})
"""Letters that have a meaning without a declaration, and so are not defined by an equation."""

DEFINES = frozenset({":=", "≜", "≡"})
"""Signs that define what stands on their left."""

IMPLIES = frozenset({"⇒", "⇔", "⇐"})
"""Signs between two equations of which one rests on the other."""


MANY = 100
"""Equations beyond which it is not told on which of them a step may rest."""

_MARKS = frozenset({"d", "∂"})
"""Signs of differentials."""

SHORT = 6
"""Tokens of which a condition on a letter consists at most, such as − A ^ T."""

_SEEN: dict[str, Callable[[Expr], bool]] = {
    "positive definite": is_definite, "positive semidefinite": is_semidefinite,
    "symmetric": is_symmetric, "invertible": is_definite, "positive": is_definite,
    "diagonal": is_diagonal,
}  # fmt: skip
"""Adjectives that are seen of what a letter is said to be."""


class Meanings:
    """What is known of the letters of one problem, as far as it has been read."""

    perhaps_meant = ""
    """Why something else may be meant by the sides that were read last."""
    bracketed = ""
    """Which brackets the sides that were read last were given."""
    separate = ""
    """What was supposed of the random letters of the equation that is read."""
    standing = ""
    """What a letter stands for in the equation that is read, as far as can be seen."""
    chain_conditioned = False
    """Whether the chain that is read begins with a moment under a condition."""

    def __init__(
        self,
        written: Written,
        scope: Scope,
        guesser: Guesser,
        unknowns: Unknowns,
        fresh: Callable[[Sequence[Expr]], Dim] | None,
    ) -> None:
        self.written = written
        self.scope = scope
        self.guesser = guesser
        self.unknowns = unknowns
        self.fresh = fresh
        self.seen: set[str] = set()
        """The names that statements before have used."""
        self.defining = False
        """Whether a definition is read: only that may assume letters in running text."""
        self.chain_derives = False
        """Whether the chain that is read begins with a derivative."""
        self.count = 0
        """How many statements there are so far."""
        self.hypotheses: list[tuple[frozenset[str], int]] = []
        """Equations in the text that need not be identities: their letters and their numbers."""
        self.conditions: dict[int, int] = {}
        """The numbers of the conditions, by the places of their formulas."""
        self.introduced: list[Definition] = []
        """Letters for what has a name of its own, which no statement defines yet."""
        self.conditioned: set[str] = set()
        """Letters for moments under conditions."""
        self.defined_at: dict[str, int] = {}
        """Where a sentence of this problem defines a letter: what else it says is no other meaning."""
        self.above, self.loose = written.problem.supposed_above()
        """Such equations in problems above; letters of some of which no more is known."""
        self.moving: dict[int, frozenset[str]] = {}
        self.unbounded: set[str] = set()
        """Letters over which the last statement integrates without a domain."""
        self.superseded: set[str] = set()
        """Letters with a meaning to which the text has given another one that was not read."""

    def _sides(
        self, link: Link, nodes: Sequence[Syntax], *, bracket: bool = False, claims: bool = False
    ) -> tuple[Expr, ...]:
        mark = self.written.own_notation(link)
        if mark:
            raise Beyond(f"the text gives {mark} a meaning of its own", nodes[0])
        elaborator = self._elaborator(link)
        elaborator.may_bracket = bracket
        self.unbounded = elaborator.unbounded
        if self.fresh is not None:
            found = elaborator.settled(nodes, self.fresh)
        else:
            found = elaborator.sides(nodes)
            self.unknowns.see([*found, *(d.body for d in elaborator.introduced)])
        self.introduced += [d for d in elaborator.introduced if d not in self.introduced]
        self.perhaps_meant, self.bracketed = elaborator.perhaps_meant, elaborator.bracketed
        self.separate, self.standing = elaborator.separate, elaborator.standing
        if not claims:
            self._refuse_separate(nodes[0])
        averages = any(isinstance(e, Expectation) for e in found)
        if averages and not all(e.indices for e in found):
            return tuple(map(moments.of_any_component, found))
        return found

    def _dependence(self, names: frozenset[str]) -> tuple[str, tuple[Definition, ...]]:
        """In words that random letters are independent, of which nothing says so, and what the
        nameless letters are then by which these depend on each other.
        """
        known = self.scope.letters
        found = [known[n] for n in sorted(self.scope.behind(names) & known.keys())]
        tied = [x for x in found if len(x.between) > 1]
        apart = [
            Definition(x.symbol, algebra.zeros(x.symbol.shape.rows, x.symbol.shape.cols))
            for x in tied
        ]
        return dependence.supposed(tied), tuple(apart)

    def _refuse_separate(self, node: Syntax) -> None:
        """Raise `Beyond` where a letter would stand for what depends on an independence."""
        if self.separate:
            raise Beyond(f"nothing says whether {self.separate}", node)

    def _newly_named(self, line: int) -> Iterator[Definition]:
        """The letters that were introduced for what a formula names."""
        for found in self.introduced:
            self.conditioned.add(found.head.name)
            self.scope.definitions += (found,)
            yield replace(found, line=line)
        self.introduced = []

    def _elaborator(self, link: Link) -> Elaborator:
        assume = self.guesser.assume if link.block.display or self.defining else _nothing
        elaborator = Elaborator(self.scope, self.unknowns, assume)
        key = id(link.block)
        if key not in self.moving:
            nodes = [
                found
                for other in self.written.beside(link)
                if other.continues or not _MARKS.isdisjoint(other.claim.texts)
                for side in (other.left, other.right)
                if any(t.text in _MARKS for t in side.tokens)
                and not isinstance(found := self.written.syntax(side), Unparsed)
            ]
            self.moving[key] = calculus.moving(elaborator, nodes) if nodes else frozenset()
        elaborator.moving = self.moving[key]
        elaborator.mixed, elaborator.maps = self.written.mixed, self.written.maps
        elaborator.sampled = self.written.sampled.get(key, frozenset())
        return elaborator

    def _joint_laws(self) -> Iterator[Definition]:
        """What the letters are that a joint law defines by the other blocks of its covariance."""
        for law in self.scope.joint:
            for written, meaning in law.meanings:
                name = joint.name(written)
                known = self.scope.letters[name]
                if known.body is not None:
                    continue
                found = self._block_of(written, meaning)
                if found is None:
                    reason = f"the joint law of {' and '.join(law.names)} was not understood"
                    for letter in (*law.names, name):
                        other = replace(self.scope.letters[letter], moments=None, beyond=reason)
                        self.scope.letters[letter] = other
                    break
                self.scope.letters[name] = replace(known, symbol=found[0], body=found[1])
                because = f"the joint law of {' and '.join(law.names)}"
                made = Definition(*found, because, self.written.line(law.start))
                self.scope.definitions += (made,)
                yield made

    def _block_of(self, written: str, meaning: str) -> tuple[Symbol, Expr] | None:
        """A block of a covariance, and what it is; None where that does not fit."""
        elaborator = Elaborator(self.scope, self.unknowns, _nothing)
        start = len(self.written.scanned.source.text)
        try:
            nodes = [parse(tokens(t, start), start + len(t)) for t in (written, meaning)]
            found = (
                elaborator.sides(nodes) if self.fresh is None
                else elaborator.settled(nodes, self.fresh)
            )  # fmt: skip
        except (NotUnderstood, Beyond, IllShaped, Misuse, ValueError):
            return None
        head, body = found
        return (head, body) if isinstance(head, Symbol) and head.shape == body.shape else None

    def _use(self, *sides: Expr) -> None:
        for side in sides:
            self.seen |= side.names

    def _rest_on(self, names: frozenset[str]) -> None:
        """From here on, what contains these letters may rest on the statement that comes next."""
        if len(self.hypotheses) < MANY:
            self.hypotheses.append((names, self.count + 1))
        else:
            self.loose |= names

    @property
    def crowded(self) -> frozenset[str]:
        """The letters of equations that cannot be told apart, or stand in a problem above."""
        return self.loose.union(*(c.names for c in self.above))

    @property
    def resting(self) -> frozenset[str]:
        """The letters of all hypotheses: what contains them may rest on an equation before."""
        return self.crowded.union(*(names for names, _ in self.hypotheses))

    def _because(self, link: Link) -> str:
        above = link.relation.above
        return above or link.claim.remark

    def _lost(self, link: Link, reason: str) -> None:
        """A letter that a formula defines stays without a meaning if the formula has none."""
        node = self.written.syntax(link.left)
        name = self._fresh_name(node)
        told = {Cue.DEFINE, Cue.SET, Cue.CASE} & link.block.cues
        fresh = name is not None and not link.continues
        said = told or (
            link.relation.sign in EQUATES and not fresh and Cue.DENIED not in link.block.cues
        )
        if not link.block.display and said and not (fresh and not self._in_passing(link)):
            # The letters keep their meaning, but what follows may be said of the case alone.
            self.loose |= self._letters_of(link)
            return
        if name is None or not fresh:
            if link.block.display and link.relation.sign == "=":
                self.loose |= self._lone_letters(link)
            return
        if not (link.block.display or told):
            self.loose |= {name} if Cue.DENIED not in link.block.cues else set()
            return
        self.scope.letters[name] = Letter(Symbol(name), beyond=f"{name} has no meaning: {reason}")

    def _letters_of(self, link: Link) -> frozenset[str]:
        """The letters of a formula, with their scripts and without."""
        found = [self.written.syntax(side) for side in (link.left, link.right)]
        nodes = [n for f in found if not isinstance(f, Unparsed) for n in self.written.parts(f)]
        names = {n.text for n in nodes if isinstance(n, syntax.Name)}
        return frozenset(names | {name_of(n) or "" for n in nodes if isinstance(n, syntax.Scripts)})

    def _lone_letters(self, link: Link) -> frozenset[str]:
        """The letters without a meaning that are the only one on a side: θ of cos θ, C of C."""
        found = set()
        for side in (link.left, link.right):
            own = {t.text for t in side.tokens if t.kind == "letter"}
            found |= own if len(own) == 1 and not own & self.scope.names else set()
        return frozenset(found)

    def _in_passing(self, link: Link) -> bool:
        """Whether running text looks at a case: "if A = I", "with λ = 0 we recover …"."""
        if link.block.display or link.relation.sign in DEFINES:
            return False
        told = link.block.cues
        if Cue.CASE in told:
            return not self._gives_function(link)
        if link.block.trails and Cue.DENIED not in told:
            return False
        node = self.written.syntax(link.right)
        if isinstance(node, syntax.Scripts):
            node = node.base
        if isinstance(node, syntax.Number):
            return True  # A zero may be one of any shape.
        return isinstance(node, syntax.Name) and (Cue.SETTING in told or Cue.SET not in told)

    def _gives_function(self, link: Link) -> bool:
        """Whether “for f(x) = …” says what a function is, which nothing else does so far."""
        left, right = (self.written.syntax(side) for side in (link.left, link.right))
        match left:
            case syntax.Juxtaposed(items=(syntax.Name(), syntax.Group(fence="(", parts=(x,)))):
                name = name_of(x)
                if name is None or isinstance(right, Unparsed):
                    return False
                fresh = self._fresh_name(left) or self._renamed(link, left)
                return fresh is not None and mentions(right, name)
        return False

    def _renamed(self, link: Link, left: Syntax) -> str | None:
        """A letter that the text gives a new meaning: "let u = …", where u was only assumed
        or was defined in an earlier problem.
        """
        told = link.relation.sign in DEFINES or Cue.DEFINE in link.block.cues
        match left:
            case syntax.Name(text=name):
                pass
            case syntax.Juxtaposed(items=(syntax.Name(text=name), syntax.Group(fence="("))):
                told = told or bool({Cue.SET, Cue.CASE} & link.block.cues)
            case _:
                return None
        known = self.scope.letters.get(name)
        if not told or known is None or name in self.seen:
            return None
        return name if known.assumed or known.body is not None or known.beyond else None

    def _hypothesis(
        self, link: Link, a: Expr, b: Expr, because: str, line: int, written: str
    ) -> Statement:
        """A condition; where it says what a letter is, it stands for that from here on."""
        told = link.block.cues
        lasting = link.block.display or (
            bool({Cue.SET, Cue.DEFINE} & told) and not {Cue.CASE, Cue.SETTING} & told
        )
        lasting = lasting and not self._in_passing(link) and not self._is_premise(link)
        lasting = lasting and not (self.bracketed or self.separate)
        if (
            lasting
            and isinstance(a, Symbol)
            and a.name not in b.names
            and self._may_stand_for(a, b)
        ):
            known = self.scope.letters[a.name]
            supposed = -1 if known.assumed else link.right.end
            self.scope.letters[a.name] = replace(known, body=b, supposed=supposed)
            found = Definition(a, b, because, line, written)
            self.scope.definitions += (found,)
            return found
        if isinstance(a, Symbol) and self.scope.letters[a.name].body == b and not self.bracketed:
            return Given(a, b, because, line, written)  # It is said again.
        if Cue.DEFINE in told and isinstance(a, Symbol) and a.name in self.seen and lasting:
            self.superseded.add(a.name)
        self._rest_on(a.names | b.names)
        return Given(a, b, because, line, written)

    def _is_noise(self, u: Symbol, e: Expr, node: Syntax | Unparsed) -> bool:
        """Whether u = M + ε says only what u | v ~ N(M, S) does, with ε ~ N(0, S) apart from v."""
        known = self.scope.letters[u.name]
        given = known.moments.given if known.moments is not None else ""
        terms = list(e.args) if isinstance(e, Apply) and e.op is SUM else []
        noises = [
            t for t in terms
            if isinstance(t, Symbol) and t.name not in (given, u.name) and self._is_random(t)
        ]  # fmt: skip
        if not given or len(noises) != 1 or isinstance(node, Unparsed):
            return False
        (noise,) = noises
        letter = self.scope.letters[noise.name]
        if letter.moments is None or not letter.moments.normal or letter.moments.given:
            return False
        elaborator = Elaborator(self.scope, self.unknowns, _nothing)
        try:
            law, own = (moments.law(elaborator, x, node) for x in (known, letter))
        except Beyond:
            return False
        rest = [t for t in terms if t is not noise]
        mean = law.mean
        wanted = list(mean.args) if isinstance(mean, Apply) and mean.op is SUM else [mean]
        same = len(rest) == len(wanted) and all(t in wanted for t in rest)
        if not (same and law.normal and law.covariance == own.covariance and is_zero(own.mean)):
            return False
        apart = replace(letter.moments, apart=letter.moments.apart | {given})
        self.scope.letters[noise.name] = replace(letter, moments=apart)
        return True

    def _is_random(self, e: Symbol) -> bool:
        known = self.scope.letters.get(e.name)
        return known is not None and known.random

    def _supersede(self, link: Link) -> None:
        """Note the letters to which words in the text before a formula gave another meaning."""
        known = self.scope.letters
        for problem in self.written.problem.around():
            for caveat in problem.caveats:
                if 0 <= caveat.anew < link.right.start:
                    self.superseded |= {
                        n for n in caveat.names or known if n in known and known[n].body is not None
                        and self.defined_at.get(n, -1) < caveat.anew
                    }  # fmt: skip
        if not link.block.display and Cue.DENIED in link.block.cues and link.first:
            head = (
                name_of(node)
                if not isinstance(node := self.written.syntax(link.left), Unparsed)
                else None
            )
            if head in known and known[head].body is not None:
                self.superseded.add(head)

    def _is_premise(self, link: Link) -> bool:
        """Whether an equation only stands before an implication sign, or behind one."""
        following = self._following(link)
        before = following is not None and following.arrow in IMPLIES
        return bool(link.claim.arrow) or before or self._is_solved_below(link)

    def _is_solved_below(self, link: Link) -> bool:
        """Whether an equation is solved for a letter of which nothing is told, in the next displayed
        formula, which begins with an implication sign.
        """
        claims, blocks = link.block.claims, self.written.problem.blocks
        if not (link.block.display and link.claim is claims[-1]):
            return False
        below = next((b for b in blocks if b.display and b.start > link.block.start), None)
        if below is None or not below.claims or below.claims[0].arrow not in IMPLIES:
            return False
        head = self.written.syntax(below.claims[0].sides[0])
        name = None if isinstance(head, Unparsed) else name_of(head)
        known = None if name is None else self.scope.letters.get(name)
        fresh = name in self.guesser.letters or (known is not None and known.assumed)
        written = {t.text for side in link.claim.sides for t in side.tokens}
        return fresh and name in written and (known is None or known.body is None)

    def _following(self, link: Link) -> Claim | None:
        """The claim behind this one in the same formula."""
        return self.written.following.get(id(link.claim))

    def _is_conditional(self, link: Link) -> bool:
        """Whether words in the formula say when it holds, or tie it to an equation beside it."""
        if sets_a_condition(link.claim.remark) or (link.claim.words and ties(link.claim.words)):
            return True
        if any(t.text in RELATIONS for t in link.claim.aside):
            return True
        following = self._following(link)
        if self._restricts(following) or self._restricts(link.claim, link):
            return True
        if following is None or not ties(following.words):
            return False
        return not self._defines_letter(following)

    def _restricts(self, claim: Claim | None, link: Link | None = None) -> bool:
        """Whether an equation beside another one may say what a letter of that one is like.

        It is short, one of its sides is a letter, and the other has it as well, or is a number.
        """
        if claim is None or len(claim.relations) != 1 or claim.relations[0].sign != "=":
            return False
        if link is not None and (claim is link.block.claims[0] or len(link.block.claims) != 2):
            return False
        sides = [[t.text for t in side.tokens] for side in claim.sides]
        for own, other in (sides, sides[::-1]):
            lone = len(own) == 1 and own[0].isalpha()
            if lone and (own[0] in other or other == ["0"]) and len(other) <= SHORT:
                return not self._has_body(own[0])
        return False

    def _defines_letter(self, claim: Claim) -> bool:
        """Whether a claim is the definition of a letter that has been read already."""
        node = self.written.syntax(claim.sides[0])
        heads = [node, node.base] if isinstance(node, syntax.Scripts) else [node]
        names = (name_of(h) for h in heads if not isinstance(h, Unparsed))
        return any(self._has_body(n) for n in names if n)

    def _has_body(self, name: str) -> bool:
        known = self.scope.letters.get(name)
        return known is not None and known.body is not None

    def _may_stand_for(self, letter: Expr, body: Expr | None = None) -> bool:
        """Whether an equation can say what a letter is: what else is declared of it is so then."""
        if not isinstance(letter, Symbol) or letter.arguments:
            return False
        words = set(spoken(letter.assumptions))
        if words and (body is None or not all(w in _SEEN and _SEEN[w](body) for w in words)):
            return False
        known = self.scope.letters.get(letter.name)
        return known is not None and known.body is None and not known.random

    def _count_components(self, link: Link, name: str | None, listed: Sequence[Syntax]) -> None:
        """Let a vector have as many components as are listed, from the first one on."""
        known = self.scope.letters.get(name or "")
        if name is None or (known is not None and not known.assumed):
            return
        first, last = (
            p.sub if isinstance(p, syntax.Scripts) else None for p in (listed[0], listed[-1])
        )
        begins = isinstance(first, syntax.Number) and first.value == 1
        beyond = f"how many components {name} has is not clear from their list"
        self.scope.letters[name] = Letter(Symbol(name), beyond=beyond)
        if begins and last is not None:
            self.defining = True
            try:
                size = letters.integer(self._elaborator(link), last)
            except (NotUnderstood, Beyond, Learnt, ValueError):
                return
            finally:
                self.defining = False
            self.scope.letters[name] = Letter(Symbol(name, Shape(size, ONE)), assumed=True)

    def _is_derivative(self, head: syntax.Scripts) -> bool:
        """Whether it is f′ or H_f of a function, which is no letter of its own."""
        primed = replace(head, primes=0) if head.primes else None
        of = head.sub if gradients.names_function(head) else primed
        name = name_of(of) if of is not None else None
        known = isinstance(head.base, syntax.Word) or name == "σ"
        if known and head.primes and name not in self.scope.names:
            return True
        letter = self.scope.letters.get(name) if name is not None else None
        return letter is not None and bool(letter.formal)

    def _fresh_name(self, node: Syntax | Unparsed) -> str | None:
        """The name of a letter that nothing has given a meaning yet."""
        if isinstance(node, Unparsed):
            return None
        head = node
        match node:
            case syntax.Juxtaposed(
                items=(syntax.Name() | syntax.Scripts() as first, syntax.Group())
            ):
                head = first
        if not isinstance(head, syntax.Name | syntax.Scripts | syntax.Sign):
            return None
        name = head.text if isinstance(head, syntax.Sign) else name_of(head)
        if not name or self.scope.declares(name) or name in self.seen:
            return None
        if name in ("λ_max", "λ_min") and head is not node:
            return None  # An eigenvalue of what stands in brackets.
        if "index" in self.guesser.uses.of(name):
            return None
        # Without a power, e is a letter as any other: often an error or a residual.
        plain = name == "e" and "power" not in self.guesser.uses.of(name)
        plain = plain or self._is_error(node)
        # Alone on its side, D is no operator.
        plain = plain or (isinstance(node, syntax.Name) and name == "D" and not node.style)
        if isinstance(head, syntax.Name) and head.text in KNOWN and not plain:
            return None
        if isinstance(head, syntax.Scripts) and not self._is_own_name(head):
            return None
        return name

    def _is_own_name(self, head: syntax.Scripts) -> bool:
        """Whether a letter with scripts may be a letter of its own, and no part of another one."""
        if self._is_derivative(head):
            return False
        base = name_of(head.base)
        known = base in self.scope.letters and base not in self.scope.integers
        # Kronecker's δ has two indices.
        constant = base in CONSTANTS and not (base == "δ" and len(indices(head.sub)) == 1)
        # Of numbers and vectors a star is no adjoint: w* is the best w; and M⁰ is no power.
        starred = isinstance(head.sup, syntax.Sign) and (base or "").islower()
        if base is None or constant or ((known or base in self.seen) and not starred):
            return False
        named = isinstance(head.sup, syntax.Remark | syntax.Group) or label(head.sup) == "0"
        return head.sup is None or named or starred

    def _is_error(self, node: Syntax) -> bool:
        """Whether E(w) is a function of its own: the error of weights that are not random."""
        match node:
            case syntax.Juxtaposed(
                items=(syntax.Name(text="E", style=""), syntax.Group(fence="(", parts=(inner,)))
            ):
                known = self.scope.letters.get(name_of(inner) or "")
                return isinstance(inner, syntax.Name) and (known is None or not known.random)
            case syntax.Name(text="E", style=""):
                return not any(x.random for x in self.scope.letters.values())
        return False


def mentions(node: Syntax, name: str) -> bool:
    """Whether a name stands somewhere in a formula."""
    return any(
        name_of(n) == name for n in syntax.walk(node) if isinstance(n, syntax.Name | syntax.Scripts)
    )


def _nothing(_name: str, _node: Syntax) -> None:
    """In running text nothing is assumed of a letter that was not met before."""


def is_zero(e: Expr) -> bool:
    """Whether an expression is zero as it is written."""
    return (isinstance(e, Number) and e.value == 0) or (
        isinstance(e, Apply) and e.op.name == "zeros"
    )
