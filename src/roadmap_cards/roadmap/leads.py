"""Bullets of a bold name and a long sentence: the name is the item, the sentence says more about it."""

from __future__ import annotations

from collections import Counter

from roadmap_cards.roadmap.node import Kind, Node, walk
from roadmap_cards.roadmap.titles import clean_title, comparable

_MARKS = " \t:：–—-"
# Up to here the whole of “X: y” is a title, from which a card may be drafted.
_LONGEST_TITLE_TAIL = 80
# A word before this many sentences is a label (“Focus: …”, “Weekend: …”) and names none of them.
_LABELS = 3


def name_by_leads(root: Node) -> None:
    """Shorten the titles of bullets to their bold beginning where a long sentence follows it."""
    bullets = [node for node in walk(root) if node.kind is Kind.BULLET and node.lead]
    counts = Counter(comparable(bullet.lead) for bullet in bullets)
    for bullet in bullets:
        tail = bullet.title.removeprefix(bullet.lead).strip(_MARKS)
        if len(tail) > _LONGEST_TITLE_TAIL and counts[comparable(bullet.lead)] < _LABELS:
            bullet.title = clean_title(bullet.lead)
            bullet.details.insert(0, tail)
