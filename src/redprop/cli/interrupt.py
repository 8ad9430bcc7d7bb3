"""Ctrl-C, remembered: libraries that are being loaded turn it into errors of their own, or lose it."""

from __future__ import annotations

import signal
import sys
from types import FrameType

_pressed = False


def listen() -> None:
    """Remembers Ctrl-C from now on, unless somebody else has said what it does."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _press)


def pressed() -> bool:
    """Whether it was pressed: whatever followed, it was an interruption."""
    return _pressed


def stop_if_pressed() -> None:
    """Stops now, where it was pressed and got lost.

    Raises:
        KeyboardInterrupt: It was.
    """
    if _pressed:
        raise KeyboardInterrupt


def _press(number: int, frame: FrameType | None) -> None:
    global _pressed  # noqa: PLW0603  # a process has one keyboard
    _pressed = True
    sys.unraisablehook = lambda _: None  # where it is lost, Python would print that
    signal.default_int_handler(number, frame)
