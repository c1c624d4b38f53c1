"""Links and descriptions are told apart without any colour: by their line, and by the arrow of a link."""

from dataclasses import replace

import pytest
from PySide6.QtGui import qGray

from reader.core.records import Link
from tests.ui.conftest import spans_of

PLAIN = spans_of("repartie avec")[0]
ROLE = spans_of("La maire de Lyon")[0]


@pytest.fixture
def linked(shell, annotations):
    """An article with a link and a description, and one name that is a link."""
    article = shell.session.article
    links = tuple(Link(span, "https://example.org") for span in (spans_of("Paul Durand")[0], PLAIN))
    shell.articles.add(replace(article, id="linked", links=links))
    shell.analysis.annotations_changed.emit("linked", replace(annotations, article_id="linked"))
    return shell


def grey(view, left, top, right, bottom):
    """How dark each column of a part of the page is against its ground, in grey, where it is darkest."""
    image = view.viewport().grab().toImage()
    page = qGray(view._theme.page.rgb())
    return [
        max(abs(qGray(image.pixel(x, y)) - page) for y in range(round(top), round(bottom)))
        for x in range(round(left), round(right))
    ]


def under(view, span):
    box = view.mark_box(span)
    return grey(view, box.left() + 2, box.bottom() - 4, box.right() - 2, box.bottom() + 1)


@pytest.mark.parametrize("density", ["colour", "quiet"])
@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_link_has_a_whole_line_and_a_description_dots(linked, theme, density):
    """Both were thin pale lines."""
    linked.preferences.change(theme=theme, density=density)
    view = linked.window.parts.view
    link, role = under(view, PLAIN), under(view, ROLE)
    assert min(link) > 60
    gaps = sum(column < 30 for column in role)
    assert 0.3 < gaps / len(role) < 0.8
    assert max(role) > 60, "the dots are seen"


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_name_that_is_a_link_has_the_arrow(linked, annotations, theme):
    """It looked like any other name."""
    linked.preferences.change(theme=theme)
    view = linked.window.parts.view
    box = view.mark_box(spans_of("Paul Durand")[0])
    with_link = grey(view, box.right() + 3, box.top(), box.right() + 6, box.top() + 6)
    linked.articles.add(replace(linked.session.article, id="bare", links=()))
    linked.analysis.annotations_changed.emit("bare", replace(annotations, article_id="bare"))
    without = grey(view, box.right() + 3, box.top(), box.right() + 6, box.top() + 6)
    assert max(with_link) > 60
    assert max(without) < 30
