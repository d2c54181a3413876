"""What is asked about a member, and what is doubtful in the answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.forms.fields import DayField, offer
from members.calculations.identity import normalized
from members.models import (
    Element,
    Membership,
    MembershipKind,
    MembershipStatus,
    Person,
    Sex,
    StateService,
)
from members.selectors.register import doubts_of, may_write_person
from members.services.register import PERSONAL, PersonInput
from members.services.register_moves import MOVES

HEIRS = 3
OF_MEMBERSHIP = ("number", "kind", "element")
"""What belongs to the membership; all else belongs to the person."""


class MemberForm(forms.Form):
    """A person and the membership, on one page. An empty NIK leaves a stored number as it is."""

    number = forms.CharField(label=gettext_lazy("Nomor anggota"), max_length=20)
    name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=120)
    sex = forms.ChoiceField(label=gettext_lazy("Jenis kelamin"), choices=Sex)
    birth_place = forms.CharField(label=gettext_lazy("Tempat lahir"), max_length=80, required=False)
    birth_date = DayField(label=gettext_lazy("Tanggal lahir"), required=False)
    nik = forms.CharField(
        label=gettext_lazy("NIK"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Disimpan terenkripsi dan tidak pernah ditampilkan utuh."),
    )
    nik_absent_reason = forms.CharField(
        label=gettext_lazy("Alasan tanpa NIK"), max_length=120, required=False
    )
    village = forms.CharField(label=gettext_lazy("Desa/kelurahan"), max_length=80, required=False)
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Telepon"), max_length=20, required=False)
    other_phone = forms.CharField(label=gettext_lazy("Telepon lain"), max_length=20, required=False)
    occupation = forms.CharField(
        label=gettext_lazy("Mata pencaharian"), max_length=80, required=False
    )
    state_service = forms.ChoiceField(
        label=gettext_lazy("ASN, TNI, atau Polri"), choices=StateService, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Jenis anggota"), choices=MembershipKind)
    element = forms.ChoiceField(
        label=gettext_lazy("Unsur"),
        choices=Element,
        initial=Element.PUBLIC,
        help_text=gettext_lazy("Rahasia: tidak pernah tercetak."),
    )

    def __init__(
        self,
        *args: Any,
        person: Person | None = None,
        is_kept_elsewhere: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.is_kept_elsewhere = is_kept_elsewhere
        if person and person.nik_mask:
            self.fields["nik"].help_text = _(
                "NIK tercatat: %(mask)s. Kosongkan isian NIK bila tidak berubah."
            ) % {"mask": person.nik_mask}
        for place in range(1, HEIRS + 1):
            self.fields[f"heir_{place}"] = forms.CharField(
                label=_("Ahli waris %(number)s: nama") % {"number": place},
                max_length=120,
                required=False,
            )
            self.fields[f"relation_{place}"] = forms.CharField(
                label=_("Hubungan"), max_length=40, required=False
            )
            self.fields[f"heir_phone_{place}"] = forms.CharField(
                label=_("Telepon"), max_length=20, required=False
            )
        if is_kept_elsewhere:
            for name, field in self.fields.items():
                field.disabled = name not in OF_MEMBERSHIP

    @classmethod
    def about(cls, membership: Membership, data: Any = None) -> "MemberForm":
        """The form of a member in the register."""
        person = membership.person
        initial = {name: getattr(person, name) for name in PERSONAL}
        initial |= {name: getattr(membership, name) for name in OF_MEMBERSHIP}
        for place, heir in enumerate(person.heirs.all()[:HEIRS], 1):
            initial |= {
                f"heir_{place}": heir.name,
                f"relation_{place}": heir.relation,
                f"heir_phone_{place}": heir.phone,
            }
        elsewhere = not may_write_person(membership.organization, person)
        return cls(data, initial=initial, person=person, is_kept_elsewhere=elsewhere)

    def clean_nik(self) -> str:
        """The digits alone; what is no digit at all is a slip of the finger."""
        nik = normalized(self.cleaned_data["nik"])
        if nik and not (nik.isascii() and nik.isdigit()):
            raise ValidationError(_("NIK hanya angka. Kosongkan bila tidak ada, dengan alasannya."))
        return nik

    def clean(self) -> dict[str, Any]:
        """Either a number or the reason for none; an heir has a relation."""
        data = super().clean() or {}
        has_number = bool(data.get("nik") or (self.person and self.person.nik_cipher))
        if not has_number and "nik" in data and not data.get("nik_absent_reason"):
            self.add_error(
                "nik_absent_reason", _("Isi NIK, atau tulis alasan orang ini tidak punya NIK.")
            )
        for place in range(1, HEIRS + 1):
            if data.get(f"heir_{place}") and not data.get(f"relation_{place}"):
                self.add_error(f"relation_{place}", _("Isi hubungannya dengan anggota."))
        return data

    def heir_fields(self) -> list[Any]:
        """The fields of the heirs, for their own part of the page."""
        return [self[n] for n in self.fields if n.startswith(("heir_", "relation_"))]

    def person_fields(self) -> list[Any]:
        """All other fields, in order."""
        return [self[n] for n in self.fields if not n.startswith(("heir_", "relation_"))]

    def given(self) -> PersonInput:
        """What the person service takes; nothing where another organization keeps the data."""
        if self.is_kept_elsewhere:
            return PersonInput(fields={})
        data = self.cleaned_data
        return PersonInput(
            fields={name: data[name] for name in PERSONAL},
            nik=data["nik"] or None,
            heirs=tuple(
                (data[f"heir_{n}"], data[f"relation_{n}"], data[f"heir_phone_{n}"])
                for n in range(1, HEIRS + 1)
                if data[f"heir_{n}"]
            ),
        )

    def warnings(self) -> list[str]:
        """What is doubtful in the number that was typed."""
        if self.is_kept_elsewhere:
            return []
        data = self.cleaned_data
        return doubts_of(data["nik"], sex=data["sex"], birth_date=data["birth_date"])


class RegisterFilterForm(forms.Form):
    """Search and filter of the member list."""

    text = forms.CharField(label=gettext_lazy("Nama atau nomor"), max_length=60, required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[("", gettext_lazy("semua yang belum keluar")), *MembershipStatus.choices],
    )
    element = forms.ChoiceField(
        label=gettext_lazy("Unsur"),
        required=False,
        choices=[("", gettext_lazy("semua unsur")), *Element.choices],
    )

    def __init__(self, *args: Any, shows_elements: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shows_elements:
            del self.fields["element"]

    def clean_text(self) -> str:
        """PostgreSQL keeps no null characters."""
        text: str = self.cleaned_data["text"]
        return text.replace("\0", "")


class MoveForm(forms.Form):
    """To which state, since when, why."""

    to = forms.ChoiceField(label=gettext_lazy("Menjadi"))
    on = DayField(label=gettext_lazy("Sejak"))
    requested_on = DayField(
        label=gettext_lazy("Minta berhenti pada"),
        required=False,
        help_text=gettext_lazy("Hanya bila keluar; tercetak di buku daftar anggota."),
    )
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200, required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = MOVES[membership.status]
        offer(self, "to", [(to, label) for to, label in MembershipStatus.choices if to in allowed])
