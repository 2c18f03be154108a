"""What matching needs, taken from an open library: for every door that matches.

It stands on this floor because the directory and matching are siblings that do not know each other.
"""

from supplier_guide.directory.library import Library
from supplier_guide.matching.naming import Naming
from supplier_guide.matching.offers import Offers
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.weights import load_weights


def matching_parts(library: Library) -> Parts:
    """Return the parts of matching over the store and index of ``library``; made once, kept by the door."""
    return Parts(
        store=library.store,
        engine=library.engine,
        analyser=library.analyser,
        naming=Naming(library.analyser, library.catalogue),
        catalogue=library.catalogue,
        gazetteer=library.gazetteer,
        rules=library.rules,
        weights=load_weights(),
        offers=Offers(library.catalogue),
    )
