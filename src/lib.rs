//! readout-diff compares what governments say they said.
//!
//! The pipeline, stage by stage (`pipeline` makes the calls):
//!
//! | stage | question | from → to |
//! | --- | --- | --- |
//! | [`input`] | what text is this, and whose? | paths → `Source` |
//! | [`readout`] | which sentences, which people, who speaks? | `Source` → `Readout` |
//! | [`claims`] | what is claimed: act, topic, number? | `Readout` → `Claims` |
//! | [`alignment`] | which sentences say the same? | `Claims` → links and gaps |
//! | [`comparison`] | who mentions, who does not, who confirms? | links → `Comparison` |
//! | [`report`] | how is it shown? | `Comparison` → page |
//!
//! Beside them, [`check`] reads the same values and holds the texts of a folder against what is expected of them.
//!
//! A stage imports from the ground floor ([`cores`], [`text`], [`lexicon`]) and from earlier stages only;
//! `tests/pipeline_order.rs` holds that.

pub mod cores;

pub mod text;

pub mod lexicon;

pub mod input;

pub mod readout;

pub mod claims;

pub mod alignment;

pub mod comparison;

pub mod report;

pub mod pipeline;

pub mod check;
