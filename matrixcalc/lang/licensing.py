"""The words that set no condition: those with which derivations are told, in three languages.

A list of what restricts a formula is never complete.  Of what leaves it alone one can be
sure word by word, and a word that is missing here costs a refutation and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator


def _inflected(verbs: str) -> Iterator[str]:
    """The forms of regular English verbs."""
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        third = f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"
        past = f"{verb[:-1]}ied" if verb.endswith("y") else f"{stem}ed"
        yield from (verb, third, f"{verb}es", past, f"{stem}ing")


_VERBS = """
    accept accomplish accumulate achieve act add address advance affect aggregate aid amount
    analyse analyze announce answer anticipate appear append apply approach argue arise arrange
    arrive articulate ask assert assist assure astonish attach attack attempt attribute avoid
    begin believe benefit blend bother break bring build bump calculate cancel carry cause
    characterise characterize check choose circumvent cite claim clean clear collect combine
    communicate compare complete compress compute concatenate concern conclude confirm conjecture
    connect consist construct consume contain continue contract convey convince correct correspond
    cost count crack create credit cube deal debate decide decrease deduce delay demonstrate
    denote derive describe detect determine differentiate discover discuss display distribute drag
    draw drive earn emerge emphasise emphasize employ enable end ensure enter enumerate establish
    estimate evaluate examine exhibit expand expect explain exploit explore exponentiate express
    factor feed finish flatten flow follow forget formulate function fuse gain graph grasp group
    guarantee guess handle help highlight hint hope hypothesize identify illustrate imply increase
    index indicate infer influence insert inspect integrate interpret introduce invert investigate
    invoke issue iterate join jot jump justify keep label learn leave lift link list log lower
    march mark measure memorise memorize mention merge mingle mix motivate move multiply name need
    note notice nudge number object observe obtain offer open order originate outline paint pass
    paste pay perform permit persuade perturb phrase pick play plot plug point polish ponder
    postpone predict prepend present prevent print proceed produce progress propagate propose
    protest prove pull push quote raise reach realise realize rearrange reason recall recast
    recognise recognize recollect record recover rediscover reduce refresh regroup reject relabel
    relate remember remind remove rename reorder reorganise reorganize repeat rephrase report
    represent reshape resolve respect result return reveal reverse review revise revisit rewrite
    run save say scribble secure see seem select send separate serve shift show signal simplify
    sketch spare specify spell spend split spot square stack start state stem store stress study
    substitute subtract suffice suggest sum summarise summarize surprise suspect tackle tag teach
    telescope tell term tidy title total touch trace train transfer translate transport transpose
    treat trust turn type uncover underline understand unfold unite unpack unroll unstack vary
    vectorise vectorize verify view visit walk warrant waste watch weigh wiggle win wonder word
    work worry write yield
