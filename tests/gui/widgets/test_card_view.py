from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QKeyEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from roadmap_cards.gui.theme import Motion, Scheme, Theme
from roadmap_cards.gui.widgets.card_parts import RULE, Block, Role
from roadmap_cards.gui.widgets.card_view import CardView
from roadmap_cards.gui.widgets.fade import fade_in
from roadmap_cards.gui.widgets.formula_cache import FormulaCache

Show = Callable[..., CardView]


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> FormulaCache:
    return FormulaCache(tmp_path_factory.mktemp("formulas"))


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    assert image.save(str(folder / "green.png"))
    assert image.save(str(tmp_path / "outside.png"))
    return folder


@pytest.fixture
def show(theme: Theme, formulas: FormulaCache, media: Path, qtbot: QtBot) -> Show:
    views = []  # a document dies with its view

    def shown(*texts: str | Block, width: int = 680, height: int = 500) -> CardView:
        view = CardView(theme, formulas, media)
        views.append(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.show_blocks([Block(text) if isinstance(text, str) else text for text in texts])
        return view

    return shown


def image_of(view: QWidget) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels(image: QImage) -> Iterator[QColor]:
    for y in range(image.height()):
        for x in range(image.width()):
            yield image.pixelColor(x, y)


def inked(image: QImage, ground: QColor) -> list[QPoint]:
    """Return the pixels that clearly differ from the ground."""
    return [
        QPoint(x, y)
        for y in range(image.height())
        for x in range(image.width())
        if abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 60
    ]


def copied(view: CardView) -> str:
    view.selectAll()
    return view.createMimeDataFromSelection().text()


# --- Formulas


def test_a_formula_is_drawn_and_not_only_its_rules(show: Show, theme: Theme) -> None:
    ground = theme.colour("surface")
    empty = len(inked(image_of(show("", width=200, height=60)), ground))
    ink = len(inked(image_of(show(r"$\frac{QK}{d}$", width=200, height=60)), ground))
    assert empty == 0
    assert 100 < ink < 1500


def test_the_dark_theme_has_light_ink(show: Show, theme: Theme) -> None:
    view = show("$$Q + K$$", width=200, height=80)
    darkest = min(colour.lightness() for colour in pixels(image_of(view)))
    theme.set_scheme(Scheme.DARK)
    image = image_of(view)
    assert darkest < 60
    assert image.pixelColor(1, 1) == theme.colour("surface")
    assert max(colour.lightness() for colour in pixels(image)) > 200


@pytest.mark.parametrize("role", [Role.QUESTION, Role.PROSE, Role.SMALL])
@pytest.mark.parametrize("formula", ["$x$", r"$x_{k_{j}}$", r"$x\frac{a}{\frac{b}{c}}$", "$x^{2^2}$"])
def test_letters_in_formulas_and_text_share_a_baseline(
    show: Show, theme: Theme, role: Role, formula: str
) -> None:
    # The first letter of each half is an x: the lowest ink of its column band is the baseline.
    def baseline(text: str, left: int, right: int) -> int:
        image = image_of(show(Block(text, role), width=300, height=120))
        return max(point.y() for point in inked(image.copy(left, 0, right - left, 120), ground))

    ground = theme.colour("surface")
    # Text stands first, so its band is known; the formula's own x stands in the same place when it is first.
    in_text = baseline(f"x {formula}", 0, 8)
    in_formula = baseline(f"{formula} x", 0, 8)
    assert abs(in_text - in_formula) <= 1


def test_a_formula_that_cannot_be_drawn_is_its_latex(show: Show, theme: Theme) -> None:
    view = show(r"see $\frac{a$ here", width=300, height=60)
    assert view.toPlainText() == r"see \frac{a here"
    underline = theme.colour("hard")
    assert any(colour == underline for colour in pixels(image_of(view)))


def test_a_formula_wider_than_the_column_is_made_to_fit(show: Show) -> None:
    view = show("$$" + " + ".join(f"x_{{{number}}}" for number in range(60)) + "$$")
    assert view.document().idealWidth() <= 680
    assert not view.horizontalScrollBar().isVisible()


def test_a_formula_fits_again_when_the_column_becomes_narrower_and_wider(show: Show) -> None:
    view = show("$$" + " + ".join(f"x_{{{number}}}" for number in range(8)) + "$$")
    in_full = view.document().idealWidth()
    view.resize(200, 500)
    assert view.document().idealWidth() <= 200
    view.resize(680, 500)
    assert view.document().idealWidth() == pytest.approx(in_full)


def test_a_comma_stays_on_the_line_of_its_formula(show: Show) -> None:
    wraps = 0
    for width in range(180, 240):
        document = show("Some words then $x + y + z$, and more", width=width).document()
        layout = document.firstBlock().layout()
        starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
        text = document.firstBlock().text()
        wraps += len(starts) > 1
        assert all(text[start] not in ",." for start in starts)
    assert wraps


def test_the_comma_has_its_own_room(show: Show) -> None:
    bare, with_comma = (show(text).document().idealWidth() for text in ("$x$", "$x$,"))
    assert with_comma > bare + 2


def test_a_deep_formula_makes_its_line_deeper(show: Show, formulas: FormulaCache) -> None:
    latex = r"\frac{a}{\frac{b}{\frac{c}{d}}}"
    formula = formulas.formula(latex, 18 * 1.1, inline=True)
    assert formula is not None
    line = show(f"word ${latex}$ word").document().firstBlock().layout().lineAt(0)
    assert line.descent() >= formula.depth > 10


# --- Copying, reading aloud


def test_copying_gives_formulas_as_latex(show: Show) -> None:
    view = show("If $x_1$, then\n\n$$y = 2$$\n\n```python\nif x:\n    y = 1\n```")
    assert copied(view) == "If $x_1$, then\n$$y = 2$$\nif x:\n    y = 1"


def test_a_part_can_be_copied_beside_emoji(show: Show) -> None:
    view = show("😀😀 $x$ end")
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "😀 $x$ "


def test_a_screen_reader_is_told_formulas_and_pictures(show: Show) -> None:
    view = show("Divide by $d_k$. ![a green box](green.png)")
    assert view.accessibleDescription() == "Divide by $d_k$. [a green box]"
    assert view.accessibleName()


# --- What a text must not do


def test_html_is_not_interpreted(show: Show) -> None:
    view = show('<b>bold</b> <img src="file:///etc/passwd"> <a href="https://x.org">x</a>')
    assert view.toPlainText() == '<b>bold</b> <img src="file:///etc/passwd"> <a href="https://x.org">x</a>'


def test_a_picture_of_the_deck_is_shown(show: Show) -> None:
    image = image_of(show("![green](green.png)", height=120))
    assert sum(colour == QColor("#00ff00") for colour in pixels(image)) >= 60 * 40


@pytest.mark.parametrize(
    "address", ["../outside.png", "missing.png", "/etc/passwd", "file:///etc/passwd", "https://x.org/a.png"]
)
def test_any_other_picture_is_a_named_placeholder(show: Show, address: str) -> None:
    view = show(f"![what it shows]({address})", height=120)
    assert view.toPlainText() == f"Picture not shown: {address} – what it shows"
    assert not any(colour == QColor("#00ff00") for colour in pixels(image_of(view)))


def test_the_document_itself_opens_no_file(show: Show, media: Path) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    for address in (QUrl.fromLocalFile(str(media / "green.png")), QUrl(str(media / "green.png"))):
        loaded = show("").document().resource(kind, address)
        assert isinstance(loaded, QImage)
        assert loaded.isNull()


def test_only_web_addresses_are_links(show: Show) -> None:
    refused = "[c](file:///etc/passwd) [d](javascript:x) [e](other.md) [f](http:)"
    document = show(f"[a](https://x.org/p) [b](http://x.org) {refused}").document()
    anchors = []
    iterator = document.firstBlock().begin()
    while not iterator.atEnd():
        if iterator.fragment().charFormat().isAnchor():
            anchors.append(iterator.fragment().charFormat().anchorHref())
        iterator += 1
    assert anchors == ["https://x.org/p", "http://x.org"]
    assert document.toPlainText() == "a b c d e f"


def test_a_clicked_link_is_told_and_not_followed(show: Show, qtbot: QtBot) -> None:
    view = show("[somewhere](https://example.org/a)")
    text = view.toPlainText()
    with qtbot.waitSignal(view.link_clicked) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert caught.args == [QUrl("https://example.org/a")]
    assert view.toPlainText() == text


def test_a_link_can_be_chosen_and_opened_by_key(show: Show, qtbot: QtBot) -> None:
    view = show("see [somewhere](https://example.org/a)")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.link_clicked):
        QTest.keyClick(view, Qt.Key.Key_Return)


