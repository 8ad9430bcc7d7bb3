"""The commands, and the one boundary where errors become exit codes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

# other packages' pydantic plugins have no part in reading a rubric, and looking for them takes longer than reading it
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# whole numbers never reach the linear algebra beneath NumPy, whose threads take longer to start than NumPy itself
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# pieces of files come and go: what Arrow's own pool keeps for later would be a quarter of the memory of a large job
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from redprop.cli.boundary import run  # after the settings above
from redprop.cli.interrupt import listen, pressed
from redprop.errors import Exit


def main() -> None:
    """Runs a command and leaves with its exit code."""
    gc.set_threshold(200_000, 20, 20)  # a short run makes much and drops little
    listen()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # pressed again
        code = Exit.INTERRUPTED
    if code == Exit.INTERRUPTED or pressed():
        _leave_at_once(Exit.INTERRUPTED)
    gc.freeze()  # memory goes back as a whole: leaving need not search it for what holds itself
    sys.exit(code)


def _leave_at_once(code: int) -> None:
    """Leaves without waiting for threads that still read or unpack; no temporary file stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if "redprop.tables.files.temporary" in sys.modules:  # else there is none
        from redprop.tables.files.temporary import remove_all

        remove_all()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
