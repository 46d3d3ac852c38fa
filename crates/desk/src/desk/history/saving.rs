//! One's own verdicts as lines of values. No picture, no hash and no words are in them: reasons in words stay at the hub.

use crate::export;
use scrim_model::{
    case::Stage,
    matching::MatchKind,
    time::Time,
    verdict::{Classification, Listing, MatchAxis, PairVerdict},
};
use scrim_wire::{http::history::OwnVerdict, ipc::record::Exported};
use std::path::PathBuf;

const COLUMNS: &str =
    "given_at,case,queue,stage,content,class,match,listing,matches,list,kind,distance,clearest_rung,without_look,fate";

/// Writes them where one's record is written.
pub(super) async fn write(verdicts: Vec<OwnVerdict>, at: Time, folder: Option<PathBuf>) -> Exported {
    let Some(folder) = folder else {
        return Exported::NotWritten;
    };
    let name = format!("scrim-history-{}.csv", export::day(at));
    export::written(move || export::write(&folder, &name, &lines(&verdicts))).await
}

fn lines(verdicts: &[OwnVerdict]) -> String {
    let lines = verdicts.iter().map(line);
    std::iter::once(COLUMNS.to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\r\n")
        + "\r\n"
}

/// A verdict by what it says of the closest match; how many matches it speaks of is beside it.
fn line(own: &OwnVerdict) -> String {
    let pair = closest(own);
    let (list, kind) = own.nearest.as_ref().map_or_else(
        || (String::new(), ",".to_owned()),
        |nearest| (export::quoted(&nearest.list), kind(nearest.kind)),
    );
    [
        export::moment(own.at),
        own.case_id.to_string(),
        export::quoted(&own.queue),
        stage(own.stage).to_owned(),
        own.said.content.name().to_owned(),
        own.said.classification.as_ref().map_or("", class).to_owned(),
        pair.map_or("", |pair| matched(pair.matched)).to_owned(),
        pair.map_or("", |pair| listing(&pair.listing)).to_owned(),
        own.said.pairs.len().to_string(),
        list,
        kind,
        own.clearest
            .map(u8::from)
            .map_or_else(String::new, |rung| rung.to_string()),
        own.without_look.to_string(),
        own.fate.name().to_owned(),
    ]
    .join(",")
}

fn closest(own: &OwnVerdict) -> Option<&PairVerdict> {
    let entry = own.nearest.as_ref().map(|nearest| nearest.entry);
    let pairs = &own.said.pairs;
    pairs
        .iter()
        .find(|pair| Some(pair.entry) == entry)
        .or_else(|| pairs.first())
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Review => "review",
        Stage::Settle => "settle",
    }
}

/// By its code, which stays what it is however the class is called later on. No code begins a formula.
fn class(class: &Classification) -> &str {
    match class {
        Classification::Of(code) => code.as_str(),
        Classification::None => "none",
    }
}

fn matched(matched: MatchAxis) -> &'static str {
    match matched {
        MatchAxis::SameExact => "same_exact",
        MatchAxis::SameAltered => "same_altered",
        MatchAxis::Different => "different",
        MatchAxis::Undetermined => "undetermined",
    }
}

fn listing(listing: &Listing) -> &'static str {
    match listing {
        Listing::Agrees => "agrees",
        Listing::Disputes { .. } => "disputes",
        Listing::NotAssessed => "not_assessed",
    }
}

/// Its kind, and its distance where one is measured: two values.
fn kind(kind: MatchKind) -> String {
    match kind {
        MatchKind::Exact => "exact,0".to_owned(),
        MatchKind::Near { distance } => format!("near,{distance}"),
        MatchKind::SaidNear => "said_near,".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::{
        history::Fate,
        ids::{CaseId, EntryId, ItemId, QueueId, VerdictId},
        rung::Rung,
        verdict::{Content, Verdict},
    };
    use scrim_wire::http::history::NearestMatch;
    use uuid::Uuid;

    fn own(queue: &str, nearest: Option<MatchKind>) -> OwnVerdict {
        let id = Uuid::from_u128;
        let pair = |entry, matched| PairVerdict {
            item: ItemId(id(1)),
            entry: EntryId(id(entry)),
            matched,
            listing: Listing::NotAssessed,
        };
        OwnVerdict {
            verdict_id: VerdictId(id(1)),
            case_id: CaseId(id(2)),
            queue_id: QueueId(id(3)),
            queue: queue.to_owned(),
            at: Time(1_795_676_400_123),
            stage: Stage::Review,
            said: Verdict {
                content: Content::NotAssessed,
                classification: None,
                pairs: vec![pair(4, MatchAxis::Different), pair(5, MatchAxis::SameAltered)],
            },
            nearest: nearest.map(|kind| NearestMatch {
                entry: EntryId(id(5)),
                list: "Partners, north".to_owned(),
                kind,
            }),
            clearest: Some(Rung::Grey),
            without_look: false,
            fate: Fate::Stands,
            grace_ends: Time(1),
        }
    }

    #[test]
    fn a_line_says_of_the_closest_match_what_was_said_of_it() {
        let near = MatchKind::Near { distance: 12 };
        let id = Uuid::from_u128(2);
        assert_eq!(
            line(&own("Near", Some(near))),
            format!(
                "2026-11-26T07:00:00.123Z,{id},\"Near\",review,not_assessed,,same_altered,not_assessed,2,\"Partners, north\",\
                 near,12,5,false,stands"
            )
        );
    }

    #[test]
    fn a_name_of_a_queue_is_no_formula_and_stays_one_value() {
        let line = line(&own("=HYPERLINK(\"x\"),1", None));
        assert!(line.contains(",\"'=HYPERLINK(\"\"x\"\"),1\","), "{line}");
    }

    #[test]
    fn every_line_has_as_many_values_as_there_are_columns() {
        let kinds = [
            None,
            Some(MatchKind::Exact),
            Some(MatchKind::SaidNear),
            Some(MatchKind::Near { distance: 31 }),
        ];
        let values = |line: &str| line.replace("Partners, north", "").matches(',').count();
        for kind in kinds {
            assert_eq!(values(&line(&own("Near", kind))), values(COLUMNS), "{kind:?}");
        }
    }
}
