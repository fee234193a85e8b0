"""The faces of the program: a serif to read, its sans for the interface, the platform's best mono for code.

Source Serif and Source Sans come from their packages (SIL Open Font License), never from files of our own.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"

MONO = "Roadmap Cards Mono"
"""A stand-in name: `load_fonts` points it at the first of MONO_FACES that this machine has."""

MONO_FACES = (
    "JetBrains Mono",
    "Cascadia Mono",
    "SF Mono",
    "Menlo",
    "Consolas",
    "Source Code Pro",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    "Liberation Mono",
)


@cache
def load_fonts() -> None:
    """Register the faces with Qt; needs a QGuiApplication, and does its work once."""
    for package, stem, faces in (
        ("font_source_serif_pro", "SourceSerifPro", ("Regular", "It", "Semibold", "SemiboldIt")),
        ("font_source_sans_pro", "SourceSansPro", ("Regular", "It", "Semibold", "Bold")),
    ):
        folder = files(package).joinpath("files")
        for face in faces:
            QFontDatabase.addApplicationFontFromData(folder.joinpath(f"{stem}-{face}.ttf").read_bytes())
    present = set(QFontDatabase.families())
    fallback = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    QFont.insertSubstitution(MONO, next((face for face in MONO_FACES if face in present), fallback))
