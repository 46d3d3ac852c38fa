//! Somebody who knows the listed picture, looks at one patch after another of what is presented, and stops as soon as they
//! are certain. What differs at each step, and by how much, is learned from pictures that are not reviewed.

use super::{
    cases::{Case, Kind},
    screens::{Lens, Step, Tool},
};
use std::collections::BTreeMap;

/// How certain they want to be.
pub(super) const CERTAIN: f64 = 0.98;
/// How long one fixation takes, seconds: in scenes 260 to 330 ms (Rayner 2009).
pub(super) const FIXATION_S: f64 = 0.3;
/// How long the label takes, seconds, with the case at rest beside it.
pub(super) const LABEL_S: f64 = 1.0;

/// How differences are spread at one step, by what is true.
#[derive(Debug, Clone, Copy, Default)]
struct Spread {
    mean: f64,
    variance: f64,
}

/// What was learned of one step.
#[derive(Debug, Clone, Copy, Default)]
struct Learned {
    same: Spread,
    other: Spread,
    /// By how much patches of one picture repeat each other: evidence is scaled down by it.
    temper: f64,
}

/// A reviewer.
pub(super) struct Reviewer(BTreeMap<&'static str, Learned>);

/// One case, decided.
pub(super) struct Decided {
    pub(super) same: bool,
    /// Area by time by clarity.
    pub(super) exposure: f64,
    /// For how long the whole picture was there in grey or colour, seconds.
    pub(super) clear_s: f64,
    /// At which step.
    pub(super) at: (usize, &'static str),
}

impl Reviewer {
    /// Learns every step of both tools.
    pub(super) fn trained(cases: &[Case]) -> anyhow::Result<Self> {
        let mut seen: BTreeMap<&'static str, Vec<(bool, Vec<f64>)>> = BTreeMap::new();
        for case in cases {
            for tool in [Tool::Ladder, Tool::Hover] {
                for step in tool.steps(&case.listed, &case.upload)? {
                    seen.entry(key(tool, step.name))
                        .or_default()
                        .push((case.same, differences(&step)));
                }
            }
        }
        Ok(Self(
            seen.into_iter()
                .map(|(name, seen)| (name, Learned::of(&seen)))
                .collect(),
        ))
    }

    /// Decides a case.
    pub(super) fn review(&self, case: &Case, tool: Tool) -> anyhow::Result<Decided> {
        let steps = tool.steps(&case.listed, &case.upload)?;
        let rest = steps.first().map_or(0.0, |step| step.weight);
        let mut decided = Decided {
            same: true,
            exposure: rest * LABEL_S,
            clear_s: 0.0,
            at: (0, "label"),
        };
        // Equal bytes are the same picture by arithmetic, whatever the screen.
        if case.kind == Kind::Exact {
            return Ok(decided);
        }
        for (place, step) in (1..).zip(&steps) {
            let learned = self.0.get(key(tool, step.name)).copied().unwrap_or_default();
            let most = step.lens.map_or(usize::MAX, |lens| lens.most);
            let evidence = differences(step).into_iter().take(most);
            let (mut logit, mut fixations) = (0.0, 0.0);
            for difference in evidence {
                logit += learned.says(difference);
                fixations += 1.0;
                if is_certain(logit) {
                    break;
                }
            }
            let time = fixations * FIXATION_S;
            decided.exposure += time * step.lens.map_or(step.weight, |lens| lens.weighs(step.weight));
            decided.clear_s += if step.clear { time } else { 0.0 };
            decided.same = logit > 0.0;
            decided.at = (place, step.name);
            if is_certain(logit) {
                break;
            }
        }
        Ok(decided)
    }
}

/// Both tools have a "colour", and each is learned for itself.
fn key(tool: Tool, step: &'static str) -> &'static str {
    match (tool, step) {
        (Tool::Hover, "colour") => "colour under the pointer",
        _ => step,
    }
}

fn differences(step: &Step) -> Vec<f64> {
    step.upload.differences(&step.listed, &step.upload.patches())
}

fn is_certain(logit: f64) -> bool {
    logit.abs() >= (CERTAIN / (1.0 - CERTAIN)).ln()
}

impl Lens {
    fn weighs(self, inside: f64) -> f64 {
        self.area * inside + (1.0 - self.area) * self.around
    }
}

impl Learned {
    fn of(seen: &[(bool, Vec<f64>)]) -> Self {
        let all = |same: bool| {
            seen.iter()
                .filter(move |one| one.0 == same)
                .flat_map(|one| one.1.iter().copied())
        };
        let mut learned = Self {
            same: Spread::of(all(true)),
            other: Spread::of(all(false)),
            temper: 1.0,
        };
        learned.temper = learned.tempered(seen);
        learned
    }

    /// For one patch: above zero for the same picture.
    fn says(&self, difference: f64) -> f64 {
        self.temper * (self.same.log_density(difference) - self.other.log_density(difference))
    }

    /// The scale at which whole pictures are told apart with as many errors as the certainty promises: the one under
    /// which what was learned from is least surprising.
    fn tempered(&self, seen: &[(bool, Vec<f64>)]) -> f64 {
        let loss = |temper: f64| -> f64 {
            let with = Self { temper, ..*self };
            let of = |(same, patches): &(bool, Vec<f64>)| {
                let logit: f64 = patches.iter().map(|patch| with.says(*patch)).sum();
                (1.0 + (if *same { -logit } else { logit }).exp()).ln()
            };
            seen.iter().map(of).sum()
        };
        let scales = (0..=60).map(|power| 0.9_f64.powi(power));
        scales
            .min_by(|one, other| loss(*one).total_cmp(&loss(*other)))
            .unwrap_or(1.0)
    }
}

impl Spread {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let count = values.clone().count().max(1) as f64;
        let mean = values.clone().sum::<f64>() / count;
        let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        Self {
            mean,
            variance: variance.max(1e-3),
        }
    }

    fn log_density(self, value: f64) -> f64 {
        -0.5 * ((value - self.mean).powi(2) / self.variance + self.variance.ln())
    }
}
