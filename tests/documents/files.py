"""Small files, honest and hostile."""

import io
import struct
import zipfile
import zlib

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def picture(kind="PNG"):
    data = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(data, kind)
    return data.getvalue()


def archive(*entries):
    """The same bytes at every hour: workers that begin in different seconds must name the same tests."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries or [("a.txt", b"text")]:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, content)
    return data.getvalue()


def office(part="word/document.xml", *more):
    return archive(("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<r/>"), (part, b"<d/>"), *more)


def overlapping_archive():
    """Many entries in the directory that all point at one compressed block."""
    content = bytes(range(256)) * 40
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(content) + body.flush()
    common = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, zlib.crc32(content), len(packed), len(content))
    local = b"PK\3\4" + common + struct.pack("<HH", 1, 0) + b"a" + packed
    entries = [
        b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + name
        for name in (b"a", b"b", b"c")
    ]
    directory = b"".join(entries)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 3, 3, len(directory), len(local), 0)
    return local + directory + end


def cms():
    return bytes.fromhex("3082010006092a864886f70d010702a0") + b"\x82\x00" + b"\0" * 240
