"""What a KUBE may not do yet: vouchers before it is effective, members who are no clients."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from enterprises.models import Kube, KubeKind, KubeState
from enterprises.selectors.kube import state_of
from enterprises.services import sales
from enterprises.services.sale_errors import SaleError
from ledger.models import Book, Framework
from ledger.registry import Refusal, register_posting_check
from members.models import Element, Membership
from members.services.organizations import MembershipError


def refuse_before_effective(book: Book, vouchers: Sequence[Any]) -> Refusal | None:
    """R-13: a client-only group has no real entries before the day it is effective."""
    kube = _client_kube(book)
    if kube is None:
        return None
    for place, voucher in enumerate(vouchers):
        if kube.effective_from is None or voucher.date < kube.effective_from:
            return Refusal(place, _sentence(kube))
    return None


def _client_kube(book: Book) -> Kube | None:
    """The client-only group whose book this is. That it is none is asked once of a book object:
    what a group is does not change within a request, its first effective day may."""
    if book.framework != Framework.KUBE or book.__dict__.get("_has_no_client_kube"):
        return None
    kube = Kube.objects.filter(organization__book=book, kind=KubeKind.CLIENTS).first()
    if kube is None:
        book.__dict__["_has_no_client_kube"] = True
    return kube


def _sentence(kube: Kube) -> str:
    if kube.effective_from is None:
        return _(
            "KUBE khusus klien ini belum efektif: baru efektif dalam resosialisasi. Sampai saat"
            " itu pakai catatan latihan."
        )
    return _(
        "KUBE ini baru efektif sejak %(day)s. Yang sebelumnya dicatat sebagai latihan, tidak di"
        " pembukuan."
    ) % {"day": kube.effective_from.strftime("%d/%m/%Y")}


def refuse_sale_before_effective(book: Book, on: date) -> None:
    """Raise SaleError for a sale of a group of either kind before it is effective."""
    kube = Kube.objects.filter(organization__book=book).first()
    if kube is None or (kube.effective_from is not None and on >= kube.effective_from):
        return
    if kube.kind == KubeKind.CLIENTS:
        raise SaleError(_sentence(kube), field="date")
    if kube.effective_from is not None:
        raise SaleError(_sentence(kube), field="date")
    if state_of(kube) in (KubeState.RENCANA, KubeState.RINTISAN):
        raise SaleError(
            _("KUBE ini belum efektif. Catat musyawarah pembentukan dan statusnya dahulu."),
            field="date",
        )


@receiver(pre_save, sender=Membership)
def only_clients(instance: Membership, **_more: Any) -> None:
    """R-12: a client-only group takes clients alone. The database refuses it too."""
    if instance.element == Element.CLIENT or instance.left_on is not None:
        return
    if Kube.objects.filter(organization=instance.organization_id, kind=KubeKind.CLIENTS).exists():
        raise MembershipError(
            _("KUBE khusus klien hanya beranggota klien. Pilih unsur klien, atau KUBE campuran.")
        )


def register_all() -> None:
    """Stand at the gates."""
    register_posting_check("kube_effective", refuse_before_effective)
    sales.SALE_GATES[:] = [refuse_sale_before_effective]
