"""How well a roadmap is known: coverage x recall now x durability, for an item and for all that holds items.

For a card with FSRS stability S (days) and retrievability R now, `D = min(1, ln(1 + S) / ln(1 + 90))`; its
mastery is `R D`. An item is the mean of its reviewable cards, everything above the mean of its items. With w
the weight of a card that makes items count equally (1 / cards of its item), the mean splits exactly:

    mastery = coverage  x  recall now  x  durability
            = (sum w of seen / sum w)  x  (sum w R / sum w of seen)  x  (sum w R D / sum w R)

What quizzes asked stands beside it as evidence: it moves no mastery, but decides whether an item is Mastered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import expm1, log1p

from roadmap_cards.study.wording import listed, percent_short_of

FULL_DURABILITY = 90
"""Days of stability from which a memory counts as lasting."""

BANDS = (0.50, 0.70, 0.82, 0.92)
"""Where one tint of the map ends and the next begins."""

RECALL_BANDS = (0.70, 0.80, 0.90, 0.96)
"""The same for recall alone. On schedule it hardly leaves 90 to 100 %: what is below is being forgotten."""


@dataclass(frozen=True, slots=True)
class CardMemory:
    """A card as mastery sees it: stability in days (0: never answered) and recall now, from 0 to 1."""

    stability: float = 0.0
    recall: float = 0.0

    @property
    def seen(self) -> bool:
        return self.stability > 0


EVIDENCE_DAYS = 180
"""Study days for which an answer in a quiz says something about what is known now."""


@dataclass(frozen=True, slots=True)
class QuizEvidence:
    """What quizzes showed of an item lately: how many of its questions were asked, and how many are right.

    Of each question the latest answer counts. `proved` says that an answer confirms what reviews claim: it
    was right and sure, in a format that no review has, on a day on which none had given it away.
    """

    asked: int = 0
    right: int = 0
    proved: bool = False


NOTHING_ASKED = QuizEvidence()


@dataclass(frozen=True, slots=True)
class Mastery:
    """Sums over items, from which every share follows; add them up to get that of a section, topic or level.

    `items` counts the items; `seen`, `recalled` and `kept` are the sums of w, w R and w R D over cards that
    were seen. An item that counts but has no card adds to `items` alone. `asked` counts the items of which
    a quiz asked something, `right` sums the share of their questions that is right. `lasting` is the sum of
    w ln(1 + S) over cards that were seen.
    """

    items: int = 0
    seen: float = 0.0
    recalled: float = 0.0
    kept: float = 0.0
    asked: int = 0
    right: float = 0.0
    lasting: float = 0.0

    @property
    def mastery(self) -> float:
        return self.kept / self.items if self.items else 0.0

    @property
    def coverage(self) -> float:
        """The share of cards that were seen."""
        return self.seen / self.items if self.items else 0.0

    @property
    def recall(self) -> float:
        """The chance that a card that was seen is known now; 0 where none was."""
        return self.recalled / self.seen if self.seen else 0.0

    @property
    def strength(self) -> float:
        """The mastery of what was seen, whatever is still to be seen; 0 where nothing was."""
        return self.kept / self.seen if self.seen else 0.0

    @property
    def durability(self) -> float:
        """How lasting what is known is; 0 where nothing is."""
        return self.kept / self.recalled if self.recalled else 0.0

    @property
    def quiz(self) -> float:
        """The share of what quizzes asked that is right; 0 where nothing was asked."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def stability(self) -> float:
        """How many days a card that was seen typically lasts: the mean on the scale of durability."""
        return expm1(self.lasting / self.seen) if self.seen else 0.0


def durability(stability: float) -> float:
    """Return 0 for no memory, 0.15 for one of a day, 1 from three months on."""
    return min(1.0, log1p(stability) / log1p(FULL_DURABILITY))


def of_item(cards: Sequence[CardMemory], evidence: QuizEvidence = NOTHING_ASKED) -> Mastery:
    """Return the mastery of an item from its reviewable cards; one without any counts, and counts as 0."""
    seen = [card for card in cards if card.seen]
    weight = 1 / len(cards) if cards else 0.0
    return Mastery(
        items=1,
        seen=weight * len(seen),
        recalled=weight * sum(card.recall for card in seen),
        kept=weight * sum(card.recall * durability(card.stability) for card in seen),
        asked=1 if evidence.asked else 0,
        right=evidence.right / evidence.asked if evidence.asked else 0.0,
        lasting=weight * sum(log1p(card.stability) for card in seen),
    )


def total(parts: Iterable[Mastery]) -> Mastery:
    """Return the mastery of all the items of these parts together."""
    items, seen, recalled, kept, asked, right, lasting = 0, 0.0, 0.0, 0.0, 0, 0.0, 0.0
    for part in parts:
        items += part.items
        seen += part.seen
        recalled += part.recalled
        kept += part.kept
        asked += part.asked
        right += part.right
        lasting += part.lasting
    return Mastery(items, seen, recalled, kept, asked, right, lasting)


def band(share: float, bands: Sequence[float] = BANDS) -> int:
    """Return which of the five tints stands for a share, 0 (palest) to 4."""
    return bisect_right(bands, share)


# --- States ------------------------------------------------------------------------------------------


class State(StrEnum):
    """How far an item has come."""

    NEW = "New"
    LEARNING = "Learning"
    FADING = "Fading"
    FAMILIAR = "Familiar"
    SOLID = "Solid"
    MASTERED = "Mastered"

    @property
    def held(self) -> bool:
        """Whether the item is held: Solid or better."""
        return self in {State.SOLID, State.MASTERED}


@dataclass(frozen=True, slots=True)
class Threshold:
    """What every card of an item needs for a state: stability in days, and recall now."""

    stability: float
    recall: float


