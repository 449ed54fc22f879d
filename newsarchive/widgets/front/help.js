// The keys, and how to ask.

/** The panel that lists them. */
function helpForm(words) {
  const keys = [
    ["/", words.key_search],
    ["1  2  3", words.key_views],
    ["j  k", words.key_rows],
    ["Enter", words.key_open],
    ["x", words.key_choose],
    ["s", words.key_sort],
    ["n  p", words.key_hits],
    ["o", words.key_source],
    ["v", words.key_related],
    ["t", words.key_tag],
    ["b", words.key_collect],
    ["m", words.key_note],
    ["w", words.key_save],
    ["e", words.key_export],
    ["c", words.key_python],
    ["Ctrl Space", words.key_complete],
    ["Esc", words.key_escape],
    ["?", words.key_help],
  ];
  const questions = [
    ["hoc tap", words.ask_plain],
    ["học tập", words.ask_exact],
    ['"học tập"', words.ask_phrase],
    ["=ban", words.ask_equals],
    ["hoc*", words.ask_prefix],
    ["học OR tập, -sách", words.ask_operators],
    ['"học tập" NEAR/5 Bác', words.ask_near],
    ["title:học", words.ask_field],
    ["date:2012-07..2012-09", words.ask_date],
    ['publisher:"Đồng Tháp"', words.ask_publisher],
    ['tag:"cần xem"', words.ask_tag],
    ["reprints:no", words.ask_reprints],
  ];
  const list = (pairs, tag) =>
    el("dl", {}, ...pairs.flatMap(([name, says]) => [el("dt", {}, el(tag, {}, name)), el("dd", {}, says)]));
  return { title: words.help_title, body: el("div", { class: "na-help" }, list(keys, "kbd"), list(questions, "code")) };
}
