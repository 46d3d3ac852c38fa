//! The targets of the fuzzer. Each program in `fuzz_targets` is one of them under its name.

pub mod targets;
