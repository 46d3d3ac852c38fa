//! A decided case, handed over for a report: what there is to report, what somebody says of it, and what became of its
//! files.
//!
//! What is handed over holds digests of what was reported: it stays here, for as long as its files may have to be written
//! once more, and no view and no log has it.

use super::{
    OversightPlace,
    job::{Asker, OversightJob, OversightOutcome},
    saving,
};
use crate::{
    account::{Account, Failed},
    desk::{
        core::{Core, Place},
        refusal::code,
    },
};
use scrim_hub_client::ClientError;
use scrim_model::ids::CaseId;
use scrim_wire::{
    http::reports::{ConfirmReport, HandedOver, ProposedFile, ReportProposal},
    ipc::{
        handoff::{HandoffAct, HandoffFile, HandoffStage, HandoffView, NotHandedOver},
        record::Exported,
    },
};
use std::{fmt, path::PathBuf, sync::Arc};

/// A case that is being handed over.
pub(super) struct Handoff {
    case: CaseId,
    stage: HandoffStage,
    handed: Option<Arc<HandedOver>>,
}

/// Digests of what was reported are no line of a log.
impl fmt::Debug for Handoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handoff")
            .field("case", &self.case)
            .finish_non_exhaustive()
    }
}

/// Something to ask for.
pub(crate) enum HandoffJob {
    Propose(CaseId),
    HandOver(CaseId, ConfirmReport),
    Write(Arc<HandedOver>),
}

/// What came of it.
pub(crate) enum HandoffOutcome {
    Proposed(CaseId, Result<ReportProposal, Failed>),
    /// With what became of its files, which are written whoever still looks.
    HandedOver(CaseId, Result<(Arc<HandedOver>, Exported), Failed>),
    Written(CaseId, Exported),
}

/// Asks the hub; files go into `downloads`.
pub(super) async fn ask(
    account: &Account,
    asker: &Asker,
    job: HandoffJob,
    downloads: Option<PathBuf>,
) -> OversightOutcome {
    OversightOutcome::Handoff(match job {
        HandoffJob::Propose(case) => {
            let proposed = account.call(|hub| async move { hub.propose_report(case).await });
            HandoffOutcome::Proposed(case, proposed.await)
        }
        HandoffJob::HandOver(case, confirmed) => {
            let confirmed = &confirmed;
            let handed = account.call(|hub| async move { hub.hand_over(case, confirmed).await });
            let outcome = match handed.await {
                Ok(handed) => {
                    let written = saving::handed_over(&handed, asker.now, downloads).await;
                    Ok((Arc::new(handed), written))
                }
                Err(error) => Err(error),
            };
            HandoffOutcome::HandedOver(case, outcome)
        }
        HandoffJob::Write(handed) => {
            let written = saving::handed_over(&handed, asker.now, downloads).await;
            HandoffOutcome::Written(handed.report.case_id, written)
        }
    })
}

impl Handoff {
    fn of(case: CaseId) -> Self {
        Self {
            case,
            stage: HandoffStage::Asked,
            handed: None,
        }
    }

    pub(super) fn view(&self) -> HandoffView {
        HandoffView {
            case: self.case,
            stage: self.stage.clone(),
        }
    }

    fn proposed(&mut self, answer: Result<ReportProposal, Failed>) {
        self.stage = match answer {
            Ok(proposal) => HandoffStage::Proposed {
                files: proposal.files.into_iter().map(file).collect(),
                under_way: false,
                refused: None,
            },
            Err(error) => HandoffStage::NotProposed { why: why(error) },
        };
    }

    fn handed_over(&mut self, answer: Result<(Arc<HandedOver>, Exported), Failed>) {
        match answer {
            Ok((handed, written)) => {
                self.handed = Some(handed);
                self.stage = HandoffStage::HandedOver { written };
            }
            Err(error) => {
                if let HandoffStage::Proposed { under_way, refused, .. } = &mut self.stage {
                    *under_way = false;
                    *refused = Some(why(error));
                }
            }
        }
    }

    /// None where it is being handed over already, or nothing is proposed.
    fn begin(&mut self, confirmed: ConfirmReport) -> Option<HandoffJob> {
        match &mut self.stage {
            HandoffStage::Proposed { under_way, refused, .. } if !*under_way => {
                *under_way = true;
                *refused = None;
                Some(HandoffJob::HandOver(self.case, confirmed))
            }
            _ => None,
        }
    }

    /// None where nothing was handed over, or its files are being written.
    fn write_again(&mut self) -> Option<HandoffJob> {
        let handed = self.handed.clone()?;
        match &mut self.stage {
            HandoffStage::HandedOver { written } if *written != Exported::UnderWay => {
                *written = Exported::UnderWay;
                Some(HandoffJob::Write(handed))
            }
            _ => None,
        }
    }

    fn is_under_way(&self) -> bool {
        matches!(self.stage, HandoffStage::Proposed { under_way: true, .. })
    }
}

impl OversightPlace {
    /// None where there is nothing to ask for.
    pub(super) fn handoff(&mut self, act: HandoffAct) -> Option<OversightJob> {
        let job = match act {
            HandoffAct::Prepare { case } => {
                if self.handoff.as_ref().is_some_and(Handoff::is_under_way) {
                    return None;
                }
                self.handoff = Some(Handoff::of(case));
                HandoffJob::Propose(case)
            }
            HandoffAct::HandOver {
                incident,
                urgent,
                files,
            } => self.handoff.as_mut()?.begin(ConfirmReport {
                incident_type: incident,
                urgent,
                files,
            })?,
            HandoffAct::WriteAgain => self.handoff.as_mut()?.write_again()?,
            HandoffAct::Leave => {
                self.handoff.take_if(|handoff| !handoff.is_under_way());
                return None;
            }
        };
        Some(OversightJob::Handoff(job))
    }
}

impl Core {
    /// An answer about another case than the one that is open came too late.
    pub(super) fn handoff_answered(&mut self, outcome: HandoffOutcome) {
        match &outcome {
            HandoffOutcome::Proposed(_, answer) => self.listen(answer),
            HandoffOutcome::HandedOver(_, answer) => self.listen(answer),
            HandoffOutcome::Written(..) => {}
        }
        let Place::Oversight(place) = &mut self.place else {
            return;
        };
        let (HandoffOutcome::Proposed(case, _)
        | HandoffOutcome::HandedOver(case, _)
        | HandoffOutcome::Written(case, _)) = &outcome;
        let Some(open) = place.handoff.as_mut().filter(|open| open.case == *case) else {
            return;
        };
        match outcome {
            HandoffOutcome::Proposed(_, answer) => open.proposed(answer),
            HandoffOutcome::HandedOver(_, answer) => open.handed_over(answer),
            HandoffOutcome::Written(_, written) => open.stage = HandoffStage::HandedOver { written },
        }
    }
}

fn file(proposed: ProposedFile) -> HandoffFile {
    HandoffFile {
        item: proposed.item_id,
        reference: proposed.reference,
        received_at: proposed.received_at,
        viewed: proposed.facts.viewed,
        may_be_viewed: proposed.proposes_viewed,
    }
}

fn why(error: Failed) -> NotHandedOver {
    match error {
        Failed::Call(ClientError::Refused(problem)) => NotHandedOver {
            code: Some(problem.code),
            until: problem.until,
            says: Some(problem.message),
        },
        Failed::Call(_) | Failed::SessionEnded(_) => NotHandedOver {
            code: code(&error),
            until: None,
            says: None,
        },
    }
}
