"""What keeps a statement from being judged, or from being refuted: what the text says beside it.

Conditions, words that were not understood, letters that may be random or depend on
others.  Nothing is decided here; each answer is a reason in words, or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain, combinations

from matrixcalc.complexes import COMPLEX, is_pair, partner
from matrixcalc.dims import IntVar, closure
from matrixcalc.expr import Apply, Bind, Derive, Differential, Expectation, Expr, Symbol
from matrixcalc.lang import chance
from matrixcalc.lang.at_odds import AtOdds
from matrixcalc.lang.caveats import UNSIGNED
from matrixcalc.lang.elaborate.errors import Beyond
from matrixcalc.lang.guess import ARROW
from matrixcalc.lang.links import Link
from matrixcalc.lang.meanings import is_zero
from matrixcalc.lang.parser import Unparsed, parse
from matrixcalc.lang.problem import Problem
from matrixcalc.lang.prose import TOGETHER, Cue
from matrixcalc.lang.prose_cues import sets_a_condition
from matrixcalc.lang.scope import Letter
from matrixcalc.lang.syntax import Syntax
from matrixcalc.lang.tokens import Unlexed, tokens
from matrixcalc.ops.linear import PRODUCT
from matrixcalc.ops.moments import ANY_LAW, degree_in
from matrixcalc.ops.parts import ENTRY

TIMES = frozenset("tτ")
"""Letters on which others depend more often than not."""

SPELLED_AS_SIZES = frozenset("nmpqkdrNMDK")
"""Letters by which sizes are called more often than anything else."""


STATIONARY = "it may be the condition that a derivative is zero"
"""What is said of a derivative that is written as zero."""

NO_PREMISE = "no equation stands before it from which it could follow"
"""What is said of a conclusion without a premise."""

VANISHED = "the derivative that is set to zero"
"""On what a conclusion rests that is drawn from a derivative's being zero."""

OTHERWISE = re.compile(
    r"\b(?:otherwise|(?:the|our)\s+original|in\s+the\s+other\s+case|sonst|andernfalls|im\s+anderen\s+fall|sinon|dans\s+l'autre\s+cas)\b",
    re.IGNORECASE,
)
"""Words behind which something holds only where what was supposed before does not."""

RANKED = frozenset({"full column rank", "full row rank", "orthonormal columns"})
"""Adjectives that say which of two sizes is the larger one."""


