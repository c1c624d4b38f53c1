from reader.core.outline import heading_at, outline
from reader.core.records import Article, Block, BlockKind, Span

TEXT = "Titre\nUn.\nPartie\nune\nDeux."


def make(*kinds):
    ends = [("Titre", 0), ("Un.", 6), ("Partie\nune", 10), ("Deux.", 21)]
    blocks = tuple(
        Block(kind, Span(start, start + len(words))) for kind, (words, start) in zip(kinds, ends, strict=True)
    )
    return Article("a", TEXT, blocks)


def test_title_and_headings_each_on_one_line():
    kinds = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    found = outline(make(*kinds))
    assert [(each.text, each.title) for each in found] == [("Titre", True), ("Partie une", False)]
    assert [heading_at(found, place) for place in (0, 9, 10, 25)] == [0, 0, 1, 1]
    assert heading_at(found[1:], 5) is None


def test_a_text_with_nothing_but_a_title_has_no_outline():
    assert outline(make(BlockKind.TITLE, *[BlockKind.PARAGRAPH] * 3)) == ()
