"""Whom a written name may mean, tried on the real people of Gliwice's council and their names in oblique cases."""

from __future__ import annotations

import csv

import pytest
from django.conf import settings

from council.naming import Known, Match, Why, candidates, oblique, one_slip
from watchdog.core.text import fold, split_name

with (settings.BASE_DIR / "council/seeds/gliwice/people.csv").open(encoding="utf-8-sig") as seed:
    NAMES = sorted({row["name"] for row in csv.DictReader(seed, delimiter=";")})
PEOPLE = [Known(key, *split_name(name)) for key, name in enumerate(NAMES)]

DECLINED = {
    "Adam Michczyński": ["Adama Michczyńskiego", "Adamem Michczyńskim", "Adamowi Michczyńskiemu"],
    "Adam Neumann": ["Adama Neumanna", "Adamem Neumannem", "Adamowi Neumannowi"],
    "Agnieszka Duda": ["Agnieszki Dudy", "Agnieszkę Dudę", "Agnieszką Dudą", "Agnieszce Dudzie"],
    "Agnieszka Filipkowska": ["Agnieszki Filipkowskiej", "Agnieszkę Filipkowską", "Agnieszką Filipkowską"],
    "Aleksander Gwiazda": ["Aleksandra Gwiazdy", "Aleksandra Gwiazdę", "Aleksandrem Gwiazdą"],
    "Alicja Mainusch-Buhl": ["Alicji Mainusch-Buhl", "Alicję Mainusch-Buhl", "Alicją Mainusch - Buhl"],
    "Andrzej Chodorowski": ["Andrzeja Chodorowskiego", "Andrzejem Chodorowskim"],
    "Anna Gołębiowska": ["Anny Gołębiowskiej", "Annę Gołębiowską", "Anną Gołębiowską", "Annie Gołębiowskiej"],
    "Dominik Dragon": ["Dominika Dragona", "Dominikiem Dragonem"],
    "Ewa Potocka": ["Ewy Potockiej", "Ewę Potocką", "Ewą Potocką", "Ewie Potockiej"],
    "Grażyna Walter-Łukowicz": ["Grażyny Walter-Łukowicz", "Grażynę Walter-Łukowicz", "Grażynie Walter-Łukowicz"],
    "Henryk Woźniak": ["Henryka Woźniaka", "Henrykiem Woźniakiem"],
    "Jan Pająk": ["Jana Pająka", "Janem Pająkiem", "Janowi Pająkowi"],
    "Jarosław Gonciarz": ["Jarosława Gonciarza", "Jarosławem Gonciarzem"],
    "Jarosław Wieczorek": ["Jarosława Wieczorka", "Jarosławem Wieczorkiem"],
    "Kajetan Gornig": ["Kajetana Gorniga", "Kajetanem Gornigiem", "Kajetanowi Gornigowi"],
    "Katarzyna Kuczyńska-Budka": ["Katarzyny Kuczyńskiej-Budki", "Katarzynę Kuczyńską-Budkę"],
    "Katarzyna Ujma-Wąsowicz": ["Katarzyny Ujmy-Wąsowicz", "Katarzynę Ujmę-Wąsowicz", "Katarzyną Ujmą-Wąsowicz"],
    "Krystyna Sowa": ["Krystyny Sowy", "Krystynę Sowę", "Krystyną Sową", "Krystynie Sowie"],
    "Krzysztof Kleczka": ["Krzysztofa Kleczki", "Krzysztofa Kleczkę", "Krzysztofem Kleczką", "Krzysztofowi Kleczce"],
    "Krzysztof Procel": ["Krzysztofa Procela", "Krzysztofem Procelem"],
    "Leszek Curyło": ["Leszka Curyły", "Leszka Curyłę", "Leszkiem Curyłą", "Leszkowi Curyle"],
    "Magdalena Budny": ["Magdaleny Budny", "Magdalenę Budny", "Magdaleną Budny"],
    "Marcin Kiełpiński": ["Marcina Kiełpińskiego", "Marcinem Kiełpińskim"],
    "Marek Pszonak": ["Marka Pszonaka", "Markiem Pszonakiem", "Markowi Pszonakowi"],
    "Olaf Pest": ["Olafa Pesta", "Olafem Pestem"],
    "Paweł Wróblewski": ["Pawła Wróblewskiego", "Pawłem Wróblewskim"],
    "Ryszard Buczek": ["Ryszarda Buczka", "Ryszardem Buczkiem", "Ryszardowi Buczkowi"],
    "Stanisław Kubit": ["Stanisława Kubita", "Stanisławem Kubitem"],
    "Tadeusz Olejnik": ["Tadeusza Olejnika", "Tadeuszem Olejnikiem"],
    "Wiktoria Bartosiewicz": ["Wiktorii Bartosiewicz", "Wiktorię Bartosiewicz", "Wiktorią Bartosiewicz"],
    "Wojciech Czapla": ["Wojciecha Czapli", "Wojciecha Czaplę", "Wojciechem Czaplą"],
    "Zbigniew Wygoda": ["Zbigniewa Wygody", "Zbigniewa Wygodę", "Zbigniewem Wygodą", "Zbigniewowi Wygodzie"],
    "Łukasz Chmielewski": ["Łukasza Chmielewskiego", "Łukaszem Chmielewskim"],
}


