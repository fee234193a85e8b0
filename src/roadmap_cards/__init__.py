"""Roadmap Cards: flashcards, quizzes and a mastery map for a learning roadmap."""

from importlib.metadata import version

__version__ = version("roadmap-cards")
