"""What counts as a proof of a key, kind by kind."""

from __future__ import annotations

import pytest

from roadmap_cards.roadmap.proof_runner import Ending, Ran
from roadmap_cards.roadmap.proofs import Standing, verdict
from roadmap_cards.study.card import Basic, Body, Choice, Cloze, Multi, Option, Order, Output, Typed

TYPED = Typed("How many?", "8", accept=("eight", "/8 ?x/"))
CHOICE = Choice("Which?", tuple(Option(text, text == "b", "Why.") for text in "abc"))
MULTI = Multi("Which?", tuple(Option(text, text in "ac", "Why.") for text in "abc"))
CLOZE = Cloze("A {{c1::query}} meets {{c2::$e^{2}$}} keys.")
OUTPUT = Output("Q\n```python\nprint(1)\n```", "```text\n[1, 2]\n3\n```")


def answered(answer: str) -> Ran:
    return Ran(Ending.FINISHED, answer=answer)


def held(*values: bool | None) -> Ran:
    return Ran(Ending.FINISHED, holds=values)


def printed(text: str) -> Ran:
    return Ran(Ending.FINISHED, printed=text)


@pytest.mark.parametrize(
    ("body", "ran"),
    [
        (TYPED, answered("8")),
        (TYPED, answered("8.0")),
        (TYPED, answered("Eight")),
        (TYPED, answered("8x")),
        (Typed("?", "0.5", tolerance=0.1), answered("0.58")),
        (Typed("?", "None"), answered("None")),
        (CHOICE, held(False, True, False)),
        (MULTI, held(True, False, True)),
        (CLOZE, answered("Query")),
        (CLOZE, answered("e^{2}")),
        (OUTPUT, printed("[1, 2]\n3 \n\n")),
        (Basic("?", "Nothing: they **do not change**."), answered("do not change")),
        (Basic("?", "The sum is $8$ bytes."), answered("8")),
        (Basic("?", "It is -3, then 1,024."), answered("1,024")),
        (Basic("?", "It is -3, then 1,024."), answered("-3")),
        (Basic("?", r"$$\sum_{i=1}^{h} W_i$$"), answered(r"\sum_{i=1}^{h} W_i")),
        (Basic("?", "From 3–5 heads."), answered("5")),
    ],
)
def test_a_key_is_proved(body: Body, ran: Ran) -> None:
    assert verdict(body, ran, 10).standing is Standing.PROVED


@pytest.mark.parametrize(
    ("body", "ran", "reason"),
    [
        (TYPED, answered("7"), "the code gives 7, the key says 8"),
        (TYPED, answered("[8]"), "the code gives “[8]”, the key says 8"),
        (TYPED, Ran(Ending.FINISHED), "the code sets no `answer`, so it proves nothing"),
        (TYPED, answered(" "), "the code sets no `answer`, so it proves nothing"),
        (
            CHOICE,
            held(False, False, True),
            "option 2 is false by the code, true by the key; option 3 is true by the code, false by the key",
        ),
        (MULTI, held(True, False, False), "option 3 is false by the code, true by the key"),
        (
            CHOICE,
            answered("b"),
            "the code sets no `holds`, so it proves nothing; it is a list of True and False",
        ),
        (CHOICE, held(True), "`holds` has 1 value for 3 options"),
        (
            CHOICE,
            held(None, True, None),
            "`holds` must be True or False for each option; it is neither for 1 and 3",
        ),
        (CLOZE, answered("keys"), "the code gives “keys”, the gaps say “query” and “$e^{2}$”"),
        (OUTPUT, printed("[1, 3]\n3"), "the code prints “[1, 3]” in line 1, the key says “[1, 2]”"),
        (OUTPUT, printed("[1, 2]"), "the code prints 1 line, the key has 2"),
        (OUTPUT, printed(""), "the code prints nothing"),
        (Basic("?", "It is 12."), answered("1"), "the code gives 1, which “A:” does not say"),
        (Basic("?", "It is 1.5."), answered("1"), "the code gives 1, which “A:” does not say"),
        (Basic("?", "It is 1.5."), answered("5"), "the code gives 5, which “A:” does not say"),
        (Basic("?", "It is -5."), answered("5"), "the code gives 5, which “A:” does not say"),
        (Basic("?", "The meaning."), answered("mean"), "the code gives “mean”, which “A:” does not say"),
        (
            Basic("?", r"$\Delta x$"),
            answered(r"\delta x"),
            r"the code gives “\delta x”, which “A:” does not say",
        ),
        (
            Order("?", ("a", "b", "c")),
            answered("a"),
            "the key of kind order cannot be compared with code; leave “Verify:” out",
        ),
        (TYPED, Ran(Ending.RAISED, "ValueError: x", 3), "line 3 of the code raises ValueError: x"),
        (TYPED, Ran(Ending.TOO_LONG), "the code runs for more than 10 s"),
        (TYPED, Ran(Ending.PRINTED), "the code prints more than a card could show"),
        (TYPED, Ran(Ending.MEMORY, line=1), "line 1 of the code needs more memory than a proof may take"),
        (
            TYPED,
            Ran(Ending.REFUSED, "asks the network", 2),
            "line 2 of the code asks the network, which a proof may not",
        ),
        (
            TYPED,
            Ran(Ending.DIED, "signal SIGSEGV"),
            "the code ended the process that it ran in (signal SIGSEGV)",
        ),
        (
            TYPED,
            Ran(Ending.MISSING, "pandas", 1),
            "line 1 of the code needs the package pandas, which is not installed; proofs use the standard "
            "library, numpy and torch",
        ),
    ],
)
def test_a_key_is_not_proved_and_why(body: Body, ran: Ran, reason: str) -> None:
    found = verdict(body, ran, 10)
    assert (found.standing, found.reason) == (Standing.FAILED, reason)


def test_what_needs_torch_is_skipped_without_it() -> None:
    found = verdict(TYPED, Ran(Ending.MISSING, "torch", 1), 10)
    assert (found.standing, found.reason) == (Standing.SKIPPED, "needs torch, which is not installed")
