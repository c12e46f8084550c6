"""Words that a derivative is zero, or is set to zero, and that something follows from it.

Only words are looked at: which derivative it is, `vanishing` knows.
"""

from __future__ import annotations

import re

_A_SLOPE = (
    r"(?:(?:the|this|that|these|its|die|den|diese\w*|der|des|ihre\w*|la|le|les|sa|son)\s+"
    r"(?:above\s+|last\s+|first\s+|partial\s+|resulting\s+|partielle\w*\s+)*"
    r"(?:derivatives?|gradients?|differentials?|expressions?|results?|scores?|ableitung\w*|gradient\w*|ausdr\w+|dérivées?)"
    r"(?:\s+function)?(?:\s+(?:of|von|de)\s+(?:▢|(?:the|our|der|des|la)\s+(?:log-?)?(?:likelihood|objective|loss|cost|error|function|zielfunktion)(?:-?funktion|\s+function)?))?"
    r"(?:\s+(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\.?|nach|par\s+rapport\s+à)\s+▢)?)"
)
"""Words for the last derivative, or for that of what is to be smallest or largest."""
_ZEROED = (
    r"(?:(?<!\w)(?:set|setting|equate|equating|put|putting|setze|setzen\s+wir|setzt\s+man|wir\s+setzen|man\s+setzt)\s+"
    rf"(?:this|it|that|these|both|them|dies\w*|das|{_A_SLOPE})\s+"
    r"(?:\(\s*▢?\s*\)\s*)?(?:equal\s+)?(?:to|with|gleich)\s+(?:zero|null|0)(?!\w)"
    r"|(?<!\w)(?:equating|setting)\s+(?:equal\s+)?to\s+(?:zero|0)(?!\w)"
    rf"|(?<!\w)nullsetzen(?!\w)(?:\s+{_A_SLOPE})?|(?<!\w)en\s+annulant\s+(?:cela|{_A_SLOPE}))"
)
VANISHES = re.compile(rf"{_ZEROED}(?P<rest>(?:[^▢]|(?:for|by|in|nach|mit|pour)\s+▢)*)$")
ZERO_AT = re.compile(
    rf"(?<!\w){_A_SLOPE}\s+(?:vanish(?:es)?|(?:is|are|becomes)\s+(?:equal\s+to\s+)?(?:zero|0)|equals?\s+(?:zero|0)|verschwindet|s['’]annule)\s+"
    r"(?:only\s+|exactly\s+|precisely\s+|genau\s+)?(?:at|for|bei|für|en|pour)\s*:?\s*$"
)
"""Words that say where a derivative is zero."""
_SLOPE_IS_ZERO = re.compile(rf"{_ZEROED}|{ZERO_AT.pattern}", re.IGNORECASE)
_SAYS_NO_MORE = re.compile(
    r"[\W▢]*(?:[^\w▢]*(?:(?:solv(?:e|ing)\s+for|of|respect\s+to|differentiating|nach|rapport\s+à|derivative|gradient)\s+▢|(?:a|"
    r"ableitung|also|and|annulant|annule|at|auf|aus|bei|both|by|damit|dann|daraus|das|den|der|"
    r"derivative|derivatives|des|die|dies|differential|differentiating|donne|dérivée|en|equal|"
    r"equating|ergibt|erhalten|erhält|es|estimate|estimator|expression|find|finding|first|folgt|"
    r"following|for|function|für|get|given|gives|gleich|gleichsetzen|gradient|gradienten|gradients|"
    r"hence|here|in|is|it|its|la|last|le|leads|least|les|liefert|likelihood|log|loss|man|maximi[sz]er|maximum|"
    r"minimi[sz]er|minimum|nach|now|null|nullsetzen|objective|obtain|obtient|of|on|optimal|optimum|our|par|partial|put|putting|"
    r"rapport|rearranging|respect|result|results|ridge|score|set|setting|setzen|setzt|so|solution|"
    r"solving|somit|squares|takes|that|the|then|therefore|this|thus|to|und|unique|vanishes|verschwindet|we|"
    r"which|wir|with|wrt|yield|yields|zero|zu)(?!\w)))*[^\w▢]*"
)
"""Words of a sentence that says no more than that a derivative is zero, and what solves that."""


def says_no_more(sentence: str) -> bool:
    """Whether a sentence in small letters says no more than that, in words that are known.

    >>> says_no_more("setting this to zero we get"), says_no_more("setting it to zero on the sphere")
    (True, False)
    >>> says_no_more("solving for ▢ gives"), says_no_more("for ▢ we get")
    (True, False)
    """
    return _SAYS_NO_MORE.fullmatch(sentence) is not None


def without_zeroing(sentence: str) -> str:
    """A sentence without words that a derivative is set to zero, or is zero where it stands.

    >>> without_zeroing("Setting the gradient to zero we obtain")
    ' ,  we obtain'
    """
    return _SLOPE_IS_ZERO.sub(" , ", sentence)
