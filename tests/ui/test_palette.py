"""The palette by calculation: what is written can be read on every ground, and the kinds of marks can be told
apart by eyes that lack one kind of cone.

Contrast is WCAG 2.1's. Colour deficiency is simulated by the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), severity 1.0, in
linear RGB. The distance of two colours is CIEDE2000 (Sharma, Wu and Dalal, 2005): 1 is just seen side by side,
10 is another colour at a glance. Letters of two kinds are 10 apart at least. Their pale grounds need not be:
beside colour every kind has a line and a sign of its own, which no eye can miss.
"""

import math
from itertools import combinations, product

import pytest

from reader.core.marks import QUOTE_TYPE
from reader.ui.entity_types import load_entity_types
from reader.ui.theme import load_themes

THEMES, TYPES = load_themes(), load_entity_types()
READABLE, APART, UNLIKE = 4.5, 10.0, 5.0
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
each_eye = pytest.mark.parametrize("eye", EYES)


def linear(colour):
    """A colour as linear red, green and blue from 0 to 1."""
    values = (colour.redF(), colour.greenF(), colour.blueF())
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def contrast(one, other):
    """WCAG's contrast of two colours, 1 to 21."""
    light, dark = sorted((xyz(linear(each))[1] for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour, eye):
    """A colour as an eye sees it, in CIE L*a*b* under D65."""
    rgb = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in EYES[eye]]
    return lab(xyz([min(1.0, max(0.0, value)) for value in rgb]))


def xyz(rgb):
    rows = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    return [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in rows]


def lab(place):
    def root(value):
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    x, y, z = (root(value / white) for value, white in zip(place, (0.95047, 1.0, 1.08883), strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other):
    """CIEDE2000 of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    grey = 1.5 - 0.5 * math.sqrt(mean / (mean + 25**7))
    c1, c2 = math.hypot(a1 * grey, b1), math.hypot(a2 * grey, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * grey)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    shape = 1 + sum(
        factor * math.cos(math.radians(times * hue + by))
        for factor, times, by in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * shape)
    bend = 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    bend *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(dl**2 + dc**2 + dh**2 - bend * dc * dh)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_its_authors_table(one, other, expected):
    assert distance(one, other) == pytest.approx(expected, abs=1e-4)


@each_theme
def test_every_letter_can_be_read_on_every_ground_it_stands_on(theme):
    quote = theme.mark(QUOTE_TYPE)
    grounds = {
        "page": theme.page,
        "selection": theme.selection,
        "quote": quote.tint,
        "chosen quote": quote.strong,
    }
    rows = {"chrome": theme.chrome, "hover": theme.hover, "chosen": theme.chosen, "field": theme.field}
    written = [(ink, grounds | rows) for ink in (theme.ink, theme.muted)]
    for kind in TYPES.entity_keys:
        mark = theme.mark(kind)
        written.append((mark.ink, grounds | rows | {"tint": mark.tint, "strong": mark.strong}))
        written.append((theme.ink, {"tint": mark.tint}))
    written.append((theme.search.ink, {"hit": theme.search.tint, "current hit": theme.search.strong}))
    poor = [
        (ink.name(), name, round(contrast(ink, ground), 2))
        for ink, on in written
        for name, ground in on.items()
        if contrast(ink, ground) < READABLE
    ]
    assert poor == []


@each_theme
@each_eye
def test_kinds_are_told_apart_by_the_colour_of_their_letters(theme, eye):
    inks = {kind: seen(theme.mark(kind).ink, eye) for kind in TYPES.entity_keys}
    inks["plain"] = seen(theme.ink, eye)
    near = {pair: distance(inks[pair[0]], inks[pair[1]]) for pair in combinations(inks, 2)}
    assert {pair: round(value, 1) for pair, value in near.items() if value < APART} == {}


@each_theme
@each_eye
def test_what_a_search_finds_is_unlike_every_mark(theme, eye):
    for kind, hit in product(TYPES.keys, (theme.search.tint, theme.search.strong)):
        assert distance(seen(hit, eye), seen(theme.mark(kind).tint, eye)) >= UNLIKE
    assert distance(seen(theme.search.tint, eye), seen(theme.search.strong, eye)) >= 4


def test_whoever_sees_no_colour_has_a_sign_and_a_line_for_every_kind():
    for one, other in combinations(TYPES.keys, 2):
        assert TYPES.sign(one) != TYPES.sign(other)
        assert TYPES.line(one) != TYPES.line(other)
