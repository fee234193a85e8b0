from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cards.roadmap.misdecoded import mended


def _mis_decoded(text: str, encoding: str) -> str:
    return "".join(bytes([b]).decode(encoding, errors="ignore") or chr(b) for b in text.encode("utf-8"))


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        "🔧 Tools",
        "⚖️ Ethics — now",
        "Études à l’école",
        "Введение в программирование и не только",
        "向量 ok",
        "Ελληνικά",
    ],
)
def test_mis_decoded_text_is_mended(text: str, encoding: str) -> None:
    damaged = _mis_decoded(text, encoding)

    assert damaged != text
    assert mended([damaged]) == [text]


def test_one_damaged_word_beside_good_ones_is_mended() -> None:
    assert mended(["## \uf8ffüîß Обзор"]) == ["## 🔧 Обзор"]


def test_emoji_without_their_first_byte_are_mended() -> None:
    assert mended(["## üîß Tools", "text", "- üõ†Ô∏è Practice"]) == ["## 🔧 Tools", "text", "- 🛠️ Practice"]


def test_turkish_is_not_taken_for_chips() -> None:
    text = ["- üçü birden", "küçük ve üçü", "- üçü de"]

    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "L’été à l’école d’Élodie",
        "«Études» — “Über” – à bientôt…",
        "„Öl“ und Spaß…",
        "ÅÄÖ – smörgåsbord",
        "Москва́, «Ёлка»",
        "naïve façade, coöperation™ ©2026 ±5 °C",
        "日本語とEnglish",
        "\xa0\xa0\xa0 فضا",
    ],
)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert mended([text]) == [text]


@given(st.text())
def test_anything_else_is_left_or_mended_without_an_error(text: str) -> None:
    assert mended([text])[0].isascii() == text.isascii()
