//! Being written by another helper right now: leave this file to them.
fn main() {}
