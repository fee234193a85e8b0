"""What a deck file may say, as pydantic models: used at the edge only, then turned into the values of study.

Every value arrives as the text that stands in the file (YAML's guesses about numbers, dates and yes/no are
not wanted), is read here and checked. `front_sentence` and `card_sentence` tell an error in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from roadmap_cards.roadmap.deck_scanner import LABELS
from roadmap_cards.roadmap.wording import listed, quoted
from roadmap_cards.study.card import (
    KINDS,
    Basic,
    Body,
    Choice,
    Cloze,
    Multi,
    Option,
    Order,
    Output,
    Reversible,
    Typed,
)
from roadmap_cards.study.cloze import cloze_trouble
from roadmap_cards.study.code_block import code_blocks

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_TEXT = 20_000
"""Characters in one field: the checks of some fields take more than linear time."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """`vaswani2017#3.2.1`: a source of the front matter and the place in it."""

    key: str
    where: str


# --- Reading single values --------------------------------------------------------------------------------


def _complaint(sentence: str) -> PydanticCustomError:
    """Return an error whose sentence is shown as it stands."""
    return PydanticCustomError("sentence", "{sentence}", {"sentence": sentence})


def _whole(text: object) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,6}", text):
        raise ValueError(text)
    return int(text)


def _decimal(text: object) -> float:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,12})?([eE]-?[0-9]{1,2})?", text):
        raise ValueError(text)
    return float(text)


def _day(text: object) -> date:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _comma_list(text: object) -> tuple[str, ...]:
    if not isinstance(text, str):
        raise ValueError(text)
    return tuple(part.strip() for part in text.split(","))


def _refs(text: object) -> tuple[SourceRef, ...]:
    refs: list[SourceRef] = []
    for part in _comma_list(text):
        key, mark, place = part.partition("#")
        if not re.fullmatch(SOURCE_KEY, key) or (mark and not place.strip()):
            raise ValueError(part)
        refs.append(SourceRef(key, place.strip()))
    return tuple(refs)


def _retired(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list) else _comma_list(value)


def _one_python_block(text: str) -> str:
    if len(code_blocks(text, "python")) != 1:
        raise _complaint("“Q:” of a card of kind output holds the program: exactly one ```python block")
    return text


def _one_text_block(text: str) -> str:
    if len(code_blocks(text, "text")) != 1:
        raise _complaint("“A:” of a card of kind output holds what is printed: exactly one ```text block")
    return text


def _proof(text: str) -> str:
    blocks = code_blocks(text, "python")
    if len(blocks) != 1 or not text.lstrip().startswith(("```", "~~~")):
        raise _complaint("“Verify:” holds exactly one ```python block and nothing else")
    return blocks[0]


def _sound_gaps(text: str, info: ValidationInfo) -> str:
    retired = (info.context or {}).get("retired", ())
    numbers = [int(variant[1:]) for variant in retired if re.fullmatch(r"c[0-9]+", variant)]
    if trouble := cloze_trouble(text, numbers):
        raise _complaint(f"“C:”: {trouble}")
    return text


def _one_right(options: tuple[Option, ...]) -> tuple[Option, ...]:
    right = sum(option.correct for option in options)
    if right != 1:
        remedy = "use kind multi for several" if right else "mark the right one"
        raise _complaint(f"a card of kind choice has exactly one [x], here there are {right}; {remedy}")
    return options


def _some_right(options: tuple[Option, ...]) -> tuple[Option, ...]:
    right = sum(option.correct for option in options)
    if not 1 <= right < len(options):
        raise _complaint(
            "a card of kind multi has at least one [x] and at least one [ ]; "
            f"here {right} of {len(options)} are [x]"
        )
    return options


SOURCE_KEY = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}"
Slug = Annotated[str, Field(pattern=f"^{SLUG}$", max_length=60)]
CardId = Annotated[Slug, Field(min_length=3)]
CardRef = Annotated[str, Field(pattern=f"^({SLUG}/)?{SLUG}$", max_length=121)]
RetiredRef = Annotated[
    str, Field(pattern=f"^{SLUG}(#(main|forward|reverse|c[1-9][0-9]{{0,2}}))?$", max_length=68)
]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Options = Annotated[tuple[Option, ...], Field(min_length=3, max_length=6)]


# --- The front matter -------------------------------------------------------------------------------------


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_ADDRESS = re.compile(r"https://[^\s/?#<>\"]+([/?#][^\s<>\"]*)?")


class Source(Strict):
    """A work that cards cite; `read` is the day somebody last opened it.

    A roadmap is a file on somebody's disk, so it alone needs no address.
    """

    kind: Literal["paper", "docs", "book", "standard", "article", "roadmap"] = "paper"
    title: Annotated[str, Field(min_length=3, max_length=300)]
    url: Annotated[str, Field(max_length=2000, validate_default=True)] = ""
    year: Annotated[Whole, Field(ge=1800, le=2100)] | None = None
    read: Day | None = None

    @field_validator("url")
    @classmethod
    def _address(cls, url: str, info: ValidationInfo) -> str:
        if not url and info.data.get("kind") != "roadmap":
            raise PydanticCustomError("missing", "an address is missing")
        if url and not _ADDRESS.fullmatch(url):
            raise ValueError(url)
        return url


class DeckHead(Strict):
    """The front matter.

    `retired` names what was published and is gone for good: a card by its id, one gap as `card-id#c2`.
    """

    format: Annotated[Literal[1], BeforeValidator(_whole)]
    roadmap: Slug = ""
    topic: Slug
    title: Annotated[str, Field(min_length=1, max_length=200)]
    status: Literal["draft", "reviewed"]
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    retired: Annotated[tuple[RetiredRef, ...], BeforeValidator(_retired)] = ()
    sources: Annotated[dict[Annotated[str, Field(pattern=f"^{SOURCE_KEY}$")], Source], Field(min_length=1)]

    def retired_variants(self, card_id: str) -> tuple[str, ...]:
        """Return which variants of a card are retired."""
        pairs = (name.split("#") for name in self.retired if "#" in name)
        return tuple(variant for name, variant in pairs if name == card_id)


_SLUG_RULE = "small letters, digits and single hyphens"
_FRONT_RULES = {
    "format": "it is 1, the one format there is so far: “format: 1”",
    "roadmap": f"it is the short name of a roadmap, {_SLUG_RULE}: “roadmap: llm-specialist”",
    "topic": f"it is the short name of the topic, {_SLUG_RULE}: “topic: attention-mechanism”",
    "title": "it is a text such as “title: Attention Mechanism”",
    "status": "write “status: reviewed” for cards to study, “status: draft” while they are being written",
    "lang": "it is the code of a language, such as “lang: en”",
    "retired": "it is a list of ids that are gone for good, a whole card as card-id, one gap as card-id#c2: "
    "“retired: [old-card, qkv-roles#c2]”",
    "sources": "list the works that the cards cite, one a line, such as “  vaswani2017: "
    '{title: "Attention Is All You Need", url: "https://arxiv.org/abs/1706.03762", year: 2017}”',
    "url": "it is a full address that begins with https://",
    "year": "it is a year such as 2017",
    "kind": "it is one of paper, docs, book, standard and article (or roadmap, which needs no url)",
    "read": "it is the day on which somebody opened the source, such as 2026-11-23",
}


def front_sentence(error: ErrorDetails) -> str:
    """Tell what is wrong in the front matter, where, and what would be right."""
    path = [str(part) for part in error["loc"] if part != "[key]"]
    name = path[0] if path[0] == "retired" else path[-1]  # its parts have no names
    of = f" of the source {quoted(path[1])}" if len(path) > 2 else ""
    rule = _FRONT_RULES.get(name, "give each source a title and an url, as in {title: …, url: …}")
    if error["type"] == "missing":
        return f"the front matter has no “{name}:”{of}; {rule}"
    if error["type"] == "extra_forbidden":
        known = Source.model_fields if of else DeckHead.model_fields
        return f"“{name}:”{of} is not known to the front matter; it takes {listed(known)}"
    if error["loc"][-1] == "[key]":
        return f"{quoted(name)} cannot be the key of a source; use letters, digits, “-”, “_” and “.”"
    if name == "title" and of:
        rule = "it is the title of the work, at least three characters"
    return f"“{name}:”{of} is not right; {rule}"


# --- The cards --------------------------------------------------------------------------------------------


class CardModel(Strict):
    """What every kind of card has. The names of the fields are those that stand in the file."""

    id: CardId
    kind: str = ""
    difficulty: Annotated[Whole, Field(ge=1, le=5)]
    sources: Annotated[tuple[SourceRef, ...], BeforeValidator(_refs)]
    tags: Annotated[tuple[Slug, ...], BeforeValidator(_comma_list)] = ()
    needs: Annotated[tuple[CardRef, ...], BeforeValidator(_comma_list)] = ()
    formerly: Annotated[tuple[CardRef, ...], BeforeValidator(_comma_list)] = ()
    version: Annotated[Whole, Field(ge=1)] = 1
    as_of: Day | None = None
    status: Literal["ok", "draft"] = "ok"
    hint: Annotated[Text, Field(alias="Hint")] = ""
    why: Annotated[Text, Field(alias="Why")] = ""
    more: Annotated[Text, Field(alias="More")] = ""
    verify: Annotated[Text, Field(alias="Verify"), AfterValidator(_proof)] = ""

    @property
    def tested(self) -> str | None:
        """The card that a quiz question speaks for."""
        return None

    def body(self) -> Body:
        """Return the part of the entry that depends on its kind."""
        raise NotImplementedError


class BasicModel(CardModel):
    prompt: Annotated[Text, Field(alias="Q")]
    answer: Annotated[Text, Field(alias="A")]

    def body(self) -> Body:
        return Basic(self.prompt, self.answer)


class ReversibleModel(CardModel):
    term: Annotated[Text, Field(alias="T")]
    definition: Annotated[Text, Field(alias="D")]

    def body(self) -> Body:
        return Reversible(self.term, self.definition)


class ClozeModel(CardModel):
    text: Annotated[Text, Field(alias="C"), AfterValidator(_sound_gaps)]

    def body(self) -> Body:
        return Cloze(self.text)


class TypedModel(CardModel):
    prompt: Annotated[Text, Field(alias="Q")]
    answer: Annotated[Text, Field(alias="A")]
    accept: Annotated[tuple[str, ...], Field(alias="Accept", min_length=1)] = ()
    tolerance: Annotated[float, BeforeValidator(_decimal), Field(allow_inf_nan=False)] | None = None

    def body(self) -> Body:
        return Typed(self.prompt, self.answer, self.accept, self.tolerance)


class OutputModel(CardModel):
    prompt: Annotated[Text, Field(alias="Q"), AfterValidator(_one_python_block)]
    answer: Annotated[Text, Field(alias="A"), AfterValidator(_one_text_block)]

    def body(self) -> Body:
        return Output(self.prompt, self.answer)


class QuestionModel(CardModel):
    """What only a quiz asks."""

    prompt: Annotated[Text, Field(alias="Q")]
    tests: CardId | None = None

    @property
    def tested(self) -> str | None:
        return self.tests


class ChoiceModel(QuestionModel):
    options: Annotated[Options, Field(alias="Options"), AfterValidator(_one_right)]

    def body(self) -> Body:
        return Choice(self.prompt, self.options)


class MultiModel(QuestionModel):
    options: Annotated[Options, Field(alias="Options"), AfterValidator(_some_right)]

    def body(self) -> Body:
        return Multi(self.prompt, self.options)


class OrderModel(QuestionModel):
    steps: Annotated[tuple[str, ...], Field(alias="Order", min_length=3, max_length=7)]

    def body(self) -> Body:
        return Order(self.prompt, self.steps)


MODELS: Mapping[str, type[CardModel]] = {
    "basic": BasicModel,
    "reversible": ReversibleModel,
    "cloze": ClozeModel,
    "typed": TypedModel,
    "output": OutputModel,
    "choice": ChoiceModel,
    "multi": MultiModel,
    "order": OrderModel,
}
QUIZ_KINDS = frozenset(kind for kind, model in MODELS.items() if issubclass(model, QuestionModel))

_CARD_RULES = {
    "id": f"it names the fact in 3 to 60 characters, {_SLUG_RULE}: “### softmax-axis”",
    "kind": f"it is one of {listed(KINDS)}",
    "difficulty": "it is a whole number from 1 (easy) to 5 (hard): “difficulty: 2”",
    "sources": "it names sources of the front matter and the place in them: “sources: vaswani2017#3.2.1”",
    "tags": f"it is a list of short names, {_SLUG_RULE}: “tags: numerics, kv-cache”",
    "needs": "it is a list of cards to be learned before, as card-id or topic/card-id",
    "tests": "it is the id of one recall card of the same item in this file",
    "formerly": "it is a list of ids under which this card was known, as card-id or topic/card-id",
    "version": "it is a whole number from 1 on, raised when the fact itself has changed",
    "as_of": "it is the day on which the fact was checked: “as_of: 2026-11-23”",
    "status": "write “status: draft” while the card is being written, else leave the line out",
    "tolerance": "it is the difference up to which a number counts as right: “tolerance: 0.01”",
    "Options": "there are 3 to 6 options, each “- [x] …” or “- [ ] …” with its “  > explanation” below",
    "Order": "there are 3 to 7 steps, “1. …”, “2. …”, in their right order",
    "Accept": "it lists further right answers, one a line: “- nine” or “- /regular expression/”",
}


def card_sentence(error: ErrorDetails, kind: str, value: str) -> str:
    """Tell what is wrong with a card of this kind; `value` is what stands in the file, where it is short."""
    if error["type"] == "sentence":
        return error["msg"]
    name = str(error["loc"][0])
    rule = _CARD_RULES.get(name, f"write “{name}:” and the text behind it")
    if error["type"] == "missing":
        return f"this card has no “{name}:”; {rule}"
    if error["type"] == "extra_forbidden":
        keeps = [field.alias or key for key, field in MODELS[kind].model_fields.items() if key != "id"]
        keys = [key for key in keeps if key not in LABELS]
        takes = [label for label in LABELS if label in keeps] if name in LABELS else keys
        return f"“{name}:” does not belong to a card of kind {kind}, which takes {listed(takes)}"
    if error["type"] == "string_too_short" and name in LABELS:
        return f"“{name}:” is empty; write its text, or leave the label out if the card can do without it"
    if error["type"] == "string_too_long" and name in LABELS:
        return f"“{name}:” is longer than {LONGEST_TEXT} characters; a card asks for one small fact"
    what = f"the id {quoted(value)}" if name == "id" else f"“{name}: {value}”" if value else f"“{name}:”"
    return f"{what} is not right; {rule}"
