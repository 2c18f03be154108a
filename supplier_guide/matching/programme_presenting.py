"""From the answer to a purchase programme to the JSON of `docs/api.md`; each line as a lot of ``/match``."""

from dataclasses import asdict
from typing import Any

from supplier_guide.matching.presenting import reservation_json, understood_json
from supplier_guide.matching.programme import Programme, ProgrammeRow


def programme_json(answered: Programme, *, rules_version: str) -> dict[str, Any]:
    """Return the whole answer."""
    return {
        "data_version": str(answered.data_version),
        "rules_version": rules_version,
        "lines": [_row(row) for row in answered.rows],
        "errors": [asdict(error) for error in answered.errors],
        "totals": [asdict(total) for total in answered.totals],
        "warnings": list(answered.warnings),
    }


def _row(row: ProgrammeRow) -> dict[str, Any]:
    return {
        **asdict(row.line),
        "understood": understood_json(row.understood),
        "reservation": reservation_json(row.reservation, row.market),
    }
