"""The wheel alone is the whole program: it brings its decks, and a card can be reviewed from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path, keys: str = "") -> str:
    """Run a program as a stranger would: elsewhere, and with nothing of this process's Python or data."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ROADMAP_CARDS"))
    }
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1"},
        input=keys,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=True)
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    # No network: the dependencies are those of this environment, added behind the wheel's own folder.
    # Python follows no .pth file from there, so that the repository itself stays out of sight.
    pip = [Path(paths["scripts"]) / "python", "-m", "pip", "--quiet", "install", "--no-deps", "--no-index"]
    run(*pip, wheel, cwd=folder)
    here = sysconfig.get_path("purelib")
    (Path(paths["purelib"]) / "dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
    return Path(paths["scripts"])


@pytest.mark.parametrize("name", ["decks", "resources"])
def test_the_wheel_brings_its_own_files(programs: Path, tmp_path: Path, name: str) -> None:
    code = f"from roadmap_cards.paths import shipped; print(shipped({name!r}))"
    folder = Path(run(programs / "python", "-c", code, cwd=tmp_path).strip())
    assert folder.is_relative_to(programs.parent)
    assert any(path.is_file() for path in folder.rglob("*.md"))


def test_a_card_is_reviewed_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    program = [programs / "roadmap-cards", "--data", tmp_path / "data"]
    run(*program, "review", "--cards", "1", cwd=tmp_path, keys="\n3\n")
    assert json.loads(run(*program, "stats", "--json", cwd=tmp_path))["reviews"] == 1
