"""The two sides of a card, as Markdown: what is asked, and what is shown when it is revealed."""

from __future__ import annotations

from roadmap_cards.study.card import (
    Basic,
    Body,
    Choice,
    Cloze,
    Face,
    Faces,
    Multi,
    Order,
    Output,
    Reversible,
    Typed,
    variants,
)
from roadmap_cards.study.cloze import cloze_back, cloze_front, gaps

KIND_NAMES = {
    "basic": "Explain",
    "cloze": "Fill the gap",
    "typed": "Type the answer",
    "output": "Predict the output",
    "choice": "Choose",
    "multi": "Choose all that apply",
    "order": "Put in order",
    "faces": "Recall",
}


def kind_name(body: Body, variant: str) -> str:
    """Return what a card asks the person to do, as its kind is called above the question."""
    if isinstance(body, Reversible):
        if body.bare:
            return "Recall"
        return "Define" if variant == "forward" else "Name the term"
    return KIND_NAMES[body.kind]


def front(body: Body, variant: str) -> str:
    """Return what a card asks."""
    match body:
        case Reversible(bare=True):
            return body.term if variant == "forward" else body.definition
        case Reversible():
            if variant == "forward":
                return f"What does **{body.term}** mean?"
            return f"{body.definition}\n\nWhich term is this?"
        case Cloze():
            return cloze_front(body.text, int(variant.removeprefix("c")))
        case Basic() | Typed() | Output() | Choice() | Multi() | Order():
            return body.prompt
        case Faces():
            return _face(body, variant).front


def back(body: Body, variant: str) -> str:
    """Return what a card answers. The back of a cloze is the whole sentence with the gap filled."""
    match body:
        case Basic() | Typed() | Output():
            return body.answer
        case Reversible():
            return body.definition if variant == "forward" else body.term
        case Cloze():
            return cloze_back(body.text, int(variant.removeprefix("c")))
        case Choice() | Multi():
            return "\n".join(f"- {option.text}" for option in body.options if option.correct)
        case Order():
            return "\n".join(f"{number}. {step}" for number, step in enumerate(body.steps, start=1))
        case Faces():
            return _face(body, variant).back


def _face(body: Faces, variant: str) -> Face:
    return body.faces[variants(body).index(variant)]


def short_answer(body: Body, variant: str) -> str:
    """Return what is to be recalled: the back, or of a cloze only what stands in its gap."""
    if isinstance(body, Cloze):
        number = int(variant.removeprefix("c"))
        return "; ".join(gap.hidden for gap in gaps(body.text) if gap.number == number)
    return back(body, variant)
