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
        (r"The question is empty", 'Câu tìm còn trống; hãy gõ một từ hay một "cụm từ", hoặc * để lấy mọi bài.'),
        (r"A question has at most ([\d,]+) characters", "Câu tìm dài nhất là {0} ký tự; hãy tách làm hai câu."),
        (r"A quotation mark is not closed", "Dấu ngoặc kép chưa đóng; hãy đóng ở cuối cụm từ."),
        (r"A quotation mark is not opened", "Dấu ngoặc kép chưa mở; hãy mở ở đầu cụm từ."),
        (r"A bracket is not closed", "Dấu ngoặc chưa đóng; hãy thêm ) ở chỗ hết ngoặc."),
        (r"A bracket is closed that was not", "Dấu ngoặc đóng mà chưa mở; hãy bỏ đi, hoặc thêm ( ở chỗ mở ngoặc."),
        (r"Nothing stands within the brackets", "Trong ngoặc không có gì; hãy bỏ dấu ngoặc."),
        (r"Conditions stand (\d+) deep", "Điều kiện lồng nhau sâu nhất là {0} tầng; hãy hỏi gọn hơn."),
        (r"(\S+) needs a word", 'Sau {0} phải có một từ hay "cụm từ"; hãy thêm vào, hoặc bỏ {0}.'),
        (r"(\S+) and (\S+) undo each other", "{0} và {1} triệt tiêu nhau; hãy bỏ cả hai."),
        (
            r"(\S+) and (\S+) cannot follow each other",
            "{0} và {1} không đứng liền nhau được; hãy bỏ một, hoặc đặt trong ngoặc kép để tìm chính từ ấy.",
        ),
        (r"(\S+) joins what stands before", "{0} nối phần trước với phần sau, mà trước nó chưa có gì; hãy bỏ đi."),
        (
            r"NEAR stands, with a number up to (\d+)",
            "NEAR đứng giữa hai từ hay cụm từ, kèm một số đến {0}: học NEAR/5 Bác; trong một trường, "
            "title:(học NEAR/5 Bác).",
        ),
        (r"NEAR joins two", "NEAR chỉ nối hai vế; ba vế thì viết a NEAR/5 b AND b NEAR/5 c."),
        (r"Nothing stands right after (\S+);", "Ngay sau {0} chưa có gì; hãy viết liền, hoặc bỏ đi."),
        (r"A - leaves out", "Dấu - loại phần đứng sau nếu trước nó có khoảng trắng, và sau nó thì không."),
        (r"A = asks for exactly", "Dấu = tìm đúng phần đứng sau nếu trước nó có khoảng trắng, và sau nó thì không."),
        (
            r"A = stands right behind",
            "Dấu = đứng ngay sau dấu hai chấm của trường, như title:=ban; hãy chuyển nó đến đó.",
        ),
        (r"= asks for these very letters", "Dấu = tìm đúng các chữ này, còn * là phần cuối bất kỳ; hãy bỏ một."),
        (r"A \* stands at the end", "Dấu * đứng ở cuối phần đầu của một từ, như họ*; hãy chuyển nó đến đó."),
        (
            r"There is no field (\S+) here; .* the fields are (.*) and (\S+)\.",
            "Không có trường {0}; hãy đặt trong ngoặc kép để tìm theo từ; các trường là {1} và {2}.",
        ),
        (
            r"The names of fields .* write (\S+) for (\S+)\.",
            "Tên trường viết chữ thường; hãy viết {0} thay cho {1}.",
        ),
        (
            r"An address is no word; write (.*) for its page, or (.*) to search",
            "Địa chỉ không phải là từ; hãy viết {0} để tìm trang ấy, hay {1} để tìm theo từ.",
        ),
        (
            r"After (\S+) stands a word",
            'Sau {0} là một từ, một "cụm từ" hay một ngoặc gồm chúng; dấu - đứng trước trường.',
        ),
        (
            r"In the brackets of (\S+) stand words",
            "Trong ngoặc của {0} chỉ có từ và cụm từ; hãy đóng ngoặc trước chỗ này.",
        ),
        (r"In (\S+) a = asks for the whole value", "Trong {0} dấu = tìm cả giá trị, nên không đứng cạnh NEAR được."),
        (r"(\S+) takes its whole value", '{0} cần cả giá trị, sau dấu =; hãy viết {0}="…".'),
        (r"(\S+) takes one value", "{0} nhận một giá trị, không có ngoặc; hãy viết {0} trước từng giá trị."),
        (r"(\S+) takes no =", "{0} không dùng dấu =; hãy viết liền ngay sau dấu hai chấm."),
        (r"(\S+)= needs a value; .* are (\S+)\.", "{0}= cần một giá trị; các bài không có giá trị là {1}."),
        (
            r"(.*): has both kinds of quotation",
            "{0}: có cả hai loại ngoặc kép nên không gõ được; hãy tìm theo từ trong đó.",
        ),
        (r"has:(.*): cannot be asked; has: takes (.*)\.", "has:{0}: không hỏi được; has: nhận {1}."),
        (r"reprints:(.*): is neither", "reprints:{0}: phải là yes hay no; hãy viết reprints:no."),
        (r"There is no letter or digit", "Ở đây không có chữ hay số nào để tìm; hãy gõ một từ, hoặc * để lấy mọi bài."),
        (r"(.*): is not a date", f"{{0}}: không phải là ngày; {_DATES}."),
        (r"(.*): is not a number", "{0}: không phải là số; hãy viết words:500, words:200..500 hay words:>500."),
        (r"(.*): there is no such day; the calendar", "{0}: không có ngày ấy; lịch đi từ năm 1 đến năm 9999."),
        (r"(.*): there is no such day", f"{{0}}: không có ngày ấy; {_DATES}."),
        (r"A range needs .* write (\S+)\.", "Khoảng cần đầu hay cuối; hãy viết {0}."),
        (r"(\S+)=(.*): is no whole number from (\S+) to (\S+);", "{0}={1}: phải là số nguyên từ {2} đến {3}."),
        (r"(\S+)=(.*): is no whole number from (\S+) up;", "{0}={1}: phải là số nguyên từ {2} trở lên."),
        (r"(\S+) comes after (\S+); write", "{0} đứng sau {1}; hãy viết đầu nhỏ trước."),
        (r"id:(.*): is no id", "id:{0}: không phải mã bài; mã có 16 ký hiệu từ 0 đến 9 và từ a đến f."),
        # what people make
        (r"(.*): a name needs a letter", "{0}: tên cần một chữ hay số; hãy viết thêm."),
        (r"(.*): a name has at most (\d+)", "{0}: tên dài nhất là {1} ký tự; hãy viết ngắn hơn."),
        (r"(.*): a name has only signs", "{0}: tên chỉ gồm ký tự nhìn thấy được; hãy bỏ các ký tự khác."),
        (
            r"(.*): a name has no quotation marks",
            "{0}: tên không có dấu ngoặc kép, vì câu tìm dùng dấu ấy để khép tên; hãy bỏ đi.",
        ),
        (r"The note is empty", "Ghi chú còn trống; hãy viết điều cần ghi."),
        (r"(.*): cannot be quoted", "{0}: không trích được; hãy chọn chữ trong nhan đề, thân bài hay tên tác giả."),
        (r"(.*): has no text from (\d+) to (\d+)", "{0}: không có chữ từ {1} đến {2}; hãy chọn chữ có trong bài."),
        (
            r"(.*): there is no such note or search",
            "{0}: không còn ghi chú hay câu tìm này; hãy mở lại.",
        ),
        (
            r"(.*): tags, notes and collections cannot be read or written",
            "{0}: không đọc hay ghi được nhãn, ghi chú, bộ sưu tập; hãy lấy lại tệp từ bản sao hay xem quyền truy cập.",
        ),
        (
            r"([\d,]+) lines are too many to sort",
            "{0} dòng là quá nhiều để xếp theo chữ đứng cạnh; hãy thu hẹp câu tìm, hoặc đọc theo thứ tự bài.",
        ),
        (r"What is filled in cannot be asked", "Điều đã điền chưa thành câu hỏi; hãy sửa lại trước."),
        (r"Something is being written already", "Đang viết tệp khác; hãy chờ xong, hoặc dừng lại."),
        (
            r"(\d+) articles are chosen; put more than (\d+)",
            "Đã chọn {0} bài; quá {1} bài thì hãy đưa vào một bộ sưu tập.",
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
