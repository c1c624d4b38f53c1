"""Every construction by which the press quotes, with made-up names."""

from __future__ import annotations

import pytest

from tests.nlp.quotes.samples import quotes

ADA = [
    # the reporting verb behind
    "« Nous irons jusqu’au bout », a déclaré Ada Brun.",
    "« Nous irons jusqu’au bout », déclare Mme Brun à la presse.",
    "« Nous irons jusqu’au bout », a déclaré mardi Ada Brun.",
    "« Nous irons jusqu’au bout », a par exemple annoncé Ada Brun.",
    "« Nous irons jusqu’au bout », a fait valoir Ada Brun.",
    "« Nous irons jusqu’au bout », martèle la maire de Valmont. Ada Brun est élue depuis 2014.",
    "« Nous irons jusqu’au bout », a expliqué à Lyon Ada Brun.",
    "“Nous irons jusqu’au bout”, martèle Ada Brun.",
    '"Nous irons jusqu’au bout", a expliqué Ada Brun.',
    "„Nous irons jusqu’au bout“, a expliqué Ada Brun.",
    "« Nous irons jusqu’au bout », comme l’a dit Ada Brun.",
    "« Nous irons jusqu’au bout », explique le premier adjoint, Ada Brun.",
    # a pronoun behind
    "Ada Brun est arrivée hier. « Nous irons jusqu’au bout », a-t-elle ajouté.",
    "Ada Brun est arrivée hier. « Nous irons jusqu’au bout », renchérit-elle.",
    "Ada Brun est arrivée hier. « Nous irons jusqu’au bout », tente-t-elle de corriger.",
    # before
    "Ada Brun a déclaré : « Nous irons jusqu’au bout. »",
    "Ada Brun a déclaré que « la ville ira jusqu’au bout ».",
    "Ada Brun a répété qu’elle « irait jusqu’au bout ».",
    "Interrogée par Léo Marchais, Ada Brun a répondu : « Nous irons jusqu’au bout. »",
    "Ada Brun, qui a croisé Léo Marchais, a répondu : « Nous irons jusqu’au bout. »",
    "Ada Brun a été citée par la presse locale : « Nous irons jusqu’au bout. »",
    "Ada Brun : « Nous irons jusqu’au bout. »",
    "Dans un communiqué, Ada Brun a promis « d’aller jusqu’au bout ».",
    # names and judgements
    "Ada Brun a parlé d’une « trahison sans nom ».",
    "Ada Brun a dénoncé « une honte pour la ville ».",
    "Ada Brun a qualifié le projet de « honte pour la ville ».",
    "Ada Brun a évoqué « une honte pour la ville ».",
    "Ada Brun se disant « très heureuse de le voir », la séance a repris.",
    "Le projet a été qualifié par Ada Brun de « honte pour la ville ».",
    # sources
    "Selon Ada Brun, « nous irons jusqu’au bout ».",
    "« Nous irons jusqu’au bout », selon Ada Brun.",
    "D’après Ada Brun, la ville « ira jusqu’au bout ».",
    "Pour Ada Brun, la ville « ira jusqu’au bout ».",
    "De l’avis de Ada Brun, la ville « ira jusqu’au bout ».",
    "Aux yeux de Ada Brun, c’est « une honte pour la ville ».",
    "Ada Brun est arrivée hier. Selon elle, la ville « ira jusqu’au bout ».",
    "Ada Brun est arrivée hier. La ville, selon ses propres termes, « ira jusqu’au bout ».",
    # put in
    "« C’est une honte, estime Ada Brun, et nous le dirons. »",
    "« C’est une honte, a estimé Ada Brun. Nous le dirons. »",
    # with an apposition or a clause between
    "Ada Brun, la rivale de Léo Marchais, qui préside la séance, a répondu : « Nous irons jusqu’au bout. »",
    "Ada Brun, l’ancienne adjointe de Léo Marchais, qui lui succède, a dit vouloir « aller jusqu’au bout ».",
    # whom a pronoun takes up
    "Ada Brun a estimé que Léo Marchais était le bon candidat.\n\n« Nous irons jusqu’au bout », a-t-elle ajouté.",
    # carried on
    "« Nous irons », a dit Ada Brun. « Et nous reviendrons avant la nuit. »",
    "« Nous irons », a dit Ada Brun.\n\n« Et nous reviendrons tous avant la nuit, je vous le dis. »",
    "Ada Brun a déclaré vouloir « aller au bout », estimant que la ville « n’a rien à perdre ».",
    "« Le moment vient », pour l’opposition « où il faut choisir », a prévenu Ada Brun.",
]


@pytest.mark.parametrize("text", ADA)
def test_the_speaker_is_found(text: str) -> None:
    found = quotes(text)

    assert found
    for quote in found:
        assert quote.speech
        assert quote.speaker is not None
        assert quote.speaker.entity == "Ada Brun"
        assert 0.4 < quote.speaker.score <= 1


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("« Aucun accord n’est signé », annonce Le Figaro mardi.", "Figaro"),
        ("La Ligue des lecteurs a dénoncé « une décision absurde ».", "Ligue des lecteurs"),
        ("« C’est une décision absurde », a réagi la Ligue des lecteurs.", "Ligue des lecteurs"),
        ("Selon la Ligue des lecteurs, « la décision est absurde ».", "Ligue des lecteurs"),
    ],
)
def test_bodies_and_media_speak_too(text: str, body: str) -> None:
    (quote,) = quotes(text)

    assert quote.speaker is not None
    assert quote.speaker.entity == body


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("« Tout a brûlé en une heure », a raconté un témoin.", "un témoin"),
        ("« Tout a brûlé en une heure », racontent les habitants.", "les habitants"),
        ("Selon des experts, « tout a brûlé en une heure ».", "des experts"),
    ],
)
def test_a_source_that_is_nobody_keeps_its_words(text: str, words: str) -> None:
    (quote,) = quotes(text)

    assert quote.speaker is not None
    assert (quote.speaker.entity, quote.speaker.text) == (None, words)


