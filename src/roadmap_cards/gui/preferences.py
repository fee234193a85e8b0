"""What belongs to this machine, not to the collection: looks, motion, geometry."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

from roadmap_cards.gui.theme import CARD_SIZES, Contrast, Motion, Scheme

_Choice = TypeVar("_Choice", Scheme, Motion, Contrast)


class Preferences:
    """Typed access to the machine's settings; a value that makes no sense reads as its default."""

    def __init__(self, store: QSettings) -> None:
        """Read from and write to `store`."""
        self._store = store

    @property
    def scheme(self) -> Scheme:
        return _one_of(Scheme, self._text("scheme"), Scheme.SYSTEM)

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("scheme", scheme.value)

    @property
    def motion(self) -> Motion:
        return _one_of(Motion, self._text("motion"), Motion.SYSTEM)

    @motion.setter
    def motion(self, motion: Motion) -> None:
        self._store.setValue("motion", motion.value)

    @property
    def more_contrast(self) -> Contrast:
        return _one_of(Contrast, self._text("more_contrast"), Contrast.SYSTEM)

    @more_contrast.setter
    def more_contrast(self, contrast: Contrast) -> None:
        self._store.setValue("more_contrast", contrast.value)

    @property
    def card_size(self) -> int:
        """The size of card text in per cent."""
        text = self._text("card_size")
        return int(text) if text.isdigit() and int(text) in CARD_SIZES else 100

    @card_size.setter
    def card_size(self, per_cent: int) -> None:
        self._store.setValue("card_size", per_cent)

    @property
    def roadmap_folder(self) -> str:
        """Where the last roadmap file was chosen; empty for the first time."""
        return self._text("roadmap_folder")

    @roadmap_folder.setter
    def roadmap_folder(self, folder: str) -> None:
        self._store.setValue("roadmap_folder", folder)

    @property
    def exchange_folder(self) -> str:
        """Where cards were last exported to or imported from; empty for the first time."""
        return self._text("exchange_folder")

    @exchange_folder.setter
    def exchange_folder(self, folder: str) -> None:
        self._store.setValue("exchange_folder", folder)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood when it was closed; None for the first time."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return "" if value is None else str(value)


def _one_of(kind: type[_Choice], text: str, default: _Choice) -> _Choice:
    try:
        return kind(text)
    except ValueError:
        return default
