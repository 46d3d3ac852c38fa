//! Somebody who knows the listed picture, looks at one patch after another of what is presented, and stops as soon as they
//! are certain. What differs at each step, and by how much, is learned from pictures that are not reviewed.

use super::{
    cases::{Case, Kind},
    screens::{Lens, Step, Tool},
    sight::SCALES_PX,
};
use std::collections::BTreeMap;

/// How certain they want to be.
pub(super) const CERTAIN: f64 = 0.98;
/// How long one fixation takes, seconds: in scenes 260 to 330 ms (Rayner 2009).
pub(super) const FIXATION_S: f64 = 0.3;
/// How long it takes to take in that something else is shown, and to act, seconds.
pub(super) const SETTLE_S: f64 = 0.5;
/// How many fixations somebody gives a step before they judge whether it leads anywhere.
const PATIENCE: f64 = 4.0;
/// How long the label takes, seconds, with the case at rest beside it.
pub(super) const LABEL_S: f64 = 1.0;

/// A step is left out by whoever has learned that it decides less than this share of cases.
const WORTH_WHILE: f64 = 0.1;

/// How differences are spread at one step, by what is true.
#[derive(Debug, Clone, Copy, Default)]
struct Spread {
    mean: f64,
    variance: f64,
}

/// What was learned of one step.
#[derive(Debug, Clone, Copy, Default)]
struct Learned {
    /// The scale at which it tells most.
    scale: usize,
    /// How often it was certain.
    decided: f64,
    same: Spread,
    other: Spread,
    /// By how much patches of one picture repeat each other: evidence is scaled down by it.
    temper: f64,
}

/// One case at one step: whether it is the same picture, and how far its patches differ, at each scale.
type Seen = (bool, [Vec<f64>; SCALES_PX.len()]);

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
        let mut seen: BTreeMap<&'static str, Vec<Seen>> = BTreeMap::new();
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
            if step.passed_over || (learned.decided < WORTH_WHILE && place < steps.len()) {
                continue;
            }
            let evidence = learned.seen_of(&differences(step)).to_vec().into_iter().take(most);
            let (mut logit, mut fixations, mut left) = (0.0, 0.0, evidence.len() as f64);
            for difference in evidence {
                logit += learned.says(difference);
                fixations += 1.0;
                left -= 1.0;
                if is_certain(logit) || leads_nowhere(logit, fixations, left) {
                    break;
                }
            }
            let time = SETTLE_S + fixations * FIXATION_S;
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
        (Tool::Hover | Tool::HoverAtOnce, "colour") => "colour under the pointer",
        _ => step,
    }
}

fn differences(step: &Step) -> [Vec<f64>; SCALES_PX.len()] {
    step.upload.differences(&step.listed, &step.upload.patches())
}

fn is_certain(logit: f64) -> bool {
    logit.abs() >= (CERTAIN / (1.0 - CERTAIN)).ln()
}

/// Whether what is left to see would not make them certain, if it tells as much as what they saw.
fn leads_nowhere(logit: f64, fixations: f64, left: f64) -> bool {
    fixations >= PATIENCE && !is_certain(logit * (fixations + left) / fixations)
}

impl Lens {
    fn weighs(self, inside: f64) -> f64 {
        self.area * inside + (1.0 - self.area) * self.around
    }
}

impl Learned {
    /// At the scale under which what was learned from is least surprising.
    fn of(seen: &[Seen]) -> Self {
        let scales = (0..SCALES_PX.len()).map(|scale| Self::at(scale, seen));
        let best = scales.min_by(|one, other| one.1.total_cmp(&other.1));
        best.map(|(learned, _loss)| learned).unwrap_or_default()
    }

    fn at(scale: usize, seen: &[Seen]) -> (Self, f64) {
        let mut learned = Self {
            scale,
            temper: 1.0,
            ..Self::default()
        };
        let all = |same: bool| {
            let these = seen.iter().filter(move |one| one.0 == same);
            these.flat_map(move |one| learned.seen_of(&one.1).iter().copied())
        };
        (learned.same, learned.other) = (Spread::of(all(true)), Spread::of(all(false)));
        let scales = (0..=60).map(|power| 0.9_f64.powi(power));
        let tempers = scales.map(|temper| (temper, Self { temper, ..learned }.loss(seen)));
        let (temper, loss) = tempers
            .min_by(|one, other| one.1.total_cmp(&other.1))
            .unwrap_or((1.0, 0.0));
        learned.temper = temper;
        let certain = seen.iter().filter(|one| is_certain(learned.logit(one)));
        learned.decided = certain.count() as f64 / seen.len().max(1) as f64;
        (learned, loss)
    }

    fn seen_of<'a>(&self, differences: &'a [Vec<f64>; SCALES_PX.len()]) -> &'a [f64] {
        differences.get(self.scale).map(Vec::as_slice).unwrap_or_default()
    }

    fn logit(&self, (_same, differences): &Seen) -> f64 {
        self.seen_of(differences).iter().map(|patch| self.says(*patch)).sum()
    }

    /// How surprising the truth is, by whole pictures: with it patches that repeat each other are weighed down.
    fn loss(&self, seen: &[Seen]) -> f64 {
        let of = |one: &Seen| {
            let logit = self.logit(one);
            (1.0 + (if one.0 { -logit } else { logit }).exp()).ln()
        };
        seen.iter().map(of).sum()
    }

    /// For one patch: above zero for the same picture.
    fn says(&self, difference: f64) -> f64 {
        self.temper * (self.same.log_density(difference) - self.other.log_density(difference))
    }
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let count = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / count;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
        Self {
            mean,
            variance: variance.max(1e-3),
        }
    }

    fn log_density(self, value: f64) -> f64 {
        -0.5 * ((value - self.mean).powi(2) / self.variance + self.variance.ln())
    }
}
