"""The rules and warnings of the parsers, and the labels, as readers see them in Vietnamese and English.

A `Field.rule` or a warning is a phrase of this table; either may add what it is about after a colon.
"""

from __future__ import annotations

from newsarchive.article.record import LabelName

_LINKED_DATA = "headline author publisher articleSection BreadcrumbList datePublished dateModified"
_META = """og:title author article:author og:site_name article:section og:url article:published_time datePublished
pubdate publishdate dc.date.issued date article:modified_time dateModified lastmod og:updated_time"""
METADATA = (
    *(f"JSON-LD {key}" for key in _LINKED_DATA.split()),
    *(f"meta {name}" for name in _META.split()),
    *("title element", "time element", "link canonical", "html lang"),
)
"""The elements of an HTML page that a value may come from where the page does not print it."""

_BY_SPELLING = {
    name: f"đọc theo {said} vì đúng âm tiết"
    for name, said in {"cp1258": "windows-1258", "tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII"}.items()
}

RULES = {
    # how a value was read
    "line that stands and reads as the headline": "dòng có vị trí và dáng của nhan đề",
    "section above the title": "mục ghi trên nhan đề",
    "section beside the date": "mục ghi cạnh ngày",
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
    "column of the table": "cột của bảng",
    "WARC-Target-URI": "địa chỉ trong bản ghi WARC",
    "MHTML Content-Location": "địa chỉ trong tệp MHTML",
    "said by the person who ingested": "do người đưa vào kho cho biết",
    **{element: f"siêu dữ liệu {element}" for element in METADATA},
    "h1 element": "phần tử h1",
    "line that repeats the title in metadata": "dòng trùng với nhan đề trong siêu dữ liệu",
    "element marked as the lead": "phần tử được đánh dấu là sa-pô",
    "line that repeats the description in metadata": "dòng trùng với mô tả trong siêu dữ liệu",
    "first paragraph set in bold": "đoạn đầu in đậm",
    "first paragraph set in italics": "đoạn đầu in nghiêng",
    "paragraph of its own above the element of the text": "đoạn đứng riêng phía trên phần tử chứa bài",
    "block of the body": "một khối của nội dung bài",
    "signature under the title": "chữ ký dưới nhan đề",
    "line beside its label": "dòng cạnh nhãn của nó",
    "place stamp before the text": "địa danh đặt trước bài",
    "day-first date line, seconds from metadata": "dòng ngày, ngày trước tháng sau; giây theo siêu dữ liệu",
    "day-first date line, labelled published, seconds from metadata": "dòng ghi ngày đăng; giây theo siêu dữ liệu",
    "day-first date line, labelled updated, seconds from metadata": "dòng ghi ngày cập nhật; giây theo siêu dữ liệu",
    "day-first date line, clock from metadata": "dòng ngày, ngày trước tháng sau; giờ theo siêu dữ liệu",
    "day-first date line, labelled published, clock from metadata": "dòng ghi ngày đăng; giờ theo siêu dữ liệu",
    "day-first date line, labelled updated, clock from metadata": "dòng ghi ngày cập nhật; giờ theo siêu dữ liệu",
    # why a line has its label
    "said in the title line": "nằm trên dòng nhan đề",
    "short line that leads to the title": "dòng ngắn dẫn vào nhan đề",
    "date that was not used": "ngày không được dùng",
    "way to the section": "đường dẫn tới chuyên mục",
    "part of the signature": "thuộc phần ký tên",
    "short line above a paragraph": "dòng ngắn đứng trên một đoạn",
    "words under a picture": "lời dưới ảnh",
    "leads to other articles": "dẫn tới bài khác",
    "what readers say": "lời bạn đọc",
    "printed by the site round its articles": "trang in quanh bài",
    "nothing that is known": "chưa biết là gì",
    # warnings
    "no title found": "không thấy nhan đề",
    "no date found": "không thấy ngày",
    "no text found under the title": "không thấy nội dung dưới nhan đề",
    "impossible date refused": "ngày không thể có, đã bỏ qua",
    "weekday disagrees with the date": "thứ trong tuần không khớp với ngày",
    "another date was not used": "một ngày khác không được dùng",
    "another date was not used, being the page's clock": "không dùng ngày này vì là đồng hồ của trang",
    "another date was not used, standing farther from the title": "không dùng ngày này vì đứng xa nhan đề hơn",
    "another date was not used, standing above the title": "không dùng ngày này vì đứng trên nhan đề",
    "further warnings of the same kind": "cảnh báo cùng loại khác",
    "a second article seems to begin near": "hình như có bài thứ hai, gần chỗ",
    "a column is not a date": "một cột không phải là ngày",
    "a column is not text": "một cột không phải là chữ",
    "the saved page is cut off, its end is missing": "trang đã lưu bị cắt, thiếu phần cuối",
    "the web archive says that the page is cut": "kho lưu trữ web cho biết trang bị cắt",
    "unpaired surrogates, shown as U+FFFD": "có mã ký tự lẻ đôi, hiện bằng U+FFFD",
    "control characters in the text": "có ký tự điều khiển trong văn bản",
    "nested too deeply, only the beginning was read": "lồng nhau quá sâu, chỉ đọc được phần đầu",
    "no body found, read line by line": "không thấy phần nội dung, đã đọc từng dòng",
    "a block of the body was not found in the visible text": "một khối nội dung không thấy trong phần chữ hiển thị",
    "metadata gives another time zone": "siêu dữ liệu ghi múi giờ khác",
    "metadata gives another date": "siêu dữ liệu ghi ngày khác",
    "JSON-LD could not be read": "không đọc được JSON-LD",
    "bytes that stand for no character, shown as U+FFFD": "có byte không ứng với ký tự nào, hiện bằng U+FFFD",
    "words put right, their tone being doubled or apart, or ð standing for đ": (
        "số chữ được sửa vì dấu thanh bị lặp hay đứng rời, hoặc vì ð viết thay cho đ"
    ),
    **{f"not UTF-8, read as {name} by its syllables": f"không phải UTF-8, {how}" for name, how in _BY_SPELLING.items()},
    **{
        f"old Vietnamese letters, read as {name} by their syllables": f"chữ Việt kiểu cũ, {how}"
        for name, how in _BY_SPELLING.items()
    },
    "not UTF-8, read as windows-1252 for want of better": "không phải UTF-8, tạm đọc theo windows-1252",
    "UTF-8 that was read as windows-1252, repaired lines": "UTF-8 từng bị đọc theo windows-1252, số dòng đã khôi phục",
    "letters lost where UTF-8 was read as another encoding, not repaired": (
        "UTF-8 từng bị đọc sai làm mất chữ, không khôi phục"
    ),
}


