from __future__ import annotations

import pytest

from roadmap_cards.roadmap.slug import slug, unique


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Query, Key, Value matrices", "query-key-value-matrices"),
        ("OpenAI/Claude API", "openai-claude-api"),
        ("`git init, clone`", "git-init-clone"),
        ("AI's impact", "ais-impact"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Études avancées", "etudes-avancees"),
        ("Straße, Øre, Łódź", "strasse-ore-lodz"),
        ("Обзор архитектуры", "obzor-arhitektury"),
        ("Ёж и їжак", "ezh-i-yizhak"),
        ("Μάθηση θεωρίας", "mathisi-theorias"),
    ],
)
def test_titles_become_keys(title: str, key: str) -> None:
    assert slug(title) == key


def test_other_scripts_fall_back_to_a_hash() -> None:
    keys = [slug("向量"), slug("矩阵"), slug("AI 学习"), slug("AI 伦理"), slug("")]

    assert len(set(keys)) == 5
    assert keys[0].startswith("x")
    assert keys[2].startswith("ai-")
    assert all(key.isascii() for key in keys)
    assert slug("向量") == "x7da86ad7"  # the same on every machine and in every version


def test_long_titles_are_cut_between_words() -> None:
    assert slug("word " * 20) == "-".join(["word"] * 12)
    assert slug("x" * 80) == "x" * 60
    assert slug("level number seven", limit=12) == "level-number"


def test_a_number_is_added_only_where_a_key_is_taken() -> None:
    taken: dict[str, int] = {}

    assert [unique(base, taken) for base in ("a", "a-2", "a", "b", "a")] == ["a", "a-2", "a-3", "b", "a-4"]
    assert len(unique("y" * 60, taken)) == len(unique("y" * 60, taken)) == 60
