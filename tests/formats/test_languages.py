"""The language of an article: from its words; short, mixed and huge texts; what files declare is only evidence."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from email.message import EmailMessage

import pytest

from reader.core.records import Article
from reader.formats import languages
from reader.formats.html_page import from_fragment
from reader.formats.html_page import read as read_html
from reader.formats.languages import language_code, language_of
from reader.formats.markdown import read as read_markdown
from reader.formats.plain_text import from_text
from tests.formats import sample

FRENCH = (
    "Le pont a fermé mardi matin à cause de la crue, a dit la maire. Il rouvrira dès que l’eau aura baissé."
)
ENGLISH = (
    "The bridge was closed on Tuesday morning because of the flood, the mayor said. It opens again on Friday."
)

SAMPLES = {
    "fr": FRENCH,
    "en": ENGLISH,
    "de": "Die Brücke wurde am Dienstag wegen des Hochwassers gesperrt, sagte die Bürgermeisterin der Stadt.",
    "es": "El puente fue cerrado el martes por la mañana a causa de la crecida, dijo la alcaldesa de la ciudad.",
    "it": "Il ponte è stato chiuso martedì mattina a causa della piena, ha detto la sindaca della città.",
    "pt": "A ponte foi fechada na manhã de terça-feira por causa da cheia, disse a prefeita da cidade.",
    "nl": "De brug werd dinsdagochtend gesloten vanwege het hoge water, zei de burgemeester van de stad.",
    "ca": "El pont es va tancar dimarts al matí a causa de la crescuda del riu, va dir l’alcaldessa de la ciutat.",
    "pl": "Most zamknięto we wtorek rano z powodu powodzi, powiedziała burmistrzyni miasta dziennikarzom.",
    "sv": "Bron stängdes på tisdagsmorgonen på grund av översvämningen, sade stadens borgmästare.",
    "ru": "Мост закрыли во вторник утром из-за паводка, сообщила журналистам мэр города.",
    "uk": "Міст закрили у вівторок вранці через повінь, повідомила журналістам міська голова.",
    "el": "Η γέφυρα έκλεισε την Τρίτη το πρωί εξαιτίας της πλημμύρας, είπε η δήμαρχος της πόλης.",
    "ar": "أغلق الجسر صباح يوم الثلاثاء بسبب الفيضان، كما قالت رئيسة بلدية المدينة للصحفيين.",
    "zh": "市长说，由于洪水，这座桥在星期二早上关闭，预计星期五重新开放。当地居民希望尽快恢复交通。",
    "ja": "市長によると、洪水のため火曜日の朝に橋が閉鎖され、金曜日に再び開通する予定です。",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert from_text(SAMPLES[code]).language == code


@pytest.mark.parametrize("declared", ["", "en", "en-US", "de", "fr", "!!"])
@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_the_words_win_over_what_is_declared(text: str, code: str, declared: str) -> None:
    assert from_text(text, language=declared).language == code


@pytest.mark.parametrize("text", ["Kim Jong Un", "Nettoyage", "12 : 4", "Paris", "PSG – OM 2-1", "???"])
def test_where_the_words_do_not_tell_the_declared_language_holds(text: str) -> None:
    assert from_text(text).language == "fr"
    assert from_text(text, language="en-GB").language == "en"
    assert from_text(text, language="deu").language == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Les Togolais aux urnes pour élire leurs députés",
        "La maire de Lyon démissionne",
        "JÉRÔME CHENEVARD ACQUITTÉ À BESANÇON\n\nLe tribunal a suivi le parquet.",
        "LA MAIRE DE SAINT-ÉTIENNE-DU-BOURG CLAQUE LA PORTE\n\nDÉMISSION SURPRISE MARDI SOIR.",
        "DIRECT. Mercato : Strasbourg attend toujours Bakayoko\n\nLe club alsacien espère conclure ce soir.",
    ],
)
def test_short_french_is_french(text: str) -> None:
    assert from_text(text).language == "fr"


QUOTED = (
    "We will never accept that anybody closes this bridge without asking the people who cross it every morning, "
    "and we shall say so in front of the town hall as long as it takes, whatever the weather and the mayor may be"
)


@pytest.mark.parametrize(("left", "right"), [("« ", " »"), ("“", "”"), ("„", "“"), ('"', '"')])
def test_long_quotations_in_another_language_do_not_turn_an_article(left: str, right: str) -> None:
    text = f"{FRENCH}\n\n{left}{QUOTED}. {QUOTED}{right}, a lancé Bob Smith.\n\n{left}{QUOTED}.{right}"

    assert from_text(text).language == "fr"
    assert from_text(f"{QUOTED}. {QUOTED}.").language == "en"


def test_captions_and_credits_in_another_language_do_not_turn_an_article() -> None:
    caption = "<figure><img src='a.png'><figcaption>" + QUOTED + ".</figcaption></figure>"
    page = (
        f"<html lang=fr><body><article><h1>Pont</h1><p>{FRENCH}</p>{caption}{caption}</article></body></html>"
    )
    article = read_html(page.encode(), "a.html")

    assert QUOTED in article.text
    assert article.language == "fr"


def test_headings_in_another_language_do_not_turn_an_article() -> None:
    text = (
        f"# The bridge over troubled water\n\n## All that the mayor said\n\n{FRENCH}\n\n## What happens next"
    )

    assert read_markdown(text.encode(), "a.md").language == "fr"


def test_an_article_of_quotations_alone_is_in_their_language() -> None:
    assert from_text(f"« {FRENCH} »\n\n« {FRENCH} »").language == "fr"
    assert from_text(f"“{QUOTED}.”").language == "en"


def test_pasted_words_are_told_as_files_are() -> None:
    assert from_fragment(f"<p>{ENGLISH}</p>", "").language == "en"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"


def _files(text: str, declared: str) -> dict[str, bytes]:
    """The same words in every format that can declare a language, each where it does so."""
    letter = EmailMessage()
    letter["Subject"] = "2026"
    letter.set_content(text)
    letter["Content-Language"] = declared
    lang = f'<w:styles xmlns:w="{WORD}"><w:rPr><w:lang w:val="{declared}"/></w:rPr></w:styles>'
    style = (
        f'<o:styles xmlns:o="o" xmlns:s="{STYLE}" xmlns:fo="{FO}">'
        f'<s:text-properties fo:language="{declared}"/></o:styles>'
    )
    return {
        "a.html": f'<html lang="{declared}"><body><p>{text}</p></body></html>'.encode(),
        "a.md": f"---\nlang: {declared}\n---\n\n{text}".encode(),
        "a.epub": sample.epub_book([f"<p>{text}</p>"], language=declared),
        "a.eml": letter.as_bytes(),
        "a.docx": _with_part(
            sample.docx_document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"), "word/styles.xml", lang
        ),
        "a.odt": _with_part(sample.odt_document(f"<text:p>{text}</text:p>"), "styles.xml", style),
    }


def _with_part(data: bytes, part: str, content: str) -> bytes:
    """An archive with one part in place of what it had, and without its metadata."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in (part, "meta.xml", "docProps/core.xml"):
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return buffer.getvalue()


