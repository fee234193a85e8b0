"""The collection in SQLite: the only package that knows SQL. Tables never leave it, values do."""
