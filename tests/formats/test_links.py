"""Links: which addresses are kept, and that they stand at exactly the words that a reader sees."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.records import Article, Link, Span
from reader.formats.cleaning import clean
from reader.formats.html_page import from_fragment, from_page
from reader.formats.links import address, cleaned_links
from reader.formats.registry import choose_importer
from tests.formats import sample

PAGE = "https://example.org/monde/pont.html"


def shown(article: Article) -> list[tuple[str, str]]:
    return [(article.text[link.span.start : link.span.end], link.url) for link in article.links]


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("https://example.net/a?b=c#d", "https://example.net/a?b=c#d"),
        ("HTTP://Example.net/a", "http://Example.net/a"),
        (" //example.net/a\n", "https://example.net/a"),
        ("../sport/", "https://example.org/sport/"),
        ("?page=2", "https://example.org/monde/pont.html?page=2"),
        ("mailto:a@example.net?subject=x", "mailto:a@example.net?subject=x"),
        ("https://example.net/a b\tc", "https://example.net/a%20bc"),
        ("https://example.net/\u202egnp.exe", "https://example.net/%E2%80%AEgnp.exe"),
        ("https://éxample.net/été", "https://éxample.net/été"),
        ("#note", None),
        (PAGE + "#note", None),
        ("", None),
        ("mailto:", None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("ftp://example.net/", None),
        ("http:///nowhere", None),
        ("https://bank.example@evil.example/", None),
        ("http://[::1", None),
        ("https://example.net/" + "a" * 5_000, None),
    ],
)
def test_only_addresses_of_the_web_and_of_people_are_kept(reference: str, wanted: str | None) -> None:
    assert address(reference, PAGE) == wanted


def test_a_relative_address_of_a_page_from_nowhere_leads_nowhere() -> None:
    assert address("/sport", "") is None
    assert address("chapitre-2.xhtml", "") is None


_LETTERS = st.text("ab é\u0301\u00ad\u200b\u00a0\u202f\n\t |\U0001f600e", max_size=12)


@given(st.lists(st.tuples(_LETTERS, _LETTERS), min_size=1, max_size=5), _LETTERS)
def test_links_of_raw_text_stand_at_the_same_words_when_it_is_cleaned(
    parts: list[tuple[str, str]], tail: str
) -> None:
    raw, links = "", []
    for before, words in parts:
        links.append(Link(Span(len(raw) + len(before), len(raw) + len(before) + len(words)), words))
        raw += before + words
    raw += tail
    text = clean(raw)
    found = cleaned_links(raw, links, text)

    end = 0
    for link in found:
        assert end <= link.span.start < link.span.end <= len(text)
        assert text[link.span.start : link.span.end] == clean(link.url)
        end = link.span.end
    simple = all(unicodedata.combining(c) == 0 for c in raw)
    if simple:
        assert [link.url for link in found] == [link.url for link in links if clean(link.url)]


def test_markup_and_blanks_do_not_move_a_link() -> None:
    page = (
        "<p>\n  Le <b>pont</b>\u00ad\n de <a href='https://example.net/p'>  <i>Pir</i>mil, l’e\u0301te\u0301 </a>"
        "ferme \U0001f600<a href='https://example.net/q'>enfin</a>.</p>"
    )
    article = from_fragment(page)

    assert article.text == "Le pont de Pirmil, l’été ferme \U0001f600enfin."
    assert shown(article) == [
        ("Pirmil, l’été", "https://example.net/p"),
        ("enfin", "https://example.net/q"),
    ]


def test_a_link_round_several_blocks_is_one_in_each() -> None:
    page = "<a href='https://example.net/p'><h2>Le pont</h2><p>Il ferme.</p></a><p>Il rouvre.</p>"

    assert shown(from_fragment(page)) == [
        ("Le pont", "https://example.net/p"),
        ("Il ferme.", "https://example.net/p"),
    ]


def test_links_of_a_list_count_from_behind_its_bullets() -> None:
    page = (
        "<ol><li>Le <a href='https://example.net/p'>pont</a></li></ol>"
        "<ul><li><a href='https://example.net/q'>La rive</a></li></ul>"
    )
    article = from_fragment(page)

    assert article.text == "1. Le pont\n\n• La rive"
    assert shown(article) == [("pont", "https://example.net/p"), ("La rive", "https://example.net/q")]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("<link rel=canonical href='https://example.org/monde/pont'>", "https://example.org/monde/sport"),
        (
            "<link rel=canonical href='https://example.org/a'><base href='/b/'>",
            "https://example.org/b/sport",
        ),
        ("<base href='https://example.net/b/'>", "https://example.net/b/sport"),
        ("", None),
    ],
)
def test_relative_links_count_from_the_pages_own_address(head: str, wanted: str | None) -> None:
    text = "Le pont de Pirmil a fermé hier soir, et la préfète craint une crue de la Loire. " * 3
    page = f"<html><head>{head}</head><body><article><p>{text}<a href='sport'>Sport</a></p></article></body></html>"

    assert shown(from_page(page, "a.html")) == ([("Sport", wanted)] if wanted else [])


def test_a_saved_page_says_where_it_was_found() -> None:
    saved = f"<!-- saved from url=(0035){PAGE} -->\n"
    article = from_page(f"<!DOCTYPE html>\n{saved}<html><p>Le <a href='/b'>pont</a> ferme.</html>", "a.html")

    assert shown(article) == [("pont", "https://example.org/b")]
    assert article.metadata.url == PAGE


def test_markdown_in_front_of_its_own_address() -> None:
    text = f"---\nurl: {PAGE}\n---\n\nLe [pont](../pont), <https://example.net>, [x](javascript:x)."
    article = choose_importer(b"", "a.md").read(text.encode(), "a.md")

    assert shown(article) == [
        ("pont", "https://example.org/pont"),
        ("https://example.net", "https://example.net"),
    ]


def test_links_inside_a_book_lead_nowhere_outside_it() -> None:
    book = sample.epub_book(["<p>Voir <a href='chapitre-1.xhtml'>plus loin</a>.</p>", "<p>Fin.</p>"])

    assert choose_importer(book[:4096], "a.epub").read(book, "a.epub").links == ()


def test_a_page_of_links_takes_no_longer_than_its_length() -> None:
    link = "<a href='https://example.net/p'> un\u00ad  pont </a> et "
    begun = time.process_time()
    article = from_fragment(f"<p>{link * 10_000}</p>")

    assert len(article.links) == 10_000
    assert time.process_time() - begun < 5
