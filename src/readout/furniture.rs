//! What a site puts round a text: stamps, credits, captions, bylines, lists of other stories, closing formulas.

use crate::lexicon::Lexicon;
use crate::lexicon::act::Act;
use crate::lexicon::entry::PerLanguage;
use crate::lexicon::verbs::Use;
use crate::lexicon::words::Words;

/// A line of furniture is at most this long, in characters.
const LONGEST: usize = 160;
/// Behind words of furniture stands at most so much (来源：新华社), in characters; a sentence at most so much.
const LONGEST_REST: usize = 40;
const SHORT_REST: usize = 12;
/// A byline or a signature is at most this long, in characters.
const LONGEST_SIGNATURE: usize = 40;

/// Tells a site's lines from the text's, in one language.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// What it knows.
    pub lexicon: &'a Lexicon,
    /// The text's language.
    pub primary: &'a str,
    /// Whether the text is news: readouts have no captions or lists of stories.
    pub news: bool,
    /// Forms of furniture, closing formulas and outlets in that language.
    furniture: &'a Words,
    closing: &'a Words,
    pub outlets: &'a Words,
    /// Outlets in all languages.
    all_outlets: [&'a Words; 3],
}

impl<'a> Site<'a> {
    /// The site of a text in a language.
    pub fn new(lexicon: &'a Lexicon, primary: &'a str, news: bool) -> Site<'a> {
        let list = |forms: &'a PerLanguage<Words>| forms.get(primary).unwrap_or_default();
        let forms = &lexicon.forms;
        let (furniture, closing) = (list(&forms.furniture), list(&forms.closing));
        let PerLanguage { en, zh, ja } = &forms.outlets;
        let all_outlets = [en, zh, ja];
        Site { lexicon, primary, news, furniture, closing, outlets: list(&forms.outlets), all_outlets }
    }

    /// A line that a site puts round a text: it begins with, or is nothing but, words of furniture.
    pub fn is_furniture(&self, line: &str, folded: &str) -> bool {
        if line.chars().count() > LONGEST {
            return false;
        }
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || self.is_stamp(line, bare) || self.is_story(line, folded) {
            return true;
        }
        let forms = self.lexicon.forms.furniture.get(self.primary).unwrap_or_default();
        (self.furniture.begins(bare) && forms.iter().any(|form| self.begins_with(line, bare, form)))
            || self.is_byline(folded)
            || (self.news && self.is_caption(line, folded))
    }

    /// Whether a line begins with a form of furniture. "Share this article" is furniture, "share the view that …" is
    /// not: what follows must be short.
    fn begins_with(&self, line: &str, bare: &str, form: &str) -> bool {
        let Some(rest) = bare.strip_prefix(form).filter(|_| !form.is_empty()) else { return false };
        let sentence = line.ends_with(|c: char| ".。!！?？".contains(c)) && rest.chars().count() > SHORT_REST;
        let short = !rest.starts_with(char::is_alphanumeric) && rest.chars().count() <= LONGEST_REST;
        rest.is_empty() || (short && !sentence)
    }

    /// A line that opens a list of other stories (相关新闻) and says nothing else.
    pub fn opens_other_stories(&self, folded: &str) -> bool {
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let forms = self.lexicon.boilerplate.other_stories.get(self.primary);
        self.news && forms.is_some_and(|forms| forms.iter().any(|form| form == bare))
    }

    /// Another story in a list: an item that ends with its day.
    fn is_story(&self, line: &str, folded: &str) -> bool {
        let item = line.starts_with(['-', '•', '·', '*', '●', '▪']);
        let tail: Vec<&str> = folded.rsplit(['-', '/', ' ']).take(3).collect();
        let day = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let [d, m, y] = tail.as_slice() else { return false };
        item && day(d) && day(m) && y.chars().rev().take(4).filter(char::is_ascii_digit).count() == 4
    }

    /// A line with neither signs of a sentence nor a verb of saying.
    pub fn is_bare(&self, line: &str, folded: &str) -> bool {
        !line.contains(['，', ',', '：', ':', '。', '；']) && !self.reports(folded)
    }

    /// Whether a folded line reports what somebody said.
    fn reports(&self, folded: &str) -> bool {
        let verbs = self.lexicon.verbs.index.get(self.primary).map(|v| v.find(folded)).unwrap_or_default();
        verbs.iter().any(|v| {
            v.usage == Use::Cue && !matches!(v.act, Act::Narrate | Act::Discuss | Act::Assess | Act::Ask)
        })
    }

    /// Who wrote a text, on a line of its own: 联合报／记者某某／综合报导, 新华社记者某某.
    fn is_byline(&self, folded: &str) -> bool {
        let credits = &self.lexicon.boilerplate.credits;
        let Some(writers) = credits.writers.get(self.primary) else { return false };
        let plain = folded.chars().count() <= LONGEST_SIGNATURE
            && !folded.contains([',', '。', '?', '!', ';', ':', '"']);
        if !plain {
            return false;
        }
        let words = self.behind_outlet(folded);
        let begins = writers.iter().any(|word| words.starts_with(word));
        let holds = writers.iter().any(|word| folded.contains(word));
        let cut = folded.contains('/') && holds;
        let ends = credits
            .ends
            .get(self.primary)
            .is_some_and(|ends| ends.iter().any(|end| folded.trim_end_matches([')', ' ']).ends_with(end)));
        let outlet = words.len() < folded.len();
        cut || (begins && (outlet || ends)) || (holds && ends)
    }

    /// A folded line behind the outlet with which it begins, if it does.
    fn behind_outlet<'t>(&self, folded: &'t str) -> &'t str {
        let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest = &words[self.outlets.longest_at(words).unwrap_or_default()..];
        rest.trim_start_matches(|c: char| !c.is_alphanumeric())
    }

    /// The words under a picture: they end with who took it, or say who stands where in it.
    fn is_caption(&self, line: &str, folded: &str) -> bool {
        let credits = &self.lexicon.boilerplate.credits;
        let stands = credits
            .places
            .get(self.primary)
            .is_some_and(|places| places.iter().any(|place| folded.contains(&format!("({place})"))));
        let opens = line.starts_with(['▲', '▼', '©', '△']);
        if stands || opens {
            return true;
        }
        let bracket =
            folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inside)| inside);
        let signed = bracket.is_some_and(|inside| self.is_credit(inside))
            || folded.rsplit_once('。').is_some_and(|(_, last)| self.is_credit(last));
        signed && !self.reports(folded)
    }

    /// Whether words are nothing but a credit: an outlet, a writer, or who took a picture.
    fn is_credit(&self, words: &str) -> bool {
        let words = words.trim();
        let credits = &self.lexicon.boilerplate.credits;
        let list = |list: &PerLanguage<Words>, test: &dyn Fn(&str) -> bool| {
            list.get(self.primary).is_some_and(|forms| forms.iter().any(test))
        };
        let short = !words.is_empty() && words.chars().count() <= LONGEST_SIGNATURE;
        short
            && !words.contains(['。', '?', '!'])
            && (words.split(['/', '、']).any(|part| self.outlets.holds(part.trim()))
                || list(&credits.writers, &|form| self.behind_outlet(words).starts_with(form))
                || list(&credits.begins, &|form| words.starts_with(form))
                || list(&credits.ends, &|form| words.ends_with(form)))
    }

    /// A sentence, as read and folded, that only closes a text or signs it.
    pub fn closes(&self, sentence: &str, folded: &str) -> bool {
        let length = sentence.chars().count();
        length <= LONGEST && self.is_closing(folded)
            || length <= LONGEST_SIGNATURE && self.is_signature(folded)
    }

    /// A sentence that is nothing but a credit or a signature: （记者某某）, 新华社记者某某 摄, （路透）.
    fn is_signature(&self, folded: &str) -> bool {
        let words = folded.trim().trim_end_matches(|c: char| c == '。' || c == ' ' || c.is_ascii_digit());
        match words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inside) => self.is_credit(inside),
            None => {
                let signed = self.lexicon.boilerplate.credits.ends.get(self.primary);
                let signed = signed.is_some_and(|ends| ends.iter().any(|end| words.ends_with(end)));
                let outlet = self.outlets.holds(words);
                (signed && self.is_byline(words)) || (outlet && self.news)
            }
        }
    }

    /// A sentence that only closes a text ("Thank you for your attention to this matter!").
    fn is_closing(&self, folded: &str) -> bool {
        self.closing.holds(folded.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// A line that is nothing but a time, an address or an outlet's name.
    fn is_stamp(&self, line: &str, bare: &str) -> bool {
        let boilerplate = &self.lexicon.boilerplate;
        let dated = bare.contains(|c: char| c.is_ascii_digit()) && {
            let letters = bare.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
            letters.into_iter().all(|word| boilerplate.clock.iter().any(|sign| sign == word))
        };
        let address = !line.contains(char::is_whitespace)
            && boilerplate.addresses.iter().any(|start| line.starts_with(start));
        dated || address || self.all_outlets.iter().any(|outlets| outlets.holds(bare))
    }
}
