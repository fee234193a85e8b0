r"""The LaTeX that a card may use: what both programs that draw it know.

A card is drawn here by ziamath, and by MathJax where it is exported to (Anki has MathJax 3). So a command is
on the list if both know it:

- ziamath 0.13 reads LaTeX by latex2mathml 3.81: its tables of commands (`latex2mathml/commands.py`) and of
  symbols (`latex2mathml/unimathsymbols.txt`). What it does not know it draws as it is written, without an
  error; a test converts every command of this list.
- MathJax documents what it supports under “Supported TeX/LaTeX commands”
  (docs.mathjax.org/en/v3.2/input/tex/macros/ and /en/v4.1/…). Here are those of the packages base, ams and
  boldsymbol, which every common build of MathJax has, that stand in both lists.

Left out on purpose, though both know them: definitions (`\def`), lengths (`\kern`), sizes (`\large`),
numbering (`\tag`), and the older forms that newer ones replace (`\over`, `\choose`, `\bf`, `\matrix`).
"""

from __future__ import annotations

_COMMANDS = """
    acute aleph alpha amalg And angle approx approxeq arccos arcsin arctan arg ast asymp backepsilon
    backprime backsim backsimeq backslash bar barwedge Bbbk because begin beta beth between Big big
    bigcap bigcirc bigcup Bigg bigg Biggl biggl Biggm biggm Biggr biggr Bigl bigl Bigm bigm bigodot
    bigoplus bigotimes Bigr bigr bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge
    binom blacklozenge blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright
    bmod boldsymbol bot bowtie Box boxdot boxed boxminus boxplus boxtimes breve bullet Bumpeq bumpeq Cap
    cap cdot cdotp cdots centerdot cfrac check checkmark chi circ circeq circlearrowleft
    circlearrowright circledast circledcirc circleddash circledR circledS clubsuit colon complement cong
    coprod cos cosh cot coth csc Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft
    curvearrowright dagger daleth dashleftarrow dashrightarrow dashv dbinom ddagger ddddot dddot ddot
    ddots deg Delta delta det dfrac diagdown diagup Diamond diamond diamondsuit digamma dim displaystyle
    div divideontimes dot Doteq doteq doteqdot dotplus dots dotsb dotsc dotsi dotsm dotso doublebarwedge
    Downarrow downarrow downdownarrows downharpoonleft downharpoonright ell emptyset end enspace epsilon
    eqcirc eqsim eqslantgtr eqslantless equiv eta eth exists exp fallingdotseq Finv flat forall frac
    frown Game Gamma gamma gcd ge geq geqq geqslant gets gg ggg gggtr gimel gnapprox gneq gneqq gnsim
    grave gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat hbar heartsuit hom
    hookleftarrow hookrightarrow hphantom hslash idotsint iff iiiint iiint iint Im imath impliedby
    implies in inf infty injlim int intercal iota jmath Join kappa ker Lambda lambda land langle lbrace
    lbrack lceil ldotp ldots le leadsto left Leftarrow leftarrow leftarrowtail leftharpoondown
    leftharpoonup leftleftarrows Leftrightarrow leftrightarrow leftrightarrows leftrightharpoons
    leftrightsquigarrow leftthreetimes leq leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr
    lesssim lfloor lg lgroup lhd lim liminf limits limsup ll llcorner Lleftarrow lll llless lmoustache
    ln lnapprox lneq lneqq lnot lnsim log Longleftarrow longleftarrow Longleftrightarrow
    longleftrightarrow longmapsto Longrightarrow longrightarrow looparrowleft looparrowright lor lozenge
    lrcorner Lsh lt ltimes lVert lvert lvertneqq maltese mapsto mathbb mathbf mathbin mathcal mathclose
    mathfrak mathinner mathit mathnormal mathop mathopen mathord mathpunct mathrel mathring mathrm
    mathscr mathsf mathtt max measuredangle mho mid middle min mod models mp mu multimap nabla natural
    ncong ne nearrow neg negmedspace negthickspace negthinspace neq nexists ngeq ngeqq ngeqslant ngtr ni
    nLeftarrow nleftarrow nLeftrightarrow nleftrightarrow nleq nleqslant nless nmid nolimits not notin
    nparallel nprec npreceq nRightarrow nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq
    nsucc nsucceq nsupseteq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nu nVDash
    nVdash nvDash nvdash nwarrow odot oint Omega omega omicron ominus operatorname oplus oslash otimes
    overbrace overleftarrow overleftrightarrow overline overparen overrightarrow overset owns parallel
    partial perp phantom Phi phi Pi pi pitchfork pm pmod pod Pr prec precapprox preccurlyeq preceq
    precnapprox precneqq precnsim precsim prime prod projlim propto Psi psi qquad quad rangle rbrace
    rbrack rceil Re restriction rfloor rgroup rhd rho right Rightarrow rightarrow rightarrowtail
    rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow
    rightthreetimes risingdotseq rmoustache Rrightarrow Rsh rtimes rVert rvert scriptscriptstyle
    scriptstyle searrow sec setminus sharp shortmid Sigma sigma sim simeq sin sinh smallfrown
    smallsetminus smallsmile smile spadesuit sphericalangle sqcap sqcup sqrt sqsubset sqsubseteq
    sqsupset sqsupseteq square stackrel star Subset subset subseteq subseteqq subsetneq subsetneqq
    substack succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim sum sup Supset
    supset supseteq supseteqq supsetneq supsetneqq surd swarrow tan tanh tau tbinom text textbf textit
    textnormal textrm textsf textstyle texttt textup tfrac therefore Theta theta thickapprox thicksim
    thinspace tilde times to top triangle triangledown triangleleft trianglelefteq triangleq
    triangleright trianglerighteq twoheadleftarrow twoheadrightarrow ulcorner underbrace underleftarrow
    underleftrightarrow underline underparen underrightarrow underset unlhd unrhd Uparrow uparrow
    Updownarrow updownarrow upharpoonleft upharpoonright uplus Upsilon upsilon upuparrows urcorner
    varDelta varepsilon varGamma varinjlim varkappa varLambda varliminf varlimsup varnothing varOmega
    varPhi varphi varPi varpi varprojlim varpropto varPsi varrho varSigma varsigma varsubsetneq
    varsubsetneqq varsupsetneq varsupsetneqq varTheta vartheta vartriangle vartriangleleft
    vartriangleright varUpsilon varXi Vdash vDash vdash vdots vec vee veebar Vert vert vphantom Vvdash
    wedge widehat widetilde wp wr Xi xi xleftarrow xrightarrow zeta
"""
COMMANDS = frozenset(_COMMANDS.split())
"""Commands of letters, without their backslash."""

