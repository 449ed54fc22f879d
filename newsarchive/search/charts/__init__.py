"""Charts for notebooks: a frame of counts as a picture that says what was counted over what.

They are drawn with altair and rendered by vl-convert on this machine, both of ``newsarchive[lab]``: nothing is fetched
and nothing runs where the picture is shown.
"""

from newsarchive.search.charts.chart import Chart
from newsarchive.search.charts.facets import plot_facets
from newsarchive.search.charts.keyness import plot_keyness
from newsarchive.search.charts.timeline import plot_timeline

__all__ = ["Chart", "plot_facets", "plot_keyness", "plot_timeline"]
