//! How much somebody has to see to decide as well: the demo's uploads, decided by a simulated reviewer on our ladder, and
//! by the same one on a screen that works as Coop's does, where a blurred picture is shown whole and in colour as soon as
//! the pointer is over it.
//!
//! Exposure is area x time x clarity: the share of the picture that was shown, for how many seconds, at how much. The
//! weights stand here and were set before anything was measured; they are our judgement, since no validated scale says by
//! how much a veil is less than the picture. Whoever weighs otherwise changes them and runs it again.
//!
//! | what is shown | clarity |
//! |---|---|
//! | label | 0 |
//! | heavy veil | 0.05 |
//! | light veil | 0.15 |
//! | outline | 0.25 |
//! | colour, blurred by 8 of 640 px (Coop's default) | 0.3 |
//! | lens: grey inside, light veil around it | 0.7, 0.15 |
//! | grey | 0.7 |
//! | colour | 1 |
//!
//! It is a simulation of one task, "is this the listed picture?", by somebody who remembers that one. It says how the two
//! screens compare and nothing of how hard any picture is to look at.

mod cases;
mod reviewer;
mod screens;
mod sight;

use super::figures::{Figures, OURS};
use cases::{Case, Kind};
use reviewer::{Decided, Reviewer};
use screens::Tool;

/// The other screen.
const COOP: &str = "hover to reveal";

/// The same in the hand of whoever never waits for the blurred one: four in five people uncover what is veiled
/// (Bridgland 2023).
const AT_ONCE: &str = "hover at once";

/// Reviews everything on each screen.
///
/// # Errors
/// When a picture cannot be made.
pub fn measure() -> anyhow::Result<Figures> {
    let learned = Reviewer::trained(&cases::training())?;
    let demo = cases::demo();
    let mut figures = Figures::default();
    for (tool, subject) in [(Tool::Ladder, OURS), (Tool::Hover, COOP), (Tool::HoverAtOnce, AT_ONCE)] {
        let decided = demo.iter().map(|case| learned.review(case, tool));
        let decided: Vec<Decided> = decided.collect::<anyhow::Result<_>>()?;
        for kind in Kind::ALL {
            let of_kind = || of_kind(&demo, &decided, kind);
            let what = |what: &str| format!("{what}, {}", kind.name());
            let exposures = of_kind().map(|(_case, decided)| decided.exposure).collect();
            figures.add_of(subject, &what("exposure"), "picture-seconds", exposures)?;
            let clear = of_kind().map(|(_case, decided)| decided.clear_s).collect();
            figures.add_of(subject, &what("whole picture in grey or colour"), "s", clear)?;
            let right = of_kind().filter(|(case, decided)| case.same == decided.same).count();
            figures.note(format!(
                "{subject}, {}: {right} of {} right",
                kind.name(),
                of_kind().count()
            ));
        }
        figures.note(format!("{subject}: decided at {}", steps(&decided)));
    }
    for kind in Kind::ALL {
        compare(&mut figures, kind);
    }
    figures.note(format!(
        "both stop at a certainty of {}, and nothing is timed: a fixation is taken for {} s, a new picture for {} s, reading the label for {} s",
        reviewer::CERTAIN,
        reviewer::FIXATION_S,
        reviewer::SETTLE_S,
        reviewer::LABEL_S
    ));
    Ok(figures)
}

fn of_kind<'a>(cases: &'a [Case], decided: &'a [Decided], kind: Kind) -> impl Iterator<Item = (&'a Case, &'a Decided)> {
    cases
        .iter()
        .zip(decided)
        .filter(move |(case, _decided)| case.kind == kind)
}

/// How many were decided at each step.
fn steps(decided: &[Decided]) -> String {
    let mut counts = std::collections::BTreeMap::<(usize, &str), usize>::new();
    for one in decided {
        *counts.entry(one.at).or_default() += 1;
    }
    let each = counts.iter().map(|((_place, name), count)| format!("{name} {count}"));
    each.collect::<Vec<_>>().join(", ")
}

/// By the mean, since half of the exact matches need no look on either screen.
fn compare(figures: &mut Figures, kind: Kind) {
    let what = format!("exposure, {}", kind.name());
    for other in [COOP, AT_ONCE] {
        if let (Some(ours), Some(theirs)) = (figures.mean(&what, OURS), figures.mean(&what, other)) {
            figures.compare(&format!("mean {what}"), OURS, other, theirs / ours.max(f64::EPSILON));
        }
    }
}
