"""The wiring has one command of its own (`check_catalogue`)."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    label = "config"
