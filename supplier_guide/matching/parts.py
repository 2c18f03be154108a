"""What matching needs, opened elsewhere and passed as an argument."""

from dataclasses import dataclass

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.matching.naming import Naming
from supplier_guide.matching.offers import Offers
from supplier_guide.matching.weights import Weights
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.rules import Rules
from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.engine import Engine
from supplier_guide.store.database import Store


@dataclass(frozen=True)
class Parts:
    """The open parts of one process that matching works with."""

    store: Store
    engine: Engine
    analyser: Analyser
    naming: Naming
    catalogue: Catalogue
    gazetteer: Gazetteer
    rules: Rules
    weights: Weights
    offers: Offers
