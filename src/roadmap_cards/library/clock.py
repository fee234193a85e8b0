"""The clock of a real run, and the machine's zone; tests bring their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

Clock = Callable[[], datetime]


class MachineZone(tzinfo):
    """The zone of this machine with all its changes between summer and winter, as the system knows them."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the distance from UTC at a local time."""
        local = datetime.now() if moment is None else moment.replace(tzinfo=None)  # noqa: DTZ005  (the system's)
        offset = local.astimezone().utcoffset()
        assert offset is not None
        return offset

    def dst(self, _moment: datetime | None) -> None:
        """Nobody asks."""

    def tzname(self, moment: datetime | None) -> str | None:
        """Return what the system calls the zone at a local time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return the local time of a moment that is given in UTC."""
        # Only a naive one says which of two equal times in autumn it is (`fold`).
        local = datetime.fromtimestamp(moment.replace(tzinfo=UTC).timestamp())  # noqa: DTZ006  (so it is)
        return local.replace(tzinfo=self)


MACHINE_ZONE = MachineZone()


def local_now() -> datetime:
    """Return the time now in the machine's zone."""
    return datetime.now(MACHINE_ZONE)


def offset_at(zone: tzinfo) -> Callable[[int], int]:
    """Return how far a zone is east of UTC, in minutes, at any time (UTC milliseconds)."""

    def minutes(at: int) -> int:
        offset = datetime.fromtimestamp(at / 1000, tz=zone).utcoffset()
        return 0 if offset is None else int(offset / timedelta(minutes=1))

    return minutes
