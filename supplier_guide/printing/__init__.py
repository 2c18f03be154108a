"""Print: a template and JSON in, an archivable, accessible PDF out; what is in the JSON is never source."""
