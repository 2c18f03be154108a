"""Documents come, change and go; each is seen by the next search."""

from threading import Event, Thread

import pytest

from bench.synthesis import index_documents
from supplier_guide.errors import Away
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine, Mark
from tests.search.conformance.builders import GENT, ask, document, ids
from tests.search.conformance.test_agreement import assert_same


def test_without_an_index_a_search_says_so(engine: Engine) -> None:
    assert engine.applied() == -1
    assert "supplier-guide reindex" in (engine.health() or "")
    with pytest.raises(Away):
        engine.search(ask())


def test_document_put_is_found_by_the_next_search(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=7)
    assert ids(engine.search(ask("tuin"))) == ["a"]
    assert (engine.applied(), engine.health()) == (7, None)
    assert engine.search(ask("tuin")).applied == 7


def test_document_put_again_replaces_the_first(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    engine.put([document("a", "hout")], applied=2)
    assert engine.search(ask("tuin")).total == 0
    assert ids(engine.search(ask("hout"))) == ["a"]


def test_last_of_two_documents_with_one_id_stays(engine: Engine) -> None:
    twice = [document("a", "tuin"), document("b", "gras"), document("a", "hout")]
    for load in (engine.put, engine.rebuild):
        load(twice, applied=1)
        assert engine.search(ask()).total == 2
        assert engine.search(ask("tuin")).total == 0
        assert ids(engine.search(ask("hout"))) == ["a"]


def test_older_version_of_a_document_does_not_replace_a_newer_one(engine: Engine) -> None:
    engine.put([document("a", "new", change=5)], applied=5)
    engine.put([document("a", "old", change=4)], applied=4)
    assert ids(engine.search(ask())) == ids(engine.search(ask("new"))) == ["a"]
    assert engine.applied() == 5


def test_document_put_after_a_later_removal_does_not_come_back(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("x", "tuin")], applied=1)
    engine.remove(["x"], applied=7)
    engine.put([document("x", "tuin", change=5), document("new", "tuin", change=6)], applied=6)
    assert ids(engine.search(ask("tuin"))) == ["a"]
    engine.put([document("x", "tuin", change=8)], applied=8)
    assert sorted(ids(engine.search(ask("tuin")))) == ["a", "x"]


def test_removal_after_a_later_put_does_not_take_it_away(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("x", "old")], applied=1)
    engine.put([document("x", "new", change=7)], applied=7)
    engine.remove(["a", "x"], applied=5)
    assert ids(engine.search(ask())) == ids(engine.search(ask("new"))) == ["x"]
    assert engine.applied() == 7


def test_moment_is_that_of_the_last_change_applied(engine: Engine) -> None:
    assert engine.mark() == Mark(-1)
    engine.put([document("a")], applied=3, moment="third")
    engine.put([], applied=2, moment="second")
    engine.remove(["a"], applied=3, moment="another third")
    assert engine.mark() == Mark(3, "third")
    engine.remove([], applied=4, moment="fourth")
    assert engine.mark() == Mark(4, "fourth")
    engine.rebuild([], applied=1, moment="first")
    assert engine.mark() == Mark(1, "first")
    with engine.rebuilding(applied=2, moment="again"):
        pass
    assert engine.mark() == Mark(2, "again")


def test_writer_that_keeps_the_others_waiting_writes_itself(engine: Engine) -> None:
    done = Event()

    def put() -> None:
        engine.put([document("later", change=9)], applied=9)
        done.set()

    with engine.writing():
        engine.rebuild([document("a")], applied=1)
        other = Thread(target=put)
        other.start()
        assert not done.wait(0.1)
        engine.put([document("b", change=2)], applied=2)
        assert ids(engine.search(ask())) == ["a", "b"]
    other.join()
    assert engine.applied() == 9


def test_removed_document_is_not_found(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("b", "tuin")], applied=1)
    engine.remove(["a", "unknown"], applied=2)
    assert ids(engine.search(ask("tuin"))) == ["b"]
    assert engine.search(ask()).total == 1
    assert engine.applied() == 2


def test_removed_document_can_come_back(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("b", "tuin")], applied=1)
    engine.remove(["a"], applied=2)
    engine.put([document("a", "tuin", change=3)], applied=3)
    assert sorted(ids(engine.search(ask("tuin")))) == ["a", "b"]


