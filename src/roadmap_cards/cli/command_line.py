"""The commands and their options; what each one does stands in a module of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from roadmap_cards import __version__
from roadmap_cards.cli.coverage import run_coverage
from roadmap_cards.cli.demo import run_demo
from roadmap_cards.cli.generate import run_generate
from roadmap_cards.cli.lint import print_rules, run_lint
from roadmap_cards.cli.review import run_review
from roadmap_cards.cli.stats import run_stats
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
  roadmap-cards stats --json                 the collection in numbers, for scripts
  roadmap-cards generate go.md --out decks   decks with places to write, from any roadmap
  roadmap-cards lint my-decks                check deck files, with the line of every flaw
  roadmap-cards coverage                     how far each item of the roadmap is written
  roadmap-cards demo try-it                  a made-up collection with 400 days of study, to look around in
  roadmap-cards screenshot pictures          paint every page, light and dark, from a demo collection

Your collection lives in the data folder of this machine. --data DIR or the variable
{DATA_VARIABLE} choose another; your own deck files go into its folder “decks”.

exit codes: 0 done, 1 lint found errors, 2 a problem that one sentence explains.
"""


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code; ProblemError says what a person can mend."""
    options = _parser().parse_args(arguments)
    folder = data_folder(options.data)
    match options.command:
        case "coverage":
            return run_coverage(options.folder, as_json=options.json)
        case "demo":
            return run_demo(options.folder)
        case "generate":
            return run_generate(options.roadmap, options.out, dry_run=options.dry_run, quiz=options.quiz)
        case "lint":
            if options.rules:
                return print_rules()
            return run_lint(
                options.folder,
                folder.decks,
                local_now().date(),
                strict=options.strict,
                as_json=options.json,
                record=options.record,
            )
        case "review":
            return run_review(folder, minutes=options.minutes, cards=options.cards, topic=options.topic)
        case _:
            return run_stats(folder, as_json=options.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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
    lint.add_argument(
        "--record", action="store_true", help="write the ids of decks without errors down as published"
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

    stats = commands.add_parser("stats", help="the collection in numbers")
    stats.add_argument("--json", action="store_true", help="as JSON, for scripts")

    demo = commands.add_parser("demo", help="make a made-up collection with a past, to try the program with")
    demo.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or the name of a new one")

    screenshot = commands.add_parser("screenshot", help="paint every page to PNG files, light and dark")
    screenshot.add_argument("folder", metavar="DIR", help="where the pictures go")
    return parser


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 up")
    return number
