//! The report as a page that stands by itself: no script, no address that anything is fetched from, ready for paper.

use super::{
    charts::{Bar, NotDrawn, bars},
    day,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use scrim_model::{time::Span, transparency::Waits};
use scrim_wire::http::transparency::{ListTransparency, Transparency};

const STYLE: &str = include_str!("page.css");

/// The report as HTML.
///
/// # Errors
/// [`NotDrawn`].
pub(crate) fn page(report: &Transparency) -> Result<String, NotDrawn> {
    let (from, until) = (day(report.from), day(report.until - Span(1)));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Transparency report, " (from) " to " (until) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Transparency report" }
                    p { (from) " to " (until) ", both included, days in UTC. Figures as they stand now: what was reversed since counts as it is now." }
                }
                main {
                    (door(report)?)
                    (decisions(report)?)
                    (times(report))
                    (lists(report)?)
                    (notes())
                }
            }
        }
    };
    Ok(page.into_string())
}

fn door(report: &Transparency) -> Result<Markup, NotDrawn> {
    let stopped = report.outcomes.get("stopped").copied().unwrap_or_default();
    let rows: Vec<(String, u64)> = report
        .outcomes
        .iter()
        .map(|(outcome, many)| (outcome_name(outcome).to_owned(), *many))
        .collect();
    let all = [
        ("Uploads received".to_owned(), report.received),
        ("Recognised by a list".to_owned(), report.matched),
    ];
    Ok(html! {
        section {
            h2 { "What came in" }
            p { strong { (number(stopped)) } " uploads were stopped with nobody looking at them, since a person had confirmed the same picture before." }
            (counted("Uploads by what became of them", &rows)?)
            (table("Uploads", all.iter().chain(&rows)))
        }
    })
}

fn decisions(report: &Transparency) -> Result<Markup, NotDrawn> {
    let rows = [
        ("Confirmed", report.confirmed),
        ("Against another policy", report.other_policy),
        ("Cleared", report.cleared),
    ]
    .map(|(name, many)| (name.to_owned(), many));
    let beside = [
        ("Cases opened", report.opened),
        ("Cases decided", report.decided),
        ("Decided behind a veil, without a look", report.without_a_look),
        ("Decisions reversed", report.reversed),
        ("Appeals by platforms", report.appeals),
        ("Appeals answered: the decision stands", report.appeals_upheld),
        ("Appeals answered: overturned", report.appeals_overturned),
        ("Entries added to the organisation's own list", report.entries_added),
    ]
    .map(|(name, many)| (name.to_owned(), many));
    Ok(html! {
        section {
            h2 { "What was decided" }
            p { "A case is one piece of content with its copies. Who decided is not told of, and no figure here is of a person." }
            (counted("Decided cases", &rows)?)
            (table("Cases", rows.iter().chain(&beside)))
        }
    })
}

fn times(report: &Transparency) -> Markup {
    let row = |name: &str, waits: Waits| {
        html! {
            tr { th scope="row" { (name) } td { (number(waits.count)) } td { (length(waits.median)) } td { (length(waits.p90)) } }
        }
    };
    html! {
        section {
            h2 { "How long it took" }
            table {
                caption { "Half took no longer than the median, nine in ten no longer than the last column." }
                thead { tr { th scope="col" { "From … to …" } th scope="col" { "Known" } th scope="col" { "Median" } th scope="col" { "Nine in ten" } } }
                tbody {
                    (row("A case's opening to its decision", report.decision))
                    (row("An upload to its removal by the platform", report.removal))
                }
            }
        }
    }
}

fn lists(report: &Transparency) -> Result<Markup, NotDrawn> {
    let wrong = report.lists.iter().filter_map(|list| {
        let share = f64::from(list.false_match_permille?) / 10.0;
        Some(Bar {
            name: list.name.clone(),
            value: share,
            label: format!("{share:.1} %"),
        })
    });
    let wrong: Vec<Bar> = wrong.collect();
    Ok(html! {
        section {
            h2 { "The lists" }
            @if !wrong.is_empty() {
                (figure("Matches that turned out to be another picture, of those decided", &bars(&wrong)?))
            }
            table {
                caption { "Matches of each list, and what people said of them." }
                thead { tr {
                    th scope="col" { "List" } th scope="col" { "Uploads recognised" } th scope="col" { "The same picture" }
                    th scope="col" { "Entry disputed" } th scope="col" { "Another picture" }
                } }
                tbody { @for list in &report.lists { (list_row(list)) } }
            }
        }
    })
}

fn list_row(list: &ListTransparency) -> Markup {
    html! {
        tr {
            th scope="row" { (list.name) }
            td { (number(list.matched)) } td { (number(list.same)) } td { (number(list.disputed)) } td { (number(list.different)) }
        }
    }
}

fn notes() -> Markup {
    html! {
        section {
            h2 { "What this does not say" }
            p { "Uploads count in the period in which they came in, cases in the one in which they were opened or decided, removals in the one in which the platform took the upload down by its own clock. So the rows need not add up within a period. Matching knows copies and near copies of what is on a list, and nothing else: what no list has is not found." }
        }
    }
}

fn counted(name: &str, rows: &[(String, u64)]) -> Result<Markup, NotDrawn> {
    let rows = rows.iter().map(|(name, many)| Bar {
        name: name.clone(),
        value: u32::try_from(*many).map_or(f64::from(u32::MAX), f64::from),
        label: number(*many),
    });
    let rows: Vec<Bar> = rows.collect();
    Ok(figure(name, &bars(&rows)?))
}

fn figure(name: &str, svg: &str) -> Markup {
    html! {
        figure {
            figcaption { (name) }
            div role="img" aria-label={ (name) "; the table below has the same figures" } { (PreEscaped(svg)) }
        }
    }
}

fn table<'a>(name: &str, rows: impl Iterator<Item = &'a (String, u64)>) -> Markup {
    html! {
        table {
            caption { (name) }
            tbody { @for (what, many) in rows { tr { th scope="row" { (what) } td { (number(*many)) } } } }
        }
    }
}

fn outcome_name(outcome: &str) -> &str {
    match outcome {
        "stopped" => "Stopped, nobody looked",
        "queued" => "Queued for a person",
        "passed" => "Passed, cleared before",
        "no_match" => "Not recognised",
        "unreadable" => "Could not be read",
        "unverified" => "Not verified yet: a matcher did not answer",
        other => other,
    }
}

/// A count with its thousands set apart.
fn number(many: u64) -> String {
    let digits = many.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A length of time in the two units that say most.
fn length(span: Option<Span>) -> String {
    let Some(span) = span else {
        return "-".to_owned();
    };
    let minutes = span.0 / 60_000;
    let (days, hours) = (minutes / 1_440, minutes / 60);
    match () {
        () if days > 0 => format!("{days} d {} h", hours % 24),
        () if hours > 0 => format!("{hours} h {} min", minutes % 60),
        () if minutes > 0 => format!("{minutes} min"),
        () => format!("{} s", span.0 / 1_000),
    }
}
