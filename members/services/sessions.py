"""End the sessions of a login; every browser that holds one is asked to sign in again."""

from django.db.models import F

from members.models import Person, User


def end_sessions(user: User) -> None:
    """Refuse every session of the login from its next request on."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


def end_sessions_of(person: Person) -> None:
    """The same for the login of a person, if there is one."""
    if person.user is not None:
        end_sessions(person.user)
