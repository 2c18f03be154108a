"""From what the directory answers to the JSON of `docs/api.md`."""

from collections.abc import Mapping, Sequence
from typing import Any

from supplier_guide.directory.question import Answer, Found, Labelled, Widening
from supplier_guide.geo.place import Place
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.enterprise import Enterprise, public_document
from supplier_guide.model.reference import Desk, RecognitionInfo, Rubric
from supplier_guide.model.vocabulary import CAPACITY_LABELS, MODE_LABELS
from supplier_guide.search.query import Part


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return the reply of `GET /enterprises`."""
    question = answer.question
    return {
        "total": answer.total,
        "page": question.page,
        "size": question.size,
        "query": {
            "q": question.q,
            "corrections": [{"from": c.original, "to": c.corrected} for c in answer.corrections],
            "places": [_asked_place(p) for p in answer.places],
            "from_text": [
                {"text": f.text, "kind": f.kind, "value": f.value, "label": f.label} for f in answer.from_text
            ],
            "widened": [_widening(w) for w in answer.widened],
            "also_try": [{"rubric": r.value, "label": r.label} for r in answer.also_try],
        },
        "hits": [hit_json(found) for found in answer.hits],
        "facets": {
            name: [{"value": c.value, "label": c.label, "count": c.count} for c in counts]
            for name, counts in answer.facets.items()
        },
        "data_version": answer.data_version,
    }


def hit_json(found: Found) -> dict[str, Any]:
    """Return one hit."""
    enterprise = found.enterprise
    hit = {
        "id": enterprise.id,
        "name": enterprise.name,
        "url": f"/onderneming/{enterprise.id}",
        "recognitions": _labelled("kind", found.recognitions),
        "rubrics": _labelled("id", found.rubrics),
        "municipality": found.municipality,
        "province": found.province,
        "lat": found.lat,
        "lon": found.lon,
        "distance_km": found.distance_km,
        "coverage": found.coverage.value if found.coverage else None,
        "summary": enterprise.summary,
        "highlights": list(found.highlights),
        "reasons": [{"criterion": r.criterion, "label": r.label} for r in found.reasons],
        "score": found.score,
        "widened": found.widened,
        "confirmed_on": enterprise.confirmed_on.isoformat() if enterprise.confirmed_on else None,
    }
    if found.parts is not None:
        hit["explanation"] = [_part(p) for p in found.parts]
    return hit


def enterprise_json(enterprise: Enterprise, catalogue: Catalogue) -> dict[str, Any]:
    """Return the public document with the labels of its codes."""
    document = public_document(enterprise)
    document["labels"] = {
        "rubrics": {a.rubric: catalogue.label(a.rubric) for a in enterprise.activities},
        "recognitions": {r.kind.value: catalogue.recognition_label(r.kind.value) for r in enterprise.recognitions},
        "modes": {m.value: MODE_LABELS[m] for a in enterprise.activities for m in a.modes},
        "capacity": {
            a.capacity.band.value: CAPACITY_LABELS[a.capacity.band]
            for a in enterprise.activities
            if a.capacity and a.capacity.band
        },
    }
    document["url"] = f"/onderneming/{enterprise.id}"
    return document


def rubric_json(rubric: Rubric, counts: Mapping[str, int], children: Sequence[Rubric] = ()) -> dict[str, Any]:
    """Return a rubric with its count of enterprises and the rubrics below it."""
    return {
        "id": rubric.id,
        "parent": rubric.parent,
        "labels": rubric.labels.model_dump(),
        "synonyms": list(rubric.synonyms),
        "synonyms_fr": list(rubric.synonyms_fr),
        "cpv_prefixes": list(rubric.cpv_prefixes),
        "count": counts.get(rubric.id, 0),
        "children": [rubric_json(child, counts) for child in children],
    }


def place_json(place: Place) -> dict[str, Any]:
    """Return a place."""
    return {
        "code": place.code,
        "label": place.label,
        "kind": place.kind.value,
        "postal_codes": list(place.postal_codes),
        "lat": place.lat,
        "lon": place.lon,
    }


def desk_json(desk: Desk) -> dict[str, Any]:
    """Return a regional desk."""
    return {
        "region": desk.region,
        "name": desk.name,
        "municipalities": list(desk.municipalities),
        "phone": desk.phone,
        "mailbox": desk.email,
        "website": desk.website,
        "source": next(iter(desk.sources), None),
    }


def recognition_json(info: RecognitionInfo) -> dict[str, Any]:
    """Return what a recognition kind is and means."""
    return info.model_dump(mode="json")


def _asked_place(place: Place) -> dict[str, Any]:
    whole = place_json(place)
    return {name: whole[name] for name in ("code", "label", "kind", "lat", "lon")}


def _widening(step: Widening) -> dict[str, Any]:
    if step.what == "words":
        return {"what": "words", "dropped": list(step.dropped)}
    return {"what": step.what, "from": step.start, "to": step.end}


def _labelled(key: str, values: Sequence[Labelled]) -> list[dict[str, str]]:
    return [{key: v.value, "label": v.label} for v in values]


def _part(part: Part) -> dict[str, Any]:
    return {
        "word": part.word,
        "term": part.term,
        "by": part.by,
        "frequency": part.frequency,
        "document_frequency": part.document_frequency,
        "bm25": part.bm25,
        "weight": part.weight,
    }