"""
_ENGLISH = """
    a abbreviation about above above-mentioned accordingly accurate across activation activations
    actually addition additionally additive aforementioned after afterwards again against aim
    algebra algebraic algorithm algorithms all along already also altogether am amazing among
    amongst an analogous analogously analogue analogy analytic analytical ancient and another
    answer answers any anybody anyhow anyone anything anyway apparent apparently appendix
    application applications applied approach approaches arbitrary are aren't argument arguments
    around as as-is associative at attention author available away back background backpropagation
    backward basic bayesian be beautiful because become becomes been before beginner beginners
    beginning being below beside besides better between beware beyond bias biases big bilinear
    binomial biology bit bits blackboard book boring both bottom bracket brackets brevity brief
    briefly bunch but by by-hand calculation calculations calculus came can can't careful
    carefully careless carelessly caution central certainly cf chapter check checks chemistry
    claims class classic classical classification clear clearly code colleague collected come
    comes common commonplace compact comparison completeness component component-wise
    componentwise computation computations computer concave conclusion conditional conditioning
    connection connections consequence consequently consider considered considering context
    contrast contribution contributions convenience convenient convex cookbook coordinate
    coordinates cor corollary correct corresponding counterpart countless couple course
    covariances cross crucial cumulants curious dataset day days dear deep def densities
    derivation derivations derivative-free despite detail details deviation deviations device did
    difference differences differentiable differentiation difficult dimension-free direct directly
    distinction distribution distributions distributive division do does doesn't don't done dot
    double down dozen due during each earlier easiest easily easy economics eg either elegant
    element element-wise elementary elements else engineering enough entries entry entry-wise eq
    eqn eqs equ equal equality equals equation equations equivalent equivalently erroneously error
    errors essential etc euclidean eventually every everybody everyday everyone everything
    everywhere evidence evident evidently exactly exam example exciting exercise exercises
    explicit explicitly expression expressions fact facts false familiar famous far fast feature
    features few fewer figure filter filtering filters final finally finance find finding finds
    first first-principles firstly folklore following follows for form formal formally former
    forms formula formulae formulas formulation forth fortunately forward found four fourth
    frequentist from front fully fundamental funny further furthermore gaussian gaussians gave
    general generally geometric get gets getting give given gives giving go goal goes good got
    grade gradient gradient-based grading great had hand hand-in handy hard has have having he
    held hello helpful hence here hereby hers heuristic heuristically hint hints his historical
    history hold holds homework how however hung i i'm idea identities identity's ie immediate
    immediately implementation implicit implicitly important in incorrect incorrectly indeed
    indirect infamous informal informally inner innermost inside insight inspection instance
    instantly instead interesting interestingly intermediate into intuition invariance inversion
    irrelevant is isn't it it's its itself job joint just keep key know known knows label labels
    lasso last last-mentioned lastly later latex latter layer layers lead leading leads learning
    least leave leaves lecture lectures left left-hand leftmost lem lemma lemma's lengthy less let
    let's letting lhs library life likelihoods likely line line-by-line linearity linearly lines
    literature location logic logistic long longer lot lots machine main make makes making
    manipulation manipulations many map mapping maps marginalisation mass math mathematical
    mathematician mathematicians mathematics maths matter matters maximum-likelihood me meaning
    meanings meant meanwhile mechanics merely messy method methods middle mine minus missing
    mistake mistakenly mistakes modern moment moments more moreover most moving much multilinear
    multiple-choice multiplication multiplicative must my myself naive naively namely naturally
    nearly needed neither network networks neural neuron neurons never-ending new next nice nicely
    no nobody noise none nor not notably notation note notes nothing notorious now numerical
    numerically numerous numpy objectives obvious obviously of off ok okay old on once one one's
    only onto operation operations operator operators optimisation optimiser optimization
    optimizer or order other other's others our ours ourselves out outer outermost outside over
    overall own page paper paragraph part particular parts pass passing pattern patterns penalised
    penalized penalties penalty pencil people per permutations physical physics picture piece
    pieces place places plain plainly please plenty plugging plus point popular position positions
    power practical practice precise precisely prediction predictions present presumably pretty
    previous prior priors probabilistic problem procedure product products professor program proof
    property proposition putting python qed quadratic-form quadratics question questions quick
    quick-check quickly quite quiz rather re reader readers readily real real-valued really reason
    reasonable reasoning recall recipe reference regression regulariser regularizer relation
    relations relationship relevant remaining remains remark remarkable remarkably reminder
    representation representations resemblance respect respectively result resulting results rhs
    ridge right right-hand rightmost rigorous rigorously role root roots rough roughly routine
    rule's said sake same sanity saw science scientist scientists scratch script sec second
    secondly section see seems seen sense series sesquilinear set sets setup several shall shallow
    she sheet short shorter shortest shorthand should shown side sides sign significance signs
    similar similarity similarly simple simpler simplicity simplification simply since single
    slides slow smooth smoother smoothing so software solution solutions some somehow someone
    something somewhat soon sorry spectral square squared squares stacked standard stands start
    starting stated statement statistical statistics step steps still straightforward strange
    strategy striking structure structures student students substitution subtraction sum summary
    summed summing supposedly sure surely surprisingly survives symbolic symbolically symbols
    table take taken takes taking targets task teacher teachers technique techniques tedious tells
    tempting tensor term term-by-term terms test tests tex text textbook textbook-style textbooks
    than thank thanks that that's the their them themselves then theorem theorem's theoretical
    theory there there's thereby therefore therein thereof these they thing things think thinking
    third thirdly this thm those though thought through thus time times to today together too took
    tool tools top total toward towards trailing training transposition trick tricks trivial
    trivially true true-false tutor tutorial twice two ugly ultimately under understanding
    unimportant universe unknown unknowns up upon us use used useful useless uses using valid
    validation variances various version versions very via view volume wanted warning warnings was
    way ways we we'll we've week weight weights weird well were what whatever whence where whereas
    which whichever while who whole whom why wikipedia will with within won't words works world
    written wrong wrongly wrote wrt yet you your yourself
