"""The commands and their options; what each one does stands in a module of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from roadmap_cards import __version__
from roadmap_cards.cli.blind import run_grade, run_pack
from roadmap_cards.cli.command_parser import CommandParser
from roadmap_cards.cli.coverage import run_coverage
from roadmap_cards.cli.demo import run_demo
from roadmap_cards.cli.export import ExportOptions, run_export
from roadmap_cards.cli.fmt import run_fmt
from roadmap_cards.cli.generate import run_generate
from roadmap_cards.cli.ids import run_ids
from roadmap_cards.cli.import_file import run_import
from roadmap_cards.cli.lint import print_rules, run_lint
from roadmap_cards.cli.question_stats import run_question_stats
from roadmap_cards.cli.quiz import run_quiz
from roadmap_cards.cli.quiz_options import add_quiz, quiz_options
from roadmap_cards.cli.review import run_review
from roadmap_cards.cli.stats import run_stats
from roadmap_cards.cli.verify import run_verify
from roadmap_cards.library.clock import local_now
from roadmap_cards.paths import DATA_VARIABLE, data_folder

DESCRIPTION = """\
Flashcards for a learning roadmap, scheduled with FSRS, in one local file.

Without a command the window opens. With one, the same collection is used from the terminal;
only one of the two can be open at a time.
"""

EPILOG = f"""\
examples:
  roadmap-cards                              open the window
  roadmap-cards review --minutes 10          ten minutes of reviews, here in the terminal
  roadmap-cards review --topic "Attention Mechanism"
  roadmap-cards quiz --level junior          fifteen questions, with why after each answer
  roadmap-cards quiz --level junior --exam   the exam of a level, against the clock
  roadmap-cards stats --json                 the collection in numbers, for scripts
  roadmap-cards stats --questions            the questions of quizzes, the hardest first
  roadmap-cards generate go.md --out decks   decks with places to write, from any roadmap
  roadmap-cards lint my-decks                check deck files, with the line of every flaw
  roadmap-cards verify my-decks              run the proofs in deck files and compare them with the keys
  roadmap-cards ids my-decks --write         write down which ids of deck files are published
  roadmap-cards fmt --check my-decks         name the deck files whose order or spacing is not canonical
  roadmap-cards coverage                     how far each item of the roadmap is written
  roadmap-cards blind git --out pack         a topic for a second solver, its key kept apart
  roadmap-cards preview my-decks/git.md --out pictures    every card of a deck as a picture
  roadmap-cards demo try-it                  a made-up collection with 400 days of study, to look around in
  roadmap-cards export junior.apkg --level junior --schedule    a level for Anki, with what was learnt
  roadmap-cards import spanish.apkg --dry-run    what a package of Anki would bring
  roadmap-cards screenshot pictures          paint every page, light and dark, from a demo collection

Your collection lives in the data folder of this machine. --data DIR or the variable
{DATA_VARIABLE} choose another; your own deck files go into its folder “decks”.

exit codes: 0 done, 1 something in the files is to be mended, 2 a problem that one sentence explains.
"""


TOPIC_HELP = "the key or title of a topic, or the path of a deck file"
SMALLEST, LARGEST = 80, 140
"""Per cent: the sizes of card text that the window offers."""


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code; ProblemError says what a person can mend."""
    options = parser().read(arguments)
    folder = data_folder(options.data)
    match options.command:
        case "blind" if options.grade:
            return run_grade(options.topic, folder.decks, options.grade, local_now().date())
        case "blind":
            return run_pack(options.topic, folder.decks, options.out, options.seed)
        case "coverage":
            return run_coverage(options.folder, as_json=options.json)
        case "export":
            return run_export(folder, _export_options(options))
        case "import":
            return run_import(folder, options.file, dry_run=options.dry_run)
        case "demo":
            return run_demo(options.folder)
        case "fmt":
            return run_fmt(options.places, folder.decks, check=options.check)
        case "generate":
            return run_generate(options.roadmap, options.out, dry_run=options.dry_run, quiz=options.quiz)
        case "ids":
            return run_ids(options.folder, write=options.write)
        case "lint":
            if options.rules:
                return print_rules()
            return run_lint(
                options.folder,
                folder.decks,
                local_now().date(),
                strict=options.strict,
                as_json=options.json,
            )
        case "quiz":
            return run_quiz(folder, quiz_options(options))
        case "review":
            return run_review(folder, minutes=options.minutes, cards=options.cards, topic=options.topic)
        case "verify":
            return run_verify(options.places, mutate=options.mutate, jobs=options.jobs, as_json=options.json)
        case _ if options.questions:
            return run_question_stats(folder, as_json=options.json)
        case _:
            return run_stats(folder, as_json=options.json)


