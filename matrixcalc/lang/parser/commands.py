r"""Commands with arguments: \frac, \sqrt, accents, styles, \left, braces with remarks."""

from __future__ import annotations

from matrixcalc.lang.alphabet import ACCENTS, STYLES, WORDS
from matrixcalc.lang.parser.grammar import Grammar, Unparsed, kept, shown
from matrixcalc.lang.syntax import (
    Annotated,
    Bars,
    Empty,
    Group,
    Juxtaposed,
    Name,
    Number,
    Ratio,
    Remark,
    Root,
    Scripts,
    Sign,
    Syntax,
    Table,
    Word,
)
from matrixcalc.lang.tokens import Token

_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"})
_TRANSPARENT = frozenset(
    {"boxed", "cancel", "bcancel", "xcancel", "fbox", "ensuremath", "mathstrut", "displaylines",
     "mathord", "mathbin", "mathrel", "mathopen", "mathclose", "smash", "hbox", "mbox", "text"}
)  # fmt: skip
_DROPPED = frozenset(
    {"phantom", "hphantom", "vphantom", "hspace", "vspace", "label", "tag", "color"}
)
_BRACED = {"underbrace", "overbrace", "underset", "overset", "stackrel"}


class Commands(Grammar):
    """Commands and their arguments."""

    def command(self) -> Syntax:
        token = self.next()
        name = token.text
        if name in WORDS and name not in ACCENTS and name != "sqrt":
            return Word(token.start, token.end, name)
        if name in _FRACTIONS:
            top = self.argument()
            bottom = self.argument()
            return Ratio(token.start, self.end_of_last(), top, bottom)
        if name == "sqrt":
            return self.root(token)
        if name in ACCENTS:
            return self.accented(token)
        if name in STYLES or name == "operatorname*":
            return self.styled(token)
        if name == "left":
            return self.left(token)
        if name in _BRACED:
            return self.annotated(token)
        if name in _TRANSPARENT:
            return kept(self.argument())
        if name in _DROPPED:
            raise self.fail(f"\\{name} cannot stand inside a formula", token)
        if name == "textcircled":
            body = self.argument()
            return Sign(token.start, body.end, f"({text_of(body)})")
        if name in ("binom", "not", "overline"):
            raise self.fail(f"\\{name} is not read", token)
        raise self.fail(
            f"the macro \\{name} is not known", token,
            help=f"define it: \\newcommand{{\\{name}}}{{…}}",
        )  # fmt: skip

    def root(self, token: Token) -> Syntax:
        degree: Syntax | None = None
        if self.sign("["):
            self.next()
            degree = self.sum()
            self.expect("]", token)
        body = self.argument()
        return Root(token.start, self.end_of_last(), body, degree)

    def accented(self, token: Token) -> Syntax:
        body = self.argument()
        if not isinstance(body, Name):
            raise Unparsed(f"\\{token.text} belongs to one letter", token.start, body.end)
        if token.text == "vec" and len(body.text) > 1:
            raise Unparsed("\\vec belongs to one letter", token.start, body.end,
                           "write \\operatorname{vec} for the vec operator")  # fmt: skip
        return Name(token.start, self.end_of_last(), body.text + ACCENTS[token.text], body.style)

    def styled(self, token: Token) -> Syntax:
        style = STYLES.get(token.text, "")
        body = self.argument()
        end = self.end_of_last()
        if token.text.startswith("operatorname") or token.text in ("mathrm", "rm"):
            text = text_of(body)
            if text in WORDS:
                return Word(token.start, end, text)
            if isinstance(body, Name):
                return Name(token.start, end, body.text, "upright" if text in "TtHd" else style)
            if text:
                return Name(token.start, end, text)
        return restyled(body, style, token.start, end)

    def left(self, token: Token) -> Syntax:
        r"""What stands between \left and \right, whose fences need not match."""
        opened = self.delimiter()
        bars, self.open_bars = self.open_bars, []
        parts, separators = self.parts(self._at_right)
        self.open_bars = bars
        if not self._at_right():
            if self.token is self.stop:
                raise self.fail("\\left has no \\right", token)
            raise self.unexpected()
        self.next()
        closed = self.delimiter()
        end = self.end_of_last()
        if opened in ("|", "‖") and closed == opened:
            if len(parts) != 1:
                raise self.fail("a comma cannot stand between bars", token)
            return Bars(token.start, end, opened, parts[0])
        if opened == "{|" and closed == "." and len(parts) == 1 and isinstance(parts[0], Table):
            return Table(token.start, end, "cases", parts[0].rows)
        fence = opened if opened != "." else f".{closed}"
        return Group(token.start, end, fence, parts, separators)

    def _at_right(self) -> bool:
        return self.token.kind == "command" and self.token.text == "right"

    def delimiter(self) -> str:
        token = self.next()
        if token.kind != "sign":
            raise self.fail(f"{shown(token)} is no bracket", token)
        return token.text

    def annotated(self, token: Token) -> Syntax:
        r"""\underbrace{a}_{…}, \overset{…}{a}: a part with a remark."""
        if token.text in ("underbrace", "overbrace"):
            body = self.argument()
            remark: Syntax | None = None
            mark = "_" if token.text == "underbrace" else "^"
            if self.sign(mark):
                self.next()
                remark = self.remark()
            return Annotated(token.start, self.end_of_last(), body, remark)
        remark = self.remark()
        body = self.argument()
        if isinstance(body, Word):
            return Scripts(token.start, self.end_of_last(), body, remark)
        return Annotated(token.start, self.end_of_last(), body, remark)

    def remark(self) -> Syntax:
        """A remark in braces: a formula if it reads as one, else its words."""
        if not self.sign("{"):
            return self.argument()
        opened = self.next()
        inner = self.braced(opened)
        if [t.text for t in inner[:2]] in (["=", ":"], [":", "="]):
            # A name is given either way: =: u, := u.
            inner = [inner[0]._replace(text="=", kind="sign"), *inner[2:]]
        if not inner:
            return Empty(opened.start, opened.end)
        try:
            return self.within(inner, opened)
        except Unparsed:
            return Remark(inner[0].start, inner[-1].end, " ".join(t.text for t in inner))


def text_of(node: Syntax) -> str:
    """The letters of an upright name, as in ``arg max``."""
    match node:
        case Name(text=text) | Word(text=text) | Remark(text=text):
            return text
        case Number(value=value):
            return str(value)
        case Juxtaposed(items=items):
            return "".join(text_of(i) for i in items)
    return ""


def restyled(node: Syntax, style: str, start: int, end: int) -> Syntax:
    """The letters of a part in a style, such as bold."""
    match node:
        case Name(text=text):
            return Name(start, end, text, style or node.style)
        case Number(value=value):
            return Name(start, end, str(value), style) if style else node
        case Juxtaposed(items=items):
            inner = tuple(restyled(i, style, i.start, i.end) for i in items)
            return Juxtaposed(start, end, inner)
        case Scripts():
            base = restyled(node.base, style, node.base.start, node.base.end)
            return Scripts(start, end, base, node.sub, node.sup, node.primes)
        case Word(text=text) if style:
            # Letters set in a style are letters, even where they spell a function.
            names = tuple(Name(start, end, c, style) for c in text)
            return Juxtaposed(start, end, names)
    return node
