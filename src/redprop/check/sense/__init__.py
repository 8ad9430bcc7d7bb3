"""What a rubric says against sense: one file a family of findings, each a pure function, all listed by hand."""

from __future__ import annotations

from redprop.check.sense.base import Look
from redprop.check.sense.channels import channel_weight_sum, marks_in_force_far, unseen_channel
from redprop.check.sense.conditions import conditions_that_decide_nothing
from redprop.check.sense.deductions import deductions
from redprop.check.sense.examples import criterion_without_example, no_examples
from redprop.check.sense.grades import bands, grade_never_given
from redprop.check.sense.limits import cap_raises_nothing, limit_repeats_deduction, node_cap_not_reached
from redprop.check.sense.measures import same_measure_twice, unused_measure
from redprop.check.sense.quotas import quota_too_small
from redprop.check.sense.steps import curve_not_monotone, steps_not_monotone
from redprop.check.sense.weights import idle_weight
from redprop.check.sense.wording import missing_source, missing_why, one_language

LOOKS: tuple[Look, ...] = (
    steps_not_monotone,
    curve_not_monotone,
    deductions,
    same_measure_twice,
    unused_measure,
    idle_weight,
    conditions_that_decide_nothing,
    cap_raises_nothing,
    node_cap_not_reached,
    limit_repeats_deduction,
    bands,
    grade_never_given,
    quota_too_small,
    unseen_channel,
    channel_weight_sum,
    marks_in_force_far,
    missing_why,
    missing_source,
    one_language,
    no_examples,
    criterion_without_example,
)
"""Every look at a rubric; a house test says that no file of the folder is left out."""

__all__ = ["LOOKS", "Look"]
