"""A desk that stands for the library behind the page of export and import, with values to look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.exchange import (
    Arrival,
    Exported,
    ExportOrder,
    Fate,
    Format,
    Imported,
    ImportPreview,
    LevelSize,
    Prospect,
    SampleCard,
    Sizes,
    TopicSize,
)
from roadmap_cards.study.card import Basic, Choice, Entry, Option
from roadmap_cards.work import Report

LEVELS = (
    LevelSize("llm/junior", "Junior LLM Engineer", 356),
    LevelSize("llm/middle", "Middle LLM Engineer", 248),
    LevelSize("llm/senior", "Senior LLM Engineer", 242),
    LevelSize("llm/expert", "Expert/Researcher LLM Engineer", 294),
)
TOPICS = tuple(
    TopicSize(10 * at + number, f"{level.title.split()[0]} topic {number}", level.key, 30 + number)
    for at, level in enumerate(LEVELS)
    for number in range(1, 9)
)
OWN_LEVEL = LevelSize("", "Own decks", 12)
OWN_TOPIC = TopicSize(99, "My notes", "", 12)

WHY = Entry(
    "why-scale-scores",
    "Scores",
    "Scaling",
    Basic(
        "Why divide the scores by $\\sqrt{d_k}$ before the softmax?",
        "To keep the softmax out of its flat region: $q \\cdot k$ has variance $d_k$.\n\n"
        "```python\ns = q @ k.transpose(-2, -1)\ns = s / math.sqrt(q.size(-1))\n```",
    ),
    2,
    (),
    why="Without it, gradients vanish as $d_k$ grows.",
)
LEGS = Entry(
    "legs",
    "Heads",
    "Heads",
    Choice(
        "How many heads has the base model?", (Option("eight", True, "Yes."), Option("two", False, "No."))
    ),
    1,
    (),
)
SAMPLES = (
    SampleCard(
        ("Roadmap", "Middle", "Attention Mechanism"),
        WHY,
        "main",
        ("middle", "attention-mechanism", "explain"),
    ),
    SampleCard(("Roadmap", "Middle", "Attention Mechanism"), LEGS, "", ("middle", "choose")),
    SampleCard(("Roadmap", "Middle", "Fine-tuning"), replace(WHY, why=""), "main", ("middle",)),
)
PROSPECT = Prospect(226, 248, 2108, 180, 48, 12, 3, 5, 1_100_000, SAMPLES)
KINDS = {Fate.NEW: "goes in with 6 answers", Fate.HERE: "same text, stays as it is"}


def preview_of(path: Path, new: int = 121, here: int = 38, cannot: int = 5) -> ImportPreview:
    """Return what a file with so many notes of each fate would bring."""
    arrivals = [
        Arrival(Fate.NEW, f"What does a softmax temperature below {number} do?", "Basic", KINDS[Fate.NEW])
        for number in range(1, new + 1)
    ]
    arrivals += [
        Arrival(Fate.HERE, f"What is gradient checkpointing, part {number}?", "Basic", KINDS[Fate.HERE])
        for number in range(1, here + 1)
    ]
    arrivals += [
        Arrival(
            Fate.CANNOT, f"Label part {number} of a GPU", "Image Occlusion", "this kind is not shown here"
        )
        for number in range(1, cannot + 1)
    ]
    return ImportPreview(
        path,
        f"{len(arrivals)} notes from Anki",
        "Own decks › ML interview",
        tuple(arrivals),
        answers=840,
        home=12,
        warnings=("2 sounds are left out: cards here make no sound.",),
        changes=bool(new),
    )


@dataclass
class ExchangeDesk:
    """Keeps what it was asked. `go_on` holds long work back until a test lets it go."""

    there: Sizes = field(default_factory=lambda: Sizes(1140, LEVELS, TOPICS))
    prospect_is: Prospect = PROSPECT
    preview: ImportPreview | None = None
    anki: bool = False
    problem: str = ""
    go_on: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)
    asked: list[ExportOrder] = field(default_factory=list)
    exported: list[tuple[ExportOrder, Path]] = field(default_factory=list)
    sent: list[ExportOrder] = field(default_factory=list)
    taken: list[ImportPreview] = field(default_factory=list)
    noted: int = 0

    def __post_init__(self) -> None:
        self.go_on.set()

    def sizes(self) -> Sizes:
        return self.there

    def prospect(self, order: ExportOrder) -> Prospect:
        self.asked.append(order)
        kept = order.schedule and order.format in {Format.ANKI, Format.JSON}
        found = self.prospect_is
        return found if kept else replace(found, answers=0, scheduled=0)

    def export(self, order: ExportOrder, path: Path, report: Report) -> Exported:
        self._work("Writing cards", report)
        self.exported.append((order, path))
        return Exported(path, 226, 248, 2108 if order.schedule else 0)

    def anki_answers(self) -> bool:
        return self.anki

    def send(self, order: ExportOrder, report: Report) -> Exported:
        self._work("Sending cards", report)
        self.sent.append(order)
        return Exported(None, 226, 248, 2108)

    def read(self, path: Path, report: Report) -> ImportPreview:
        self._work("Reading notes", report)
        return self.preview or preview_of(path)

    def take_in(self, preview: ImportPreview, report: Report) -> Imported:
        self._work("Importing notes", report)
        self.taken.append(preview)
        return Imported(preview.count(Fate.NEW), 3, preview.answers, 1)

    def took_in(self) -> None:
        self.noted += 1

    def _work(self, doing: str, report: Report) -> None:
        """Work through 100 steps, half of them before `go_on`, and fail where `problem` says so."""
        for done in range(51):
            report(doing, done, 100)
        self.reached.set()
        while not self.go_on.wait(0.02):
            report(doing, 50, 100)
        report(doing, 50, 100)
        if self.problem:
            raise ProblemError(self.problem, hint="Free some space.")
