"""What is wrong with an enterprise document, in Dutch."""

from pydantic_core import ErrorDetails

from supplier_guide.model import complaints
from supplier_guide.model.complaints import Wording, field_names
from supplier_guide.model.enterprise import Enterprise

_WORDS = Wording(
    page="docs/import.md",
    patterns={
        "id": "kleine letters, cijfers en streepjes, zoals de-wroeter",
        "rubric": "een rubriek zoals R03.01",
        "postal_code": "een postcode van vier cijfers",
        "municipality_code": "een REFNIS-code van vijf cijfers",
        "establishment_number": "een vestigingsnummer van tien cijfers",
        "cpv": "een CPV-code van acht cijfers, zonder controlecijfer",
        "codes": "een NUTS-code (BE23) of een REFNIS-code (44021)",
        "category": "een categorie van aannemers, zoals G3",
        "merged_into": "de id van een onderneming",
    },
    fields=lambda _loc: field_names(Enterprise),
)


def explain(error: ErrorDetails) -> tuple[str, str]:
    """Return why a value of an enterprise was refused, and what would be right."""
    return complaints.explain(error, _WORDS)
