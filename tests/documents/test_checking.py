"""The public page that says whether a paper is the original."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.documents import storage
from ppp_portal.documents.actions import print_pair
from ppp_portal.documents.codes import code_of, read_code
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal.actor import SYSTEM
from tests.documents.sample import OPENED, opening

pytestmark = pytest.mark.django_db


def url(document):
    return reverse("documents:check", args=[document.pk])


def send(client, document, content):
    return client.post(url(document), {"copy": SimpleUploadedFile("copy.pdf", content)})


def test_the_page_says_what_the_document_is(client, printed):
    for document in printed.values():
        page = client.get(url(document)).content.decode()
        assert document.sha256 in page
        assert document.code in page
        assert f"№ {document.number}" in page


@pytest.mark.parametrize("reader", ["kk", "ru"])
def test_the_document_is_named_in_the_language_of_the_page(client, printed, reader):
    with override(reader):
        pages = [client.get(url(document)).content.decode() for document in printed.values()]
    assert printed["kk"].title != printed["ru"].title
    for page in pages:
        assert printed[reader].title in page
        assert printed["ru" if reader == "kk" else "kk"].title not in page


@pytest.mark.parametrize(("change", "verdict"), [(b"", "same"), (b"\n", "different")])
def test_a_copy_is_compared_byte_for_byte(client, printed, change, verdict):
    answer = send(client, printed["ru"], storage.read(printed["ru"]) + change)
    assert answer.context["verdict"] == verdict
    assert "error-summary" not in answer.content.decode(), "a compared copy is no form with an error"


def test_the_copy_of_the_other_language_is_recognised(client, printed):
    assert send(client, printed["ru"], storage.read(printed["kk"])).context["verdict"] == "other_language"


def test_a_copy_is_never_kept(client, printed, settings, tmp_path):
    (tmp_path / "temporary").mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "temporary")
    before = sorted(tmp_path.rglob("*"))
    send(client, printed["ru"], b"x" * 5_000_000)
    assert sorted(tmp_path.rglob("*")) == before


def test_no_copy_is_said(client, printed):
    assert client.post(url(printed["ru"])).context["form"].errors["copy"]


def test_the_code_leads_to_the_page(client, printed):
    document = printed["kk"]
    typed = document.code.lower().replace("-", " ").replace("0", "o")
    assert client.get(reverse("documents:find"), {"code": typed}).headers["Location"] == url(document)
    assert client.get(reverse("documents:find"), {"code": "0000-0000-0000"}).status_code == 404
    assert client.get(reverse("documents:find"), {"code": "<script>"}).status_code == 404
    assert client.get(reverse("documents:find")).status_code == 200


def test_codes_are_read_as_people_write_them():
    code = code_of(uuid4())
    assert read_code(code) == read_code(f" {code.lower()} ") == code
    assert read_code("АВСЕ-НКМР-ТХ01") == "ABCE-HKMP-TX01"
    assert read_code("short") is None


def test_an_unknown_document_is_not_found(client):
    assert client.get(reverse("documents:check", args=[uuid4()])).status_code == 404
    assert client.get(reverse("documents:file", args=[uuid4()])).status_code == 404


def test_a_public_original_can_be_downloaded_and_cannot_run(client, printed):
    answer = client.get(reverse("documents:file", args=[printed["ru"].pk]))
    assert b"".join(answer.streaming_content) == storage.read(printed["ru"])
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_of_the_parties_is_not_handed_out(client):
    order = {"key": "receipt:1", "subject": "bid:1", "at": OPENED, "by": SYSTEM, "audience": "parties"}
    receipt = print_pair("bid.receipt", opening(), **order)["kk"]
    assert client.get(reverse("documents:file", args=[receipt.pk])).status_code == 404
    assert client.get(url(receipt)).status_code == 200, "who holds the paper may check it"
    upload = store_upload(
        SimpleUploadedFile("a.txt", b"text"), by=SYSTEM, subject="bid:1", kind="bid.file", at=OPENED
    )
    assert client.get(url(upload)).status_code == 404