def first(name: str) -> tuple[str, Why]:
    best = candidates(name, PEOPLE)[0]
    return NAMES[best.key], best.why


@pytest.mark.parametrize("name", NAMES)
def test_everybody_is_first_under_the_own_name_in_either_order_and_without_diacritics(name):
    given, family = split_name(name)

    assert first(name) == first(f"{family.upper()} {given}") == first(fold(name)) == (name, Why.SAME)


@pytest.mark.parametrize("name", NAMES)
def test_the_nominative_is_one_of_the_forms_of_every_word(name):
    words = fold(name).replace("-", " ").split()

    assert all(word in oblique(word) for word in words)


@pytest.mark.parametrize(("written", "name"), [(form, name) for name, forms in DECLINED.items() for form in forms])
def test_a_name_in_an_oblique_case_is_first_that_persons_in_either_order(written, name):
    given, family = split_name(written)

    assert first(written)[0] == first(f"{family} {given}")[0] == name


@pytest.mark.parametrize(
    ("written", "name", "why"),
    [
        ("Sowy", "Krystyna Sowa", Why.FAMILY_ONLY),
        ("K. Sowa", "Krystyna Sowa", Why.INITIAL),
        ("Sową K.", "Krystyna Sowa", Why.INITIAL),
        ("dr hab. Katarzyna Wąsowicz", "Katarzyna Ujma-Wąsowicz", Why.HALF),
        ("Ujma Wąsowicz Katarzyna", "Katarzyna Ujma-Wąsowicz", Why.SAME),
        ("Krzysztof Paweł Procel", "Krzysztof Procel", Why.FEWER_GIVEN),
        ("Wieczorek Jaroslaw", "Jarosław Wieczorek", Why.SAME),
        ("Ryszard Buczak", "Ryszard Buczek", Why.SLIP),
        ("Komig Kajetan", "", Why.SLIP),
        ("Kajetan Gomig", "Kajetan Gornig", Why.SLIP),
        ("Prezydent Miasta", "", Why.SAME),
        ("Jan", "", Why.SAME),
        ("", "", Why.SAME),
    ],
)
def test_the_reason_says_what_was_forgiven(written, name, why):
    found = candidates(written, PEOPLE)

    assert [(NAMES[match.key], match.why) for match in found[:1]] == ([(name, why)] if name else [])


def test_a_former_family_name_is_known_by_its_spelling_in_any_case():
    woman = Known(1, "Anna", "Kowalska", ("Zawadzka Anna",))

    assert candidates("Anny Zawadzkiej", [woman]) == [Match(1, 0.902, Why.INFLECTED)]


def test_namesakes_are_both_candidates():
    two = [Known(1, "Jan", "Nowak"), Known(2, "Jan", "Nowak"), Known(3, "Jan Maria", "Nowak")]

    assert [match.key for match in candidates("Nowak Jan", two)] == [1, 2, 3]
    assert candidates("Nowak Jan", two)[2].why is Why.FEWER_GIVEN


def test_short_names_and_other_given_names_are_not_taken_for_slips():
    people = [Known(1, "Jan", "Lis"), Known(2, "Adam", "Nowak")]

    assert candidates("Jan Lus", people) == candidates("Ewa Nowak", people) == []


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("nowak", "nowka", True),
        ("nowak", "nowa", True),
        ("nowak", "nowaki", True),
        ("gornig", "gomig", True),
        ("nowak", "nowak", False),
        ("nowak", "mowek", False),
        ("nowak", "nowakow", False),
    ],
)
def test_one_slip_is_one_letter(one, other, slips):
    assert one_slip(one, other) is one_slip(other, one) is slips
