"""Numbers that decide marks: decimals from text, columns of whole numbers and of fractions, rounding, ranks."""

from redprop.exact.arrays import Flags, Whole
from redprop.exact.decimals import decimal_text, parse_decimal, shortest_text
from redprop.exact.powers import geometric_mean, logarithm, logarithms
from redprop.exact.ranks import Ties, ranks
from redprop.exact.ratios import Ratios, as_ratios
from redprop.exact.rounding import Mode, round_whole
from redprop.exact.typed import INVISIBLE, Typed, percent_readings, typed_decimal

__all__ = [
    "INVISIBLE",
    "Flags",
    "Mode",
    "Ratios",
    "Ties",
    "Typed",
    "Whole",
    "as_ratios",
    "decimal_text",
    "geometric_mean",
    "logarithm",
    "logarithms",
    "parse_decimal",
    "percent_readings",
    "ranks",
    "round_whole",
    "shortest_text",
    "typed_decimal",
]