@pytest.mark.parametrize(
    "text",
    [
        "« Aucun accord n’est signé », a déclaré un porte-parole du Kremlin.",
        "« Aucun accord n’est signé », selon un porte-parole du Kremlin.",
    ],
)
def test_a_spokesman_names_the_body_behind(text: str) -> None:
    (quote,) = quotes(text)

    assert quote.speaker is not None
    assert quote.speaker.entity is None
    assert quote.speaker.text == "un porte-parole du Kremlin"
    assert quote.speaker.organization == "Kremlin"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("« Nous irons jusqu’au bout », a déclaré Ada Brun.", "a déclaré"),
        ("« Nous irons jusqu’au bout », selon Ada Brun.", "selon"),
        ("Ada Brun a fait savoir que « la ville ira jusqu’au bout ».", "a fait savoir"),
        ("« C’est une honte, estime Ada Brun, et nous le dirons. »", "estime"),
    ],
)
def test_the_cue_says_how_we_know(text: str, cue: str) -> None:
    (quote,) = quotes(text)

    assert quote.cue is not None
    assert quote.cue.text == cue
    assert text[quote.cue.span.start : quote.cue.span.end] == cue


def test_the_team_of_somebody_is_not_that_person() -> None:
    (quote,) = quotes(
        "Léo Marchais vient samedi. « Rien n’est perdu », a déclaré un porte-parole de l’équipe Marchais."
    )

    assert quote.speaker is not None
    assert (quote.speaker.entity, quote.speaker.text) == (None, "un porte-parole de l’équipe Marchais")


def test_a_pronoun_is_not_whom_its_own_clause_names() -> None:
    first, second = quotes(
        "« Bonjour à tous », a dit Ada Brun. Léo Marchais est arrivé plus tard. "
        "Elle a décrit Léo Marchais comme « un homme de parole »."
    )

    assert first.speaker is not None
    assert second.speaker is None or second.speaker.entity != "Léo Marchais"


def test_nothing_certain_gives_no_speaker() -> None:
    (quote,) = quotes("Une banderole flottait au vent : « Non à la route, oui à la forêt ! »")

    assert quote.speaker is None


def test_a_new_name_ends_the_old_speakers_turn() -> None:
    first, second = quotes("« Nous irons », a dit Ada Brun. « C’est faux », a répondu Léo Marchais.")

    assert first.speaker is not None
    assert second.speaker is not None
    assert (first.speaker.entity, second.speaker.entity) == ("Ada Brun", "Léo Marchais")


def test_what_is_quoted_inside_a_quotation_is_the_same_mouth() -> None:
    outer, inner = quotes(
        "« Il m’a dit “viens donc ici tout de suite” et je suis venue », a raconté Ada Brun."
    )

    assert outer.speaker is not None
    assert inner.speaker == outer.speaker


def test_every_verdict_has_a_score() -> None:
    for quote in quotes("Ada Brun a lu « Le Pont ». « Nous irons jusqu’au bout », a-t-elle déclaré."):
        assert 0.5 <= quote.score <= 1


def test_words_of_a_title_that_are_quoted_again_have_the_same_speaker() -> None:
    text = (
        "« Nous irons jusqu’au bout » : Valmont refuse\n\n"
        "La séance a été longue, mardi, devant cent personnes venues de tout le canton.\n\n"
        "« Nous irons jusqu’au bout, et nous le dirons », a déclaré Ada Brun, très applaudie par la salle."
    )
    title, full = quotes(text)

    assert full.speaker is not None
    assert title.speaker is not None
    assert (title.speaker.entity, full.speaker.entity) == ("Ada Brun", "Ada Brun")


def test_a_dialogue_of_dashes_takes_its_speakers_from_its_clauses() -> None:
    text = (
        "Ada Brun et Léo Marchais se croisent.\n\n– Vous venez à la réunion, demande Ada Brun ?\n\n"
        "– Oui, je viens tout de suite, répond Léo Marchais."
    )
    found = [quote.speaker.entity if quote.speaker else None for quote in quotes(text)]

    assert found == ["Ada Brun", "Léo Marchais"]


def test_a_dialogue_goes_on_in_turns() -> None:
    text = (
        "Ada Brun et Léo Marchais se croisent.\n\n– Vous venez à la réunion, demande Ada Brun ?\n\n"
        "– Oui, je viens tout de suite, répond Léo Marchais.\n\n– Alors je vous attends ici ?"
    )
    found = [quote.speaker.entity if quote.speaker else None for quote in quotes(text)]

    assert found == ["Ada Brun", "Léo Marchais", "Ada Brun"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Claire Mabille est venue. Une banderole disait : « Non au mur ! »", "Une banderole"),
        ("Ada Brun, comme on sait, est élue. Un passant a crié : « Honte à vous ! »", "Un passant"),
    ],
)
def test_words_that_speak_are_no_one_else(text: str, words: str) -> None:
    (quote,) = quotes(text)

    assert quote.speaker is not None
    assert (quote.speaker.entity, quote.speaker.text) == (None, words)


def test_a_name_of_a_service_is_no_verb() -> None:
    (quote,) = quotes("Ada Brun a écrit sur Twitter : « Nous irons jusqu’au bout. »")

    assert quote.cue is not None
    assert quote.cue.text == "a écrit"