def test_number_is_remembered_when_nothing_else_changes(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    engine.put([], applied=2)
    engine.remove([], applied=3)
    assert engine.applied() == 3
    assert engine.search(ask()).total == 1


def test_rebuild_leaves_only_what_it_was_given(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("b", "tuin")], applied=9)
    engine.rebuild([document("c", "tuin")], applied=4)
    assert ids(engine.search(ask("tuin"))) == ["c"]
    assert engine.applied() == 4


def test_rebuild_from_nothing_is_an_empty_index(engine: Engine) -> None:
    engine.rebuild([], applied=0)
    assert (engine.applied(), engine.health(), engine.search(ask("tuin")).total) == (0, None, 0)
    assert engine.term_stats(["tuin"]).documents == 0
    engine.put([document("a", "tuin")], applied=1)
    assert engine.search(ask("tuin")).total == 1


def test_index_made_in_parts_is_that_of_all_documents_together(engine: Engine) -> None:
    documents = list(index_documents(120, seed=3))
    engine.rebuild(documents, applied=1)
    words = max(documents, key=lambda d: len(d.terms)).terms
    asked = [ask(limit=200), ask(limit=200, places=(GENT,)), *(ask(term, limit=200) for term in list(words)[:5])]
    whole = [engine.search(question) for question in asked]
    engine.rebuild([], applied=0)
    by_name = sorted(documents, key=lambda d: (d.sort_name, d.id))
    ways: list[list[list[IndexDocument]]] = [[by_name[:50], [], by_name[50:]], [documents[::2], documents[1::2]]]
    for parts in ways:
        with engine.rebuilding(applied=1) as made:
            for number, part in sorted(enumerate(parts), reverse=True):
                made.write(number, part)
        for question, expected in zip(asked, whole, strict=True):
            assert_same(engine.search(question), expected)


def test_index_made_in_no_parts_is_empty(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    with engine.rebuilding(applied=2):
        pass
    assert (engine.applied(), engine.health(), engine.search(ask()).total) == (2, None, 0)


def test_parts_given_up_change_nothing(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    documents = (document(name) if name else 1 / 0 for name in ("b", ""))
    with pytest.raises(ZeroDivisionError), engine.rebuilding(applied=2) as made:
        made.write(0, documents)  # type: ignore[arg-type]  # it breaks off
    assert (engine.applied(), ids(engine.search(ask()))) == (1, ["a"])


def test_everything_removed_is_an_empty_index(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    engine.remove(["a"], applied=2)
    assert (engine.search(ask()).total, engine.search(ask("tuin")).total) == (0, 0)


def test_many_changes_one_by_one_leave_the_same_as_all_at_once(engine: Engine) -> None:
    for n in range(40):
        engine.put([document(f"d{n % 25}", f"tuin w{n % 7}", change=n + 1)], applied=n + 1)
        if n % 5 == 0:
            engine.remove([f"d{n % 11}"], applied=n + 1)
    stepwise = [(h.id, h.score) for h in engine.search(ask("tuin", limit=100)).hits]
    documents = {f"d{n % 25}": document(f"d{n % 25}", f"tuin w{n % 7}", change=n + 1) for n in range(40)}
    kept = [documents[i] for i, _ in stepwise]
    engine.rebuild(kept, applied=100)
    again = [(h.id, h.score) for h in engine.search(ask("tuin", limit=100)).hits]
    assert [i for i, _ in again] == [i for i, _ in stepwise]
    assert [s for _, s in again] == pytest.approx([s for _, s in stepwise])


def test_searches_during_rebuilds_see_the_old_state_or_the_new_one(engine: Engine) -> None:
    sizes = (40, 70)
    states = [[document(f"d{n}", "tuin", provinces=("BE23",)) for n in range(size)] for size in sizes]
    engine.rebuild(states[0], applied=0)
    stop, failures = Event(), list[object]()

    def searching() -> None:
        while not stop.is_set():
            try:
                found = engine.search(ask("tuin", limit=100))
                counted = dict(found.facets["province"])["BE23"]
                if not found.total == counted == len(found.hits) == sizes[found.applied % 2]:
                    failures.append(found)
            except Exception as error:  # noqa: BLE001  # whatever it is, it must not happen
                failures.append(error)

    threads = [Thread(target=searching) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 12):
        engine.rebuild(states[number % 2], applied=number)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
