"""Terms that belong together: asked of one text, not of everything that an enterprise says."""

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.joints import Joints, parts_of


def test_a_text_that_holds_a_whole_set_holds_its_joint() -> None:
    joints = Joints([("raam", "was"), ("auto", "was"), ("gras",)])
    assert sorted(joints.held(["was", "groot", "auto", "raam"])) == ["auto+was", "raam+was"]
    assert joints.held(["was", "gras"]) == []


def test_a_known_set_is_asked_with_its_joint_in_any_order() -> None:
    joints = Joints([("raam", "was")])
    assert joints.joined(("was", "raam")) == ("was", "raam", "raam+was")
    assert joints.joined(("raam", "kuis")) == ("raam", "kuis")
    assert joints.joined(("raam",)) == ("raam",)


def test_a_joint_is_made_of_its_terms() -> None:
    assert parts_of("raam+was") == ["raam", "was"]
    assert parts_of("raam") == ["raam"]


def test_a_phrase_of_the_vocabulary_must_stand_in_one_text(analyser: Analyser) -> None:
    (asked,) = analyser.words("ramen wassen")
    cleaner = set(analyser.terms("Wij wassen ook ramen", language="nl"))
    joiner = set(analyser.terms("Ramen plaatsen\nAuto's wassen", language="nl"))
    assert list(asked.word.met_in(cleaner))
    assert not list(asked.word.met_in(joiner))


def test_parts_of_a_known_compound_must_stand_in_one_text(analyser: Analyser) -> None:
    (asked,) = analyser.words("kinderopvang")
    assert list(asked.word.met_in(analyser.terms("Opvang van kinderen na school", language="nl")))
    assert not list(asked.word.met_in(analyser.terms("Kinderboerderij.\nHondenopvang.", language="nl")))


def test_a_phrase_weighs_no_more_for_its_joint(analyser: Analyser) -> None:
    (asked,) = analyser.words("gras maaien")
    whole = asked.word.alternatives[0]
    assert len(whole.terms) == 3
    assert whole.weight * len(whole.terms) == 2.0


def test_french_phrases_are_joined_too(analyser: Analyser) -> None:
    together = analyser.terms("cadeaux pour l'entreprise", language="fr")
    apart = analyser.terms("cadeaux\nentreprise", language="fr")
    (asked,) = analyser.words("relatiegeschenk")
    assert list(asked.word.met_in(together))
    assert not list(asked.word.met_in(apart))
