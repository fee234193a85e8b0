"""`export`: a collection, or a part of it, as a file for Anki or as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.cli.names import named, some
from roadmap_cards.cli.progress import progress
from roadmap_cards.errors import ProblemError
from roadmap_cards.library.clock import local_now
from roadmap_cards.library.exchange import ExportOrder, Format, Scope, Sizes
from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder
from roadmap_cards.study.wording import counted

ENDINGS = {
    ".apkg": Format.ANKI,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".txt": Format.TSV,
    ".json": Format.JSON,
}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What was asked for on the command line."""

    path: Path
    level: str | None
    topics: tuple[str, ...]
    words: str
    schedule: bool
    by_level: bool
    questions: bool


def run_export(folder: DataFolder, options: ExportOptions) -> int:
    """Write a file, or a folder of deck files, and say what is in it."""
    order = ExportOrder(_format(options.path), Scope())
    if order.format is Format.JSON and (options.level or options.topics or options.words):
        raise ProblemError(
            "JSON holds all of a collection, never a part of it.",
            hint="Leave out --level, --topic and --search, or choose another format.",
        )
    with OpenCollection(folder, local_now) as library:
        library.decks.load_changed(folder)
        order = ExportOrder(
            order.format,
            _scope(options, library.exports.sizes()),
            schedule=options.schedule,
            by_topic=not options.by_level,
            questions=options.questions,
        )
        if order.format is not Format.JSON and not library.exports.prospect(order).notes:
            raise ProblemError("There is nothing to export there.", hint="See: roadmap-cards stats")
        with progress() as report:
            done = library.exports.write(order, options.path, folder, report)
    with_answers = f", {counted(done.answers, 'answer')}" if done.answers else ""
    print(f"{counted(done.notes, 'note')}, {counted(done.cards, 'card')}{with_answers} in {options.path}.")
    for sentence in done.changed:
        print(sentence)
    if order.format is Format.ANKI and order.schedule:
        print(
            "In Anki's import window tick “Import any learning progress” and “Import any deck presets”; "
            "cards that Anki already has keep the schedule they have there."
        )
    return 0


def _format(path: Path) -> Format:
    ending = path.suffix.lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    if not ending:
        return Format.MARKDOWN
    raise ProblemError(
        f"“{path.name}” ends in {ending}, which says nothing about what to write.",
        hint="Name a file that ends in .apkg, .csv, .tsv or .json, or a new folder for deck files.",
    )


def _scope(options: ExportOptions, sizes: Sizes) -> Scope:
    level = ""
    if options.level is not None:
        levels = named(options.level, sizes.levels, lambda one: one.key.rpartition("/")[2])
        if len(levels) != 1:
            raise _which("level", options.level, [one.title for one in levels or sizes.levels], bool(levels))
        level = levels[0].key
    topics: set[int] = set()
    within = [topic for topic in sizes.topics if options.level is None or topic.level == level]
    for name in options.topics:
        found = named(name, within, lambda one: one.key.rpartition("/")[2])
        if len({topic.title.casefold() for topic in found}) != 1:
            raise _which("topic", name, [topic.title for topic in found or within], bool(found))
        topics |= {topic.id for topic in found}
    return Scope(level, frozenset(topics), options.words)


def _which(what: str, name: str, titles: list[str], several: bool) -> ProblemError:
    if several:
        return ProblemError(f"“{name}” is more than one {what}: {some(titles)}.", hint="Type more of it.")
    return ProblemError(f"There is no {what} “{name}”.", hint=f"There are: {some(titles)}.")
