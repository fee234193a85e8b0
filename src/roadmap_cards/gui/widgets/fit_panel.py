"""The schedule fitted to the learner: what is known of it, the fit under way, and what it found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.button import PrimaryButton, SecondaryButton
from roadmap_cards.gui.widgets.loss_scale import LossScale
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.gui.widgets.work_bar import WorkBar
from roadmap_cards.study.fit_words import finding, sentence
from roadmap_cards.study.fitting import Fit, FitReport

READING = "Reading your reviews …"
FITTING = "Fitting the schedule to you"


class FitPanel(Panel):
    """`fit_asked` wants a fit, `adopt_asked` the one shown in force. `bar` shows what is under way."""

    fit_asked = Signal()
    adopt_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show that nothing is known yet; `show_report` fills the panel."""
        super().__init__(theme, FITTING)
        self._report: FitReport | None = None
        self._fit: Fit | None = None
        self._working = False
        self._words = Text(theme, READING, "body", "ink2", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scale = LossScale(theme)
        self.bar = WorkBar(theme)
        self.use = PrimaryButton(theme, "Use this fit", "U", compact=True)
        self.use.clicked.connect(self.adopt_asked)
        self.begin = SecondaryButton(theme, "Fit my schedule", "F", compact=True)
        self.begin.clicked.connect(self.fit_asked)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        row.addWidget(self.use)
        row.addWidget(self.begin)
        row.addStretch(1)
        self.content.addWidget(self._words)
        self.content.addSpacing(2)
        for part in (self._scale, self.bar, self._buttons):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self._show()

    @property
    def controls(self) -> Sequence[QWidget]:
        """What Tab stops at, in order."""
        return self.use, self.begin, self.bar.cancel

    @property
    def fit(self) -> Fit | None:
        """The fit that is shown."""
        return self._fit

    @property
    def can_fit(self) -> bool:
        """Whether a fit can be asked for."""
        report = self._report
        return report is not None and report.installed and not report.missing and not self._working

    @property
    def can_adopt(self) -> bool:
        """Whether the fit that is shown can be used."""
        fit, report = self._fit, self._report
        if fit is None or report is None or self._working:
            return False
        return fit.better and report.in_force.id == fit.in_force

    @property
    def working(self) -> bool:
        """Whether something is under way."""
        return self._working

    def show_report(self, report: FitReport) -> None:
        """Show where the fitting stands; a fit that was held against other parameters is gone."""
        self._report = report
        if self._fit is not None and self._fit.in_force != report.in_force.id:
            self._fit = None
        self._show()

    def show_fit(self, fit: Fit) -> None:
        """Show what a fit came to."""
        self._fit = fit
        self._show()

    def set_working(self, working: bool, words: str = FITTING) -> None:
        """Show the bar in place of the buttons while something is under way."""
        self._working = working
        if working:
            self.bar.begin(words)
        self._show()

    def _show(self) -> None:
        held = QApplication.focusWidget()
        held_here = held is not None and self.isAncestorOf(held)
        report, fit = self._report, self._fit
        if report is not None:
            self.set_title(finding(report, fit))
            self._words.setText(sentence(report, fit))
        self._scale.setVisible(fit is not None and fit.sound and not self._working)
        if fit is not None:
            self._scale.show_fit(fit)
        self.begin.set_words("Fit my schedule" if fit is None else "Fit again")
        self.use.setVisible(self.can_adopt)
        self.begin.setVisible(self.can_fit)
        self._buttons.setVisible(self.can_fit or self.can_adopt)
        self.bar.setVisible(self._working)
        if held_here:
            now = next((one for one in self.controls if one.isVisibleTo(self)), None)
            if now is not None:
                now.setFocus()
