"""What a title states of itself: an abbreviation counts only where its initials agree."""

from __future__ import annotations

import pytest

from roadmap_cards.roadmap.facts import Acronym, Gloss, Parts, acronyms, gloss_or_parts


@pytest.mark.parametrize(
    ("title", "short", "long"),
    [
        ("LoRA: Low-Rank Adaptation", "LoRA", "Low-Rank Adaptation"),
        ("Low-Rank Adaptation: LoRA", "LoRA", "Low-Rank Adaptation"),
        ("PPO (Proximal Policy Optimization)", "PPO", "Proximal Policy Optimization"),
        ("Training with PPO (proximal policy optimization)", "PPO", "proximal policy optimization"),
        ("Sparse Mixture of Experts (MoE) layers", "MoE", "Mixture of Experts"),
        ("SaaS – Software as a Service", "SaaS", "Software as a Service"),
        ("CNNs (Convolutional Neural Networks)", "CNNs", "Convolutional Neural Networks"),
    ],
)
def test_an_abbreviation_that_is_spelt_out(title: str, short: str, long: str) -> None:
    assert acronyms(title) == (Acronym(short, long),)


@pytest.mark.parametrize(
    "title",
    [
        "BERT: bidirectional encoder",
        "GPT (autoregressive decoder)",
        "QLoRA: Quantized LoRA",
        "HTTP (GET, POST)",
        "LoRA (Low-Rank Adaptation Methods)",
        "SQL",
        "METEOR: semantic similarity",
        "Docker (see below)",
    ],
)
def test_what_only_looks_like_one(title: str) -> None:
    assert acronyms(title) == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Backpropagation: updating weights", Gloss("Backpropagation", "updating weights")),
        ("Vectors: addition, dot product", Parts("Vectors", ("addition", "dot product"))),
        ("Pip: `install`, `freeze`, and `list`", Parts("Pip", ("`install`", "`freeze`", "`list`"))),
        ("Loops: for, while, until, do", None),  # four are a list to be learned by heart
        ("Scope: `{a, b}`, c", None),  # braces would be a gap of their own
        ("Namespaces: std::vector, std::map", None),
        ("Sets: `{1, 2}`", None),
        ("GET vs POST: GET, GET", None),
        ("LoRA: Low-Rank Adaptation", None),  # said by its abbreviation already
        ("Vectors", None),
        ("2:30", None),
        ("3: three", None),
    ],
)
def test_what_stands_behind_a_colon(title: str, found: Gloss | Parts | None) -> None:
    assert gloss_or_parts(title) == found
