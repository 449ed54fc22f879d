"""Provinces as they were before the mergers of 2025, cities, countries: they stand where a name or a mark could."""

from __future__ import annotations

PLACES = frozenset(
    name.strip()
    for name in """an giang|bà rịa vũng tàu|bạc liêu|bắc giang|bắc kạn|bắc ninh|bến tre|bình dương
    |bình định|bình phước|bình thuận|cà mau|cao bằng|cần thơ|đà nẵng|đắk lắk|đắk nông|điện biên|đồng nai|đồng tháp
    |gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|hòa bình|huế|hưng yên|khánh hòa|kiên giang
    |kon tum|lai châu|lạng sơn|lào cai|lâm đồng|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên
    |quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa
    |thừa thiên huế|tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|sài gòn|tp hồ chí minh|thủ đức|đà lạt
    |nha trang|vũng tàu|cao lãnh|sa đéc|hạ long|phú quốc|tp.hcm|tp hcm|tp. hcm|tphcm|mỹ tho|hồng ngự|hội an|sa pa
    |điện biên phủ|đồng tháp mười|trường sa|hoàng sa|côn đảo|tây nguyên|bắc bộ|nam bộ|trung bộ|tân sơn nhất|nội bài
    |trung quốc|nhật bản|hàn quốc|triều tiên|campuchia|thái lan|ấn độ|đài loan|hồng kông|tây ban nha|bồ đào nha
    |hà lan|thụy điển|thụy sĩ|hoa kỳ|pháp|lào""".split("|")
)
