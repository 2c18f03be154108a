"""From an answer to the JSON of `docs/api.md`; nothing is rounded, so that a reader can count along."""

from collections.abc import Mapping
from math import isinf
from typing import Any

from supplier_guide.matching.answering import Answered, Checked, LotAnswer
from supplier_guide.matching.combining import Combination
from supplier_guide.matching.finding import Finding
from supplier_guide.matching.matcher import Match
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.notice import Notice
from supplier_guide.rules import Market, ProcedureCheck, Qualifies, Reason, RegimeCheck, Reservation


def answer_json(answered: Answered, *, notice: Notice | None, rules_version: str) -> dict[str, Any]:
    """Return the reply of ``/match``."""
    return {
        "notice": None if notice is None else notice_json(notice, answered.warnings),
        "data_version": str(answered.data_version),
        "rules_version": rules_version,
        "lots": [lot_json(lot, most=answered.need.max_results) for lot in answered.lots],
        "combinations": [combination_json(c) for c in answered.combinations],
        "warnings": list(answered.warnings),
    }


def checked_json(found: Checked) -> dict[str, Any]:
    """Return the reply of ``/reservation/check``."""
    return {
        "reservation": reservation_json(found.reservation, found.market),
        "data_version": str(found.data_version),
        "rules_version": found.reservation.rules_version.isoformat(),
        "warnings": list(found.warnings),
    }


def lot_json(lot: LotAnswer, *, most: int) -> dict[str, Any]:
    """Return one lot."""
    matched = lot.matched
    return {
        "id": matched.understood.lot.id,
        "understood": understood_json(matched.understood),
        "reservation": None if lot.reservation is None else reservation_json(lot.reservation, lot.market),
        "matches": [match_json(m, rank) for rank, m in enumerate(matched.matches[:most], start=1)],
        "left_out": [left_out_json(m) for m in matched.left_out],
    }


def understood_json(understood: Understood) -> dict[str, Any]:
    """Return what was understood of a lot."""
    proposal = understood.proposal
    return {
        "rubrics": [
            {"id": r.id, "label": r.label, "weight": r.weight, "because": list(r.because)} for r in understood.rubrics
        ],
        "places": [{"code": p.code, "label": p.label} for p in understood.places],
        "value": understood.value,
        "words": list(dict.fromkeys(t.word.surface for t in understood.words)),
        "proposal": None if proposal is None else {"cpv": proposal.cpv, "sentence": proposal.sentence},
    }


def reservation_json(reservation: Reservation, market: Market | None) -> dict[str, Any]:
    """Return the reservation check; the market is known only where suppliers were looked for."""
    return {
        "on": reservation.on.isoformat(),
        "regimes": [_regime(r) for r in reservation.regimes],
        "procedures": [_procedure(p) for p in reservation.procedures],
        "market": None if market is None else _market(market),
        "pitfalls": [_reason(r) for r in reservation.pitfalls],
        "missing": list(reservation.missing),
        "disclaimer": reservation.disclaimer,
    }


def match_json(match: Match, rank: int) -> dict[str, Any]:
    """Return a match with all its findings."""
    return {
        "rank": rank,
        "score": match.score,
        "verdict": "fits" if match.fits else "to_check",
        "enterprise": _enterprise(match.enterprise),
        "distance_km": match.km,
        "qualifies": {"art15": _qualifies(match.qualifies)},
        "findings": [_finding(f) for f in match.findings],
    }


def left_out_json(match: Match) -> dict[str, Any]:
    """Return a near miss and the criterion that it fails."""
    failed = match.failed
    because = None if failed is None else {"criterion": failed.criterion, "sentence": failed.sentence}
    return {"enterprise": _enterprise(match.enterprise), "because": because}


def combination_json(combination: Combination) -> dict[str, Any]:
    """Return a combination; a distance that is not known is null, and so is a sum with it."""
    return {
        "assignments": [
            {"lot": a.lot, "enterprise": a.supplier, "distance_km": _known(a.km)} for a in combination.assignments
        ],
        "gaps": list(combination.gaps),
        "total_distance_km": _known(combination.total_km),
    }


def notice_json(notice: Notice, warnings: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the notice as it was read."""
    whole: Mapping[str, Any] = notice.model_dump(mode="json")
    left = {"description", "country", "value", "currency"}
    lots = [{k: v for k, v in lot.items() if k != "description"} for lot in whole["lots"]]
    kept = {k: v for k, v in whole.items() if k not in left}
    return {**kept, "lots": lots, "warnings": [*notice.warnings, *warnings]}


def _regime(regime: RegimeCheck) -> dict[str, Any]:
    return {
        "id": regime.id,
        "label": regime.label,
        "verdict": regime.verdict.value,
        "because": [_reason(r) for r in regime.because],
        "missing": list(regime.missing),
        "conditions": list(regime.conditions),
        "evidence": list(regime.evidence),
        "notice_value": regime.notice_value,
    }


def _procedure(procedure: ProcedureCheck) -> dict[str, Any]:
    return {
        "id": procedure.id,
        "label": procedure.label,
        "verdict": procedure.verdict.value,
        "limit": procedure.limit,
        "article": procedure.article,
        "confidence": procedure.confidence.value,
        "sentence": procedure.sentence,
        "because": [_reason(r) for r in procedure.because],
        "missing": list(procedure.missing),
    }


def _market(market: Market) -> dict[str, Any]:
    return {
        "presumed": market.presumed,
        "to_verify": market.to_verify,
        "within_km": market.within_km,
        "advice": market.advice.value,
        "because": market.because,
        "median_turnover": market.median_turnover,
        "unknown_turnover": market.unknown_turnover,
        "thresholds": market.thresholds.model_dump(mode="json"),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return reason.model_dump(mode="json")


def _qualifies(qualifies: Qualifies) -> dict[str, Any]:
    return {
        "verdict": qualifies.verdict.value,
        "because": qualifies.because,
        "evidence": qualifies.evidence.value if qualifies.evidence else None,
        "ask_for": list(qualifies.ask_for),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return finding._asdict() | {"verdict": finding.verdict.value}


def _enterprise(enterprise: Enterprise) -> dict[str, Any]:
    return {"id": enterprise.id, "name": enterprise.name, "url": f"/onderneming/{enterprise.id}"}


def _known(km: float) -> float | None:
    return None if isinf(km) else km
