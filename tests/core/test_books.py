from reader.core.books import chapter_of, chapter_source, file_of, outline_rows, place_of
from reader.core.records import Article, Block, BlockKind, Book, ContentsEntry, Metadata, Span
from reader.core.titles import article_title

TEXT = "La crue\n\nLe pont ferme.\n\nLe pont\n\nIl rouvre."
KINDS = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)


def chapter(*contents: ContentsEntry, number: int = 2) -> Article:
    blocks, at = [], 0
    for kind, line in zip(KINDS, TEXT.split("\n\n"), strict=True):
        blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 2
    book = Book("Le fleuve", number, 3, contents)
    return Article("c", TEXT, tuple(blocks), metadata=Metadata(title="1. La crue"), book=book)


CONTENTS = (
    ContentsEntry("Préface", 1),
    ContentsEntry("1. La crue", 2),
    ContentsEntry("Le pont", 2, 1),
    ContentsEntry("Absente", 2, 1),
    ContentsEntry("2. La décrue", 3),
)


def test_a_chapter_is_named_behind_its_file() -> None:
    assert (file_of("a/b.epub#3"), chapter_of("a/b.epub#3")) == ("a/b.epub", 3)
    assert (file_of("a/b.EPUB#12"), chapter_of("a/b.EPUB#12")) == ("a/b.EPUB", 12)
    for source in ("a/b.epub", "a#3", "a/b.epub#", "a/b.epub#x", "a/b.epub#3.txt", "#3", ""):
        assert (file_of(source), chapter_of(source)) == (source, None)
    assert chapter_source("b.epub", 3) == "b.epub#3"


def test_the_outline_of_a_book_is_its_contents_and_the_open_chapter_stands_out() -> None:
    rows = outline_rows(chapter(*CONTENTS))

    assert [(row.text, row.level, row.strong, row.chapter) for row in rows] == [
        ("Préface", 0, False, 1),
        ("1. La crue", 0, True, 2),
        ("Le pont", 1, True, 2),
        ("Absente", 1, True, 2),
        ("2. La décrue", 0, False, 3),
    ]
    assert [row.span for row in rows] == [None, Span(0, 0), Span(25, 32), None, None]


def test_the_outline_of_a_book_of_one_chapter_is_its_headings() -> None:
    rows = outline_rows(chapter(ContentsEntry("1. La crue", 1), number=1))

    assert [(row.text, row.strong, row.chapter) for row in rows] == [
        ("La crue", True, None),
        ("Le pont", False, None),
    ]


def test_a_heading_is_found_by_its_words() -> None:
    article = chapter(*CONTENTS)

    assert place_of(article, "LE PONT.") == Span(25, 32)
    assert place_of(article, "Ailleurs") is None
    assert place_of(article, "…") is None


def test_a_chapter_is_called_with_its_book_where_there_is_room() -> None:
    article = chapter(*CONTENTS)

    assert article_title(article) == "1. La crue – Le fleuve"
    assert article_title(article, 12) == "1. La crue"
