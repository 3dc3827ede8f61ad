"""What is to be done: addresses to go to, in turn by host."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

from onrecord.ingest.fetch.address import Target
from onrecord.ingest.fetch.pace import Pace

NOWHERE = Target(scheme="https", host="", port=443, path=b"/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One address to go to.

    Attributes:
        via: The list that named it; empty where a person did.
        depth: How many lists lie in one another above it.
        tries: How often it was tried.
        allow_private: Whether it may lie in one's own network.
    """

    target: Target = NOWHERE
    via: str = ""
    depth: int = 0
    tries: int = 0
    allow_private: bool = False


@dataclass(slots=True)
class Queue:
    """Jobs by host; the host that has rested longest comes first, so that waiting for one is work on another."""

    pace: Pace
    by_host: dict[str, deque[Job]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.by_host.values()))

    def add(self, job: Job) -> None:
        """Put a job behind the others of its host."""
        self.by_host.setdefault(job.target.host, deque()).append(job)

    def take(self, busy: Collection[str]) -> Job | None:
        """The next job of a host that is not ``busy``, if there is one."""
        host = min((h for h in self.by_host if h not in busy), key=self.pace.ready, default=None)
        if host is None:
            return None
        job = self.by_host[host].popleft()
        if not self.by_host[host]:
            del self.by_host[host]
        return job

    def drop(self, host: str) -> int:
        """Leave out the jobs of a host; how many there were."""
        return len(self.by_host.pop(host, ()))
