"""Untrusted formats are read in a process of their own, with limits that end in a sentence."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.errors import UnreadableInputError
from reader.service import article_from_html, article_from_text, find_files, open_path, open_stream, reading
from reader.service.reading import read_apart
from tests.formats import sample


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))


def test_a_page_is_read_in_another_process_and_nothing_is_loaded_here(tmp_path: Path) -> None:
    (tmp_path / "pont.html").write_bytes(sample.html())
    code = (
        "import sys; from reader.service import open_path; a = open_path(sys.argv[1]); "
        "assert 'lxml' not in sys.modules and 'reader.formats.html_page' not in sys.modules; print(a.metadata.title)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "pont.html"], capture_output=True, text=True
    )

    assert done.stdout.strip() == sample.LINES[0][1], done.stderr


def test_the_article_keeps_its_source_and_what_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "pont.docx"
    path.write_bytes(sample.docx())

    article = open_path(path)
    assert (article.source, article.text, article.metadata.byline) == (str(path), sample.TEXT, sample.AUTHOR)


def test_a_sentence_comes_back_from_there() -> None:
    with pytest.raises(UnreadableInputError, match=r"a\.pdf is damaged") as told:
        open_stream(io.BytesIO(b"%PDF-1.7\n\x00\x01"), "dossier/a.pdf")

    assert told.value.key == "file_damaged"


def test_html_from_the_clipboard() -> None:
    article = article_from_html("<h1>Le pont ferme</h1><p>Le pont a fermé hier.</p><script>x()</script>")

    assert article.text == "Le pont ferme\n\nLe pont a fermé hier."
    with pytest.raises(UnreadableInputError, match="no text"):
        article_from_html("<img src=x>")


def test_reading_that_lasts_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_WALL_SECONDS", 0.01)

    with pytest.raises(UnreadableInputError, match="took too long"):
        open_stream(io.BytesIO(sample.html()), "a.html")


@pytest.mark.parametrize(
    ("code", "key"), [(-11, "file_reading_failed"), (-24, "file_too_slow"), (0, "file_reading_failed")]
)
def test_a_crash_there_is_a_sentence_here(monkeypatch: pytest.MonkeyPatch, code: int, key: str) -> None:
    done = subprocess.CompletedProcess[bytes]([], code, b"", b"Traceback")
    monkeypatch.setattr(reading, "_run", lambda *_args: (done, ""))

    with pytest.raises(UnreadableInputError) as told:
        open_stream(io.BytesIO(sample.html()), "a.html")
    assert told.value.key == key


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.parametrize(
    ("harm", "wanted"),
    [
        ("x = [b'x' * 10_000_000 for _ in range(1_000)]", "file_too_complex"),
        ("__import__('pathlib').Path('written').write_text('x')", "OSError"),
    ],
)
def test_memory_and_files_are_limited(tmp_path: Path, harm: str, wanted: str) -> None:
    code = f"""
import io, sys
from reader.service import reading
def harm(data, source, form, chapter):
    {harm}
reading._read = harm
reading.serve_one("a.html", "file", None, io.BytesIO(b""), sys.stdout)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)

    assert wanted in done.stdout + done.stderr
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_bytes()


def test_the_answer_is_one_json_object() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--read-as=a.md"],
        input="# Été".encode(),
        capture_output=True,
    )
    assert json.loads(done.stdout)["article"]["text"] == "Été"


def test_a_web_address_has_its_sentence() -> None:
    with pytest.raises(UnreadableInputError, match=r"works offline.*Ctrl\+S"):
        open_path("https://example.org/pont")


def test_a_file_of_half_a_gigabyte_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(500_000_000)

    with pytest.raises(UnreadableInputError, match=r"long\.pdf is too large \(500 MB\)"):
        open_path(path)


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "image.png",
        ".cache.txt",
        "z/c.epub",
        "a_files/cadre.html",
        ".git/d.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert list(find_files(tmp_path).files) == [
        str(tmp_path / name) for name in ("a.html", "b.txt", "z/c.epub")
    ]
    assert list(find_files("nulle/part.txt").files) == ["nulle/part.txt"]


