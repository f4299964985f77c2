//! Numbers and dates (stub until the module is in).

/// A quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity;
