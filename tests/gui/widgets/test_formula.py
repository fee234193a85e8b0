from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_cards.gui.widgets.formula import DRAWN_SIZE, MARGIN
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.gui.widgets.formula_drawing import draw
from roadmap_cards.study.formula_source import FormulaSource


def test_a_formula_has_svg_size_and_depth() -> None:
    formula = FormulaCache(None).formula(r"\frac{1}{\sqrt{d_k}}", 20, inline=True)
    assert formula is not None
    assert formula.svg.startswith(b"<svg")
    assert 15 < formula.width < 60
    assert 0 < formula.depth < formula.height < 50


def test_size_scales_the_same_drawing() -> None:
    cache = FormulaCache(None)
    small, large = cache.formula("x^2", 10, inline=True), cache.formula("x^2", 20, inline=True)
    assert small is not None
    assert large is not None
    assert large.width == pytest.approx(2 * small.width)
    assert large.depth == pytest.approx(2 * small.depth)


def test_a_sum_is_taller_in_display() -> None:
    cache = FormulaCache(None)
    inline = cache.formula(r"\sum_{i=1}^n i", 20, inline=True)
    display = cache.formula(r"\sum_{i=1}^n i", 20, inline=False)
    assert inline is not None
    assert display is not None
    assert display.height > 1.3 * inline.height


@pytest.mark.parametrize(
    "latex",
    [
        "",
        r"\frac{a",
        "a_b_c",
        "&",
        "\ud800",
        "{" * 500,
        "x" * 5000,
        r"\frac{" * 50 + "a" + "}{b}" * 50,  # takes ziamath longer than anybody waits
    ],
)
def test_what_cannot_be_drawn_is_none(latex: str) -> None:
    assert FormulaCache(None).formula(latex, 20, inline=True) is None


def test_commas_and_signs_stand_as_in_tex() -> None:
    def width(latex: str) -> float:
        """Return the width in ems."""
        formula = draw(FormulaSource(latex, True))
        assert formula is not None
        return (formula.width - 2 * MARGIN) / DRAWN_SIZE

    # The TeXbook, chapter 18: a thin space behind a comma; none around a sign of its own, or behind a nabla.
    assert width("f(a,b)") - width("f(ab)") < 0.5
    assert width("a = -x") - width("a = x") < 0.8
    assert width("-x") - width("x") < 0.72
    assert width(r"\nabla L") - width(r"\nabla") < width("L") + 0.05
    # Between two operands a sign keeps its room.
    assert width("a - x") - width("ax") > 1.1


def test_a_second_process_reads_the_drawing_and_imports_no_ziamath(tmp_path: Path) -> None:
    first = FormulaCache(tmp_path).formula("d_k", 20, inline=True)
    assert first is not None
    script = (
        "import sys; from pathlib import Path\n"
        "from roadmap_cards.gui.widgets.formula_cache import FormulaCache\n"
        "formula = FormulaCache(Path(sys.argv[1])).formula('d_k', 20, inline=True)\n"
        "print(formula.width, 'ziamath' in sys.modules)\n"
        "FormulaCache(Path(sys.argv[1])).formula('new', 20, inline=True)\n"
        "print('ziamath' in sys.modules)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == [str(first.width), "False", "True"]


@pytest.mark.parametrize("damage", [b"", b"not zlib", None])
def test_a_damaged_file_is_drawn_and_written_anew(tmp_path: Path, damage: bytes | None) -> None:
    sound = FormulaCache(tmp_path).formula("x", 20, inline=True)
    (file,) = tmp_path.iterdir()
    kept = file.read_bytes()
    file.write_bytes(kept[: len(kept) // 2] if damage is None else damage)
    assert FormulaCache(tmp_path).formula("x", 20, inline=True) == sound
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [kept]


def test_a_file_of_another_formula_is_not_believed(tmp_path: Path) -> None:
    FormulaCache(tmp_path).formula("x", 20, inline=True)
    (of_x,) = tmp_path.iterdir()
    y = FormulaCache(tmp_path).formula("y", 20, inline=True)
    (of_y,) = set(tmp_path.iterdir()) - {of_x}
    of_y.write_bytes(of_x.read_bytes())
    assert FormulaCache(tmp_path).formula("y", 20, inline=True) == y


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = FormulaCache(tmp_path / "file" / "formulas")
    assert cache.formula("x", 20, inline=True) is not None


def test_prepared_formulas_are_on_disk(tmp_path: Path) -> None:
    FormulaCache(tmp_path / "new").prepare([FormulaSource("x", True), FormulaSource("x", False)])
    assert len(list((tmp_path / "new").iterdir())) == 2