def parser() -> CommandParser:
    parser = CommandParser(
        prog="roadmap-cards",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", metavar="DIR", help="the data folder to use")
    parser.add_argument("--version", action="version", version=f"Roadmap Cards {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    generate = commands.add_parser(
        "generate",
        help="make deck files from a roadmap",
        description="Make a deck file for each topic of a roadmap: its outline with places to write, and "
        "cards of what the roadmap itself states. Run it again when the roadmap has changed: what you wrote "
        "or edited stays as it is.",
    )
    generate.add_argument("roadmap", type=Path, metavar="ROADMAP.md", help="the roadmap, in Markdown")
    generate.add_argument("--out", type=Path, metavar="DIR", required=True, help="where the deck files go")
    generate.add_argument(
        "--dry-run", action="store_true", help="tell what would be added, changed, moved and removed"
    )
    generate.add_argument(
        "--quiz", action="store_true", help="with questions about the map: what the roadmap lists where"
    )

    lint = commands.add_parser(
        "lint",
        help="check deck files and name the line of every flaw",
        description="Check deck files: what keeps them from being read, and what makes cards hard to learn. "
        "Shipped decks are held to every rule; in your own the rules for good cards only warn. Where "
        "a rule is wrong, write <!-- lint-ok: code reason --> below the heading of the entry.",
    )
    lint.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="where the deck files are (default: your own decks and the shipped ones)",
    )
    lint.add_argument("--rules", action="store_true", help="list the rules, with what each is for")
    lint.add_argument("--strict", action="store_true", help="hold decks to what shipped ones are held to")
    lint.add_argument("--json", action="store_true", help="as JSON, for scripts")

    verify = commands.add_parser(
        "verify",
        help="run the proofs in deck files and compare them with the keys",
        description="Run the code of “Verify:” and the programs of output entries, each in a process of its "
        "own, and compare what they lead to with the keys. The code comes from the deck files: run it only "
        "for decks that you wrote or trust.",
    )
    verify.add_argument(
        "places",
        nargs="*",
        type=Path,
        metavar="DIR|FILE",
        help="deck files, or folders that hold them (default: the shipped ones)",
    )
    verify.add_argument(
        "--mutate",
        action="store_true",
        help="make every key wrong as well, and count how often the proof notices",
    )
    verify.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many run at a time (default: one a processor)"
    )
    verify.add_argument("--json", action="store_true", help="as JSON, for scripts")

    ids = commands.add_parser(
        "ids",
        help="compare the published ids of entries with the deck files",
        description="A person's progress hangs on the ids of entries. The ledgers in “.ids” beside the decks "
        "hold every id that was ever published; this tells which of them vanished or were used again.",
    )
    ids.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="where the deck files are (default: the shipped ones)",
    )
    ids.add_argument("--write", action="store_true", help="publish what is new; no line is ever taken out")

    fmt = commands.add_parser(
        "fmt",
        help="put deck files in canonical order and spacing",
        description="Put the keys and labels of each entry in their canonical order, with the same spacing "
        "everywhere. What a card says never changes: comments and code stay byte for byte, and a file with "
        "flaws is left alone, with its flaws named.",
    )
    fmt.add_argument(
        "places",
        nargs="*",
        type=Path,
        metavar="DIR|FILE",
        help="deck files, or folders that hold them (default: your own decks)",
    )
    fmt.add_argument(
        "--check",
        action="store_true",
        help="change nothing: list the files that would change, and end with 1",
    )

    coverage = commands.add_parser(
        "coverage",
        help="how far each item of a roadmap is written",
        description="Count the recall cards and quiz questions of each item; drafts do not count. An item "
        "counts as written with 4 recall cards and 2 quiz questions, one of them a choice (in topics of "
        "judgement: with 3 recall cards and 2 choice questions).",
    )
    coverage.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="where the deck files are (default: the shipped ones)",
    )
    coverage.add_argument("--json", action="store_true", help="as JSON, for scripts")

    review = commands.add_parser("review", help="review cards in the terminal")
    review.add_argument(
        "--minutes", type=_positive, metavar="N", help="about how long (default: all that is due)"
    )
    review.add_argument("--cards", type=_positive, metavar="N", help="at most so many cards")
    review.add_argument("--topic", metavar="T", help="cards of one topic only, by its title or key")

    add_quiz(commands)

    stats = commands.add_parser("stats", help="the collection in numbers")
    stats.add_argument(
        "--questions",
        action="store_true",
        help="instead, for authors: each question ever asked, how often it was right, and what nobody chose",
    )
    stats.add_argument("--json", action="store_true", help="as JSON, for scripts")

    export = commands.add_parser(
        "export",
        help="write cards for Anki, as text, or all of a collection",
        description="Write a package for Anki (.apkg), rows for Anki and spreadsheets (.csv, .tsv), all of "
        "the collection (.json), or deck files (the name of a new folder). Exporting again doubles nothing "
        "in Anki: it takes corrected texts and new cards, and leaves alone what you learnt there.",
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the file to write; its ending says as what")
    export.add_argument("--level", metavar="L", help="one level only, by its title or key")
    export.add_argument(
        "--topic", action="append", default=[], metavar="T", help="one topic only; may be given several times"
    )
    export.add_argument("--search", default="", metavar="WORDS", help="only cards with all these words")
    export.add_argument(
        "--schedule", action="store_true", help="with due days, memory and every answer (.apkg)"
    )
    export.add_argument("--by-level", action="store_true", help="a deck for each level, not for each topic")
    export.add_argument(
        "--questions", action="store_true", help="choice and ordering questions too, which Anki only shows"
    )

    importing = commands.add_parser(
        "import",
        help="take in a package of Anki, a text file or a whole collection",
        description="Take in notes with their pictures, schedule and answers from Anki (.apkg, .colpkg) or "
        "from text (.csv, .tsv), or a whole collection (.json). Notes that are here already are not doubled; "
        "what you answered in Anki on exported cards comes home. A backup is made first.",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    importing.add_argument("--dry-run", action="store_true", help="tell what it would bring, note by note")

    demo = commands.add_parser("demo", help="make a made-up collection with a past, to try the program with")
    demo.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or the name of a new one")

    blind = commands.add_parser(
        "blind",
        help="give a topic to a second solver, and grade the answers",
        description="With --out: write what a topic asks, shuffled and without ids, for somebody who has not "
        "seen the deck; the options without their questions and the questions without their options, for two "
        "others; files for the answers; and the key, in a folder that no solver may see. With --grade: grade "
        "the answers in that folder. Choices, orders, typed answers and outputs are graded here; for the "
        "rest a third reader finds each answer beside its key, and writes verdicts. Then the report says "
        "what agrees, what is to be looked at, and the lines for docs/decks.md.",
    )
    blind.add_argument("topic", metavar="TOPIC", help=TOPIC_HELP)
    what = blind.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="DIR", help="an empty folder for the pack")
    what.add_argument("--grade", type=Path, metavar="DIR", help="the folder of a pack with answers")
    blind.add_argument(
        "--seed", type=_positive, default=1, metavar="N", help="another number, another order (default: 1)"
    )

    preview = commands.add_parser(
        "preview",
        help="paint the cards of a topic to PNG files, to look through",
        description="Paint every card of a topic as the review shows it, front and back, light and dark, and "
        "a page index.html that shows them side by side. Questions of a quiz are painted with their options "
        "and what is said of each. No collection is needed.",
    )
    preview.add_argument("topic", metavar="TOPIC", help=TOPIC_HELP)
    preview.add_argument("--out", type=Path, metavar="DIR", required=True, help="where the pictures go")
    preview.add_argument("--only", metavar="ID", help="one entry only, by its id")
    preview.add_argument(
        "--size",
        type=_card_size,
        default=100,
        metavar="N",
        help=f"the size of the text in per cent, from {SMALLEST} to {LARGEST} (default: 100)",
    )

    screenshot = commands.add_parser(
        "screenshot",
        help="paint every page to PNG files, light and dark",
        description="Paint every page of the window, light and dark, from a demo collection that is made for "
        "it. Your own collection is not opened.",
    )
    screenshot.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go")
    parser.commands = commands.choices
    return parser


def _export_options(options: argparse.Namespace) -> ExportOptions:
    return ExportOptions(
        options.file,
        options.level,
        tuple(options.topic),
        options.search,
        options.schedule,
        options.by_level,
        options.questions,
    )


def _card_size(text: str) -> int:
    if text.isdecimal() and SMALLEST <= int(text) <= LARGEST:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from {SMALLEST} to {LARGEST}")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 up")
    return number
