"""From a package that nobody trusts to what it holds, as values."""
