"""The first administrator of one machine: the login in a file, with the secret of the second factor; the code told."""

from __future__ import annotations

import io
import stat

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.accounts import code
from watchdog.accounts.second_factor import accepted, secret_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(tmp_path, settings):
    settings.LOGIN_CODES_TOLD = True
    path = tmp_path / "admin-login"
    call_command("prepare", admin_login=path, stdout=io.StringIO())
    return path


def values(path) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in path.read_text(encoding="utf-8").splitlines())


def told(user: str = "admin") -> str:
    out = io.StringIO()
    call_command("login_code", user, stdout=out)
    return out.getvalue().strip()


def test_the_file_lets_in_by_the_form(client, login):
    given = values(login)
    typed = {"username": given["username"], "password": given["password"], "code": told(), "next": "/zaplecze/"}

    assert client.post("/zaplecze/login/", typed)["Location"] == "/zaplecze/"
    assert client.get("/zaplecze/").status_code == 200


def test_only_its_owner_reads_the_file_and_it_holds_the_secret(login):
    given = values(login)

    assert stat.S_IMODE(login.stat().st_mode) == 0o600
    assert given["totp-secret"] == secret_of(TOTPDevice.objects.get())
    assert given["otpauth"].startswith("otpauth://totp/")


def test_a_code_that_was_used_is_followed_by_the_next(login):
    admin = User.objects.get()
    first = told()
    assert accepted(admin, first)

    assert told() != first
    assert accepted(admin, told())


def test_the_login_of_an_older_portal_gets_its_second_factor_and_keeps_its_password(tmp_path, settings):
    settings.LOGIN_CODES_TOLD = True
    User.objects.create_superuser("admin", password="dawne-haslo-portalu")
    path = tmp_path / "admin-login"
    path.write_text("username: admin\npassword: dawne-haslo-portalu\n", encoding="utf-8")

    for _time in range(2):
        call_command("prepare", admin_login=path, stdout=io.StringIO())

    assert values(path)["password"] == "dawne-haslo-portalu"
    assert values(path)["totp-secret"] == secret_of(TOTPDevice.objects.get())


def test_in_production_no_code_is_told_and_no_secret_written(tmp_path, settings):
    settings.LOGIN_CODES_TOLD = False
    path = tmp_path / "admin-login"
    call_command("prepare", admin_login=path, stdout=io.StringIO())

    assert set(values(path)) == {"username", "password"}
    with pytest.raises(CommandError):
        told()


def test_who_has_no_second_factor_is_told_so(login):
    with pytest.raises(CommandError, match="nikt"):
        told("nikt")


def test_the_code_is_the_one_of_the_moment(login):
    assert told() == code(TOTPDevice.objects.get())
