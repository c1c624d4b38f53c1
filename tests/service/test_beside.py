"""Pictures beside a saved page: read where they are, and nothing else however a page may name it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from reader.service import open_path, open_stream
from reader.service.beside import read_inside
from tests.formats import sample


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "pont.png").write_bytes(sample.PICTURE)
    (tmp_path / "secret.png").write_bytes(sample.PICTURE)
    return folder


def test_a_saved_page_with_its_folder(folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(sample.html_page("page_files/pont.png"), encoding="utf-8")

    (picture,) = open_path(page).pictures
    assert (picture.data, picture.alt, picture.width) == (sample.PICTURE, sample.ALT, 320)
    with page.open("rb") as file:
        assert open_stream(file, "page.html").pictures == ()


def test_markdown_with_its_folder(folder: Path) -> None:
    (folder / "pont.png").write_bytes(sample.PICTURE)
    (folder / "a.md").write_bytes(sample.markdown())

    assert [picture.data for picture in open_path(folder / "a.md").pictures] == [sample.PICTURE]


def test_pictures_inside_the_page_need_no_folder() -> None:
    assert len(open_stream(io.BytesIO(sample.html()), "-").pictures) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "page_files/../../secret.png",
        "absent.png",
        "page_files",
        ".",
        "",
        "page_files/pont.png/x",
        "a\x00b",
    ],
)
def test_nothing_outside_the_folder_is_read(folder: Path, name: str) -> None:
    assert read_inside(folder, name) is None
    assert read_inside(folder, str(folder.parent / "secret.png")) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes and links there")
def test_links_that_lead_out_pipes_and_devices(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "device.png").symlink_to("/dev/zero")
    (folder / "in.png").symlink_to(folder / "page_files" / "pont.png")
    os.mkfifo(folder / "pipe.png")

    for name in ("out.png", "up/secret.png", "device.png", "pipe.png"):
        assert read_inside(folder, name) is None
    assert read_inside(folder, "in.png") == sample.PICTURE


def test_a_folder_that_is_reached_by_a_link_is_still_the_pages_own(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(folder)

    assert read_inside(tmp_path / "other", "page_files/pont.png") == sample.PICTURE


def test_files_that_are_too_large_or_no_pictures(folder: Path) -> None:
    with (folder / "large.png").open("wb") as file:
        file.write(sample.PICTURE)
        file.truncate(8_000_001)
    (folder / "secret.png").write_text("root:x:0:0", encoding="utf-8")
    (folder / "page.html").write_text(
        sample.html_page("large.png").replace("</article>", "<img src=secret.png></article>"),
        encoding="utf-8",
    )

    assert open_path(folder / "page.html").pictures == ()
