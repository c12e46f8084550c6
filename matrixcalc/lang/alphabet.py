r"""The signs and words of formulas: what a command, a letter or a small figure stands for.

Tables only.  A command that stands for a sign reads as that sign, so that LaTeX
and Unicode have one grammar.
"""

from __future__ import annotations

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "imath": "ı", "jmath": "ȷ",
}  # fmt: skip

SPACING = frozenset(
    {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}
    |
    {",", ";", ":", "!", ">", " ", "/", "\n", "enspace", "enskip", "thinspace",
     "medspace", "thickspace", "negthinspace", "displaystyle", "textstyle", "scriptstyle",
     "scriptscriptstyle", "limits", "nolimits", "nonumber", "notag", "allowbreak", "noindent",
     "centering", "hfill", "null", "strut", "hline", "relax", "mathstrut", "phantom*", "-",
     "rm", "bf", "sf", "it", "normalsize", "small", "large", "boldmath", "par"}
)  # fmt: skip
"""Commands that only set type."""

COMMAND_SIGNS = {
    "cdot": "·", "bullet": "·", "times": "×", "ast": "*", "circ": "⊙", "odot": "⊙", "otimes": "⊗",
    "oslash": "⊘", "oplus": "⊕", "pm": "±", "mp": "±", "div": "÷", "le": "≤", "leq": "≤", "leqslant": "≤",
    "ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠",
    "equiv": "≡", "approx": "≈", "simeq": "≈", "cong": "≈", "propto": "∝", "sim": "~",
    "triangleq": "≜", "coloneqq": ":=", "coloneq": ":=", "defeq": ":=", "doteq": "≐",
    "succ": "≻", "succeq": "⪰", "succcurlyeq": "⪰", "prec": "≺", "preceq": "⪯", "in": "∈",
    "notin": "∉", "subset": "⊂", "subseteq": "⊂", "Rightarrow": "⇒", "implies": "⇒",
    "Longrightarrow": "⇒", "impliedby": "⇐", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⇔",
    "Longleftrightarrow": "⇔", "to": "→", "rightarrow": "→", "longrightarrow": "→",
    "mapsto": "→", "gets": "←", "leftarrow": "←", "therefore": "∴", "because": "∵",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "iint": "∫", "oint": "∫",
    "infty": "∞", "dots": "…", "ldots": "…", "cdots": "…", "dotsc": "…", "dotsb": "…",
    "dotsm": "…", "hdots": "…", "vdots": "⋮", "ddots": "⋱", "mid": "|", "vert": "|",
    "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "|": "‖",
    "parallel": "‖", "lbrace": "{|", "rbrace": "|}", "{": "{|", "}": "|}", "lbrack": "[",
    "rbrack": "]", "langle": "⟨", "rangle": "⟩", "top": "⊤", "intercal": "⊤", "dagger": "†",
    "prime": "'", "forall": "∀", "neg": "¬", "setminus": "∖", "cup": "∪", "cap": "∩",
    "square": "□", "blacksquare": "□", "Box": "□", "qed": "□", "star": "*", "emptyset": "∅",
    "colon": ":", "lnot": "¬", "wedge": "∧", "vee": "∨", "land": "∧", "lor": "∨", "#": "#",
    "&": "＆", "%": "%", "_": "＿", "$": "$", "ddagger": "‡", "lfloor": "⌊", "rfloor": "⌋",
    "bigotimes": "⊗", "bigodot": "⊙", "bigcirc": "⊙",
}  # fmt: skip

WORDS = frozenset(
    {"tr", "Spur", "Sp", "rang", "Rang", "Tr", "trace", "Trace", "TR", "det", "Det", "diag", "Diag", "dg", "vec", "Vec",
     "vech", "log", "ln", "exp", "rank", "rk", "Rank", "cov", "Cov", "Var", "var", "Corr",
     "sin", "cos", "tan", "tanh", "sinh", "cosh", "arctan", "sqrt", "softmax", "sigmoid",
     "softplus", "relu", "ReLU", "sgn", "sign", "adj", "Adj", "Cof", "cof", "logdet", "argmax",
     "argmin", "arg", "max", "min", "sup", "inf", "lim", "KL", "Ent", "blockdiag", "bdiag", "inv",
     "abs", "Re", "Im", "logsumexp", "LSE", "Bin", "const"}
)  # fmt: skip
"""Names of functions."""

BARE = frozenset(w for w in WORDS if len(w) > 2 or w in ("tr", "Tr", "ln")) - {"arg", "sup", "inf"}
"""Those of them that are read where they stand among letters; the others need a backslash."""

BIG = {"sum": "∑", "prod": "∏"}
"""Words for signs, where limits follow them."""

SUPERSCRIPTS = (
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴺᵀᴴ",
    "0123456789+-=()abcdefghijklmnoprstuvwxyzNTH",
)
SUBSCRIPTS = (
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₕᵦᵧᵨᵩᵪ",
    "0123456789+-=()aeijklmnoprstuvxhβγρφχ",
)

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
    "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
    "vec": "\u20d7", "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300",
    "mathring": "\u030a",
}  # fmt: skip

STYLES = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "bs": "bold", "mathbold": "bold",
    "pmb": "bold", "textbf": "bold", "mathcal": "script", "mathscr": "script", "cal": "script",
    "mathbb": "double", "Bbb": "double", "mathfrak": "fraktur", "mathrm": "", "mathsf": "",
    "mathit": "", "mathnormal": "", "rm": "", "operatorname": "", "mathtt": "", "vect": "bold",
    "mat": "bold", "symbf": "bold", "symbfit": "bold", "underline": "bold",
}  # fmt: skip
"""Commands that choose a style of letters."""