"""
_GERMAN = """
    ab aber abgeleitet abgeschlossen ableite ableiten ableitung ableitungen abschließend abschnitt
    abstand abstands abstandsquadrat addieren addiert addition additiv all alle allem allen aller
    allerdings alles allgemein allgemeinen als also am an analog andere anderen andererseits
    anders angewandt angewandte angewendet ansatz anschließend antwort antworten anwenden anwendet
    anwendung auch auf aufgabe aufgabenstellung auflösen aus ausdruck ausdrücke ausdrücken
    ausdrückt ausgehend ausgeschrieben ausklammern ausmultiplizieren ausmultipliziert ausrechnen
    aussage aussagen ausschreiben außerdem beachte beachten bedeutet behaupten behauptet
    behauptete behauptung bei beide beiden beim beispiel bekannt bekanntlich bekommen bekommst
    bekommt bemerken bemerkung benutzen benötigen benötigt berechne berechnen berechnet berechnung
    besonders besser bestimme bestimmen bestimmt betrachte betrachten betrachtet beweis beweise
    beweisen bewiesen bezüglich bilden bildet bildung bilinear bilinearität binomische binomischen
    binomischer bis bleibt bloß brauchen braucht buch bzgl bzw da dabei dadurch dafür daher damit
    danach dann daran daraus darf darüber das dass daten datensatz davon dazu dein dem demnach
    demzufolge den denken denkt denn dennoch der deren des deshalb dessen deswegen determinante
    determinantenregel dh dich die dies diese diesem diesen dieser dieses differenzierbar
    differenzieren differenziert dir direkt direkten direkter dividieren doch dort dozent dritte
    dritten dritter du durch durchführen dürfen eben ebenfalls ebenso eigentlich ein eine einem
    einen einer einerseits eines einfach einfache einfachen einfacher einfaches einfachsten
    eingesetzt einige einmal einsetze einsetzen einsetzt eintrag einträge elementar elementare
    endlich entsprechend entsprechende entspricht entwickeln entwickelt entwicklung ergeben
    ergebnis ergebnisse ergibt erhalte erhalten erhält erinnere erinnern erinnert erinnerung
    erkennen erkennt erneut ersichtlich ersieht erst erste ersten erstens erster erwarten erwartet
    es etwas exponent faktorregel fallen fassen fasst ferner fertig finden findet folge folgen
    folgend folgende folgenden folgender folgendermaßen folgendes folgere folgern folglich folgt
    form formel formeln fortfahren frage fragen funktion fällt führt für gauß gaußsche gaußschen
    geben gefragt gegeben gegebene gegebenen geht gelten gemäß genau genauso gesamt gesamte
    gesucht gesuchte gesuchten gewichte gewichten gezeigt gezeigte gibt gilt gl glatt glauben
    glaubt gleich gleichheit gleichung gleichungen gleichwertig gradient gradienten größen gut
    gute guter habe haben hat hatten hausaufgabe heben hebt heißt herausziehen herauszieht
    hergeleitet herleiten herleitung hier hieraus hierbei hilfe hinaus hinschreiben hinschreibt
    hoffen ich idee identitäten ihm ihn ihr ihre ihrem ihren im immer in innere inneren inneres
    ins insbesondere insgesamt integrieren integriert ist ja jede jedem jeden jeder jedes jedoch
    jetzt kam kamen kann kannst kapitel kein keine keinen kennengelernt kettenregel klammer
    klammern klammerregel klar klausur kniff koeffizienten kommen kommt komponente komponenten
    konvex korollar kurz kurze kurzer können kürzen kürzt lange langer langsam lassen lautet
    lediglich leicht leite leiten leitet lemma lernen letzte letzten letztlich liefern liefert
    lies liest linear lineare linearen linearer linearität linke linken links lässt löse lösen
    lösung lösungen lösungsweg machen macht man maschinellen maschinelles matrixmultiplikation
    mehr mein meine meinen meint methode methoden mit mithilfe mithin mittels modell
    multiplikation multiplikativ multipliziere multiplizieren muss möchte möchten müssen nach
    nachgerechnet nachprüfen nachrechnen natürlich nebenrechnung nehmen netz netze nicht nimmt
    noch nochmal norm normalverteilung normen notation notieren nun nur nutze nutzen nächste
    nächsten nämlich nützlich nützliche ob oben obere obige obigen obiger oder offenbar
    offensichtlich ohnehin ordnen potenz potenzen potenzreihe produkt produktregel professor
    prüfen quadratische quadratischen quadratischer quadrieren quadriert quotientenregel
    rechengesetz rechengesetze rechenregel rechenregeln rechne rechnen rechnerisch rechnet
    rechnung rechnungen rechte rechten rechts regel regeln regelt regression reihe reihen resp
    resultat resultate sagen sagt satz schicht schichten schließlich schnell schreibe schreiben
    schreibt schritt schritte schön schöne sehen sehr sei seien sein seine seite seiten setze
    setzen sich sie siehe siehst sieht sind skalarproduktes skalarprodukts skript skriptum so
    sodass sofort solche soll sollen somit sortieren sowie spalte spalten spur spurregel statt
    steht stetig student studenten studentin studierende studierenden studierender subtrahieren
    subtrahiert summe summenregel summieren tafel tatsache tatsachen taylorentwicklung teil teilen
    teilt term terme transponiert transposition trick trotzdem tutorium um umformen umformung
    umformungen umgeformt umgestellt umschreiben umsortieren umsortiert umstellen und uns unser
    unsere unserem unseren unserer unten unter usw vereinfache vereinfachen vereinfacht
    vereinfachung verlangt verlust vermuten vermutet verteilt verwende verwenden verwendet vgl
    viel vierte vollständig vom von vor vorherige vorherigen vorhersage vorhersagen vorlesung
    vorziehen war warum weg wegen wegfallen weil weiter weitere weiterem weiteren weiterhin weiß
    welche welches wende wenden werden werkzeug wert weswegen wichtig wichtige wichtigen wie
    wieder wiederum wieso wir wird wissen wollen woran worauf woraus worden worin wovon wozu wurde
    wäre würde zahl zahlen zb zeige zeigen zeigt zeile zeilen ziehe ziehen zieht zielfunktion
    ziemlich zu zuerst zufallsvariable zufallsvariablen zufallsvektor zuletzt zum zunächst zur
    zurück zusammen zusammenfassen zusammenfassend zusammengefasst zusammenrechnen zusätzlich zwei
    zweite zweiten zweitens zwischen zwischenergebnis zwischenschritt zyklisch zyklische
    zyklischen zählt äquivalent äquivalenterweise äußere äußeren äußeres übrig übung übungsblatt
