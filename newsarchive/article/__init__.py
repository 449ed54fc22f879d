"""The record that everything is about: an `Article`, where each value stands, and the words for how it was read."""

from newsarchive.article.record import (
    LABELS,
    VIETNAM,
    Article,
    Author,
    Field,
    Label,
    LabelName,
    Mention,
    Moment,
    Precision,
    Source,
    Span,
    T_co,
    in_vietnam,
)
from newsarchive.article.rules import explain, field_name, label_name

__all__ = [
    "LABELS",
    "VIETNAM",
    "Article",
    "Author",
    "Field",
    "Label",
    "LabelName",
    "Mention",
    "Moment",
    "Precision",
    "Source",
    "Span",
    "T_co",
    "explain",
    "field_name",
    "in_vietnam",
    "label_name",
]
