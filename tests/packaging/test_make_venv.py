"""`.venv` is made once, and again when it should be."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path

import pytest

import make_venv


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an environment that was finished; it needs no more than what the stamp looks at."""
    root = tmp_path / "project"
    python = make_venv.python_of(root / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    (site_packages(root) / "kept").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    make_venv.write_stamp(root)
    return root


def site_packages(root: Path) -> Path:
    return root / ".venv" / "lib" / "python3.11" / "site-packages"


def test_a_finished_environment_is_left_alone(project: Path) -> None:
    assert make_venv.state_of(project) == "ready"


def test_a_package_more_does_no_harm(project: Path) -> None:
    (site_packages(project) / "debugger").mkdir()
    assert make_venv.state_of(project) == "ready"


def test_a_changed_pyproject_is_followed(project: Path) -> None:
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("dependencies = []\n")
    assert make_venv.state_of(project) == "outdated"


def test_an_unfinished_set_up_is_begun_again(project: Path) -> None:
    (project / ".venv" / make_venv.STAMP).unlink()
    assert make_venv.state_of(project) == "unusable"


def test_half_a_stamp_is_none(project: Path) -> None:
    stamp = project / ".venv" / make_venv.STAMP
    stamp.write_bytes(stamp.read_bytes()[:20])
    assert make_venv.state_of(project) == "unusable"


def test_a_lost_package_is_seen(project: Path) -> None:
    (site_packages(project) / "kept").rmdir()
    assert make_venv.state_of(project) == "unusable"


def test_a_lost_python_is_seen(project: Path) -> None:
    make_venv.python_of(project / ".venv").unlink()
    assert make_venv.state_of(project) == "unusable"


def test_a_moved_project_is_seen_because_an_environment_holds_full_paths(
    project: Path, tmp_path: Path
) -> None:
    moved = shutil.move(project, tmp_path / "moved")
    assert make_venv.state_of(Path(moved)) == "unusable"


def test_no_environment_is_no_error(tmp_path: Path) -> None:
    assert make_venv.state_of(tmp_path) == "unusable"


def test_this_python_will_do() -> None:
    assert make_venv.python_problem(sys.version_info[:2], has_venv=True) == ""


def test_an_old_python_is_told_what_to_do() -> None:
    problem = make_venv.python_problem((3, 9), has_venv=True)
    assert "3.11 or later, and this is python3.9" in problem
    assert "make PYTHON=python3." in problem


def test_a_missing_venv_is_told_with_the_package_that_has_it() -> None:
    assert make_venv.python_problem((3, 12), has_venv=False).endswith("sudo apt install python3.12-venv")


def test_an_old_python_can_read_the_script_at_all() -> None:
    source = Path(make_venv.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    unquoted = [
        ast.unparse(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in (function.returns, *(argument.annotation for argument in function.args.args))
        if isinstance(node, ast.Subscript | ast.BinOp)
    ]
    assert not unquoted, "these are evaluated by the old Python, which knows no list[str] and no X | None"


def test_a_step_that_fails_shows_the_end_of_its_log(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = "for number in range(99): print('line', number)\nraise SystemExit('No network.')"
    with pytest.raises(make_venv.SetUpError) as failed:
        make_venv.run(project, -1, "packages", [sys.executable, "-u", "-c", noise])
    lines = str(failed.value).splitlines()
    assert lines[-2] == "No network."
    assert str(project / ".venv" / make_venv.LOG) in lines[-1]
    assert "line 1" not in lines
    assert capsys.readouterr().out == " packages "
