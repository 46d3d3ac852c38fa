//! Why a lease or a look is refused, and until when.
//!
//! Knows nothing of HTTP: the wire maps a rule's code.

use crate::time::Time;
use serde::{Deserialize, Serialize};

/// A "not now" with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[error("refused by the rule {}", rule.code())]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    /// When to ask again, at the earliest; nothing where time alone changes nothing.
    pub until: Option<Time>,
}

/// The rules that refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
// A rule of routing is another one, and the contract has one name for each.
#[cfg_attr(feature = "schema", schema(as = WellnessRule))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// On a break.
    OnBreak,
    /// The day's looks or looking time are used up; veiled work goes on.
    BudgetSpent,
    /// The day's review is used up.
    DaySpent,
    /// The block is over; only the current case may still be decided.
    BlockOver,
    /// The rung is above the highest allowed.
    RungNotAllowed,
    /// No shift is on.
    ShiftOver,
    /// The shift ends soon: only veils are shown.
    ShiftEnding,
    /// A severe case was just looked at: only veils are shown for a while.
    CoolDown,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 8] = [
        Self::OnBreak,
        Self::BudgetSpent,
        Self::DaySpent,
        Self::BlockOver,
        Self::RungNotAllowed,
        Self::ShiftOver,
        Self::ShiftEnding,
        Self::CoolDown,
    ];

    /// Its name on the wire and in messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnBreak => "on_break",
            Self::BudgetSpent => "budget_spent",
            Self::DaySpent => "day_spent",
            Self::BlockOver => "block_over",
            Self::RungNotAllowed => "rung_not_allowed",
            Self::ShiftOver => "shift_over",
            Self::ShiftEnding => "shift_ending",
            Self::CoolDown => "cool_down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_the_same_name_in_messages_and_on_the_wire() {
        for rule in Rule::ALL {
            let wire = serde_json::to_value(rule).expect("a unit variant serialises");
            assert_eq!(wire, rule.code());
        }
    }
}
