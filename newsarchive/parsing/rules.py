"""The rules and warnings of the parsers, as readers see them in Vietnamese and English.

A `Field.rule` or a warning is a phrase of this table; a warning may add what it is about after a colon.
"""

from __future__ import annotations

from newsarchive.text import Language

RULES = {
    # how a value was read
    "first line that is neither date nor chrome": "dòng đầu tiên không phải ngày hay khung trang",
    "day-first date line": "dòng ngày, ngày trước tháng sau",
    "day-first date line, labelled published": "dòng ngày có ghi ngày đăng, ngày trước tháng sau",
    "day-first date line, labelled updated": "dòng ngày có ghi cập nhật, ngày trước tháng sau",
    "short first paragraph before longer ones": "đoạn đầu ngắn, đứng trước các đoạn dài hơn",
    "line of the text": "một dòng của bài",
    "signature on the last line": "chữ ký ở dòng cuối",
    "signature at the end of the last paragraph": "chữ ký ở cuối đoạn cuối",
    "signature beside the date": "chữ ký cạnh ngày",
    "source line at the tail": "dòng ghi nguồn ở cuối bài",
    "agency mark before the text": "dấu của báo trước bài",
    "breadcrumb": "đường dẫn chuyên mục",
    "Vietnamese letters": "chữ cái tiếng Việt",
    "said by the person who ingested": "do người đưa vào kho cho biết",
    # warnings
    "no title found": "không thấy nhan đề",
    "no date found": "không thấy ngày",
    "no text found under the title": "không thấy nội dung dưới nhan đề",
    "impossible date refused": "ngày không thể có, đã bỏ qua",
    "weekday disagrees with the date": "thứ trong tuần không khớp với ngày",
    "another date was not used": "một ngày khác không được dùng",
    "control characters in the text": "có ký tự điều khiển trong văn bản",
    "not valid UTF-8, read as windows-1258": "không phải UTF-8 hợp lệ, đã đọc theo windows-1258",
}


def explain(phrase: str, language: Language) -> str:
    """`phrase`, a rule or a warning with its detail, in `language`."""
    head, colon, detail = phrase.partition(": ")
    return phrase if language == "en" else f"{RULES[head]}{colon}{detail}"
