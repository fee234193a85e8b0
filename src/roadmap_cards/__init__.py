"""Roadmap Cards: flashcards, quizzes and a mastery map for a learning roadmap."""

# Written here, for asking the installed package costs a tenth of a second at every start.
__version__ = "0.1.0"
