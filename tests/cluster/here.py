"""A cluster that is no other place: what is sent is packed, done and packed again in this process."""

from __future__ import annotations

from redprop.tables.cluster.tasks import done_there


class Here:
    """Stands in for `connect.Cluster`; `sent` holds what came back."""

    workers = 2

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def keep(self, parcel: bytes) -> bytes:
        return bytes(parcel)

    def begin(self, parcel: bytes, batch: bytes) -> bytes:
        return done_there(parcel, batch)

    def result(self, waiting: bytes) -> bytes:
        self.sent.append(waiting)
        return waiting

    def close(self) -> None:
        pass
