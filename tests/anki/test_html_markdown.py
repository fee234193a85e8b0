"""A field of Anki shows the same here: its text to the letter, its looks where Markdown has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from roadmap_cards.anki.notes.html_markdown import to_markdown
from roadmap_cards.anki.notes.losses import Loss
from roadmap_cards.study.markdown import parse
from roadmap_cards.study.plain_text import plain

SOON = 2.0
"""Seconds that 100 kB may take on a busy machine; a time that grows with the square would be longer."""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("What is it?", "What is it?"),
        ("a<br>b<div>c</div><div><br></div><div>d</div>", "a\\\nb\\\nc\n\nd"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<b>bold</b> <i>it </i>x <strong>one <em>two</em></strong>", "a**bold** *it* x **one *two***"),
        ('<font color="red">red</font> <u>u</u> <s>s</s> <span style="x">y</span>', "red u s y"),
        ("<h2>Title</h2>text", "**Title**\n\ntext"),
        ("x<sup>2</sup>, e<sup>-x</sup>, 4<sup>th</sup>, H<sub>2</sub>O", "x², e^(-x), 4th, H₂O"),
        ("<code>a*b</code> <tt>`</tt>", "`a*b` `` ` ``"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "- a\n- b\n  - c\n\nd"),
        ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n4. b\n\n   c"),
        ("<blockquote>q<ul><li>s</li></ul></blockquote>t", "> q\n> - s\n\nt"),
        ("a<hr>b", "a\n\n***\n\nb"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", "漢字(かんじ)"),
        ("a&nbsp;b &lt;c&gt; &amp;amp;", "a b \\<c> \\&amp;"),
        (
            "<table><tr><th>a|b<th>c<tr><td><code>x|y</code><td>z</table>",
            "| a\\|b | c |\n|---|---|\n| `x\\|y` | z |",
        ),
        ("<table><tr><td>just</td></tr><tr><td>layout</td></tr></table>", "just\n\nlayout"),
        (
            "see <a href='https://x.org/a(b)?q=1&amp;copy=2'>it</a>",
            "see [it](https://x.org/a%28b%29?q=1&amp;copy=2)",
        ),
        ("mail <a href=mailto:a@b.org>us</a>", "mail [us](mailto:a@b.org)"),
        ("Really!<a href=https://x.org>yes</a>", "Really\\![yes](https://x.org)"),
    ],
)
def test_what_html_says_is_said_in_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown


def test_code_keeps_its_lines_its_indentation_and_its_language() -> None:
    code = "def f():<br>&nbsp; return 1 &lt; 2<div># ``` \\(x\\)</div>"
    html = f'<pre><code class="language-python">{code}</code></pre>after'
    assert to_markdown(html).markdown == "````python\ndef f():\n  return 1 < 2\n# ``` \\(x\\)\n````\n\nafter"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (r"\(a<b\) and \(x &lt; y\)", "$a<b$ and $x < y$"),
        (r"\( x^2 \)5", "$x^2$&#53;"),
        (r"so \[\frac{a}{b}\] holds", "so\n\n$$\\frac{a}{b}$$\n\nholds"),
        ("[$]a_1[/$] [$$]b[/$$]", "$a_1$\n\n$$b$$"),
        ("[latex]$x$ is small[/latex]", "$x$ is small"),
        (r"[latex]\begin{align}a\end{align}[/latex]", "$$\\begin{align}a\\end{align}$$"),
        ('<anki-mathjax>x</anki-mathjax><anki-mathjax block="true">y</anki-mathjax>', "$x$\n\n$$y$$"),
        (r"\(a<br>b\text{5$}\)", r"$a b\text{5\$}$"),
        (r"<code>\(x\)</code>", r"`\(x\)`"),
        (r"it begins \( and never ends", r"it begins \\( and never ends"),
    ],
)
def test_formulas_stand_between_dollars(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown


def test_formulas_are_formulas_in_our_markdown_too() -> None:
    found = list(
        kinds(to_markdown(r"\(a\)\(b\) <b>\( c \)</b>9 <table><tr><td>\(|d|\)<td>e</table> \[f\]").markdown)
    )
    assert [token.content for token in found if token.type.startswith("math")] == ["a", "b", "c", "|d|", "f"]


def kinds(markdown: str) -> Iterator[Token]:
    """Go through all tokens of a text, those inside others too."""
    waiting = parse(markdown)
    while waiting:
        token = waiting.pop(0)
        yield token
        waiting[:0] = token.children or []


# --- The same characters --------------------------------------------------------------------------------

NASTY = st.text(st.sampled_from("ab1 .)(*_#`~$[]{}<>&|\\-+=!:;\"'/é…“"), max_size=14)


@given(st.lists(NASTY | st.text(max_size=8), max_size=4))
def test_text_is_shown_to_the_letter(lines: list[str]) -> None:
    shown = [
        "".join(sign for sign in line if unicodedata.category(sign) not in {"Cc", "Cs"}) for line in lines
    ]
    # Anki itself would read these as commands.
    html = "<br>".join(escape(line).replace("\\", "&#92;").replace("[", "&#91;") for line in shown)
    assert plain(to_markdown(html).markdown).split() == " ".join(shown).split()


SHOWN = NASTY.map(lambda text: (text, escape(text).replace("\\", "&#92;").replace("[", "&#91;")))
TAGS = st.sampled_from(["b", "i", "em", "span", "code", "u", "a href='https://x.org/q'"])


def inside(tag: str, parts: list[tuple[str, str]]) -> tuple[str, str]:
    html = "".join(part[1] for part in parts)
    return "".join(part[0] for part in parts), f"<{tag}>{html}</{tag.partition(' ')[0]}>"


RICH = st.recursive(SHOWN, lambda part: st.builds(inside, TAGS, st.lists(part, max_size=3)), max_leaves=8)


@given(
    st.lists(RICH, max_size=4),
    st.sampled_from(
        [
            "{}",
            "<div>{}</div>{}",
            "<blockquote>{}</blockquote>",
            "<ul><li>{}</li><li>{}</li></ul>",
            "<ol><li>{}<ul><li>{}</ul></ol>{}",
            "<table><tr><td>{}</td><td>{}</td></tr></table>",
            "<h2>{}</h2><p>{}",
        ]
    ),
)
def test_no_mark_is_ever_seen(parts: list[tuple[str, str]], shape: str) -> None:
    def bare(text: str) -> str:
        """Return the characters that are no white space, without bullets and numbers of lists."""
        return "".join(sign for sign in text if not sign.isspace() and sign not in "•.123")

    html = shape.replace("{}", "".join(part[1] for part in parts))
    assert bare(plain(to_markdown(html).markdown)) == bare(
        "".join(part[0] for part in parts) * shape.count("{}")
    )


def test_plain_text_takes_no_time() -> None:
    begun = perf_counter()
    for number in range(10_000):
        to_markdown(f"What is the capital of country {number}, and why?")
    assert perf_counter() - begun < 0.5, "it takes 0.01 s on a machine with nothing else to do"


# --- Strangers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=//evil.org/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<img src='http://evil.org/a.png'>",
        "<img src=//evil.org/a.png alt=hello>",
        "<img src='file:///etc/passwd'>",
        "<img src='C:\\a.png'>",
        "<img src='..\\..\\a.png'><img src=../a.png><img src=/etc/a.png>",
        "<img src='\\\\host\\x.png'>",
        "<img src='%2e%2e%2fa.png'><img src='a%00.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src=.hidden.png><img src=' '><img src>",
        "<a href='javascript:alert(1)'>x</a><a href=' java\nscript:alert(1)'>y</a>",
        "<a href='data:text/html,x'>x</a><a href='file:///etc/passwd'>y</a><a href=//evil.org>z</a>",
        "<a href='vbscript:x'>x</a><a href='&#106;avascript:x'>y</a><a href='HTTP://'>z</a>",
        "<meta http-equiv=refresh content='0;url=http://evil.org'>",
        "<style>@import url(http://evil.org/x.css)</style>",
        "<div style='background:url(http://evil.org/x.png)'>x</div>",
        "<link rel=stylesheet href=http://evil.org/x.css>",
        "<iframe src=http://evil.org></iframe><embed src=x><object data=x>y</object>",
        "<svg><image href=http://evil.org/a.png /><script>x</script></svg>",
        "<video src=http://evil.org/a.mp4></video><audio src=x></audio>",
        "<form action=http://evil.org><input name=x><button>go</button></form>",
        "![a](http://evil.org/a.png) [b](javascript:x) <http://evil.org>",
        "&lt;img src=http://evil.org/a.png&gt;",
        "[x]: http://evil.org<br>[x]",
        "<b>![</b>a](http://evil.org/a.png)",
        "<img src=a.png alt='](http://evil.org/b.png) ![x'>",
        "<img src='a.png) ![x](http://evil.org/b.png'>",
    ],
)
def test_nothing_of_a_stranger_is_run_or_asked_for(html: str) -> None:
    for token in kinds(to_markdown(html).markdown):
        assert token.type not in {"html_block", "html_inline"}
        if token.type == "image":
            assert not set(str(token.attrGet("src"))) & set('/\\:%?*<>|"')
        if token.type == "link_open":
            assert str(token.attrGet("href")).startswith(("http://", "https://", "mailto:")), (
                "only on a click"
            )


def test_a_picture_of_the_package_keeps_its_name() -> None:
    converted = to_markdown(
        '<img src="paste-1.png"> <img src="größe é (1).png" alt="A [b]">'
        '<img src="a%20b.png"><img src=paste-1.png>'
    )
    assert converted.pictures == ("paste-1.png", "größe é (1).png", "a b.png")
    shown = [token for token in kinds(converted.markdown) if token.type == "image"]
    assert [token.attrGet("src") for token in shown] == [*converted.pictures, "paste-1.png"]
    assert shown[1].content == "A (b)"


def test_what_is_left_out_is_counted() -> None:
    html = (
        "[sound:a.mp3]<audio src=b.mp3></audio><img src=http://x.org/a.png><img src=file:///a.png alt=map>"
        "<video></video><script></script>[anki:tts lang=en]read[/anki:tts]"
    )
    converted = to_markdown(html)
    assert converted.markdown == "(sound: a.mp3)[(picture left out)](http://x.org/a.png)map"
    assert sorted(converted.lost) == sorted(
        [Loss.SOUND] * 3 + [Loss.REMOTE_PICTURE, Loss.OTHER_PICTURE, Loss.MEDIA, Loss.SCRIPT]
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<div>", "<b>", "<b>(<i>", "<ul><li>", "<li>", "<blockquote>", "<blockquote></ul>", "<table>",
        "<td>x", "<tr>", "<", "<!--", "<a ", '<a "', '<a b="', '<a b=">" ', "<a = ", "<pre>", "<svg>",
        "<script>", "</b>", "</table>", "\\(", "\\[", "[sound:", "[latex]", "[$]", "[$]x", "*", "_",
        "`", "\\", "$", "[", "![", "&lt;", "&", "|", "<a href=http://x.org/y>", "<img src=a.png>",
        "<b>a</b>", "<br>", "&nbsp;", "<table><tr><td>", "<sup>", "{{c1::", "}}", "{{c1::x}}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cloze", [False, True])
def test_the_time_grows_with_the_length_whatever_stands_in_it(piece: str, cloze: bool) -> None:
    html = piece * (100_000 // len(piece))
    begun = perf_counter()
    to_markdown(html, cloze=cloze)
    to_markdown(f"{html}>\"'x)]]></b>", cloze=cloze)
    assert perf_counter() - begun < SOON
