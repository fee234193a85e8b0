"""The bench needs Anki, so no other check runs it: this one sees that what it asks for is there."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"


@pytest.mark.parametrize("path", sorted(BENCH.glob("*.py")), ids=lambda path: path.name)
def test_the_bench_asks_for_nothing_that_is_gone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for found in ast.walk(tree):
        if isinstance(found, ast.ImportFrom) and (found.module or "").startswith("roadmap_cards"):
            source = import_module(found.module or "")
            for name in found.names:
                inside = f"{found.module}.{name.name}"
                assert hasattr(source, name.name) or find_spec(inside), f"{path.name} imports {inside}"
