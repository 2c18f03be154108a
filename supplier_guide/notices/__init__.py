"""Tender notices in: eForms, TED_EXPORT and OCDS, read safely into the noun `Notice`; see `docs/notices.md`."""
