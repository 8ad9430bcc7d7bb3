"""`redprop rectify`的文字。"""

TEXTS: dict[str, str] = {}
