"""Somebody takes back what they have answered, over HTTP: one question, and then nothing of it is anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.join.cookies_and_forms import FORM
from journey.service import Product
from journey.service.rounds import closing, reopening
from journey.store import copying
from journey.store import respondents as stored_respondents
from tests.steps.light_pages import Phone, fields_in, given, invitation, keys_in
from tests.steps.server import LightServer
from tests.steps.workshop import Invited

SECRET = "quokka in the minutes"


@pytest.fixture
def invited(product: Product) -> Invited:
    """Colleagues who answer by a link."""
    return invitation(product)


def phone_of_one(server: LightServer, invited: Invited, note: str) -> Phone:
    """Somebody has joined and answered a statement, with a note."""
    phone = Phone(server.port)
    phone.join(invited.code, role="front-line")
    key = keys_in(phone.get(f"/join/{invited.code}/answer/1").text)[0]
    phone.answer(invited.code, 1, {f"choice:{key}": "2", f"note:{key}": note})
    return phone


def joined(invited: Invited) -> int:
    with invited.product.store.read() as tx:
        return stored_respondents.joined(tx, invited.council.id, invited.invitation.id)


@pytest.mark.parametrize("page", ["review", "saved", "done"])
def test_pages_at_the_end_lead_to_it(server: LightServer, invited: Invited, page: str) -> None:
    phone = phone_of_one(server, invited, SECRET)
    phone.post(f"/join/{invited.code}/review", {FORM: phone.form_token(f"/join/{invited.code}/review")})
    assert f'href="/join/{invited.code}/remove"' in phone.get(f"/join/{invited.code}/{page}").text


def test_what_is_removed_is_in_no_file_and_in_no_copy_made_afterwards_and_others_stay(
    server: LightServer, invited: Invited, tmp_path: Path
) -> None:
    only_here = "an echidna that no other test knows"
    phone, other = phone_of_one(server, invited, only_here), phone_of_one(server, invited, "a wombat")
    asked = phone.get(f"/join/{invited.code}/remove")
    assert "There is no way back" in asked.text
    file = invited.product.store.place.file
    assert file
    assert any(only_here.encode() in path.read_bytes() for path in file.parent.glob("journey.db*"))
    assert joined(invited) == 2, "to look at the question changes nothing"
    gone = phone.post(f"/join/{invited.code}/remove", fields_in(asked.text))
    assert (gone.status, gone.place) == (303, f"/join/removed?code={invited.code}")
    assert phone.token is None
    assert "data-forget" in phone.get(gone.place).text, "what a script has kept goes, too"
    copying.copy(file, tmp_path / "journey.db.copy")
    left = {path.name: path.read_bytes() for path in (*file.parent.glob("journey.db*"), tmp_path / "journey.db.copy")}
    assert [name for name, content in left.items() if only_here.encode() in content] == []
    assert any(b"a wombat" in content for content in left.values())
    assert joined(invited) == 1
    assert len(given(invited.product, invited.code, other.token or "")) == 1
    assert phone.get(f"/join/{invited.code}/review").place == f"/join/{invited.code}", "where people begin"


def test_nobody_elses_page_removes_anything(server: LightServer, invited: Invited) -> None:
    phone, other = phone_of_one(server, invited, SECRET), phone_of_one(server, invited, "a wombat")
    token = fields_in(other.get(f"/join/{invited.code}/remove").text)
    assert phone.post(f"/join/{invited.code}/remove", token).status == 403
    assert Phone(server.port).post(f"/join/{invited.code}/remove", token).status == 303, "a stranger is led to join"
    assert joined(invited) == 2


def test_once_closed_nothing_can_be_removed_and_opened_again_nobody_is_known(
    server: LightServer, invited: Invited
) -> None:
    phone = phone_of_one(server, invited, SECRET)
    form = fields_in(phone.get(f"/join/{invited.code}/remove").text)
    token, held = phone.token, invited.selection.round
    closing.close(invited.product, invited.council.id, held.id)
    assert phone.post(f"/join/{invited.code}/remove", form).status == 404
    reopening.reopen(invited.product, invited.council.id, held.id, reason="late", decided_by="the leader")
    begin = phone.get(f"/join/{invited.code}").text
    assert "open again" in begin
    assert "Welcome back" not in begin
    assert phone.token == token, "the browser still has its token, and nobody knows whose it is"
    assert phone.post(f"/join/{invited.code}/remove", form).status == 303
    assert joined(invited) == 1
