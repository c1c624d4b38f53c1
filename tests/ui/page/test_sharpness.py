"""Sharp at 1×, 1.5× and 2×: strokes fill whole pixels of the screen, icons are drawn at its ratio."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reader.core.resources import resource_path
from reader.ui.theme import load_themes

THEME = load_themes()["light"]
RATIOS = ("1", "1.5", "2")
SCRIPT = Path(__file__).with_name("sharp_page.py")


@pytest.fixture(scope="module", params=RATIOS)
def page(request, tmp_path_factory):
    """A page drawn at a ratio: the picture, and where things stand in it."""
    picture = tmp_path_factory.mktemp("sharp") / "page.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": request.param}
    said = subprocess.run(
        [sys.executable, str(SCRIPT), str(picture)],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )
    found = json.loads(said.stdout)
    assert found["ratio"] == float(request.param)
    return found | {
        "picture": QImage(str(picture)),
        "icon_picture": QImage(str(picture.with_name("icon.png"))),
    }


def rows_below(page, name):
    """The colours of each row under a name's letters."""
    left, baseline, right, bottom, _ = page["boxes"][name][:5]
    picture, ratio = page["picture"], page["ratio"]
    inner = range(round(left + 4 * ratio), round(right - 4 * ratio))
    return {
        y: [picture.pixelColor(x, y).name() for x in inner]
        for y in range(round(baseline + ratio), round(bottom))
    }


def test_a_solid_line_fills_whole_rows(page):
    mark = THEME.mark("PER")
    rows = rows_below(page, "e0")
    assert {colour for row in rows.values() for colour in row} == {mark.ink.name(), mark.tint.name()}
    inked = [y for y, row in rows.items() if set(row) == {mark.ink.name()}]
    assert inked == list(range(inked[0], inked[0] + round(1.75 * page["ratio"])))
    assert all(set(row) == {mark.tint.name()} for y, row in rows.items() if y not in inked)


def test_dashes_fill_whole_pixels_and_are_equally_long(page):
    mark = THEME.mark("ORG")
    rows = rows_below(page, "e2")
    assert {colour for row in rows.values() for colour in row} == {mark.ink.name(), mark.tint.name()}
    dashed = next(row for row in rows.values() if mark.ink.name() in row)
    runs = "".join("x" if colour == mark.ink.name() else " " for colour in dashed).split()
    assert len(runs) > 5
    assert len({len(run) for run in runs[1:-1]}) == 1


def test_dots_are_alike(page):
    mark = THEME.mark("LOC")
    rows = rows_below(page, "e1")
    dotted = {tuple(row) for row in rows.values() if set(row) != {mark.tint.name()}}
    assert 1 <= len(dotted) <= round(3 * page["ratio"])
    full = next(row for row in rows.values() if set(row) != {mark.tint.name()})
    assert full.count(mark.tint.name()) > len(full) * 0.2


def test_grounds_and_rims_have_sharp_edges(page):
    """Down a column through the middle of a name: page, ground, page, and round the chosen one a rim of one shade."""
    picture = page["picture"]
    left, _, right, _, top = page["boxes"]["e2"][:5]
    edge = range(round(top) - 9, round(top) + round(3 * page["ratio"]))
    column = [picture.pixelColor(round((left + right) / 2), y).name() for y in edge]
    assert set(column) == {THEME.page.name(), THEME.mark("ORG").tint.name()}
    left, baseline, right, bottom, top = page["boxes"]["e3"][:5]
    middle = range(round(baseline + page["ratio"]), round(bottom) + round(8 * page["ratio"]))
    seen = [picture.pixelColor(round((left + right) / 2), y).name() for y in middle]
    chosen = THEME.mark("PER")
    assert seen.count(chosen.ink.name()) == round(1.8 * page["ratio"])


def test_the_bar_beside_a_quotation_and_the_rule_under_the_head_are_whole(page):
    picture, ratio = page["picture"], page["ratio"]
    _, _, _, bottom, top = page["boxes"]["quote"][:5]
    across = [picture.pixelColor(x, round((top + bottom) / 2)).name() for x in range(round(16 * ratio))]
    assert set(across) == {THEME.page.name(), THEME.quote_bar.name()}
    assert across.count(THEME.quote_bar.name()) == round(2.4 * ratio)
    down = [
        picture.pixelColor(picture.width() // 2, y).name() for y in range(round(page["boxes"]["e0"][4] - 4))
    ]
    assert down.count(THEME.rule.name()) == max(1, round(ratio))


def test_an_icon_is_its_drawing_at_the_ratio_of_the_screen(page):
    """Not a larger or smaller picture that was stretched."""
    side = round(20 * page["ratio"])
    drawn = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(0)
    text = resource_path("icons", "panel.svg").read_text(encoding="utf-8")
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.replace("currentColor", THEME.ink.name()).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    icon = page["icon_picture"].convertToFormat(drawn.format())
    assert icon.size() == drawn.size()
    pairs = [(icon.pixelColor(x, y), drawn.pixelColor(x, y)) for x in range(side) for y in range(side)]
    assert max(abs(one.alpha() - other.alpha()) for one, other in pairs) <= 24
