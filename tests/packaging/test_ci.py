"""What a bare machine gets installed is what the program would ask for."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap_cards.gui.display import PACKAGES_FOR_QT

PROJECT = Path(__file__).parent.parent.parent


def test_continuous_integration_installs_every_library_the_window_asks_for() -> None:
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert dict(re.findall(r"^ +(lib\S+\.so\.\d+)=(\S+)$", script, flags=re.MULTILINE)) == PACKAGES_FOR_QT
