"""Which language a command speaks."""

from __future__ import annotations

from redprop import messages
from redprop.cli.options import Language
from redprop.errors import RedpropError


def settle_language(flag: Language | None, workspace: str | None) -> str:
    """The flag, then the workspace, then the locale."""
    return (flag.value if flag else None) or workspace or messages.locale_language()


def workspace_language() -> str | None:
    """The language of the workspace around the current folder, if there is one that can be read."""
    from redprop.workspace import find_workspace

    try:
        found = find_workspace()
    except RedpropError:
        return None
    return found.settings.language if found else None
