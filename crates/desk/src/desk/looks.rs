//! Looks: asking, opening the one rendition a grant has the key of, closing.
//!
//! A key lives from the hub's answer to the opening, a picture until the session drops it.

use super::{
    core::Core,
    full_size::OpenTiles,
    job::Job,
    refusal::{is_gone, no_look},
};
use crate::{
    account::Failed,
    frames::{Frame, FrameKind},
    holding::Stock,
    journal::Says,
};
use scrim_media::sealed::{self, Key};
use scrim_model::{
    grant::Presented,
    ids::{CaseId, GrantId, ItemId, LeaseId},
    lens::Cleared,
    rung::Rung,
    session::{
        Aim, Event,
        view::{Blocked, FrameView},
    },
};
use scrim_wire::http::looks::LookGranted;
use std::time::Duration;
use zeroize::Zeroize;

/// A granted look whose picture is still to be opened.
pub(super) struct OpenLook {
    grant: GrantId,
    case: CaseId,
    rung: Rung,
    rendition: Rung,
    key: Key,
}

/// A look at the full size that is still to be asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct SecondLook {
    case: CaseId,
    lease: LeaseId,
    since: Duration,
}

/// How long a second look waits for the hub to hear of the first: after that the hub may say no itself.
const TOLD_WITHIN: Duration = Duration::from_secs(2);

impl Core {
    pub(super) fn ask_look(&mut self, case: CaseId, lease: LeaseId, aim: Aim) {
        match aim {
            Aim::Rung { .. } => self.ask_now(case, lease, aim),
            Aim::FullSize => {
                let since = self.elapsed;
                self.second_look = Some(SecondLook { case, lease, since });
            }
        }
    }

    /// Asks for the full size once the hub knows of the look in colour that it comes after: letters and
    /// looks travel side by side, and it would be refused to whoever is quick.
    pub(super) fn ask_second_look(&mut self) {
        let told = |look: &mut SecondLook| {
            let waited = self.elapsed.saturating_sub(look.since) >= TOLD_WITHIN;
            waited || !self.outbox.owes_closing(look.lease) || !self.link.is_up()
        };
        if let Some(SecondLook { case, lease, .. }) = self.second_look.take_if(told) {
            self.ask_now(case, lease, Aim::FullSize);
        }
    }

    fn ask_now(&mut self, case: CaseId, lease: LeaseId, aim: Aim) {
        if !self.link.is_up() {
            return self.refuse_look(case, Blocked::Offline);
        }
        let Some(holding) = self.held.under(case, lease) else {
            return self.refuse_look(case, Blocked::NoPicture);
        };
        self.jobs.push(Job::AskLook {
            case,
            proof: holding.proof.clone(),
            aim,
            fence: holding.fence,
        });
    }

    pub(super) fn look_answered(
        &mut self,
        (case, lease, aim): (CaseId, LeaseId, Aim),
        answer: Result<LookGranted, Failed>,
    ) {
        match answer {
            Ok(granted) => self.look_granted((case, lease, aim), granted),
            Err(error) => {
                let max = self.person.as_ref().map(|person| person.me.allowance.max_rung);
                self.refuse_look(case, no_look(&error, aim, max.unwrap_or(Rung::Label)));
                if is_gone(&error) {
                    self.lease_gone(case, lease);
                }
            }
        }
        self.ask_me_soon();
    }

    fn look_granted(&mut self, (case, lease, aim): (CaseId, LeaseId, Aim), mut granted: LookGranted) {
        self.time.hear(granted.now, self.elapsed);
        let key = granted.key.parse::<Key>();
        granted.key.zeroize();
        let (grant, rung) = (granted.grant_id, aim.rung());
        if let Some(holding) = self.held.under(case, lease) {
            self.grants.insert(grant, holding.proof.clone());
        }
        if (aim == Aim::FullSize) != granted.full_size.is_some() {
            tracing::error!("the hub granted another look than was asked for");
            self.close_look(grant, UNSEEN, None);
            return self.refuse_look(case, Blocked::NoPicture);
        }
        let Ok(key) = key else {
            tracing::error!("the hub's key for a look does not parse");
            self.feed_granted(case, rung, &granted);
            return self.feed(Event::FrameFailed { case, rung });
        };
        self.open_look = Some(OpenLook {
            grant,
            case,
            rung,
            rendition: granted.rendition,
            key,
        });
        self.tiles_of = granted.full_size.map(|size| OpenTiles { grant, size });
        self.feed_granted(case, rung, &granted);
        self.open_picture();
    }

