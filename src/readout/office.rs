//! Who holds an office, as far as a text and the lexicon tell.

use super::Person;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Named;

/// Whether somebody holds just this office, by the text or by what the lexicon knows of them.
pub(super) fn holds(person: &Person, office: &Named, lexicon: &Lexicon) -> bool {
    person.role.as_ref() == Some(&office.id) || has_role(person, &office.id, lexicon)
}

/// Whether an office may mean somebody who holds a special one ("the Secretary", "the leader").
pub(super) fn may_hold(person: &Person, office: &Named) -> bool {
    person.role.as_ref().is_some_and(|role| same_office(role, &office.id) || office.covers.contains(role))
}

fn has_role(person: &Person, role: &str, lexicon: &Lexicon) -> bool {
    let family = person.key.split('-').next().unwrap_or_default();
    lexicon.persons.with_key(family).any(|e| {
        let named = !person.known || person.given.is_empty() || e.given == person.given;
        named && Some(&e.side) == person.side.as_ref() && e.roles.iter().any(|r| r == role)
    })
}

/// Whether a general office ("the Secretary", "the Minister") may mean a special one.
fn same_office(special: &str, general: &str) -> bool {
    let plain = |id: &str| !id.starts_with("vice-") && !id.starts_with("deputy-");
    plain(special)
        && (special.strip_prefix(general).is_some_and(|rest| rest.starts_with('-'))
            || special.strip_suffix(general).is_some_and(|rest| rest.ends_with('-')))
}
