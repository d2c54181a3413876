"""What is asked about the letterhead and about who signs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import offer
from ledger.readers.logo import LogoError, read_logo
from ledger.registry import SignaturePlace
from members.models import LetterheadVersion, Organization
from members.services.letterhead import MOST_PLACES, TEXTS, LogoChange, signers


class LogoField(forms.FileField):
    """A picture read and written anew: PNG bytes."""

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """The cleaned picture, or a sentence."""
        upload = super().clean(data, initial)
        if not upload:
            return b""
        try:
            return read_logo(upload)
        except LogoError as error:
            raise forms.ValidationError(str(error)) from None


class LetterheadForm(forms.Form):
    """The texts, the logo, and why."""

    name = forms.CharField(label=_("Nama lembaga"), max_length=120)
    subtitle = forms.CharField(
        label=_("Baris di bawah nama"),
        max_length=120,
        required=False,
        help_text=_("Misalnya “Koperasi Serba Usaha”."),
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    contact = forms.CharField(label=_("Telepon, surel"), max_length=120, required=False)
    legal = forms.CharField(
        label=_("Nomor badan hukum, NIB, NPWP"),
        max_length=200,
        required=False,
        help_text=_("Tulis seperti yang hendak dicetak."),
    )
    place = forms.CharField(
        label=_("Tempat penandatanganan"),
        max_length=80,
        required=False,
        help_text=_("Dicetak di depan tanggal, misalnya nama desa."),
    )
    logo = LogoField(
        label=_("Lambang (PNG atau JPEG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    drop_logo = forms.BooleanField(label=_("Cetak tanpa lambang"), required=False)
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, help_text=_("Misalnya “kantor pindah”.")
    )

    @classmethod
    def of(cls, organization: Organization, text: LetterheadVersion | None) -> "LetterheadForm":
        """The form with what is printed now."""
        if text is not None:
            return cls(initial={field: getattr(text, field) for field in TEXTS})
        return cls(
            initial={
                "name": organization.name,
                "subtitle": organization.kind_label,
                "address": organization.address or organization.village,
                "place": organization.village,
            }
        )

    def texts(self) -> dict[str, str]:
        """The texts for the service."""
        return {field: self.cleaned_data[field] for field in TEXTS}

    def logo_change(self) -> LogoChange | None:
        """Another logo, none any more, or no change."""
        if content := self.cleaned_data["logo"]:
            return LogoChange(content)
        return LogoChange() if self.cleaned_data["drop_logo"] else None


class SignaturesForm(forms.Form):
    """Four places from left to right; those left empty are skipped."""

    reason = forms.CharField(label=_("Alasan"), max_length=200)
    field_order = (
        *(f"{part}_{n}" for n in range(1, MOST_PLACES + 1) for part in ("signer", "act")),
        "reason",
    )

    def __init__(
        self,
        *args: Any,
        organization: Organization,
        document: str,
        places: tuple[SignaturePlace, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("(kosong)")), *signers(organization, document)]
        for number in range(1, MOST_PLACES + 1):
            place = places[number - 1] if number <= len(places) else None
            self.fields[f"signer_{number}"] = forms.ChoiceField(
                label=_("Tanda tangan %(number)s dari kiri") % {"number": number},
                required=False,
                initial=place.signer if place else "",
                error_messages={"invalid_choice": _("Pilih dari daftar.")},
            )
            offer(self, f"signer_{number}", options)
            self.fields[f"act_{number}"] = forms.CharField(
                label=_("Kata di atasnya"),
                max_length=40,
                required=False,
                initial=place.act if place else "",
                widget=forms.TextInput(attrs={"placeholder": _("misalnya Mengetahui")}),
            )
        self.order_fields(self.field_order)

    def places(self) -> list[tuple[str, str]]:
        """(signer, words above) for the service."""
        data = self.cleaned_data
        return [
            (data[f"signer_{n}"], data[f"act_{n}"])
            for n in range(1, MOST_PLACES + 1)
            if data[f"signer_{n}"]
        ]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each place."""
        return [(self[f"signer_{n}"], self[f"act_{n}"]) for n in range(1, MOST_PLACES + 1)]
