"""How quizzes over whole levels went, over time, with a heading that says what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.panel import Panel
from roadmap_cards.gui.widgets.score_trend import ScoreTrend
from roadmap_cards.gui.widgets.text import Text
from roadmap_cards.library.quiz_past import Trend, finding, lacking_words, lines_words
from roadmap_cards.study.quiz_score import PASS


class TrendPanel(Panel):
    """The chart; of levels with too few quizzes, a sentence how many more it takes."""

    def __init__(self, theme: Theme) -> None:
        """Make the frame; `show_trends` fills it."""
        super().__init__(theme, "Scores over time")
        self._told = Text(
            theme, "Corrected for guessing, quizzes over a whole level", "label", "ink2", wrap=True
        )
        self.chart = ScoreTrend(theme)
        self._lacking = Text(theme, "", "label", "ink2", wrap=True)
        self.content.setSpacing(8)
        for part in (self._told, self.chart, self._lacking):
            self.content.addWidget(part)
        self.content.addStretch(1)  # beside something higher all of it stays at the top

    @property
    def has_lines(self) -> bool:
        """Whether any level has enough quizzes for a line."""
        return not self.chart.isHidden()

    @property
    def lacking(self) -> str:
        """What is said of the levels without a line."""
        return self._lacking.text()

    def show_trends(self, trends: Sequence[Trend], today: int) -> None:
        """Show the levels over which there was a quiz, in roadmap order."""
        lines = [trend for trend in trends if trend.is_line]
        self.set_title(finding(trends))
        self._told.setText(lines_words(trends))
        self._told.setVisible(bool(lines))
        self.chart.setVisible(bool(lines))
        self.chart.set_trends(lines, PASS, today)
        self._lacking.setText(lacking_words(trends))
        self._lacking.setVisible(bool(self._lacking.text()))
