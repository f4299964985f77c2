//! `check` from outside: the policy, the rules, what is reported, the formats.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod action;
mod folder;
mod formats;
mod known;
mod policy;
mod rules;
mod scope;
