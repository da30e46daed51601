"""
A register of contracts of any length, invented: the same seed gives the same rows, and a longer file begins with a
shorter one, so that 100 000 rows are the first tenth of a million.

What the measurements lean on: „usługi” stands in a quarter of the subjects and „remont” in six of a hundred, and never
both; each of twenty rare words stands in one row of 20 000; 20 000 suppliers of which the first has the most rows, each
with a NIP whose check digit is right; 40 units. All names are put together from lists of words; no register was read.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HEADINGS = (
    "Data zawarcia",
    "Numer umowy",
    "Wykonawca",
    "NIP wykonawcy",
    "Przedmiot umowy",
    "Dział",
    "Rozdział",
    "Paragraf",
    "Jednostka",
    "Wartość brutto",
    "Adres wpisu",
)
SUPPLIERS = 20_000
FIRST_DAY = date(2006, 1, 2)
DAYS = 7_300
FREQUENT, COMMON = "usługi", "remont"


def listed(words: str) -> tuple[str, ...]:
    """Take apart what stands in one text, parted by „|”."""
    return tuple(words.split("|"))


WORKS = {
    "Usługi sprzątania": 9,
    "Usługi przewozu": 8,
    "Usługi utrzymania": 8,
    "Remont": 6,
    "Dostawa": 14,
    "Zakup": 16,
    "Wykonanie": 9,
    "Budowa": 6,
    "Przeglądy": 5,
    "Najem": 5,
    "Projekt": 5,
    "Nadzór nad": 4,
    "Szkolenie": 3,
    "Naprawa": 2,
}
THINGS = listed(
    "hali sportowej|nawierzchni jezdni|oświetlenia parku|placu zabaw|sprzętu komputerowego|artykułów biurowych"
    "|żywności dla stołówki|energii elektrycznej|oleju opałowego|odpadów komunalnych|zieleni miejskiej|dróg zimą"
    "|kanalizacji deszczowej|wodociągu|przystanków|monitoringu|systemu informatycznego|mebli szkolnych|pomocy naukowych"
    "|książek|uczniów do szkoły|schroniska dla zwierząt|poczty|telefonów|środków czystości|odzieży roboczej|znaków"
    "|chodnika|ścieżki rowerowej|świetlicy|remizy|wozu strażackiego|map|wycen nieruchomości|festynu|nagłośnienia"
    "|warsztatów|zajęć dodatkowych|posiłków|kotłowni|fotowoltaiki|dźwigu osobowego|ogrodzenia|studni|pomp|basenu|targu"
)
KINDS = listed("bieżący|pilny|roczny|kwartalny|wspólny|szkolny|miejski|letni|zimowy|dodatkowy|powtórzony|częściowy")
PLACES = listed(
    "w siedzibie urzędu|przy ulicy {street}|dla {unit}|na osiedlu {district}|w roku {year}|część {small}|etap {small}"
    "|dla szkoły numer {small}|dla przedszkola numer {small}|z montażem|z dowozem|według oferty"
    "|z budżetu obywatelskiego"
)
STREETS = listed(
    "Akacjowa|Bukowa|Cicha|Dworcowa|Figowa|Grabowa|Jasna|Klonowa|Łanowa|Modrzewiowa|Nowa|Okrężna|Piaskowa|Różana"
)
DISTRICTS = listed(
    "Zachód|Wschód|Zdrój|Wilcze Gardło|Trynek|Sikornik|Łabędy|Szobiszowice|Ligota|Bojków|Ostropa|Żerniki"
)
RARE = listed(
    "klawesyn|teleskop|parasol|proporzec|szalupa|organy|mozaika|oranżeria|prądnica|echosonda|arras|diorama|rotunda"
    "|sejsmograf|metronom|młyn|cieplarnia|żarna|tor łuczniczy|solanka"
)
NAMED = listed("Alfa|Brama|Cis|Delta|Ergo|Feniks|Grom|Helios|Irys|Jantar|Kopernik|Lazur|Merkury|Neon|Orion|Perła|Rondo")
TRADES = listed("bud|dach|druk|energo|gaz|instal|kom|lab|med|net|ogród|plast|ruch|serwis|tech|wod|zieleń")
FORMS = ("sp. z o.o.", "S.A.", "sp.k.", "s.c.", "sp.j.")
SMALL_FIRM = "Zakład usługowy {given} {family}"
GIVEN = listed("Alina|Bogdan|Cecylia|Dariusz|Emilia|Feliks|Gabriela|Henryk|Irena|Jerzy|Kamila|Leon|Monika|Norbert|Olga")
FAMILY = listed("Brzeziński|Czyżewski|Domagała|Filipek|Gołąb|Hojnacki|Jaworek|Kurek|Lipka|Majcher|Niemiec|Olszak|Pająk")
CLASSES = {
    "600": (9, ("60004", "60015", "60016")),
    "700": (6, ("70005", "70007")),
    "750": (15, ("75022", "75023", "75075", "75095")),
    "754": (4, ("75412", "75416")),
    "801": (27, ("80101", "80104", "80120", "80148", "80195")),
    "852": (9, ("85202", "85219", "85228")),
    "854": (4, ("85401", "85415")),
    "855": (5, ("85502", "85516")),
    "900": (12, ("90001", "90003", "90004", "90015")),
    "921": (5, ("92109", "92116")),
    "926": (4, ("92601", "92605")),
}
PARAGRAFS = {
    "4210": 24,
    "4300": 32,
    "4270": 9,
    "4260": 10,
    "4220": 5,
    "4240": 4,
    "4360": 4,
    "4430": 3,
    "6050": 6,
    "6060": 3,
}
UNITS = (
    "Urząd Miejski",
    *(f"Szkoła Podstawowa nr {number}" for number in range(1, 19)),
    *(f"Przedszkole Miejskie nr {number}" for number in range(1, 13)),
    *("Zarząd Dróg Miejskich", "Ośrodek Pomocy Społecznej", "Miejska Biblioteka", "Muzeum", "Centrum Sportu"),
    *("Straż Miejska", "Żłobki Miejskie", "Dom Pomocy", "Zakład Gospodarki Mieszkaniowej"),
)
NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
STEPS = 1_000
"""Parts into which a chance is cut when one of several weighted things is picked."""


class Supplier(NamedTuple):
    """An invented firm and its number."""

    name: str
    nip: str


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Give rows of eleven texts in the order of ``HEADINGS``: ISO days, amounts with a point and two digits."""
    chance = random.Random(seed)
    firms = suppliers(random.Random(seed + 1))
    works, paragrafs, units = weighted(WORKS), weighted(PARAGRAFS), weighted(dict.fromkeys(UNITS, 2) | {UNITS[0]: 30})
    dzials = weighted({code: weight for code, (weight, _) in CLASSES.items()})
    days = [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]
    for number in range(1, count + 1):
        day = days[int(DAYS * (1 - (1 - chance.random()) ** 1.3))]
        firm = firms[int(SUPPLIERS * chance.random() ** 2.6)]
        dzial, unit = one(chance, dzials), one(chance, units)
        yield (
            day.isoformat(),
            f"UM.{number}.{day.year}",
            *firm,
            subject(chance, one(chance, works), unit, day.year),
            dzial,
            one(chance, CLASSES[dzial][1]),
            one(chance, paragrafs),
            unit,
            f"{chance.lognormvariate(8.2, 1.7) + 0.01:.2f}",
            f"https://rejestr.example.org/{day.year}/{number}",
        )


