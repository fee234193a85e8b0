from __future__ import annotations

from roadmap_cards.anki.writing.field_parts import (
    options_html,
    sources_html,
    steps_html,
    verdicts_html,
    where_html,
)
from roadmap_cards.study.card import Citation, Option


def test_the_answer_to_a_choice_says_of_every_option_whether_and_why() -> None:
    html = verdicts_html([Option("`a`", True, "It is."), Option("b", False, "It is *not*.")], str)
    assert '<li class="rc-right"><code>a</code><div class="rc-reason">It is.</div></li>' in html
    assert '<li class="rc-wrong">b<div class="rc-reason">It is <em>not</em>.</div></li>' in html


def test_options_and_steps_are_lists_of_their_own() -> None:
    assert options_html(["a", "b"], str) == '<ol class="rc-options"><li>a</li><li>b</li></ol>'
    assert steps_html(["a"], str) == '<ol class="rc-steps"><li>a</li></ol>'


def test_the_place_is_a_path_of_titles() -> None:
    assert where_html(("Middle", "Q & A", "`asyncio`", "")) == "Middle › Q &amp; A › asyncio"


def test_a_source_is_a_link_where_it_can_be_opened() -> None:
    html = sources_html(
        (
            Citation("Attention <1>", 'https://a.b/?x="', 2017, "3.2"),
            Citation("A book", "isbn:1"),
        )
    )
    assert html == '<a href="https://a.b/?x=&quot;">Attention &lt;1&gt; (2017), 3.2</a><br>A book'
