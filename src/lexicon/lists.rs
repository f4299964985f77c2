//! The grammar's lists that are asked at every clause, with marks of how their words begin and end.

use super::entry::Grammar;
use super::list::WordList;

macro_rules! lists {
    ($($name:ident)*) => {
        /// Lists of a language's grammar, each under its name there; ready to be sought.
        #[derive(Clone, Debug)]
        #[expect(missing_docs, reason = "each is documented in the grammar")]
        pub struct Lists<'g> {
            $(pub $name: WordList<'g>,)*
        }

        impl<'g> Lists<'g> {
            /// The lists of a grammar.
            pub fn of(grammar: &'g Grammar) -> Lists<'g> {
                Lists { $($name: WordList::of(&grammar.$name),)* }
            }
        }
    };
}

lists! {
    adverbs
    attribute_marks
    capacity_heads
    capacity_openers
    channels
    clause_openers
    conjunction_masks
    conjunctions
    date_ends
    double_negations
    duty
    field_introducers
    fronting
    he
    institutions
    list_breakers
    looseners
    narration
    negators
    passing
    possessed
    predicates
    prepositions
    questions
    reports
    settings
    she
    subject_joints
    subjects
    substance
    they
    will
    wish
}
