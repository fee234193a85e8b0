from __future__ import annotations

import pytest

from roadmap_cards.roadmap.titles import clean_title, without_brackets, without_emoji


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("🚀 LLM Specialist Roadmap", "LLM Specialist Roadmap"),
        ("📋 Projects:", "Projects"),
        ("1. Junior LLM Engineer", "Junior LLM Engineer"),
        ("1.2.3 Numbers 🛠️", "Numbers"),
        ("2) ✨ 2.1 Both ways", "Both ways"),
        ("1️⃣ Keycap", "Keycap"),
        ("🇫🇷 Flags 👩🏽‍💻", "Flags"),
        ("一、基础", "基础"),
        ("Обзор архитектуры", "Обзор архитектуры"),
        ("Études avancées", "Études avancées"),
        ("7.x releases", "7.x releases"),
        ("3D graphics", "3D graphics"),
        ("C++ & more +", "C++ & more +"),
        ("Brands™", "Brands™"),
        ("🙂", "🙂"),
    ],
)
def test_numbering_and_emoji_go_and_words_stay(raw: str, title: str) -> None:
    assert clean_title(raw) == title


def test_items_keep_their_numbers() -> None:
    assert without_emoji("✅ 1.58 bit weights") == "1.58 bit weights"


def test_only_brackets_at_the_end_go() -> None:
    assert without_brackets("RLHF (Reinforcement Learning from Human Feedback)") == "RLHF"
    assert without_brackets("f(x) and g") == "f(x) and g"
    assert without_brackets("(optional)") == "(optional)"
