"""Titles as a person would say them: without numbering, emoji and closing colon."""

from __future__ import annotations

import re
import unicodedata

_KEYCAP = re.compile(r"^(?:[0-9#*]\ufe0f?\u20e3)+\s*")
_NUMBERING = re.compile(
    r"""^(?:
        \d{1,3}(?:\.\d{1,3})*[.)]\s+            # 1.  1.2.  3)
      | \d{1,3}(?:\.\d{1,3})+\s+                # 1.2
      | \d{1,3}[.)、．](?=[A-Z]|[^\W\d_\x00-\x7f])  # 1.Basics, but not 7.x
      | [一二三四五六七八九十]{1,3}、\s*
    )""",
    re.VERBOSE,
)
_TRAILING_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
# The joiners and tags of emoji, the bullets people type, and what a lost character leaves behind.
_PARTS_OF_EMOJI = frozenset("\ufe0e\ufe0f\u200b\u200d\u20e3\uf8ff\ufffd•·")
# An emoji that was saved in an encoding without it.
_LOST_EMOJI = re.compile(r"^\?+\s+(?=\S)")


def clean_title(raw: str) -> str:
    """Return the title without `1.`, `1.1`, emoji at either end and a colon at the end."""
    title = unicodedata.normalize("NFC", raw).strip()
    while True:
        shorter = without_emoji(title).rstrip(":： ")
        shorter = _NUMBERING.sub("", shorter).strip() or shorter
        if shorter in (title, ""):
            return title
        title = shorter


def without_emoji(text: str) -> str:
    """Return `text` without the emoji at its ends; a text of nothing but emoji stays as it is."""
    text = _KEYCAP.sub("", _LOST_EMOJI.sub("", text.strip())) or text
    start, end = 0, len(text)
    while start < end and (_is_emoji(text[start]) or text[start].isspace()):
        start += 1
    while end > start and (_is_emoji(text[end - 1]) or text[end - 1].isspace()):
        end -= 1
    return text[start:end] or text


def without_brackets(title: str) -> str:
    """Return “RLHF” for “RLHF (Reinforcement Learning from Human Feedback)”."""
    return _TRAILING_BRACKETS.sub("", title) or title


def comparable(title: str) -> str:
    """Return a title without what does not count in a comparison: case, white space and code ticks."""
    return "".join(title.replace("`", "").split()).casefold()


def _is_emoji(character: str) -> bool:
    code = ord(character)
    if code < 0x2190:  # the signs below (©, °, ™) belong to words
        return character in _PARTS_OF_EMOJI
    if 0x1F000 <= code <= 0x1FAFF or 0xE0020 <= code <= 0xE007F:  # newer emoji are unknown to older Pythons
        return True
    return character in _PARTS_OF_EMOJI or unicodedata.category(character) == "So"
