"""Every sentence the widgets say, in Vietnamese and in English. The front end gets its own as a trait.

``{name}`` stands for a value; a key that ends in ``_one`` is the singular of the key without it.
"""

from __future__ import annotations

from newsarchive.article.rules import LABELS
from newsarchive.text import Language

WORDS: dict[str, dict[Language, str]] = {
    # the archive browser: its parts
    "locale": {"vi": "vi", "en": "en"},
    "browser": {"vi": "Kho báo", "en": "News archive"},
    "search": {"vi": "Tìm trong kho", "en": "Search the archive"},
    "search_hint": {"vi": 'Tìm: học tập, "học tập", date:2012', "en": 'Search: học tập, "học tập", date:2012'},
    "add": {"vi": "Thêm bài…", "en": "Add…"},
    "report": {"vi": "Báo cáo…", "en": "Report…"},
    "help": {"vi": "Phím tắt", "en": "Shortcuts"},
    "tools": {"vi": "Công cụ", "en": "Tools"},
    "filters": {"vi": "Lọc theo thời gian và báo", "en": "Filter by time and publisher"},
    "results": {"vi": "Các bài khớp", "en": "Matching articles"},
    "reader": {"vi": "Bài đang đọc", "en": "Article being read"},
    "reader_tools": {"vi": "Chỗ khớp và trang gốc", "en": "Hits and source"},
    "close": {"vi": "Đóng", "en": "Close"},
    "keys": {"vi": "/ tìm · j k bài · n p chỗ khớp · ? phím tắt", "en": "/ search · j k articles · n p hits · ? keys"},
    "busy": {"vi": "Đang tìm…", "en": "Searching…"},
    "silent": {
        "vi": "Chưa có trả lời: nhân Python đang bận hoặc đã dừng. Nếu đã dừng, hãy chạy lại ô này.",
        "en": "No answer yet: the Python kernel is busy or has stopped. If it has stopped, run this cell again.",
    },
    "mistake": {
        "vi": "Phần mềm có lỗi ở chỗ này; chi tiết nằm trong nhật ký của nhân Python.",
        "en": "The software made a mistake here; the kernel's log has the details.",
    },
    # completing a question
    "completions": {"vi": "Gợi ý cho câu tìm", "en": "Completions of the question"},
    "completions_others": {
        "vi": "và {count} giá trị khác; gõ tiếp để thu hẹp",
        "en": "and {count} other values; type on to narrow them",
    },
    "field_title": {"vi": "chữ trong nhan đề", "en": "words of the title"},
    "field_lead": {"vi": "chữ trong sa-pô", "en": "words of the lead"},
    "field_body": {"vi": "chữ trong thân bài", "en": "words of the body"},
    "field_byline": {"vi": "tên tác giả", "en": "name of the author"},
    "field_credit": {"vi": "dòng nguồn", "en": "credited agency or paper"},
    "field_publisher": {"vi": "tên báo", "en": "name of the paper"},
    "field_section": {"vi": "tên mục", "en": "name of the section"},
    "field_url": {"vi": 'địa chỉ trang: url:="…"', "en": 'address of the page: url:="…"'},
    "field_language": {"vi": "ngôn ngữ của bài", "en": "language of the article"},
    "field_date": {"vi": "ngày đăng, không có thì ngày cập nhật", "en": "day of publication, or else of update"},
    "field_published": {"vi": "ngày đăng", "en": "day of publication"},
    "field_updated": {"vi": "ngày cập nhật", "en": "day of update"},
    "field_words": {"vi": "số chữ: words:200..500", "en": "number of words: words:200..500"},
    "field_tag": {"vi": "nhãn do người dùng gắn", "en": "a tag that people gave"},
    "field_collection": {"vi": "bộ sưu tập", "en": "a collection"},
    "field_id": {"vi": "mã của bài", "en": "id of the article"},
    "field_has": {
        "vi": "bài có ghi, hay có nhãn, ghi chú: has:byline",
        "en": "articles that state it, or have a tag, a note: has:byline",
    },
    "field_reprints": {"vi": "reprints:no bỏ các bản in lại", "en": "reprints:no leaves out later copies"},
    # the order of the list, and rows that are chosen
    "sort": {"vi": "Xếp theo", "en": "Sort by"},
    "sort_relevance": {"vi": "liên quan", "en": "relevance"},
    "sort_newest": {"vi": "mới trước", "en": "newest first"},
    "sort_oldest": {"vi": "cũ trước", "en": "oldest first"},
    "sort_archive": {"vi": "thứ tự nạp", "en": "order of taking in"},
    "choose": {"vi": "Chọn bài này", "en": "Choose this article"},
    "chosen": {"vi": "đã chọn {count} bài", "en": "{count} articles chosen"},
    "chosen_one": {"vi": "đã chọn {count} bài", "en": "{count} article chosen"},
    "choose_none": {"vi": "bỏ chọn", "en": "choose none"},
    "list_tools": {"vi": "Xếp và chọn", "en": "Order and choice"},
    "python": {"vi": "Chép mã Python", "en": "Copy as Python"},
    "python_copied": {"vi": "Đã chép mã Python:", "en": "Copied as Python:"},
    "python_uncopied": {
        "vi": "Trình duyệt không cho chép; hãy chọn và chép mã này:",
        "en": "The browser does not let pages copy; select this and copy it:",
    },
    # what was found, in words
    "matching": {
        "vi": "{total} bài khớp trong {searched} bài · đủ, không bỏ sót",
        "en": "{total} articles match out of {searched} · complete, none left out",
    },
    "matching_one": {
        "vi": "{total} bài khớp trong {searched} bài · đủ, không bỏ sót",
        "en": "{total} article matches out of {searched} · complete, none left out",
    },
    "whole": {"vi": "Cả kho: {searched} bài", "en": "The whole archive: {searched} articles"},
    "whole_one": {"vi": "Cả kho: {searched} bài", "en": "The whole archive: {searched} article"},
    "partial": {
        "vi": "ít nhất {total} bài khớp trong {searched} bài · chưa đếm hết",
        "en": "at least {total} articles match out of {searched} · not all counted",
    },
    "undated": {"vi": "{count} bài không rõ ngày", "en": "{count} articles without a date"},
    "undated_one": {"vi": "{count} bài không rõ ngày", "en": "{count} article without a date"},
    "version": {"vi": "kho {name}, phiên bản {version}", "en": "archive {name}, version {version}"},
    # designed states
    "empty_title": {"vi": "Kho chưa có bài nào", "en": "Nothing in the archive yet"},
    "empty_text": {
        "vi": "Dán một trang báo hay thêm tệp đã lưu (.txt, .html); bài đọc được sẽ hiện ở đây. "
        "Cả thư mục thì nạp bằng mã:",
        "en": "Paste a page or add saved files (.txt, .html); the articles read will show here. "
        "A whole folder is taken in by code:",
    },
    "none_title": {"vi": "Không bài nào khớp", "en": "No article matches"},
    "none_text": {
        "vi": "Đã tìm đủ {searched} bài trong kho.",
        "en": "All {searched} articles of the archive were searched.",
    },
    "none_text_one": {
        "vi": "Đã tìm đủ {searched} bài trong kho.",
        "en": "The one article of the archive was searched.",
    },
    "nearby": {"vi": "Gần với câu tìm này:", "en": "Close to this question:"},
    "articles": {"vi": "{count} bài", "en": "{count} articles"},
    "articles_one": {"vi": "{count} bài", "en": "{count} article"},
    "nothing_open": {"vi": "Chọn một bài để đọc.", "en": "Choose an article to read."},
    # the filter pane
    "time": {"vi": "Thời gian", "en": "Time"},
    "by_year": {"vi": "năm", "en": "years"},
    "by_month": {"vi": "tháng", "en": "months"},
    "by_day": {"vi": "ngày", "en": "days"},
    "publisher": {"vi": "Báo", "en": "Publisher"},
    "no_publisher": {"vi": "(trang không ghi tên báo)", "en": "(page names no paper)"},
    "other_publishers": {"vi": "và {count} báo khác: {articles}", "en": "and {count} others: {articles}"},
    "other_publishers_one": {"vi": "và {count} báo khác: {articles}", "en": "and {count} other: {articles}"},
    "bar": {
        "vi": "{period}: {count} trong {of} bài của kho",
        "en": "{period}: {count} of the archive's {of} articles",
    },
    "bars": {
        "vi": "Bài theo thời gian; kéo chuột hay Shift và mũi tên để chọn một khoảng",
        "en": "Articles over time; drag, or Shift and arrows, to choose a range",
    },
    "bar_range": {"vi": "{first} – {last}: {count}", "en": "{first} – {last}: {count}"},
    "clear": {"vi": "bỏ lọc", "en": "clear"},
    # an article
    "untitled": {"vi": "(không có nhan đề)", "en": "(no title)"},
    "no_date": {"vi": "không rõ ngày", "en": "no date"},
    "updated_on": {"vi": "{date} (cập nhật)", "en": "{date} (updated)"},
    "title": {"vi": "nhan đề", "en": "title"},
    "published": {"vi": "ngày đăng", "en": "published"},
    "updated": {"vi": "cập nhật", "en": "updated"},
    "paper": {"vi": "báo", "en": "publisher"},
    "section": {"vi": "mục", "en": "section"},
    "lead": {"vi": "sa-pô", "en": "lead"},
    "paragraph": {"vi": "đoạn {number}", "en": "paragraph {number}"},
    "caption": {"vi": "chú thích", "en": "caption"},
    "byline": {"vi": "tác giả", "en": "byline"},
    "credit": {"vi": "nguồn", "en": "credit"},
    "dateline": {"vi": "dấu báo", "en": "dateline"},
    "url": {"vi": "địa chỉ", "en": "address"},
    "language": {"vi": "ngôn ngữ", "en": "language"},
    "line": {"vi": "dòng {number}", "en": "line {number}"},
    "lines": {"vi": "dòng {first}–{last}", "en": "lines {first}–{last}"},
    "not_on_page": {"vi": "không đứng trên trang", "en": "not on the page"},
    "warnings": {"vi": "Cần để ý", "en": "To note"},
    "hits": {"vi": "chỗ khớp {number}/{count}", "en": "hit {number}/{count}"},
    "hits_in": {"vi": "{count} chỗ khớp", "en": "{count} hits"},
    "hits_in_one": {"vi": "{count} chỗ khớp", "en": "{count} hit"},
    "previous_hit": {"vi": "Chỗ trước", "en": "Previous hit"},
    "next_hit": {"vi": "Chỗ sau", "en": "Next hit"},
    # what people make: tags, collections, notes, saved questions
    "tag": {"vi": "Nhãn", "en": "Tags"},
    "collection": {"vi": "Bộ sưu tập", "en": "Collections"},
    "searches": {"vi": "Câu tìm đã lưu", "en": "Saved searches"},
    "names_others": {"vi": "và {count} tên khác", "en": "and {count} others"},
    "add_tag": {"vi": "gắn nhãn", "en": "tag"},
    "add_collection": {"vi": "đưa vào bộ sưu tập", "en": "collect"},
    "tag_name": {"vi": "Tên nhãn", "en": "Name of the tag"},
    "collection_name": {"vi": "Tên bộ sưu tập", "en": "Name of the collection"},
    "for_this": {"vi": "cho bài này", "en": "for this article"},
    "for_chosen": {"vi": "cho {count} bài đã chọn", "en": "for the {count} chosen articles"},
    "for_chosen_one": {"vi": "cho {count} bài đã chọn", "en": "for the {count} chosen article"},
    "remove_tag": {"vi": "Gỡ nhãn {name}", "en": "Remove the tag {name}"},
    "remove_collection": {"vi": "Lấy ra khỏi bộ sưu tập {name}", "en": "Take out of the collection {name}"},
    "add_note": {"vi": "ghi chú", "en": "note"},
    "note": {"vi": "ghi chú", "en": "note"},
    "note_hint": {
        "vi": "Chọn (bôi) vài chữ trong bài, hay đến một chỗ khớp, rồi bấm m để ghi chú.",
        "en": "Select some words of the article, or go to a hit, then press m to note something.",
    },
    "note_one_part": {
        "vi": "Một ghi chú đứng ở một đoạn; hãy chọn chữ trong một đoạn thôi.",
        "en": "A note stands in one paragraph; select words of a single one.",
    },
    "note_text": {"vi": "Ghi chú cho “{quote}”", "en": "Note on “{quote}”"},
    "note_keep": {"vi": "Giữ ghi chú", "en": "Keep the note"},
    "note_lost": {
        "vi": "không còn thấy chỗ “{quote}” trong cách đọc ngày nay",
        "en": "the place “{quote}” is not found in today's reading",
    },
    "edit": {"vi": "sửa", "en": "edit"},
    "remove": {"vi": "bỏ", "en": "remove"},
    "keep": {"vi": "giữ", "en": "keep"},
    "cancel": {"vi": "thôi", "en": "cancel"},
    "save_search": {"vi": "Lưu câu tìm", "en": "Save search"},
    "search_name": {"vi": "Tên của câu tìm", "en": "Name of the search"},
    "forget_search": {"vi": "Bỏ câu tìm đã lưu {name}", "en": "Forget the saved search {name}"},
    "key_tag": {"vi": "gắn nhãn bài này hay các bài đã chọn", "en": "tag this article or the chosen ones"},
    "key_collect": {"vi": "đưa vào bộ sưu tập", "en": "put in a collection"},
    "key_note": {"vi": "ghi chú cho chữ đã bôi hay chỗ khớp", "en": "note on the selected words or the hit"},
    "key_save": {"vi": "lưu câu tìm", "en": "save the search"},
    # where else an article stands
    "show_related": {"vi": "Bản khác", "en": "Other copies"},
    "original": {"vi": "Tải trang gốc", "en": "Download the source"},
    "versions": {"vi": "Các lần nạp của trang này", "en": "States of this page"},
    "versions_none": {
        "vi": "Trang này được nạp một lần; chưa có bản nào khác.",
        "en": "This page was taken in once; there is no other state of it.",
    },
    "version_taken": {"vi": "nạp ngày {day}, lượt {batch}", "en": "taken in on {day}, batch {batch}"},
    "version_current": {"vi": "bản hiện hành", "en": "current"},
    "reprints": {"vi": "Các bài cùng văn bản", "en": "Articles with this text"},
    "reprints_none": {
        "vi": "Không bài nào khác trong kho có văn bản này.",
        "en": "No other article of the archive has this text.",
    },
    "reprint_first": {"vi": "sớm nhất", "en": "the earliest"},
    "reprint_same": {"vi": "cùng văn bản", "en": "the same text"},
    "reprint_reprint": {"vi": "in lại có sửa, giống {percent} %", "en": "an edited copy, {percent}% alike"},
    "reprint_template": {"vi": "cùng mẫu, khác số", "en": "one form with other numbers"},
    "related_wait": {"vi": "Đang so văn bản trong cả kho…", "en": "Comparing texts over the whole archive…"},
    "show_source": {"vi": "Trang gốc", "en": "Source"},
    "show_article": {"vi": "Bài đọc", "en": "Article"},
    # the labelled source
    "source_of": {"vi": "{name} · {encoding} · sha256 {digest}", "en": "{name} · {encoding} · sha256 {digest}"},
    "pasted": {"vi": "(văn bản dán)", "en": "(pasted text)"},
    "fields": {"vi": "Đọc được gì, ở đâu, theo cách nào", "en": "What was read, where, and how"},
    **{f"label_{label}": {"vi": vi, "en": en} for label, (en, vi) in LABELS.items()},
    # adding pages
    "add_title": {"vi": "Thêm bài vào kho", "en": "Add to the archive"},
    "add_publisher": {"vi": "Tên báo (nếu biết)", "en": "Name of the paper (if known)"},
    "add_paste": {"vi": "Dán cả trang báo vào đây", "en": "Paste the whole page here"},
    "add_keep": {"vi": "Giữ trang đã dán", "en": "Keep the pasted page"},
    "add_files": {"vi": "Chọn tệp…", "en": "Choose files…"},
    "add_files_note": {
        "vi": "Tệp .txt, .html, .mhtml, .warc, .zip, .jsonl hoặc .csv; mỗi bài tối đa {limit} MB.",
        "en": ".txt, .html, .mhtml, .warc, .zip, .jsonl or .csv files; each article at most {limit} MB.",
    },
    "add_progress": {"vi": "Đang nạp {number}/{count}: {name}", "en": "Adding {number}/{count}: {name}"},
    "add_nothing": {"vi": "Ô dán còn trống; hãy dán trang báo trước.", "en": "The box is empty; paste a page first."},
    "add_done": {
        "vi": "{new} bài mới, {held} bài kho đã có, {rejected} tệp không nhận; kho nay là phiên bản {version}.",
        "en": "{new} new, {held} held already, {rejected} not taken; the archive is now at version {version}.",
    },
    "too_large": {
        "vi": "{name}: lớn hơn {limit} MB; hãy tách tệp ra.",
        "en": "{name}: is larger than {limit} MB; split it.",
    },
    # reports
    "report_heading": {"vi": "Viết báo cáo", "en": "Write a report"},
    "report_title": {"vi": "Nhan đề báo cáo", "en": "Title of the report"},
    "report_default": {"vi": "Báo cáo: {query}", "en": "Report: {query}"},
    "report_default_all": {"vi": "Báo cáo: cả kho", "en": "Report: the whole archive"},
    "report_full": {"vi": "Kèm toàn văn từng bài", "en": "With the full text of each article"},
    "report_write": {"vi": "Viết báo cáo HTML và PDF", "en": "Write the report as HTML and PDF"},
    "report_about": {"vi": "Báo cáo gồm {count}.", "en": "The report covers {count}."},
    "report_writing": {"vi": "Đang viết báo cáo…", "en": "Writing the report…"},
    "report_written": {"vi": "Đã viết:", "en": "Written:"},
    "report_untitled": {"vi": "Báo cáo cần một nhan đề.", "en": "The report needs a title."},
    "report_nothing": {"vi": "Chưa có bài nào để viết báo cáo.", "en": "There is no article to report on."},
    "download": {"vi": "tải xuống", "en": "download"},
    # help
    "help_title": {"vi": "Phím tắt và cách hỏi", "en": "Shortcuts and how to ask"},
    "key_search": {"vi": "vào ô tìm", "en": "go to the search box"},
    "key_rows": {"vi": "bài sau, bài trước", "en": "next, previous article"},
    "key_open": {"vi": "đọc bài đang chọn", "en": "read the chosen article"},
    "key_sort": {"vi": "thứ tự của danh sách", "en": "the order of the list"},
    "key_choose": {"vi": "chọn hay thôi chọn bài này", "en": "choose this article, or not"},
    "key_related": {"vi": "các bản khác của bài này", "en": "other copies of this article"},
    "key_complete": {"vi": "gợi ý từ và giá trị", "en": "complete a word or value"},
    "key_python": {"vi": "chép mã Python", "en": "copy as Python"},
    "key_hits": {"vi": "chỗ khớp sau, trước", "en": "next, previous hit"},
    "key_source": {"vi": "trang gốc có nhãn, và trở lại", "en": "the labelled source, and back"},
    "key_help": {"vi": "bảng này", "en": "this table"},
    "key_escape": {"vi": "đóng bảng, rời ô tìm", "en": "close a panel, leave the search box"},
    "ask_plain": {
        "vi": "không dấu: khớp học tập, hóc tạp, mọi dấu",
        "en": "without accents: matches học tập, whatever the accents",
    },
    "ask_exact": {"vi": "có dấu: chỉ khớp đúng dấu ấy", "en": "with accents: matches these accents only"},
    "ask_phrase": {"vi": "đúng cụm từ này", "en": "exactly this phrase"},
    "ask_equals": {"vi": "đúng từng chữ: không phải bàn hay bạn", "en": "these very letters: not bàn or bạn"},
    "ask_date": {"vi": "trong năm, tháng hay khoảng ngày", "en": "in a year, a month or a range"},
    "ask_publisher": {"vi": "chỉ một báo", "en": "one publisher only"},
    # the static picture
    "picture": {
        "vi": "Hình chụp của kho {name} ở phiên bản {version}; tìm và đọc tiếp được khi chạy lại sổ này.",
        "en": "A picture of the archive {name} at version {version}; run the notebook to search and read on.",
    },
    "picture_rows": {
        "vi": "{shown} bài đầu trong {total} bài khớp:",
        "en": "The first {shown} of {total} matching articles:",
    },
    "picture_query": {"vi": "Câu tìm", "en": "Question"},
    "picture_all": {"vi": "(tất cả)", "en": "(everything)"},
    # the form for staff
    "form_heading": {"vi": "Lập báo cáo", "en": "Make a report"},
    "form_query": {"vi": "Câu tìm", "en": "Question"},
    "form_query_hint": {"vi": "để trống là cả kho", "en": "empty means the whole archive"},
    "form_since": {"vi": "Từ ngày", "en": "From"},
    "form_until": {"vi": "Đến ngày", "en": "To"},
    "form_title": {"vi": "Nhan đề", "en": "Title"},
    "form_language": {"vi": "Ngôn ngữ", "en": "Language"},
    "form_formats": {"vi": "Dạng tệp", "en": "Formats"},
    "form_full": {"vi": "Kèm toàn văn từng bài", "en": "With full texts"},
    "form_write": {"vi": "Viết báo cáo", "en": "Write the report"},
    "form_none": {
        "vi": "Không bài nào khớp; hãy đổi câu tìm hay khoảng ngày.",
        "en": "No article matches; change the question or the dates.",
    },
    "form_dates": {
        "vi": "Ngày đầu đứng sau ngày cuối; hãy đổi lại.",
        "en": "The first date is after the last; swap them.",
    },
    "form_no_format": {"vi": "Hãy chọn ít nhất một dạng tệp.", "en": "Choose at least one format."},
    "vi": {"vi": "Tiếng Việt", "en": "Vietnamese"},
    "en": {"vi": "Tiếng Anh", "en": "English"},
}


def word(key: str, language: Language, **values: object) -> str:
    """The sentence `key` in `language`, with `values` in their places."""
    return WORDS[key][language].format(**values)


def counted(key: str, language: Language, number: int, **values: object) -> str:
    """Like `word`, in the singular where `number` is one."""
    return word(f"{key}_one" if number == 1 else key, language, **values)


def table(language: Language) -> dict[str, str]:
    """All sentences in `language`, for the front end."""
    return {key: sentence[language] for key, sentence in WORDS.items()}
