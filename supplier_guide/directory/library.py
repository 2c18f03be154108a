"""Everything that a door needs to answer: opened once, passed as an argument."""

from dataclasses import dataclass
from functools import cached_property

from supplier_guide.directory.cards import CardMaker
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.cpv import Cpv, load_cpv
from supplier_guide.directory.rubric_words import RubricWords
from supplier_guide.directory.vocabulary import Vocabulary, VocabularyFiles
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.rules import Rules
from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.engine import Engine
from supplier_guide.settings import Settings
from supplier_guide.store.database import Store


@dataclass(frozen=True)
class Library:
    """The open parts of one process: store, index, places, words, reference data."""

    settings: Settings
    store: Store
    engine: Engine
    gazetteer: Gazetteer
    analyser: Analyser
    catalogue: Catalogue
    rules: Rules
    composer: Composer
    cards: CardMaker
    words: VocabularyFiles

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the words of the collection as last saved by the process that indexes."""
        return self.words.current

    @cached_property
    def cpv(self) -> Cpv:
        """Return the CPV nomenclature, read when it is first needed."""
        return load_cpv()

    @cached_property
    def rubric_words(self) -> RubricWords:
        """Return the words of the rubrics for typing help."""
        return RubricWords(self.catalogue)

    def close(self) -> None:
        """Release the index and the store."""
        self.engine.close()
        self.store.close()
