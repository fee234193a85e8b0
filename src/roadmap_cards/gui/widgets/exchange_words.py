"""What the page of export and import says: what goes, what does not, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_cards.library.exchange import (
    Exported,
    ExportOrder,
    Fate,
    Format,
    Imported,
    ImportPreview,
    Prospect,
)
from roadmap_cards.study.wording import counted, listed

TICK_IN_ANKI = "In Anki, tick “Import any learning progress” and “Import any deck presets”."
NO_ANKI = "To send without a file: Anki is not running here with the add-on AnkiConnect."

NO_CARD = "No card is in this choice."

FORMAT_LINES = {
    Format.ANKI: "Light and dark follow Anki’s own theme.",
    Format.CSV: "A line for each note, with the headers that Anki reads.",
    Format.TSV: "A line for each note, with the headers that Anki reads.",
    Format.MARKDOWN: "A folder of deck files that you can edit and read in again.",
    Format.JSON: "One file from which all of this can be read in again.",
}
SAMPLE_TITLES = {Format.ANKI: "As Anki shows it"}
"""What stands above the samples; “What goes along” where it is not said here."""

FATE_WORDS = {Fate.NEW: "New", Fate.HERE: "Already here", Fate.CANNOT: "Cannot"}


@dataclass(frozen=True, slots=True)
class Going:
    """Something that goes along, or does not, and what that means."""

    goes: bool
    title: str
    detail: str


def size_words(size: int) -> str:
    """Return a number of bytes in the unit that suits it: “340 KB”, “1.1 MB”."""
    if size < 1000:
        return counted(size, "byte")
    if size < 999_500:
        return f"{size / 1000:.0f} KB"
    if size < 999_950_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"


def heading(prospect: Prospect) -> str:
    """Return what an order comes to: “248 cards, 226 notes, 1.1 MB”."""
    cards, notes = counted(prospect.cards, "card"), counted(prospect.notes, "note")
    return f"{cards}, {notes}, {size_words(prospect.size)}"


def goings(prospect: Prospect, order: ExportOrder) -> list[Going]:
    """Return what goes along and what does not, what goes first."""
    found = {
        Format.ANKI: _to_anki,
        Format.CSV: _as_text,
        Format.TSV: _as_text,
        Format.MARKDOWN: _as_decks,
        Format.JSON: _as_backup,
    }[order.format](prospect, order)
    return sorted(found, key=lambda going: not going.goes)


def _to_anki(prospect: Prospect, order: ExportOrder) -> list[Going]:
    found = [
        Going(True, f"Text, code, formulas{_pictures(prospect)}", "with the names of decks, and tags"),
        _progress(prospect, order),
        Going(True, "Exporting again updates", "nothing doubles, your corrections arrive"),
        Going(False, "Cards that Anki already has", "keep the schedule Anki gave them"),
    ]
    found += _questions(prospect, order)
    if prospect.retired:
        stay = "stays" if prospect.retired == 1 else "stay"
        it = "it" if prospect.retired == 1 else "them"
        title = f"{counted(prospect.retired, 'card')} retired here"
        found.append(Going(False, title, f"{stay} in Anki until you delete {it}"))
    return found


def _progress(prospect: Prospect, order: ExportOrder) -> Going:
    if not order.schedule:
        return Going(False, "Your progress", "every card begins as a new one in Anki")
    if not prospect.scheduled and not prospect.answers:
        return Going(True, "Your progress", "none so far: every card is new")
    days = counted(prospect.scheduled, "due day")
    answers = counted(prospect.answers, "answer")
    return Going(True, "Your progress, for cards new to Anki", f"{days} and {answers}")


def _questions(prospect: Prospect, order: ExportOrder) -> list[Going]:
    choices, orders = prospect.choices, prospect.orders
    if order.questions:
        kinds = (
            (choices, "choice question", "with their options; Anki cannot grade them"),
            (orders, "ordering question", "with the steps numbered on the back"),
        )
        return [Going(True, counted(number, noun), detail) for number, noun, detail in kinds if number]
    if not choices + orders:
        return []
    kind = "choice and ordering" if choices and orders else "choice" if choices else "ordering"
    stay = "stays here, unless you want it" if choices + orders == 1 else "stay here, unless you want them"
    return [Going(False, counted(choices + orders, f"{kind} question"), f"{stay} too")]


def _as_text(prospect: Prospect, order: ExportOrder) -> list[Going]:
    found = [
        Going(True, "Text, code and formulas", "with the names of decks, and tags"),
        Going(True, "Importing it again updates", "each note has a lasting id"),
        Going(False, "Your progress", "a line of text has no room for it"),
    ]
    if prospect.pictures:
        found.append(Going(False, counted(prospect.pictures, "picture"), "only the names go along"))
    return [*found, *_questions(prospect, order)]


def _as_decks(prospect: Prospect, _order: ExportOrder) -> list[Going]:
    questions = prospect.choices + prospect.orders
    found = [Going(True, f"Text, code, formulas{_pictures(prospect)}", "as you would write them yourself")]
    if questions:
        found.append(Going(True, counted(questions, "question"), "with options, reasons and order"))
    found.append(Going(False, "Your progress", "a deck file holds none; a backup does"))
    return found


def _as_backup(prospect: Prospect, _order: ExportOrder) -> list[Going]:
    days = counted(prospect.scheduled, "due day")
    return [
        Going(True, f"Text, code, formulas{_pictures(prospect)}", "every deck, every question"),
        Going(True, "Your progress", f"{days} and {counted(prospect.answers, 'answer')}"),
        Going(True, "Nothing is left out", "read in again, it is the same collection"),
    ]


def _pictures(prospect: Prospect) -> str:
    return f", {counted(prospect.pictures, 'picture')}" if prospect.pictures else ""


# --- What was done


def exported_words(exported: Exported) -> str:
    """Return what was written: “248 cards in 226 notes, with 2,108 answers”."""
    answers = f", with {counted(exported.answers, 'answer')}" if exported.answers else ""
    return f"{counted(exported.cards, 'card')} in {counted(exported.notes, 'note')}{answers}"


def import_words(preview: ImportPreview) -> str:
    """Return what the button that takes in would do."""
    if new := preview.count(Fate.NEW):
        return f"Import {counted(new, 'note')}"
    if preview.answers:
        return f"Import {counted(preview.answers, 'answer')}"
    return "Import"


def preview_line(preview: ImportPreview) -> str:
    """Return what comes besides the notes, and that it can be taken back."""
    if not preview.changes:
        return "There is nothing to import: all that can be here is here already."
    parts = []
    if preview.answers:
        parts.append(f"{counted(preview.answers, 'answer')} {_come(preview.answers)} into the log")
    if preview.home:
        all_of_them = preview.home == preview.answers
        parts.append(f"{'' if all_of_them else f'{preview.home:,} of them '}given in Anki on cards of yours")
    answers = f"{', '.join(parts)}. " if parts else ""
    if not preview.arrivals:
        return answers
    return f"{answers}One step, one undo. A backup is made first."


def imported_words(imported: Imported) -> str:
    """Return what came in: “121 notes, 3 brought up to date, 840 answers and 12 pictures came in”."""
    parts = []
    if imported.notes:
        parts.append(counted(imported.notes, "new note"))
    if imported.updated:
        parts.append(f"{counted(imported.updated, 'note')} brought up to date")
    if imported.answers:
        parts.append(counted(imported.answers, "answer"))
    if imported.pictures:
        parts.append(counted(imported.pictures, "picture"))
    if not parts:
        return "Nothing had to be changed"
    return f"{listed(parts)} came in"


def _come(number: int) -> str:
    return "comes" if number == 1 else "come"
