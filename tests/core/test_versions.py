"""Whether two texts are one article, and where reading goes on in the newer one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.core.addresses import page_address
from reader.core.records import Metadata
from reader.core.sources import is_pasted, source_label
from reader.core.versions import carried_place, is_newer_version, shared_text
from reader.formats import plain_text

PARAGRAPHS = [
    f"Le paragraphe numéro {number} parle du {thing} et de rien d’autre, longuement."
    for number, thing in enumerate(("pont", "port", "fleuve", "quai", "marché", "tramway"), 1)
]


def article(*paragraphs, **metadata):
    made = plain_text.from_text("\n\n".join(paragraphs))
    return replace(made, metadata=Metadata(**metadata))


def after(older, newer, words):
    """What stands at the place to which the place of some words was carried."""
    return newer.text[carried_place(older, newer, older.text.index(words)) :]


def test_a_place_is_found_by_the_words_behind_it_wherever_they_went():
    older = article(*PARAGRAPHS)
    newer = article("Un nouveau début qui n’était pas là avant.", *PARAGRAPHS[1:], PARAGRAPHS[0])
    assert after(older, newer, "du quai").startswith("du quai et de rien")


def test_a_place_is_found_by_the_words_before_it_where_those_behind_are_gone():
    older = article(*PARAGRAPHS)
    changed = PARAGRAPHS[3].replace(
        "du quai et de rien d’autre, longuement", "d’une tout autre chose à présent"
    )
    newer = article("Un nouveau début.", *PARAGRAPHS[:3], changed, *PARAGRAPHS[4:])
    assert after(older, newer, "du quai").startswith("d’une tout autre chose")


def test_where_the_words_are_gone_it_is_the_nearest_block_before():
    older = article(*PARAGRAPHS)
    newer = article("Un nouveau début.", *PARAGRAPHS[:2], PARAGRAPHS[5])
    assert after(older, newer, "du quai").startswith(PARAGRAPHS[1])


def test_other_apostrophes_and_accents_do_not_hide_a_place():
    older = article(*PARAGRAPHS)
    newer = article("Début.", *(paragraph.replace("’", "'") for paragraph in PARAGRAPHS))
    assert after(older, newer, "fleuve et").startswith("fleuve et")


def test_of_words_that_stand_often_the_nearest_are_meant():
    older = article(*["La même phrase, toujours la même, revient encore."] * 9)
    place = older.text.index("La même", 200)
    assert carried_place(older, replace(older, id="other", text=older.text + " Fin."), place) == place


def test_a_corrected_text_is_the_same_article_and_another_one_is_not():
    older = article(*PARAGRAPHS)
    assert is_newer_version(older, article("Un titre.", *PARAGRAPHS[2:]))
    assert not is_newer_version(older, article("Le préfet a reçu les maires de la côte hier matin à Nantes."))
    assert shared_text("", "mot") == 0.0


def test_the_same_title_is_enough_but_for_the_front_page_of_a_site():
    other = article(
        "Tout a été récrit depuis la première édition.", title="Le  PONT ferme", url="https://a.example/1"
    )
    assert is_newer_version(article(*PARAGRAPHS, title="Le pont ferme"), other)
    front = replace(other, metadata=replace(other.metadata, url="https://www.a.example/"))
    assert not is_newer_version(article(*PARAGRAPHS, title="Le pont ferme"), front)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.A.example/x/?utm_source=mail&id=3#top", "a.example/x?id=3"),
        ("http://a.example/x?fbclid=1", "a.example/x"),
        ("https://a.example", "a.example"),
        ("mailto:a@a.example", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_one_page_has_one_address(url, address):
    assert page_address(url) == address


def test_a_pasted_text_has_a_source_that_can_be_read(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    source, when = f"/home/a/.local/share/entity-reader/pasted/{'3f' * 12}.txt", 1_796_047_500.0
    assert source_label(source, when, "en") == "Pasted text, 30 November 2026 at 14:05"
    assert source_label(source, when, "fr") == "Texte collé, 30 novembre 2026 à 14:05"
    assert source_label(source, 1_793_541_600.0, "fr").startswith("Texte collé, 1er novembre 2026")
    assert source_label(source, None, "fr") == "Texte collé"
    assert is_pasted(f"C:\\data\\pasted\\{'3f' * 12}.txt")
    assert source_label("/home/a/pasted/lettre.txt", when, "fr") == "/home/a/pasted/lettre.txt"
