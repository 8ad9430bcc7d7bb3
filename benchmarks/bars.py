"""The bars: what each figure may be at most. They stand beside the figures in `results.md`."""

from __future__ import annotations

START = {"`redprop --help`": 0.6, "`redprop check rubrics/red-property.yaml`": 1.1, "`redprop rank`": 2.3}
"""Times `python -c 'import pandas'`."""
CHECK = {"500": 3.0}
"""Criteria of a rubric that is checked, and times the check of five."""
BULK = {10_000_000: (1.0, 1.7), 40_000_000: (0.9, 1.2)}
"""Rows, times the fastest peer, times `limit_arrow.py`."""
PEAK_MIB = {10_000_000: 450}
PEAK_TIMES = {40_000_000: 1.1}
"""Times the peak at ten million rows."""
PEAK_PROBLEMS = 1.2
"""Times the peak of the same file without problems."""
PARQUET_FLOOR = 2.0
"""Times `limit_parquet.py`."""
PARQUET_CSV = 0.6
"""Times the same rows as CSV."""
GB18030 = 2.0
"""Times the same file in UTF-8."""
