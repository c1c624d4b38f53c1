from hypothesis import given
from hypothesis import strategies as st

from reader.core.records import Span
from reader.ui.page.text_map import Piece, TextMap, utf16_length

WORDS = st.text(alphabet="aé😀𝄞 \u202f", min_size=1, max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_every_shown_code_point_goes_there_and_back(parts: list[tuple[str, str]]) -> None:
    """Each pair is a shown stretch and a hidden one; the document holds the shown ones, a break between."""
    text = ""
    document = ""
    pieces: list[Piece] = []
    for shown, hidden in parts:
        start = len(text)
        pieces.append(Piece(Span(start, start + len(shown)), utf16_length(document), utf16_length(shown)))
        text += shown + hidden
        document += shown + "\n"
    mapping = TextMap(text, pieces)

    for piece in pieces:
        for offset in range(piece.span.start, piece.span.end):
            position = mapping.to_position(offset)
            units = document.encode("utf-16-le")[2 * position :].decode("utf-16-le")
            assert units.startswith(text[offset])
            assert mapping.to_offset(position) == offset


def test_what_is_not_shown_goes_to_the_nearest_place() -> None:
    mapping = TextMap("abcXXXdef", [Piece(Span(0, 3), 0, 3), Piece(Span(6, 9), 4, 3)])

    assert mapping.to_position(4) == 3
    assert mapping.to_offset(3) == 3
    assert mapping.to_position(6) == 4


def test_an_empty_article_has_one_place() -> None:
    assert TextMap("", []).to_position(5) == 0
    assert TextMap("", []).to_offset(5) == 0
