// How icu_order.txt was made: node tests/text/icu_order.mjs > tests/text/icu_order.txt
// Strings of our own making, in the order of ICU's collation "vi" with numeric ordering; what it holds equal shares a line.
let seed = 2012;
const below = (n) => {
  seed ^= seed << 13; // xorshift32
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % n;
};
const one = (list) => list[below(list.length)];
const onsets = "b c d đ g h k l m n ng ngh nh t tr v x B C D Đ".split(" ");
const vowels = [..."aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵAĂÂÊÔƠƯ"];
const syllable = () => one(onsets) + one(vowels) + one(["", "n", "c", "nh", "i"]);
const all = new Set();
while (all.size < 1700) all.add(Array.from({ length: one([1, 1, 2, 3]) }, syllable).join(" "));
while (all.size < 1900)
  all.add(one(["phường ", "Phường ", "xã ", "khóa "]) + one([0, 1, 2, 3, 9, 10, 11, 12, 20, 100, 123, 1000, "02", "007"]) + one(["", " a", " Mỹ", "-b", "."]));
while (all.size < 2300)
  all.add(one(["a", "A", "b", "", "ă"]) + one([..."-–—,;:!?.…'’‘\"“”()[]/\\&#%+=<>$€*@_·•«»°"]) + one(["a", "b", "", "1", "12"]));
while (all.size < 2500) all.add(syllable() + one([..."éüñçöøæßåőčšžłŁØÆÉïîû"]) + one(["", "a", "n"]) + one([" ", "-", ", "]) + one(["", "B", "b"]));
const compare = new Intl.Collator("vi", { numeric: true }).compare;
const sorted = [...all].sort((a, b) => compare(a, b) || (a < b ? -1 : 1));
console.log(`# ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
console.log(sorted.reduce((text, each, n) => text + (n === 0 ? "" : compare(sorted[n - 1], each) ? "\n" : "\t") + each, ""));
