//! What the desk was started for from elsewhere: a link to a case that somebody opened in the system.
//!
//! Nothing that one is in the middle of is taken away by a link, and none shows anything: its case comes up at rest, as
//! by the person's own hand. Until it can come it waits, and the person is told.

use super::{
    core::{Core, Place},
    refusal::may_start,
};
use scrim_model::{
    ids::CaseId,
    session::view::{Allowed, Blocked},
};
use scrim_wire::ipc::{links::Summons, view::Message};
use std::time::Duration;

/// How long a link waits: what somebody clicked before lunch is no longer what they want after it.
const WAITS: Duration = Duration::from_mins(10);

/// A case that somebody wants to go to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linked {
    case: CaseId,
    until: Duration,
}

impl Core {
    pub(super) fn summoned(&mut self, summons: Summons) {
        match summons {
            // It has come to the front, which is all there is to it.
            Summons::Window => {}
            Summons::NoLink => self.message = Some(Message::NoLink),
            Summons::Case(case) => {
                let until = self.elapsed + WAITS;
                self.linked = Some(Linked { case, until });
                self.message = Some(Message::LinkWaits);
            }
        }
    }

    /// Goes to the case of a link as soon as nothing is left undone by that.
    pub(super) fn follow_link(&mut self) {
        let Some(linked) = self.linked else {
            return;
        };
        if linked.until <= self.elapsed {
            self.leave_link();
            return;
        }
        let Some(person) = self
            .person
            .as_ref()
            .filter(|_| !self.curtain && self.place.has_nothing_begun())
        else {
            return;
        };
        match may_start(&person.me, self.link.is_up()) {
            Allowed::Yes => {
                self.leave_link();
                self.message = self.message.filter(|message| !message.is_passing());
                self.start_review((None, Some(linked.case)));
            }
            // Whoever reviews nothing never will.
            Allowed::No {
                why: Blocked::NotOffered,
            } => {
                self.leave_link();
                self.message = Some(Message::NotToBeHad);
            }
            Allowed::No { .. } => {}
        }
    }

    pub(super) fn dismiss(&mut self) {
        if self.message == Some(Message::LinkWaits) {
            self.linked = None;
        }
        self.message = None;
    }

    fn leave_link(&mut self) {
        self.linked = None;
        self.message = self.message.filter(|message| *message != Message::LinkWaits);
    }
}

impl Place {
    /// Whether it can be left without losing a case, a break, or words that somebody has begun to type.
    fn has_nothing_begun(&self) -> bool {
        match self {
            Self::Home | Self::Record(_) | Self::History(_) | Self::Unreadable { .. } => true,
            Self::Starting
            | Self::SignIn
            | Self::Review
            | Self::Break { .. }
            | Self::Settings { .. }
            | Self::Queues(_)
            | Self::Care(_)
            | Self::Oversight(_)
            | Self::Administration(_) => false,
        }
    }
}
