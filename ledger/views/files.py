"""Files that a view answers with."""

from django.http import HttpResponse


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser, ready to print; characters that no file name has become dashes."""
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name if c.isascii())
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{plain}.pdf"'},
    )


def saved_file(content: bytes, content_type: str, file_name: str) -> HttpResponse:
    """For the browser to save."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
