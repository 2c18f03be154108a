"""The nouns: frozen values with their invariants, and nothing that reads or writes."""
