"""Open the parts of an installation, as its settings say."""

from supplier_guide.directory.cards import CardMaker
from supplier_guide.directory.catalogue import load_catalogue
from supplier_guide.directory.composing import Composer, index_version
from supplier_guide.directory.library import Library
from supplier_guide.directory.vocabulary import VocabularyFiles
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.rules import load_rules
from supplier_guide.search.analysis.chain import load_analyser
from supplier_guide.search.opening import open_engine
from supplier_guide.settings import Settings
from supplier_guide.store.database import open_store


def open_library(settings: Settings, *, read_only: bool = False) -> Library:
    """Return the library with its store migrated; ``read_only`` opens the index for searching alone."""
    store = open_store(settings.store_url)
    store.migrate()
    analyser = load_analyser(settings.data_dir / "cache")
    gazetteer = load_gazetteer()
    catalogue = load_catalogue()
    rules = load_rules()
    composer = Composer(analyser=analyser, gazetteer=gazetteer, catalogue=catalogue, rules=rules)
    words = VocabularyFiles(settings.data_dir / "vocabulary")
    words.refresh()
    engine = open_engine(settings.search_url, settings.index_dir, analysis_version=index_version(), read_only=read_only)
    return Library(
        settings=settings,
        store=store,
        engine=engine,
        gazetteer=gazetteer,
        analyser=analyser,
        catalogue=catalogue,
        rules=rules,
        composer=composer,
        cards=CardMaker(composer, analyser),
        words=words,
    )
