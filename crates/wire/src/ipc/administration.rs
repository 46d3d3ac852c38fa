//! What an admin sets up, section by section, as the window draws it: people, roles and groups of the identity
//! provider. No figure of anybody's work is part of it.
//!
//! A secret that somebody is given is shown once, until it is put away, and reaches no debug line.

use super::{
    keeping::{AuditView, KeepingAct, KeepingChange, SourcesView, StorageView},
    oversight::QueueName,
    record::Exported,
    services::{OnceShown, RefusedView},
    setting_up::{SettingUpView, SetupChange},
};
use crate::http::{
    people::{Group, Person, RoleSet},
    scheme::SchemeInfo,
};
use scrim_model::{
    identity::GroupGives,
    ids::PersonId,
    person::{Permission, Role},
    scheme::Scheme,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// A section of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AdministrationSection {
    /// What a first case still needs.
    SettingUp,
    /// Who signs in.
    People,
    /// What roles allow.
    Roles,
    /// What groups of the identity provider give here.
    Groups,
    /// Programs that send uploads, and their keys.
    Sources,
    /// The classes that verdicts can give.
    Classes,
    /// What was done, and whether the chain holds.
    Audit,
    /// For how long pictures are kept, and what is held.
    Storage,
}

/// The section that is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct AdministrationView {
    /// Which it is.
    pub section: AdministrationSection,
    /// Those that are open to whoever is signed in, in their order.
    pub sections: Vec<AdministrationSection>,
    /// What is in it, once it has come.
    pub content: Option<SectionContent>,
    /// The last time it was asked for, it did not come.
    pub failed: bool,
    /// The hub is being asked.
    pub busy: bool,
    /// What has become of what was changed here.
    pub changes: ChangesView,
    /// What became of the last file.
    pub exported: Option<Exported>,
}

/// What is in a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum SectionContent {
    /// What a first case still needs.
    SettingUp(Box<SettingUpView>),
    /// Who signs in.
    People(PeopleView),
    /// What roles allow.
    Roles(RolesView),
    /// What groups give.
    Groups(GroupsView),
    /// Programs that send uploads.
    Sources(SourcesView),
    /// The classes that verdicts can give.
    Classes(SchemeInfo),
    /// What was done.
    Audit(AuditView),
    /// What is kept.
    Storage(Box<StorageView>),
}

/// What has become of what was changed here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct ChangesView {
    /// How many changes have been answered since the section was opened: whoever waits for one counts.
    pub answered: u32,
    /// Why the last one was not taken.
    pub refused: Option<RefusedView>,
    /// What somebody is to be given: it is shown once, until it is put away.
    pub made: Option<MadeView>,
}

/// A secret that was made, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MadeView {
    /// The name of whoever signs in, or sends, with it.
    pub of: String,
    /// The secret.
    pub secret: OnceShown,
}

/// Who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PeopleView {
    /// Everybody but sources, in the order in which they were added.
    pub people: Vec<Person>,
    /// Who I am.
    pub me: PersonId,
}

/// What roles allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RolesView {
    /// Every role of people; a source's is fixed as a whole.
    pub roles: Vec<RoleView>,
}

/// What one role allows, and what it can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RoleView {
    /// The role, and what it allows now.
    pub set: RoleSet,
    /// Every permission, in the order in which they are told, with whether an admin may give or take it.
    pub permissions: Vec<PermissionView>,
}

/// One permission of one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PermissionView {
    /// Which.
    pub permission: Permission,
    /// Whether it can be given and taken.
    pub is: Giving,
}

/// Whether an admin may give a permission to a role, or take it from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Giving {
    /// As an admin likes.
    Free,
    /// It is what the role is for, and stays with it.
    Kept,
    /// It is what another role is for, and stays there.
    OfAnother,
    /// The role never has it: it would break what the hub promises.
    Never,
}

/// What groups of the identity provider give here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GroupsView {
    /// In the order of their names.
    pub groups: Vec<Group>,
    /// The queues that they can give, by name; none for whoever may not see them.
    pub queues: Vec<QueueName>,
    /// Whether one can sign in at an identity provider at all.
    pub provided: bool,
}

