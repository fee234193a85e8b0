"""The rules of the house, checked by machine: who may import whom, where colours live, which Qt is safe."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import roadmap_cards

PACKAGE = Path(roadmap_cards.__file__).parent
PROJECT = Path(__file__).parent.parent

QT_AND_ITS_KIN = ("PySide6", "shiboken6", "roadmap_cards.gui")
# What looks like a colour and is no token, with the reason.
NO_TOKEN = {
    # A shadow is light that is kept off, seen through a few parts in 255, the same in every theme.
    "gui/widgets/drawing.py": ["QColor(16, 40, 36)"],
    # A mark in the drawing of a formula, replaced by the colour of the text before anybody sees it.
    "gui/widgets/formula.py": ["#0a0b0c"],
}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "9 kept, 0 broken" in found.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["review", "--help"]])
def test_the_command_line_never_loads_qt(arguments: list[str]) -> None:
    ran = python(
        "import sys\n"
        "from roadmap_cards.__main__ import main\n"
        f"sys.argv = ['roadmap-cards', *{arguments!r}]\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "assert 'roadmap_cards.cli' in sys.modules\n"
        f"loaded = sorted(name for name in sys.modules if name.startswith({QT_AND_ITS_KIN!r}))\n"
        "assert not loaded, loaded\n"
    )
    assert ran.returncode == 0, ran.stderr
    assert "usage" in ran.stdout.lower()


def colours_in(source: str) -> list[str]:
    """Return the colours a module states itself: hex texts, and QColor(...) of constants."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += HEX_COLOUR.findall(node.value)
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("QColor")
            and node.args
            and all(isinstance(argument, ast.Constant) for argument in node.args)
        ):
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("pen = QPen(theme.colour.accent)", 0),
        ("text = f'<b style=\"color:#1a2B3c\">{name}</b>'", 1),
        ("colour = QColor(12, 34, 56)", 1),
        ("colour = QtGui.QColor('red')", 1),
        ("number = 'card #12 of 40'", 0),
    ],
)
def test_a_stated_colour_is_seen(source: str, count: int) -> None:
    assert len(colours_in(source)) == count


def test_colours_live_in_the_theme_alone() -> None:
    modules = [path for path in (PACKAGE / "gui").rglob("*.py") if path.name != "theme.py"]
    assert modules
    stated = {
        path.relative_to(PACKAGE).as_posix(): colours_in(path.read_text(encoding="utf-8")) for path in modules
    }
    assert {module: colours for module, colours in stated.items() if colours} == NO_TOKEN


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be deallocated from Python 3.12 on")
def test_qt_gives_back_every_none_it_borrows() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one with each setPen, and at zero the process ends."""
    ran = python(
        "import sys\n"
        "from PySide6.QtGui import QColor, QImage, QPainter, QPen\n"
        "image = QImage(8, 8, QImage.Format.Format_ARGB32)\n"
        "painter = QPainter(image)\n"
        "pen = QPen(QColor(0, 0, 0))\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(100):\n"
        "    painter.setPen(pen)\n"
        "lost = before - sys.getrefcount(None)\n"
        "painter.end()\n"
        "assert lost < 50, lost\n"
    )
    assert ran.returncode == 0, ran.stderr
