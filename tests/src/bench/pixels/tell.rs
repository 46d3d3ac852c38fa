//! From the times of a run to figures, and to plain words about the budgets.

use super::{
    kind::{Coding, Kind},
    peer::Task,
    rounds::BARE,
    table::{Table, Timed, Work},
};
use crate::bench::figures::{Figures, OURS};

/// How many times as fast as the fastest peer ingest must be, and renditions alone.
const INGEST_TIMES: f64 = 4.0;
const RENDITIONS_TIMES: f64 = 1.5;
/// How many times the bare decode to planes ingest may take.
const PLANES_TIMES: f64 = 2.0;

const BOTH: [Work; 2] = [Work::Shared(Task::Ingest), Work::Shared(Task::Renditions)];

/// All rows, what they say of each other, and the budgets.
///
/// # Errors
/// When a row is empty.
pub(super) fn tell(table: &Table, kinds: &[Kind], figures: &mut Figures) -> anyhow::Result<()> {
    for kind in kinds {
        for work in [BOTH[0], BOTH[1], Work::Planes] {
            for row in table.of(*kind, work) {
                figures.add_of(&row.subject, &format!("{work} {kind}"), "ms", row.times_ms())?;
            }
        }
    }
    for kind in kinds {
        for work in BOTH {
            fastest(table, *kind, work, figures);
        }
        planes(table, *kind, figures);
    }
    growth(table, kinds, figures);
    Ok(())
}

/// Says of a budget whether it was kept.
pub(super) fn tell_budget(figures: &mut Figures, is_met: bool, words: &str) {
    figures.note(format!("budget {}: {words}", if is_met { "met" } else { "missed" }));
}

fn fastest(table: &Table, kind: Kind, work: Work, figures: &mut Figures) {
    let (Some(ours), Some(peer)) = (table.find(kind, work, OURS), table.fastest_but(kind, work, OURS)) else {
        return;
    };
    let compared = ours.against(peer);
    let name = &peer.subject;
    figures.compare(
        &format!("{work} {kind}, the fastest peer"),
        OURS,
        &format!("{name}, the fastest"),
        compared.overall,
    );
    let wanted = match work {
        Work::Shared(Task::Ingest) => INGEST_TIMES,
        Work::Shared(Task::Renditions) | Work::Planes => RENDITIONS_TIMES,
    };
    let words = format!(
        "{work} {kind} is {:.2} times as fast as the fastest peer, {name} ({:.2} to {:.2} by picture)",
        compared.overall, compared.least, compared.most
    );
    if kind == Kind::TWELVE {
        let words = format!("{words}, at least {wanted} wanted");
        tell_budget(figures, compared.overall >= wanted, &words);
    } else {
        figures.note(words);
    }
}

fn planes(table: &Table, kind: Kind, figures: &mut Figures) {
    let ingest = table.find(kind, Work::Shared(Task::Ingest), OURS);
    let (Some(ingest), Some(bare)) = (ingest, table.find(kind, Work::Planes, BARE)) else {
        return;
    };
    let compared = bare.against(ingest);
    figures.compare(
        &format!("ingest {kind} against bare planes"),
        OURS,
        &format!("{BARE}, planes alone"),
        1.0 / compared.overall,
    );
    let words = format!(
        "ingest {kind} takes {:.2} times the bare decode to planes ({:.2} to {:.2} by picture)",
        compared.overall, compared.least, compared.most
    );
    if kind == Kind::TWELVE {
        let words = format!("{words}, at most {PLANES_TIMES} wanted");
        tell_budget(figures, compared.overall <= PLANES_TIMES, &words);
    } else {
        figures.note(words);
    }
}

/// What a megapixel costs at each size: the same everywhere where the cost is linear.
fn growth(table: &Table, kinds: &[Kind], figures: &mut Figures) {
    let sizes: Vec<Kind> = kinds
        .iter()
        .copied()
        .filter(|kind| kind.coding == Coding::Baseline)
        .collect();
    if sizes.len() < 2 {
        return;
    }
    let names: Vec<String> = sizes.iter().map(|kind| format!("{:.0}", kind.megapixels())).collect();
    for (work, subject) in [(BOTH[0], OURS), (BOTH[1], OURS), (Work::Planes, BARE)] {
        let rows = sizes.iter().filter_map(|kind| table.find(*kind, work, subject));
        let each: Vec<String> = rows.map(a_megapixel).collect();
        figures.note(format!(
            "{work} by {subject}, ms a megapixel at {} MP: {}",
            names.join(", "),
            each.join(", ")
        ));
    }
}

fn a_megapixel(row: &Timed) -> String {
    format!("{:.2}", row.median_ms() / row.kind.megapixels())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(ours: f64, peers: &[(&str, f64)], bare: f64) -> String {
        let mut table = Table::default();
        for work in BOTH {
            table.push((Kind::TWELVE, work), OURS, 0, ours);
            for (name, ms) in peers {
                table.push((Kind::TWELVE, work), name, 0, *ms);
            }
        }
        table.push((Kind::TWELVE, Work::Planes), BARE, 0, bare);
        let mut figures = Figures::default();
        tell(&table, &[Kind::TWELVE], &mut figures).unwrap();
        figures.json().to_string()
    }

    #[test]
    fn a_budget_is_met_or_missed_against_the_fastest_peer() {
        let met = told(10.0, &[("slow", 90.0), ("quick", 41.0)], 6.0);
        assert!(
            met.contains("budget met: ingest 12 MP baseline JPEG is 4.10 times as fast as the fastest peer, quick"),
            "{met}"
        );
        assert!(met.contains("budget met: ingest 12 MP baseline JPEG takes 1.67 times the bare decode"));
        let missed = told(10.0, &[("slow", 90.0), ("quick", 14.0)], 4.0);
        assert_eq!(missed.matches("budget missed").count(), 3, "{missed}");
        assert_eq!(missed.matches("budget met").count(), 0, "{missed}");
    }

    #[test]
    fn without_peers_nothing_is_said_of_them() {
        let alone = told(10.0, &[], 6.0);
        assert!(!alone.contains("fastest") && alone.contains("bare decode"), "{alone}");
    }
}
