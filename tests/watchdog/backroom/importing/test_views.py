from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from tests.watchdog.backroom.conftest import person_of
from tests.watchdog.backroom.importing.conftest import PEOPLE, ROLL_CALL, table
from watchdog.archive.models import Snapshot
from watchdog.backroom.importing.confirming import confirm
from watchdog.backroom.importing.kinds import all_kinds
from watchdog.backroom.models import ImportFile, State, Submission

pytestmark = pytest.mark.django_db

KINDS = reverse("imports:kinds")
PEOPLE_PAGE = reverse("imports:kind", args=["osoby"])


def text(response):
    return response.content.decode()


def test_a_table_is_brought_looked_at_and_sent_to_review(client, volunteer, councillors):
    client.force_login(volunteer)

    page = client.post(reverse("imports:kind", args=["glosowania"]), {"file": table(ROLL_CALL)}, follow=True)
    assert "7. Osiedle Baildona" in text(page)
    sent = client.post(page.request["PATH_INFO"], {"step": "send"}, follow=True)

    assert "Wysłano do recenzji 2 wpisy" in text(sent) or Submission.objects.filter(state=State.REVIEW).count() == 2
    assert reverse("backroom:bundle", args=[Submission.objects.first().bundle_id]) in text(sent)


@pytest.mark.parametrize("kind", [kind.slug for kind in all_kinds()])
def test_each_kind_is_refused_to_whoever_may_not_type_it(client, kind):
    client.force_login(person_of("ktos", "add_petition"))

    for name in ("kind", "blank_csv", "blank_xlsx"):
        assert client.get(reverse(f"imports:{name}", args=[kind])).status_code == 403
    posted = client.post(reverse("imports:kind", args=[kind]), {"file": table(PEOPLE)})

    assert posted.status_code == 403
    assert not Snapshot.objects.exists()


def test_the_first_page_is_refused_to_whoever_may_import_nothing(client):
    client.force_login(person_of("ktos", "add_petition"))

    assert client.get(KINDS).status_code == 403
    assert KINDS not in text(client.get(reverse("admin:index")))


def test_only_tables_of_ones_own_kinds_are_offered(client, brought):
    brought("osoby", PEOPLE)
    client.force_login(person_of("ktos", "add_vote"))

    page = text(client.get(KINDS))

    assert PEOPLE_PAGE not in page
    assert reverse("imports:kind", args=["glosowania"]) in page
    assert "tabela.csv" not in page


@pytest.mark.parametrize("step", ["compare", "keep", "send", "drop"])
def test_no_step_is_taken_without_the_right_to_type_such_records(client, brought, step):
    file = brought("osoby", PEOPLE)
    for user in (person_of("ktos", "add_vote"), person_of("drugi", "publish_submission")):
        client.force_login(user)
        assert client.post(file.get_absolute_url(), {"step": step}).status_code == 403

    file.refresh_from_db()
    assert file.state == ImportFile.State.OPEN
    assert not Submission.objects.exists()


def test_a_reviewer_may_look_at_the_preview_and_is_offered_no_step(client, brought, reviewer):
    file = brought("osoby", PEOPLE)
    client.force_login(reviewer)

    page = client.get(file.get_absolute_url())

    assert page.status_code == 200
    assert 'name="step"' not in text(page)


def test_a_visitor_is_sent_to_the_log_in(client, brought):
    file = brought("osoby", PEOPLE)

    for url in (KINDS, PEOPLE_PAGE, file.get_absolute_url(), reverse("imports:errors", args=[file.pk])):
        assert client.get(url).status_code == 302


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as packed:
    packed.writestr("xl/workbook.xml", b"<a>" + b"0" * 60_000_000)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("kto;co\n1;2\n", "tabela.csv", "„kadencja”"),
        ("osoba;radny;kadencja\nAnna Lis;Anna Lis;2010-2014\n", "tabela.csv", "dwa razy"),
        ("osoba;kadencja\nAnna Lis;2010-2014;x;y\n", "tabela.csv", "Sprawdź separatory"),
        ("osoba;kadencja\n" + "Anna Lis;2010-2014\n" * 20_001, "tabela.csv", "20000 wierszy"),
        (b"%PDF-1.4\n%", "tabela.pdf", "PDF"),
        (BOMB.getvalue(), "tabela.xlsx", "po rozpakowaniu"),
        (b"osoba;kadencja\n" + b"x" * 21 * 1024 * 1024, "tabela.csv", "większy niż 20 MB"),
        (b"PK\x03\x04 nothing", "tabela.xlsx", "uszkodzony"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(client, volunteer, content, name, words):
    client.force_login(volunteer)

    page = client.post(PEOPLE_PAGE, {"file": table(content, name)}, follow=True)

    assert words in text(page)
    assert not ImportFile.objects.exists()


def test_errors_are_shown_by_themselves_and_given_as_a_table_without_formulas(client, volunteer, brought):
    file = brought("osoby", f"{PEOPLE}=1+1;2010-2014\nJan Kot;jutro\n")
    client.force_login(volunteer)

    page = text(client.get(file.get_absolute_url(), {"widok": "bledy"}))
    given = b"".join(client.get(reverse("imports:errors", args=[file.pk]))).decode("utf-8-sig")

    assert "wiersz 5, kolumna „kadencja”" in page
    assert 'id="wiersz-2"' not in page
    assert given.splitlines()[0] == "wiersz;kolumna;co jest nie tak"
    assert not any(cell.startswith("=") for line in given.splitlines() for cell in line.split(";"))


def test_a_long_list_is_paged_within_its_view(client, volunteer, brought):
    rows = "".join(f"Anna Lis{chr(97 + n // 26)}{chr(97 + n % 26)};2010-2014\n" for n in range(60))
    file = brought("osoby", f"osoba;kadencja\n{rows}")
    client.force_login(volunteer)

    page = text(client.get(file.get_absolute_url(), {"widok": "nowe", "strona": "2"}))

    assert 'id="wiersz-61"' in page
    assert 'id="wiersz-2"' not in page


@pytest.mark.parametrize("kind", [kind.slug for kind in all_kinds()])
def test_the_empty_tables_of_a_kind_are_read_back_as_such_a_table(client, admin_user, kind):
    client.force_login(admin_user)

    csv = b"".join(client.get(reverse("imports:blank_csv", args=[kind])))
    xlsx = b"".join(client.get(reverse("imports:blank_xlsx", args=[kind])))

    assert csv.startswith("\ufeff".encode())
    for content, name in ((csv, "wzor.csv"), (xlsx, "wzor.xlsx")):
        page = client.post(reverse("imports:kind", args=[kind]), {"file": table(content, name)}, follow=True)
        assert "Nie ma takich wierszy" in text(page)
    assert load_workbook(io.BytesIO(xlsx)).sheet_names == ["Dane", "Objaśnienia"]


def test_a_withdrawn_import_can_be_brought_again(client, volunteer, brought):
    file = brought("osoby", PEOPLE)
    confirm(file, volunteer, send=True)
    client.force_login(volunteer)

    client.post(file.get_absolute_url(), {"step": "drop"})

    again = brought("osoby", PEOPLE)
    assert again.pk != file.pk
    assert {entry["status"] for entry in again.entries} == {"new"}


def test_a_form_sent_twice_makes_one_import(client, volunteer, brought):
    file = brought("osoby", PEOPLE)
    client.force_login(volunteer)

    for _time in range(2):
        client.post(file.get_absolute_url(), {"step": "send"}, follow=True)

    assert Submission.objects.count() == 2
