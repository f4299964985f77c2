//! OpenCC's character tables as one page table: any character → its simplified form.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Characters a page holds.
const PAGE: usize = 128;

/// The table, once it is made.
pub static TABLE: OnceLock<Table> = OnceLock::new();

/// The simplified form of `c`, as the program's own function of this name gives it.
pub fn simplify(c: char) -> char {
    TABLE.get().map_or(c, |table| table.simplify(c))
}

/// Whether the character of a code is its own simplified form, as the program's own function of this name tells it.
pub fn is_simple(code: usize) -> bool {
    u32::try_from(code).ok().and_then(char::from_u32).is_none_or(|c| simplify(c) == c)
}

/// Character → simplified character, for those that change.
pub struct Table(BTreeMap<char, char>);

impl Table {
    /// `traditional` is OpenCC's TSCharacters (several simplified forms: the first counts), `shinjitai` its Japanese
    /// new forms → old forms, `compatibility` Unicode's compatibility ideographs → the ordinary ones.
    ///
    /// A Japanese form counts only if it is neither in GB 2312 (then it is a simplified Chinese character of its own:
    /// 芸, 予, 浜) nor in `traditional`.
    pub fn new(traditional: &str, shinjitai: &str, compatibility: &str) -> Self {
        let traditional: BTreeMap<char, char> = pairs(traditional).collect();
        let simplified = |c: char| traditional.get(&c).copied().unwrap_or(c);
        let mut table = traditional.clone();
        for (new, old) in pairs(shinjitai) {
            if !is_gb2312(new) && new != old {
                table.entry(new).or_insert_with(|| simplified(old));
            }
        }
        for (compatible, ordinary) in pairs(compatibility) {
            let ordinary = table.get(&ordinary).copied().unwrap_or(ordinary);
            table.entry(compatible).or_insert(ordinary);
        }
        // Folding twice changes nothing more: 戱 → 戯 (which is Japanese) → 戏.
        let once = table.clone();
        for to in table.values_mut() {
            while let Some(&further) = once.get(to).filter(|further| *further != to) {
                *to = further;
            }
        }
        table.retain(|from, to| from != to);
        Self(table)
    }

    /// The simplified form of `c`.
    pub fn simplify(&self, c: char) -> char {
        self.0.get(&c).copied().unwrap_or(c)
    }

    /// Rust source: `INDEX`, for each page of the code space its place in `PAGES` plus one (0: nothing changes), `PAGES`,
    /// and `CHANGES`, a mark for each code below 65,536 that changes.
    pub fn source(&self) -> String {
        let last = self.0.keys().next_back().map_or(0, |&c| c as usize);
        let mut index = vec![0usize; last / PAGE + 1];
        let mut pages: Vec<Vec<char>> = Vec::new();
        for (&from, &to) in &self.0 {
            let page = from as usize / PAGE;
            if index[page] == 0 {
                let identity =
                    (page * PAGE..(page + 1) * PAGE).map(|c| char::from_u32(c as u32).unwrap_or('\0'));
                pages.push(identity.collect());
                index[page] = pages.len();
            }
            pages[index[page] - 1][from as usize % PAGE] = to;
        }
        assert!(pages.len() < 256, "INDEX is of bytes");

        let mut source = String::new();
        let _ = writeln!(source, "const PAGE: usize = {PAGE};");
        let _ = writeln!(source, "static INDEX: [u8; {}] = {index:?};", index.len());
        let _ = writeln!(source, "static PAGES: [[char; PAGE]; {}] = {pages:?};", pages.len());
        let mut changes = [0u64; 0x10000 / 64];
        for from in self.0.keys().map(|&c| c as usize) {
            changes.iter_mut().skip(from / 64).take(1).for_each(|marks| *marks |= 1 << (from % 64));
        }
        let _ = writeln!(source, "static CHANGES: [u64; {}] = {changes:?};", changes.len());
        source
    }
}

/// The lines `key<TAB>value value …` of an OpenCC table, first value only; comments and blank lines are skipped, and
/// so is a line that does not map one character to one.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (key, values) = line.split_once('\t')?;
        Some((only(key)?, only(values.split(' ').next()?)?))
    })
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Whether `c` is one of the 6,763 characters of GB 2312, which are the rows 16–87 of GBK with both bytes above A0.
fn is_gb2312(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    !unmappable && matches!(bytes.as_ref(), &[0xB0..=0xF7, 0xA1..=0xFE])
}
