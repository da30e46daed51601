"""eSesja's pages: letters declared in the page alone, lists without an end, secret votes, pages that are none."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import Choice, VoteDraft
from council.sources import esesja_votes
from council.sources.esesja_votes import EsesjaVotes
from watchdog.ingest.source import Draft, Reject, Unreadable

HOST = "https://miasto.example"
VOTE = f"{HOST}/glosowanie/77/ab12#day=2024-11-25&number=8"
LINK = "<p><a href='/listaglosowan/0000-1111'>Sesja nr VIII w dniu 25 Listopada 2024</a></p>"
GROUP = "<div class='wim'><h3>{0}<span class='x'> ({1})</span></h3>{2}</div>"


def page(*lines: str, letters: str = "windows-1250") -> bytes:
    head = f"<meta http-equiv='Content-Type' content='text/html; charset={letters}'>"
    return "\n".join([head, *lines]).encode(letters)


def people(*names: str) -> str:
    return "".join(f"<div class='osobaa'>{name}</div>" for name in names)


def read(content: bytes, address: str = VOTE) -> list[Draft | Reject]:
    return list(EsesjaVotes(HOST).read(content, address))


def vote_in(content: bytes) -> VoteDraft:
    draft = read(content)[0]
    assert isinstance(draft, VoteDraft)
    return draft


def leads(content: bytes, address: str = f"{HOST}/glosowania", since: date = date(2024, 1, 1)) -> list[str]:
    return list(EsesjaVotes(HOST).follow(address, content, since))


@pytest.mark.parametrize("letters", ["windows-1250", "iso-8859-2", "utf-8"])
def test_a_page_is_read_in_the_letters_that_it_declares(letters: str) -> None:
    content = page("<h1>zażółcenia ścian</h1>", GROUP.format("ZA", 1, people("Łoś Świętosława")), letters=letters)

    vote = vote_in(content)

    assert vote.subject == "zażółcenia ścian"
    assert vote.ballots[0].name == "Łoś Świętosława"


def test_unclosed_elements_and_spaces_do_not_matter() -> None:
    content = page(
        "<h1>przerwy<br>w obradach</h1><ul><li>a<li>b</ul>", GROUP.format("ZA", 1, people(" Żak&nbsp; Jan "))
    )

    vote = vote_in(content)

    assert (vote.subject, vote.ballots[0].name) == ("przerwy w obradach", "Żak Jan")


def test_names_whose_elements_are_not_closed_do_not_run_together() -> None:
    groups = GROUP.format("ZA", 2, people("Żak Jan", "Łoś Ewa")) + GROUP.format("PRZECIW", 1, people("Kot Adam"))

    vote = vote_in(page("<h1>przerwy</h1>", groups.replace("</div>", "")))

    assert [(ballot.name, ballot.label) for ballot in vote.ballots] == [
        ("Żak Jan", "ZA"),
        ("Łoś Ewa", "ZA"),
        ("Kot Adam", "PRZECIW"),
    ]


def test_a_page_in_utf_8_is_read_as_such_whatever_it_declares() -> None:
    content = page("<h1>zażółcenia</h1>", GROUP.format("ZA", 1, people("Łoś Ewa"))).decode("cp1250").encode()

    assert vote_in(content).ballots[0].name == "Łoś Ewa"


def test_a_counter_that_no_council_can_have_is_refused_in_words() -> None:
    [reject] = read(page("<h1>przerwy</h1>", GROUP.format("ZA", 10**20, people("Żak Jan"))))

    assert isinstance(reject, Reject)


def test_the_vote_printed_behind_a_name_is_no_part_of_it() -> None:
    group = GROUP.format("WSTRZYMUJĘ SIĘ", 1, people("Żak Jan (WSTRZYMAŁ(A) SIĘ)"))

    (ballot,) = vote_in(page("<h1>przerwy</h1>", group)).ballots

    assert (ballot.name, ballot.choice) == ("Żak Jan", Choice.ABSTAIN)


def test_a_secret_vote_has_counters_and_no_names() -> None:
    title = "<h1>Wyniki głosowania tajnego w sprawie: wyboru przewodniczącego</h1>"

    vote = vote_in(page(title, GROUP.format("ZA", 13, ""), GROUP.format("PRZECIW", 12, "")))

    assert (vote.secret, vote.subject) == (True, "wyboru przewodniczącego")
    assert (vote.official.za, vote.official.przeciw, vote.official.wstrzymal_sie) == (13, 12, None)
    assert vote.ballots == ()


def test_names_of_a_secret_vote_are_not_recorded() -> None:
    title = "<h1>Wyniki głosowania tajnego w sprawie: wyboru przewodniczącego</h1>"

    vote = vote_in(page(title, GROUP.format("ZA", 1, people("Żak Jan"))))

    assert vote.ballots == ()
    assert [finding.code for finding in vote.findings] == ["secret_with_names"]


def test_a_question_about_a_secret_ballot_is_not_a_secret_vote() -> None:
    title = "<h1>Wyniki głosowania jawnego w sprawie: komisji do głosowania tajnego</h1>"

    assert not vote_in(page(title, GROUP.format("ZA", 1, people("Żak Jan")))).secret


def test_a_vote_without_names_keeps_its_one_line_of_counters() -> None:
    title = "<h1>Wyniki głosowania nieimiennego w sprawie: przerwy</h1>"
    line = "<p>ZA: 15, PRZECIW: 0, WSTRZYMUJĘ SIĘ: 2, BRAK GŁOSU: 1, NIEOBECNI: 3</p>"

    vote = vote_in(page(title, line))

    assert vote.official.model_dump(exclude_none=True) == {
        "za": 15, "przeciw": 0, "wstrzymal_sie": 2, "nie_glosowali": 1, "nieobecni": 3,
    }  # fmt: skip
    assert vote.note == "System podaje same liczby głosów, bez nazwisk."


def test_a_name_under_an_unknown_heading_is_rejected_alone() -> None:
    content = page(
        "<h1>przerwy</h1>", GROUP.format("ZA", 1, people("Żak Jan")), GROUP.format("INNE", 1, people("Łoś Ewa"))
    )

    vote, reject = read(content)

    assert isinstance(vote, VoteDraft)
    assert isinstance(reject, Reject)
    assert [ballot.name for ballot in vote.ballots] == ["Żak Jan"]
    assert [finding.code for finding in vote.findings] == ["unknown_label"]
    assert "„INNE”" in reject.reason


@pytest.mark.parametrize("content", [page("<h1>Przerwa techniczna</h1>"), page(GROUP.format("ZA", 1, ""))])
def test_a_page_without_a_question_or_a_result_is_no_roll_call(content: bytes) -> None:
    with pytest.raises(Unreadable) as failure:
        read(content)

    assert failure.value.code == "not_a_roll_call"


def test_a_page_brought_by_hand_does_not_say_its_session() -> None:
    content = page("<h1>przerwy</h1>", GROUP.format("ZA", 1, people("Żak Jan")))

    with pytest.raises(Unreadable, match="z której jest sesji"):
        list(EsesjaVotes().parse(content))


def test_a_list_leads_to_its_sessions_and_to_its_next_page() -> None:
    found = leads(page(LINK))

    assert found == [f"{HOST}/listaglosowan/0000-1111#day=2024-11-25&number=8", f"{HOST}/glosowania/2"]


def test_a_session_tells_its_votes_where_they_belong() -> None:
    content = page("<a href='/glosowanie/77/ab12'>Wynik</a>", "<a href='/listaglosowan/0000-1111'>wróć</a>")

    found = leads(content, f"{HOST}/listaglosowan/0000-1111#day=2024-11-25&number=8")

    assert found == [VOTE]


def test_a_list_of_older_meetings_leads_nowhere() -> None:
    assert leads(page(LINK), since=date(2024, 12, 1)) == []


def test_a_list_that_never_repeats_the_same_bytes_ends_all_the_same() -> None:
    assert leads(page(LINK), f"{HOST}/glosowania/{esesja_votes.LAST_PAGE}")[1:] == []


def test_links_to_other_hosts_are_not_followed() -> None:
    foreign = LINK.replace("/listaglosowan", "https://other.example/listaglosowan")

    assert leads(page(foreign)) == []


def test_an_empty_page_beyond_the_end_of_a_list_is_no_fault() -> None:
    assert read(page("<h1>Archiwum</h1>"), f"{HOST}/glosowania/7") == []
    assert leads(page("<h1>Archiwum</h1>"), f"{HOST}/glosowania/7") == []


def test_the_empty_list_of_a_council_that_moved_says_where_it_may_be() -> None:
    with pytest.raises(Unreadable, match="Portalu Mieszkańca") as failure:
        read(page("<div id='root'></div>"), f"{HOST}/glosowania")

    assert failure.value.code == "empty_list"
