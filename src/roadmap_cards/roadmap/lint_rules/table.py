"""All rules of the lint in one place, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.roadmap.lint_rules import (
    asking,
    balance,
    dates,
    formulas,
    gaps,
    gate,
    lengths,
    likeness,
    programs,
    proofs,
    prose,
    questions,
    sources,
)
from roadmap_cards.roadmap.lint_rules.rule import Check, Rule
from roadmap_cards.roadmap.lint_rules.subject import CardText, DeckText
from roadmap_cards.roadmap.lint_rules.waivers import BUDGET, WAIVER

FORMAT = Rule(
    "format",
    "E",
    "what keeps a file or a card from being read: a missing field, an unknown heading, source or card",
    "a card with a flaw is not studied",
    "as the sentence says",
)
TOPIC = Rule("topic", "E", "a topic that its roadmap does not have", "its cards have no place on the map", "")
ROADMAP = Rule(
    "roadmap",
    "W",
    "a roadmap that is not known",
    "the headings cannot be compared with it",
    "write “roadmap: …”",
)
TOPIC_TWICE = Rule(
    "topic-twice",
    "E",
    "two files for one topic",
    "only one of them is studied",
    "put all its cards into one file",
)
CARD_TWICE = Rule(
    "card-twice", "E", "one card in two files", "memory hangs on the id", "give this one its own id"
)
NEEDS = Rule(
    "needs",
    "E",
    "a card in “needs:” that its topic does not have, or cards that need each other in a circle",
    "none of them could be learned first",
    "",
)
READING: tuple[Rule, ...] = (
    FORMAT,
    TOPIC,
    ROADMAP,
    TOPIC_TWICE,
    CARD_TWICE,
    NEEDS,
    sources.unused_source.rule,
)
"""What is told of every deck, by reading it."""

CARD_CHECKS: tuple[Check[CardText], ...] = (
    lengths.prompt_length,
    lengths.answer_length,
    lengths.explanation_length,
    asking.one_fact,
    asking.asks_for_a_list,
    asking.yes_or_no,
    asking.vague,
    asking.dangling,
    asking.answer_in_prompt,
    questions.option_lengths,
    questions.all_of_the_above,
    questions.same_option_twice,
    questions.option_explanation,
    questions.negative_stem,
    questions.echo_of_the_stem,
    gaps.gap_count,
    gaps.gap_context,
    gaps.gap_length,
    gaps.braces_in_a_gap,
    formulas.drawable,
    formulas.known_commands,
    programs.language_named,
    programs.python_parses,
    proofs.proof,
    dates.dated,
    prose.spelling,
    prose.straight_quotes,
)
DECK_CHECKS: tuple[Check[DeckText], ...] = (
    questions.option_count,
    balance.key_is_longest,
    balance.key_position,
    balance.absolutes,
    balance.spread_of_difficulty,
    balance.what_is,
    prose.one_spelling,
    likeness.sibling_leak,
    sources.arxiv_address,
    sources.arxiv_year,
    sources.docs_were_read,
    gate.gate,
)
ALL_DECKS_CHECKS: tuple[Check[Sequence[DeckText]], ...] = (likeness.duplicates, sources.one_title)

STYLE: tuple[Rule, ...] = (
    *(check.rule for check in CARD_CHECKS),
    *(check.rule for check in DECK_CHECKS),
    *(check.rule for check in ALL_DECKS_CHECKS),
)
"""What makes a good card; each can be waived where it is wrong."""
RULES: tuple[Rule, ...] = (*READING, *STYLE, WAIVER, BUDGET)
WAIVABLE = frozenset(rule.code for rule in (*STYLE, sources.unused_source.rule))


def as_markdown(rules: Sequence[Rule] = RULES) -> str:
    """Return the rules as a table for the documentation."""
    lines = ["| code | | finds | because |", "|--|--|--|--|"]
    for rule in rules:
        shipped = " (shipped decks only)" if rule.shipped_only else ""
        lines.append(
            f"| `{rule.code}` | {rule.severity} | {rule.what}{shipped} | {rule.why} |".replace("|  |", "| |")
        )
    return "\n".join(lines)
