"""Dossiers of every kind that a report has to be handed over of: none, one, three, forty articles, and odd ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsarchive.reports import Report, build
from newsarchive.reports.recipe import SECTIONS
from newsarchive.search import search
from newsarchive.store import Store

PAPERS = "An Giang, Bình Định, Cà Mau, Đà Nẵng, Đồng Tháp, Hà Nội, Hải Phòng, Huế, Khánh Hòa, Lâm Đồng, Nghệ An".split(
    ", "
)
PEOPLE = ("Trần Mai", "Phương Nga", "H.T", "Nguyễn Thị Hồng Hạnh – Lê Văn Tám", None)
SENTENCES = (
    "Sáng nay, lớp học tình thương ở cuối xóm lại sáng đèn.",
    "Ông Ba Hưng cho biết năm qua có 147 em ra lớp, tăng 12,5% so với năm trước.",
    "Việc học tập của con em nông dân được cả xã chăm lo.",
    "“Cháu muốn học tập thật tốt để làm cô giáo”, em Lê Thị Bé nói.",
    "Nước lên, đường vào trường ngập sâu, thầy trò phải đi xuồng.",
    "Đến nay, toàn huyện có 58/58 chi bộ hoàn thành kế hoạch theo Nghị quyết 12-NQ/TW.",
    "Chiều xuống, tiếng trẻ đọc bài vang trên bến sông Tiền.",
)
FINDINGS = {
    "vi": """## Điều thấy được

Có **{{count}}** bài.

- Xem {{article:ID}}.

{{quote:ID:1}}

| Năm | Bài |
|---|---|
| 2012 | {{count:date:2012}} |

Tỉ lệ là $r = \\frac{n}{N}$[^1], và

$$\\hat{r} = \\sum_{i=1}^{N} \\frac{x_i}{N}$$

[^1]: Theo `n` bài khớp, xem [cách đếm](https://bao.example/cach-dem).
""",
    "en": """## What was found

**{{count}}** articles.

1. See {{article:ID}}.

{{quote:ID:1}}

`{{count}}`
""",
}
QUESTIONS = {
    "none": "khủng long",
    "one": 'section:"một"',
    "three": 'section:"ba" học',
    "forty": '"học tập" section:"bốn mươi"',
    "odd": 'học section:"lạ"',
    "thousand": 'section:"nghìn"',
}


def rows(many: int = 0) -> Iterator[dict[str, Any]]:
    """The articles as rows of a table; `many` more of the usual kind."""
    draw = random.Random(20)
    for section, count in (("một", 1), ("ba", 3), ("bốn mươi", 40), ("nghìn", many)):
        for number in range(count):
            year, month, day = 2003 + number % 21, draw.randint(1, 12), draw.randint(1, 28)
            text = [" ".join(draw.sample(SENTENCES, 3)) for _ in range(draw.randint(1, 5))]
            yield {
                "title": f"{draw.choice(SENTENCES)[:-1]} ({section} {number + 1})",
                "text": "\n\n".join([*text, SENTENCES[2]]),
                "published": f"{year}-{month:02}-{day:02}T07:{number % 60:02}:08+07:00",
                "publisher": f"Báo {PAPERS[number % (3 if section == 'ba' else len(PAPERS))]}",
                "section": section,
                **({"byline": byline} if (byline := draw.choice(PEOPLE)) else {}),
                "url": f"https://bao.example/{number}?a=1&b=%C3%A0",
            }
    odd: tuple[dict[str, Any], ...] = (
        {"title": f"Một nhan đề rất dài {'kể chuyện học tập ở khắp mọi miền ' * 10}", "text": SENTENCES[2]},
        {"title": f"Học {'không-có-chỗ-xuống-dòng-' * 9}", "text": f"Học {'x' * 400} hết."},
        {"title": "Không ngày, không tên", "text": f"{SENTENCES[2]}\n\n{SENTENCES[3]}"},
        {"title": "", "text": f"Bài học không có nhan đề.\n\n{SENTENCES[0]}"},
        {"title": "A report in English", "text": "The school, said the paper, taught học tập.", "language": "en"},
        {"title": "Toàn là số: 1.204", "text": "Lớp học 1.204 em; 34,2%; 58/58; 03-CT/TW; 12-NQ/TW."},
        {"title": "Chữ lạ 人民 😀 học tập العربية", "text": "Học 人民 😀 👩\u200d👧 1\ufe0f\u20e3 và العربية."},
        {"title": "Bài dài nhất", "text": "\n\n".join([" ".join(SENTENCES)] * 12)},
        {"title": f"Nhan đề bảy trăm chữ {'học tập suốt đời ' * 43}", "text": SENTENCES[2], "language": "x-<b>"},
        {"title": "Une page en français", "text": f"L'école, dit-on, học tập.\n\n{'a' * 200}", "language": "fr-CA"},
        {"title": "Một đoạn dài nhất học", "text": " ".join([" ".join(SENTENCES)] * 12)},
    )
    for row in odd:
        yield {**row, "section": "lạ", **({"publisher": "Báo Đồng Tháp"} if "Chữ" in row["title"] else {})}


def archive(folder: Path, many: int = 0) -> Store:
    """An archive of all of them."""
    table = folder / "bài.jsonl"
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(many)), "utf-8")
    store = Store.open(folder / "kho")
    taken = store.ingest(table)
    assert not taken.rejected, taken.rejected
    title = folder / "chỉ có nhan đề.txt"
    title.write_text("Bài học không có đoạn nào\nCập nhật ngày: 04/07/2012 07:12:08\n", "utf-8")
    assert not store.ingest(title, section="lạ").rejected
    return store


def empty(folder: Path) -> Store:
    """An archive without an article."""
    return Store.open(folder / "kho trống")


def report(store: Store, dossier: str, language: str, **said: Any) -> Report:
    """The report on a dossier, with every section."""
    found = search(store, QUESTIONS[dossier])
    known = (*found.ids[:1], *search(store, "*").ids[:1])
    findings = FINDINGS[language].replace("ID", known[0]) if known else "{{count}}"
    title = {"vi": "Học tập trên báo địa phương", "en": "Learning in the local papers"}[language]
    recipe = {
        "title": title,
        "language": language,
        "author": "Trần Mai",
        "organisation": "Thư viện tỉnh",
        "sections": list(SECTIONS),
        "facets": ["publisher", "year", "byline"],
        "findings": findings,
    }
    return build(found, **{**recipe, **said})
