//! A line a figure: what it is, of which list, how much, in which unit.

use super::day;
use scrim_model::{spreadsheet::as_text, time::Span, transparency::Waits};
use scrim_wire::http::{false_matches::BandCount, transparency::Transparency};

type Line = [String; 4];

/// The report as CSV, with a head line.
///
/// # Errors
/// When a line cannot be written; memory does not fail.
pub(crate) fn csv(report: &Transparency) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["figure", "list", "value", "unit"])?;
    for line in lines(report) {
        writer.write_record(line)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn lines(report: &Transparency) -> Vec<Line> {
    let mut lines = vec![
        line("period_from", day(report.from), "date"),
        line("period_until", day(report.until), "date"),
        count("received", report.received),
    ];
    lines.extend(
        report
            .outcomes
            .iter()
            .map(|(outcome, many)| count(&format!("received_{outcome}"), *many)),
    );
    let counts = [
        ("matched", report.matched),
        ("cases_opened", report.opened),
        ("cases_decided", report.decided),
        ("cases_confirmed", report.confirmed),
        ("cases_other_policy", report.other_policy),
        ("cases_cleared", report.cleared),
        ("cases_decided_without_a_look", report.without_a_look),
        ("decisions_reversed", report.reversed),
        ("appeals", report.appeals),
        ("appeals_upheld", report.appeals_upheld),
        ("appeals_overturned", report.appeals_overturned),
        ("entries_added", report.entries_added),
    ];
    lines.extend(counts.map(|(figure, many)| count(figure, many)));
    lines.extend(waits("time_to_decision", report.decision));
    lines.extend(waits("time_to_removal", report.removal));
    for list in &report.lists {
        let counts = [
            ("list_matched", list.matched),
            ("list_same", list.same),
            ("list_disputed", list.disputed),
            ("list_different", list.different),
        ];
        lines.extend(counts.map(|(figure, many)| of_list(figure, &list.name, many.to_string(), "count")));
        if let Some(share) = list.false_match_permille {
            lines.push(of_list("list_false_matches", &list.name, share.to_string(), "permille"));
        }
        lines.extend(list.bands.iter().flat_map(|band| bands(&list.name, *band)));
    }
    lines
}

/// What was decided at one distance.
fn bands(list: &str, of: BandCount) -> Vec<Line> {
    let named = |figure: &str| format!("{figure}_at_{}", of.band.name());
    let mut lines = vec![
        of_list(&named("list_same"), list, of.same.to_string(), "count"),
        of_list(&named("list_different"), list, of.different.to_string(), "count"),
    ];
    if let Some(share) = of.false_match_permille {
        lines.push(of_list(
            &named("list_false_matches"),
            list,
            share.to_string(),
            "permille",
        ));
    }
    lines
}

fn waits(figure: &str, waits: Waits) -> Vec<Line> {
    let ms =
        |name: &str, span: Option<Span>| span.map(|span| line(&format!("{figure}_{name}"), span.0.to_string(), "ms"));
    let known = [ms("median", waits.median), ms("p90", waits.p90)];
    let counted = count(&format!("{figure}_known"), waits.count);
    std::iter::once(counted).chain(known.into_iter().flatten()).collect()
}

fn count(figure: &str, many: u64) -> Line {
    line(figure, many.to_string(), "count")
}

fn line(figure: &str, value: String, unit: &str) -> Line {
    of_list(figure, "", value, unit)
}

fn of_list(figure: &str, list: &str, value: String, unit: &str) -> Line {
    [figure.to_owned(), as_text(list).into_owned(), value, unit.to_owned()]
}
