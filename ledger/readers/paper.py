"""Read what people attach: by content, never by name; nothing of it is kept as it came but PDFs.

A photograph is decoded and written anew as JPEG: what hides in or behind it (places, scripts,
another file) does not survive. Limits are settings.
"""

import io
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

JPEG, PNG, PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/Collection")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
MEGABYTE = 1024 * 1024


class PaperError(ValueError):
    """A file was refused; the text says what to do instead."""


@dataclass(frozen=True)
class ReadPaper:
    """A file as it will be stored."""

    name: str
    content: bytes
    content_type: str
    ending: str
    pages: int = 1


def read_paper(upload: File) -> ReadPaper:
    """Return the file cleaned. Raises PaperError for what is too large, unknown or broken."""
    name = (upload.name or "lampiran").replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if c.isprintable())[-120:] or "lampiran"
    most = settings.LUMBUNG_PAPER_BYTES
    if upload.size > most:
        raise PaperError(
            _("%(name)s berukuran %(size)s MB; paling besar %(most)s MB. Foto ulang lebih kecil.")
            % {"name": name, "size": -(-upload.size // MEGABYTE), "most": most // MEGABYTE}
        )
    upload.seek(0)
    content = upload.read(most + 1)
    if content.startswith(PDF):
        return ReadPaper(name, content, "application/pdf", "pdf", _pages(name, content))
    if content.startswith((JPEG, PNG)) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return ReadPaper(name, _photograph(name, content), "image/jpeg", "jpg")
    raise PaperError(
        _("%(name)s bukan foto (JPEG, PNG, WebP) atau PDF. Foto notanya, lalu lampirkan fotonya.")
        % {"name": name}
    )


def read_photo(upload: File, *, edge: int) -> bytes:
    """Return a photograph written anew as JPEG, its longer side at most `edge` pixels.

    Raises PaperError for what is too large, no photograph or broken.
    """
    read = read_paper(upload)
    if read.content_type != "image/jpeg":
        raise PaperError(_("%(name)s bukan foto (JPEG, PNG, WebP).") % {"name": read.name})
    from PIL import Image

    image = Image.open(io.BytesIO(read.content))
    image.thumbnail((edge, edge))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _broken(name: str) -> PaperError:
    return PaperError(_("%(name)s rusak atau tidak lengkap. Foto ulang.") % {"name": name})


def _photograph(name: str, content: bytes) -> bytes:
    """The picture upright, no larger than paper needs, as a fresh JPEG."""
    from PIL import Image, ImageOps

    try:
        image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise PaperError(
            _("%(name)s terlalu besar untuk dibuka. Foto ulang lebih kecil.") % {"name": name}
        ) from error
    except Exception as error:
        raise _broken(name) from error
    # The header tells the dimensions: a bomb is refused before anything is unpacked.
    if image.width * image.height > settings.LUMBUNG_PAPER_PIXELS:
        raise PaperError(
            _("%(name)s terlalu besar (%(width)s × %(height)s titik). Foto ulang lebih kecil.")
            % {"name": name, "width": image.width, "height": image.height}
        )
    try:
        image.draft("RGB", (settings.LUMBUNG_PAPER_EDGE,) * 2)
        upright: Any = ImageOps.exif_transpose(image)
        if upright.mode in ("RGBA", "LA", "P", "PA"):
            upright = upright.convert("RGBA")
            ground = Image.new("RGB", upright.size, "white")
            ground.paste(upright, mask=upright.getchannel("A"))
            upright = ground
        upright = upright.convert("RGB")
        upright.thumbnail((settings.LUMBUNG_PAPER_EDGE,) * 2)
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=82, optimize=True)
    except Exception as error:  # a decoder may raise anything on a broken file
        raise _broken(name) from error
    return out.getvalue()


def _pages(name: str, content: bytes) -> int:
    """How many pages a PDF has; refused when too many, locked, or able to act by itself."""
    from pypdf import PdfReader

    most = settings.LUMBUNG_PAPER_PAGES
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted
        root: Any = {} if locked else reader.root_object
        claimed = 0 if locked else int(root["/Pages"].get_object()["/Count"])
        names = (root.get("/Names") or {}) if not locked else {}
        names = names.get_object() if hasattr(names, "get_object") else names
        active = any(key in root for key in ACTIVE) or any(key in names for key in ACTIVE_NAMES)
        pages = 0
        if not locked and claimed <= most:
            for _page in reader.pages:
                pages += 1
                if pages > most:
                    break
    except Exception as error:  # pypdf raises many kinds on a broken file
        raise _broken(name) from error
    if locked:
        raise PaperError(_("%(name)s terkunci sandi. Lampirkan tanpa sandi.") % {"name": name})
    if max(claimed, pages) > most:
        raise PaperError(
            _("%(name)s berisi %(pages)s halaman; paling banyak %(most)s. Lampirkan yang perlu.")
            % {"name": name, "pages": max(claimed, pages), "most": most}
        )
    if active:
        raise PaperError(
            _("%(name)s berisi perintah atau berkas lain. Cetak ulang ke PDF, lalu lampirkan.")
            % {"name": name}
        )
    if pages < 1:
        raise _broken(name)
    return pages
