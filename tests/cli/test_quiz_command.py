"""A quiz in the terminal, from the first question to its result, on a collection of a person's own."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from time import sleep

import pytest

from roadmap_cards.cli import main
from roadmap_cards.cli.quiz_result import show_result
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.card import Rating
from roadmap_cards.study.quiz import Mode, Wish

HEAD = """---
format: 1
topic: {topic}
title: {title}
status: reviewed
sources:
  book: {{title: "A book", url: "https://example.org/book", year: 1999}}
---
"""

CAPITAL = """
### capital-of-france
kind: choice
difficulty: 1
sources: book#7

Q: What is the capital of France?
Options:
- [x] Paris
  > The government sits there.
- [ ] Lyon
  > Lyon is the third largest city.
- [ ] Nice
  > Nice lies at the sea.
- [ ] Lille
  > Lille lies at the border.
Why: Paris has been it since 987.
"""

PRIMES = """
### primes-below-six
kind: multi
difficulty: 1
sources: book

Q: Which of these are prime?
Options:
- [x] two
  > It is the only even one.
- [x] five
  > It has no divisor.
- [ ] four
  > It is two times two.
- [ ] one
  > It is a unit.
"""

STEPS = """
### tea-in-order
kind: order
difficulty: 1
sources: book

Q: How is tea made?
Order:
1. Boil water
2. Pour it on
3. Wait
"""

ZERO = """
### x-to-none
kind: typed
difficulty: 1
sources: book

Q: What is 7 minus 7?
A: 0
"""

ASKS = """
### ends-with-a-mark
kind: typed
difficulty: 1
sources: book

Q: Which pattern matches a letter a, or nothing?
A: a?
"""

RIVER = """
### river-of-paris
kind: typed
difficulty: 1
sources: book

Q: Which river flows through Paris?
A: the Seine
"""

GAPS = """
### two-gaps
kind: cloze
difficulty: 1
sources: book

C: The cat says {{c1::meow}} and never {{c1::woof}}.
"""

LOOP = """
### two-lines
kind: output
difficulty: 1
sources: book

