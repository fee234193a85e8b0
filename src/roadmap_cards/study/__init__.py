"""The rules of studying: values and pure functions. No files, no database, no clock of its own."""