    fn feed_granted(&mut self, case: CaseId, rung: Rung, granted: &LookGranted) {
        let grant = granted.grant_id;
        if self.session.is_none() {
            self.open_look = None;
            return self.close_look(grant, UNSEEN, None);
        }
        self.feed(Event::LookGranted {
            case,
            grant,
            rung,
            full_size: granted.full_size,
            lasts: granted.until.since(granted.now),
        });
    }

    /// Opens the picture of the granted look, if its sealed bytes are here; asks for them if not.
    pub(super) fn open_picture(&mut self) {
        let Some(look) = &self.open_look else {
            return;
        };
        let (case, rung, rendition) = (look.case, look.rung, look.rendition);
        let Some(holding) = self.held.of(case) else {
            return self.picture_failed(case, rung);
        };
        let Some(card) = holding.card(rendition) else {
            return self.picture_failed(case, rung);
        };
        let Some(Stock::Sealed(bytes)) = holding.stock(rendition) else {
            return self.fetch(case, rendition);
        };
        let associated = associated(holding.item(), rendition);
        let max_bytes = usize::try_from(card.bytes).unwrap_or(usize::MAX);
        match sealed::open_clear(&look.key, &associated, bytes, max_bytes) {
            Ok(bytes) if rung == Rung::Lens => {
                let grant = look.grant;
                self.open_look = None;
                self.open_lens((case, grant), &bytes);
            }
            Ok(bytes) if scrim_media::sniff(&bytes).is_some() => {
                let kind = FrameKind::Look {
                    grant: look.grant,
                    rung,
                };
                // The key has done its work.
                self.open_look = None;
                let name = self.keep(Frame {
                    bytes: bytes.into(),
                    kind,
                });
                let frame = FrameView {
                    name,
                    width_px: card.width_px,
                    height_px: card.height_px,
                };
                self.feed(Event::FrameReady { case, rung, frame });
            }
            Ok(_) | Err(_) => {
                tracing::error!(rung = u8::from(rendition), "a rendition does not open");
                self.picture_failed(case, rung);
            }
        }
    }

    /// A sealed rendition has come or failed to come: a look may be waiting for just this one.
    pub(super) fn look_waits_for(&self, case: CaseId, rendition: Rung) -> Option<Rung> {
        let look = self.open_look.as_ref()?;
        (look.case == case && look.rendition == rendition).then_some(look.rung)
    }

    pub(super) fn picture_failed(&mut self, case: CaseId, rung: Rung) {
        self.open_look = None;
        self.feed(Event::FrameFailed { case, rung });
    }

    /// Tells the hub what was presented.
    pub(super) fn close_look(&mut self, grant: GrantId, presented: Presented, cleared: Option<Cleared>) {
        self.open_look.take_if(|look| look.grant == grant);
        if let Some(proof) = self.grants.remove(&grant) {
            let says = Says::Closing {
                grant,
                presented,
                cleared,
            };
            self.write_letter(proof, says);
        } else {
            tracing::warn!("a look is closed that nobody opened");
        }
    }
}

/// Nothing came up.
const UNSEEN: Presented = Presented {
    shown_ms: 0,
    region_permille: 0,
    width_px: 0,
    height_px: 0,
};

/// What a sealed rendition is bound to: the upload's id, then the rung.
fn associated(item: ItemId, rendition: Rung) -> Vec<u8> {
    [item.0.as_bytes().as_slice(), &[u8::from(rendition)]].concat()
}
