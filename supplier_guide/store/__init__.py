"""The truth: enterprises with their history, in SQLite or PostgreSQL; all SQL lives here."""
