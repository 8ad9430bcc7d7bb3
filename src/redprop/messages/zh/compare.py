"""`redprop compare`的文字。"""

TEXTS: dict[str, str] = {}
