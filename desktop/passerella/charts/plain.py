"""The parts of matplotlib that we draw with, imported without the manual that it would write first.

For every kind of artist matplotlib searches all its properties to word a help text and a signature:
a quarter of what its import takes, and nobody reads them in a program. So the two public names that
write and search are put aside while it is imported, and put back.
"""

from __future__ import annotations

from matplotlib import artist
from matplotlib.artist import Artist

_write, _search = artist.kwdoc, artist.ArtistInspector.get_setters
artist.kwdoc = lambda artist: ""
artist.ArtistInspector.get_setters = lambda self: []  # type: ignore[method-assign]

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import Polygon, Rectangle  # noqa: E402
from matplotlib.transforms import Affine2D, Transform  # noqa: E402

artist.kwdoc, artist.ArtistInspector.get_setters = _write, _search  # type: ignore[method-assign]

__all__ = [
    "Affine2D",
    "Artist",
    "Figure",
    "FigureCanvasAgg",
    "FontProperties",
    "Line2D",
    "Polygon",
    "Rectangle",
    "RendererAgg",
    "Transform",
]
