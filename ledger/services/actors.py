"""The actor of acts that no person clicked: loading, importing from the command line."""

from typing import Any

from django.contrib.auth import get_user_model

SYSTEM = "sistem"


def system_actor() -> Any:
    """Return the inactive login in whose name commands act."""
    user, created = get_user_model().objects.get_or_create(
        username=SYSTEM, defaults={"is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
