"""Commands: arguments and progress; each calls the same functions as the pages."""