FORMATS = ("a.html", "a.md", "a.epub", "a.eml", "a.docx", "a.odt")


@pytest.mark.parametrize("name", FORMATS)
def test_a_declaration_in_a_file_is_evidence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "LINES", [("title", "2026")])
    assert _read(_files("Bob Durand, Anne Morel", "de")[name], name).language == "de"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_a_declaration_in_a_file_is_no_proof(name: str, text: str, code: str) -> None:
    assert _read(_files(text, "de")[name], name).language == code


def _read(data: bytes, name: str) -> Article:
    from reader.formats.registry import choose_importer

    return choose_importer(data[:4_096], name).read(data, name)


@pytest.mark.parametrize(
    ("declared", "code"),
    [("fr-CA", "fr"), ("fr_FR", "fr"), ("FRA", "fr"), ("en", "en"), (" de ", "de"), ("nb-NO", "no")],
)
def test_codes_are_read_as_they_are_written(declared: str, code: str) -> None:
    assert language_code(declared) == code


@pytest.mark.parametrize("declared", [None, "", "und", "mul", "français", "!!", "x", "../../etc"])
def test_what_is_no_code_declares_nothing(declared: str | None) -> None:
    assert language_code(declared) is None


@pytest.mark.parametrize(
    "text",
    ["a\n" * 300_000, "x" * 2_000_000, "« " * 400_000, '"' * 400_001, "„ “" * 200_000, FRENCH * 20_000],
    ids=["lines", "word", "open", "straight", "low", "long"],
)
def test_a_huge_text_costs_as_much_as_a_long_one(text: str) -> None:
    """What the model gets is bounded, and it is found in a step that does not grow with the text's marks."""
    article = from_text(text)
    sampled = languages._sample(article.text, article.blocks)
    before = time.process_time()
    language_of(article.text, article.blocks)

    assert len(sampled) <= 65 * 401
    assert time.process_time() - before < 1


def test_all_of_a_long_text_counts_not_only_its_beginning() -> None:
    notice = (
        "This book is for the use of anyone anywhere at no cost and with almost no restrictions whatsoever."
    )

    assert from_text("\n\n".join([notice] * 30 + [FRENCH] * 3_000)).language == "fr"
    assert from_text(" ".join([notice] * 30 + [FRENCH] * 3_000)).language == "fr"


def test_halves_of_surrogate_pairs_and_zeros_harm_nothing() -> None:
    assert from_text(f"\ud83d {FRENCH} \x00 \udcff").language == "fr"


def test_without_its_model_the_declared_language_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    languages._detector.cache_clear()
    monkeypatch.setattr(languages, "_MODEL", ("models", "languages", "gone.ftz"))
    try:
        assert from_text(ENGLISH).language == "fr"
        assert from_text(ENGLISH, language="en").language == "en"
    finally:
        languages._detector.cache_clear()


def test_the_detector_is_not_loaded_before_an_article_is() -> None:
    """The window's start must not pay for it."""
    code = "import reader.service, sys, json; print(json.dumps('fasttext' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) is False
