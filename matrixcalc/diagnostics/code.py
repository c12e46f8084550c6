"""What a code of a message is: its title and the four parts of its article."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc

HEADINGS = ("What it says", "Why it matters", "Example", "What to do")


@dataclass(frozen=True)
class Code:
    """A message's code, its title, and the four parts of its article."""

    code: str
    title: str
    says: str
    why: str
    example: str
    advice: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The headings of the article with their texts, in order."""
        texts = (self.says, self.why, self.example, self.advice)
        return tuple(zip(HEADINGS, map(cleandoc, texts), strict=True))

    @property
    def article(self) -> str:
        """The whole article as plain text."""
        sections = (f"{heading}\n\n{text}" for heading, text in self.parts)
        return "\n\n".join([f"{self.code}  {self.title}", *sections]) + "\n"
