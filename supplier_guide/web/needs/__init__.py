"""A need as a clerk types it: the fields of the pages `/opdracht` and `/voorbehouden`, read and written."""
