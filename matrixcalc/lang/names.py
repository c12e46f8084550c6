r"""The names of letters: one normal form for what LaTeX and Unicode write differently.

``\Sigma_{aa}``, ``Σ_aa`` and ``\mathbf{\Sigma}_{aa}`` are one name.  What a name
stands for is not known here.
"""

from __future__ import annotations

from matrixcalc.lang.syntax import (
    Annotated,
    Empty,
    Group,
    Juxtaposed,
    Name,
    Number,
    Remark,
    Scripts,
    Sign,
    Sum,
    Syntax,
    Word,
)  # fmt: skip
from matrixcalc.notation import SAMPLE, SCRIPT


def is_sample(sup: Syntax | None) -> bool:
    """Whether a superscript is the index of a sample: (n) or (2)."""
    return (
        isinstance(sup, Group)
        and sup.fence == "("
        and len(sup.parts) == 1
        and isinstance(sup.parts[0], Name | Number)
    )


def plain(node: Name) -> str:
    """The name of a letter without its scripts; bold is dropped, a script letter is its own."""
    if node.style == "script" and len(node.text) == 1:
        return SCRIPT.get(node.text, node.text)
    return node.text


def label(node: Syntax | None) -> str | None:
    """What stands below or above a letter, as part of its name; None if it cannot be."""
    match node:
        case Name(text=text) | Word(text=text):
            return text
        case Remark(text=text):
            return text.replace(" ", "")
        case Number(value=value) if value.denominator == 1:
            return str(value)
        case Juxtaposed(items=items):
            parts = [label(i) for i in items]
            return None if None in parts else "".join(p or "" for p in parts)
        case Group(fence="", parts=parts, separators=separators) if set(separators) <= {","}:
            inner = [label(p) for p in parts]
            return None if None in inner else ",".join(p or "" for p in inner)
        case Sign(text="★"):
            return "*"
        case Sign(text=text) if text in ("*", "+", "†"):
            return text
        case Sum(terms=terms):
            inner = [label(t) for _, t in terms]
            if None in inner:
                return None
            return "".join(f"{s if k or s == '-' else ''}{t}" for k, ((s, _), t) in
                           enumerate(zip(terms, inner, strict=True)))  # fmt: skip
    return None


def name_of(node: Syntax) -> str | None:
    """The name that a written letter has with its scripts, such as ``Σ_aa``."""
    match node:
        case Name(text=text, style=style):
            return text if style != "script" else plain(node)
        case Scripts(base=base, sub=sub, sup=sup, primes=primes):
            head = name_of(base)
            if head is None:
                return None
            below = label(sub) if sub is not None else ""
            above = label(sup) if sup is not None else ""
            if below is None or above is None:
                return None
            return (head + (f"_{below}" if below else "") + (f"^{above}" if above else "")
                    + "′" * primes)  # fmt: skip
        case Word(text=text):
            return text
        case Annotated(body=body):
            return name_of(body)
    return None


def indices(node: Syntax | None) -> tuple[Syntax, ...]:
    """The indices that stand below a letter: ``ij`` and ``i, j`` are two."""
    match node:
        case None | Empty():
            return ()
        case Group(fence="", parts=parts, separators=separators) if set(separators) <= {","}:
            return parts
        case Juxtaposed(items=items) if all(isinstance(i, Name | Number) for i in items):
            split: list[Syntax] = []
            for item in items:
                split += _digits(item)
            return tuple(split)
        case Number():
            return tuple(_digits(node))
        case Word(text=text) if len(text) == 2:
            return tuple(Name(node.start, node.end, c) for c in text)
    return (node,)


def _digits(node: Syntax) -> list[Syntax]:
    """The figures of a number of two figures, as the indices in A₁₂; else the node."""
    if isinstance(node, Number) and node.value.denominator == 1 and len(str(node.value)) == 2:
        return [Number(node.start, node.end, type(node.value)(int(c))) for c in str(node.value)]
    return [node]


__all__ = ["SAMPLE", "indices", "is_sample", "label", "name_of", "plain"]
