from hypothesis import given
from hypothesis import strategies as st

from reader.core.links import link_at, links_between, parts_beside
from reader.core.records import Link, Span


def links(*spans: tuple[int, int]) -> tuple[Link, ...]:
    return tuple(Link(Span(*span), f"https://example.org/{span[0]}") for span in spans)


@given(st.lists(st.integers(0, 40), unique=True, max_size=12), st.integers(0, 40), st.integers(0, 20))
def test_links_are_found_by_place(edges: list[int], start: int, length: int) -> None:
    edges.sort()
    found = links(*zip(edges[::2], edges[1::2], strict=False))
    wanted = [link for link in found if link.span.overlaps(Span(start, start + length))]

    assert list(links_between(found, start, start + length)) == wanted or length == 0
    assert link_at(found, start) == next((k for k in found if k.span.start <= start < k.span.end), None)


def test_the_parts_of_a_link_that_no_name_covers() -> None:
    names = [Span(0, 3), Span(5, 9), Span(6, 8), Span(12, 20)]

    assert list(parts_beside(Span(2, 14), names)) == [Span(3, 5), Span(9, 12)]
    assert list(parts_beside(Span(5, 9), names)) == []
    assert list(parts_beside(Span(20, 22), names)) == [Span(20, 22)]
