"""Build the bundled fonts: `python packaging/fonts/build.py SOURCE_SERIF_FOLDER INTER_FOLDER`.

The folders are unpacked npm packages `@fontsource/source-serif-4` and `@fontsource/inter`. Their web fonts
are split by script; the Latin parts are merged, the two characters that French typography needs and they
lack are added (U+202F as a narrow blank, U+2011 as the hyphen), and the families get names of ours, since
"Source" is a reserved font name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[2] / "resources" / "fonts"
STYLES = (
    ("source-serif-4", "400-normal", "Reader Serif", "Regular"),
    ("source-serif-4", "400-italic", "Reader Serif", "Italic"),
    ("source-serif-4", "700-normal", "Reader Serif", "Bold"),
    ("inter", "400-normal", "Reader Sans", "Regular"),
    ("inter", "400-italic", "Reader Sans", "Italic"),
    ("inter", "600-normal", "Reader Sans", "Bold"),
)
SUBSETS = ("latin", "latin-ext")
HINTING = ("fpgm", "prep", "cvt ", "gasp")


def main(serif: Path, sans: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for family, style, name, label in STYLES:
        folder = serif if family == "source-serif-4" else sans
        font = _merged([folder / "files" / f"{family}-{subset}-{style}.woff2" for subset in SUBSETS])
        _add_french(font)
        _rename(font, name, label)
        path = OUT / f"{name.replace(' ', '')}-{label}.ttf"
        font.save(path)
        print(path.name, path.stat().st_size // 1000, "kB")


def _merged(parts: list[Path]) -> TTFont:
    plain: list[Path] = []
    for part in parts:
        font = TTFont(part)
        font.flavor = None
        for table in HINTING:
            if table in font:
                del font[table]
        target = OUT / f".{part.stem}.ttf"
        font.save(target)
        plain.append(target)
    merged = Merger().merge([str(path) for path in plain])
    for path in plain:
        path.unlink()
    return merged


def _add_french(font: TTFont) -> None:
    """U+202F is half a blank wide, U+2011 looks like the hyphen, U+00A0 like the blank."""
    best = font.getBestCmap()
    space, hyphen = best[0x20], best[0x2D]
    narrow = "narrownbspace"
    order = font.getGlyphOrder()
    if 0x202F not in best:
        font.setGlyphOrder([*order, narrow])
        font["glyf"].glyphs[narrow] = font["glyf"][space]
        font["glyf"].glyphOrder = font.getGlyphOrder()
        width, _ = font["hmtx"].metrics[space]
        font["hmtx"].metrics[narrow] = (width // 2, 0)
        font["maxp"].numGlyphs = len(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x202F, narrow)
            table.cmap.setdefault(0x2011, best.get(0x2010, hyphen))
            table.cmap.setdefault(0x00A0, space)


def _rename(font: TTFont, family: str, style: str) -> None:
    bold, italic = style == "Bold", style == "Italic"
    names = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
    }
    table = font["name"]
    for record in list(table.names):
        if record.nameID in (16, 17, 21, 22, 25) or record.nameID in names:
            table.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (0x20 if bold else 0) | (0x01 if italic else 0) or 0x40
    font["head"].macStyle = (1 if bold else 0) | (2 if italic else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
