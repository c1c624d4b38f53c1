"""One made-up article, and writers that put it into every format that can be opened."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from email.message import EmailMessage
from html import escape

Line = tuple[str, str]

LINES: list[Line] = [
    ("title", "À Nantes, le pont de Pirmil fermé par crainte d’une crue"),
    ("byline", "Par Jeanne Morvan"),
    ("date", "Publié le 12 mars 2021 à 10h32"),
    (
        "paragraph",
        "La préfète de Loire-Atlantique, Claire Vasseur, a ordonné mardi la fermeture du pont de Pirmil, "
        "une première depuis quarante ans dans la ville.",
    ),
    ("caption", "Le pont de Pirmil, vu du quai sud, mardi matin. Photo : Agence de la Loire"),
    (
        "paragraph",
        "« Nous ne prendrons aucun risque avec la vie des habitants », a déclaré Claire Vasseur après une réunion "
        "avec les maires des communes riveraines. « Le fleuve monte, et il monte vite », a ajouté la préfète.",
    ),
    (
        "paragraph",
        "Selon Bruno Kerdoncuff, directeur du service des voies navigables, l’eau a gagné deux mètres en trois "
        "jours ; un œil sur la météo, ses équipes attendent de nouvelles pluies d’ici à jeudi.",
    ),
    ("heading", "Des navettes dès jeudi"),
    (
        "paragraph",
        "La mairie promet une réponse avant la fin de la semaine. M. Kerdoncuff, lui, se dit « plutôt confiant » : "
        "les digues de 1910 ont été relevées il y a dix ans.",
    ),
    ("list_item", "• des navettes gratuites relieront les deux rives"),
    ("list_item", "• un numéro vert répondra jour et nuit"),
    ("related", "À lire aussi : Les ponts de la Loire, une histoire mouvementée"),
    ("paragraph", "Interrogée par l’Agence de la Loire, la ville voisine de Rezé n’a pas souhaité répondre."),
]
TEXT = "\n\n".join(text for _, text in LINES)
LINKS = [
    ("Bruno Kerdoncuff", "https://example.org/voies?nom=kerdoncuff&page=2"),
    ("numéro vert", "mailto:vert@example.net"),
    ("une histoire mouvementée", "https://example.org/ponts"),
    ("Agence de la Loire, la ville", "https://example.org/agence"),
]
"""Words and where they lead, in the order of the text."""
CREDIT = "Photo : Agence de la Loire"
AUTHOR, DATE, PAPER = "Jeanne Morvan", "2021-03-12", "Ouest Matin"


def blocks() -> list[Line]:
    """The blocks that every importer has to find."""
    found: list[Line] = []
    for kind, text in LINES:
        if kind == "caption":
            found += [("caption", text.removesuffix(CREDIT).strip()), ("credit", CREDIT)]
        else:
            found.append((kind, text))
    return found


def png(width: int, height: int, shade: int = 0) -> bytes:
    """A picture of lines that grow lighter from top to bottom."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes((shade, 90 + 120 * y // height, 140)) * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PICTURE = png(320, 180)
"""Stands before the caption of the article, in every format that can carry it."""
ALT = "Un pont"
INSIDE = "data:image/png;base64," + base64.b64encode(PICTURE).decode()


def linked(text: str, form: str) -> str:
    """``text`` with its links written as ``form`` says, with ``{words}`` and ``{url}`` in it."""
    for words, url in LINKS:
        text = text.replace(words, form.format(words=words, url=escape(url), plain=url))
    return text


