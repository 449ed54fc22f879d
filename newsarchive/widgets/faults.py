"""What went wrong, as one sentence in the reader's language.

Errors are raised in English; `VIETNAMESE` gives each its Vietnamese. What is named in it is taken over.
"""

from __future__ import annotations

import re

from newsarchive.errors import NewsArchiveError
from newsarchive.text import Language

_DATES = "hãy viết 2012, 2012-07, 2012-07-04 hay 4/7/2012"
_COPY = "hãy lấy lại từ một bản sao của kho"
VIETNAMESE = [
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        # questions
        (r"A quotation mark is not closed", "Dấu ngoặc kép chưa đóng; hãy đóng ở cuối cụm từ."),
        (r"Brackets are not understood", "Chưa hiểu dấu ngoặc; mọi từ và cụm từ vốn đều phải có trong bài."),
        (r"The question cannot be read", 'Không đọc được từ chỗ này; hãy dùng từ, "cụm từ", date: và publisher:.'),
        (r"There is no field (\S+) here", "Không có trường {0}; hiện có date: và publisher:."),
        (r"There is no letter or digit", "Ở đây không có chữ hay số nào để tìm."),
        (r"(.*): all words and phrases must", "{0}: mọi từ và cụm từ đều phải có trong bài; hãy bỏ chỗ này."),
        (r"(.*): is not a date", f"{{0}}: không phải là ngày; {_DATES}."),
        (r"(.*): there is no such day", f"{{0}}: không có ngày ấy; {_DATES}."),
        (r"\.\.: a range needs", "..: khoảng ngày cần ngày đầu hay ngày cuối; hãy viết date:2012..2014."),
        (
            r"The words without accents can be read in ([\d,]+)",
            "Các chữ không dấu ở đây có {0} cách đọc; hãy gõ dấu cho thêm một chữ.",
        ),
        # records
        (r"(.*): is empty", "{0}: không có nội dung; hãy lưu hay dán lại trang báo."),
        (r"(.*): is not text or HTML", "{0}: không phải văn bản hay HTML; hãy lưu trang thành .txt hay .html."),
        (r"(.*): is JSON data", "{0}: là dữ liệu JSON, không phải trang báo; hãy lưu từng bài thành .txt hay .html."),
        (r"(.*): is larger than (\d+) MB", "{0}: lớn hơn {1} MB; hãy tách ra, mỗi tệp một bài."),
        (r"(.*): holds nothing that can be read", "{0}: không đọc được gì; hãy lưu lại trang từ trình duyệt."),
        # the archive and the disk
        (r"(.*): another process", "{0}: một chương trình khác đang ghi vào kho; chờ một lát rồi thử lại."),
        (r"(.*): (?:this original|its bytes|is not a batch)", f"{{0}}: bản gốc đã mất hay bị đổi; {_COPY}."),
        (r"(.*): (?:batches .* are missing|is missing from)", f"{{0}}: kho bị thiếu; {_COPY}."),
        (r"(.*): no article of", "{0}: kho không có bài mang mã này; hãy tìm lại."),
        (
            r"(.*): cannot be read or written",
            "{0}: không đọc hay ghi được; xem lại quyền truy cập và chỗ trống trên đĩa.",
        ),
        (r"(.*): cannot be written", "{0}: không ghi được; hãy chọn thư mục khác hay dọn chỗ trống trên đĩa."),
    )
]


def sentence(error: NewsArchiveError, language: Language) -> str:
    """What `error` says, without the picture of its place."""
    return translated(str(error.args[0]), language)


def translated(said: str, language: Language) -> str:
    """The English sentence `said` in `language`; one that the table lacks stays as it is."""
    if language == "vi":
        for pattern, vietnamese in VIETNAMESE:
            if match := pattern.match(said):
                return vietnamese.format(*match.groups())
    return said
