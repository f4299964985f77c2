//! The command line: what was typed becomes what is meant, what went wrong becomes a complaint.

mod args;
mod check;
mod claims;
mod complain;
mod exit;
mod lexicon;
mod output;
mod run;
mod tools;

pub use run::run;
