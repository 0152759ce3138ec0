"""Documents: what is taken and what is not, who sees and opens them, what stays of them, and where."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from accanto.cases.models import Document
from accanto.cases.operations.document import change_document, keep_files, open_document, remove_document
from accanto.cases.papers.check import NotTaken, checked, clean_name
from accanto.core import trail, vault
from accanto.core.sealed import SealBroken
from accanto.people.operations.duplicate import merge_people, undo_merge
from accanto.people.operations.identity import add_identity, break_glass
from accanto.privacy.models import AuditEntry
from tests.cases.papers import GPS, bomb, moving, pdf, photo, upload
from tests.cast import SYSTEM, TODAY, Cast


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def _add(cast: Cast, case: Any, *contents: bytes, who: Any = None, **said: Any) -> Any:
    files = [upload(each, f"foto{number}.jpg") for number, each in enumerate(contents)]
    values = {"kind": "other", "expires_on": "", "note": "", "kept": "", **said}
    url = reverse("cases:document_add", args=[case.pk])
    return cast.client(who or cast.berta).post(url, {**values, "file": files})


def _rows(case: Any) -> list[Document]:
    return list(Document.objects.visible_to(SYSTEM).filter(case=case).order_by("id"))


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "vuoto"),
    "program": (lambda: b"MZ\x90\x00" + b"\0" * 400, "non è né una foto"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "non è né una foto"),
    "page": (lambda: b"<html><script>alert(1)</script></html>", "non è né una foto"),
    "archive": (lambda: b"PK\x03\x04" + b"\0" * 200, "non è né una foto"),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 100, "HEIC"),
    "bomb": (bomb, "più punti"),
    "moving": (moving, "in movimento"),
    "cut": (lambda: photo()[:700], "danneggiato"),
    "cut pdf": (lambda: b"%PDF-1.7\n" + b"x" * 300, "danneggiato"),
    "locked": (lambda: pdf(password=True), "password"),
    "script": (lambda: pdf(script=True), "programma"),
    "hidden script": (lambda: pdf(hidden=True), "programma"),
    "deep script": (lambda: pdf(deep=True), "danneggiato"),
    "file on a note": (lambda: pdf(pinned=True), "altri file"),
    "files inside": (lambda: pdf(inside=True), "altri file"),
    "too large": (lambda: photo() + b"\0" * 15_000_000, "più grande di 15 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_taken_says_why_beside_one_that_is(cast: Cast, name: str) -> None:
    case, (make, why) = cast.case(), BAD[name]
    page = _add(cast, case, make(), photo(), kind="home", note="da rinnovare in comune")
    assert page.status_code == 422
    form = page.context["form"]
    assert why in form.errors["file"][0] and "foto0.jpg" in form.errors["file"][0]
    assert "da rinnovare in comune" in page.content.decode()
    kept = _rows(case)
    assert [row.kind for row in kept] == ["home"]
    assert form.kept_ids() == [kept[0].pk]
    assert len(list(vault.files())) == 2


def test_files_outlive_a_day_typed_wrongly(cast: Cast) -> None:
    case = cast.case()
    page = _add(cast, case, photo(), pdf(), kind="permit", expires_on="2027-02-31")
    assert page.status_code == 422 and [row.kind for row in _rows(case)] == ["unsaid", "unsaid"]
    kept = re.search(r'name="kept" value="([^"]+)"', page.content.decode())
    assert kept is not None
    page = _add(cast, case, kind="permit", expires_on="2027-02-28", kept=kept.group(1))
    assert page.status_code == 302
    assert {(row.kind, str(row.expires_on), row.guarded) for row in _rows(case)} == {
        ("permit", "2027-02-28", True)
    }
    other = _add(cast, cast.case(), kind="home", kept=kept.group(1))
    assert other.status_code == 302
    assert {row.kind for row in _rows(case)} == {"permit"}


def test_nothing_stays_of_what_the_camera_added(cast: Cast) -> None:
    case = cast.case()
    assert Image.open(BytesIO(photo(where=True))).getexif().get_ifd(GPS)
    _add(cast, case, photo(where=True), photo("PNG"), photo("WEBP", where=True))
    for row in _rows(case):
        content = open_document(cast.actor(cast.berta), document=row)
        picture = Image.open(BytesIO(content))
        assert picture.format == row.content_type.removeprefix("image/").upper()
        assert not picture.getexif() and b"Telefono-di-prova" not in content
    upright = Image.open(BytesIO(vault.read(_rows(case)[0].pk, vault.CONTENT, _rows(case)[0].file_key)))
    assert upright.size == (600, 900)


def test_it_stands_sealed_and_opens_only_as_what_it_is(cast: Cast) -> None:
    case = cast.case()
    _add(cast, case, pdf(), pdf())
    one, other = _rows(case)
    place, elsewhere = (vault.path_of(row.pk, vault.CONTENT) for row in (one, other))
    sealed = place.read_bytes()
    assert b"%PDF" not in sealed and place.stat().st_mode & 0o077 == 0
    elsewhere.write_bytes(sealed)
    with pytest.raises(SealBroken):
        vault.read(other.pk, vault.CONTENT, one.file_key)
    for damaged in (sealed[:-1], sealed[:-20] + bytes([sealed[-20] ^ 1]) + sealed[-19:], b"", sealed + b"x"):
        place.write_bytes(damaged)
        with pytest.raises(SealBroken):
            vault.read(one.pk, vault.CONTENT, one.file_key)
    page = cast.client(cast.berta).get(reverse("cases:document_open", args=[one.pk]), follow=True)
    assert "Questo file non si apre" in page.content.decode()


def test_chunks_keep_their_order(tmp_path: Any, settings: Any) -> None:
    from accanto.core.ids import uuid7

    row, key = uuid7(), vault.new_key()
    for size in (0, 1, 65_536, 65_537, 200_000):
        content = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
        vault.write(row, vault.CONTENT, content, key)
        assert vault.read(row, vault.CONTENT, key) == content
    place, step = vault.path_of(row, vault.CONTENT), 65_536 + 16
    sealed = place.read_bytes()
    for changed in (sealed[: 8 + step], sealed[:8] + sealed[8 + step : 8 + 2 * step] + sealed[8 : 8 + step]):
        place.write_bytes(changed)
        with pytest.raises(SealBroken):
            vault.read(row, vault.CONTENT, key)


def test_opening_leaves_a_trace_and_never_runs_here(cast: Cast) -> None:
    case = cast.case()
    _add(cast, case, photo(), note="permesso")
    row = _rows(case)[0]
    answer = cast.client(cast.berta).get(reverse("cases:document_open", args=[row.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    entries = AuditEntry.objects.visible_to(SYSTEM).filter(action="document.opened", object_id=str(row.pk))
    assert [(each.case_id, each.person_id) for each in entries] == [(case.pk, case.person_id)]
    small = cast.client(cast.berta).get(reverse("cases:document_thumbnail", args=[row.pk]))
    assert max(Image.open(BytesIO(small.content)).size) == 120


def test_guarded_kinds_and_names_stay_guarded(cast: Cast) -> None:
    """Bruna, a colleague, sees what is not guarded, and opens it only once she may open the name."""
    case = cast.case()
    add_identity(SYSTEM, person=case.person, given_name="Amal", family_name="Prova")
    _add(cast, case, photo(), kind="permit")
    _add(cast, case, photo(), kind="school")
    permit, school = _rows(case)
    theirs = cast.client(cast.bruna)
    seen = theirs.get(reverse("cases:document_list", args=[case.pk]))
    assert [row.pk for row in seen.context["documents"]] == [school.pk]
    assert "foto0.jpg" not in seen.content.decode(), "a file's name may be a person's"
    assert theirs.get(reverse("cases:document_open", args=[permit.pk])).status_code == 404
    assert (
        "nome" in theirs.get(reverse("cases:document_open", args=[school.pk]), follow=True).content.decode()
    )
    assert theirs.get(reverse("cases:document_thumbnail", args=[school.pk])).status_code == 404
    break_glass(cast.actor(cast.bruna), person=case.person, reason="sostituisco la collega")
    assert theirs.get(reverse("cases:document_open", args=[school.pk])).content[:3] == b"\xff\xd8\xff"
    assert cast.client(cast.mario).get(reverse("cases:document_list", args=[case.pk])).context["documents"]
    assert cast.client(cast.olga).get(reverse("cases:document_list", args=[case.pk])).status_code in (
        403,
        404,
    )
    assert cast.client(cast.dora).get(reverse("cases:document_list", args=[case.pk])).status_code == 404


def test_of_a_person_out_of_sight_no_paper_opens(cast: Cast) -> None:
    case = cast.case()
    _add(cast, case, photo(), kind="school")
    for row in case.person.involvements.all():
        trail.remove(SYSTEM, row, "test.made")
    theirs = cast.client(cast.bruna)
    assert theirs.get(reverse("cases:document_list", args=[case.pk])).status_code == 200
    opened = theirs.get(reverse("cases:document_open", args=[_rows(case)[0].pk]))
    assert b"\xff\xd8\xff" not in opened.content


def test_a_removed_one_is_gone_with_its_file(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    case = cast.case()
    keep_files(cast.actor(cast.berta), case=case, files=[upload(photo()), upload(photo())])
    first = _rows(case)[0]
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(cast.actor(cast.berta), document=first, reason="foto sfocata")
    left = _rows(case)[0]
    assert {vault.row_of(path) for path in vault.files()} == {left.pk}
    entry = AuditEntry.objects.visible_to(SYSTEM).get(action="document.removed")
    assert entry.reason == "foto sfocata" and "foto.jpg" not in str(entry.changes)


def test_where_the_row_does_not_come_no_file_stays(cast: Cast, monkeypatch: Any) -> None:
    def refuse(*_arguments: Any, **_named: Any) -> None:
        raise RuntimeError("the disk is full")

    case = cast.case()
    monkeypatch.setattr("accanto.cases.operations.document.trail.create", refuse)
    with pytest.raises(RuntimeError):
        keep_files(cast.actor(cast.berta), case=case, files=[upload(photo())])
    assert list(vault.files()) == []


def test_a_merge_takes_documents_along_and_its_undoing_brings_them_back(cast: Cast) -> None:
    keep, absorb = (cast.person(follower=cast.berta) for _each in range(2))
    case = cast.case(absorb)
    _add(cast, case, photo(), kind="permit")
    merge = merge_people(cast.actor(cast.berta), keep=keep, absorb=absorb, reasons=[])
    row = _rows(case)[0]
    assert row.case.person_id == keep.pk
    assert open_document(cast.actor(cast.berta), document=row)
    undo_merge(cast.actor(cast.berta), merge=merge)
    assert _rows(case)[0].case.person_id == absorb.pk
    assert open_document(cast.actor(cast.berta), document=_rows(case)[0])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Windows\\permesso.exe", "permesso.jpg"),
        ("permesso\u202egpj.exe", "permessogpj.jpg"),
        ("", "document.jpg"),
        ("..", "document.jpg"),
        ("a" * 300 + ".jpg", "a" * 80 + ".jpg"),
        ("تصريح الإقامة.jpg", "تصريح الإقامة.jpg"),
        ('x"\r\nSet-Cookie: a=b.jpg', 'x"Set-Cookie: a=b.jpg'),
    ],
)
def test_names_lie_no_more(name: str, kept: str) -> None:
    assert clean_name(name, "jpg") == kept


class _Scanner(socketserver.BaseRequestHandler):
    """Says of a file with VIRUS in it what ClamAV says."""

    def handle(self) -> None:
        assert self.request.recv(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self._exactly(4), "big"):
            content += self._exactly(size)
        self.request.sendall(b"stream: Prova.Virus FOUND\0" if b"VIRUS" in content else b"stream: OK\0")

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            got += self.request.recv(size - len(got))
        return got


@pytest.fixture
def scanner(settings: Any) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.ACCANTO_CLAMD = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def test_a_scanner_that_is_set_is_asked(scanner: None) -> None:
    assert checked(upload(photo())).content
    with pytest.raises(NotTaken, match="Prova.Virus"):
        checked(upload(photo() + b"VIRUS"))


def test_a_scanner_that_does_not_answer_lets_nothing_in(settings: Any, tmp_path: Any) -> None:
    settings.ACCANTO_CLAMD = str(tmp_path / "no-such-socket")
    with pytest.raises(NotTaken):
        checked(upload(photo()))


def test_a_day_that_cannot_be(cast: Cast) -> None:
    case = cast.case()
    page = _add(cast, case, photo(), kind="permit", expires_on="9999-12-31")
    assert page.status_code == 422 and "expires_on" in page.context["form"].errors
    row = _rows(case)[0]
    change_document(
        cast.actor(cast.berta), document=row, kind="permit", expires_on=TODAY() + timedelta(days=10)
    )
    assert row.step_on(TODAY()) == 30 and row.step_on(TODAY() - timedelta(days=100)) is None


def test_only_who_is_signed_in_may_send_more_than_others(cast: Cast) -> None:
    url = reverse("cases:document_add", args=[cast.case().pk])
    large = {"file": [upload(b"x" * 10_500_000)], "kind": "other"}
    assert cast.client(None).post(url, large).status_code == 413
    large["file"] = [upload(b"x" * 10_500_000)]
    assert cast.client(cast.berta).post(url, large).status_code == 422
    large["file"] = [upload(b"x" * 10_500_000)]
    elsewhere = reverse("cases:need_add", args=[cast.case().pk])
    assert cast.client(cast.berta).post(elsewhere, large).status_code == 413
