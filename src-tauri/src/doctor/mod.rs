//! `scrim-desk doctor`: says whether this machine keeps what it should, without opening a window.
//!
//! `gather` and `swap` look, [`facts`] is what they found, `findings` is what there is to say of it.

mod facts;
mod findings;
mod gather;
mod print;
#[cfg(target_os = "linux")]
mod swap;

use crate::options;
use findings::{Finding, Is, findings};
use std::{io::Write, process::ExitCode};

/// Looks, and says what was found; well is a machine without a problem.
pub(crate) fn run(how: options::Doctor, start: options::Start) -> ExitCode {
    let found = findings(&gather::facts(start));
    let told = if how.json {
        print::json(&found) + "\n"
    } else {
        print::lines(&found)
    };
    let said = std::io::stdout().write_all(told.as_bytes());
    if said.is_ok() && verdict(&found) < Is::Problem {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// How the machine is: as its worst finding.
fn verdict(findings: &[Finding]) -> Is {
    findings.iter().map(|finding| finding.is).max().unwrap_or(Is::Ok)
}