def zipped(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    """An archive whose first part is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts):
            archive.writestr(name, content, None if number else zipfile.ZIP_STORED)
    return buffer.getvalue()


def html_body(picture: str = INSIDE) -> str:
    tags = {"title": "h1", "heading": "h2", "list_item": "li"}
    rows: list[str] = []
    for kind, text in LINES:
        text = linked(escape(text.removeprefix("• "), quote=False), '<a href="{url}">{words}</a>')
        if kind == "caption":
            image = f'<img src="{picture}" alt="{ALT}">'
            rows.append(f"<figure>{image}<figcaption>{text}</figcaption></figure>")
        else:
            tag = tags.get(kind, "p")
            rows.append(f"<{tag}>{text}</{tag}>")
    return "\n".join(rows).replace("<li>", "<ul><li>", 1).replace("</li>\n<p>", "</li></ul>\n<p>")


def html_page(picture: str = INSIDE) -> str:
    teasers = "".join(f"<li><a href='/{n}'>Un autre article, bien plus lu, no {n}</a></li>" for n in range(6))
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{LINES[0][1]} - {PAPER}</title>
<meta property="og:title" content="{LINES[0][1]}"><meta property="og:site_name" content="{PAPER}">
<meta name="author" content="{AUTHOR}"><meta property="article:published_time" content="{DATE}T10:32:00+01:00">
<link rel="canonical" href="https://example.org/pont"><style>p {{ color: red }}</style>
<script>document.write("<p>Rien de tout cela n’est à lire, ni à exécuter.</p>")</script></head>
<body><div class="cookie-banner"><p>Nous utilisons des cookies, vous les acceptez, merci.</p></div>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/p">Politique</a></li></ul></nav></header>
<main><article>{html_body(picture).replace('href="https://example.org', 'href="')}</article>
<section class="comments"><p>Un lecteur pense, comme toujours, que la mairie aurait dû agir plus tôt.</p></section>
<aside><h3>Les plus lus</h3><ul>{teasers}</ul></aside></main>
<footer><p>Mentions légales, conditions, plan du site</p></footer></body></html>"""


def html() -> bytes:
    return html_page().encode()


def html_in_old_encoding() -> bytes:
    return html_page().replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1252")


def mhtml() -> bytes:
    message = EmailMessage()
    message.set_content(html_page("images/pont.png"), subtype="html", cte="quoted-printable")
    message["From"] = "<Saved by a browser>"
    message["Subject"] = LINES[0][1]
    message["Snapshot-Content-Location"] = "https://example.org/pont"
    message.make_related()
    where = {"Content-Location": "https://example.org/images/pont.png"}
    message.add_related(PICTURE, "image", "png", headers=[f"{key}: {value}" for key, value in where.items()])
    data = message.as_bytes()
    return b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/pont\r\n" + data


def _letter() -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{PAPER} <lettre@example.org>"
    message["To"] = "lecteur@example.org"
    message["Subject"] = LINES[0][1]
    message["Date"] = "Fri, 12 Mar 2021 10:32:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    return message


def mail_html() -> bytes:
    message = _letter()
    message.set_content("Votre logiciel n’affiche pas cette lettre.")
    table = (
        f"<table><tr><td>{html_body('cid:pont@x')}</td></tr></table><div class='footer'>Se désabonner</div>"
    )
    message.add_alternative(f"<html lang=fr><body>{table}</body></html>", subtype="html")
    message.get_payload()[1].add_related(PICTURE, "image", "png", cid="<pont@x>")  # type: ignore[union-attr]
    return message.as_bytes()


def mail_plain() -> bytes:
    message = _letter()
    message.set_content("\n\n".join(text for _, text in LINES[1:]), cte="base64")
    return message.as_bytes()


def markdown() -> bytes:
    marks = {"title": "# ", "heading": "## "}
    lines = [
        marks.get(kind, "") + linked(text.replace("• ", "* "), "[{words}]({plain})") for kind, text in LINES
    ]
    text = f"---\nauthor: {AUTHOR}\ndate: {DATE}\n---\n\n" + "\n\n".join(lines)
    return text.replace("Le pont de Pirmil, vu", f"![{ALT}](pont.png)\nLe pont de Pirmil, vu").encode()


_DOCX_STYLES = {"title": "Title", "heading": "Heading1", "caption": "Caption", "list_item": "ListParagraph"}
_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx_document(paragraphs: str) -> bytes:
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_CONTENT}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    names = {
        "Title": "Title",
        "Heading1": "heading 1",
        "Caption": "caption",
        "ListParagraph": "List Paragraph",
    }
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    links = "".join(
        f'<Relationship Id="{escape(url)}" Type="{_OFFICE}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for _, url in LINKS
    )
    core = (
        f"<cp:coreProperties xmlns:cp='{_PACKAGE}/metadata/core-properties' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>"
    )
    return zipped(
        [
            (
                "[Content_Types].xml",
                f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" '
                f'ContentType="image/png"/><Default Extension="rels" '
                f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            ),
            (
                "_rels/.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            ),
            (
                "word/_rels/document.xml.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2" '
                f'Type="{_OFFICE}/numbering" Target="numbering.xml"/><Relationship Id="image1" '
                f'Type="{_OFFICE}/image" Target="media/pont.png"/>{links}</Relationships>',
            ),
            ("word/document.xml", f"{_XML}<w:document {_WORD}><w:body>{paragraphs}</w:body></w:document>"),
            ("word/styles.xml", f"{_XML}<w:styles {_WORD}>{styles}</w:styles>"),
            (
                "word/numbering.xml",
                f'{_XML}<w:numbering {_WORD}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
                f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
            ),
            ("docProps/core.xml", _XML + core),
            ("word/media/pont.png", PICTURE),
        ]
    )


_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
WORD_PICTURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWN}/wordprocessingDrawing"><wp:docPr id="1" name="x" '
    f'descr="{ALT}"/><a:graphic xmlns:a="{_DRAWN}/main"><a:graphicData uri="{_DRAWN}/picture">'
    f'<pic:pic xmlns:pic="{_DRAWN}/picture"><pic:blipFill><a:blip r:embed="image1"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def docx() -> bytes:
    rows: list[str] = []
    for kind, text in LINES:
        style = f'<w:pStyle w:val="{_DOCX_STYLES[kind]}"/>' if kind in _DOCX_STYLES else ""
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if kind == "list_item" else ""
        words = text.removeprefix("• ").split(" ", 1)  # two runs, as Word itself cuts them
        runs = f'<w:r><w:t xml:space="preserve">{words[0]} </w:t></w:r><w:r><w:t>{words[1]}</w:t></w:r>'
        runs = linked(
            runs,
            '</w:t></w:r><w:hyperlink r:id="{url}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
            '<w:r><w:t xml:space="preserve">',
        ).replace("<w:t>", '<w:t xml:space="preserve">')
        rows.append(WORD_PICTURE if kind == "caption" else "")
        rows.append(f"<w:p><w:pPr>{style}{number}</w:pPr>{runs}</w:p>")
    return docx_document("".join(rows))


