"""From entries, cards and answers to a package of Anki."""
