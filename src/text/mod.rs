//! Ground floor: what is true of any text, before anybody asks who speaks in it.
//!
//! Offsets are UTF-8 bytes of the text as read unless a name says otherwise. Only [`fold`] makes another
//! text, and it keeps the way back.

pub mod english;
pub mod fold;
pub mod gloss;
pub mod language;
pub mod near;
pub mod number;
pub mod sentence;
pub mod simplify;
pub mod span;
pub mod word;
