r"""What the scanner of LaTeX knows of commands and environments.

Tables only: levels of headings, commands whose arguments are no words, and
environments that are not read.  What is not listed keeps its words.
"""

from __future__ import annotations

LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 6,
}
"""Levels of headings; 1 is the most important, and a problem's is below all of them."""

FOOTNOTES = frozenset({"footnote", "footnotetext"})
"""Commands whose argument stands elsewhere on the page."""

_EMPHASIS = "textbf textsc textit emph underline uline textsf large"
EMPHASIS = frozenset(_EMPHASIS.split())
"""Commands whose argument may be the title of a problem."""

_ONE = (
    "label footnote footnotetext footnotemark thanks includegraphics graphicspath input include "
    "includeonly subfile vspace hspace vskip usepackage documentclass hypersetup geometry url nolinkurl "
    "href textcolor color colorbox pagecolor bibliography bibliographystyle addbibresource "
    "pagestyle thispagestyle pagenumbering title author date institute affiliation email "
    "nocite index hyphenation usetikzlibrary lstset phantom hphantom vphantom rule fontsize "
    "selectlanguage foreignlanguage theoremstyle captionsetup setlist linespread setstretch "
    "sout st xout "
    "markboth lhead chead rhead lfoot cfoot rfoot fancyhead fancyfoot tikzset"
)
_TWO = "setlength addtolength setcounter addtocounter newtheorem definecolor"
_THREE = "newenvironment renewenvironment"
_CITATIONS = (
    "cite citet citep citealt citeauthor citeyear parencite textcite autocite footcite fullcite"
)

SILENT = {
    **dict.fromkeys(f"{_ONE} {_CITATIONS}".split(), 1),
    **dict.fromkeys(_TWO.split(), 2),
    **dict.fromkeys(_THREE.split(), 3),
}
"""How many arguments of a command are no words of the text."""

_UNREAD = """
    verbatim Verbatim BVerbatim LVerbatim alltt lstlisting minted listing comment
    tikzpicture tikzcd pgfpicture picture thebibliography filecontents algorithm
    algorithmic
"""
UNREAD = frozenset(_UNREAD.split())
"""Environments that are neither prose nor mathematics."""

_WITH_ARGUMENT = """
    tabular tabularx tabulary longtable minipage multicols adjustwidth wrapfigure spacing
    adjustbox mdframed tblr
"""
WITH_ARGUMENT = frozenset(_WITH_ARGUMENT.split())

_WITHIN_PARAGRAPHS = """
    subequations center flushleft flushright small footnotesize large scriptsize samepage
    minipage spacing sloppypar adjustbox
"""
WITHIN_PARAGRAPHS = frozenset(_WITHIN_PARAGRAPHS.split())
"""Environments that do not end a paragraph."""
