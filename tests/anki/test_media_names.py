from __future__ import annotations

from pathlib import Path

from roadmap_cards.anki.media_names import content_name


def test_a_picture_is_named_after_what_it_holds(tmp_path: Path) -> None:
    for name, content in (("a.PNG", b"one"), ("b.png", b"one"), ("c.png", b"two")):
        (tmp_path / name).write_bytes(content)
    names = [content_name(tmp_path / name) for name in ("a.PNG", "b.png", "c.png")]
    assert names[0] == names[1] == "roadmap-cards-fe05bcdcdc492801.png"
    assert names[2] != names[0]
