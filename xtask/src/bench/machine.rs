//! What the figures were measured on; without it they mean nothing.

use serde_json::{Value, json};
use std::fs;
use std::process::Command;

/// The machine, in words that a reader can compare.
pub(super) fn describe() -> Value {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let compiler = Command::new("rustc")
        .arg("--version")
        .output()
        .map(|output| output.stdout)
        .unwrap_or_default();
    json!({
        "os": std::env::consts::OS,
        "arch": std::env::consts::ARCH,
        "cores": std::thread::available_parallelism().map_or(1, usize::from),
        "processor": model.map_or("unknown", |(_, name)| name.trim()),
        "rustc": String::from_utf8_lossy(&compiler).trim(),
    })
}
