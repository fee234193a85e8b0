"""What is measured: each row of the table, and the jobs that measure them.

A goal is the most that ours may be in units of Anki's. Where `goal_from` is set it holds for collections of
so many cards and more.
"""

from __future__ import annotations

from dataclasses import dataclass

LARGE = 50_000
"""Cards from which slow jobs are done less often."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `ours` and `anki` say what is timed, and `anki` is empty where it has nothing of the kind."""

    key: str
    title: str
    ours: str
    anki: str
    goal: float | None = None
    goal_from: int = 0
    unit: str = "s"


@dataclass(frozen=True, slots=True)
class Turns:
    """How often the two programs take turns: in a quick run, in any other, and where there are many cards."""

    quick: int
    usual: int
    large: int

    def at(self, cards: int, *, quick: bool) -> int:
        if quick:
            return self.quick
        return self.large if cards >= LARGE else self.usual


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine does in one turn, for one row or several; the first turn is thrown away if `warm`."""

    name: str
    rows: tuple[Row, ...]
    turns: Turns
    warm: bool = True
    folder: bool = False
    """It is given an empty folder to write into."""
    package: bool = False
    """It is given the package that both programs take in."""
    alone: bool = False
    """Ours has it, Anki does not."""


QUICK_JOB = Turns(5, 25, 25)
BATCHES = Turns(2, 10, 10)
"""Of twenty answers each."""
SECONDS_JOB = Turns(2, 7, 5)
SLOW_JOB = Turns(1, 4, 3)
SLOWEST_JOB = Turns(1, 3, 2)

GRAPHS = "graphs of a year"

JOBS = (
    Job(
        "queue",
        (
            Row(
                "queue",
                "due queue and first card",
                "`Reviews.plan` of the usual minutes, `Session`",
                "`get_queued_cards` after a change of deck",
                goal=0.1,
                goal_from=LARGE,
            ),
        ),
        QUICK_JOB,
    ),
    Job(
        "counts",
        (
            Row(
                "counts",
                "due counts",
                "`Progress.cards_left`: what is left of today, counted by topic",
                "`deck_due_tree`",
                goal=0.1,
                goal_from=LARGE,
            ),
        ),
        QUICK_JOB,
    ),
    Job(
        "first_page",
        (Row("first page", "all that the first page shows", "`FirstLook.take`", ""),),
        QUICK_JOB,
        alone=True,
    ),
    Job(
        "step",
        (
            Row(
                "step",
                "whole review step",
                "`Session.reveal`, both sides parsed, four waits in words, `Session.answer`",
                "`get_queued_cards`, question and answer rendered, `describe_next_states`, `answer_card`",
                goal=1.5,
            ),
        ),
        BATCHES,
    ),
    Job(
        "answers",
        (
            Row("answer", "durable answer", "`Reviews.answer`", "`answer_card`", goal=1.5),
            Row("undo", "undo of an answer", "`Library.undo`", "`Collection.undo`", goal=2),
        ),
        BATCHES,
    ),
    Job("map", (Row("map", "map", "`library.map.read_map`", GRAPHS, goal=0.2),), QUICK_JOB),
    Job(
        "statistics",
        (
            Row(
                "statistics",
                "statistics: figures",
                "`read_statistics` of a year without mastery over time",
                GRAPHS,
                goal=0.2,
            ),
        ),
        QUICK_JOB,
    ),
    Job(
        "statistics_page",
        (Row("statistics page", "statistics: the whole page", "`read_statistics` of a year", ""),),
        SECONDS_JOB,
        alone=True,
    ),
    Job(
        "trust",
        (Row("trust", "predictions against what happened", "`read_trust` of a year", ""),),
        SECONDS_JOB,
        alone=True,
    ),
    Job(
        "backup",
        (Row("backup", "backup, awaited", "`backup.make`", "`create_backup`", goal=1),),
        SECONDS_JOB,
        folder=True,
    ),
    Job(
        "export",
        (
            Row("export", "export with history", "`Exports.write`", "its newest format", goal=1),
            Row("export older", "the same, as older Ankis read it", "`Exports.write`", "its older format", 1),
        ),
        SLOW_JOB,
        folder=True,
    ),
    Job(
        "import_",
        (
            Row(
                "import",
                "import with history",
                "`Imports.read` and `take_in` of Anki's package into an empty collection",
                "`import_anki_package` of the same",
                goal=1,
            ),
            Row("import again", "import of the same once more", "the same calls", "the same call", goal=1),
        ),
        SLOW_JOB,
        folder=True,
        package=True,
    ),
    Job(
        "fit",
        (
            Row(
                "fit",
                "fit of the parameters",
                "`fitting.fit`: a process, the fit to four fifths, the judgement on the last",
                "`compute_fsrs_params` without its health check",
                goal=1,
            ),
        ),
        SLOW_JOB,
    ),
    Job(
        "year",
        (
            Row(
                "year",
                "a simulated year",
                "`simulate`, from the file",
                "`simulate_fsrs_review`",
                goal=0.1,
            ),
        ),
        SLOW_JOB,
    ),
    Job(
        "sweep",
        (
            Row(
                "sweep",
                "retention sweep",
                "`cost_of_recall`: 28 targets, 0.70 to 0.97",
                "`simulate_fsrs_workload`: 30 targets, 0.70 to 0.99",
                goal=0.1,
            ),
            Row("one target", "the same, for one target", "divided by its targets", "divided by its targets"),
        ),
        SLOWEST_JOB,
        warm=False,
    ),
    Job(
        "dates",
        (Row("dates", "dates of all levels", "`read_ahead`", ""),),
        SLOWEST_JOB,
        warm=False,
        alone=True,
    ),
    Job(
        "count_up",
        (Row("count up", "the whole log counted by day", "`catch_up`, once in a collection's life", ""),),
        SLOWEST_JOB,
        warm=False,
        alone=True,
    ),
    Job(
        "adopt",
        (
            Row("adopt", "a fit put into force", "`Fitting.adopt`", ""),
            Row("adopt undone", "the same taken back", "`Library.undo`", ""),
        ),
        SLOWEST_JOB,
        warm=False,
        alone=True,
    ),
)
"""What the engines do, in this order. What takes long or writes most comes last."""

WINDOW_ROWS = (
    Row("mapped", "start to window mapped, warm", "exec to MapNotify", "the same", goal=0.6),
    Row("painted", "start to first page painted with its numbers, warm", "see below", "the same", goal=0.5),
    Row("mapped cold", "start to window mapped, cold files", "exec to MapNotify", "the same", goal=0.5),
    Row("painted cold", "start to first page painted, cold files", "see below", "the same", goal=0.5),
    Row("rest", "start to all work done, warm", "exec to no more work", "the same"),
    Row(
        "memory",
        "memory at rest, all processes",
        "proportional set (PSS)",
        "the same",
        goal=0.3,
        unit="MB",
    ),
    Row("begin", "start of a review to first card", "Enter on Today", "S on the deck's overview", goal=0.2),
    Row("grade", "grade key to changed pixels of the card", "3", "3", goal=0.5),
    Row("grade half", "grade key to half of the change", "3", "3"),
    Row("grade rests", "grade key to the card at rest", "3", "3"),
    Row("reveal", "reveal key to changed pixels of the card", "Space", "Space", goal=0.5),
    Row("reveal half", "reveal key to half of the change", "Space", "Space"),
    Row("reveal rests", "reveal key to the card at rest", "Space", "Space"),
    Row("undo key", "undo key to half of the change", "U", "Ctrl Z", goal=0.5),
)

ENGINE_ROWS = tuple(row for job in JOBS for row in job.rows)
ROWS = (*WINDOW_ROWS, *ENGINE_ROWS)