FAMILIAR = Threshold(7, 0.70)
SOLID = Threshold(21, 0.80)
MASTERED = Threshold(60, 0.85)

HELD = (
    f"Held: every card lasts {SOLID.stability:.0f} days or more "
    f"and is recalled at {SOLID.recall * 100:.0f} % or better."
)
"""What an item is that counts as held."""

STABILITY_BANDS = (FAMILIAR.stability, SOLID.stability, MASTERED.stability, FULL_DURABILITY)
"""Days of stability where one tint of its lens ends and the next begins: what the states ask for."""

STABILITY_SHARES = tuple(durability(days) for days in STABILITY_BANDS)
"""The same as durability, which is the share that the lens shows."""


def state(cards: Sequence[CardMemory], *, proved: bool = False) -> State:
    """Return the state of an item. `proved`: a right answer in another format on another day, lately."""
    if not any(card.seen for card in cards):
        return State.NEW
    stability = min(card.stability for card in cards)
    recall = min(card.recall for card in cards)
    if stability < FAMILIAR.stability:
        return State.LEARNING
    if recall < FAMILIAR.recall:
        return State.FADING
    if stability < SOLID.stability or recall < SOLID.recall:
        return State.FAMILIAR
    if proved and stability >= MASTERED.stability and recall >= MASTERED.recall:
        return State.MASTERED
    return State.SOLID


PROOF = "a right, sure answer to a choice or ordering question on a day without a review of it"
"""What Mastered asks for besides memory."""


def next_step(cards: Sequence[CardMemory], *, proved: bool = False) -> str:
    """Return one sentence that names what the item's next state asks for; empty for an item without cards.

    `proved` as for `state`.
    """
    if not cards:
        return ""
    unseen = sum(not card.seen for card in cards)
    stability, recall = min(card.stability for card in cards), min(card.recall for card in cards)
    weakest = f"the weakest lasts {_lasts(stability)}"
    match state(cards, proved=proved):
        case State.NEW:
            return "Learning begins with its first card."
        case State.LEARNING if unseen:
            were = "was" if unseen == 1 else "were"
            return f"Familiar when {_lasting(FAMILIAR)}; {unseen} of {len(cards)} {were} never seen."
        case State.LEARNING:
            return f"Familiar when {_lasting(FAMILIAR)}; {weakest}."
        case State.FADING:
            return f"Familiar again when {_recalled(FAMILIAR)}; {_lowest(recall, FAMILIAR)}."
        case State.FAMILIAR if stability < SOLID.stability:
            return f"Solid when {_lasting(SOLID)}; {weakest}."
        case State.FAMILIAR:
            return f"Solid when {_recalled(SOLID)}; {_lowest(recall, SOLID)}."
        case State.SOLID:
            missing = []
            if stability < MASTERED.stability:
                missing.append(f"{_lasting(MASTERED)} (the weakest {_lasts(stability)})")
            if recall < MASTERED.recall:
                low = percent_short_of(MASTERED.recall, recall)
                missing.append(f"{_recalled(MASTERED)} (the weakest at {low})")
            if not proved:
                missing.append(f"there is {PROOF}")
            return f"Mastered when {listed(missing)}."
        case State.MASTERED:
            return f"Mastered: {_lasting(MASTERED)} or more, and a quiz confirms it; {weakest}."


def _lasting(threshold: Threshold) -> str:
    return f"every card lasts {threshold.stability:.0f} days"


def _recalled(threshold: Threshold) -> str:
    return f"every card is recalled at {threshold.recall * 100:.0f} %"


def _lowest(recall: float, threshold: Threshold) -> str:
    return f"the weakest is at {percent_short_of(threshold.recall, recall)}"


def _lasts(stability: float) -> str:
    """Return whole days, cut and not rounded: 20.9 days are not the 21 that are asked for."""
    return str(int(stability)) if stability >= 1 else "less than one"


# --- Lenses ------------------------------------------------------------------------------------------


class Lens(StrEnum):
    """What the tint of a hexagon stands for."""

    MASTERY = "Mastery"
    RECALL = "Recall"
    STABILITY = "Stability"
    QUIZ = "Quiz"
    COVERAGE = "Coverage"

    @property
    def words(self) -> str:
        """What a number seen through this lens is."""
        match self:
            case Lens.MASTERY:
                return "mastery"
            case Lens.RECALL:
                return "recall now"
            case Lens.STABILITY:
                return "stability"
            case Lens.QUIZ:
                return "right in quizzes"
            case Lens.COVERAGE:
                return "of its cards seen"

    @property
    def bands(self) -> tuple[float, ...]:
        """Where one tint of this lens ends and the next begins, in shares."""
        match self:
            case Lens.RECALL:
                return RECALL_BANDS
            case Lens.STABILITY:
                return STABILITY_SHARES
            case _:
                return BANDS

    def shows(self, mastery: Mastery) -> bool:
        """Return whether there is a share to show: of quizzes where one asked, else where a card was seen."""
        return bool(mastery.asked) if self is Lens.QUIZ else mastery.seen > 0

    def tint(self, mastery: Mastery) -> int:
        """Return which of the five tints a mastery has through this lens, 0 (palest) to 4."""
        return band(self.share(mastery), self.bands)

    def share(self, mastery: Mastery) -> float:
        """Return the share, from 0 to 1, that this lens shows; of stability its durability."""
        match self:
            case Lens.MASTERY:
                return mastery.mastery
            case Lens.RECALL:
                return mastery.recall
            case Lens.STABILITY:
                return durability(mastery.stability)
            case Lens.QUIZ:
                return mastery.quiz
            case Lens.COVERAGE:
                return mastery.coverage
