"""The commands, and the one boundary where errors become exit codes."""

from __future__ import annotations

import gc
import os
import sys

# other packages' pydantic plugins have no part in reading a rubric, and looking for them takes longer than reading it
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# whole numbers never reach the linear algebra beneath NumPy, whose threads take longer to start than NumPy itself
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# pieces of files come and go: what Arrow's own pool keeps for later would be a quarter of the memory of a large job
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from redprop.cli.boundary import run  # after the settings above


def main() -> None:
    """Runs a command and leaves with its exit code."""
    gc.set_threshold(200_000, 20, 20)  # a short run makes much and drops little
    code = run(sys.argv[1:])
    gc.freeze()  # memory goes back as a whole: leaving need not search it for what holds itself
    sys.exit(code)
