"""Writes the screens that the tests compare: `python tests/golden/update.py`. Read the difference before you commit it.

Every screen is what a person sees who types the words in this repository, standard error first.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREENS = Path(__file__).parent / "screens"
RANK = ("rank", "--category", "resettlement", "--top", "10")
PARTS = ("rank", "--category", "commercial", "--by", "channel:city", "--within", "community", "--top", "3")


@dataclass(frozen=True)
class Screen:
    """A screen: its name, what is typed, how wide the terminal is, and the language of the locale."""

    name: str
    words: tuple[str, ...]
    columns: int = 80
    locale: str = "C.UTF-8"


EVERY = (
    *(
        Screen(f"rank-{language}-{columns}", (*RANK, "--language", language), columns)
        for language in ("en", "zh")
        for columns in (80, 120)
    ),
    Screen("rank-by-part-120", PARTS, 120),
    Screen("rank-by-part-zh-120", (*PARTS, "--language", "zh"), 120),
    Screen("rank-bottom-120", ("rank", "--bottom", "3"), 120),
    Screen("score-120", ("score",), 120),
    Screen("score-zh-120", ("score", "--language", "zh", "--category", "resettlement"), 120),
    *(
        Screen(f"explain-{language}-{columns}", ("explain", "E001", "--language", language), columns)
        for language in ("en", "zh")
        for columns in (80, 120)
    ),
    Screen("explain-lost-zh-120", ("explain", "E120", "--lost", "--language", "zh"), 120),
    Screen("explain-criterion-80", ("explain", "E001", "--criterion", "posters")),
    Screen("check-80", ("check",)),
    Screen("check-120", ("check",), 120),
    Screen("check-zh-120", ("check", "--language", "zh"), 120),
    Screen("check-mistakes-80", ("check", "tests/examples/rejected/ten-mistakes-rubric/rubric.yaml")),
    Screen("kinds-80", ("kinds",)),
    Screen("kinds-zh-80", ("kinds", "--language", "zh")),
    Screen("kinds-steps-80", ("kinds", "steps")),
    Screen("kinds-steps-zh-80", ("kinds", "steps", "--language", "zh")),
    Screen("help-80", ("--help",)),
    *(
        Screen(f"help-{command}{'-zh' if locale else ''}-80", (command, "--help"), locale=locale or "C.UTF-8")
        for command in ("score", "rank", "explain", "check", "diff", "schema", "kinds", "init")
        for locale in ("", "zh_CN.UTF-8")
    ),
)


def screens() -> dict[str, str]:
    """Every screen by name, each locale in a process of its own."""
    made: dict[str, str] = {}
    for locale in dict.fromkeys(screen.locale for screen in EVERY):
        plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
        plain = {name: value for name, value in plain.items() if not name.startswith(("LC_", "PYTHONIO"))}
        path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
        said = subprocess.run(
            [sys.executable, __file__, "--print"],
            cwd=ROOT,
            env=plain | {"LANG": locale, "PYTHONUTF8": "1", "PYTHONPATH": path},
            capture_output=True,
            check=True,
        )
        made |= json.loads(said.stdout)
    return made


def _print() -> None:
    """The screens of this process's locale, as JSON; this workspace speaks English unless it is asked otherwise."""
    if os.environ["LANG"].startswith("zh"):
        sys.argv[1:] = ["--language", "zh"]
    from redprop.cli.boundary import run

    shown: dict[str, str] = {}
    for screen in EVERY:
        if screen.locale != os.environ["LANG"]:
            continue
        os.environ["COLUMNS"] = str(screen.columns)
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with redirect_stdout(out), redirect_stderr(err):
            run(screen.words)
        told = [stream.buffer.getvalue().decode() for stream in (err, out)]  # type: ignore[attr-defined]
        lines = "".join(told).splitlines()
        shown[screen.name] = "\n".join(line.rstrip() for line in lines) + "\n"
    sys.stdout.write(json.dumps(shown))


if __name__ == "__main__":
    if "--print" in sys.argv:
        _print()
    else:
        SCREENS.mkdir(exist_ok=True)
        for old in SCREENS.glob("*.txt"):
            old.unlink()
        for name, text in screens().items():
            (SCREENS / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