/// Something that is done there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum AdministrationAct {
    /// Ask for the section again.
    Again,
    /// Put away what was shown once, and why a change was refused.
    PutAway,
    /// Change something.
    Change {
        /// What.
        change: AdministrationChange,
    },
    /// Something in the sections of sources, the audit and what is kept.
    Keep {
        /// What.
        act: KeepingAct,
    },
}

/// Something that is to be otherwise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "sets", rename_all = "snake_case")]
pub enum AdministrationChange {
    /// Somebody is to sign in, with a password that is made for them.
    AddPerson {
        /// The name to sign in with.
        name: String,
        /// What for.
        role: Role,
        /// Whether they are used to the work.
        experienced: bool,
    },
    /// Somebody is to be here for something else.
    SetPersonRole {
        /// Who.
        id: PersonId,
        /// What for.
        role: Role,
    },
    /// Somebody is used to the work, or is not.
    SetExperienced {
        /// Who.
        id: PersonId,
        /// Whether.
        experienced: bool,
    },
    /// Somebody is to sign in no more, or again.
    SwitchPerson {
        /// Who.
        id: PersonId,
        /// Whether they are switched off.
        off: bool,
    },
    /// Somebody has lost their password, and is to have another one.
    NewPassword {
        /// Who.
        id: PersonId,
    },
    /// Somebody is to be signed out at every desk.
    SignPersonOut {
        /// Who.
        id: PersonId,
    },
    /// What a role is to allow.
    SetRole {
        /// Which.
        role: Role,
        /// All of it.
        permissions: BTreeSet<Permission>,
    },
    /// What a group is to give.
    SetGroup {
        /// Its name, as the provider writes it.
        name: String,
        /// All of it.
        gives: GroupGives,
    },
    /// A group is to give nothing any more.
    RemoveGroup {
        /// Its name.
        name: String,
    },
    /// The classes are to be these.
    SetClasses {
        /// All of them.
        scheme: Scheme,
        /// That of the classes that were read before.
        revision: u64,
    },
    /// Something in a step of setting up.
    SettingUp {
        /// What.
        change: SetupChange,
    },
    /// Something in the sections of sources and of what is kept.
    Keeping {
        /// What.
        change: KeepingChange,
    },
}

impl AdministrationChange {
    /// What it does, with nothing of whom it is about.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddPerson { .. } => "add a person",
            Self::SetPersonRole { .. } => "set a person's role",
            Self::SetExperienced { .. } => "say whether a person is used to the work",
            Self::SwitchPerson { .. } => "switch a person",
            Self::NewPassword { .. } => "give a person another password",
            Self::SignPersonOut { .. } => "sign a person out",
            Self::SetRole { .. } => "set a role",
            Self::SetGroup { .. } => "set a group",
            Self::RemoveGroup { .. } => "remove a group",
            Self::SetClasses { .. } => "set the classes",
            Self::SettingUp { change } => change.name(),
            Self::Keeping { change } => change.name(),
        }
    }
}

impl fmt::Debug for AdministrationChange {
    /// Neither a name nor a key must reach a log by way of a debug line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::commands::Intent;

    #[test]
    fn no_debug_line_holds_a_name_or_what_is_shown_once() {
        let (name, secret) = ("robin-of-the-desk".to_owned(), "abcde-fghij-kmnpq-rstuv".to_owned());
        let act = AdministrationAct::Change {
            change: AdministrationChange::AddPerson {
                name: name.clone(),
                role: Role::Moderator,
                experienced: false,
            },
        };
        let intent = Intent::Administer { act: act.clone() };
        for line in [format!("{act:?}"), format!("{intent:?}")] {
            assert!(!line.contains(&name), "{line}");
        }
        let made = MadeView {
            of: name.clone(),
            secret: OnceShown(secret.clone()),
        };
        let line = format!("{made:?}");
        assert!(!line.contains(&secret), "{line}");
        let sent = serde_json::to_string(&intent).expect("sent");
        assert!(sent.contains(&name), "the desk is told it all the same");
    }
}
