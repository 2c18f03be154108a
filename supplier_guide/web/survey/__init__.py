"""The marktverkenning: an answer as a document for the clerk's file, to print and as a table."""
