from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from roadmap_cards.errors import ProblemError
from roadmap_cards.work import CancelledError, Report
from sample_package import SamplePackage, studied_package

TODAY = 700


@pytest.mark.parametrize("name", ["collection.apkg", "Backup-1.APKG", "x.colpkg"])
def test_a_name_that_means_a_backup_to_anki_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="backup"):
        SamplePackage().write(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"There is no folder .*gone"):
        SamplePackage().write(tmp_path / "gone" / "x.apkg")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.apkg").mkdir()
    with pytest.raises(ProblemError, match=r"x\.apkg cannot be written"):
        SamplePackage().write(tmp_path / "x.apkg")
    assert [path.name for path in tmp_path.iterdir()] == ["x.apkg"]


def test_a_picture_that_is_gone_is_named(tmp_path: Path) -> None:
    package = SamplePackage()
    package.media = {"a.png": tmp_path / "gone.png"}
    with pytest.raises(ProblemError, match=r"The picture .*gone\.png cannot be read"):
        package.write(tmp_path / "x.apkg")
    assert not list(tmp_path.iterdir())


def stopping_after(reports: int) -> Report:
    """Return a report that somebody stops at the one behind so many."""
    left = iter(range(reports))

    def report(_doing: str, _done: int, _of: int) -> None:
        if next(left, None) is None:
            raise CancelledError

    return report


def test_work_can_be_stopped_anywhere_without_a_trace(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a")
    package = studied_package(TODAY)
    package.media = {"a.png": picture}
    heard: list[str] = []
    package.write(tmp_path / "x.apkg", lambda doing, _done, _of: heard.append(doing))
    assert set(heard) == {
        "Writing notes", "Writing cards", "Writing answers", "Sorting", "Packing", "Adding pictures"
    }  # fmt: skip
    (tmp_path / "x.apkg").write_bytes(b"older")
    for stop in range(len(heard)):
        with pytest.raises(CancelledError):
            package.write(tmp_path / "x.apkg", stopping_after(stop))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "x.apkg"]
        assert (tmp_path / "x.apkg").read_bytes() == b"older"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for the size of files")
@pytest.mark.parametrize("room", [20_000, 100_000])
def test_a_full_disk_leaves_no_file(tmp_path: Path, room: int) -> None:
    """The first limit is met by the database, the second by the package, for its picture is large."""
    picture = tmp_path / "a.png"
    picture.write_bytes(bytes(500_000))
    code = f"""
import resource
from pathlib import Path
from typing import TYPE_CHECKING, Any
from sample_package import studied_package
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
package = studied_package({TODAY})
package.media = {{"a.png": Path({str(picture)!r})}}
package.write(Path({str(tmp_path / "x.apkg")!r}))
"""
    (tmp_path / "x.apkg").write_bytes(b"older")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"There is no room for {tmp_path / 'x.apkg'}." in done.stderr.splitlines()[-1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "x.apkg"]
    assert (tmp_path / "x.apkg").read_bytes() == b"older"


def test_an_id_that_stands_twice_is_a_bug(tmp_path: Path) -> None:
    package = studied_package(TODAY)
    package.notes.append(package.notes[0]._replace(id=1))
    with pytest.raises(ValueError, match="guid"):
        package.write(tmp_path / "x.apkg")
    package.notes.pop()
    tables: tuple[list[Any], ...] = (package.notes, package.cards, package.answers)
    for rows in tables:
        rows.append(rows[0])
        with pytest.raises(ValueError, match="an id stands twice"):
            package.write(tmp_path / "x.apkg")
        rows.pop()
    assert not list(tmp_path.iterdir())
