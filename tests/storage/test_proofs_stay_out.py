"""The program neither runs the code that proves a key nor keeps it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from roadmap_cards.library.library import OpenCollection
from roadmap_cards.paths import DataFolder

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_proof_in_a_deck_is_neither_run_nor_stored(tmp_path: Path) -> None:
    folder, trace = DataFolder(tmp_path / "data"), tmp_path / "trace"
    folder.prepare()
    (folder.decks / "own").mkdir()
    (folder.decks / "own" / "git.md").write_text(
        "---\nformat: 1\ntopic: git\ntitle: Git\nstatus: reviewed\nsources:\n"
        '  book: {title: "A book", url: "https://example.org"}\n---\n'
        "### commit-size\nkind: typed\ndifficulty: 1\nsources: book\n\nQ: How big?\nA: 7\n"
        f"Verify:\n```python\nopen({str(trace)!r}, 'w')\nanswer = 7\n```\n",
        encoding="utf-8",
    )
    with OpenCollection(folder, lambda: NOW) as library:
        loaded = library.decks.load_changed(folder)
    assert loaded.flaws == ()
    with closing(sqlite3.connect(folder.database)) as database:
        ((kept,),) = database.execute("select content from entry where key = 'own/git/commit-size'")
    assert json.loads(kept)["body"]["answer"] == "7"
    assert json.loads(kept)["verify"] == ""
    assert "answer = 7" not in kept
    assert not trace.exists()
