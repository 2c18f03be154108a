"""Text analysis: from a text to the terms that every engine indexes, and from a question to words.

`chain` is the door: `load_analyser` gives an `Analyser`. Texts are analysed once, here, and the same terms
go to every engine; `docs/analysis.md` tells the steps and what each was measured to bring.

* `text`: cutting a text into words, folding.
* `vocabulary`: the hand-kept files under ``index/``.
* `lemmas`: base forms of Dutch words in a compact file.
* `compounds`, `dutch`, `french`: the chains.
* `joints`: terms that belong together in one text.
* `synonyms`: groups of words that mean the same to a buyer.
* `pairs`: would this question find this text?
"""
