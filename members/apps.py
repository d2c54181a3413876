"""People, organizations, memberships, offices and who may do what."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Keanggotaan"
