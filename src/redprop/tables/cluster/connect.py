"""The connection to a cluster of Dask's: one that runs somewhere, or one of this machine while it is needed."""

from __future__ import annotations

import logging
import os
import re
import signal
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from time import monotonic
from typing import Any

from redprop.errors import Place, Problem, WorkspaceError

REACHED = 5
"""Seconds that a scheduler has to answer at first."""
ASKED = 5
"""Seconds without a result after which a scheduler is asked whether it is still there; so many has it to answer."""
WORKERLESS = 30
"""Seconds that are waited for workers, at first and where all are gone."""
SAME = ("redprop", "distributed", "numpy", "pydantic")
"""What has to be of the same version everywhere: what crosses the wire is theirs."""
_LOCAL = re.compile(r"local:([1-9]\d{0,3})")
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx|ucxx)://)?[^\s/]+:\d{1,5}/?")


class Cluster:
    """A scheduler and its workers, reached through a client; those of `local:N` end with it.

    Raises:
        WorkspaceError: There is none at the address, or what it runs is not what runs here.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.client: Any = None
        self.own: Any = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        try:
            with _quiet():
                self._connect()
                self.workers = self._reach_workers()
                self._compare()
        except BaseException:
            self.close()
            raise

    def _connect(self) -> None:
        local = _LOCAL.fullmatch(self.address)
        if local is None and (self.address.startswith("local:") or not _ADDRESS.fullmatch(self.address)):
            raise _wrong("bad-cluster", got=self.address)
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise _wrong("no-dask") from error
        _silence()
        if local is not None:
            resource_tracker.ensure_running()  # it would let Ctrl-C through to the workers if it began with them
            with ThreadPoolExecutor(1) as starter:  # what is half begun when Ctrl-C comes cannot be ended
                starter.submit(self._start, LocalCluster, int(local[1])).result()
        try:
            self.client = Client(  # type: ignore[no-untyped-call]
                self.own or self.address, timeout=REACHED, set_as_default=False
            )
        except OSError as error:
            raise _wrong("no-scheduler", address=self.address, seconds=REACHED) from error
        except (ValueError, TypeError, RuntimeError) as error:
            raise _wrong("bad-cluster", got=self.address) from error

    def _start(self, kind: Any, workers: int) -> None:
        """Starts a cluster of this machine, whose processes leave Ctrl-C to this one."""
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self.folder = tempfile.TemporaryDirectory(prefix="redprop-", ignore_cleanup_errors=True)
        self.own = kind(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.CRITICAL + 1,
            memory_limit=0,
            local_directory=self.folder.name,
        )

    def _reach_workers(self) -> int:
        """How many batches workers count at a time."""
        until = monotonic() + WORKERLESS
        while True:
            workers = self._scheduler().values()
            if workers:
                return sum(worker["nthreads"] for worker in workers)
            if monotonic() > until:
                raise _wrong("no-workers", address=self.address, seconds=WORKERLESS)
            with suppress(OSError):  # in time or not, the scheduler is asked again
                self.client.wait_for_workers(1, timeout=1)

    def _scheduler(self) -> dict[str, dict[str, Any]]:
        """The workers that the scheduler has, if it answers."""
        try:
            said = self.client.sync(self.client.scheduler.identity, n_workers=-1, callback_timeout=ASKED)
        except (OSError, AttributeError, CancelledError, ValueError, RuntimeError) as error:
            raise _wrong("scheduler-lost", address=self.address) from error
        return said["workers"]  # type: ignore[no-any-return]

    def _compare(self) -> None:
        """That the scheduler and the workers run what runs here."""
        try:
            found = self.client.get_versions(packages=["redprop", "pydantic"])
        except OSError as error:
            raise _wrong("scheduler-lost", address=self.address) from error
        here = _versions(found["client"])
        problems = []
        for at, said in {self.address: found["scheduler"], **found["workers"]}.items():
            for name, version in _versions(said).items():
                params = {"at": at, "name": name, "there": version, "here": here[name]}
                if not version:
                    problems.append(Problem("not-there", Place(), params))
                elif version != here[name]:
                    problems.append(Problem("other-version", Place(), params))
        if problems:
            raise WorkspaceError(problems)

    def keep(self, parcel: bytes) -> Any:
        """Sends what all batches of a task need, once; a worker that joins later gets it as well."""
        with _quiet():
            return self.client.submit(bytes, parcel, pure=False)

    def begin(self, parcel: Any, batch: bytes) -> Any:
        """Begins with a batch, whose worker may die: another one begins anew then."""
        from redprop.tables.cluster.tasks import done_there

        with _quiet():
            return self.client.submit(done_there, parcel, batch, pure=False)

    def result(self, waiting: Any) -> bytes:
        """What a batch holds, when it is there.

        Raises:
            WorkspaceError: The scheduler is lost, or all workers are, or the batch has brought several of them down.
        """
        from distributed.scheduler import KilledWorker

        alone: float | None = None
        while True:
            try:
                return waiting.result(timeout=ASKED)  # type: ignore[no-any-return]
            except TimeoutError as error:
                now = monotonic()
                alone = None if self._scheduler() else alone or now
                if alone is not None and now - alone >= WORKERLESS:
                    raise _wrong("no-workers", address=self.address, seconds=WORKERLESS) from error
            except KilledWorker as error:
                raise _wrong("workers-killed", address=self.address) from error
            except (CancelledError, OSError) as error:
                raise _wrong("scheduler-lost", address=self.address) from error

    def close(self) -> None:
        """Lets the cluster go; workers of its own end at once, whatever they are doing."""
        with _quiet(), suppress(OSError, RuntimeError, CancelledError):
            if self.own is not None:
                for nanny in self.own.workers.values():
                    nanny.close_gracefully()  # lest it start another
                    if nanny.pid:
                        with suppress(OSError):
                            os.kill(nanny.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            if self.client is not None:
                self.client.close(timeout=1)
            if self.own is not None:
                self.own.close(timeout=2)
        if self.folder is not None:
            self.folder.cleanup()


def _versions(said: dict[str, Any]) -> dict[str, str]:
    """What somebody runs, of what has to be the same: versions by name, "" for what is missing."""
    python = ".".join(said["packages"]["python"].split(".")[:2])
    return {"Python": python, **{name: said["packages"].get(name) or "" for name in SAME}}


def _wrong(code: str, **params: object) -> WorkspaceError:
    return WorkspaceError([Problem(code, Place(), params)])


def _silence() -> None:
    """Keeps what Dask would log off the screen: what goes wrong is told as a problem."""
    import dask

    for name in ("distributed", "tornado", "tornado.application", "asyncio", *dask.config.get("logging", {})):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of Dask's; what they tell of is compared, or is of no concern."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
