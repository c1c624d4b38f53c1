"""Hard-wrapped texts: names and quotations over a line end are found as over a blank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.records import Article, Block, BlockKind, Span
from reader.core.resources import resource_path
from reader.formats.plain_text import from_text
from reader.nlp.wrapped_lines import joined_lines

PARAGRAPH = (
    "Le conseil municipal a voté hier soir le budget présenté par Jeanne",
    "Marchandeau, qui a dit : « Nous tiendrons nos promesses, et nous le",
    "ferons sans hausse d’impôt », avant de quitter la salle du conseil",
    "général de la Meuse.",
)
WRAPPED = "\n".join(PARAGRAPH)
VERSES = "Sous le pont Mirabeau coule la Seine\nEt nos amours\nFaut-il qu’il m’en souvienne\nLa joie venait toujours"


def article_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    return Article("x", text, (Block(kind, Span(0, len(text))),))


def test_a_wrapped_paragraph_is_read_on_one_line() -> None:
    assert joined_lines(article_of(WRAPPED)).text == " ".join(PARAGRAPH)


@pytest.mark.parametrize(
    "text",
    [
        VERSES,
        "Mairie de Vesna\n12, rue du Pont\n55000 Orlin",
        "Une ligne assez longue pour une largeur de texte ordinaire.\nJean Dupont\nMaire de Vesna",
        "Une seule ligne.",
    ],
    ids=["verses", "address", "signature", "one line"],
)
def test_lines_that_end_where_somebody_wanted_stay(text: str) -> None:
    article = article_of(text)
    assert joined_lines(article) is article


def test_what_is_not_read_stays() -> None:
    article = article_of(WRAPPED, BlockKind.NOISE)
    assert joined_lines(article) is article


@given(st.lists(st.text("ab \n", max_size=90), max_size=4))
def test_offsets_and_all_other_signs_stay(parts: list[str]) -> None:
    text = "\n\n".join(part for part in parts if part.strip()) or "a"
    article = from_text(text)
    joined = joined_lines(article).text
    assert len(joined) == len(article.text)
    assert all(
        new in (old, " ") and (new == old or old == "\n")
        for old, new in zip(article.text, joined, strict=True)
    )


@pytest.mark.model
def test_names_go_over_the_ends_of_wrapped_lines() -> None:
    """None of the names that a line end cut in two was found whole."""
    from reader.nlp.pipeline import names_of
    from reader.nlp.tagger_names import TaggerNameFinder

    text = f"Budget\n\n{WRAPPED}\n\n{WRAPPED}"
    article = from_text(text)
    found = [
        article.text[name.span.start : name.span.end]
        for name in names_of(TaggerNameFinder(resource_path("models", "fr")), joined_lines(article))
    ]
    assert found.count("Jeanne\nMarchandeau") == 2
    assert found.count("conseil\ngénéral de la Meuse") == 2
