"""The ledger as a text: what is written is read again, and what cannot be read is told."""

from __future__ import annotations

from roadmap_cards.roadmap.ledger import Published, as_published, ledger_text, read_ledger
from roadmap_cards.study.card import Body, Choice, Cloze, Entry, Option, Output, Reversible

LINES = [
    Published("softmax-axis", "basic", ("main",), 2, "Along which axis? | Over the keys."),
    Published("head-cost", "choice", (), 1, "Why? | So.", retired=True),
    Published("qkv-roles", "cloze", ("c1", "c3"), 1, "", now="other/roles"),
]


def text_of(body: Body) -> str:
    return as_published(Entry("an-id", "", "", body, 1, ())).text


def test_a_ledger_is_read_as_it_was_written_in_order_of_its_ids() -> None:
    text = ledger_text(LINES)
    lines, flaws = read_ledger(text)
    assert flaws == []
    assert [line for _, line in lines] == sorted(LINES, key=lambda line: line.id)
    assert [number for number, _ in lines] == [3, 4, 5]
    assert text.splitlines()[3] == "qkv-roles\tcloze\tc1,c3\t1\tnow other/roles"
    assert ledger_text(line for _, line in read_ledger(text.replace("\n", "\r\n"))[0]) == text


def test_lines_of_a_merge_gone_wrong_are_told() -> None:
    text = (
        ledger_text(LINES)
        + "head-cost\tchoice\t-\t1\tlive\tWhy?\n<<<<<<< mine\nan-id\tbasic\tmain\tx\tlive\t\n"
    )
    assert read_ledger(text)[1] == [
        (6, "the id “head-cost” stands on line 3 already; keep one"),
        (7, "this is no line of a ledger; restore it as it was written"),
        (8, "this is no line of a ledger; restore it as it was written"),
    ]


def test_the_text_is_what_tells_one_fact_from_another() -> None:
    assert text_of(Reversible("loss", "What is **minimised**.")) == "loss | What is minimised."
    assert text_of(Cloze("A {{c1::key}} and\na {{c2::value}}.")) == "A key and a value. | key; value"
    options = tuple(Option(text, text == "b", "Why.") for text in "abc")
    assert text_of(Choice("Which?", options)) == "Which? | • b"
    program = "Q\n```python\nimport math\nprint(math.pi,\n      1)\n```"
    assert text_of(Output(program, "```text\n3.14 1\n```")) == "print(math.pi, 1) | 3.14 1"
    long = text_of(Reversible("x" * 300, "y" * 300))
    assert long == f"{'x' * 120} | {'y' * 80}"