Q: What does this program print?
```python
print("a\\n")
print("b")
```
A:
```text
a

b
```
"""

EVERY = CAPITAL + PRIMES + STEPS + ZERO + RIVER + GAPS + LOOP


class Person:
    """Somebody at the keyboard: sees what is printed, types lines, and Ctrl D when there are no more."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.data = DataFolder(folder)
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.screen = ""
        self.thinks = 0.0
        """Seconds before each line."""

    def write(self, *entries: str, topic: str = "zoo") -> None:
        """Write a deck of one's own."""
        place = self.folder / "decks" / "mine"
        place.mkdir(parents=True, exist_ok=True)
        text = HEAD.format(topic=topic, title=topic.capitalize()) + "".join(entries)
        (place / f"{topic}.md").write_text(text, encoding="utf-8")

    def review(self, entry: str, days_ago: int, rating: Rating = Rating.EASY) -> None:
        """Answer the card of an entry in a review some days ago."""
        past = local_now() - timedelta(days=days_ago)
        with OpenCollection(self.data, lambda: past) as library:
            library.decks.load_changed(self.data)
            (card,) = (number for key, number in library.decks.card_keys().items() if f"/{entry}#" in key)
            library.reviews.answer(library.reviews.ask(card), rating, 9_000)

    def quiz(self, *lines: str, options: str = "--topic zoo") -> str:
        """Run `quiz` and type lines; `{text}` in one is the number before that text on the screen."""
        return self.run("quiz", *options.split(), "--seed", "1", lines=lines)

    def run(self, *arguments: str, lines: tuple[str, ...] = ()) -> str:
        self.screen = ""
        self._monkeypatch.setattr("builtins.input", self._keyboard(iter(lines)))
        assert main(["--data", str(self.folder), *arguments]) == 0
        self._look()
        return self.screen

    def _keyboard(self, lines: Iterator[str]) -> Callable[[str], str]:
        def typed(prompt: str) -> str:
            sys.stdout.write(f"{prompt}\n")
            self._look()
            sleep(self.thinks)
            try:
                return re.sub(r"\{(.+?)\}", self._number, next(lines))
            except StopIteration:
                raise EOFError from None

        return typed

    def printed(self) -> str:
        """Return what was printed outside of a command."""
        return self._capsys.readouterr().out

    def _look(self) -> None:
        self.screen += self._capsys.readouterr().out

    def _number(self, wanted: re.Match[str]) -> str:
        return str(re.findall(rf"^ *(\d+)\. {wanted[1]}$", self.screen, re.MULTILINE)[-1])


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection that has read the shipped decks, which takes a while: to be copied."""
    folder = DataFolder(tmp_path_factory.mktemp("quiz") / "collection")
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
    return folder.root


@pytest.fixture
def person(
    collection: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Person:
    monkeypatch.setenv("COLUMNS", "100")
    return Person(shutil.copytree(collection, tmp_path / "mine"), capsys, monkeypatch)


# --- Practice ---------------------------------------------------------------------------------------------


def test_a_right_choice_is_told_with_why_and_its_source(person: Person) -> None:
    person.write(CAPITAL)
    told = person.quiz("{Paris}", "")
    assert "There is 1 such question." in told
    assert "[1 of 1] Zoo › Choose" in told
    assert "\nRight.\n" in told
    assert "The government sits there." in told
    assert "Why: Paris has been it since 987." in told
    assert "Source: A book (1999), 7, https://example.org/book" in told
    assert "Zoo quiz: 1 of 1 right" in told


def test_a_wrong_choice_says_why_that_option_is_wrong(person: Person) -> None:
    person.write(CAPITAL)
    told = person.quiz("{Lyon}", "")
    assert "\nSure, but wrong.\n" in told
    assert "Lyon is the third largest city." in told
    assert "Nice lies at the sea." not in told
    assert "1 question not right" in told
    assert "right: Paris" in told


@pytest.mark.parametrize(
    ("lines", "offered"), [(("{Lyon}", "y"), True), (("/0", "y"), True), (("/h", "y"), False)]
)
def test_past_mistakes_are_offered_where_there_are_any(
    person: Person, lines: tuple[str, ...], offered: bool
) -> None:
    """What was left open is wrong in an exam, but no past mistake."""
    person.write(CAPITAL)
    told = person.quiz(*lines, options="--topic zoo --exam")
    assert "1 question not right" in told
    assert ("Past mistakes of all topics: roadmap-cards quiz --focus mistakes" in told) is offered


def test_several_numbers_answer_a_choice_of_all_that_apply(person: Person) -> None:
    person.write(PRIMES)
    assert "\nRight.\n" in person.quiz("{two}, {five}", "")


def test_an_option_left_out_is_named(person: Person) -> None:
    person.write(PRIMES)
    told = person.quiz("{two} {four}", "")
    assert "five (you left it out)" in told
    assert "It is two times two." in told


def test_all_numbers_answer_an_order_with_or_without_spaces(person: Person) -> None:
    person.write(STEPS)
    assert "\nRight.\n" in person.quiz("{Boil water}{Pour it on}{Wait}", "")
    told = person.quiz("{Wait} {Boil water} {Pour it on}", "", options="--topic zoo --again")
    assert "Yours:\n\n1. Wait\n2. Boil water\n3. Pour it on" in told


@pytest.mark.parametrize(
    ("entry", "typed", "told"),
    [
        (CAPITAL, "5", "The numbers run from 1 to 4."),
        (CAPITAL, "1 2", "Type one number from 1 to 4"),
        (CAPITAL, "Paris", "Type numbers from 1 to 4"),
        (CAPITAL, "", "Type numbers from 1 to 4"),
        (CAPITAL, "?", "Type numbers from 1 to 4"),
        (CAPITAL, "/x", "Type numbers from 1 to 4"),
        (CAPITAL, "/?", "Keys: Enter hands an answer in"),
        (CAPITAL, "/b", "In practice there is no way back"),
        (PRIMES, "1 1", "A number stands there twice."),
        (STEPS, "1 2", "Type all numbers from 1 to 3, each once."),
        (ZERO, "", "Type an answer, or /0 if you don’t know."),
        (LOOP, "", "Type what the program prints"),
    ],
)
def test_what_is_no_answer_is_asked_again(person: Person, entry: str, typed: str, told: str) -> None:
    person.write(entry)
    screen = person.quiz(typed)
    assert told in screen.split("[1 of 1]")[1]
    assert "0 answered. Go on with: roadmap-cards quiz" in screen


def test_a_typed_answer_shows_how_it_differs(person: Person) -> None:
    person.write(RIVER)
    told = person.quiz("the Saine", "")
    assert "Yours: the Saine" in told
    assert "Difference: the S[+e+][-a-]ine" in told


def test_a_typed_answer_may_count_as_right_after_all(person: Person) -> None:
    person.write(RIVER)
    assert "Zoo quiz: 1 of 1 right" in person.quiz("Seine", "/r")


def test_a_choice_cannot_be_overruled(person: Person) -> None:
    person.write(CAPITAL)
    assert "0 of 1 right" in person.quiz("{Lyon}", "/r", "")


def test_zero_is_an_answer_where_it_is_typed_and_not_known_where_there_are_numbers(person: Person) -> None:
    person.write(ZERO)
    assert "\nRight.\n" in person.quiz("0", "")
    person.write(CAPITAL)
    assert "\nNot known.\n" in person.quiz("0", "")


def test_not_known_is_said_alike_for_every_kind(person: Person) -> None:
    person.write(EVERY)
    told = person.quiz(*["/0", ""] * 7)
    assert told.count("\nNot known.\n") == 7
    assert "(0 of 7 right, 7 not known)" in told


def test_a_question_mark_hands_in_a_guess(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    told = person.quiz("{Paris}?", "", options="--topic zoo --kinds choice")
    assert "Right, though a guess." in told
    assert re.search(r"A guess +1 +0", told)
    assert "Wrong, a guess." in person.quiz("1 ?", "", options="--topic zoo --kinds typed")


def test_a_question_mark_of_the_answer_is_typed_as_it_stands(person: Person) -> None:
    person.write(ASKS)
    assert "\nRight.\n" in person.quiz("/=a?", "")
    assert "Right, though a guess." in person.quiz("a??", "", options="--topic zoo --again")


def test_gaps_are_asked_one_by_one(person: Person) -> None:
    person.write(GAPS)
    told = person.quiz("meow", "wuff", "")
    assert "Gap 1 of 2" in told
    assert "Gap 2, yours: wuff" in told
    assert "Gap 1, yours" not in told
    assert "\nRight.\n" in person.quiz("Meow", "woof", "", options="--topic zoo --again")


def test_an_output_is_typed_line_by_line(person: Person) -> None:
    person.write(LOOP)
    assert "\nRight.\n" in person.quiz("a", "/=", "b", "", "")
    assert "Right, though a guess." in person.quiz("a", "/=", "b?", "", "", options="--topic zoo --again")


def test_what_was_skipped_waits_at_the_end(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    told = person.quiz("/n", "/0", "", "9", "2", "", "/0", "")
    assert "1 of 2 questions answered." in told
    assert "Open, and left out if handed in so: 1." in told
    assert "Type y, a number from 1 to 2" in told
    assert "in practice an answer is final" in told
    assert "(0 of 2 right, 2 not known)" in told


def test_a_quiz_is_handed_in_early(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    told = person.quiz("/m", "/0", "", "/h", "y")
    assert "Marked: 1." in told
    assert "Open, and left out if handed in so: 2." in told
    assert "(0 of 1 right, 1 not known)" in told


# --- What it does to the schedule -------------------------------------------------------------------------


def test_the_result_names_the_cards_that_moved(person: Person) -> None:
    person.write(CAPITAL.replace("#7", "#7\ntests: river-of-paris"), RIVER, ZERO)
    person.review("river-of-paris", days_ago=3)
    told = person.quiz("{Lyon}", "", options="--topic zoo --kinds choice")
    assert "The schedule: 1 card moved\n  Zoo: due in " in told
    assert "→ today" in told
    told = person.quiz("the Seine", "", "0", "", options="--topic zoo --kinds typed")
    assert "The schedule: no card moved" in told
    assert "1 logged only: the card was answered on that day already" in told
    assert "1 logged only: the card is new" in told


# --- Leaving and going on ---------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", [("/q",), ()])
def test_a_quiz_that_was_left_goes_on_where_it_was(person: Person, leave: tuple[str, ...]) -> None:
    person.write(CAPITAL, ZERO)
    assert "Kept at question 2 of 2, 1 answered." in person.quiz("/0", *leave)
    told = person.quiz("/0", "")
    assert "“Zoo quiz” is under way, question 2 of 2: resuming it." in told
    assert "(0 of 2 right, 2 not known)" in told


def test_ctrl_c_leaves_a_quiz_for_later(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.write(CAPITAL)

    def interrupted(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    assert main(["--data", str(person.folder), "quiz", "--topic", "zoo"]) == 0
    assert "“Zoo quiz” is under way" in person.quiz()


def test_the_end_of_input_after_the_last_answer_hands_in(person: Person) -> None:
    person.write(CAPITAL)
    assert "Zoo quiz: 1 of 1 right" in person.quiz("{Paris}")


def test_a_quiz_is_handed_in_as_it_is(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    person.quiz("/0")
    assert "(0 of 1 right, 1 not known)" in person.run("quiz", "--hand-in")
    with pytest.raises(ProblemError, match="No quiz is under way"):
        main(["--data", str(person.folder), "quiz", "--hand-in"])


def test_a_quiz_that_is_resumed_says_what_becomes_of_the_one_asked_for(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    person.quiz("/q")
    waits = "What you asked for just now can begin after it."
    assert waits in person.quiz("/q", options="--topic zoo --size 1")
    assert waits not in person.quiz("/q", options="")


def test_a_practice_is_handed_in_after_an_answer_too(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    told = person.quiz("/0", "/x", "/h", "y")
    assert "Enter goes on, /h hands in, /q leaves the quiz for later." in told
    assert "1 of 2 questions answered." in told
    assert "Zoo quiz: 0 of 1 right" in told


def test_a_practice_without_an_answer_is_forgotten(person: Person) -> None:
    person.write(CAPITAL)
    person.quiz("/q")
    assert person.run("quiz", "--hand-in") == "Nothing was answered: the quiz is forgotten.\n"


def test_a_question_that_was_rewritten_meanwhile_is_not_asked(person: Person) -> None:
    person.write(CAPITAL, ZERO, RIVER)
    person.quiz("/q", options="--topic zoo --exam")
    person.write(CAPITAL, ZERO, RIVER.replace("kind: typed", "kind: basic"))
    told = person.quiz("/h", "2", "/0", "y")
    assert "question 1 of 2: resuming it." in told
    assert "0 of 2 questions answered.\nOpen, and wrong if handed in so: 1–2." in told
    assert "[2 of 2]" in told
    assert "(0 of 2 right, 1 not known, 1 not answered)" in told


def test_of_a_mistake_that_was_rewritten_since_only_the_answer_is_left(person: Person) -> None:
    person.write(RIVER, ZERO)
    person.quiz("the Nile", "the Nile", "y", options="--topic zoo --exam --size 2")
    person.write(RIVER.replace("kind: typed", "kind: basic"), ZERO)
    with OpenCollection(person.data, local_now) as library:
        library.decks.load_changed(person.data)
        show_result(library.quizzes.result(library.quizzes.history()[0].quiz.id), 0)
    told = person.printed()
    assert re.search(r"was rewritten .*\s+yours: the Nile\n", told, re.DOTALL)
    assert "the Seine" not in told


# --- Exams ------------------------------------------------------------------------------------------------


def test_an_exam_tells_nothing_until_the_end(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    told = person.quiz("/b", "/0", "/0", "y", options="--topic zoo --exam")
    before, after = told.split("Hand in? [y]")
    assert "This is the first question." in before
    assert before.count("Kept: I don’t know") == 2
    assert "2 of 2 questions answered." in before
    assert "Paris has been it" not in before
    assert re.search(r"\[2:(30|29) left\] Its number > ", before)
    assert "Zoo exam: Not passed" in after
    assert "Why: Paris has been it since 987." in after
    assert "the mark is 70 %" in after


def test_an_exam_goes_back_and_an_answer_may_be_changed(person: Person) -> None:
    person.write(CAPITAL)
    told = person.quiz("{Lyon}", "1", "{Paris}?", "y", options="--topic zoo --exam")
    assert re.search(r"Your answer so far: \d\n", told)
    assert re.search(r"Kept: \d \(a guess\)", told)
    assert "1 of 1 right" in told


def test_the_overview_of_an_exam_names_what_is_open_and_marked(person: Person) -> None:
    person.write(CAPITAL, ZERO, RIVER)
    told = person.quiz("/n", "/m", "/n", "/n", "", "/b", "/q", options="--topic zoo --exam")
    assert "Open, and wrong if handed in so: 1–3.\nMarked: 2." in told
    assert told.count("[1 of 3]") == 2
    assert "Kept at question 1 of 3, 0 answered." in told


def test_an_exam_whose_time_is_out_is_handed_in(person: Person) -> None:
    person.write(CAPITAL)
    with OpenCollection(person.data, local_now) as library:
        library.decks.load_changed(person.data)
        catalogue = library.quizzes.catalogue()
        (topic,) = (topic.id for topic in catalogue.topics if topic.title == "Zoo")
        exam = library.quizzes.start(Wish(frozenset({topic}), mode=Mode.EXAM), Random(1), catalogue)
        exam.spend((exam.left or 0) - 1)
        exam.keep_time()
    person.thinks = 0.01
    told = person.quiz("{Paris}")
    assert "The time is out; the exam is handed in as it is." in told
    assert "The time was out before the exam was handed in." in told
    assert "1 not answered" in told


def test_the_exam_of_a_level_asks_forty_and_counts(person: Person) -> None:
    told = person.quiz("/h", "y", options="--level junior --exam")
    assert "level exam: 40 questions from" in told
    with OpenCollection(person.data, local_now) as library:
        (past,) = library.quizzes.history()
    assert past.quiz.counts_for_level


def test_a_short_exam_over_a_level_is_called_a_trial_and_says_that_it_counts_for_none(person: Person) -> None:
    told = person.quiz("/h", "y", options="--level junior --exam --size 5")
    assert "level trial exam: 5 questions from" in told
    assert "It counts for no level." in told


# --- What is asked ----------------------------------------------------------------------------------------


def test_questions_asked_lately_are_left_out_and_counted(person: Person) -> None:
    person.write(CAPITAL, ZERO, RIVER)
    person.quiz("/0", "", options="--topic zoo --kinds choice")
    assert "There are 2 such questions; 1 more was asked in the last 14 days (--again asks it)." in (
        person.quiz("/h", "y")
    )
    with pytest.raises(ProblemError, match="There is no such question; 1 was asked in the last 14 days"):
        main(["--data", str(person.folder), "quiz", "--topic", "zoo", "--kinds", "choice"])
    assert "3 questions" in person.quiz(options="--topic zoo --again --size 3")


def test_past_mistakes_are_asked_alone(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    person.quiz("0", "", options="--topic zoo --kinds typed")
    person.quiz("/0", "", options="--topic zoo --kinds choice")
    told = person.quiz("{Paris}", "", options="--topic zoo --focus mistakes --size all")
    assert "Past mistakes, Zoo: 1 question, about" in told
    assert "1 of 1 right" in told


@pytest.mark.parametrize(
    ("options", "enters"), [("", True), (" --focus weak", False), (" --kinds typed", False)]
)
def test_only_a_quiz_over_all_of_a_level_is_kept_as_one(person: Person, options: str, enters: bool) -> None:
    person.quiz("/0", "/h", "y", options=f"--level junior --exam --size 5{options}")
    with OpenCollection(person.data, local_now) as library:
        (past,) = library.quizzes.history()
    assert (past.quiz.level_key == "llm-specialist/junior") is enters


def test_names_are_taken_forgivingly(person: Person) -> None:
    person.write(CAPITAL)
    person.write(ZERO, topic="zoology")
    for options in ("--topic zoo", "--topic ZOOL", "--level mine --topic zoo", "--level llm-specialist/jun"):
        assert "Kept at question 1" in person.quiz("/q", options=options)
        person.run("quiz", "--hand-in")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ("--topic cooking", "There is no topic “cooking” with questions. There are: "),
        ("--topic zo", "“zo” is more than one topic: Zoo, Zoology. Type more of its title, or its key."),
        ("--level expert", "There is no level “expert” with questions. There are: "),
        ("--level junior --topic zoo", "There is no topic “zoo” with questions in Junior"),
        ("--topic zoo --kinds order", "There is no such question. Choose more topics or kinds."),
    ],
)
def test_a_wish_that_cannot_be_is_one_sentence(person: Person, options: str, problem: str) -> None:
    person.write(CAPITAL)
    person.write(ZERO, topic="zoology")
    with pytest.raises(ProblemError) as raised:
        main(["--data", str(person.folder), "quiz", *options.split()])
    assert problem in str(raised.value)


@pytest.mark.parametrize("wrong", ["--kinds=essay", "--kinds=,", "--size=0", "--size=many", "--focus=all"])
def test_options_are_checked(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["quiz", wrong])
    assert stopped.value.code == 2
    assert "error: argument" in capsys.readouterr().err


def test_the_same_seed_asks_the_same(person: Person) -> None:
    person.write(EVERY)
    first = person.quiz("/q")
    person.run("quiz", "--hand-in")
    assert person.quiz("/q") == first


# --- For authors ------------------------------------------------------------------------------------------


def test_the_questions_are_told_hardest_first(person: Person) -> None:
    person.write(CAPITAL, ZERO)
    assert "No question was asked yet" in person.run("stats", "--questions")
    person.quiz("{Lyon}", "", options="--topic zoo --kinds choice")
    person.quiz("0", "", options="--topic zoo --kinds typed")
    told = person.run("stats", "--questions")
    assert "2 questions asked, the hardest first" in told
    assert re.search(r"0 % +1 +choice +mine/zoo/capital-of-france\n +never chosen: ", told)
    assert "never chosen: Nice" in told
    assert "never chosen: Lyon" not in told
    assert "never chosen: Paris" not in told  # it is right: whoever misses it shows nothing wrong with it
    assert told.index("capital-of-france") < told.index("x-to-none")


def test_the_questions_as_json(person: Person) -> None:
    person.write(CAPITAL)
    person.quiz("{Paris}", "")
    (facts,) = json.loads(person.run("stats", "--questions", "--json"))
    assert facts["key"] == "mine/zoo/capital-of-france"
    assert (facts["kind"], facts["asked"], facts["right"], facts["share"]) == ("choice", 1, 1, 1.0)
    assert {"text": "Paris", "correct": True, "chosen": 1} in facts["options"]
    assert sorted(facts["never_chosen"]) == ["Lille", "Lyon", "Nice"]
