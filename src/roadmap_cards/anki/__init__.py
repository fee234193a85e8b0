"""What Anki reads and writes: packages, note types, text files, and the add-on that takes packages."""
