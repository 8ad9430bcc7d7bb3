"""`redprop report`的文字。"""

TEXTS: dict[str, str] = {}
