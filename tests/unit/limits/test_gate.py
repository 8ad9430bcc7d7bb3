from __future__ import annotations

import pytest
from pydantic import ValidationError

from redprop.limits import Gate


def test_a_gate_shuts_out() -> None:
    assert Gate.model_validate({"not_eligible": True}).not_eligible is True


def test_a_gate_that_lets_in_is_refused() -> None:
    with pytest.raises(ValidationError):
        Gate.model_validate({"not_eligible": False})
