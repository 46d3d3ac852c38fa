//! A decided case, handed over for a report: what is proposed, what is sent of what somebody says, and what is written.

use super::{
    Stage,
    hub::{FakeHub, NOW, case_id, item_id, json, parse, refused},
};
use scrim_hub_client::{Reply, Request};
use scrim_model::{
    ids::{CaseId, ItemId},
    report::{Annotation, Confirmed, IncidentType},
    viewed::{Facts, Viewed, facts},
};
use scrim_wire::{
    Code,
    http::{
        audit::Receipt,
        reports::{CaseReport, ConfirmReport, FileHashes, HandedOver, ProposedFile, ReportProposal, ReportedFile},
    },
    ipc::{
        commands::Intent,
        handoff::{HandoffAct, HandoffFile, HandoffStage, HandoffView},
        oversight::{DecisionsView, OversightAct, OversightPage, PageContent},
        record::Exported,
        view::{DeskView, Screen},
    },
};
use std::{fs, path::Path};

/// It was reversed before it is handed over.
const REVERSED: u128 = 6;
/// Nothing of it is such material.
const NOTHING: u128 = 8;

/// A digest of what was reported, as the made-up hub gives it.
const DIGEST: &str = "d41d8cd98f00b204e9800998ecf8427e";

/// What the made-up hub answers: every case has an upload that was seen whole, and one that was not.
pub(super) fn answer(request: &Request, path: &[&str]) -> Option<Reply> {
    match path {
        ["cases", case, "report", "proposal"] if *case == case_id(NOTHING).to_string() => {
            Some(refused(Code::NothingToReport))
        }
        ["cases", case, "report", "proposal"] => Some(json(&ReportProposal {
            case_id: case.parse().unwrap(),
            files: vec![proposed(1, Viewed::Whole), proposed(2, Viewed::InPart)],
        })),
        ["cases", case, "report"] if *case == case_id(REVERSED).to_string() => Some(refused(Code::NotConfirmed)),
        ["cases", case, "report"] => Some(json(&handed_over(case.parse().unwrap(), parse(request)))),
        _ => None,
    }
}

fn known(viewed: Viewed) -> Facts {
    Facts {
        viewed,
        ..facts(&[], None)
    }
}

fn proposed(number: u128, viewed: Viewed) -> ProposedFile {
    ProposedFile {
        item_id: item_id(number),
        reference: Some(format!("upload-{number}")),
        received_at: NOW,
        facts: known(viewed),
        proposes_viewed: viewed.proposes(),
    }
}

fn handed_over(case_id: CaseId, confirmed: ConfirmReport) -> HandedOver {
    let file = |said: Confirmed| ReportedFile {
        item_id: said.item_id,
        reference: None,
        received_at: NOW,
        bytes: 1,
        hashes: FileHashes {
            md5: DIGEST.into(),
            sha1: String::new(),
            sha256: String::new(),
        },
        viewed: said.viewed,
        facts: known(Viewed::Whole),
        classification: None,
        annotations: said.annotations,
        removed_at: None,
        xml: format!("<fileDetails>{}</fileDetails>", said.item_id),
    };
    HandedOver {
        report: CaseReport {
            case_id,
            incident_type: confirmed.incident_type,
            urgent: confirmed.urgent,
            incident_at: NOW,
            xml: "<report/>".into(),
            files: confirmed.files.into_iter().map(file).collect(),
        },
        sha256: "00".into(),
        receipt: Receipt {
            hub: "h".into(),
            seq: 12,
            head: "00".into(),
            at: NOW,
            signature: "00".into(),
            public_key: "00".into(),
        },
    }
}

