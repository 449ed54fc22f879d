"""A sample to learn with: pages of a newspaper that does not exist, in a province that does not exist.

All of it was written for this package, on the pattern of real pages: text copies in eleven layouts and four encodings,
saved HTML in three, and a harvest of a site in a WARC file; from 2003 to 2025, with reprints, a page saved in two
states, pages without a date or a name. Every page says that it is synthetic.
"""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent / "pages"
"""A folder of text copies and saved pages."""

HARVEST = Path(__file__).parent / "harvest.warc"
"""The same paper's site as a crawler kept it."""

PUBLISHER = "Báo Mẫu (synthetic)"