class Doubting(AtOdds):
    """What is known to be unknown of the letters of a statement."""

    declared: frozenset[str] = frozenset()
    """The sizes that are declared."""
    bounded: frozenset[str] = frozenset()
    """Letters of conditions."""
    distributed: frozenset[str] = frozenset()
    """Letters of which a distribution is written."""
    sized: frozenset[str] = frozenset()
    """Letters for sizes, if they are some, on which conditions are set."""

    def _doubt(self, a: Expr, b: Expr, kept: list[str]) -> str:
        """What is known of a letter and no declaration says, or what is not known of it at all."""
        unsaid = constant(kept)
        if unsaid:
            return f"nothing says that {unsaid}"
        names = a.names | b.names
        for name in sorted(names):
            known = self.scope.letters.get(name)
            accented = not name.isascii() and any(map(_is_accent, name))
            if accented and known is not None and known.assumed and known.body is None:
                return f"nothing says what {name} is"
            if known is not None and not self._is_anything(known, self.scope.behind(names)):
                return f"{name} is random, and nothing says which values it has"
        elsewhere = self._sized_elsewhere(names, a, b)
        if elsewhere:
            return f"the sizes are also those of {elsewhere}"
        told = self.sized or any(problem.caveats for problem in self.written.problem.around())
        counted = self._sizes(a, b) if told else frozenset[str]()
        said = self._caveat(names | counted) if told else ""
        if said:
            return f"the text says more than was understood: “{said}”"
        if counted & self.sized:
            return f"the text sets a condition on {min(counted & self.sized)}"
        meant = [self.scope.letters[n].body for n in self.scope.behind(names) if self._has_body(n)]
        written = (a, b, *(e for e in meant if e is not None))
        if self._has_sizeless_constant(*written):
            return "nothing says how many rows a constant such as I has"
        sizes = self._perhaps_sizes(*written)
        if sizes:
            return f"{' and '.join(sizes)} may be a size that nothing declares"
        moment = self._perhaps_moment(a, b)
        if moment:
            return moment
        names |= self._averaged_over(a, b) | self._moments_of(names)
        return self._doubt_of_chance(names)

    def _perhaps_moment(self, *sides: Expr) -> str:
        """What may be said of the moments of independent components, of which no declaration has
        more than that there are some: in words, or by a letter beside the expectation.
        """
        bodies = {name: x.body for name, x in self.scope.letters.items() if x.body is not None}
        nodes = [
            n for e in sides if e.averaged for n in e.walk()
            if isinstance(n, Expectation) and any(
                x.third is not None
                and degree_in(n.body, frozenset([x.variable.name]), bodies) not in (0, 1, ANY_LAW)
                for x in n.distributions
            )
        ]  # fmt: skip
        said = next((p.shaped for p in self.written.problem.around() if p.shaped), "")
        if nodes and said:
            return f"the text says more of the distribution: “{said}”"
        inside = self.scope.behind(frozenset().union(*(c.names for n in nodes for c in n.children)))
        names = frozenset[str]().union(*(e.names for e in sides)) if nodes else frozenset()
        for name in sorted(self.scope.behind(names) - inside):
            known = self.scope.letters.get(name)
            if known is not None and known.body is None and not known.random:
                return f"nothing says what {name} is, and it may be a moment"
        return ""

    def _doubt_of_chance(self, names: frozenset[str]) -> str:
        """What is said of random letters, and what no declaration has of any letter."""
        random = self._moments_of(names)
        if random & self.bounded:
            return "the text sets a condition on what is random"
        remark = self._remark(random)
        if remark:
            return f"the text says more than was understood: “{remark}”"
        for problem in self.written.problem.around():
            for name, word in self._doubts(problem, names):
                known = self.scope.letters.get(name)
                if known is None or known.body is None:
                    return f"the text says of {name} what is not understood: “{word}”"
        return ""

    def _caveat(self, names: frozenset[str]) -> str:
        """What is said of letters without a definition, in words that no declaration has."""
        open_ = frozenset(n for n in self.scope.behind(names) if not self._has_body(n))
        found = (c for problem in self.written.problem.around() for c in problem.caveats)
        return next((c.word for c in found if c.concerns(open_)), "")

    def _other_numbers(self, names: frozenset[str], *sides: Expr) -> str:
        """The word by which the text speaks of numbers that are not computed with."""
        around = self.written.problem.around()
        found = [c for problem in around for c in problem.caveats if c.other_numbers]
        names = names | self._sizes(*sides) if found else names
        word = next((c.word for c in found if c.concerns(names)), "")
        return word or self._perhaps_complex(names)

    def _perhaps_complex(self, names: frozenset[str]) -> str:
        """In words that letters are complex, and maybe one of which nothing is declared, too."""
        letters = self.scope.letters
        told = (x.symbol for x in letters.values() if not is_pair(x.symbol))
        if not any(s.assumptions & COMPLEX for s in told):
            return ""
        untold = sorted(
            n for n in names & letters.keys()
            if letters[n].assumed and not letters[n].symbol.assumptions & COMPLEX
            and partner(n) not in names
        )  # fmt: skip
        return f"complex numbers, and {untold[0]} may be one" if untold else ""

    def _declared_twice(self, names: frozenset[str], at: int) -> frozenset[str]:
        """The letters that are declared in another way before a place, too."""
        around = self.written.problem.around()
        told = {n for p in around for n, start in p.twice.items() if start < at} if names else set()
        return names & told

    def _in_two_ways(self, link: Link) -> str:
        """In words that a letter of a formula is declared in two ways."""
        written = frozenset(t.text for side in link.claim.sides for t in side.tokens)
        twice = self._declared_twice(written, link.right.start)
        return f"two meanings of {min(twice)}" if twice else ""

    def _sized_elsewhere(self, names: frozenset[str], *sides: Expr) -> str:
        """A letter that does not occur, but of which what is declared says more of the sizes."""
        known = self.scope.letters
        ranked = {n for n in known if n not in names and known[n].symbol.assumptions & RANKED}
        sizes = self._sizes(*sides) if ranked else frozenset[str]()
        for name in sorted(ranked):
            shape = known[name].symbol.shape
            if {v.name for v in closure([shape.rows, shape.cols])} & sizes:
                return name
        return ""

    def _unsigned(self, *sides: Expr) -> str:
        """In words that integers are positive, of which the text says only that they are integers."""
        told = {
            name
            for problem in self.written.problem.around()
            for c in problem.caveats if c.word == UNSIGNED and c.silent
            for name in c.names
        }  # fmt: skip
        if not told:
            return ""
        found = told & self._sizes(*sides)
        loose = sorted(found - {v.name for v in _of_letters(sides)})
        return (
            f"{' and '.join(loose)} {'is' if len(loose) == 1 else 'are'} positive" if loose else ""
        )

    def _sizes(self, *sides: Expr) -> frozenset[str]:
        """The sizes on which both sides depend."""
        shapes = {x.shape for e in sides for x in (e, *e.symbols)}
        dims = [d for shape in shapes for d in (shape.rows, shape.cols)]
        dims += [d for e in sides for d in e.dims]
        return frozenset(v.name for v in closure(dims) if not v.is_index)

    def _unclear(self, *sides: Expr) -> str:
        """What is said of the letters of an expectation beyond their distributions."""
        nodes = [n for e in sides for n in e.walk() if isinstance(n, Expectation)]
        names = self.scope.behind(
            frozenset[str]().union(*(c.names for n in nodes for c in n.children))
        )
        random = self._averaged_over(*nodes)
        written = self.scope.behind(frozenset[str]().union(*(e.names for e in sides)))
        for d in (d for p in self.written.problem.around() for d in p.descriptions):
            known = self.scope.letters.get(d.name)
            if known is None or d.name not in written or known.random:
                continue
            if d.of & random and not d.loose and known.body is None:
                return f"the text says that {d.name} is no constant here"
            if d.random:
                return f"the text calls {d.name} noise, and nothing says how it is distributed"
        undeclared = {name for name in names - random if not self._is_told(name)}
        odd = sorted((random & self.bounded) | (undeclared & self.distributed))
        if odd:
            return f"the text says more of {odd[0]} than was understood"
        involved = names | random
        chancy = {name for name, x in self.scope.letters.items() if x.random}
        for name, letters in self.written.equated:
            known = self.scope.letters.get(name)
            if letters & chancy and letters & involved and (known is None or known.body is None):
                return f"the text says more of {name} than was understood"
        conditions = [self.scope.behind(self.crowded), *(letters for letters, _ in self.hypotheses)]
        higher = (
            frozenset()
            .union(*(m.names for n in nodes for x in n.distributions for m in x.moments[2:]))
            .difference(*(m.names for n in nodes for x in n.distributions for m in x.moments[:2]))
        )
        if any(letters & chancy and letters & involved for letters in conditions) or any(
            self.scope.behind(letters) & higher for letters in conditions
        ):
            return "the text sets a condition on what is averaged over"
        word = self._remark(involved)
        return f"the text says more than was understood: “{word}”" if word else ""

    def _refuse_moved_data(self, node: Syntax, *sides: Expr) -> None:
        """Raise `Beyond` for a derivative by a letter that stands beside what is observed: of
        y = Xβ + ε books take the value that was seen, which does not move with β.
        """
        letters = self.scope.letters
        for n in (n for e in sides if e.has_derivative for n in e.walk()):
            if not isinstance(n, Derive | Differential):
                continue
            by = frozenset[str]().union(*(v.names for v in n.children[1:]))
            self._refuse_tied(by, node)
            self._refuse_described(n.body.names, by, node)
            inside = [
                letters[name].body for name in self.scope.behind(n.body.names) if name in letters
            ]
            for part in (n.body, *(e for e in inside if e is not None)):
                for name in sorted(part.names & letters.keys()):
                    moved = self._moves(letters[name], part.names & by)
                    if moved:
                        raise Beyond(f"nothing says whether {name} moves with {moved}", node)

    def _refuse_tied(self, names: frozenset[str], node: Syntax) -> None:
        """Raise `Beyond` for what varies a block of a joint covariance: one is defined by the others."""
        blocks = frozenset[str]().union(*(law.blocks for law in self.scope.joint))
        tied = self.scope.behind(names) & blocks
        if tied:
            raise Beyond(f"{min(tied)} is a part of the covariance of a joint law", node)

    def _refuse_described(self, names: frozenset[str], by: frozenset[str], node: Syntax) -> None:
        """Raise `Beyond` for a letter that the text describes by what is varied: “the norm of x”."""
        told = [d for problem in self.written.problem.around() for d in problem.descriptions]
        equations = (*self.written.equated, *self.written.tied)
        if not (told or equations):
            return
        reached = self.scope.behind(names) - by
        for name, letters in equations:
            if name and self._has_body(name):
                continue
            if not letters & by:
                continue
            # What stands alone on a side is said of that letter, and of no other one.
            moved = letters & reached if not name or name in by else {name} & reached
            bound = min((x for x in moved if not self._has_body(x)), default="")
            if bound:
                raise Beyond(f"the text says that {bound} is no constant here", node)
        for found in told:
            known = self.scope.letters.get(found.name)
            if known is not None and known.formal:
                continue
            if found.name in reached and not self._has_body(found.name) and found.varies_with(by):
                raise Beyond(f"the text says that {found.name} is no constant here", node)

    def _withdrawn(self, names: frozenset[str], at: int) -> frozenset[str]:
        """Declared letters that stand for something in a part of the text that is over by now."""
        letters, written = self.scope.letters, self.written
        text = written.scanned.source.text
        supposed = {n: letters[n].supposed for n in self.scope.behind(names) & letters.keys()}
        return frozenset(
            n for n, start in supposed.items() if 0 <= start < at
            and (OTHERWISE.search(text, start, at) or not written.outline.holds(start, at))
        )  # fmt: skip

    def _moves(self, letter: Letter, names: frozenset[str]) -> str:
        """One of these letters by which an observed one is defined: it is that and a noise."""
        letters, body = self.scope.letters, letter.body
        if body is None or not names:
            return ""
        noise = {n for n in body.names & letters.keys() if letters[n].random}
        told = {x for n in noise for known in [letters[n].moments] if known for x in known.letters}
        moved = self.scope.behind(body.names) & names - told
        bodies = {n: x.body for n, x in letters.items() if x.body is not None}
        return min(moved, default="") if degree_in(body, frozenset(noise), bodies) == 1 else ""

    def _averaged_over(self, *sides: Expr) -> frozenset[str]:
        """The random letters that expectations average over, and families of samples."""
        names = frozenset(x.name for e in sides for x in e.averaged)
        known = [self.scope.letters[n] for n in names & self.scope.letters.keys()]
        return names.union(*(x.between for x in known))

    def _dependent(self, names: frozenset[str]) -> str:
        """A letter that depends on others, as the text says and no formula does."""
        around = [p.dependent for p in self.written.problem.around() if p.dependent]
        reached = self.scope.behind(names) if around else names
        for dependent in around:
            for name in sorted(reached & dependent):
                known = self.scope.letters.get(name)
                if known is not None and not known.formal and known.body is None:
                    return name
        return ""

    def _remark(self, involved: frozenset[str]) -> str:
        """A word of the text that says more of these letters than was understood."""
        for problem in self.written.problem.around() if involved else ():
            joint = [frozenset(law.names) for law in self.scope.joint]
            doubts = (word for _, word in self._doubts(problem, involved | {"E"}))
            random = frozenset(n for n, x in self.scope.letters.items() if x.random)
            remarks = (
                x.word for x in problem.remarks
                if x.concerns(involved | {"E"}) and not any(x.is_said_by(law, random) for law in joint)
            )  # fmt: skip
            word = next(chain(doubts, remarks), "")
            if word:
                return word
        return ""

    def _doubts(self, problem: Problem, names: frozenset[str]) -> Iterator[tuple[str, str]]:
        """The words of a problem about these letters that were not understood.

        That two letters are jointly Gaussian is what their joint law says.
        """
        joint = frozenset(n for law in self.scope.joint for n in law.names)
        for name in sorted(names & problem.doubts.keys()):
            word = problem.doubts[name]
            if not (word.lower() in TOGETHER and name in joint):
                yield name, word

    def _random_behind(self, names: frozenset[str]) -> frozenset[str]:
        """The random letters by which others are defined, with those that are averaged over."""
        letters = self.scope.letters
        behind = self.scope.behind(names) & letters.keys()
        bodies = [body for n in behind if (body := letters[n].body) is not None]
        averaged = [e for body in bodies for e in body.walk() if isinstance(e, Expectation)]
        return self._averaged_over(*averaged) | {n for n in behind if letters[n].random}

    def _moments_of(self, names: frozenset[str]) -> frozenset[str]:
        """The random letters of which these are the mean or the covariance."""
        return frozenset(
            name
            for name, x in self.scope.letters.items()
            if x.moments is not None and names & set(x.moments.letters)
        )

    def _is_told(self, name: str) -> bool:
        """Whether the distribution of a letter is declared, or what it stands for."""
        known = self.scope.letters.get(name)
        return known is not None and (known.moments is not None or known.body is not None)

    def _is_anything(self, letter: Letter, reached: frozenset[str]) -> bool:
        """Whether a letter may have every value of its shape, as far as is known.

        On an equation before with letters that are `reached`, the claim rests anyway.
        """
        if letter.moments is None:
            return not letter.random
        name = letter.moments.letters[1]
        covariance = self.scope.letters.get(name)
        conditions = (self.scope.behind(needed) for needed, _ in self.hypotheses)
        held = name in self.crowded or any(name in x and not x & reached for x in conditions)
        told = held or any(
            name in letters and not self._has_body(head) for head, letters in self.written.equated
        )
        defined = covariance is not None and covariance.body is not None
        return letter.is_anything and not (defined or told)

    def _has_sizeless_constant(self, *sides: Expr) -> bool:
        """Whether a constant has a size that no letter has and nothing declares, beside one that has."""
        written = closure([d for e in sides for d in e.dims])
        loose = {v for v in written if v.name not in self.declared}
        if not loose or len(loose) == len(written):
            return False
        constants = [n for e in sides for n in e.walk() if isinstance(n, Apply) and not n.args]
        found = closure([d for n in constants for d in (n.shape.rows, n.shape.cols)])
        return any(not v.is_index for v in loose & found - _of_letters(sides))

    def _perhaps_sizes(self, *sides: Expr) -> list[str]:
        """Undeclared letters of numbers that are spelled as sizes, beside a size nobody named."""
        guessed = self.guesser.letters.keys() | self.guesser.integers.keys()
        if not guessed & SPELLED_AS_SIZES:
            return []
        shapes = [d for e in sides for x in (e, *e.symbols) for d in (x.shape.rows, x.shape.cols)]
        named = {
            v.name for d in (*shapes, *(d for e in sides for d in e.dims)) for v in d.variables
        }
        sized = {v.name for d in shapes for v in d.variables}
        nameless = bool(named - self.declared)
        # To what a sum runs is told.
        sized |= {
            v.name for e in sides for n in e.walk() if isinstance(n, Bind)
            for b in n.bound if b.upper is not None for v in b.upper.variables
        }  # fmt: skip
        scalars = [s.name for e in sides for s in e.symbols if s.shape.is_scalar]
        integers = [v.name for e in sides for d in e.dims for v in d.variables]
        return sorted(
            name for name in {*scalars, *integers}
            if nameless and name in SPELLED_AS_SIZES and name not in sized
            and name in guessed
        )  # fmt: skip

    def _constants(self, sides: Sequence[Expr], kept: list[str]) -> str:
        """The letters that a differential or an expectation takes for constants, which
        nobody called so.
        """
        found: dict[str, None] = {}
        for node in (n for side in sides if side.has_derivative for n in side.walk()):
            # Of f(x) it is told what it is a function of.
            if isinstance(node, Differential) and not _is_function(node.body):
                told = {s.name for v in node.variables for s in v.symbols}
                varied = self.scope.behind(frozenset(told))
                own = {s.name for s in node.body.symbols}
                # A letter that is defined moves with what it is defined by.
                behind = {n for n in self.scope.behind(frozenset(own)) if not self._has_body(n)}
                if told <= self.scope.differentials:
                    # Where differentials are declared, the others are none.
                    behind &= self.written.moving | self.scope.differentials
                found |= dict.fromkeys(sorted(behind - varied - self._constant_letters()))
        return constant(dict.fromkeys([*found, *kept]))

    def _constants_of(self, link: Link, a: Expr, b: Expr) -> str:
        """Why a letter by which a varied one is defined may be a constant: its differential is not
        written, and nothing says that it varies.
        """
        varied = {
            s.name for e in (a, b) if e.has_derivative for n in e.walk()
            if isinstance(n, Differential) and isinstance(n.body, Symbol) and not n.body.arguments
            for s in n.body.symbols
        }  # fmt: skip
        defined = {n for n in varied if self._has_body(n)}
        if not defined:
            return ""
        below = self.scope.behind(frozenset(defined)) - defined
        loose = sorted(below - varied - self._constant_letters())
        return f"whether {loose[0]} is a constant is not told" if loose else ""

    def _constant_letters(self) -> frozenset[str]:
        known = self.scope.letters
        return frozenset(n for n in known if "constant" in known[n].symbol.assumptions)

    def _kept(self, *sides: Expr) -> list[str]:
        """The letters that an expectation or a derivative by time takes for constants,
        though they may be random or depend on it: nothing declares them, or it.
        """
        letters = self.scope.letters.values()
        timed = any(x.assumed and x.symbol.name in TIMES for x in letters)
        if not (timed or any(e.averaged for e in sides)):
            return []
        found: set[str] = set()
        known = self.scope.behind(frozenset[str]().union(*(e.names for e in sides)))
        bodies = [self.scope.letters[n].body for n in known & self.conditioned]
        laws = {x for e in (*sides, *bodies) if e is not None and e.averaged for n in e.walk()
                if isinstance(n, Expectation) for x in n.distributions}  # fmt: skip
        said = {x.variable.name for x in laws}.union(*(m.names for x in laws for m in x.moments))
        said |= self._of_laws(said)
        moving = (side for side in sides if side.has_derivative or side.averaged)
        for node in (n for side in moving for n in side.walk()):
            if isinstance(node, Derive) and self._is_time(node.wrt):
                found |= self.scope.behind(node.body.names) - node.wrt.names
            if isinstance(node, Expectation):
                for name in self.scope.behind(node.body.names) - said:
                    letter = self.scope.letters.get(name)
                    if letter is not None and letter.assumed and letter.body is None:
                        found.add(name)
        return sorted(found)

    def _of_laws(self, names: set[str]) -> frozenset[str]:
        """The letters by which the laws of letters, and those under the condition of them, are given:
        of u | v ~ N(Lv + m, Σ) it is told that L and m are the same for all values.
        """
        laws = [
            x.moments for x in self.scope.letters.values()
            if x.moments is not None and x.moments.given in names
        ]  # fmt: skip
        written = [text for law in laws for text in (law.mean, law.covariance) if text]
        found = frozenset[str]()
        for text in written:
            with suppress(Unparsed, Unlexed):
                found |= chance.letters(parse(tokens(text), len(text)))
        return found

    def _is_time(self, e: Expr) -> bool:
        """Whether an undeclared letter is one on which others depend without saying so."""
        known = self.scope.letters.get(e.name) if isinstance(e, Symbol) else None
        return known is not None and known.assumed and known.symbol.name in TIMES

    def _under(self, link: Link, a: Expr, b: Expr) -> str:
        """What the equality rests on, if it is no plain identity."""
        if not link.block.display:
            return "what the text around it says"
        if link.claim.arrow or Cue.IMPLIES in link.block.cues:
            return "the equation before it" if self.count else NO_PREMISE
        if Cue.VANISHES in link.block.cues:
            return VANISHED
        if not self.conditions.keys() >= set(link.claim.where):
            return "the condition that stands with it"
        if isinstance(a, Symbol) and not b.names and not self._has_body(a.name):
            return "it may say which value is looked at"
        if Cue.OPEN in link.block.cues and not link.continues:
            return "what the words before it say"
        if self._is_premise(link):
            return "it is one side of an implication"
        if self._is_conditional(link):
            return "what is written beside it"
        if link.relation.above == "!":
            return "it is a condition that is set"
        if link.relation.holds_where or sets_a_condition(link.relation.above):
            return "what is written above the sign"
        derives = is_zero(b) and a.has_derivative and any(isinstance(n, Derive) for n in a.walk())
        if derives or (is_zero(b) and self.chain_derives):
            return STATIONARY
        left, right = (self.scope.behind(x.names) for x in (a, b))
        if left and right and not left & right:
            return "the two sides have no letter in common"
        if _repeats(a, b) or _repeats(b, a):
            return "whether repeated indices are summed over is not told"
        return ""


def _repeats(own: Expr, other: Expr) -> bool:
    """Whether entries that are multiplied share an index which only this side has, as where sums
    are not written.
    """
    loose = own.indices - other.indices
    if not loose:
        return False
    products = (n for n in own.walk() if isinstance(n, Apply) and n.op is PRODUCT)
    entries = ([a for a in n.args if isinstance(a, Apply) and a.op is ENTRY] for n in products)
    return any(
        a.indices & b.indices & loose for found in entries for a, b in combinations(found, 2)
    )


def _is_accent(character: str) -> bool:
    """Whether a character is an accent, but for the arrow of a vector."""
    return unicodedata.category(character) == "Mn" and character != ARROW


def _of_letters(sides: Sequence[Expr]) -> frozenset[IntVar]:
    """The sizes of the letters on these sides."""
    shapes = {s.shape for e in sides for s in e.symbols}
    return closure([d for shape in shapes for d in (shape.rows, shape.cols)])


def _is_function(e: Expr) -> bool:
    return isinstance(e, Symbol) and bool(e.arguments)


def constant(names: Collection[str]) -> str:
    """In words that these letters are constant; empty if there are none."""
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} constant" if names else ""
