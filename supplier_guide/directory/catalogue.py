"""Reading the reference data of the seed."""

import json

from supplier_guide import paths
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.reference import Desk, RecognitionInfo, Rubric


def load_catalogue() -> Catalogue:
    """Read the reference data of the seed."""

    def read(name: str, key: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(paths.seed_file(name).read_bytes())[key]
        return rows

    rubrics = [Rubric.model_validate(r) for r in read("rubrics.json", "rubrics")]
    kinds = [RecognitionInfo.model_validate(r) for r in read("recognitions.json", "recognitions")]
    return Catalogue(
        rubrics={r.id: r for r in sorted(rubrics, key=lambda r: r.id)},
        recognitions={k.kind.value: k for k in kinds},
        desks=tuple(Desk.model_validate(d) for d in read("desks.json", "desks")),
    )
