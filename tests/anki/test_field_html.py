from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anki_desktop import anki_collection, new_note
from roadmap_cards.anki.writing.field_html import field_html, is_plain


def picture(name: str) -> str:
    return f"ours-{name}" if name == "there.png" else ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain.", "Plain."),
        ("One line\ngoes on.", "One line goes on."),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<b>no</b>", "&lt;b&gt;no&lt;/b&gt;"),
        ("**b** *i* `c<d`", "<strong>b</strong> <em>i</em> <code>c&lt;d</code>"),
        ("one  \ntwo", "one<br>two"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("> so", "<blockquote><p>so</p></blockquote>"),
        ("$a<b$", r"\(a&lt;b\)"),
        ("$$x$$", r"<p>\[x\]</p>"),
        ("```text\na\n  b\n```", '<pre class="rc-code"><code>a\n  b</code></pre>'),
        ("[t](https://a.b/?c=\"&d)", '<a href="https://a.b/?c=&quot;&amp;d">t</a>'),
        ("[t](javascript:alert(1))", "t"),
        ("[t](file:///etc)", "t"),
        ("![d](there.png)", '<img src="ours-there.png" alt="d">'),
        ("![the **loss**](gone.png)", "the **loss**"),
        ("![](gone.png)", "gone.png"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_becomes_a_field(text: str, html: str) -> None:
    assert field_html(text, picture) == html


def test_a_table_keeps_its_columns() -> None:
    html = field_html("|a|b|\n|-|-:|\n|1|2|", picture)
    assert html.startswith('<table><thead><tr><th>a</th><th style="text-align:right">b</th>')
    assert '<td>1</td><td style="text-align:right">2</td>' in html


def test_code_is_coloured_by_classes() -> None:
    html = field_html("```python\nreturn 1 < 2\n```", picture)
    assert '<span class="k">return </span>' in html
    assert "style" not in html
    assert "&lt;" in html


@pytest.mark.parametrize(
    "text",
    ["[sound:a.mp3]", "`[latex]`x", "[$]a", "[$$]", "[anki:tts lang=en_US]x[/anki:tts]", "[[type:Front]]"],
)
def test_a_text_cannot_command_anki(text: str, tmp_path: Path) -> None:
    """What stands there is shown: nothing is played, drawn or asked for."""
    html = field_html(text, picture)
    with anki_collection(tmp_path) as collection:
        card = new_note(collection, "Basic", Front=html).cards()[0]
        assert not card.question_av_tags()
        assert html in card.question()
    assert unescape(re.sub("<[^>]*>", "", html)) == text.replace("`", "")


def test_braces_in_a_field_are_no_template(tmp_path: Path) -> None:
    with anki_collection(tmp_path) as collection:
        note = new_note(collection, "Basic", Front=field_html("`{{Back}}`", picture), Back="secret")
        assert "{{Back}}" in note.cards()[0].question()


def test_a_backslash_before_a_bracket_begins_no_formula() -> None:
    assert r"\(" not in field_html(r"write \\(x\\)", picture)
    assert r"<code>\(x\)</code>" in field_html(r"write `\(x\)`", picture)


def test_what_anki_parts_fields_by_cannot_stand_in_one() -> None:
    assert field_html("a\x1fb *c*", picture) == "ab <em>c</em>"
    assert field_html("a\x1fb", picture) == "ab"


@given(st.text(alphabet="ab1. \n-+#>|:=~!&<[`*_$\\)\t\u00a0é", min_size=1, max_size=25))
@settings(max_examples=1000)
@example("a\n-\nb")
@example("a | b\n--|--")
@example("`a``b`")
@example("1`a`. b")
@example("` a ` b")
def test_the_short_way_leads_to_the_same_field(text: str) -> None:
    """A paragraph with a mark behind the text sends all of it the long way."""
    short, long = field_html(text, picture), field_html(f"{text}\n\n*end*", picture)
    if is_plain(text):
        whole = short if short.startswith("<p>") else f"<p>{short}</p>"
        assert long == f"{whole}<p><em>end</em></p>"


def test_ten_thousand_plain_notes_take_no_time() -> None:
    begun = perf_counter()
    for number in range(40_000):
        field_html(f"What does the softmax of row {number} add up to, and why?", picture)
    assert perf_counter() - begun < 2
