"""`redprop explain`的文字。"""

TEXTS: dict[str, str] = {}
