"""The panels of a quiz's result but its mistakes: score, topics, sureness, time, schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.dates import written
from roadmap_cards.gui.widgets.drawing import text_width
from roadmap_cards.gui.widgets.interval_scale import IntervalScale, Share
from roadmap_cards.gui.widgets.moved_cards import EffectLine, MovedCards, MoveLine
from roadmap_cards.gui.widgets.pace_rows import PaceRow, PaceRows
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.sureness_table import SurenessTable, SureRow
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.topic_scores import TopicScore, TopicScores
from roadmap_cards.gui.widgets.undo_line import UndoLine
from roadmap_cards.study.day import MINUTE
from roadmap_cards.study.honest_rule import Effect
from roadmap_cards.study.quiz import Mode, Sureness
from roadmap_cards.study.quiz_score import PASS, TOPIC_ENOUGH, TOPIC_PASS, Pace
from roadmap_cards.study.quiz_wording import reason_words, score_words
from roadmap_cards.study.wording import counted, duration, percent

if TYPE_CHECKING:
    from roadmap_cards.library.quiz_result import MovedCard, QuizResult

ENOUGH_SURE = 5
"""Sure answers from which on they say something about being sure."""
SHOWN_FIRST = (Effect.SOONER, Effect.LATER)
FAR = 180
"""Days from which on a date is told by month and year."""


def score_panel(theme: Theme, result: QuizResult) -> Panel:
    """Return the score as a number, with how sure it is; an exam has a mark beside it."""
    score = result.score
    panel = Panel(theme, "Score", "90 % interval")
    panel.content.setSpacing(8)
    figure = Text(theme, score_words(score.corrected), "display")
    # A label keeps room for the widest overhang of its face, far more than figures need.
    figure.setFixedWidth(ceil(text_width(figure.font(), figure.text())) + 1)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(figure)
    facts = QVBoxLayout()
    facts.setSpacing(0)
    facts.addStretch(1)
    facts.addWidget(Text(theme, "corrected for guessing", "label", "ink2"))
    facts.addWidget(
        Text(theme, f"{score_words(score.raw)} raw, {score.right} of {score.asked}", "label", "ink2")
    )
    facts.addStretch(1)
    row.addLayout(facts, 1)
    panel.content.addLayout(row)
    scale = IntervalScale(theme, whole=True)
    mark = PASS if result.quiz.mode is Mode.EXAM else None
    scale.set_share(Share(score.corrected, score.low, score.high, mark, "pass"))
    # The scale itself rounds; here the digits stand on the side of the mark where the score is.
    known, low, high = (score_words(share) for share in (score.corrected, score.low, score.high))
    passing = "" if mark is None else f", pass mark {percent(mark)}"
    scale.setAccessibleName(f"{known}, 90 % interval {low} to {high}{passing}")
    panel.content.addWidget(scale)
    panel.content.addStretch(1)
    return panel


def topics_panel(theme: Theme, result: QuizResult) -> tuple[Panel, TopicScores]:
    """Return the score of each topic, the best first."""
    exam = result.quiz.mode is Mode.EXAM
    asked = {topic.score.asked for topic in result.topics}
    note = f"right of {asked.pop()}" if len(asked) == 1 else "right of asked"
    rows = [
        TopicScore(
            topic.title,
            topic.score.corrected,
            topic.score.right,
            topic.score.asked,
            held=exam and topic.score.asked >= TOPIC_ENOUGH,
        )
        for topic in sorted(result.topics, key=lambda topic: -topic.score.corrected)
    ]
    needs = f"needs {percent(TOPIC_PASS)}"
    words = f"each topic {needs}" if all(row.held for row in rows) else f"marked topics: {needs}"
    panel = Panel(theme, "By topic, corrected", note)
    return panel, TopicScores(theme, rows, TOPIC_PASS, words)


def praise_panel(theme: Theme, result: QuizResult) -> Panel:
    """Return what stands in the place of the mistakes where there are none."""
    panel = Panel(theme, "Nothing to look at again")
    number = result.score.asked
    guessed = result.sureness.get((Sureness.GUESSING, True), 0)
    some = (
        f", {guessed} of them a guess" if guessed == 1 else f", {guessed} of them guesses" if guessed else ""
    )
    words = f"All {number} answers were right{some}. Well done."
    if number == 1:
        words = "The one answer was right. Well done."
    panel.content.addWidget(Text(theme, words, "body", "ink2", wrap=True))
    panel.content.addStretch(1)
    return panel


def sureness_panel(theme: Theme, result: QuizResult) -> Panel:
    """Return sureness against being right."""
    counts = result.sureness
    sure = counts.get((Sureness.SURE, True), 0), counts.get((Sureness.SURE, False), 0)
    guessing = counts.get((Sureness.GUESSING, True), 0), counts.get((Sureness.GUESSING, False), 0)
    unknown, unanswered = result.score.unknown, result.score.unanswered
    panel = Panel(theme, sure_words(*sure))
    panel.content.setSpacing(8)
    rows = (
        SureRow("Sure", *sure, sure=True),
        SureRow("Guessing", *guessing),
        SureRow("Not known", None, unknown + unanswered),
    )
    panel.content.addWidget(SurenessTable(theme, rows))
    if unanswered:
        said = f"{unknown} said so, " if unknown else ""
        words = f"Not known: {said}{unanswered} not answered."
        panel.content.addWidget(Text(theme, words, "small", "ink2", wrap=True))
    panel.content.addStretch(1)
    return panel


def sure_words(right: int, wrong: int) -> str:
    """Return how far sureness could be trusted; of a few answers alone it is no rule yet."""
    both = right + wrong
    if not both:
        return "No answer was a sure one"
    if both == 1:
        return f"The one sure answer was {'right' if right else 'wrong'}"
    if both < ENOUGH_SURE:
        return f"{right} of {both} sure answers {'was' if right == 1 else 'were'} right"
    return f"Sure meant right {counted(right, 'time')} in {both}"


def time_panel(theme: Theme, result: QuizResult) -> Panel:
    """Return how long it took, and of an exam how that is to what it allows."""
    quiz = result.quiz
    limit = quiz.allowed if quiz.mode is Mode.EXAM else None
    panel = Panel(theme, time_words(quiz.used, limit))
    panel.content.setSpacing(8)
    if quiz.timed_out:
        words = "Time ran out; what was not answered by then counts as wrong."
        panel.content.addWidget(Text(theme, words, "label", "ink2", wrap=True))
    if result.paces:
        panel.content.addWidget(PaceRows(theme, _pace_rows(result.paces, limited=limit is not None)))
    panel.content.addStretch(1)
    return panel


def time_words(used: int, limit: int | None) -> str:
    """Return how much time was used (milliseconds), of an exam with what it allows."""
    seconds = round(used / 1000)
    if limit is not None:
        allowed = counted(_minutes(limit), "minute")
        return f"{f'{seconds} s' if seconds < 60 else _minutes(used)} of {allowed} used"
    return f"{seconds} s in all" if seconds < 60 else f"{counted(_minutes(used), 'minute')} in all"


def _minutes(milliseconds: int) -> int:
    return round(milliseconds / MINUTE)


def _pace_rows(paces: Sequence[Pace], *, limited: bool) -> list[PaceRow]:
    rows = []
    for pace in paces:
        sort = "Code" if pace.code else "Text"
        if limited:
            time, filled = f"{_seconds(pace.mean)} of {_seconds(pace.allowed)}", pace.mean / pace.allowed
            rows.append(PaceRow(sort, time, filled))
        else:
            words = "On average" if len(paces) == 1 else sort
            rows.append(PaceRow(words, f"{_seconds(pace.mean)} a question", None))
    return rows


def _seconds(milliseconds: int) -> str:
    """Return a time in seconds, so that two of them can be held against each other."""
    return f"{round(milliseconds / 1000)} s" if milliseconds < 10 * MINUTE else duration(milliseconds)


# --- The schedule -------------------------------------------------------------------------------------------


def schedule_panel(
    theme: Theme, result: QuizResult, *, can_undo: bool
) -> tuple[Panel, MovedCards | None, UndoLine | None]:
    """Return the panel for what the quiz did to the schedule, and what it is to hold above the button.

    The button takes it back, if that can be done.
    """
    effects = result.effects
    moved = sum(number for effect, number in effects.items() if effect.moved)
    panel = Panel(theme, f"{counted(moved, 'card')} moved in the schedule" if moved else "No card moved")
    panel.content.setSpacing(4)
    if result.taken_back:
        words = "Taken back: nothing of this quiz counts any more."
        panel.content.addWidget(Text(theme, words, "label", "ink2", wrap=True))
        panel.content.addStretch(1)
        return panel, None, None
    lines = _effect_lines(result)
    moves = [MoveLine(one.title, _days(one, result.quiz.day)) for one in one_of_each_first(result.moved)]
    undo = UndoLine(theme, _undo_words(moved)) if can_undo else None
    if undo is not None:
        panel.content.addWidget(undo)
    return panel, MovedCards(theme, lines, moves, _reasons(effects)), undo


def _effect_lines(result: QuizResult) -> list[EffectLine]:
    effects = result.effects
    lines = (
        EffectLine(effects.get(Effect.LATER, 0), "later, right and sure", "good"),
        EffectLine(effects.get(Effect.SOONER, 0), "sooner, wrong or not known", "again"),
        EffectLine(result.noted, "logged only", "ink2"),
    )
    return [line for line in lines if line.number]


def _reasons(effects: Mapping[Effect, int]) -> list[str]:
    """Return why answers were only logged, the most frequent reason first."""
    kept = [effect for effect in Effect if effects.get(effect) and not effect.moved]
    kept.sort(key=lambda effect: -effects[effect])
    return [f"{effects[effect]} logged only: {reason_words(effect)}" for effect in kept]


def one_of_each_first(moved: Sequence[MovedCard]) -> list[MovedCard]:
    """Return the moved cards with the first that went sooner and the first that went later in front."""
    firsts = [next((one for one in moved if one.effect is effect), None) for effect in SHOWN_FIRST]
    front = [one for one in firsts if one is not None]
    return [*front, *(one for one in moved if one not in front)]


def _days(moved: MovedCard, day: int) -> str:
    """Return from when to when, as dates: they stay true whenever the result is looked at."""
    return f"{_date(moved.before, day)} to {_date(moved.after, day)}"


def _date(due: int, day: int) -> str:
    """Return a date with its day or, where it is far from the day of the quiz, with its year."""
    return written(due, "d MMM" if abs(due - day) < FAR else "MMM yyyy")


def _undo_words(moved: int) -> str:
    return f"Undo all {moved}" if moved > 1 else "Undo this one" if moved else "Take this quiz back"