fn decisions(view: &DeskView) -> Option<&DecisionsView> {
    match &view.screen {
        Screen::Oversight(oversight) => match &oversight.content {
            Some(PageContent::Decisions(decisions)) => Some(decisions),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn stage_of(view: &DeskView) -> Option<&HandoffStage> {
    decisions(view)?.handoff.as_ref().map(|handoff| &handoff.stage)
}

fn is_proposed(view: &DeskView) -> bool {
    matches!(stage_of(view), Some(HandoffStage::Proposed { .. }))
}

async fn opened(admin: bool) -> Stage {
    let hub = FakeHub::with_cases(1);
    hub.book().lead = !admin;
    hub.book().admin = admin;
    let stage = Stage::signed_in(hub).await;
    let page = Some(OversightPage::Decisions);
    stage.want(Intent::OpenOversight { page });
    stage.until(|view| decisions(view).is_some()).await;
    stage
}

fn act(stage: &Stage, act: HandoffAct) {
    let act = OversightAct::Handoff { act };
    stage.want(Intent::Oversee { act });
}

fn says(item: ItemId, viewed: bool, annotations: &[Annotation]) -> Confirmed {
    Confirmed {
        item_id: item,
        viewed,
        annotations: annotations.iter().copied().collect(),
    }
}

fn hand_over() -> HandoffAct {
    HandoffAct::HandOver {
        incident: IncidentType::Enticement,
        urgent: Some("a child may be at risk".into()),
        files: vec![
            says(item_id(1), true, &[Annotation::Viral]),
            says(item_id(2), false, &[]),
        ],
    }
}

/// Opens a case, whatever was open before, and waits until something comes of it.
async fn prepared(stage: &Stage, number: u128) -> DeskView {
    act(stage, HandoffAct::Leave);
    stage.until(|view| stage_of(view).is_none()).await;
    act(stage, HandoffAct::Prepare { case: case_id(number) });
    stage
        .until(|view| !matches!(stage_of(view), None | Some(HandoffStage::Asked)))
        .await
}

/// The folders of reports there are.
fn written(folder: &Path) -> Vec<std::path::PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut reports: Vec<_> = all
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("scrim-report-"))
        .collect();
    reports.sort();
    reports
}

#[tokio::test(start_paused = true)]
async fn whoever_may_read_the_audit_hands_over_and_whoever_reverses_reverses() {
    let may = |stage: &Stage| {
        let view = stage.desk.view();
        decisions(&view).map(|page| (page.may_reverse, page.may_report))
    };
    assert_eq!(may(&opened(true).await), Some((false, true)));
    assert_eq!(may(&opened(false).await), Some((true, false)));
}

#[tokio::test(start_paused = true)]
async fn what_the_ledger_bears_out_is_proposed_and_what_is_confirmed_is_written_beside_its_proof() {
    let stage = opened(true).await;
    let view = prepared(&stage, 7).await;
    let file = |number, viewed, may_be_viewed| HandoffFile {
        item: item_id(number),
        reference: Some(format!("upload-{number}")),
        received_at: NOW,
        viewed,
        may_be_viewed,
    };
    let proposed = HandoffView {
        case: case_id(7),
        stage: HandoffStage::Proposed {
            files: vec![file(1, Viewed::Whole, true), file(2, Viewed::InPart, false)],
            under_way: false,
            refused: None,
        },
    };
    assert_eq!(decisions(&view).unwrap().handoff, Some(proposed));

    act(&stage, hand_over());
    // It is sent once, and cannot be left while it is on its way.
    act(&stage, hand_over());
    act(&stage, HandoffAct::Leave);
    let handed = |view: &DeskView| matches!(stage_of(view), Some(HandoffStage::HandedOver { .. }));
    let view = stage.until(handed).await;
    assert_eq!(stage.hub.heard(&format!("Post /v1/cases/{}/report", case_id(7))), 2);
    let [folder] = written(stage.folder.path()).try_into().unwrap();
    let file = folder.display().to_string();
    let saved = Exported::Saved { file };
    assert_eq!(stage_of(&view), Some(&HandoffStage::HandedOver { written: saved }));
    let whole: HandedOver = serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap();
    let HandoffAct::HandOver {
        incident,
        urgent,
        files,
    } = hand_over()
    else {
        unreachable!("it hands over")
    };
    let confirmed = ConfirmReport {
        incident_type: incident,
        urgent,
        files,
    };
    assert_eq!(whole, handed_over(case_id(7), confirmed));
    assert_eq!(fs::read_to_string(folder.join("report.xml")).unwrap(), "<report/>");
    let details = fs::read_to_string(folder.join(format!("{}.xml", item_id(2)))).unwrap();
    assert_eq!(details, format!("<fileDetails>{}</fileDetails>", item_id(2)));
    let drawn = serde_json::to_string(&view).unwrap();
    assert!(!drawn.contains(DIGEST), "no hash is drawn: {drawn}");
}

#[tokio::test(start_paused = true)]
async fn what_is_written_once_more_is_not_handed_over_once_more() {
    let stage = opened(true).await;
    prepared(&stage, 7).await;
    act(&stage, hand_over());
    let handed = |view: &DeskView| matches!(stage_of(view), Some(HandoffStage::HandedOver { .. }));
    stage.until(handed).await;
    act(&stage, HandoffAct::WriteAgain);
    stage
        .until(|view| {
            matches!(stage_of(view), Some(HandoffStage::HandedOver { written: Exported::Saved { file } })
                if file.ends_with("-2"))
        })
        .await;
    assert_eq!(written(stage.folder.path()).len(), 2);
    assert_eq!(
        stage.hub.heard(&format!("Post /v1/cases/{}/report", case_id(7))),
        2,
        "what is written once more is not handed over once more"
    );
    act(&stage, HandoffAct::Leave);
    stage.until(|view| stage_of(view).is_none()).await;
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_handed_over_says_why_and_what_was_said_stays() {
    let stage = opened(true).await;
    let view = prepared(&stage, NOTHING).await;
    assert!(
        matches!(stage_of(&view), Some(HandoffStage::NotProposed { why })
            if why.code == Some(Code::NothingToReport)),
        "{:?}",
        stage_of(&view)
    );
    let refused = |view: &DeskView| match stage_of(view) {
        Some(HandoffStage::Proposed {
            under_way: false,
            refused: Some(why),
            files,
        }) if files.len() == 2 => Some(why.code),
        _ => None,
    };
    prepared(&stage, REVERSED).await;
    act(&stage, hand_over());
    let view = stage.until(|view| refused(view).is_some()).await;
    assert_eq!(refused(&view), Some(Some(Code::NotConfirmed)));

    prepared(&stage, 7).await;
    stage.hub.book().silent = true;
    act(&stage, hand_over());
    let view = stage.until(|view| refused(view).is_some()).await;
    assert_eq!(refused(&view), Some(None), "nobody answered");
    assert_eq!(written(stage.folder.path()), Vec::<std::path::PathBuf>::new());
    stage.hub.book().silent = false;
    act(&stage, hand_over());
    stage
        .until(|view| matches!(stage_of(view), Some(HandoffStage::HandedOver { .. })))
        .await;
    assert_eq!(written(stage.folder.path()).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn files_that_could_not_be_written_are_written_once_there_is_a_way() {
    let stage = opened(true).await;
    prepared(&stage, 7).await;
    let day = crate::export::day(NOW);
    let end = case_id(7).to_string().split_off(28);
    let blocked: Vec<_> = (1..=100)
        .map(|number| match number {
            1 => format!("scrim-report-{end}-{day}"),
            _ => format!("scrim-report-{end}-{day}-{number}"),
        })
        .map(|name| stage.folder.path().join(name))
        .collect();
    for path in &blocked {
        fs::write(path, "").unwrap();
    }
    act(&stage, hand_over());
    let not_written = HandoffStage::HandedOver {
        written: Exported::NotWritten,
    };
    stage.until(|view| stage_of(view) == Some(&not_written)).await;
    fs::remove_file(&blocked[4]).unwrap();
    act(&stage, HandoffAct::WriteAgain);
    let saved = |view: &DeskView| {
        matches!(stage_of(view), Some(HandoffStage::HandedOver { written: Exported::Saved { file } })
            if Path::new(file) == blocked[4])
    };
    stage.until(saved).await;
    assert!(is_proposed(&prepared(&stage, 7).await), "and the next one can begin");
}
