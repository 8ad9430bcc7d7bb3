"""The bulletin of a period: one model that every paper is written from."""

from redprop.analysis.bulletin.make import bulletin, only
from redprop.analysis.bulletin.model import (
    Average,
    Bin,
    Bulletin,
    ChannelFacts,
    GradeCount,
    League,
    Loss,
    Method,
    Spread,
    TrendPoint,
    Versus,
)
from redprop.analysis.bulletin.subjects import Apart, ChannelMark, Past, Remark, SectionMark, Standing

__all__ = [
    "Apart",
    "Average",
    "Bin",
    "Bulletin",
    "ChannelFacts",
    "ChannelMark",
    "GradeCount",
    "League",
    "Loss",
    "Method",
    "Past",
    "Remark",
    "SectionMark",
    "Spread",
    "Standing",
    "TrendPoint",
    "Versus",
    "bulletin",
    "only",
]
