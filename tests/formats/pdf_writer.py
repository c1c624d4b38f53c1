"""PDFs for the tests: lines in Courier at given places, so that every position is known."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from tests.formats import sample

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """The lines of one page."""

    rows: list[str] = field(default_factory=list)

    def put(self, text: str, x: float, y: float, size: float = 10, bold: bool = False) -> None:
        code = (
            text.encode("cp1252", errors="replace")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
        )
        font = "F2" if bold else "F1"
        self.rows.append(f"BT /{font} {size} Tf {x} {y} Td ({code.decode('latin-1')}) Tj ET")

    def flow(
        self, text: str, x: float, y: float, columns: int, size: float = 10, bold: bool = False
    ) -> float:
        """A paragraph wrapped at ``columns`` letters; returns where the next one can stand."""
        for line in textwrap.wrap(text, columns, break_on_hyphens=False):
            self.put(line, x, y, size, bold)
            y -= size * 1.25
        return y


def pdf(sheets: list[Sheet], info: str = "") -> bytes:
    """A PDF of these pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for font in ("Courier", "Courier-Bold"):
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")
    pages: list[int] = []
    for sheet in sheets:
        stream = "\n".join(sheet.rows)
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        pages.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>"
    objects.append(f"<< {info} >>")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF"
    return data + trailer.encode()


def article() -> bytes:
    """The sample article on two pages with running heads."""
    sheets = [Sheet(), Sheet()]
    for number, sheet in enumerate(sheets, 1):
        sheet.put(f"OUEST MATIN - {number + 6}", 60, 810, 8)
        sheet.put(f"Page {number}", 280, 30, 8)
    y, sheet = 760.0, sheets[0]
    for number, (kind, text) in enumerate(sample.LINES):
        if number == 7:
            y, sheet = 760.0, sheets[1]
        size = {"title": 18.0, "heading": 13.0}.get(kind, 10.0)
        y = sheet.flow(text, 60, y, 44 if kind == "title" else 75, size, kind in ("title", "heading")) - 10
    return pdf(sheets)
