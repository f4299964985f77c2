//! Numbers and dates (stub until the module is in).

use crate::text::span::Span;

/// A quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
}

impl Quantity {
    /// Whether it counts or measures something, rather than dating it.
    pub fn counts_things(&self) -> bool {
        true
    }
}
