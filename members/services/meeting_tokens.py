"""The word behind the QR code on the wall: whoever shows it is in the room right now."""

from django.core import signing

from members.models import Meeting

LIFETIME = 15 * 60
"""Seconds for which a code that was shown is good."""
_SALT = "members.meeting.presence"


class TokenError(ValueError):
    """The code is forged, too old, or of another meeting."""


def token_of(meeting: Meeting) -> str:
    """A signed word for this meeting, good for a quarter of an hour."""
    return signing.TimestampSigner(salt=_SALT).sign(str(meeting.pk))


def check_token(meeting: Meeting, token: str) -> None:
    """Raise TokenError unless the word was made for this meeting a short while ago."""
    try:
        found = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=LIFETIME)
    except signing.BadSignature as error:
        raise TokenError(str(error)) from None
    if found != str(meeting.pk):
        raise TokenError("another meeting")