"""
_FRENCH = """
    a aboutissons aboutit additif addition additionner additive affirmation affirme affirmer
    affirmons afin ai ailleurs ainsi ajoutant ajoute ajouter alors aléatoire aléatoires appliquant
    applique appliquer appliquons apprend appris après arrive arriver arrivons associativité
    astuce au aucun aucune aussi autre autrement autres aux avant avec avoir avons bien bien-connu
    bilinéaire bilinéarité binôme bref brièvement brève but calcul calcule calculer calculons car
    carré carrés ce cela celle celui ces cet cette chacun chacune chapitre chaque chaîne ci clair
    claire clairement coefficients colonne colonnes combinant comme commence commencer comment
    commençons composante composantes composition conclure conclusion conclut connu connue connus
    considère considérons constate constatons continue convexe corollaire cours court courte
    croire croit cyclique cycliques célèbre côté côtés d' d'abord dans de dernier dernière des
    deux deuxième deuxièmement devoir différenciation différentiable différentiant différentielle
    dire direct directe directement distribue distributivité dit dit-on division doit donc donne
    donnent donner donné donnée du déduire déduisons déduit démonstration démontre démontrer
    démontrons dérivabilité dérivant dérivation dérive dérivée dérivées détail détails déterminant
    détermine déterminer développant développe développement développer développons développé
    développée effet elle elles en encore enfin ensuite entre entrée entrées erreur erreurs est et
    examen exemple exercice exercices explicitement expression expressions exprime exprimer facile
    facilement factorisant factorise factoriser faire faisant fait façon finalement fois fonction
    font forme formule formules gaussien gaussienne gaussiennes gradient gradients général ici
    identités idée il ils immédiat immédiatement implique important importante insérant je l' la
    laquelle le lemme lequel les leur leurs ligne lignes linéaire linéaires linéarité livre long
    longue lors lorsqu' lui main maintenant mais matriciel matricielle membre membres montre
    montrer montrons moyen multipliant multiplicatif multiplication multiplicative multiplie
    multiplier méthode méthodes même mêmes n n' ne nos notation note noter notons notre nous
    obtenir obtenons obtenu obtient on ont or ou outil où page par paragraphe parce part
    particulier partielle partielles parvenir parvient pas passant pense pensent penser peu peut
    peuvent plus plusieurs poids point pour pourquoi pouvons premier première premièrement prendre
    preuve principe problème problèmes produit professeur proposition propriété propriétés prouve
    prouver prouvons précédent précédente précédentes prédiction prédictions prétend prétendre
    puis puisque qu' quadratique que quel quelle quelques qui rapide rapidement rappel rappeler
    rappelle rappelons regroupant regroupe regrouper remarquable remarquables remarque remarquer
    remarquons remplaçant reste retrouve rien règle règles réarrangeant récrit régression résout
    résultat résultats réécrire réécrit s' sa sait savoir savons se second seconde section selon
    sera serait ses simple simplement simplifiant simplifications simplifie simplifier soient soit
    solution somme somment sommes son sont sous soustraction soustraire soustrait substituant suit
    suite suivant suivante suivantes sur tableau technique tel telle terme termes termine terminer
    théorème théorèmes tire tirons total toujours tous tout toute toutes trace transposition
    trivial troisième troisièmement trouve trouver trouvons très un une utile utiles utilisant
    utilise utiliser utilisons variable variables vaut vient voici voir voit vous vrai vu vue
    vérifie vérifier vérifions ça égal égale également égalité élève élèves élémentaire
    élémentaires énoncé équation équations équivalent équivaut étant étape étudiant étudiante
    étudiants été évidemment évident évidente