_ODF = (
    " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
        for key in ("office", "text", "style", "meta", "drawing")
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


ODF_PICTURE = (
    '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
    f'<draw:image xlink:href="Pictures/pont.png"/><svg:title xmlns:svg="urn:svg">{ALT}</svg:title>'
    "</draw:frame></text:p>"
)


def odt_document(body: str) -> bytes:
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    return zipped(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            ),
            (
                "meta.xml",
                f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
                f"<dc:creator>{AUTHOR}</dc:creator><dc:language>fr-FR</dc:language></office:meta></office:document-meta>",
            ),
            ("Pictures/pont.png", PICTURE),
        ]
    )


def odt() -> bytes:
    rows: list[str] = []
    for kind, text in LINES:
        text = text.removeprefix("• ").replace(" et ", "<text:span> et</text:span><text:s/>")
        text = linked(text, '<text:a xlink:href="{url}">{words}</text:a>')
        if kind == "title":
            rows.append(f'<text:p text:style-name="P1">{text}</text:p>')
        elif kind == "heading":
            rows.append(f'<text:h text:outline-level="1">{text}</text:h>')
        elif kind == "caption":
            rows.append(f'{ODF_PICTURE}<text:p text:style-name="Illustration">{text}</text:p>')
        elif kind == "list_item":
            rows.append(f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>")
        else:
            rows.append(
                f"<text:p>{text}<office:annotation><text:p>Une note</text:p></office:annotation></text:p>"
            )
    return odt_document("".join(rows))


def epub_book(
    chapters: list[str], language: str = "fr", nav: str = "<ol><li>Chapitre</li></ol>", ncx: str = ""
) -> bytes:
    """A book; ``nav`` is the list in its navigation document, ``ncx`` the points of an older one."""
    names = [f"chapitre-{number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="c{n}" href="texte/{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{LINES[0][1]}</dc:title><dc:creator>{AUTHOR}</dc:creator>'
        f"<dc:date>{DATE}</dc:date><dc:publisher>{PAPER}</dc:publisher><dc:language>{language}</dc:language></metadata>"
        '<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'<item id="x" href="livre.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest>'
        f'<spine><itemref idref="n"/>{order}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="OEBPS/livre.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    frame = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
    return zipped(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("OEBPS/livre.opf", package),
            ("OEBPS/nav.xhtml", frame.format(f"<nav>{nav}</nav>")),
            ("OEBPS/livre.ncx", f"<ncx><navMap>{ncx}</navMap></ncx>"),
            *(
                (f"OEBPS/texte/{name}", frame.format(chapter))
                for name, chapter in zip(names, chapters, strict=True)
            ),
            ("OEBPS/images/pont.png", PICTURE),
        ]
    )


def epub() -> bytes:
    before, after = html_body("../images/pont.png").split("<h2>", 1)
    return epub_book([before.replace(f'alt="{ALT}">', f'alt="{ALT}"/>'), "<h2>" + after])


def rtf() -> bytes:
    def encoded(text: str) -> str:
        return "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text)

    rows = "\n".join(f"\\pard {encoded(text)}\\par" for _, text in LINES)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\title x}}\n" + rows + "}").encode()


def plain() -> bytes:
    return TEXT.encode()
