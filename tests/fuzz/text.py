"""Spoils a rubric's text: bytes flip, lines go or move, indentation shifts, quotes and brackets vanish."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz.seeds import seeds

PIECES: tuple[str, ...] = (
    *(
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "|",
        ">",
        "? ",
        "%",
        "@",
        "`",
    ),
    *(
        "---\n",
        "...\n",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\x07",
        "\ufeff",
        "\u2028",
        "\x85",
        "：",
        "，",
        "（",
        "　",
        "🏠",
    ),
    *("<<: *a", "# redprop: ignore", "# redprop: ignore missing-why because", "<<: {}", "~", "null", "&a", "*a *a"),
)


def spoiled(text: str, random: Random) -> bytes:
    """The bytes after a few changes."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        text = random.choice(CHANGES)(text, random)
    content = text.encode(errors="replace")
    return flip(content, random) if random.random() < 0.2 else content


def flip(content: bytes, random: Random) -> bytes:
    """Some bytes become others, whatever that does to UTF-8."""
    spoilt = bytearray(content)
    for _ in range(random.choice((1, 1, 4))):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _lines(text: str, random: Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, random.randrange(len(lines))


def without_lines(text: str, random: Random) -> str:
    lines, at = _lines(text, random)
    del lines[at : at + random.choice((1, 1, 3))]
    return "\n".join(lines)


def doubled_line(text: str, random: Random) -> str:
    lines, at = _lines(text, random)
    return "\n".join([*lines[: at + 1], *lines[at:]])


def moved_line(text: str, random: Random) -> str:
    lines, at = _lines(text, random)
    line = lines.pop(at)
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def indented(text: str, random: Random) -> str:
    """One line, or all from one on, further in or further out."""
    lines, at = _lines(text, random)
    by = random.choice((1, 2, 4, -1, -2, -4))
    until = random.choice((at + 1, at + 5, len(lines)))
    for index in range(at, min(until, len(lines))):
        lines[index] = " " * by + lines[index] if by > 0 else lines[index].removeprefix(" " * -by)
    return "\n".join(lines)


def without_marks(text: str, random: Random) -> str:
    """One bracket, quote, colon or comma vanishes, or all of a kind."""
    mark = random.choice("\"'{}[]:,-")
    at = [index for index, character in enumerate(text) if character == mark]
    if not at:
        return text
    if random.random() < 0.2:
        return text.replace(mark, "")
    index = random.choice(at)
    return text[:index] + text[index + 1 :]


def with_piece(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 40)) + text[at:]


def cut_off(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] if random.random() < 0.7 else text[at:]


def joined(text: str, random: Random) -> str:
    """The beginning of one file and the end of another."""
    other = random.choice(seeds()).text
    return text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]


def other_word(text: str, random: Random) -> str:
    """A word of the file stands where another stood."""
    words = text.split(" ")
    words[random.randrange(len(words))] = random.choice(words)
    return " ".join(words)


CHANGES: tuple[Callable[[str, Random], str], ...] = (
    *(without_lines, doubled_line, moved_line, indented, indented, without_marks, without_marks),
    *(with_piece, cut_off, joined, other_word, other_word),
)
