"""Our four note types in Anki.

Their keys, fields and the names of their templates are frozen: where a field is added, taken away or moved,
Anki sets a second type beside the first and leaves all notes that it has as they are. What needs another
field is another type, with a key of its own. Templates and styles may change: then `CHANGED` must be moved
on.
"""

from __future__ import annotations

from roadmap_cards.anki.content import NoteType, Template
from roadmap_cards.anki.ids import stable_64, stable_id
from roadmap_cards.anki.styles import CSS

CHANGED = 1_795_651_200
"""When templates or styles last changed, in Unix seconds (26 November 2026): Anki takes what is newer."""

BASIC, REVERSED, CLOZE, CHOICE = "basic", "reversed", "cloze", "choice"
"""The keys of the types; ids and guids are made of them."""

_TAIL = ("Why", "More", "Hint", "Where", "Sources", "Extra", "Source ID")
_HINT = '{{#Hint}}<details class="rc-hint"><summary>Hint</summary>{{Hint}}</details>{{/Hint}}'
_TYPE = '{{#Typed}}<div class="rc-type">{{type:Typed}}</div>{{/Typed}}'
# Anki scrolls to this rule, and sets what was typed below it. It must be written exactly so.
_RULE = "<hr id=answer>"
_FOOT = """\
{{#Why}}<div class="rc-part">{{Why}}</div>{{/Why}}
{{#Extra}}<div class="rc-part rc-extra">{{Extra}}</div>{{/Extra}}
{{#More}}<details class="rc-more"><summary>More</summary>{{More}}</details>{{/More}}
<div class="rc-foot">
{{#Where}}<div class="rc-where">{{Where}}</div>{{/Where}}
{{#Sources}}<div class="rc-sources">{{Sources}}</div>{{/Sources}}
</div>"""


def notetypes() -> dict[str, NoteType]:
    """Return the four types by their keys.

    `Typed` asks for the answer to be typed where it is filled in, `Extra` is the person's own, `Source ID`
    the key of the entry.
    """
    question = _question("{{Question}}")
    meaning = _question("What does <b>{{Term}}</b> mean?")
    term = _question("{{Definition}}<p>Which term is this?</p>")
    choice = f"{question}\n{{{{Options}}}}"
    gaps = _question("{{cloze:Text}}")
    return {
        BASIC: _type(
            BASIC,
            "Roadmap Cards Basic",
            ("Question", "Answer", "Typed"),
            ("Card", f"{question}\n{_HINT}\n{_TYPE}", f"{question}\n{_RULE}\n{_TYPE}\n{_answer('Answer')}"),
        ),
        REVERSED: _type(
            REVERSED,
            "Roadmap Cards Reversed",
            ("Term", "Definition"),
            ("Forward", f"{meaning}\n{_HINT}", f"{meaning}\n{_RULE}\n{_answer('Definition')}"),
            ("Reverse", f"{term}\n{_HINT}", f"{term}\n{_RULE}\n{_answer('Term')}"),
        ),
        CLOZE: _type(
            CLOZE,
            "Roadmap Cards Cloze",
            ("Text",),
            ("Cloze", f"{gaps}\n{_HINT}", f"{gaps}\n{_RULE}"),
        ),
        CHOICE: _type(
            CHOICE,
            "Roadmap Cards Choice",
            ("Question", "Options", "Answer"),
            ("Card", f"{choice}\n{_HINT}", f"{question}\n{_RULE}\n{_answer('Answer')}"),
        ),
    }


def _question(html: str) -> str:
    return f'<div class="rc-question">{html}</div>'


def _answer(field: str) -> str:
    return f'<div class="rc-part">{{{{{field}}}}}</div>'


def _type(key: str, name: str, own_fields: tuple[str, ...], *sides: tuple[str, str, str]) -> NoteType:
    fields = own_fields + _TAIL
    return NoteType(
        id=stable_id("notetype", key),
        name=name,
        fields=fields,
        templates=tuple(
            Template(
                template,
                f'<div class="rc">\n{front}\n</div>',
                f'<div class="rc">\n{back}\n{_FOOT}\n</div>',
                stable_64("template", f"{key}/{template}"),
            )
            for template, front, back in sides
        ),
        css=CSS,
        cloze=key == CLOZE,
        changed=CHANGED,
        field_ids=tuple(stable_64("field", f"{key}/{field}") for field in fields),
    )
