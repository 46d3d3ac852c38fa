//! Target `messages`; what it does is in `targets`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| scrim_fuzz::targets::run("messages", bytes));
