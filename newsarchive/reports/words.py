"""Every sentence that reports and exports say, in Vietnamese and in English.

``{name}`` stands for a value; a key that ends in ``_one`` is the singular of the key without it.
"""

from __future__ import annotations

from newsarchive.text import Language

WORDS: dict[str, dict[Language, str]] = {
    # the page
    "skip": {"vi": "Đến thẳng nội dung", "en": "Skip to the content"},
    "contents": {"vi": "Mục lục", "en": "Contents"},
    "attachments": {"vi": "Dữ liệu kèm theo", "en": "Attached data"},
    "footnotes": {"vi": "Chú thích", "en": "Notes"},
    "footnote_back": {"vi": "Về chỗ chú thích", "en": "Back to the text"},
    "rows": {"vi": "dòng {first}–{last} trong {whole} dòng", "en": "rows {first}–{last} of {whole}"},
    "columns": {"vi": "cột {first}–{last} trong {whole} cột", "en": "columns {first}–{last} of {whole}"},
    "unprintable": {
        "vi": "Có {count} ký tự mà phông chữ của bản PDF không có; mỗi ký tự ấy được in bằng mã Unicode, như [U+4E2D]. "
        "Bản HTML và dữ liệu kèm theo giữ nguyên ký tự gốc.",
        "en": "The fonts of this PDF lack {count} of the characters used; each is printed as its Unicode number, as in "
        "[U+4E2D]. The HTML version and the attached data have the characters themselves.",
    },
    # the title block
    "kind": {"vi": "Báo cáo tìm kiếm", "en": "Search report"},
    "kind_volume": {
        "vi": "Báo cáo tìm kiếm · tập {number}/{of}, bài {first}–{last}",
        "en": "Search report · volume {number} of {of}, articles {first}–{last}",
    },
    "volume": {"vi": "tập {number}/{of}", "en": "volume {number} of {of}"},
    "period_from": {"vi": "từ {first}", "en": "from {first}"},
    "period_to": {"vi": "đến {last}", "en": "to {last}"},
    "period_year": {"vi": "năm {year}", "en": "{year}"},
    "period_month": {"vi": "tháng {month}", "en": "{month}"},
    "period_days": {"vi": "từ {first} đến {last}", "en": "{first} to {last}"},
    "foot": {"vi": "Kiểm tra: newsarchive verify", "en": "To check it: newsarchive verify"},
    "running": {"vi": "Kho {name}, phiên bản {version}", "en": "Archive {name}, version {version}"},
    # the summary
    "matching": {"vi": "bài khớp", "en": "matching articles"},
    "matching_one": {"vi": "bài khớp", "en": "matching article"},
    "searched": {"vi": "bài được tìm", "en": "articles searched"},
    "searched_one": {"vi": "bài được tìm", "en": "article searched"},
    "rate": {"vi": "bài khớp trên 1.000 bài", "en": "matches per 1,000 articles"},
    "percent": {"vi": "% số bài được tìm", "en": "% of the articles searched"},
    "undated": {"vi": "bài khớp không rõ ngày, tính riêng", "en": "matches without a date, counted apart"},
    "undated_one": {"vi": "bài khớp không rõ ngày, tính riêng", "en": "match without a date, counted apart"},
    # the question and the count
    "method": {"vi": "Câu hỏi và cách đếm", "en": "The question and the count"},
    "asked": {"vi": "Câu hỏi", "en": "Question"},
    "meaning": {"vi": "Nghĩa là", "en": "In words"},
    "answer": {"vi": "Kết quả", "en": "Answer"},
    "answer_said": {
        "vi": "{total} bài khớp trong {searched} bài · đủ, không bỏ sót",
        "en": "{total} of {searched} articles match · complete, none left out",
    },
    "answer_said_one": {
        "vi": "{total} bài khớp trong {searched} bài · đủ, không bỏ sót",
        "en": "{total} of {searched} articles matches · complete, none left out",
    },
    "archive": {"vi": "Kho", "en": "Archive"},
    "archive_said": {
        "vi": "{name}, phiên bản {version}, nhận bài lần cuối ngày {day}; các trang do {software} đọc",
        "en": "{name}, version {version}, last added to on {day}; its pages were read by {software}",
    },
    "dates": {"vi": "Ngày của bài", "en": "Dates"},
    "dates_said": {
        "vi": "Ngày đăng; trang chỉ ghi ngày cập nhật thì tính theo ngày ấy và ghi rõ là cập nhật. "
        "Giờ Việt Nam. Bài không rõ ngày: {undated}.",
        "en": "The day of publication, or of the update where the page states only that, and then it says so. "
        "Vietnamese time. Articles without a date: {undated}.",
    },
    "counting": {"vi": "Cách đếm", "en": "How it counts"},
    "counting_said": {
        "vi": "Một bài được tính khi nhan đề, sa-pô hoặc các đoạn của bài có đủ mọi điều câu hỏi nêu. "
        "Tên tác giả, nguồn tin và phần khung của trang web không được tìm. Mỗi bài tính một lần.",
        "en": "An article counts where its title, lead and paragraphs hold all that the question asks for. Byline, "
        "credit and the furniture of the web page are not searched. Each article counts once.",
    },
    "period": {"vi": "Thời gian", "en": "Period"},
    "annotations": {"vi": "Nhãn và ghi chú", "en": "Annotations"},
    "annotations_said": {
        "vi": "Do người dùng kho đặt, ở lần sửa {revision}: {asked}. Tệp chứng cứ ghi các bài được đặt như thế khi ấy.",
        "en": "Made by users of the archive, at revision {revision}: {asked}. The evidence lists the articles that had "
        "them then.",
    },
    "reprints": {"vi": "Bài in lại", "en": "Reprints"},
    "reprints_in": {
        "vi": "Bài in lại được tính như mọi bài khác.",
        "en": "Reprints are counted like other articles.",
    },
    "reprints_out": {
        "vi": "Không tính: {count} bài in lại bị loại; mỗi nhóm bài cùng nội dung chỉ giữ bài sớm nhất.",
        "en": "Left out: {count} reprints; of articles with the same text only the earliest is searched.",
    },
    "reprints_out_one": {
        "vi": "Không tính: {count} bài in lại bị loại; mỗi nhóm bài cùng nội dung chỉ giữ bài sớm nhất.",
        "en": "Left out: {count} reprint; of articles with the same text only the earliest is searched.",
    },
    "shown": {"vi": "Có trong báo cáo", "en": "What is shown"},
    "shown_volume": {
        "vi": "Tập {number} trong {of} tập: các bài từ {first} đến {last} trong {total} bài; mọi số đếm tính trên cả "
        "{total} bài.",
        "en": "Volume {number} of {of}: articles {first} to {last} of {total}; every count is over all {total}.",
    },
    "shown_quotes": {
        "vi": "Đủ {count} bài, với mọi câu có chỗ khớp.",
        "en": "All {count} articles, with every sentence that has a hit.",
    },
    "shown_quotes_one": {
        "vi": "Bài ấy, với mọi câu có chỗ khớp.",
        "en": "The article, with every sentence that has a hit.",
    },
    "shown_concordance": {
        "vi": "Mọi chỗ khớp của đủ {count} bài, mỗi chỗ một dòng.",
        "en": "Every hit of all {count} articles, each on a line.",
    },
    "shown_concordance_one": {
        "vi": "Mọi chỗ khớp của bài ấy, mỗi chỗ một dòng.",
        "en": "Every hit of the article, each on a line.",
    },
    "shown_none": {
        "vi": "Không trích câu nào của {count} bài khớp.",
        "en": "No sentence of the {count} matching articles is quoted.",
    },
    "shown_none_one": {
        "vi": "Không trích câu nào của bài khớp.",
        "en": "No sentence of the matching article is quoted.",
    },
    "shown_full": {"vi": "Có toàn văn của {count} bài.", "en": "The full texts of {count} articles."},
    "shown_full_one": {"vi": "Có toàn văn của bài.", "en": "The full text of the article."},
    "hidden_full": {
        "vi": "Không in: toàn văn của {count} bài.",
        "en": "Not shown: the full texts of the {count} articles.",
    },
    "hidden_full_one": {"vi": "Không in: toàn văn của bài.", "en": "Not shown: the full text of the article."},
    "left_out": {"vi": "Không tìm", "en": "Not searched"},
    "withdrawn": {"vi": "{count} bài đã rút khỏi kho", "en": "{count} articles withdrawn from the archive"},
    "withdrawn_one": {"vi": "{count} bài đã rút khỏi kho", "en": "{count} article withdrawn from the archive"},
    "superseded": {
        "vi": "{count} bản cũ của trang, đã có bản mới hơn",
        "en": "{count} earlier states of pages that the archive has a later state of",
    },
    "superseded_one": {
        "vi": "{count} bản cũ của trang, đã có bản mới hơn",
        "en": "{count} earlier state of a page that the archive has a later state of",
    },
    "order": {"vi": "Thứ tự", "en": "Order"},
    "order_relevance": {"vi": "khớp nhiều nhất trước", "en": "best match first"},
    "order_newest": {"vi": "mới nhất trước", "en": "newest first"},
    "order_oldest": {"vi": "cũ nhất trước", "en": "oldest first"},
    "order_archive": {"vi": "theo thứ tự nhận vào kho", "en": "as taken into the archive"},
    # by paper, section …
    "facets": {"vi": "Phân bố", "en": "Distribution"},
    "facet_publisher": {"vi": "Tờ báo", "en": "Paper"},
    "facet_section": {"vi": "Chuyên mục", "en": "Section"},
    "facet_byline": {"vi": "Người viết", "en": "Byline"},
    "facet_credit": {"vi": "Nguồn tin", "en": "Credit"},
    "facet_language": {"vi": "Ngôn ngữ", "en": "Language"},
    "facet_year": {"vi": "Năm", "en": "Year"},
    "facet_month": {"vi": "Tháng", "en": "Month"},
    "not_said": {"vi": "(không ghi)", "en": "(not stated)"},
    "only_value": {
        "vi": "Tất cả {articles} bài khớp: {value}. Kho có {of} bài như thế.",
        "en": "All {articles} matching articles: {value}. The archive has {of} such articles.",
    },
    "only_value_one": {
        "vi": "Bài khớp duy nhất: {value}. Kho có {of} bài như thế.",
        "en": "The one matching article: {value}. Articles like that in the archive: {of}.",
    },
    "facet_chart": {
        "vi": "Hình {number}. Số bài khớp theo {field}.",
        "en": "Figure {number}. Matching articles by {field}.",
    },
    "facet_rest": {
        "vi": "Vẽ {drawn} trong {values} giá trị; các giá trị còn lại có {rest} bài, đủ trong bảng.",
        "en": "Drawn are {drawn} of {values} values; the others have {rest} articles, all of them in the table.",
    },
    "facet_alt": {
        "vi": "Biểu đồ thanh số bài khớp theo {field}: {values}. Số liệu ở Bảng {table}.",
        "en": "Bar chart of matching articles by {field}: {values}. The numbers are in Table {table}.",
    },
    "facet_table": {
        "vi": "Bảng {number}. Số bài khớp, số bài của kho có cùng giá trị, và phần của giá trị ấy trong các bài khớp.",
        "en": "Table {number}. Matching articles, the archive's articles with the same value, and its share of the "
        "matches.",
    },
    "column_share": {"vi": "% bài khớp", "en": "% of matches"},
    # findings, quotes, concordance
    "findings": {"vi": "Nhận định", "en": "Findings"},
    "quotes": {"vi": "Trích dẫn", "en": "Quotes"},
    "concordance": {"vi": "Từng chỗ khớp", "en": "Concordance"},
    "concordance_none": {
        "vi": "Câu hỏi không nêu từ nào, nên không có chỗ khớp để liệt kê.",
        "en": "The question asks for no word, so there is no hit to list.",
    },
    "concordance_table": {
        "vi": "Bảng {number}. Đủ {count} chỗ khớp, theo thứ tự các bài.",
        "en": "Table {number}. All {count} hits, in the order of the articles.",
    },
    "column_before": {"vi": "Trước", "en": "Before"},
    "column_after": {"vi": "Chỗ khớp và phần sau", "en": "Hit and what follows"},
    "column_place": {"vi": "Nơi", "en": "Place"},
    "where_title": {"vi": "nhan đề", "en": "title"},
    "where_lead": {"vi": "sa-pô", "en": "lead"},
    "where_paragraph": {"vi": "đoạn {number}", "en": "par. {number}"},
    # over time
    "time": {"vi": "Theo thời gian", "en": "Over time"},
    "by_year": {"vi": "năm", "en": "year"},
    "by_month": {"vi": "tháng", "en": "month"},
    "by_day": {"vi": "ngày", "en": "day"},
    "chart": {
        "vi": "Hình {number}. Số bài khớp mỗi {period}, từ {first} đến {last}.{peak}{undated}",
        "en": "Figure {number}. Matching articles by {period}, {first} to {last}.{peak}{undated}",
    },
    "chart_one": {
        "vi": "Hình {number}. Số bài khớp: tất cả trong {period} {first}.{undated}",
        "en": "Figure {number}. Matching articles: all of them of the {period} {first}.{undated}",
    },
    "chart_peak": {"vi": " Nhiều nhất: {period}, {count} bài.", "en": " The most: {period}, with {count}."},
    "chart_undated": {
        "vi": " Không kể {count} bài không rõ ngày.",
        "en": " Without the {count} articles that have no date.",
    },
    "chart_undated_one": {
        "vi": " Không kể {count} bài không rõ ngày.",
        "en": " Without the {count} article that has no date.",
    },
    "chart_alt": {
        "vi": "Biểu đồ cột số bài khớp mỗi {period}: {values}. Số liệu ở Bảng {table}.",
        "en": "Bar chart of matching articles by {period}: {values}. The numbers are in Table {table}.",
    },
    "timetable": {
        "vi": "Bảng {number}. Số bài khớp và số bài của kho trong cùng {period}.",
        "en": "Table {number}. Matching articles and the archive's articles of the same {period}.",
    },
    "column_ordinal": {"vi": "STT", "en": "No."},
    "column_year": {"vi": "Năm", "en": "Year"},
    "column_month": {"vi": "Tháng", "en": "Month"},
    "column_day": {"vi": "Ngày", "en": "Day"},
    "column_matching": {"vi": "Bài khớp", "en": "Matching"},
    "column_of": {"vi": "Bài trong kho", "en": "In the archive"},
    "column_rate": {"vi": "Trên 1.000 bài", "en": "Per 1,000"},
    "column_percent": {"vi": "Tỷ lệ %", "en": "Per cent"},
    "all_undated": {
        "vi": "Không bài khớp nào có ngày, nên không có biểu đồ.",
        "en": "No matching article has a date, so there is no chart.",
    },
    # articles
    "articles": {"vi": "Các bài khớp", "en": "Matching articles"},
    "openings_said": {
        "vi": "Câu hỏi không nêu từ nào, nên trích nguyên văn câu đầu của mỗi bài. “Ký tự a–b” là vị trí trong tệp "
        "nguồn đã giải mã: đếm từ 0, không kể ký tự b.",
        "en": "The question asks for no word, so the first sentence of each article is quoted, word for word. "
        "“Characters a–b” is its place in the decoded source: counted from 0, without character b.",
    },
    "quotes_said": {
        "vi": "Mỗi trích dẫn là nguyên văn câu có chỗ khớp. “Ký tự a–b” là vị trí trong tệp nguồn đã giải mã: "
        "đếm từ 0, không kể ký tự b.",
        "en": "Each quote is the whole sentence with a hit, word for word. “Characters a–b” is its place in the "
        "decoded source: counted from 0, without character b.",
    },
    "rights": {
        "vi": "Bài báo là của tác giả và tờ báo; ở đây trích để nghiên cứu, đăng lại thì phải xin phép họ.",
        "en": "The articles belong to their authors and papers; they are quoted here for study, and to publish them "
        "again takes their leave.",
    },
    "untitled": {"vi": "(không có nhan đề)", "en": "(no title)"},
    "no_day": {"vi": "không rõ ngày", "en": "no date"},
    "no_publisher": {"vi": "trang không ghi tên báo", "en": "the page names no paper"},
    "updated": {"vi": "cập nhật {moment}", "en": "updated {moment}"},
    "published": {"vi": "{moment}", "en": "{moment}"},
    "in_title": {"vi": "khớp ở nhan đề, ký tự {start}–{end}", "en": "hit in the title, characters {start}–{end}"},
    "in_lead": {"vi": "sa-pô, ký tự {start}–{end}", "en": "lead, characters {start}–{end}"},
    "in_paragraph": {
        "vi": "đoạn {number}, ký tự {start}–{end}",
        "en": "paragraph {number}, characters {start}–{end}",
    },
    "digest": {"vi": "tệp nguồn {sha256}…", "en": "source {sha256}…"},
    "nothing": {
        "vi": "Không bài nào trong {searched} bài của kho khớp với câu hỏi này. Đã tìm đủ, không bỏ sót bài nào.",
        "en": "None of the archive's {searched} articles matches this question. All of them were searched.",
    },
    "nothing_one": {
        "vi": "Bài duy nhất trong kho không khớp với câu hỏi này.",
        "en": "The one article of the archive does not match this question.",
    },
    "empty": {"vi": "Kho chưa có bài nào.", "en": "The archive holds no article yet."},
    # full texts
    "full": {"vi": "Toàn văn", "en": "Full texts"},
    "full_said": {
        "vi": "Số ở lề là số thứ tự của đoạn. Chỗ khớp được tô và gạch chân.",
        "en": "The number in the margin is the paragraph's. Hits are marked and underlined.",
    },
    "no_paragraphs": {"vi": "(trang không có đoạn văn nào)", "en": "(the page has no paragraph)"},
    # bibliography and evidence
    "bibliography": {"vi": "Thư mục", "en": "Bibliography"},
    "status_updated": {"vi": "cập nhật", "en": "updated"},
    "said_by": {"vi": "tên báo do người nạp ghi", "en": "paper as named at ingest"},
    "quoted": {"vi": "“{title}”", "en": "“{title}”"},
    "evidence": {"vi": "Chứng cứ", "en": "Evidence"},
    "evidence_said": {
        "vi": "Mỗi bài kèm dấu SHA-256 của tệp nguồn: tệp nào cho đúng dấu ấy là tệp đã đọc, không sai một byte. "
        "Lệnh newsarchive verify dựng lại báo cáo này từ kho và so từng chữ.",
        "en": "A file with the same SHA-256 is the source that was read, to the byte. The command newsarchive verify "
        "makes this report again from the archive and compares every word.",
    },
    "evidence_table": {"vi": "Bảng {number}. Nguồn của từng bài.", "en": "Table {number}. The source of each article."},
    "column_id": {"vi": "Mã bài", "en": "Id"},
    "column_sha256": {"vi": "SHA-256 của tệp nguồn", "en": "SHA-256 of the source"},
    "column_source": {"vi": "Nơi tìm thấy", "en": "Found at"},
    "column_spans": {"vi": "Ký tự được trích", "en": "Characters quoted"},
    "pasted": {"vi": "(dán vào)", "en": "(pasted)"},
    "evidence_file": {
        "vi": "chứng cứ: câu hỏi, phiên bản kho, từng bài với từng chỗ khớp (JSON)",
        "en": "the evidence: the question, the archive version, each article with each hit (JSON)",
    },
    "rows_file": {
        "vi": "các bài khớp, mỗi bài một dòng (CSV, mở được bằng Excel)",
        "en": "the matching articles, one row each (CSV, opens in Excel)",
    },
    # the info sheet of a workbook
    "answer_number": {"vi": "Số bài khớp", "en": "Matching articles"},
    "searched_number": {"vi": "Số bài được tìm", "en": "Articles searched"},
    "undated_number": {"vi": "Số bài khớp không rõ ngày", "en": "Matches without a date"},
    "annotations_number": {"vi": "Lần sửa nhãn và ghi chú", "en": "Annotations revision"},
    "version_number": {"vi": "Phiên bản kho", "en": "Archive version"},
    "archive_day": {"vi": "Nhận bài lần cuối", "en": "Last added to"},
    "time_zone": {"vi": "Múi giờ", "en": "Time zone"},
    "cut_number": {
        "vi": "Số ô bị cắt, có dấu […số ký tự] ở cuối (Excel chứa 32.767 ký tự mỗi ô; bản JSONL có đủ)",
        "en": "Cells cut, with […characters] at the end (Excel holds 32,767 a cell; the JSONL has all)",
    },
    # exported notebooks
    "notebook": {"vi": "Sổ tay phân tích", "en": "Notebook"},
    "untitled_notebook": {"vi": "Sổ tay không tên", "en": "Untitled notebook"},
    "picture": {"vi": "Hình do ô mã số {cell} tạo ra", "en": "Picture made by code cell {cell}"},
    "chart_made": {"vi": "Biểu đồ do ô mã số {cell} tạo ra", "en": "Chart made by code cell {cell}"},
    "still_chart": {
        "vi": "Trong Jupyter, biểu đồ này thay đổi theo tay người đọc; ở đây là hình lúc đầu của nó.",
        "en": "In Jupyter this chart answers to its reader; here it is as it begins.",
    },
    "still_film": {
        "vi": "Trong Jupyter, đây là một đoạn phim; ở đây là hình đầu tiên của nó.",
        "en": "In Jupyter this is a film; here is its first picture.",
    },
    "hidden_chart": {
        "vi": "Biểu đồ này ({kind}) không vẽ được nếu không có mạng hoặc Jupyter, nên không có ở đây.",
        "en": "This chart ({kind}) cannot be drawn without the network or Jupyter and is not here.",
    },
    "still_controls": {
        "vi": "Các nút điều khiển như khi sổ tay được lưu; muốn dùng thì mở sổ tay trong Jupyter.",
        "en": "Controls as they stood when the notebook was saved; to use them, open it in Jupyter.",
    },
    "moving": {
        "vi": "Hình này chuyển động ở nơi có thể; trên giấy là hình đầu tiên của nó.",
        "en": "This picture moves where it can; on paper it is its first image.",
    },
    "no_script": {
        "vi": "Kết quả này có kèm một đoạn chương trình, không chạy trong tài liệu này.",
        "en": "A script belongs to this output; it does not run in this document.",
    },
    "hidden_control": {
        "vi": "Kết quả này là nút điều khiển và cần Jupyter để dùng: {said}",
        "en": "This output is a control and needs Jupyter to be used: {said}",
    },
    "uncoloured": {
        "vi": "Màu và thanh tô trong bảng không có ở đây.",
        "en": "The colours and bars of this table are not shown here.",
    },
    "unseen": {
        "vi": "Theo đánh dấu của người viết sổ tay, ở đây không có: {parts}.",
        "en": "Left out here, as marked by the notebook’s author: {parts}.",
    },
    "unseen_cell": {"vi": "{count} ô", "en": "{count} cells"},
    "unseen_cell_one": {"vi": "{count} ô", "en": "{count} cell"},
    "unseen_code": {"vi": "mã của {count} ô", "en": "the code of {count} cells"},
    "unseen_code_one": {"vi": "mã của {count} ô", "en": "the code of {count} cell"},
    "unseen_output": {"vi": "kết quả của {count} ô", "en": "the outputs of {count} cells"},
    "unseen_output_one": {"vi": "kết quả của {count} ô", "en": "the outputs of {count} cell"},
    "hidden_output": {
        "vi": "Kết quả này ({kind}) cần Jupyter để hiện, nên không có ở đây.",
        "en": "This output ({kind}) needs Jupyter to be shown and is not here.",
    },
    "hidden_element": {
        "vi": "(phần {kind} không hiện được trong tài liệu)",
        "en": "({kind} that a document cannot show)",
    },
}


def word(key: str, language: Language, **values: object) -> str:
    """The sentence `key` with its values put in."""
    return WORDS[key][language].format(**values)


def counted(key: str, language: Language, number: int, **values: object) -> str:
    """The sentence `key` in the singular or the plural, as `number` asks."""
    return word(f"{key}_one" if number == 1 and f"{key}_one" in WORDS else key, language, **values)
