"""The words of sentences that declare something, in six languages.

Tables only: what a word or phrase is for, not what a sentence means.  A key that
ends in ``*`` stands for a stem with any of the usual endings.  Hyphens are
spaces here, and everything is in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Role(Enum):
    """What a word does in a sentence."""

    LET = auto()
    SUPPOSE = auto()
    WHERE = auto()
    WITH = auto()
    FOR = auto()
    REASON = auto()
    CLAIM = auto()
    MODAL = auto()
    IF = auto()
    SUCH = auto()
    NOT = auto()
    OR = auto()
    AND = auto()
    BE = auto()
    IS = auto()
    FILLER = auto()
    ARTICLE = auto()
    EVERY = auto()
    CONTRARY = auto()
    LABEL = auto()
    FOLLOWING = auto()
    ADJECTIVE = auto()
    NOUN = auto()
    VALUE = auto()
    IN = auto()
    OF_SIZE = auto()
    DIMENSIONAL = auto()
    COMPONENTS = auto()
    BY = auto()
    MEAN = auto()
    NORMAL = auto()
    THEN_LET = auto()
    THEN_CLAIM = auto()
    THEN_IF = auto()
    THEN_REASON = auto()
    COMMA = auto()
    BREAK = auto()
    STOP = auto()
    QUESTION = auto()
    FORMULA = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Word:
    """What the lexicon knows of a phrase: its role, its noun, the adjectives it stands for."""

    role: Role
    noun: str = ""
    adjectives: tuple[str, ...] = ()


_ADJECTIVES: dict[str, str] = {
    "symmetric": """symmetric|symmetrical|symmetrisch*|symétrique|symétriques|симметричн*
        |симметрическ*|対称|对称
        |симметричен""",
    "skew-symmetric": """skew|skew symmetric|antisymmetric|anti symmetric|skewsymmetric
        |schiefsymmetrisch*|antisymmetrisch*|antisymétrique|antisymétriques|кососимметричн*
        |кососимметрическ*|антисимметричн*|反対称|歪対称|交代|反对称|斜对称""",
    "hermitian": "hermitian|hermitesch*|hermitisch*|hermitienne|hermitien|эрмитов*|エルミート|厄米特",
    "positive definite": """positive definite|positiv definit*|définie positive|définies positives
        |положительно определенн*|положительно определен*|正定値|正定|正定値対称
        |strictly positive definite|positivdefinit*|положительно определена|положительно определенные""",
    "positive semidefinite": """positive semidefinite|positive semi definite
        |nonnegative definite|non negative definite|positiv semidefinit*|positiv semi definit*
        |semi définie positive|semi définies positives|semidéfinie positive
        |положительно полуопределенн*|положительно полуопределен*|неотрицательно определенн*
        |неотрицательно определен*|半正定値|準正定値|非負定値|半正定|非负定""",
    "rank deficient": "rank deficient|singular|non invertible|singulär*|nicht invertierbar*|singulière*",
    "invertible": """invertible|nonsingular|non singular|regular|regulär*|invertierbar*
        |nichtsingulär*|nicht singulär*|inversible|inversibles|régulière|régulières|non singulière
        |обратим*|невырожденн*|неособенн*|正則|可逆|非奇异|非退化|満秩|非特異""",
    "orthogonal": """orthogonal|orthogonal*|orthogonale|orthogonales|orthogonaux
        |ортогональн*|直交|正交
        |ортогонален""",
    "diagonal": "diagonal|diagonal*|diagonale|diagonales|диагональн*|対角|对角|диагонален",
    "lower triangular": """lower triangular|untere dreiecks|triangulaire inférieure
        |triangulaires inférieures|нижнетреугольн*|нижн* треугольн*|下三角""",
    "upper triangular": """upper triangular|obere dreiecks|triangulaire supérieure
        |triangulaires supérieures|верхнетреугольн*|верхн* треугольн*|上三角""",
    "unit lower triangular": "unit lower triangular",
    "unit upper triangular": "unit upper triangular",
    "idempotent": "idempotent|idempotent*|idempotente|idempotentes|идемпотентн*|冪等|べき等|幂等|идемпотентен",
    "toeplitz": "toeplitz",
    "full column rank": """full column rank|of full column rank|with full column rank
        |vollen spaltenrang
        |列フルランク|列满秩""",
    "full row rank": """full row rank|of full row rank|with full row rank|vollen zeilenrang|行フルランク|行满秩""",
    "orthonormal columns": """orthonormal columns|with orthonormal columns
        |orthonormale spalten|mit orthonormalen spalten""",
    "positive": "positive|positiv*|positif|positifs|positives|положительн*|正|strictly positive|strikt positiv*|streng positiv*|strictement positif|strictement positifs|strictement positive|strictement positives|строго положительн*|положителен",
    "nonzero": """nonzero|non zero|nichtverschwindend*|non nul|non nulle|ненулев*
        |非零|ゼロでない""",
    "unit norm": "unit norm|of unit norm|with unit norm|unit length|of unit length",
    "constant": "constant|konstant*|constante|constantes|постоянн*",
    "unitary": "unitary|unitär*|unitaire|unitaires|унитарн*|ユニタリ|酉",
    "complex": "complex|complex valued|komplex*|complexe|complexes|комплексн*|複素|复",
    "one-hot": "one hot",
    "one-hot rows": "one hot rows",
    "independent coordinates": """independent coordinates|independent components
        |independent entries|with independent coordinates|with independent components
        |with independent entries|unabhängige koordinaten|unabhängige komponenten
        |mit unabhängigen koordinaten|mit unabhängigen komponenten""",
    "independent": """iid|independent|independent and identically distributed
        |independent identically distributed|unabhängig*|unabhängig und identisch verteilt
        |indépendants|indépendantes|indépendants et identiquement distribués|независим*
        |独立|独立に|互いに独立に|独立同分布|独立同分布于|独立同分布に|相互独立""",
}  # fmt: skip

_NOUNS: dict[tuple[str, tuple[str, ...]], str] = {
    ("matrix", ()): """matrix|matrices|matrixes|matrizen|matrice|матриц*|行列|矩阵|矩陣|阵""",
    ("square", ()): """square matrix|square matrices|square|quadratische matrix
        |quadratische matrizen|quadratisch*|matrice carrée|matrices carrées|carrée|carrées
        |квадратн*|квадратн* матриц*|正方行列|正方|方阵|方陣""",
    ("square", ("diagonal",)): "diagonalmatrix|diagonalmatrizen|対角行列|对角阵",
    ("square", ("orthogonal",)): """orthogonalmatrix|rotation matrix|permutation matrix
        |drehmatrix|permutationsmatrix|matrice de rotation|матрица поворота|回転行列|旋转矩阵
        |置換行列|置换矩阵""",
    ("square", ("lower triangular",)): "untere dreiecksmatrix",
    ("square", ("upper triangular",)): "obere dreiecksmatrix",
    ("square", ("idempotent",)): """projection|projection matrix|projector|projektion
        |projektionsmatrix|projecteur|matrice de projection|射影行列|投影矩阵|проектор""",
    ("square", ("symmetric", "idempotent")): """orthogonal projection
        |orthogonal projection matrix|orthogonal projector|orthogonalprojektion
        |orthogonale projektion|projecteur orthogonal|直交射影|直交射影行列|正交投影矩阵
        |ортогональный проектор""",
    ("square", ("positive definite",)): """covariance matrix|covariance matrices
        |variance covariance matrix|kovarianzmatrix|kovarianzmatrizen|matrice de covariance
        |matrice de variance covariance|матриц* ковариации|матриц* ковариаций
        |ковариационн* матриц*|共分散行列|分散共分散行列|协方差矩阵
        |協方差矩陣""",
    ("covariance", ()): "covariance|kovarianz|ковариация|ковариацией|共分散|协方差|variance",
    ("vector", ()): """vector|vectors|column vector|column vectors|vektor|vektoren|vektors
        |spaltenvektor|spaltenvektoren|vecteur|vecteurs|vecteur colonne|vecteurs colonnes
        |вектор*|вектор столбец|ベクトル|列ベクトル|縦ベクトル|向量
        |列向量""",
    ("row", ()): """row vector|row vectors|zeilenvektor|zeilenvektoren|vecteur ligne
        |вектор строка|行ベクトル|横ベクトル|行向量""",
    ("vector", ("unit norm",)): """unit vector|unit vectors|einheitsvektor|vecteur unitaire
        |единичный вектор|単位ベクトル|单位向量""",
    ("vector", ("probability vector",)): """probability vector|wahrscheinlichkeitsvektor
        |確率ベクトル|概率向量""",
    ("random", ()): """random vector|random vectors|stochastic vector|stochastic vectors|random variable|random variables
        |zufallsvektor|zufallsvektoren|vecteur aléatoire|vecteurs aléatoires|случайный вектор
        |確率ベクトル変数|随机向量|確率変数""",
    ("scalar", ()): """scalar|scalars|real number|real numbers|number|numbers|real scalar
        |skalar|skalare|skalaren|reelle zahl|reelle zahlen|zahl|zahlen|scalaire|scalaires
        |nombre|nombres|nombre réel|réel|réels|скаляр*|числ*
        |スカラー|スカラ|実数|标量|純量|实数|数""",
    ("scalar", ("constant",)): """constants|konstanten|константа|константы|константой|定数|常数
        |常量""",
    ("integer", ()): """integer|integers|natural number|natural numbers|positive integer
        |positive integers|ganze zahl|ganze zahlen|natürliche zahl|natürliche zahlen|entier
        |entiers|nombre entier|entier naturel|целое число|натуральное число|целые числа|整数
        |自然数|正整数|正の整数""",
}  # fmt: skip

_ROLES: dict[Role, str] = {
    Role.LET: """let|consider|define|write|we denote|we define|we write|we consider
        |sei|seien|es sei|es seien|gegeben sei|gegeben seien|betrachte|betrachten wir
        |bezeichne|bezeichnen wir|definiere|definieren wir|soit|soient|considérons|on considère
        |notons|on note|posons|définissons|пусть|рассмотрим|обозначим|дана|дано|даны|дан
        |设|設|令|记|記|考虑|we are given|you are given
        |fix|we fix|we let|wir betrachten|betrachtet wird|betrachtet werden|gegeben ist|gegeben sind
        |gegeben seien|gegeben wird|wir definieren|wir bezeichnen|wir wählen|wähle|on se donne|donnons nous|nous considérons
        |on fixe|fixons|nous notons|désignons|on désigne|nous désignons|fixe|рассматриваем|рассматривается
        |рассматриваются|зафиксируем|зададим|введем|обозначаем|задана|задано|заданы|考察|我们考虑|我们设|任取|取定""",
    Role.SUPPOSE: """suppose|assume|suppose that|assume that|we assume|we assume that
        |we suppose|we suppose that|assuming|assuming that|it is assumed that|annahme
        |angenommen|wir nehmen an|nehme an|nehmen wir an|vorausgesetzt|supposons|on suppose
        |supposons que|on suppose que|предположим|предположим что|допустим|допустим что
        |假设|假定|設定|已知
        |будем считать|будем считать что|считаем|считаем что|считая|считая что|полагаем|полагаем что|будем предполагать|будем предполагать что|мы предполагаем|мы предполагаем что|我们假设|我们假定""",
    Role.WHERE: """where|by assumption|by hypothesis|nach voraussetzung|nach annahme
        |par hypothèse|по условию|по предположению|here|whereby|in which|throughout|in this problem|in this exercise|in this section|in this chapter|in this paper|in this text|in these notes|in what follows
        |in the following|wobei|hier|hierbei|dabei|im folgenden|in diesem abschnitt|in diesem kapitel|où|ici|dans cette section|dans ce chapitre|dans la suite|dans ce qui suit|где|здесь|ここで|ただし|但し|其中|这里
        |此处""",
    Role.WITH: "with|given|given that|having|mit|avec|étant donné|étant donnée|étant donnés|с|со|给定",
    Role.FOR: "for|für|pour|для|при|对于|对|に対して|に対し",
    Role.EVERY: """every|any|all|each|arbitrary|some|jede|jeder|jedes|alle|beliebige|ein beliebiges
        |tout|toute|tous|toutes|quelconque|любой|любая|любого|любых|всех|всякая|каждая
        |任意|任意の|すべての|全ての|所有|每个|一切""",
    Role.REASON: """since|because|as|due to|using that|we used that|we used the fact that|weil|da
        |denn|puisque|car|parce que|comme|так как|поскольку|ибо|потому что|因为|由于|因""",
    Role.CLAIM: """show|shows|prove|proves|verify|verifies|check|deduce|conclude|conclude that
        |claim|claims|demonstrate|derive|justify|explain|note|notice|observe|recall|find|see
        |then|thus|hence|therefore|so|consequently|implies|implying|imply|gives|yields|entails
        |follows|it follows|we have|we get|we obtain|it holds|holds|becomes|means|whether|true
        |false|true or false|becoming|know|zeige|zeigen|zeigt|beweise|beweisen|prüfe|prüfen|folgere|dann|also|daher|somit
        |folglich|deshalb|folgt|gilt|ob|wahr|falsch|ergibt|impliziert|erhalten
        |behauptung|beachte|bestimme|wissen|montrer|montrez|montrons|démontrer|démontrez
        |démontrons|prouver|prouvez|vérifier|vérifiez|alors|donc|ainsi|d' où|par conséquent
        |on a|on obtient|implique|conclure|en déduire|déduire|vrai|faux|докажите|доказать
        |докажем|покажите|показать|покажем|проверьте|проверить|тогда|то|следовательно|значит
        |поэтому|отсюда|итак|ли|верно|имеем|получаем|следует|верно ли
        |よって|ゆえに|従って|したがって|すなわち|つまり|故に|このとき|すると
        |证明|證明|验证|求证|说明|则|那么|因此|所以|故|于是|从而|可知|可得|得到|是否|判断|推出
        |即""",
    Role.MODAL: """must|should|would|could|may|might|can|suffices|enough|need|want|necessary|possible
        |why|try|muss|soll|sollte|kann|können|könnte|darf|dürfen|genügt|reicht|warum|peut|pouvons
        |doit|faut|suffit|pourquoi|можно|может|нужно|должна|достаточно|необходимо|почему|只需|可以
        |应该|必须|为什么|十分|してよい|なぜ""",
    Role.IF: """if|if and only if|genau dann wenn|si et seulement si|тогда и только тогда|in the case where|case where|case in which|in the case that|when|whenever|iff|unless|only|case|cases|once|provided|provided that|if and
        |in case|in the case|special case|falls|wenn|sofern|genau dann|fall|nur|sobald|spezialfall
        |si|lorsque|quand|lorsqu'|cas|s'|seulement|если|когда|случай|случае|только
        |лишь|若|如果|假如|倘若|当|情形|情况|只有|当且仅当|もし|場合""",
    Role.SUCH: "such that|so that|satisfying|satisfies|s t|that|dass|derart dass|sodass|so dass|que|tel que|telle que|tels que|что|такой что|满足|使得",
    Role.NOT: """not|don'|doesn'|isn'|aren'|needn'|didn'|nowhere|hardly|rarely|without|non|no|neither|nor|cannot|never|nicht|kein|keine|weder|noch|ohne
        |ne|n'|pas|ni|sans|не|нет|ни|без|не обязательно|不|非|未必|不一定|并非|ではない|でない
        |じゃない|でなく|とは限らない|なく|ない|無い|無""",
    Role.OR: "or|either|oder|entweder|ou|soit soit|или|либо|或|或者|または|あるいは|又は|и или",
    Role.AND: """and|as well as|but|und|sowie|aber|et|mais|и|а|но|と|および|及び|かつ|且|且つ|和|与|及|以及
        |並びに|并且""",
    Role.BE: """be|have|denote|denotes|sei|seien|bezeichne|bezeichnet|désigne|désignent|soit|soient
        |обозначает|を|为|爲|為|表示
        |обозначают|表示为|记为|désignera|bezeichnen""",
    Role.IS: """is|are|has|ist|sind|hat|haben|est|sont|есть|является|являются
        |имеет|は|が|是|服从|に従う|に従い""",
    Role.ARTICLE: """a|an|ein|eine|einen|einer|eines|einem|un|une|des""",
    Role.FILLER: """as well|for simplicity|for convenience|in addition|finally|next|from now on|der einfachheit halber
        |zur vereinfachung|ferner|weiter|pour simplifier|de plus|для простоты|кроме того|the|two|three|four|both|real|real valued|fixed|given|known|also|further|moreover
        |furthermore|additionally|now|der|die|das|den|dem|zwei|drei|beide|reell*|reellwertig*
        |fest*|gegeben*|le|la|les|l'|deux|trois|réelle|réelles|réel|réels|donné|donnée|fixé|fixée
        |два|две|три|вещественн*|действительн*|заданн*|данн*|фиксированн*
        |の|な|で|である|であり|です|実|实|的|一个|一個|两个|二つの|2つの|個の|个|均|都|皆
        |of the same size|of the same order|of equal size|of the same dimension|of the same dimensions|gleicher größe|derselben größe|gleicher dimension|gleicher ordnung|de même taille|de la même taille|de même ordre|de même dimension|одного размера|одинакового размера|одного порядка|同阶|同阶的|同じサイズの|同じ大きさの|同じ次数の""",
    Role.IN: "in|of|from|belonging to|aus|von|im|de|dans|из|в|中的|中の|上の|内の",
    Role.VALUE: """identity|identity matrix|unit matrix|ones|all ones|ones vector|all ones vector
        |vector of ones|vector of all ones|matrix of ones|matrix of all ones|zero matrix|zero vector
        |basis vector|basis vectors|standard basis vector|canonical basis vector|commutation matrix
        |duplication matrix|elimination matrix|centering matrix|einheitsmatrix|nullmatrix
        |nullvektor|einsvektor|standardbasisvektor|identité|matrice identité|matrice nulle
        |единичн* матриц*|нулев* матриц*|нулев* вектор*|単位行列|零行列|ゼロ行列|零ベクトル
        |单位矩阵|单位阵|零矩阵|零向量|全1向量""",
    Role.CONTRARY: """without loss of generality|wlog|ohne beschränkung der allgemeinheit|obda
        |sans perte de généralité|без ограничения общности|不失一般性|不妨|一般性を失わず
        |contradiction|contrary|first|for the moment|temporarily|widerspruch|zunächst
        |absurde|d' abord|противного|противное|противоречие|противоречию|сначала|сперва
        |背理法|矛盾|まず|反证|反证法|首先|先""",
    Role.LABEL: """lemma|theorem|proposition|corollary|claim|statement|fact|assertion|hypothesis
        |satz|behauptung|korollar|théorème|lemme|corollaire|теорема|лемма|утверждение|следствие
        |定理|引理|命题|命題|推论|補題|系|問|conjecture|true or false|wahr oder falsch
        |vrai ou faux|верно или неверно""",
    Role.FOLLOWING: """following|folgende|folgendes|folgenden|suivant|suivante|suivantes|suivants
        |следующее|следующие|以下|次の事|次の等式|次を|下列|statements|properties|aussagen|下述""",
    Role.OF_SIZE: """of length|of size|of dimension|of dimensions|of order|of shape|with dimension
        |with size|with shape|has size|has dimension|der größe|der dimension|der länge
        |der ordnung|de taille|de dimension|de dimensions|de longueur|d' ordre|de format
        |размера|размером|размерности|порядка|длины|サイズ|大小为|维数为|长度为|长为|阶数为|形状为""",
    Role.DIMENSIONAL: """dimensional|dimensionale|dimensionaler|dimensionalen|dimensionales|мерный
        |мерная|мерные|мерного|次元|維|维|次|阶|階|次の|次元の""",
    Role.COMPONENTS: """components|component|entries|elements|coordinates|rows and columns
        |komponenten|einträgen|einträge|composantes|coordonnées|éléments|компонентами|компонент
        |элементов|элементами|координат|координатами|成分の|个分量|个元素""",
    Role.BY: "by|auf|par|на|через|用|以",
    Role.MEAN: """mean|with mean|expectation|mean vector|with mean vector|erwartungswert
        |mit erwartungswert|mittelwert|mit mittelwert|moyenne|de moyenne|espérance|d' espérance
        |со средним|с средним|средним|平均|期望|均值|均值为|期望为|平均ベクトル""",
    Role.NORMAL: """normal|gaussian|normally distributed|gaussian distributed|multivariate normal
        |multivariate gaussian|gaussian random vector|normal random vector|normalverteilt*
        |normalverteilter|gaussien|gaussienne|гауссов*|нормальн*|正規分布|正規|正态|正态分布|高斯
        |multivariate normally distributed""",
    Role.THEN_LET: """とする|とします|とし|とおく|とおき|と置く|と定義する|と仮定する|と仮定し|とするとき
        |に従うとする|に従うとし|を仮定する|とおくと|とすると|とせよ
        |を考える|を考えよう|を考えます|を固定する|を任意に取る|を任意にとる|が与えられている
        |が与えられているとする|が与えられたとする|を表す|を表すとする|を表すものとする|であるとする|であるものとする
        |とおこう|としよう|と仮定しよう|と仮定します""",
    Role.THEN_CLAIM: """ことを示せ|ことを示す|ことを証明せよ|ことを証明する|ことを証明|を示せ|を示す|示せ
        |を証明せよ|ことがわかる|ことが分かる|ことになる|かどうか|か否か|となる|になる|と言える|といえる|と分かる
        |とわかる|と書ける|を求めよ|こと""",
    Role.THEN_IF: "ならば|なら|のとき|であるとき|のときは|の場合|とき|であれば|時|的时候|であれ",
    Role.THEN_REASON: "だから|なので|ので|であるから|より|から|であることから|であるので|の対称性より",
    Role.BREAK: "which|it|its|this|these|they|we|us|our|their",
}  # fmt: skip

_GERMAN = ["e", "en", "er", "es", "em", "n"]
_RUSSIAN = [
    "ая",
    "ой",
    "ую",
    "ые",
    "ых",
    "ым",
    "ыми",
    "ый",
    "ого",
    "ому",
    "ом",
    "а",
    "о",
    "ы",
    "ен",
    "на",
    "но",
    "ны",
    "яя",
    "ей",
    "ие",
    "их",
    "им",
    "ими",
    "ий",
    "его",
    "ое",
    "ее",
    "ою",
    "ею",
    "ему",
    "у",
    "е",
    "ами",
    "ах",
    "ов",
    "ам",
]
_ENDINGS = frozenset({*_GERMAN, *_RUSSIAN})
_LENGTHS = sorted({len(ending) for ending in _ENDINGS}, reverse=True)


_TRADITIONAL = str.maketrans(
    "對稱設記數陣單純滿個為爲與並則這長維階給複實標隨機變協無從獨轉換積於項見證說當時場況義號負樣範誤"
    "關應該須問題論點線們異兩處還條決據廣對達導結狀",
    "对称设记数阵单纯满个为为与并则这长维阶给复实标随机变协无从独转换积于项见证说当时场况义号负样范误"
    "关应该须问题论点线们异两处还条决据广对达导结状",
)
"""Chinese characters as they are written in the simplified script, in which the tables have them."""


def spelled(text: str) -> str:
    """A text as the tables spell it.

    >>> spelled("對稱"), spelled("Заём")
    ('对称', 'заем')
    """
    return text.lower().replace("ё", "е").replace("’", "'").translate(_TRADITIONAL)


class Node:
    """A phrase so far: how it may go on, and what it is if it ends here."""

    __slots__ = ("further", "word")

    def __init__(self) -> None:
        self.further: dict[str, Node] = {}
        self.word: Word | None = None

    def enter(self, parts: Sequence[str], word: Word) -> None:
        """Add a phrase; what was entered first counts."""
        node = self
        for part in parts:
            node = node.further.setdefault(part, Node())
        node.word = node.word or word


_EAST_ASIAN = re.compile("[\u3041-\u30ff\u3400-\u9fff]")


def is_east_asian(text: str) -> bool:
    """Whether a text begins with a character that is written without spaces between words."""
    return _EAST_ASIAN.match(text) is not None


def _phrases() -> Iterator[tuple[str, Word]]:
    for adjective, listed in _ADJECTIVES.items():
        for phrase in listed.split("|"):
            yield spelled(phrase.strip()), Word(Role.ADJECTIVE, adjectives=(adjective,))
    for (noun, adjectives), listed in _NOUNS.items():
        for phrase in listed.split("|"):
            yield spelled(phrase.strip()), Word(Role.NOUN, noun, adjectives)
    for role, listed in _ROLES.items():
        for phrase in listed.split("|"):
            yield spelled(phrase.strip()), Word(role)


def adjectives_among(words: Collection[str], text: str) -> list[str]:
    """The adjectives of which a phrase has all its words among these, or stands in the text
    where words are written without spaces.

    >>> adjectives_among({"our", "matrices", "are", "skew"}, "")
    ['skew-symmetric']
    """
    found = [a for a, parts in _SPELLED if all(_is_among(part, words) for part in parts)]
    if _EAST_ASIAN.search(text):
        simplified = spelled(text)
        found += [a for a, phrase in _SPELLED_TOGETHER if phrase in simplified]
    return list(dict.fromkeys(found))


def _is_among(part: str, words: Collection[str]) -> bool:
    """Whether a word, or a stem if it ends in a star, is among the words."""
    if part[-1] != "*":
        return part in words
    stem = part[:-1]
    return any(word.startswith(stem) for word in words)


_EVERY_ADJECTIVE = [
    (adjective, spelled(phrase.strip())) for adjective, listed in _ADJECTIVES.items()
    for phrase in listed.split("|")
]  # fmt: skip
_SPELLED = [(a, p.split()) for a, p in _EVERY_ADJECTIVE if not is_east_asian(p)]
_SPELLED_TOGETHER = [(a, p) for a, p in _EVERY_ADJECTIVE if is_east_asian(p)]


def _lexicon() -> Node:
    root = Node()
    for phrase, word in _phrases():
        parts = list(phrase) if is_east_asian(phrase) else phrase.split()
        root.enter(parts, word)
    return root


_LEXICON = _lexicon()


def longest(parts: Sequence[str], at: int) -> tuple[Word | None, int]:
    """The longest phrase that begins with the word at this place, and where it ends.

    >>> longest(["positive", "definite", "matrix"], 0)[1]
    2
    """
    found: Word | None = None
    end = at
    nodes = [_LEXICON]
    for place in range(at, len(parts)):
        nodes = [n for node in nodes for n in _steps(node, parts[place])]
        if not nodes:
            break
        known = next((n.word for n in nodes if n.word), None)
        if known is not None:
            found, end = known, place + 1
    return found, end


def _steps(node: Node, part: str) -> Iterator[Node]:
    if part in node.further:
        yield node.further[part]
    if part + "*" in node.further:
        yield node.further[part + "*"]
    for length in _LENGTHS:
        stem = part[:-length] + "*"
        if stem in node.further and part[-length:] in _ENDINGS:
            yield node.further[stem]
