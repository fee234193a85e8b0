"""Tables of notes, with Anki's headers or without."""
