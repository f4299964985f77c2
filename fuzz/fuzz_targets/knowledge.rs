//! Any bytes as a user's topics and as a policy of `check`: a value or an error with its place, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout_diff::check::policy::read::policy;
use readout_diff::lexicon::Lexicon;
use readout_diff::lexicon::load::with_topics;

fuzz_target!(|yaml: &str| {
    let _ = with_topics("topics.yaml", yaml).map_err(|error| error.to_string());
    let _ = policy("readout-diff.yaml", yaml, Lexicon::default_lexicon()).map_err(|error| error.to_string());
});
