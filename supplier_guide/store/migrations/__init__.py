"""Steps that bring an older store to the form of `schema.py`."""
