//! The rules as a lead would write them down, over plain lists of what happened.

use super::world::{Allowed, Granted, Revision, World};
use crate::any::state_name;
use crate::sequences::{Met, count};
use scrim_model::{
    rung::Rung,
    time::{Span, Time},
    wellness::{DAY, DECIDE_GRACE, Experience, Interval, Origin, Rule, Settings, stricter_or_equal},
};

pub(super) const REFUSED: [(Rule, &str); 8] = [
    (Rule::OnBreak, "refused: on_break"),
    (Rule::BudgetSpent, "refused: budget_spent"),
    (Rule::DaySpent, "refused: day_spent"),
    (Rule::BlockOver, "refused: block_over"),
    (Rule::RungNotAllowed, "refused: rung_not_allowed"),
    (Rule::ShiftOver, "refused: shift_over"),
    (Rule::ShiftEnding, "refused: shift_ending"),
    (Rule::CoolDown, "refused: cool_down"),
];

/// Every rule at this moment, and of what was allowed since the last one.
pub(super) fn all(world: &World, met: &mut Met) -> Result<(), String> {
    settings_in_force(world, met)?;
    let allowance = world.allowance();
    count(met, state_name(allowance.state), true);
    if !allowance.state.shows_work() && allowance.max_rung != Rung::Label {
        return Err("a picture without work".into());
    }
    if let Some(shifts) = &world.record.shifts
        && allowance.state.shows_work()
        && !shifts
            .iter()
            .any(|shift| shift.start <= world.now && world.now < shift.end + DECIDE_GRACE)
    {
        return Err("a case on the screen long after a shift".into());
    }
    for (at, allowed) in &world.allowed {
        lease(world, *at)?;
        if let Allowed::Look(grant) = allowed {
            look(world, grant)?;
        }
    }
    Ok(())
}

/// Never looser than anything that held since the block began, and not stricter than what holds once it is over.
fn settings_in_force(world: &World, met: &mut Met) -> Result<(), String> {
    let (effective, current) = (world.effective(), world.layers().effective());
    let began = began(world, &current.settings);
    let holds = |revision: &&Revision| match began {
        Some(began) => revision.until.is_none_or(|until| until >= began),
        None => revision.until.is_none(),
    };
    for revision in world.revisions.iter().filter(holds) {
        if let Err(looser) = stricter_or_equal(&effective.settings, &revision.settings) {
            return Err(format!("{looser}: {revision:?}, block began {began:?}"));
        }
    }
    let by_team = effective.reasons.iter().any(|reason| reason.from == Origin::Team);
    count(met, "a setting by a team", by_team);
    let last = done(world, world.now + Span::ms(1)).last().map(|last| last.end);
    let strictest = world.revisions.iter().map(|revision| revision.settings.rest).max();
    let rested = last.is_none_or(|last| world.now.since(last) >= strictest.unwrap_or(Span::ZERO));
    let loosened = world.revisions.iter().any(|revision| revision.until.is_some());
    count(met, "a loosening that has come into force", rested && loosened);
    if rested && effective.settings != current.settings {
        return Err("what was loosened never comes into force".into());
    }
    Ok(())
}

/// When the block began: breaks are judged by the longest rest that was asked for since then, found by trying longer
/// and longer ones.
fn began(world: &World, current: &Settings) -> Option<Time> {
    let done = done(world, world.now + Span::ms(1));
    let mut rest = current.rest;
    loop {
        let last = done.last().filter(|last| world.now.since(last.end) < rest)?;
        let mut began = last.start;
        for stretch in done.iter().rev() {
            if began.since(stretch.end) >= rest {
                break;
            }
            began = began.min(stretch.start);
        }
        let since = world
            .revisions
            .iter()
            .filter(|one| one.until.is_none_or(|until| until >= began));
        let longest = since
            .map(|revision| revision.settings.rest)
            .max()
            .unwrap_or(rest)
            .max(rest);
        if longest == rest {
            return Some(began);
        }
        rest = longest;
    }
}

/// Everything that was begun before `before`, as stretches in order.
fn done(world: &World, before: Time) -> Vec<Interval> {
    let looks = world.granted.iter().map(|grant| Interval {
        start: grant.at,
        end: grant.at + grant.shown(),
    });
    let all = Interval::merged(world.record.work.iter().copied().chain(looks));
    all.into_iter().filter(|stretch| stretch.start < before).collect()
}

/// A case was given at `at`, or looked at.
fn lease(world: &World, at: Time) -> Result<(), String> {
    let settings = world.layers().effective().settings;
    if world.resting {
        return Err("work during a break".into());
    }
    if let Some(shifts) = &world.record.shifts
        && !shifts.iter().any(|shift| shift.start <= at && at < shift.end)
    {
        return Err("work outside a shift".into());
    }
    let done = before(world, at);
    let opens = at - DAY;
    let worked: Span = done.iter().map(|one| one.end.since(one.start.max(opens))).sum();
    if worked >= settings.review_per_day {
        return Err(format!("work after {worked:?} in a day"));
    }
    let (mut block, mut later) = (Span::ZERO, at);
    for stretch in done.iter().rev() {
        if later.since(stretch.end) >= settings.rest {
            break;
        }
        block = block + stretch.length();
        later = stretch.start;
    }
    if block >= settings.block {
        return Err(format!("work after {block:?} without a break"));
    }
    Ok(())
}

/// What was done up to `at`, cut off there.
fn before(world: &World, at: Time) -> Vec<Interval> {
    let cut = |stretch: Interval| Interval {
        end: stretch.end.min(at),
        ..stretch
    };
    done(world, at).into_iter().map(cut).collect()
}

fn look(world: &World, grant: &Granted) -> Result<(), String> {
    let settings = world.layers().effective().settings;
    if grant.rung > settings.max_rung {
        return Err("a rung above the highest".into());
    }
    let shift = world.record.shifts.iter().flatten();
    let in_shift = Interval::merged(shift.copied())
        .into_iter()
        .find(|shift| shift.end > grant.at);
    if in_shift.is_some_and(|shift| grant.until > shift.end - settings.veiled_end) {
        return Err("a look in the last part of a shift".into());
    }
    let earlier = world.granted.iter().filter(|other| other.at < grant.at);
    let recent: Vec<_> = earlier.filter(|other| grant.at.since(other.at) < DAY).collect();
    let cooling = |other: &&&Granted| {
        let ended = other.ended_at.unwrap_or(other.until);
        other.severe && grant.at < ended + settings.cool_down
    };
    if recent.iter().any(|other| cooling(&other)) {
        return Err("a look during a cool-down".into());
    }
    let share = if is_new(world, grant.at, settings.first_days) {
        2
    } else {
        1
    };
    let charged = recent.iter().filter(|other| other.charged).count();
    if charged >= usize::try_from(settings.looks_per_day / share).expect("few") {
        return Err(format!("a look after {charged} in a day"));
    }
    let looking: Span = recent.iter().map(|other| other.shown()).sum();
    let length = grant.until.since(grant.at);
    if looking + length > Span(settings.looking_per_day.0 / i64::from(share)) {
        return Err(format!("{length:?} more after {looking:?} of looking"));
    }
    Ok(())
}

fn is_new(world: &World, at: Time, days: u32) -> bool {
    match world.record.experience {
        Experience::Recorded => false,
        Experience::Since { at: began } => at.since(began) < Span(DAY.0 * i64::from(days)),
        Experience::Unbegun => true,
    }
}
