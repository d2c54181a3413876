"""Read a logo: by content, never by name; always decoded and written anew as PNG on white."""

import io
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from ledger.readers.paper import JPEG, PNG


class LogoError(ValueError):
    """A logo was refused; the text says what to do instead."""


def read_logo(upload: File) -> bytes:
    """The picture as PNG, no longer than a letterhead needs.

    Raises LogoError for what is too large, no JPEG or PNG, or broken. Limits are settings.
    """
    from PIL import Image

    most = settings.LUMBUNG_LOGO_BYTES
    if upload.size > most:
        raise LogoError(
            _("Lambang paling besar %(most)s MB. Kecilkan gambarnya, lalu unggah lagi.")
            % {"most": most // (1024 * 1024)}
        )
    upload.seek(0)
    content = upload.read(most + 1)
    if not content.startswith((JPEG, PNG)):
        raise LogoError(_("Lambang harus gambar JPEG atau PNG. Simpan ulang sebagai PNG."))
    try:
        image: Any = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        # The header tells the dimensions: a bomb is refused before anything is unpacked.
        if image.width * image.height > settings.LUMBUNG_LOGO_PIXELS:
            raise LogoError(_("Gambar lambang terlalu lebar atau tinggi. Kecilkan dahulu."))
        image = image.convert("RGBA")
        image.thumbnail((settings.LUMBUNG_LOGO_EDGE,) * 2)
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        out = io.BytesIO()
        ground.save(out, "PNG", optimize=True)
    except LogoError:
        raise
    except Image.DecompressionBombError as error:
        raise LogoError(_("Gambar lambang terlalu lebar atau tinggi. Kecilkan dahulu.")) from error
    except Exception as error:  # a decoder may raise anything on a broken file
        raise LogoError(_("Gambar lambang rusak. Simpan ulang sebagai PNG.")) from error
    return out.getvalue()
