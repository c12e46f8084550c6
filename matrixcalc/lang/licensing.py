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
        consonant = verb[-1] == "y" and verb[-2] not in "aeou"
        third = f"{verb[:-1]}ies" if consonant else f"{verb}s"
        past = f"{verb[:-1]}ied" if consonant else f"{stem}ed"
        yield from (verb, third, f"{verb}es", past, f"{stem}ing")


_VERBS = """
    contribute disappear
    accept accomplish accumulate accuse act adapt add address advance affect aggregate aid allow
    amount analyse analyze anchor announce answer anticipate appear append apply approach argue
    arise arrange arrive articulate ask assert assist assure astonish attach attack attempt
    attribute automate avoid back ban bar base begin believe belong benefit blame blend block
    bother break bring build bump bundle calculate cancel carry cause characterise characterize
    check choose circumvent cite claim clear climb cluster code collect combine commit communicate
    compare compile complete compress comprise compute concatenate concern conclude confirm
    conjecture connect consist construct consume contain continue contract contradict convey
    convince correct correspond cost count crack create credit cube deal debate debug decide
    decrease deduce defend delay deliver demonstrate denote derive describe detect determine
    differentiate discover discuss dislike display dispute distribute double doubt drag draw drive
    earn echo edit embed emerge emphasise emphasize employ empty enable end enjoy ensure enter
    enumerate equip establish estimate evaluate examine execute exhibit expand expect explain
    exploit explore exponentiate express extend extract factor favor favour fear feed fetch fill
    finish flatten flow follow forbid forget form format formulate function furnish fuse gain
    gather generalise generalize glue grant graph grasp group grow guarantee guess halt hand
    handle harvest hate help hide highlight hinge hint hold hope hypothesize identify illustrate
    implement imply increase index indicate infer influence insert inspect integrate interpret
    introduce invert investigate invoke isolate issue iterate join jot jump justify keep label
    last learn leave lengthen let lift link list log loosen love lower make march mark measure
    memorise memorize mention merge mingle mirror miss mix motivate move multiply name narrow need
    nest note notice nudge number object observe obtain offer open order originate outline
    overlook own pack paint pass paste pause pay peel perform permit persuade perturb phrase pick
    plant play plot pluck plug point polish ponder possess postpone pour predict prefer prepend
    present prevent print proceed process produce program progress propagate propose protest prove
    provide pull push quote raise reach realise realize reap rearrange reason recall recast recite
    recognise recognize recollect record recover rediscover reduce refresh refute regroup reject
    relabel relate rely remain remember remind remove rename render renew reorder reorganise
    reorganize repair repeat rephrase report represent reshape resolve respect restart result
    resume return reveal reverse review revise revisit rewrite rise roll root run save say scatter
    scribble secure see seem select send separate serve shift shorten show shrink signal simplify
    simulate single sit sketch slide slip spare specify spell spend split spot spread spring
    sprinkle square stack stand start state stem store streamline stress strip struggle study
    stumble substitute subtract suffice suggest sum summarise summarize supply support surprise
    suspect sustain tackle tag teach telescope tell tempt term tidy tighten title total touch
    trace train transfer translate transport transpose treat triple trust turn type typeset
    uncover underline understand unfold unite unpack unroll unstack upgrade uphold vary vectorise
    vectorize verify view visit wait walk warrant waste watch weigh widen wiggle win wonder word
    work worry wrap write yield
"""
_ENGLISH = """
    a abbreviation about above above-mentioned accordingly accurate across activation activations
    actually addition additionally additive admittedly advanced aforementioned aforesaid after
    afterwards again against ah aim alas algebra algebraic algorithm algorithms all along alphabet
    already also altogether am amazing among amongst amount an analogous analogously analogue
    analogy analysis analytic analytical ancient and anecdote another answer answers any anybody
    anyhow anyone anything anyway apparent apparently appendix application applications applied
    approach approaches arbitrary are aren't argument arguments arithmetic around article as as-is
    associative at attempt attention author author's available away back background
    backpropagation backward basic basically basics bayes's bayesian be beautiful because become
    becomes been before beginner beginner's beginners beginning begun behind being believes below
    beside besides best-known better between beware beyond bias biases big bilinear binomial
    biology bit bits blackboard blog blunder blunders bogus book book's boring both bottom bought
    bracket bracketing brackets brevity brief briefly broadly brought built bunch but by by-hand
    calculation calculations calculus came can can't careful carefully careless carelessly caught
    caution cayley central certainly cf chalk chapter cheaply check checks chemistry claim claims
    class classic classical classification cleanly clear clearly clever clip closing code
    colleague collected college combinatorics come comes comfortably comma common commonplace
    compact comparison completeness component component-wise componentwise computation
    computations computer concave conclusion conditional conditioning confusion conjecture
    conjectures connection connections consequence consequences consequently consider considered
    considering context contrast contribution contributions convenience convenient conveniently
    convex cookbook coordinate coordinates cor corollaries corollary correct corresponding count
    counterpart countless couple course covariances cramer cramer's criteria criterion cross
    crucial cumulants curious cut cute cycle cycles daily dash dataset day days dear deep def
    densities derivation derivations derivative-free despite detail details detection detour
    deviation deviations device did difference differences differentiable differentiation
    difficult difficulties difficulty dimension-free direct directly dissertation distinction
    distribution distributions distributive division do does doesn't don't done dot double
    double-sided doubtful down dozen drawn dubious due during each earlier easiest easily easy
    economics efficiently effort effortless effortlessly eg eight either elbo elegant elegantly
    element element-wise elementary elements else ending engineering enough entries entry
    entry-wise eq eqn eqs equ equal equality equals equation equations equivalent equivalently
    erroneously error error-prone errors essential essentially estimation etc euclidean euler's
    eventually every everybody everyday everyone everything everywhere evidence
    evidence-lower-bound evident evidently exactly exam example exciting exercise exercises
    explicit explicitly expression expressions eye eyes fact facts fake fallacious false familiar
    famous far fast feature features fed feels felt few fewer fifth figure filter filtering
    filters final finally finance find finding finds finish first first-principles first-year
    firstly fishy fitness five flawed folklore following follows for foreign form formal formally
    former forms formula formulae formulas formulation forth fortunately forum forward fought
    found four fourth fraction freely frequentist frequently from front fubini fully fundamental
    fundamentally funny further furthermore gaussian gaussians gave general generally geometric
    geometry get gets getting give given gives giving glance go goal goes gone good got gotten
    grade gradient gradient-based grading graduate great grown had hadamard's half hamilton hand
    hand-in handy happily hard has have having he head heart held hello helpful hence hence-forth
    here hereafter hereby heretofore hers heuristic heuristically hint hints his historical
    history hit hmm hold holds homework how however hundred hung i i'm idea identities identity's
    ie immediate immediately implementation implication implications implicit implicitly important
    in in-class incorrect incorrectly indeed indirect infamous inference informal informally inner
    innermost inside insight inspection instance instantly instead interesting interestingly
    intermediate into introductory intuition invalid invariance inversion irrelevant is isn't
    isserlis it it's its itself jacobi jacobi's jensen's job joint joke journal journey just keep
    kept key know known knows kronecker's label labels lagrange laplace laplace's lasso last
    last-mentioned lastly later latex latter layer layers lead leading leads learning least
    least-squares leave leaves lecture lectures led left left-hand leftmost legend leibniz's lem
    lemma lemma's lemmas lengthy less lesser-known let let's letter letters letting lhs library
    life like likelihoods likely likewise line line-by-line linearity linearly lines literally
    literature location logic logistic long longer look loosely lot lots luckily machine main make
    makes making manipulation manipulations many map mapping maps marginalisation mass math
    mathematical mathematician mathematicians mathematics maths matter matters maximum-likelihood
    me meaning meanings meant meanwhile mechanics memory merely messy met method methods middle
    midterm mild mind mine minus misprint missing mistake mistakenly mistakes misunderstanding
    modern moment moments monograph more moreover most move moves moving much much-used multi-step
    multilinear multiple-choice multiplication multiplicative must my myself myth naive naively
    namely naturally nearly neat neatly needed neighboring neighbouring neither network networks
    neural neuron neurons never-ending new newton's next nice nicely nine no nobody noise none nor
    not notably notation note notes nothing notorious now number numerical numerically numerous
    numpy object objective objectives obvious obviously of off offline oh ok okay old on once one
    one's one-line one-liner online only onto opening operation operations operator operators
    optimisation optimiser optimization optimizer or order ordinary other other's others our ours
    ourselves out outer outermost outside over overall own page paper paragraph parentheses
    parentheses-free parenthesis part particular parts pass passing path pattern patterns pen
    penalised penalized penalties penalty pencil people per percentage permutations phase phases
    physical physics picture piece pieces pitfall pitfalls place places plain plainly please
    plenty plugging plus podcast point popular portion position positions post posterior-mean
    power powerful practical practically practice precise precisely prediction predictions present
    presumably pretty previous prime prior priors probabilistic probability problem problemless
    procedure process process-regression processes product products professor professor's program
    proof proofs property proposition propositions proven purpose put putting python qed
    quadratic-form quadratics quantity quarter quarters question questionable questions quick
    quick-check quickly quite quiz rapidly rather re reader reader's readers readily real
    real-valued really reason reasonable reasoning recall recipe recording reference regression
    regrettably regularisation regularised regulariser regularization regularized regularizer relation relations
    relationship relevant remaining remains remark remarkable remarkably reminder remote report
    representation representations resemblance respect respectively result resulting results
    reward rewritten rhs ridge right right-hand rightmost rigorous rigorously road role root roots
    rough roughly round rounds route routine rule's rule-of-thumb rumor rumour sadly safely said
    sake same same-looking sanity saw says school science scientist scientists scratch screen
    script sec second second-year secondly section see seems seen sees self-evident sense sent
    series sesquilinear set sets setup seven several shall shallow share she sheet short shortcut
    shortcuts shorter shortest shorthand shortly should shown shows side sides sign significance
    signs similar similarity similarly simple simple-minded simpler simplest simplicity
    simplicity's simplification simply since single single-handedly six sizes slept slick slide
    slides slip slow slowly smart smooth smoother smoothing smoothly so so-called software sold
    solution solutions some somehow someone something somewhat soon sorry spectral spent square
    squared squares stacked stage stages standard stands start starting stated statement
    statistical statistics stein step step-by-step steps still stories story straightforward
    straightforwardly strange strategy striking strong structure structures student student's
    students subscript subscripts substitution subtraction sum sum-of-squares summary summed
    summing superscript superscripts supposedly sure surely surprisingly survives suspicious
    sylvester sylvester's symbol symbolic symbolically symbols table take take-home taken takes
    taking target targets task taught taylor's teacher teacher's teachers technique techniques
    tedious tells tempting ten tensor term term-by-term term-wise terms test tests tex text
    textbook textbook-style textbooks than thank thankfully thanks that that's the their them
    themselves then thence theorem theorem's theorems theoretical theory there there's thereby
    therefore therein thereof these thesis they thing things think thinking third thirdly thirds
    this thm those though thought thread three three-line through thus tidy time times to today
    together told too took tool tools top topology total toward towards trailing training
    transposition trap traps trial trick tricks trip trivial trivially trouble true true-false
    turn turns tutor tutorial twice two two-line typo ugly ultimately under undergraduate
    understanding unfortunately unimportant universe university unknown unknowns unlike up upon us
    use used useful useless uses using vaguely valid validation variances various version versions
    very via video view virtually volume wanted warning warnings was way ways we we'll we've weak
    webpage website week weight weights weird well well-known were what whatever whence where
    whereas whereupon which whichever while whiteboard who whole whom why wick widely-used
    wikipedia will with within won't woodbury's words work works world written wrong wrongly wrote
    wrt yes yet you your yourself
"""
_GERMAN = """
    ab aber abgeleitet abgeschlossen abgezogen ableite ableiten ableitung ableitungen abschließend
    abschnitt abstand abstands abstandsquadrat abziehen addieren addiert addition additiv all alle
    allem allen aller allerdings alles allgemein allgemeinen als also am an analog andere anderen
    andererseits anders andersherum angewandt angewandte angewendet ansatz anschaulich
    anschließend antwort antworten anwenden anwendet anwendung argument argumente auch auf aufgabe
    aufgabenstellung aufgeschrieben auflisten auflösen aufschreiben augenblicklich aus ausdruck
    ausdrücke ausdrücken ausdrücklich ausdrückt ausgehend ausgerechnet ausgeschrieben ausklammern
    ausmultiplizieren ausmultipliziert ausrechnen aussage aussagen ausschreiben außerdem beachte
    beachten bedeutet begründen begründet begründung behaupten behauptet behauptete behauptung bei
    beide beiden beim beispiel bekannt bekannte bekannten bekannter bekanntlich bekommen bekommst
    bekommt bemerken bemerkung benutzen benutzt benutzte benötigen benötigt berechne berechnen
    berechnet berechnung berühmt berühmte besagt besonders besser bestimme bestimmen bestimmt
    bestätigen bestätigt betrachte betrachten betrachtet beweis beweise beweisen bewiesen
    bewiesene beziehungsweise bezüglich bilden bildet bildung bilinear bilinearität binomische
    binomischen binomischer bis bleibt bloß brauchen braucht buch bzgl bzw da dabei dadurch dafür
    dagegen daher damit danach dann daran daraus darf darüber das dass daten datensatz davon dazu
    dein dem demnach demzufolge den denken denkt denn dennoch der deren des deshalb dessen
    deswegen determinante determinantenregel dh dich dichtefunktion die dies diese diesem diesen
    dieser dieses differenzierbar differenzieren differenziert dir direkt direkten direkter
    dividieren doch dort dozent drei dritte dritten dritter du durch durchführen dürfen eben
    ebenfalls ebenso eigentlich ein eine einem einen einer einerseits eines einfach einfache
    einfachen einfacher einfaches einfachsten eingesetzt eingesetzten einige einmal einsetze
    einsetzen einsetzt eintrag einträge elementar elementare endlich entsprechend entsprechende
    entspricht entwickeln entwickelt entwicklung ergeben ergebnis ergebnisse ergibt ergänzen
    ergänzt ergänzung erhalte erhalten erhält erinnere erinnern erinnert erinnerung erkennen
    erkennt erklären erklärt erläutern erläutert erneut ersichtlich ersieht erst erste ersten
    erstens erster erwarten erwartet erweitern erweitert es etwas explizit exponent exponentielle
    faktorisieren faktorisiert faktorregel fallen falsch falsche fassen fasst fehler fehlerhaft
    ferner fertig finden findet folge folgen folgend folgende folgenden folgender folgendermaßen
    folgendes folgere folgern folglich folgt form formal formel formell formeln formelsammlung
    fortfahren frage fragen freilich funktion fällt führt fünf für gauß gaußsche gaußschen geben
    gebildet gebraucht gedanke gedanken gefragt gegeben gegebene gegebenen geht gelten gemacht
    gemäß genannt genannte genau genauso genommen genutzt geordnet gerechnet gesagt gesamt gesamte
    geschrieben geschriebene gesetzt gesucht gesuchte gesuchten gewichte gewichten gewichtsvektor
    gewöhnlich gewöhnliche gezeigt gezeigte gibt gilt gl glatt glauben glaubt gleich gleichheit
    gleichung gleichungen gleichwertig gradient gradienten grob größen gut gute guter habe haben
    hat hatten hausaufgabe heben hebt heißt herausziehen herauszieht hergeleitet herleiten
    herleitung herleitungen heuristisch hier hieraus hierbei hilfe hinaus hingegen hinschreiben
    hinschreibt hinten hinzu hinzufügen hoffen ich idee identitäten ihm ihn ihr ihre ihrem ihren
    im immer implizit in indes informatik ingenieur innere inneren inneres ins insbesondere
    insgesamt integrieren integriert internet intuitiv irrtum irrtümlich ist ja jede jedem jeden
    jeder jedes jedoch jetzt kam kamen kann kannst kapitel kein keine keinen kennengelernt
    kettenregel klammer klammern klammerregel klar klassisch klassische klassischen klausur kniff
    koeffizienten kommen kommt komponente komponenten konvex korollar korrekt korrekte kovarianzen
    kurz kurze kurzer kurzgesagt kurzum können kürzen kürzt lange langer langsam lassen lauten
    lautet lautete lediglich lehrbuch lehrbücher lehrt leicht leite leiten leitet lemma lernen
    lernenden letzte letzten letztlich liefern liefert lies liest linear lineare linearen linearer
    linearität linke linken links logarithmen logarithmieren logarithmus lässt löse lösen lösung
    lösungen lösungsweg machen macht man maschinellen maschinelles mathematik matrixform
    matrixmultiplikation matrixschreibweise matrizenform mehr mein meine meinen meint methode
    methoden mit mithilfe mithin mitte mittels modell multiplikation multiplikativ multipliziere
    multiplizieren multipliziert multiplizierten muss möchte möchten mühelos müssen nach
    nachgerechnet nachprüfen nachrechnen nachrechnet naheliegend naheliegenderweise natürlich nebenrechnung
    nehmen netz netze nicht nimmt noch nochmal norm normalverteilung normalverteilungsdichte
    normen notation notieren notiert nun nur nutze nutzen nächste nächsten nämlich nützlich
    nützliche ob oben obere obige obigen obiger oder offenbar offenkundig offensichtlich ohnehin
    ordnen parameter parametern parameters physik position potenz potenzen potenzreihe problemlos
    produkt produktregel professor prüfen quadratische quadratischen quadratischer quadratsumme
    quadratsummen quadratwurzel quadrieren quadriert quotientenregel rechengesetz rechengesetze
    rechenregel rechenregeln rechne rechnen rechnerisch rechnet rechnung rechnungen rechte rechten
    rechts regel regeln regelt regression regressionsmodell reihe reihen reihenfolge residuen resp
    resultat resultate richtig richtige richtigen sage sagen sagt satz schicht schichten
    schließlich schnell schreibe schreiben schreibt schreibweise schritt schritte schön schöne
    sehen sehr sei seien sein seine seite seiten selbstverständlich setze setzen sich sie siehe
    siehst sieht sind skalarproduktes skalarprodukts skript skriptum so sodass sofort solche soll
    sollen somit sortieren sortiert sowie spalte spalten spur spurregel statistik statt steht
    stelle stellen stetig student studenten studentin studierende studierenden studierender
    subtrahieren subtrahiert summe summenregel summieren tafel tatsache tatsachen tatsächlich
    taylorentwicklung teil teilen teilt term terme transponiert transposition trick trotzdem
    tutorium um umformen umformung umformungen umgeformt umgekehrt umgestellt umschreiben
    umsortieren umsortiert umstellen und unmittelbar uns unser unsere unserem unseren unserer
    unten unter usw vereinfache vereinfachen vereinfacht vereinfachung verlangt verlust vermuten
    vermutet verrät verteilt verwende verwenden verwendet verwendeten vgl viel vielmehr vier
    vierte vierten vollständig vom von vor vorherige vorherigen vorhersage vorhersagen vorlesung
    vorne vorziehen war warum weg wegen wegfallen weil weiter weitere weiterem weiteren weiterhin
    weiß welche welches wende wenden werden werkzeug wert weswegen wichtig wichtige wichtigen wie
    wieder wiederum wieso wikipedia wir wird wirklich wissen wollen woran worauf woraus worden
    worin wovon wozu wurde wurzel wäre würde zahl zahlen zb zeige zeigen zeigt zeile zeilen ziehe
    ziehen zieht zielfunktion ziemlich zu zuerst zufallsvariable zufallsvariablen zufallsvektor
    zuletzt zum zunächst zur zurück zusammen zusammenfassen zusammenfassend zusammengefasst
    zusammenrechnen zusätzlich zwar zwei zweite zweiten zweitens zwischen zwischenergebnis
    zwischenschritt zyklisch zyklische zyklischen zählt ähnlich ähnliche ähnlichen ähnlicher
    äquivalent äquivalenterweise äußere äußeren äußeres überlegen überlegung überlegungen üblich
    übliche üblichen übrig übung übungsblatt
"""
_FRENCH = """
    a aboutissons aboutit additif addition additionner additive affirmation affirme affirment
    affirmer affirmons afin ai ailleurs ainsi ajoutant ajoute ajouter alors aléatoire aléatoires
    appliquant applique appliquer appliquons apprend apprentissage appris après argument arguments
    arrive arriver arrivons associativité astuce au aucun aucune aussi automatique autre autrement
    autres aux avant avec avoir avons bas bien bien-connu bilinéaire bilinéarité binôme bon bonne
    bref brièvement brève but calcul calcule calculer calculons calculs car carré carrés ce cela
    celle celui cependant certes ces cet cette chacun chacune chapitre chaque chaîne ci cinq clair
    claire clairement classique classiques coefficients colonne colonnes combinant comme commence
    commencer comment commençons composante composantes composition conclure conclusion conclut
    connu connue connus considère considérons constate constatons continue convexe corollaire
    correct correcte cours court courte crochet crochets croire croit cyclique cycliques célèbre
    côté côtés d' d'abord dans de dedans dehors dernier dernière des deux deuxième deuxièmement
    devoir difficulté difficultés différenciation différentiable différentiant différentie
    différentielle différentions dire direct directe directement distribue distributivité dit
    dit-on division doit donc donne donnent donner donné donnée double droite du début déduire
    déduisons déduit démonstration démonstrations démontre démontrer démontrons dérivabilité
    dérivant dérivation dérive dérivons dérivée dérivées détail détails déterminant détermine
    déterminer développant développe développement développer développons développé développée
    effet elle elles en encore enfin ensuite entre entrée entrées erreur erreurs est et examen
    exemple exercice exercices explicitement exponentielle expression expressions exprime exprimer
    facile facilement facteur facteurs factorisant factorise factoriser faire faisant fait fausse
    faux façon fin finalement fois fonction font forme formellement formule formules gauche
    gaussien gaussienne gaussiennes gradient gradients général haut ici identités idée il ils
    immédiat immédiate immédiatement implicitement implique important importante informatique
    insérant intuitivement intègre intégrer intégrons je joli jolie l' la laquelle le lemme lequel
    les lettre lettres leur leurs ligne lignes linéaire linéaires linéarité lire lisons lit livre
    logarithme logarithmes long longue lors lorsqu' lui main maintenant mais manifestement
    mathématiques matriciel matricielle mauvais membre membres met mettant mettre milieu montre
    montrer montrons moyen multilinéarité multipliant multiplicatif multiplication multiplicative
    multiplie multiplier méthode méthodes même mêmes n n' naturellement ne nos notation note noter
    notons notre nous néanmoins obtenir obtenons obtenu obtient on ont or ordinaire ordinaires
    ordre ou outil où page par paragraphe parce parenthèse parenthèses part particulier partielle
    partielles partout parvenir parvient pas passage passages passant pense pensent penser peu
    peut peuvent physique plus plusieurs poids point pour pourquoi pourtant pouvons premier
    première premièrement prendre preuve preuves principe problème problèmes produit
    produits-scalaires professeur proposition propriété propriétés prouve prouver prouvons
    précédent précédente précédentes prédiction prédictions prétend prétendent prétendre puis
    puisque puissance puissances qu' quadratique quatre quatrième que quel quelle quelques qui
    racine racines raison raisonnement raisonnements raisons rapide rapidement rappel rappeler
    rappelle rappelons rappelons-nous regroupant regroupe regrouper remarquable remarquables
    remarque remarquer remarquons remplaçant reste retrouve rien règle règles réarrangeant récrit
    régression résout résultat résultats réécrire réécrit s' sa sait savoir savons se second
    seconde section selon sera serait ses signe signes simple simplement simplifiant
    simplifications simplifie simplifier soient soit solution somme somment sommes son sont sort
    sortant sortir sortons sous soustraction soustraire soustrait souvenir souvenons statistique
    statistiques substituant suffire suffit suit suite suivant suivante suivantes sur symbole
    symboles tableau technique tel telle terme termes termine terminer théorème théorèmes tire
    tirons total toujours tous tout toute toutefois toutes trace transposition triple trivial
    trois troisième troisièmement trouve trouver trouvons très un une utile utiles utilisant
    utilise utiliser utilisons variable variables vaut vient virgule visiblement voici voir voit
    vous vrai vraie vu vue vérification vérifications vérifie vérifier vérifions ça écrire écrit
    écrite écrivant écrivons égal égale également égalité élevant élever élève élèves élégant
    élégante élémentaire élémentaires énoncé équation équations équivalent équivaut étant étape
    étapes étudiant étudiante étudiants été évidemment évident évidente
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
