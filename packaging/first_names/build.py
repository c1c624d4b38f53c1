"""Builds resources/lang/fr/first_names.toml: first names and the gender they show, from Faker's name lists."""

from __future__ import annotations

import importlib
import unicodedata
from collections import defaultdict
from pathlib import Path

import faker

_ROOT = Path(__file__).resolve().parents[2]
_OUT = _ROOT / "resources" / "lang" / "fr" / "first_names.toml"
_FRENCH = ("fr_FR", "fr_BE", "fr_CH", "fr_CA", "fr_DZ")
_OTHERS = (
    *("az_AZ", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LU", "en_GB", "en_IE", "en_IN"),
    *("en_NZ", "en_US", "es_AR", "es_CL", "es_CO", "es_ES", "es_MX", "et_EE", "fi_FI", "hr_HR", "hu_HU"),
    *("id_ID", "it_IT", "nl_BE", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI"),
    *("sv_SE", "tr_TR", "tw_GH", "uz_UZ", "yo_NG"),
)
# Names as the French press writes them, of languages whose lists are in other scripts.
_BY_HAND = {
    "m": """abbas abdallah abdel abdelaziz abdou abdoulaye adnan ahmad ahmed aleksandar aleksander aleksei alexandros
    alexeï alexei ali amadou amin amine amir anatoli andreï andrei anwar arkadi arseni artem aslan bachar
    bachir bogdan boubacar brahim chaïm dmitri dragan driss dusan ehoud emmerson evgueni fahd fayçal fedor
    gennadi georgi gherman giorgos gleb goran grigori habib hachemi hamid hamza hassan hicham hocine hosni
    houari hussein iakov ibrahim ibrahima idriss igor ilham ilia ioannis ismaïl issa itzhak iouri ivan jamal
    kaïs kamel karim khaled khalid konstantin kostas kwame kyriakos laurent leonid lev lofti mahamadou
    mahmoud malik mamadou mehdi mikhaïl mikhail miloš mladen mohamed mohammad mohammed mokhtar moncef
    mouammar mourad moussa mustapha mustafa nabil nasser nikita nikola nikolaï nikolai nikos oleg oleksandr
    omar oscar osman oumar oussama pavel piotr platon rachid radovan rafic ramzi ratko recep reza riad
    roustam ruslan saad saïd said salah salem salim sami samir semion sergueï serguei sergei slobodan
    souleymane stanislav tahar tarek tariq timour toufik vadim valeri vassili viatcheslav viktor vitali
    vladimir vladislav volodymyr vsevolod yacine yasser yitzhak youri youssef yves zakaria zinedine zoran""",
    "f": """aïcha aicha aïssata aminata amira anastasia assia astou awa bahia daria djamila ekaterina elena fatiha
    fatima fatimata fatou fatoumata farida galina ghada hadja halima hanane houria irina karima katarina
    kateryna khadija ksenia latifa leïla leila lioubov lioudmila loubna ludmila malika mariam mariama marina
    mariya maryam mila nadejda nadia najat naïma nadine natalia nawal nora oksana olga oleksandra olena
    polina rachida rama rania raïssa rokhaya saïda samia samira sana sihem siham soraya souad svetlana
    tatiana valentina yamina yasmina yekaterina youlia ioulia zahra zineb zoubida zsuzsa""",
}


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _lists(locale: str) -> dict[str, set[str]]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return {
        gender: {_fold(name) for name in values if name.isalpha() and len(name) > 1}
        for gender, values in (("m", provider.first_names_male), ("f", provider.first_names_female))
    }


def _genders() -> dict[str, str]:
    """Name to gender; French use decides, then all others together; names of both genders are left out."""
    found: dict[str, str] = {}
    by_hand = {gender: {_fold(name) for name in names.split()} for gender, names in _BY_HAND.items()}
    for sources in (
        [_lists(locale) for locale in _FRENCH],
        [by_hand],
        [_lists(locale) for locale in _OTHERS],
    ):
        votes: dict[str, set[str]] = defaultdict(set)
        for source in sources:
            for gender, names in source.items():
                for name in names:
                    votes[name].add(gender)
        for name, genders in votes.items():
            found.setdefault(name, "/".join(sorted(genders)))
    return found


def _wrapped(names: list[str]) -> str:
    lines, line = list[str](), ""
    for name in names:
        if len(line) + len(name) > 108:
            lines.append(line.rstrip())
            line = ""
        line += name + ", "
    return "\n".join([*lines, line.rstrip(", ")])


def main() -> None:
    genders = _genders()
    parts = [
        "# First names and the gender that they show; names of both genders are left out. Built by",
        f"# packaging/first_names/build.py from the lists of Faker {faker.VERSION} (MIT licence) and one by hand.",
    ]
    for gender in ("m", "f"):
        names = sorted(name for name, shown in genders.items() if shown == gender)
        parts.append(f'{gender} = """{_wrapped(names)}"""')
    _OUT.write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