"""
_MATHEMATICS = """
    adjoint adjugate affine average backward bayes bias bilinear bilinearform block blocks carré
    carrés cauchy chain coefficient coefficients cofactor cofactors column columns commutator
    complement computation cost covariance covariances coût cross cross-entropy cubic data deltas
    density densité derivation derivations derivative derivatives determinant determinanten
    determinants dichte difference differential differentials différentielle différentielles
    distance divergence dot déterminants elementwise energy entropy entrywise error errors
    erwartungswert espérance estimate estimates estimator euclidean euler evaluation evidence
    expansion expectation expectations exponent exponential exponentialfunktion factorisation
    factorization factors features fehler fehlerquadrate first-order fisher forme forward
    frobenius function functions funktionen gain gauss gradient gradient-descent gradients gram
    hadamard hesse hessematrix hessian hessians hessienne information inner innovation input
    inputs integral integrals inverse inversen inverses jacobi jacobian jacobians jacobienne
    jensen kalman kettenregel kleinste kleinsten kovarianz kovarianzmatrix kronecker lagrangian
    law layer least least-squares leibniz likelihood linear log log-determinant log-likelihood
    log-partition log-vraisemblance logarithm logarithmic logdet loglikelihood loss losses
    magnitude map marginal marginals matrice matrices matrix matrix-calculus matrixprodukt
    matrizen maximiser maximizer mean mean-squared minimiser minimizer mittelwert mle moindres
    moment moments morrison moyenne multiplication network newton norm norme norms number numbers
    objective observation observations operator outer output outputs parameter parameters partials
    perte polynomial posterior posteriors power powers precision prediction predictions prior
    priors probability product products produkte produkts quadrat quadrate quadratic quadratiques
    quantities quantity quotient regression residual residuals responses ridge root row rows rule
    rules sample samples scalaire scalar scalars scatter schur schwarz score second-order shape
    sherman sigmoid skalar skalare skalarprodukt softmax spuren square squared squared-error
    squares squaring standard sum summand summanden summands summation sums symbol target targets
    taylor term total trace traces transponieren transponierte transponierten transpose transposed
    transposes transposing transposition transposée transposées value values variable variables
    variance variances varianz vec vecteur vecteurs vector vectorisation vectorization vectors
    vektor vektoren verlust verlustfunktion vraisemblance weight weights woodbury zielfunktion
"""

WORDS = frozenset(
    [
        *_inflected(_VERBS),
        *_ENGLISH.split(),
        *_GERMAN.split(),
        *_FRENCH.split(),
        *_MATHEMATICS.split(),
        *(f"{word}s" for word in (*_MATHEMATICS.split(), *_FRENCH.split()) if len(word) > 4),
    ]
)
"""Words by which a formula is claimed, introduced or referred to, and those for what it is about."""
