"""What reports say, in Vietnamese and English."""

from __future__ import annotations

from newsarchive.text import Language

Words = dict[str, str]

_VI: Words = {
    "contents": "Mục lục",
    "skip": "Tới nội dung",
    "subtitle": "Báo cáo tìm kiếm · câu hỏi: ",
    "running": "{name}, phiên bản {version}",
    "footer": "newsarchive · {searched} bài được tìm",
    "description": "{total} bài khớp trong {searched} bài của kho {name}, phiên bản {version}",
    "matching": "bài khớp",
    "searched": "bài được tìm",
    "per_thousand": "bài khớp trên 1.000 bài",
    "undated": "bài khớp không rõ ngày, tính riêng",
    "counting": "Cách đếm",
    "counted": (
        "Một bài được tính khi nhan đề, sa-pô hoặc các đoạn của bài thỏa câu hỏi: {question}. Tên tác giả, nguồn tin và "
        "khung trang không được tìm."
    ),
    "counted_over": (
        "{total} bài khớp trong {searched} bài của kho “{name}”, phiên bản {version} ({date}). Kết quả đủ, không bỏ sót "
        "bài nào."
    ),
    "counted_dates": (
        "Ngày của một bài là ngày đăng; trang chỉ ghi ngày cập nhật thì lấy ngày cập nhật. {undated} bài khớp không rõ "
        "ngày, không có trong biểu đồ."
    ),
    "all_listed": "Báo cáo này liệt kê đủ {total} bài khớp.",
    "some_quoted": (
        "Mỗi bài trích tối đa {most} đoạn có chỗ khớp; {hidden} đoạn khác không in ở đây nhưng có trong tệp dữ liệu kèm theo."
    ),
    "nothing": "Không bài nào khớp",
    "nothing_text": "Không bài nào trong {searched} bài của kho thỏa câu hỏi này.",
    "timeline": "Theo thời gian",
    "by_year": "năm",
    "by_month": "tháng",
    "by_week": "tuần",
    "by_day": "ngày",
    "chart_caption": "Số bài khớp mỗi {by}. Cột đỏ là cao nhất: {most} bài ({when}). Số liệu ở bảng dưới.",
    "chart_alt": "Biểu đồ cột: số bài khớp mỗi {by}, từ {first} đến {last}; cao nhất {most} bài ({when}).",
    "period": "Thời gian",
    "articles": "Bài khớp",
    "of": "Bài trong kho",
    "share": "Trên 1.000 bài",
    "publishers": "Theo báo",
    "publisher": "Báo",
    "no_publisher": "(trang không ghi tên báo)",
    "found": "Bài và trích dẫn",
    "no_title": "(không có nhan đề)",
    "updated": "cập nhật",
    "published": "đăng",
    "undated_one": "không rõ ngày",
    "in_title": "nhan đề",
    "in_lead": "sa-pô",
    "in_paragraph": "đoạn {number}",
    "place": "{where}; ký tự {start}–{end} của nguồn",
    "full_texts": "Toàn văn",
    "rights": "Bản quyền bài báo thuộc về báo và tác giả; in ở đây để tra cứu và kiểm chứng.",
    "byline": "Tác giả: {names}",
    "credit": "Nguồn tin: {credit}",
    "bibliography": "Thư mục",
    "evidence": "Bằng chứng",
    "evidence_text": (
        "Mỗi bài kèm mã, tệp nguồn và mã băm SHA-256 của nguyên bản trong kho. Ký tự được đếm từ 0 trong văn bản nguồn đã "
        "giải mã."
    ),
    "number": "Số",
    "identity": "Mã bài",
    "source": "Nguồn và SHA-256",
    "pasted": "(văn bản dán)",
    "rows_file": "Các bài khớp, mỗi bài một dòng (CSV)",
    "evidence_file": "Bằng chứng: câu hỏi, tổng số, nguồn và chỗ trích (JSON)",
    "quoted_title": "“{title}”",
}

_EN: Words = {
    "contents": "Contents",
    "skip": "Skip to content",
    "subtitle": "Search report · question: ",
    "running": "{name}, version {version}",
    "footer": "newsarchive · {searched} articles searched",
    "description": "{total} of {searched} articles match in the archive {name}, version {version}",
    "matching": "articles match",
    "searched": "articles searched",
    "per_thousand": "matching per 1,000 articles",
    "undated": "matching articles without a date, counted apart",
    "counting": "How it was counted",
    "counted": (
        "An article counts when its title, lead or paragraphs fulfil the question: {question}. Bylines, credits and page "
        "chrome are not searched."
    ),
    "counted_over": (
        "{total} of {searched} articles in the archive “{name}”, version {version} ({date}), match. The answer is "
        "complete: no match is left out."
    ),
    "counted_dates": (
        "An article's date is its date of publication, or of its update where the page gives only that. {undated} "
        "matching articles have no date and are not in the chart."
    ),
    "all_listed": "This report lists all {total} matching articles.",
    "some_quoted": (
        "Each article is quoted with at most {most} passages; {hidden} more are not printed here but are in the attached data."
    ),
    "nothing": "Nothing matches",
    "nothing_text": "None of the {searched} articles in the archive fulfils this question.",
    "timeline": "Over time",
    "by_year": "year",
    "by_month": "month",
    "by_week": "week",
    "by_day": "day",
    "chart_caption": "Matching articles by {by}. The red bar is the highest: {most} ({when}). The figures are in the table below.",
    "chart_alt": "Bar chart: matching articles by {by}, from {first} to {last}; the highest is {most} ({when}).",
    "period": "Period",
    "articles": "Matching",
    "of": "In the archive",
    "share": "Per 1,000",
    "publishers": "By publisher",
    "publisher": "Publisher",
    "no_publisher": "(the page does not say)",
    "found": "Articles and quotations",
    "no_title": "(no title)",
    "updated": "updated",
    "published": "published",
    "undated_one": "undated",
    "in_title": "title",
    "in_lead": "lead",
    "in_paragraph": "paragraph {number}",
    "place": "{where}; characters {start}–{end} of the source",
    "full_texts": "Full texts",
    "rights": "Rights in the articles are with the newspapers and authors; printed here for reference and verification.",
    "byline": "By {names}",
    "credit": "Credit: {credit}",
    "bibliography": "Bibliography",
    "evidence": "Evidence",
    "evidence_text": (
        "Each article with its id, its source file and the SHA-256 digest of the original in the archive. Characters are "
        "counted from 0 in the decoded source text."
    ),
    "number": "No.",
    "identity": "Article id",
    "source": "Source and SHA-256",
    "pasted": "(pasted text)",
    "rows_file": "The matching articles, one row each (CSV)",
    "evidence_file": "Evidence: question, totals, sources and places of the quotations (JSON)",
    "quoted_title": "“{title}”",
}


def table(language: Language) -> Words:
    """All words of `language`; both languages have the same keys and the same places to fill."""
    return _VI if language == "vi" else _EN
