import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from ppp_portal.sealing import store
from ppp_portal.sealing.sizes import padded_json, padded_length
from ppp_portal.sealing.suites import suite
from ppp_portal.sealing.uploads import seal_uploads

pytestmark = pytest.mark.django_db
SUBJECT = "tender:6f1c"
MARKER = b"MARKER-7c1f-clear-text"


@pytest.fixture
def server():
    server = suite("server-1")
    server.new_key(SUBJECT)
    return server


def on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def assert_nowhere(marker, folder):
    assert all(marker not in path.read_bytes() for path in on_disk(folder))


def test_a_blob_is_named_by_the_hash_of_its_ciphertext(server, settings):
    sealed = server.seal(SUBJECT, MARKER)
    blob = store.keep(sealed)
    assert blob.sha256 == hashlib.sha256(store.read(blob.sha256)).hexdigest()
    assert blob.size == len(sealed)
    assert store.keep(sealed) == blob
    assert [path.name for path in on_disk(settings.MEDIA_ROOT)] == [blob.sha256]
    store.erase(blob.sha256)
    store.erase(blob.sha256)
    assert on_disk(settings.MEDIA_ROOT) == []


def test_clear_bytes_are_not_kept_by_mistake(settings):
    with pytest.raises(ValueError, match="only sealed bytes"):
        store.keep(MARKER)


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab", "A" * 64, "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_is_refused(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.read(name)


@pytest.mark.parametrize("sizes", [[], [0], [1], [70_000] * 40, [1, 65_536, 0, 3]])
def test_a_stream_is_sealed_on_its_way(server, settings, sizes):
    chunks = [MARKER[:1] * size for size in sizes] + [MARKER]
    blob = store.seal_stream(iter(chunks), recipients=server.recipients(SUBJECT))
    assert server.open(SUBJECT, store.read(blob.sha256)) == b"".join(chunks)
    assert_nowhere(MARKER, settings.MEDIA_ROOT)


def test_a_stream_over_the_limit_leaves_nothing(server, settings):
    with pytest.raises(store.TooLarge):
        store.seal_stream(iter([b"x" * 600] * 2), recipients=server.recipients(SUBJECT), limit=1000)
    assert on_disk(settings.MEDIA_ROOT) == []


def test_a_stream_that_breaks_leaves_nothing(server, settings):
    def broken():
        yield b"x" * 100_000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.seal_stream(broken(), recipients=server.recipients(SUBJECT))
    assert on_disk(settings.MEDIA_ROOT) == []


def test_a_full_disk_is_an_error_of_the_writer(server, settings, monkeypatch):
    from ppp_portal import shelf

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf.Writing, "write", full)
    with pytest.raises(Exception, match="No space left"):
        store.seal_stream(iter([b"x" * 70_000] * 60), recipients=server.recipients(SUBJECT))
    assert on_disk(settings.MEDIA_ROOT) == []


def post(server, *files, limit=50):
    seen = {}

    @seal_uploads(lambda request: server.recipients(SUBJECT))
    def view(request):
        seen.update(request.FILES.items())
        return HttpResponse()

    request = RequestFactory(enforce_csrf_checks=False).post(
        "/", {f"file{number}": file for number, file in enumerate(files)}
    )
    request._dont_enforce_csrf_checks = True
    view(request)
    return seen


def test_an_upload_is_sealed_before_the_view_sees_it(server, settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "temporary")
    (tmp_path / "temporary").mkdir()
    content = MARKER + b"-" * 3_000_000
    upload = post(server, SimpleUploadedFile("bid.pdf", content, "application/pdf"))["file0"]
    assert (upload.name, upload.size, upload.content_type) == ("bid.pdf", len(content), "application/pdf")
    assert upload.clear_sha256 == hashlib.sha256(content).hexdigest()
    assert upload.head == content[:8192]
    assert server.open(SUBJECT, store.read(upload.blob.sha256)) == content
    assert_nowhere(MARKER, tmp_path)
    upload.discard()
    assert on_disk(tmp_path) == []


def test_too_large_an_upload_is_marked_and_the_others_go_on(server, settings, tmp_path):
    settings.MAX_UPLOAD_MB = 1
    files = post(server, SimpleUploadedFile("a.pdf", b"x" * 2_000_000), SimpleUploadedFile("b.pdf", MARKER))
    assert files["file0"].too_large
    assert not files["file1"].too_large
    assert len(on_disk(tmp_path)) == 1


def test_the_csrf_check_still_stands(server):
    @seal_uploads(lambda request: server.recipients(SUBJECT))
    def view(request):
        return HttpResponse()

    request = RequestFactory(enforce_csrf_checks=True).post("/", {"file": SimpleUploadedFile("a", b"x")})
    assert view(request).status_code == 403


def test_size_classes_are_powers_of_two():
    assert [store.size_class(n) for n in (0, 1, 1024, 1025, 2048, 5_000_000)] == [
        1024, 1024, 1024, 2048, 2048, 8_388_608,
    ]  # fmt: skip


def test_padding_hides_the_exact_length_and_leaves_the_json():
    lengths = {padded_length(n) for n in range(10_000, 20_000)}
    assert len(lengths) < 40
    assert all(n <= padded_length(n) <= max(1024, 1.12 * n) for n in range(1, 100_000, 37))
    assert json.loads(padded_json(b'{"k1":"5"}')) == {"k1": "5"}
    assert len(padded_json(b'{"k1":"5"}')) == len(padded_json(b'{"k1":"123456"}'))
