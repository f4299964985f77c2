//! Verbs of saying and the predicates of acts, compiled: forms → act.

use super::act::Act;
use super::entry::ActEntry;
use super::find::{Finder, FinderBuilder};
use super::pack;
use super::words::Words;
use std::borrow::Cow;
use std::ops::Range;

/// Which form of an English verb stands there; Chinese and Japanese have only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    /// stress
    Base,
    /// stresses
    Third,
    /// stressed
    Past,
    /// stressing
    Ing,
    /// A form that does not change.
    Fixed,
}

/// What a form is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Reports that somebody says something.
    Cue,
    /// Inside the words reported, makes the act.
    Inner,
    /// A word that holds a verb by chance (重要 holds 要).
    Mask,
}

/// A verb in a sentence, in folded bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbHit {
    /// The act it shows.
    pub act: Act,
    /// 0 (plain) to 3.
    pub strength: u8,
    /// Its form.
    pub form: VerbForm,
    /// Cue or inner predicate.
    pub usage: Use,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The verbs of one language.
#[derive(Debug, Default)]
pub struct VerbIndex {
    finder: Finder,
    /// Four bytes for each key: act, strength, form and use.
    keys: Cow<'static, [u8]>,
}

impl VerbIndex {
    /// Compiles the entries in one language; `masks` are words that hold a verb by chance.
    ///
    /// # Errors
    /// An act that the codebook does not have, or a form that is not well formed.
    pub fn build(entries: &[ActEntry], primary: &str, masks: &Words) -> Result<VerbIndex, String> {
        let mut builder = FinderBuilder::default();
        let mut keys: Vec<[u8; KEY]> = Vec::new();
        for entry in entries {
            let act = Act::from_word(&entry.act)
                .ok_or_else(|| format!("`{}` is no act of the codebook", entry.act))?;
            for (forms, usage) in [(&entry.cue, Use::Cue), (&entry.inner, Use::Inner)] {
                for written in forms.get(primary).map(Vec::as_slice).unwrap_or_default() {
                    let (form, strength) = split_strength(written);
                    let variants = match (primary, usage) {
                        ("en", Use::Cue) => inflect(form),
                        _ => vec![(form.to_string(), VerbForm::Fixed)],
                    };
                    for (variant, verb_form) in variants {
                        builder.add(keys.len(), &variant)?;
                        keys.push(packed(act, strength, verb_form, usage));
                    }
                }
            }
        }
        for mask in masks {
            builder.add(keys.len(), mask)?;
            keys.push(packed(Act::State, 0, VerbForm::Fixed, Use::Mask));
        }
        Ok(VerbIndex { finder: builder.build()?, keys: Cow::Owned(keys.concat()) })
    }

    /// An index laid out before.
    pub fn in_place(mut bytes: &'static [u8]) -> VerbIndex {
        let keys = Cow::Borrowed(pack::take_slice(&mut bytes));
        VerbIndex { finder: Finder::in_place(&mut bytes), keys }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        pack::put_slice(bytes, &self.keys);
        self.finder.write(bytes);
    }

    fn key(&self, key: usize) -> Option<(Act, u8, VerbForm, Use)> {
        let [act, strength, form, usage]: [u8; KEY] = *self.keys.get(KEY * key..)?.first_chunk()?;
        Some((
            *Act::ALL.get(usize::from(act))?,
            strength,
            *FORMS.get(usize::from(form))?,
            *USES.get(usize::from(usage))?,
        ))
    }

