"""The logo of a letterhead, ready for a paper."""

import base64
import io
from dataclasses import dataclass

from django.core.files.storage import default_storage

from ledger.registry import Letterhead


@dataclass(frozen=True)
class Logo:
    """A PNG and its size on paper in points."""

    content: bytes
    width: float
    height: float

    @property
    def uri(self) -> str:
        """For an `img`: nothing is fetched from anywhere."""
        return f"data:image/png;base64,{base64.b64encode(self.content).decode()}"


def logo_of(head: Letterhead, *, most: float, widest: float | None = None) -> Logo | None:
    """The logo no higher than `most` points and no wider than `widest` (twice the height).

    None without one, and when its file is gone: a paper without a logo is better than none.
    """
    from PIL import Image

    if not head.logo:
        return None
    try:
        with default_storage.open(head.logo) as file:
            content = bytes(file.read())
        width, height = Image.open(io.BytesIO(content)).size
    except OSError:
        return None
    share = min(most / height, (widest or 2 * most) / width)
    return Logo(content, width * share, height * share)
