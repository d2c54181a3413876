"""Files that people attach, good and bad, made here and not kept in the repository."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """A file as a browser sends it; the name and its type prove nothing."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def photo(form: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A photograph; as JPEG with the place it was taken in its metadata."""
    image, out = Image.new("RGB", size, (40, 90, 60)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rumah Bu Sari"
    image.save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def pdf(pages: int = 1, script: str = "", password: str = "") -> bytes:
    """A PDF of blank pages."""
    writer, out = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if script:
        action = {"/S": "/JavaScript", "/JS": script}
        names = {
            NameObject(k): NameObject(v) if v[0] == "/" else TextStringObject(v)
            for k, v in action.items()
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(names)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def bomb(edge: int = 30_000) -> bytes:
    """A PNG of a few bytes that claims 900 million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", edge, edge, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
