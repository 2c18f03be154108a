"""The public API, version 1 (`docs/api.md`)."""