def test_a_folder_without_articles_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="no article in this folder"):
        list(find_files(tmp_path).files)


def test_a_book_is_read_whole_or_by_chapters(tmp_path: Path) -> None:
    path = tmp_path / "livre.epub"
    path.write_bytes(sample.epub_book(["<h1>Un</h1><p>Le pont.</p>", "<h1>Deux</h1><p>" + "La crue. " * 200]))

    assert open_path(path).text.startswith(f"{sample.LINES[0][1]}\n\nUn\n\nLe pont.")
    first = open_path(path, by_chapter=True)
    assert (first.text[:4], first.source) == ("Deux", f"{path}#2")
    assert first.book is not None
    assert open_path(f"{path}#1").text == "Un\n\nLe pont."
    assert open_path(f"{path}#1", by_chapter=True).source == f"{path}#1"
    with pytest.raises(UnreadableInputError, match=r"livre\.epub has 2 chapters: there is no chapter 3"):
        open_path(f"{path}#3")
    with pytest.raises(UnreadableInputError, match="no such file"):
        open_path(f"{tmp_path}/autre.epub#3")


def test_other_formats_have_no_chapters(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Un", encoding="utf-8")

    assert open_path(tmp_path / "a.md", by_chapter=True).source == str(tmp_path / "a.md")


def test_long_or_foreign_plain_text_is_read_apart_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refused(_data: bytes, source: str, *_words: object, **_options: object) -> None:
        asked.append(source)
        raise UnreadableInputError("file_too_slow", name=source)

    monkeypatch.setattr("reader.service.opening.read_apart", refused)
    assert open_stream(io.BytesIO("Le pont a fermé.".encode()), "court.txt").text == "Le pont a fermé."
    for name, data in (("long.txt", b"Bonjour.\n" * 50_000), ("latin.txt", "fermé".encode("cp1252"))):
        with pytest.raises(UnreadableInputError):
            open_stream(io.BytesIO(data), name)
    with pytest.raises(UnreadableInputError):
        article_from_text("Bonjour.\n" * 50_000, "presse-papiers")
    assert asked == ["long.txt", "latin.txt", "presse-papiers"]


def test_three_million_lines_are_a_text_of_few_blocks() -> None:
    """A block a line took 2 GB and froze the window."""
    article = open_stream(io.BytesIO(b"a\n" * 3_000_000), "a.txt")

    assert len(article.text) == 6_000_000
    assert len(article.blocks) < 10_000
    assert article_from_text("a\r\n" * 200_000).text == "a\n" * 200_000


def test_pasted_text_without_end_is_refused() -> None:
    with pytest.raises(UnreadableInputError) as told:
        article_from_text("a" * 25_000_000)
    assert told.value.key == "file_too_large"


def test_reading_that_nobody_wants_any_more_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = iter([False, True])
    monkeypatch.setattr(reading, "own_program", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])

    with pytest.raises(UnreadableInputError) as told:
        read_apart(b"a", "a.html", cancelled=lambda: next(wanted, True))
    assert told.value.key == "reading_cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_processor_time_is_what_counts_not_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the clock runs on while a harmless file waits."""
    program = "import sys, time; from reader.service import reading; reading.MAX_CPU_SECONDS = 1; reading._limit(); {}"
    answer = json.dumps({"key": "file_no_text", "values": {"name": "a"}})
    wait = f"time.sleep(1.3); print({answer!r})"

    keys = []
    for work in (wait, "any(iter(int, 1))"):
        monkeypatch.setattr(reading, "own_program", lambda w=work: [sys.executable, "-c", program.format(w)])
        with pytest.raises(UnreadableInputError) as told:
            read_apart(b"a", "a.html")
        keys.append(told.value.key)
    assert keys == ["file_no_text", "file_too_slow"]
