"""STUB"""


def delimiter_of(first, name):
    return ","
