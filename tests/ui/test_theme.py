import pytest

from reader.ui.theme import Theme, load_themes

THEMES = load_themes()


def luminance(colour: object) -> float:
    """Relative luminance after WCAG 2.1."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())  # type: ignore[attr-defined]
    )


def contrast(one: object, other: object) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_is_a_light_a_sepia_and_a_dark_theme() -> None:
    assert set(THEMES) == {"light", "sepia", "dark"}
    assert THEMES["dark"].dark


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_everything_written_can_be_read(theme: Theme) -> None:
    grounds = [theme.page, theme.chrome, theme.field, theme.hover, theme.chosen, theme.selection]
    assert all(contrast(theme.ink, ground) >= 4.5 for ground in grounds)
    assert all(contrast(theme.muted, ground) >= 4.5 for ground in (theme.page, theme.chrome, theme.hover))
    for letters, ground in ((theme.error, theme.error_ground), (theme.warning, theme.warning_ground)):
        assert contrast(letters, ground) >= 4.5
        assert contrast(theme.ink, ground) >= 4.5
    for row in (*theme.marks.values(), theme.search):
        assert contrast(row.ink, row.tint) >= 4.5
        assert contrast(row.ink, row.strong) >= 4.5
        assert contrast(theme.ink, row.tint) >= 4.5
    for kind in ("PER", "LOC", "ORG"):
        assert contrast(theme.mark(kind).ink, theme.page) >= 4.5
        assert contrast(theme.mark(kind).ink, theme.mark("QUOTE").tint) >= 4.5