SIGNS = frozenset("\\,;:!>{}|%&#_$ ")
"""What may stand behind a backslash that begins no word."""

ENVIRONMENTS = frozenset(
    (
        "aligned",
        "array",
        "bmatrix",
        "Bmatrix",
        "cases",
        "matrix",
        "pmatrix",
        "smallmatrix",
        "split",
        "vmatrix",
        "Vmatrix",
    )
)
r"""What may stand in `\begin{…}`."""

INSTEAD = {
    "argmax": r"\operatorname{argmax}",
    "argmin": r"\operatorname{argmin}",
    "bf": r"\mathbf{…}",
    "bm": r"\boldsymbol{…}",
    "bold": r"\boldsymbol{…}",
    "cal": r"\mathcal{…}",
    "choose": r"\binom{…}{…}",
    "coloneqq": ":=",
    "frak": r"\mathfrak{…}",
    "it": r"\mathit{…}",
    "mathds": r"\mathbb{…}",
    "matrix": r"\begin{matrix}",
    "mbox": r"\text{…}",
    "over": r"\frac{…}{…}",
    "pmatrix": r"\begin{pmatrix}",
    "rm": r"\mathrm{…}",
    "root": r"\sqrt[…]{…}",
    "softmax": r"\operatorname{softmax}",
    "tag": "a number in the text",
}
"""What to write for common commands that are not on the list."""