    /// The verbs in a folded sentence: at each place the longest, those inside a longer one of the same use left out;
    /// sorted by place; those inside a longer word of the masks left out.
    pub fn find(&self, folded: &str) -> Vec<VerbHit> {
        let mut hits: Vec<VerbHit> = Vec::new();
        let mut masked = 0..0;
        for hit in self.finder.find(folded) {
            let Some((act, strength, form, usage)) = self.key(hit.key) else { continue };
            if usage == Use::Mask {
                if hit.range.end > masked.end {
                    masked = hit.range;
                }
                continue;
            }
            if hit.range.start < masked.end && hit.range.end <= masked.end {
                continue;
            }
            let inside = hits.iter().rev().take(8).any(|kept| {
                kept.usage == usage
                    && (kept.act != Act::Assess || act != Act::Praise)
                    && kept.range.start <= hit.range.start
                    && hit.range.end <= kept.range.end
            });
            if !inside {
                hits.push(VerbHit { act, strength, form, usage, range: hit.range });
            }
        }
        hits
    }
}

/// Bytes of a key.
const KEY: usize = 4;
const FORMS: [VerbForm; 5] =
    [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Ing, VerbForm::Fixed];
const USES: [Use; 3] = [Use::Cue, Use::Inner, Use::Mask];

fn packed(act: Act, strength: u8, form: VerbForm, usage: Use) -> [u8; KEY] {
    let place = |at: Option<usize>| at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX);
    let act = place(Act::ALL.iter().position(|a| *a == act));
    let form = place(FORMS.iter().position(|f| *f == form));
    [act, strength, form, place(USES.iter().position(|u| *u == usage))]
}

/// `坚决反对=3` → (坚决反对, 3).
fn split_strength(written: &str) -> (&str, u8) {
    match written.rsplit_once('=') {
        Some((form, digit)) => (form, digit.parse().unwrap_or(0).min(3)),
        None => (written, 0),
    }
}

/// The forms of an English verb with the words behind it. The first word is a lemma, whose forms are regular, or
/// all forms: base/third/past/ing, and the participle where it differs from the past.
pub fn inflect(entry: &str) -> Vec<(String, VerbForm)> {
    let (verb, rest) = entry.split_once(' ').map_or((entry, String::new()), |(v, r)| (v, format!(" {r}")));
    let order = [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Ing, VerbForm::Past];
    let forms: Vec<String> = match verb.contains('/') {
        true => verb.split('/').map(String::from).collect(),
        false => regular(verb).into(),
    };
    let same = forms.first() == forms.get(2);
    // put/put, set/set: base and past cannot be told apart.
    let kind =
        |kind| if same && matches!(kind, VerbForm::Base | VerbForm::Past) { VerbForm::Fixed } else { kind };
    let mut list: Vec<(String, VerbForm)> =
        forms.into_iter().zip(order).map(|(form, form_kind)| (form + &rest, kind(form_kind))).collect();
    list.dedup();
    list
}

/// Regular English inflection: base, third person, past, -ing. Doubled consonants (commit, committed) are not
/// regular here: such verbs write all their forms.
fn regular(lemma: &str) -> [String; 4] {
    let base = lemma.to_string();
    let stem_y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let third = match stem_y {
        Some(stem) => format!("{stem}ies"),
        None if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        None => format!("{lemma}s"),
    };
    let past = match stem_y {
        Some(stem) => format!("{stem}ied"),
        None if lemma.ends_with('e') => format!("{lemma}d"),
        None => format!("{lemma}ed"),
    };
    let ing = match lemma.strip_suffix('e').filter(|s| !s.ends_with(['e', 'y', 'o'])) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{lemma}ing"),
    };
    [base, third, past, ing]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_regular_or_written_out() {
        let forms = |entry| inflect(entry).into_iter().map(|(f, _)| f).collect::<Vec<_>>();
        assert_eq!(forms("stress"), ["stress", "stresses", "stressed", "stressing"]);
        assert_eq!(forms("note"), ["note", "notes", "noted", "noting"]);
        assert_eq!(forms("reply"), ["reply", "replies", "replied", "replying"]);
        assert_eq!(forms("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(
            forms("make/makes/made/making clear"),
            ["make clear", "makes clear", "made clear", "making clear"]
        );
        assert_eq!(split_strength("坚决反对=3"), ("坚决反对", 3));
    }
}
