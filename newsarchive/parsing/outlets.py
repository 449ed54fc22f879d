"""Papers, agencies and sites: names that stand where a person's could."""

from __future__ import annotations

import re

# Outlets whose names have the shape of a person's name; the others are known by their own shape (`_is_outlet`).
_OUTLETS = frozenset(
    name.strip()
    for name in """dân trí|dân việt|đất việt|người việt|tuổi trẻ|tuổi trẻ online|thanh niên|tiền phong|lao động
    |người lao động
    |trí thức trẻ|tri thức trẻ|tri thức trực tuyến|pháp luật|pháp luật và xã hội|đời sống|đời sống pháp luật|công lý
    |công an nhân dân|quân đội nhân dân|nhân dân|giao thông|giáo dục việt nam|giáo dục và thời đại|gia đình|khám phá
    |gia đình và xã hội|phụ nữ|phụ nữ việt nam|kiến thức|một thế giới|người đưa tin|đại đoàn kết|hà nội mới|infonet
    |sức khỏe đời sống|sức khỏe và đời sống|sài gòn giải phóng|thể thao|thể thao và văn hóa|bóng đá|đầu tư|kinh doanh
    |doanh nghiệp|diễn đàn doanh nghiệp|nông nghiệp việt nam|nông thôn ngày nay|vietnamnet|vnexpress|vietnamplus|zing
    |kênh 14|soha|cafef|cafebiz|genk|afamily|bnews|tổ quốc|tiin|giadinhnet|reuters|sputnik|bloomberg|guardian|sohu
    |yonhap|kyodo|xinhua|tân hoa xã|cri|independent|metro|mirror|forbes|fortune|cnbc|nature|science|người tiêu dùng
    |nhịp sống kinh tế|nhịp sống việt|thời báo kinh doanh|an ninh thủ đô|xây dựng|công thương|tài chính|hải quan
    |vietnam|vietnam finance|sở hữu trí tuệ|nhà đầu tư|chất lượng việt nam""".split("|")
)
_OUTLET_SHAPE = re.compile(
    r"""^(?:bao\s+dien\s+tu|(?:BBC|VOA|RFA|RFI|VOV|VTV|VTC|CNN|NHK)(?=\s\S)|báo|nhật\s+báo|tuần\s+báo|bản\s+tin|ban\s+(?:thời|bạn|kinh|văn|quốc|chính|thể|khoa)|tạp\s+chí|thời\s+báo|đài|thông\s+tấn\s+xã|cổng\s+thông\s+tin|trang\s+(?:tin|web|thông|điện)|the|new|daily)\s
      | \b(?:news|times|post|mail|journal|magazine|online|express|tv|net|plus|daily|today|review|herald|tribune)\b
      | \.(?:vn|com|net|org)\b|\sđiện\s+tử$""",
    re.VERBOSE | re.IGNORECASE,
)
_MASTHEAD = re.compile(r"^(?:BÁO|BAO\s+DIEN|TẠP\s+CHÍ|ĐÀI\s+PHÁT)\s|\sĐIỆN\s+TỬ$")
_ACRONYM = re.compile(r"[A-ZĐ]{3,}\d*(?:\s\d)?$")
_MAX_WORDS = 8
_AGENCIES = frozenset("ttxvn|reuters|afp|ap|tass|itar-tass|kyodo|yonhap|xinhua|tân hoa xã|thx|bloomberg".split("|"))


def is_agency(text: str) -> bool:
    """True where `text` names a news agency, whose pieces papers print."""
    return text.strip().casefold() in _AGENCIES


def is_outlet(text: str) -> bool:
    """True where `text` names a paper, agency or site rather than a person."""
    name = text.strip(" ().:")
    if "@" in name or ":" in name or len(name.split()) > _MAX_WORDS:
        return False
    if _ACRONYM.match(name):
        return True
    shaped = _OUTLET_SHAPE.search(name) and (not (name.isupper() and " " in name) or _MASTHEAD.search(name))
    return bool(shaped) or name.casefold().rstrip("+") in _OUTLETS
