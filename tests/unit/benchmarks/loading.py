"""The benchmarks are scripts and no package: each is loaded from its file."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.running import ROOT


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there for their types
    spec.loader.exec_module(module)
    return module
