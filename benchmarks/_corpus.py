"""Articles to ask, as JSON Lines: real ones of the shared corpus, and beyond their number recombined ones."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

REAL = 34_862
_PLACES = (
    *("An Giang", "Bình Định", "Cà Mau", "Đà Nẵng", "Đồng Tháp", "Hà Nội"),
    *("Hải Phòng", "Huế", "Khánh Hòa", "Lâm Đồng", "Nghệ An", "Quảng Nam"),
)


def asked_articles(corpus: Path, count: int, folder: Path) -> Path:
    """`count` articles with a publisher, a section and a date each, which the corpus does not give: they are drawn."""
    path = folder / f"asked-{count}.jsonl"
    if path.exists():
        return path
    source = corpus / "vinews.parquet"
    if count > REAL:
        source = folder / f"grown-{count}.parquet"
        if not source.exists():
            subprocess.run([sys.executable, corpus.parent / "tools" / "grow.py", str(count), source], check=True)
    draw = random.Random(7)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        batches = pq.ParquetFile(source).iter_batches(batch_size=5_000)
        for row in islice((row for batch in batches for row in batch.to_pylist()), count):
            published = datetime(2003, 1, 1) + timedelta(seconds=draw.randrange(22 * 365 * 86_400))
            record = {name: row[name] for name in ("id", "title", "lead") if row.get(name)}
            record |= {
                "text": row["body"],
                "published": published.isoformat(),
                "publisher": f"Báo {draw.choice(_PLACES)}",
                "section": draw.choice(("Thời sự", "Kinh tế", "Văn hóa", "Thể thao", "Giáo dục")),
            }
            if row.get("byline"):
                record["byline"] = row["byline"]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    part.rename(path)
    return path
