"""How the documentation is built: ``make docs`` copies docs/, notebooks/ and seeds/ side by side and runs Sphinx there.

So the notebooks run as a reader would run them, their links lead to the pages of docs/ and back, and nothing is written
into the project.
"""

from __future__ import annotations

project = "newsarchive"
copyright = "the authors of newsarchive, MIT licence"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = ["docs/**", "notebooks/*.ipynb"]

# Pages are Markdown that also reads well as a file; `code` in a docstring is code.
myst_heading_anchors = 3
myst_enable_extensions = ["dollarmath"]
default_role = "literal"

# Notebooks are run anew, and an error is one of the build. Widgets leave a picture; their own form would ask a CDN.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_show_tb = True
nb_ipywidgets_js = {}
nb_mime_priority_overrides = [
    ("html", "application/vnd.jupyter.widget-view+json", None),
    ("html", "application/vnd.vegalite.v6+json", None),
]
nb_merge_streams = True

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_type_aliases = {"Language": "Language"}
python_use_unqualified_type_names = True
add_module_names = False

# The look: furo with the colours and fonts of the reports; nothing comes from another host.
html_theme = "furo"
html_title = "newsarchive"
html_static_path = ["look"]
html_css_files = ["look.css"]
html_copy_source = False
html_show_sphinx = False
templates_path: list[str] = []
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#9c2a1b",
        "color-brand-content": "#3b6a94",
        "color-background-primary": "#fffefc",
        "color-background-secondary": "#f7f5f0",
        "color-background-border": "#dcd7cc",
        "color-foreground-primary": "#1d2126",
        "color-foreground-secondary": "#59626c",
        "color-foreground-muted": "#59626c",
    },
    "dark_css_variables": {
        "color-brand-primary": "#f0907f",
        "color-brand-content": "#7fb0da",
        "color-background-primary": "#1b1f23",
        "color-background-secondary": "#14171a",
        "color-background-border": "#353b41",
        "color-foreground-primary": "#e4e2dc",
        "color-foreground-secondary": "#a3abb3",
        "color-foreground-muted": "#a3abb3",
    },
}
