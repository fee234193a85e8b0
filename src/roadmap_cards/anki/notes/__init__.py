"""From notes of Anki, in HTML and templates, to entries in Markdown."""
