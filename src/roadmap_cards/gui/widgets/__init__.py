"""The parts that pages are made of, painted from the tokens of the theme."""
