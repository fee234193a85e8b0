"""The shipped decks, studied for sixty days, go to a real Anki and back: in no zone anything differs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[1] / "shared"
ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati")


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_there_and_back_again(tmp_path: Path, zone: str) -> None:
    child = subprocess.run(
        [sys.executable, str(SHARED / "anki_round_trip.py"), str(tmp_path), zone],
        env={**os.environ, "TZ": zone, "PYTHONPATH": str(SHARED)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    found: dict[str, Any] = json.loads(child.stdout)
    answers = found["answers"]
    assert answers > 500
    assert found["in Anki"] == answers
    assert found["due in Anki"] == []
    assert found["states in Anki"] == []
    assert found["states that Anki reckons"] == []
    assert "optimized" in found["problems"]
    for package in ("back-new.apkg", "back-legacy.apkg", "back.colpkg"):
        back = found[f"back by {package}"]
        assert back == {"answers": answers, "notes": 0, "cards": [], "memories": [], "log": True}
    assert found["again"] == {"changes": False, "same": True}
    assert found["home"] == {
        "answers": 20,
        "due": [],
        "states": [],
        "not replayed": [],
        "again": False,
        "undone": True,
        "offered after undo": 20,
        "redone": True,
    }
