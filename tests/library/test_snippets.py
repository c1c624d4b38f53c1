"""Snippets are made of what is read, with a sign between blocks, and hits where they stand."""

from reader.core.kept import LibraryQuery
from reader.core.records import Article, Block, BlockKind, Metadata, Span
from reader.core.word_query import word_query
from reader.library.search import HIT_END, HIT_START
from reader.library.snippets import read_snippet


def made(*parts):
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    return Article("a" * 8, text, tuple(blocks), "fr", Metadata(title="Le pont"), "")


PAGE = (
    (BlockKind.TITLE, "Le pont"),
    (BlockKind.DATE, "date 2023-09 le pont"),
    (BlockKind.NOISE, "Partager le pont"),
    (BlockKind.PARAGRAPH, "Le pont de Vesna ferme."),
    (BlockKind.PARAGRAPH, "Ada le regrette."),
)


def test_what_the_page_hides_is_in_no_snippet_and_blocks_stand_apart(library):
    library.keep(made(*PAGE))
    (kept,) = library.articles(LibraryQuery("pont"))
    assert kept.snippet == "Le pont de Vesna ferme. · Ada le regrette."
    assert kept.hits == (Span(3, 7),)


def test_a_hit_that_nobody_reads_shows_the_beginning(library):
    library.keep(made(*PAGE))
    (kept,) = library.articles(LibraryQuery("partager"))
    assert (kept.snippet, kept.hits) == ("Le pont de Vesna ferme. · Ada le regrette.", ())


def test_a_long_block_is_cut_at_blanks_round_the_words():
    page = made((BlockKind.PARAGRAPH, "Rien ici. " * 40 + "Le pont ferme. " + "Rien là. " * 40))
    snippet, hits = read_snippet(page.text, page.blocks, word_query("pont"))
    assert snippet.startswith(("…ici. Rien", "…Rien"))
    assert snippet.endswith("…")
    assert [snippet[hit.start : hit.end] for hit in hits] == ["pont"]
    assert len(snippet) <= 202


def test_the_place_with_most_of_the_words_is_shown():
    page = made(
        (BlockKind.PARAGRAPH, "Le pont. " + "Rien. " * 60),
        (BlockKind.PARAGRAPH, "Vesna ferme le pont."),
    )
    assert read_snippet(page.text, page.blocks, word_query("vesna pont ")) == (
        "Vesna ferme le pont.",
        (Span(0, 5), Span(15, 19)),
    )


def test_marks_in_a_text_are_left_out_and_a_title_alone_is_shown():
    page = made((BlockKind.PARAGRAPH, f"Le {HIT_START}pont{HIT_END} ferme{HIT_START}."))
    assert read_snippet(page.text, page.blocks, word_query("ferme")) == ("Le pont ferme.", (Span(8, 13),))
    title = made((BlockKind.TITLE, "Le pont"))
    assert read_snippet(title.text, title.blocks, word_query("pont")) == ("Le pont", (Span(3, 7),))
    assert read_snippet("", (), word_query("pont")) == ("", ())
