//! What the made-up hub says of somebody's limits: the rules' own answer for a record with nothing in it, but for what a
//! test sets.

use super::hub::{NOW, json, refused};
use scrim_hub_client::{Method, Reply};
use scrim_model::{
    time::Time,
    wellness::{Allowance, Effective, Record, RestKind, State, assess},
};
use scrim_wire::Code;

/// What a test sets.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// Whether there is work; by the rules where it says nothing.
    pub(super) state: Option<State>,
    /// When the day's review is used up.
    pub(super) day_ends_at: Option<Time>,
    /// The first look of the block was had.
    pub(super) looked: bool,
}

impl Limits {
    pub(super) fn allowance(&self, wellness: &Effective) -> Allowance {
        let by_rules = assess(wellness, &Record::default(), NOW);
        let notices = if self.looked { Vec::new() } else { by_rules.notices };
        Allowance {
            state: self.state.unwrap_or(by_rules.state),
            day_ends_at: self.day_ends_at.or(by_rules.day_ends_at),
            notices,
            ..by_rules
        }
    }

    /// A break begins or is to end: one that was due runs to its end.
    pub(super) fn rest(&mut self, method: Method) -> Reply {
        let due = matches!(
            self.state,
            Some(State::OnBreak {
                kind: RestKind::Forced,
                ..
            })
        );
        match method {
            Method::Delete if due => return refused(Code::OnBreak),
            Method::Delete => self.state = None,
            _ if due => {}
            _ => {
                self.state = Some(State::OnBreak {
                    until: None,
                    kind: RestKind::Chosen,
                });
            }
        }
        json(&())
    }
}
