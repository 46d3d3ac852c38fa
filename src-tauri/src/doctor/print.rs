//! Findings as lines for people, and as JSON for programs.

use super::{
    findings::{Finding, Is},
    verdict,
};

/// Two lines at most for each: what was found, and what to do.
pub(super) fn lines(findings: &[Finding]) -> String {
    findings.iter().map(lines_of).collect()
}

fn lines_of(Finding { is, says, advice, .. }: &Finding) -> String {
    let mark = match is {
        Is::Ok => "ok     ",
        Is::Warning => "warning",
        Is::Problem => "problem",
    };
    let advice = advice.as_ref().map(|advice| format!("         → {advice}\n"));
    format!("{mark}  {says}\n{}", advice.unwrap_or_default())
}

/// One object: how the machine is, and the findings.
pub(super) fn json(findings: &[Finding]) -> String {
    serde_json::json!({ "is": verdict(findings), "findings": findings }).to_string()
}
