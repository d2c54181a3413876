"""The day on which tests take place, unless they say otherwise."""

from datetime import datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
AT = datetime(2026, 2, 15, 10, 0, tzinfo=JAKARTA)
