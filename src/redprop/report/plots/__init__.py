"""Pictures of a bulletin: drawn by matplotlib, readable in grey, with a text for those who do not see them."""

from redprop.report.plots.distribution import distribution
from redprop.report.plots.drawing import Drawn, Scale, Svg, as_png, as_svg
from redprop.report.plots.profile import profile
from redprop.report.plots.ranking import ranking
from redprop.report.plots.trend import course, trend

__all__ = ["Drawn", "Scale", "Svg", "as_png", "as_svg", "course", "distribution", "profile", "ranking", "trend"]