class Page(QWidget):
    """What lies around the card and takes the keys that the card leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.seen.append(event.key())


@pytest.fixture
def page(qapp: QApplication) -> Page:
    return Page()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_U])
def test_the_keys_of_the_page_pass_through(show: Show, page: Page, qtbot: QtBot, key: Qt.Key) -> None:
    view = show("long\n\n" * 60)
    qtbot.addWidget(page)
    view.setParent(page)
    page.show()
    QTest.keyClick(view, key)
    assert page.seen == [key]
    assert view.verticalScrollBar().value() == 0


# --- The look


def test_code_stands_on_a_panel_in_the_colours_of_its_parts(show: Show, theme: Theme) -> None:
    image = image_of(show("```python\nimport numpy  # why\n```", height=100))
    colours = {colour.name() for colour in pixels(image)}
    assert image.pixelColor(300, 20) == theme.colour("code_bg")
    assert image.pixelColor(300, 90) == theme.colour("surface")
    assert theme.colour("syntax_keyword").name() in colours
    assert theme.colour("syntax_comment").name() in colours


def test_a_long_line_of_code_is_never_cut(show: Show) -> None:
    line = "    return " + " + ".join(f"argument_{number}" for number in range(30))
    for width in (680, 300, 120):
        view = show(f"```python\n{line}\n```", width=width)
        layout = view.document().findBlockByNumber(1).layout()
        assert layout.lineCount() > 1
        assert all(layout.lineAt(n).naturalTextRect().right() <= width for n in range(layout.lineCount()))
        assert copied(view) == line


def test_a_slightly_long_line_of_code_is_set_smaller(show: Show) -> None:
    short, long = (show(f"```\n{'x' * length}\n```") for length in (60, 88))
    sizes = [
        view.document().findBlockByNumber(1).begin().fragment().charFormat().font().pixelSize()
        for view in (short, long)
    ]
    assert long.document().findBlockByNumber(1).layout().lineCount() == 1
    assert sizes[1] < sizes[0]


def test_text_grows_with_the_size_the_person_chose(show: Show, theme: Theme) -> None:
    view = show(Block("A question $x$", Role.QUESTION), RULE, "An answer\n\n```\ncode\n```")
    before = view.document().size().height()
    theme.set_card_size(140)
    assert view.document().size().height() > 1.25 * before


def test_the_hairline_lies_halfway_between_question_and_answer(show: Show, theme: Theme) -> None:
    view = show(Block("Question", Role.QUESTION), RULE, "Answer", height=200)
    image = image_of(view)
    rows = [y for y in range(200) if image.pixelColor(600, y) == theme.colour("line")]
    question, answer = (view.document().findBlockByNumber(number) for number in (0, 2))
    layout = view.document().documentLayout()
    above = rows[0] - layout.blockBoundingRect(question).bottom()
    below = layout.blockBoundingRect(answer).top() - rows[0]
    assert len(rows) == 1
    assert 15 < below < 35
    assert 15 < above < 35


def test_an_answer_below_keeps_the_place_and_another_card_begins_at_its_top(show: Show) -> None:
    question = Block("long\n\n" * 12, Role.QUESTION)
    view = show(question, height=400)
    end = view.verticalScrollBar().maximum()
    view.verticalScrollBar().setValue(end)
    view.show_blocks([question, RULE, Block("Answer")])
    assert view.verticalScrollBar().maximum() > end
    view.verticalScrollBar().setValue(0)
    view.show_blocks([question])
    view.verticalScrollBar().setValue(30)
    view.show_blocks([question])
    assert view.verticalScrollBar().value() == 30
    view.show_blocks([Block("other\n\n" * 60)])
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("height", [120, 200, 400])
def test_some_of_the_answer_is_in_sight_at_once_however_small_the_window(show: Show, height: int) -> None:
    question = Block("What does a question of several lines ask about?\n\n" * 5, Role.QUESTION)
    view = show(question, height=height)
    view.show_blocks([question, RULE, Block("An answer\n\n" * 8)])
    first = view.document().findBlock(view.document().toPlainText().index("An answer"))
    at = view.document().documentLayout().blockBoundingRect(first)
    top = at.top() - view.verticalScrollBar().value()
    assert top >= 0
    assert top + 2 * at.height() < height


def test_a_scroll_bar_that_comes_moves_no_word(show: Show, theme: Theme) -> None:
    table = "|a|b|\n|-|-|\n|1|2|\n\n"
    view = show("short", height=200)
    for _ in range(3):
        view.show_blocks([Block(table * 20 + "```\ncode\n```")])
        theme.set_scheme(Scheme.DARK)
        view.show_blocks([Block(table)])
        theme.set_scheme(Scheme.LIGHT)
    assert not view.verticalScrollBar().isVisible()
    width = view.document().textWidth()
    view.show_blocks([Block(table * 20 + "last")])
    assert view.verticalScrollBar().isVisible()
    assert view.document().textWidth() == width <= view.viewport().width()
    assert view.toPlainText().rstrip().endswith("last")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "> " * 3000 + "x",
        "".join("  " * depth + "- a\n" for depth in range(120)),
        "[" * 20_000,
        "a" * 20_000,
        "`" * 1000,
        "**[`$$ ![]( \\",
        "\ud800 $\ud800$ `\udfff`",
        "a\0b\ufffc\ufdd0\u2029c &#xFFFC;",
        "مرحبا $x$ `code` בעברית 😀👩‍👩‍👧",
        "- > - ```\n",
        "|a\n|-\n|b|c|d|",
        "![]()",
        "# \n\n#",
        "99999999. x",
        "```no-such-language\n\n```",
        "$" + "{" * 400 + "}" * 400 + "$",
    ],
)
def test_no_text_is_too_odd(show: Show, text: str) -> None:
    image_of(show(Block(text, Role.QUESTION), RULE, text, Block(text, Role.SMALL), height=100))


def test_a_text_of_a_hundred_kilobytes_is_shown_whole(show: Show) -> None:
    view = show("word " * 20_000 + "\n\nthe end")
    assert view.toPlainText().endswith("the end")


def test_a_picture_of_the_collection_is_shown_on_every_card(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(tmp_path / "map.png"))
    view = CardView(theme, FormulaCache(None, tmp_path))
    qtbot.addWidget(view)
    view.show_blocks([Block("![a map](map.png) ![gone](gone.png)", Role.PROSE)])
    text = view.toPlainText()
    assert "Picture not shown: map.png" not in text
    assert "Picture not shown: gone.png" in text


def picture(view: CardView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_question_stands_still_while_its_answer_fades_in(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.set_motion(Motion.ON)
    view = CardView(theme, FormulaCache(None, tmp_path))
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    question = Block("What does a vector hold?", Role.PROSE)
    view.show_blocks([question])
    asked = picture(view)
    view.show_blocks([question, RULE, Block("Numbers, in an order.", Role.PROSE)])
    fade_in(view, theme, standing=view.standing)
    shown = picture(view)
    assert 20 < view.standing < 150
    above = QRect(0, 0, 500, view.standing)
    assert shown.copy(above) == asked.copy(above)
    assert shown != asked, "the answer begins to show at once"
    effect = view.graphicsEffect()
    assert effect is not None
    qtbot.waitUntil(lambda: not effect.isEnabled())
    assert picture(view).copy(above) == asked.copy(above)
