"""What a specification says: its lots, and per lot amounts, places, codes, durations and reservations."""
