//! The audit as lines of values: every entry that a filter lets through, oldest last.

use super::audit;
use crate::{
    account::{Account, Failed},
    export::{self, moment, quoted},
};
use scrim_model::{
    audit::{About, Actor, Entry},
    time::Time,
};
use scrim_wire::{
    http::audit::MOST_ENTRIES,
    ipc::{
        keeping::{AuditFilter, NameView},
        record::Exported,
    },
};
use std::{collections::HashMap, path::PathBuf};

/// Entries that one file holds at most, as a spreadsheet can: whoever wants more narrows the time.
const MOST: usize = 1_000_000;

const COLUMNS: &str = "number,at,what,by,by_name,about,about_names,switched_off";

/// Fetches them all and writes them.
pub(super) async fn save(
    account: &Account,
    (filter, names): (AuditFilter, Vec<NameView>),
    at: Time,
    folder: Option<PathBuf>,
) -> Exported {
    let Some(folder) = folder else {
        return Exported::NotWritten;
    };
    let Ok(Some(entries)) = all(account, filter).await else {
        return Exported::NotFetched;
    };
    let text = lines(&entries, names);
    let name = format!("scrim-audit-{}.csv", export::day(at));
    export::written(move || export::write(&folder, &name, &text)).await
}

/// None where there are more than a file holds.
async fn all(account: &Account, filter: AuditFilter) -> Result<Option<Vec<Entry>>, Failed> {
    let (mut entries, mut before) = (Vec::new(), None);
    loop {
        let page = audit::stretch(account, filter, (before, MOST_ENTRIES)).await?;
        entries.extend(page.entries);
        before = page.go_on_before;
        if entries.len() > MOST {
            return Ok(None);
        }
        if before.is_none() {
            return Ok(Some(entries));
        }
    }
}

fn lines(entries: &[Entry], names: Vec<NameView>) -> String {
    let names: HashMap<String, String> = names.into_iter().map(|one| (one.id, one.name)).collect();
    let lines = entries.iter().map(|entry| line(entry, &names));
    std::iter::once(COLUMNS.to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\r\n")
        + "\r\n"
}

fn line(entry: &Entry, names: &HashMap<String, String>) -> String {
    let by = match entry.by {
        Actor::Person { id } => id.to_string(),
        Actor::Hub => "hub".to_owned(),
        Actor::NotTold => String::new(),
    };
    let about: Vec<(&str, String)> = entry.about.iter().map(what).collect();
    let ids: Vec<String> = about.iter().map(|(what, id)| format!("{what} {id}")).collect();
    let known: Vec<&str> = about
        .iter()
        .filter_map(|(_what, id)| names.get(id).map(String::as_str))
        .collect();
    let by_name = names.get(&by).map(String::as_str).unwrap_or_default();
    let off = entry.off.map(|off| off.to_string()).unwrap_or_default();
    format!(
        "{},{},{},{by},{},{},{},{off}",
        entry.seq,
        moment(entry.at),
        entry.kind.code(),
        quoted(by_name),
        quoted(&ids.join("; ")),
        quoted(&known.join("; ")),
    )
}

fn what(about: &About) -> (&'static str, String) {
    match about {
        About::Person { id } => ("person", id.to_string()),
        About::Case { id } => ("case", id.to_string()),
        About::Upload { id } => ("upload", id.to_string()),
        About::Queue { id } => ("queue", id.to_string()),
        About::List { id } => ("list", id.to_string()),
        About::Entry { id } => ("entry", id.to_string()),
        About::Matcher { id } => ("matcher", id.to_string()),
        About::Destination { id } => ("destination", id.to_string()),
        About::Team { id } => ("team", id.to_string()),
        About::Role { role } => ("role", format!("{role:?}").to_lowercase()),
        About::Group { name } => ("group", name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::{audit::EntryKind, ids::PersonId};
    use uuid::Uuid;

    fn entry(about: Vec<About>) -> Entry {
        Entry {
            seq: 7,
            at: Time(1_795_676_400_123),
            kind: EntryKind::GroupSet,
            by: Actor::Person {
                id: PersonId(Uuid::from_u128(1)),
            },
            about,
            off: None,
        }
    }

    #[test]
    fn no_name_becomes_a_formula_or_another_value() {
        let ada = NameView {
            id: Uuid::from_u128(1).to_string(),
            name: "=ada, \"the\" admin".into(),
        };
        let group = About::Group { name: "@sum,1".into() };
        let text = lines(&[entry(vec![group])], vec![ada]);
        let line = text.lines().nth(1).expect("one entry");
        assert_eq!(
            line,
            "7,2026-11-26T07:00:00.123Z,group_set,00000000-0000-0000-0000-000000000001,\
             \"'=ada, \"\"the\"\" admin\",\"group @sum,1\",\"\","
        );
    }

    #[test]
    fn who_is_not_told_is_no_value_and_the_hub_is_one() {
        let by = |by| {
            lines(
                &[Entry {
                    by,
                    ..entry(Vec::new())
                }],
                Vec::new(),
            )
        };
        assert!(by(Actor::NotTold).contains(",group_set,,\"\","));
        assert!(by(Actor::Hub).contains(",group_set,hub,\"\","));
    }
}