def subject(chance: random.Random, work: str, unit: str, year: int) -> str:
    """Put a subject together: what is done, to what, of which kind, one to three places; rarely a rare word."""
    words = [work, one(chance, THINGS)]
    if chance.random() < 0.5:
        words.append(one(chance, KINDS))
    for _ in range(1 + int(2.2 * chance.random())):
        place = one(chance, PLACES)
        if "{" in place:
            street, district = one(chance, STREETS), one(chance, DISTRICTS)
            place = place.format(
                street=street, district=district, unit=unit, year=year, small=1 + int(20 * chance.random())
            )
        words.append(place)
    if chance.random() < len(RARE) / 20_000:
        words.append(one(chance, RARE))
    return " ".join(words)


def suppliers(chance: random.Random, count: int = SUPPLIERS) -> list[Supplier]:
    """Invent firms of different names and numbers."""
    found = []
    for number in range(1, count + 1):
        name = f"{one(chance, NAMED)}{one(chance, TRADES)} {number} {one(chance, FORMS)}"
        if chance.random() < 0.2:
            name = f"{SMALL_FIRM.format(given=one(chance, GIVEN), family=one(chance, FAMILY))} {number}"
        found.append(Supplier(name, nip_of(100_000_000 + number * 44_111)))
    return found


def nip_of(body: int) -> str:
    """Return the first NIP whose nine digits are this number or follow it: a remainder of 10 has no check digit."""
    while (check := sum(w * int(d) for w, d in zip(NIP_WEIGHTS, f"{body:09d}", strict=True)) % 11) == 10:
        body += 1
    return f"{body:09d}{check}"


def weighted(weights: dict[str, int]) -> list[str]:
    """Lay things out on ``STEPS`` places, each as often as it weighs, so that picking one is a single look."""
    total = sum(weights.values())
    laid: list[str] = []
    reached = 0
    for thing, weight in weights.items():
        reached += weight
        laid += [thing] * (round(reached * STEPS / total) - len(laid))
    return laid


def one(chance: random.Random, things: Sequence[str]) -> str:
    """Pick one of them; ``random.choice`` takes three times as long."""
    return things[int(len(things) * chance.random())]


def write(path: Path, count: int, seed: int = 1, *, comment: str = "", backwards: bool = False) -> Path:
    """
    Write a file with headings; the same rows make another file by a row above them, or in the opposite order.

    The file appears whole or not at all.
    """
    draft = path.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        if comment:
            file.write(f"{comment}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(reversed(list(rows(count, seed))) if backwards else rows(count, seed))
    draft.replace(path)
    return path
