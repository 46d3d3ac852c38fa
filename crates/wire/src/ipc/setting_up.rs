//! Setting up a new hub, step by step, and one's own password, as the window draws them.
//!
//! A password travels to the desk and never back, and no debug line of an intent holds one, or what a list is called.

use super::services::RefusedView;
use scrim_model::{
    matching::HarmType,
    setup::{Setup, SetupStep},
    wellness::Settings,
};
use serde::{Deserialize, Serialize};

/// The steps to a first case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SettingUpView {
    /// What the hub has.
    pub setup: Setup,
    /// Every step in its order.
    pub steps: Vec<StepView>,
    /// The floor as it holds.
    pub floor: Settings,
    /// How the first list is filled at the hub's machine, where nothing is on any.
    pub fill_by: Option<String>,
    /// How a program sends an upload, as somebody types it once.
    pub send_by: String,
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StepView {
    /// Which.
    pub step: SetupStep,
    /// How far it is.
    pub is: StepIs,
    /// Whether it is mine to do.
    pub mine: bool,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum StepIs {
    /// The hub has it.
    Done,
    /// It is the first that it has not.
    Next,
    /// It comes after that one.
    Open,
}

/// Something that is made in a step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum SetupChange {
    /// The floor stays as it is, and somebody has said so.
    KeepFloor,
    /// A list.
    MakeList {
        /// Its name.
        name: String,
        /// What it is about.
        harm: HarmType,
        /// Why it is vetted; none for any other.
        vetted_reason: Option<String>,
    },
    /// A picture that is drawn for it is put on a list of its own, and an altered copy is sent in as an upload.
    SendTest,
}

impl SetupChange {
    /// What it does, with nothing of what it is called.
    pub fn name(&self) -> &'static str {
        match self {
            Self::KeepFloor => "keep the floor",
            Self::MakeList { .. } => "make a list",
            Self::SendTest => "send a test",
        }
    }
}

/// One's own password.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct PasswordView {
    /// It is being changed.
    pub busy: bool,
    /// How often it was changed since the desk was opened: whoever waits for it counts.
    pub changed: u32,
    /// Why the last change was not taken.
    pub refused: Option<RefusedView>,
}

/// Choosing a password in place of one that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NewPasswordView {
    /// My name.
    pub name: String,
    /// How far it is.
    pub password: PasswordView,
}
