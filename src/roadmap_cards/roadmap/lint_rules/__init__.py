"""The rules of the lint for good cards, by theme; `table` lists them all."""