LABELS: dict[LabelName, tuple[str, str]] = {
    "title": ("title", "nhan đề"),
    "kicker": ("kicker", "tiêu đề phụ"),
    "date": ("date", "ngày"),
    "section": ("section", "mục"),
    "byline": ("byline", "tác giả"),
    "credit": ("credit", "nguồn"),
    "lead": ("lead", "sa-pô"),
    "body": ("body", "thân bài"),
    "heading": ("sub-heading", "tít xen"),
    "caption": ("caption", "chú thích"),
    "quote": ("quote", "trích dẫn"),
    "box": ("box", "hộp"),
    "related": ("related", "bài liên quan"),
    "comment": ("comment", "bình luận"),
    "chrome": ("chrome", "khung trang"),
    "unknown": ("unknown", "chưa rõ"),
    "blank": ("blank", "trống"),
}
"""The labels in English and Vietnamese."""

FIELDS: dict[str, tuple[str, str]] = {
    "title": ("title", "nhan đề"),
    "published": ("published", "ngày đăng"),
    "updated": ("updated", "cập nhật"),
    "lead": ("lead", "sa-pô"),
    "byline": ("byline", "tác giả"),
    "credit": ("credit", "nguồn"),
    "dateline": ("dateline", "dấu báo"),
    "publisher": ("publisher", "báo"),
    "section": ("section", "mục"),
    "url": ("url", "địa chỉ"),
    "language": ("language", "ngôn ngữ"),
    "paragraphs": ("paragraphs", "số đoạn"),
}
"""The fields of an article in English and Vietnamese, in the order in which they are shown."""

BY_LABEL: dict[str, str] = {
    "title": "said in the title line",
    "kicker": "short line that leads to the title",
    "date": "date that was not used",
    "section": "way to the section",
    "byline": "part of the signature",
    "credit": "part of the signature",
    "heading": "short line above a paragraph",
    "caption": "words under a picture",
    "related": "leads to other articles",
    "comment": "what readers say",
    "chrome": "printed by the site round its articles",
    "unknown": "nothing that is known",
}
"""Why a line has its label, where no field was read from it."""


def label_name(label: LabelName, language: str) -> str:
    """`label` as readers see it in `language`."""
    return LABELS[label][language == "vi"]


def field_name(name: str, language: str) -> str:
    """The field `name` as readers see it in `language`."""
    return FIELDS[name][language == "vi"]


def explain(phrase: str, language: str) -> str:
    """`phrase`, a rule or a warning with its detail, in `language`."""
    head, colon, detail = phrase.partition(": ")
    return phrase if language == "en" else f"{RULES[head]}{colon}{detail}"
