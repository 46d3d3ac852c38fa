//! `cargo xtask check --target windows|macos`: the whole workspace as another system's compiler sees it, and for
//! Windows the unit tests, run under Wine. All of it on Debian, without a machine of those systems.
//!
//! What is proven differs by system, and is said each time: for Windows the C code is compiled by mingw, and the
//! tests are linked and run; for macOS nothing but Rust is compiled. What cannot be done for lack of a package is
//! told as skipped, and fails nothing.

mod surroundings;
mod system;
mod toolchain;
mod wine;

use crate::packages::{self, Purpose};
use crate::root::Root;
use crate::steps::Steps;
use crate::{node, test};
pub(crate) use system::System;
use toolchain::Toolchain;

/// What to find out, and for which systems.
pub(crate) struct Wish {
    pub(crate) systems: Vec<System>,
    /// Whether the unit tests are run too, where they can be.
    pub(crate) tests: bool,
}

impl Wish {
    /// Of every system all that can be found out here.
    pub(crate) fn everything() -> Self {
        Self {
            systems: vec![System::Windows, System::Macos],
            tests: true,
        }
    }
}

/// What became of one thing.
enum Outcome {
    Holds,
    Broken,
    /// Why it was left out.
    Skipped(String),
}

impl Outcome {
    /// Left out for lack of something; what follows the first sentence is the end of a log.
    fn because(absent: &anyhow::Error) -> Self {
        let said = absent.to_string();
        Self::Skipped(said.lines().next().unwrap_or_default().to_owned())
    }
}

/// Checks each system, and says what held, what did not and what was left out; `false` when something did not.
///
/// # Errors
/// When the steps cannot be run at all.
pub(crate) fn run(root: &Root, wish: &Wish) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "cross");
    let mut told = Vec::new();
    for system in &wish.systems {
        one(&mut steps, *system, wish.tests, &mut told)?;
    }
    println!();
    for (title, outcome) in &told {
        println!("{}", line(title, outcome));
    }
    Ok(!told.iter().any(|(_, outcome)| matches!(outcome, Outcome::Broken)))
}

fn one(steps: &mut Steps, system: System, tests: bool, told: &mut Vec<(String, Outcome)>) -> anyhow::Result<()> {
    let title = format!("{}, compiled", system.name());
    let toolchain = match toolchain::ensure(steps, system) {
        Ok(toolchain) => toolchain,
        Err(absent) => {
            told.push((title, Outcome::because(&absent)));
            if tests {
                let title = format!("{}, unit tests run", system.name());
                told.push((title, Outcome::because(&absent)));
            }
            return Ok(());
        }
    };
    ensure_ui(steps)?;
    let compiled = check(steps, system, &toolchain)?;
    let broken = matches!(compiled, Outcome::Broken);
    told.push((title, compiled));
    if tests && !broken {
        let title = format!("{}, unit tests run", system.name());
        told.push((title, unit_tests(steps, system, &toolchain)?));
    }
    Ok(())
}

fn check(steps: &mut Steps, system: System, toolchain: &Toolchain) -> anyhow::Result<Outcome> {
    let title = format!("check everything for {}", system.name());
    let mut command = toolchain.cargo(steps.root(), system, "check");
    command.args(["--workspace", "--keep-going"]);
    for (crate_name, _) in system::LINUX_ONLY {
        command.args(["--exclude", crate_name]);
    }
    let ended = steps.attempt(&title, &mut command)?;
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
        return Ok(Outcome::Broken);
    }
    println!("     {}", system.unproven());
    for (crate_name, why) in system::LINUX_ONLY {
        println!("     left out: {crate_name}, {why}");
    }
    Ok(Outcome::Holds)
}

fn unit_tests(steps: &mut Steps, system: System, toolchain: &Toolchain) -> anyhow::Result<Outcome> {
    if system != System::Windows {
        let why = format!("nothing here runs programs of {}", system.name());
        return Ok(Outcome::Skipped(why));
    }
    if let Err(absent) = packages::ensure(steps, &[Purpose::Wine]) {
        return Ok(Outcome::because(&absent));
    }
    let mut command = wine::tests(steps, toolchain)?;
    let ended = steps.attempt("unit tests under Wine", &mut command)?;
    let total = test::totals_of(&ended.output());
    println!("     {} passed, {} failed under Wine", total.passed, total.failed);
    if ended.succeeded() && total.passed > 0 {
        return Ok(Outcome::Holds);
    }
    println!("{}", ended.failure(steps.root()));
    Ok(Outcome::Broken)
}

/// The desk embeds the built UI, whichever system it is for.
fn ensure_ui(steps: &mut Steps) -> anyhow::Result<()> {
    if steps.root().join("ui/dist/index.html").is_file() {
        return Ok(());
    }
    node::build(steps)
}

fn line(title: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Holds => format!("holds: {title}"),
        Outcome::Broken => format!("failed: {title}"),
        Outcome::Skipped(why) => format!("skipped: {title}: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_told_with_its_reason_and_is_no_success() {
        let skipped = Outcome::Skipped("cargo-web is not installed".to_owned());
        assert_eq!(
            line("Windows, compiled", &skipped),
            "skipped: Windows, compiled: cargo-web is not installed"
        );
    }
}
