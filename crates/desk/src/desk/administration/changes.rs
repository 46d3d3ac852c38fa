//! Changes: what is asked of the hub, what became of it, and what is shown once.

use super::{
    AdministrationPlace,
    job::{AdministrationJob, Made, Wish},
    keeping, setting_up,
};
use crate::{
    account::{Account, Failed},
    desk::{
        core::{Core, Place},
        refusal::refused,
    },
};
use scrim_hub_client::{ClientError, Signed};
use scrim_wire::{
    http::{
        people::{AddPerson, ChangePerson, SetPassword, SetRole},
        scheme::SetScheme,
    },
    ipc::{
        administration::{AdministrationChange, ChangesView, MadeView},
        services::{OnceShown, RefusedView},
        view::Message,
    },
};

/// What was changed here since the section was opened.
#[derive(Default)]
pub(super) struct Changes {
    /// One is on its way.
    under_way: bool,
    answered: u32,
    refused: Option<RefusedView>,
    made: Option<Made>,
}

/// A secret is no line of a log.
impl std::fmt::Debug for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changes")
            .field("answered", &self.answered)
            .finish_non_exhaustive()
    }
}

impl Changes {
    pub(super) fn view(&self) -> ChangesView {
        let shown = |made: &Made| MadeView {
            of: made.of.clone(),
            secret: OnceShown(made.secret.as_str().to_owned()),
        };
        ChangesView {
            answered: self.answered,
            refused: self.refused.clone(),
            made: self.made.as_ref().map(shown),
        }
    }

    pub(super) fn put_away(&mut self) {
        self.refused = None;
        self.made = None;
    }
}

impl AdministrationPlace {
    /// None while another change is on its way.
    pub(super) fn begin_change(&mut self, wish: Wish) -> Option<AdministrationJob> {
        if self.changes.under_way {
            return None;
        }
        self.changes.under_way = true;
        self.changes.put_away();
        self.kept.put_away();
        Some(AdministrationJob::Change(Box::new(wish)))
    }
}

impl Core {
    /// What was wanted was answered: the section is read again, since what it shows may be otherwise even where a
    /// change was refused.
    pub(super) fn administration_changed(&mut self, answer: Result<Option<Made>, Failed>) {
        self.listen(&answer);
        if let Place::Administration(place) = &mut self.place {
            let changes = &mut place.changes;
            changes.under_way = false;
            changes.answered = changes.answered.saturating_add(1);
            match answer {
                Ok(made) => {
                    changes.made = made;
                    self.message = Some(Message::Saved);
                    // What was set may be one's own: what is open to whom is read again.
                    self.ask_me_soon();
                }
                Err(error) => changes.refused = Some(refused(&error)),
            }
        }
        self.read_administration();
    }
}

/// Has the hub change something; answers what was made for it.
pub(super) async fn make(account: &Account, wish: Wish) -> Result<Option<Made>, Failed> {
    match wish.change {
        AdministrationChange::Keeping { change } => return keeping::make(account, change).await,
        AdministrationChange::SettingUp { change } => {
            return setting_up::make(account, change, wish.drawn.as_ref())
                .await
                .map(|()| None);
        }
        _ => {}
    }
    let asked = &wish;
    account.call(|hub| async move { set(hub, asked).await }).await?;
    Ok(wish.made)
}

async fn set(hub: Signed, Wish { change, made, .. }: &Wish) -> Result<(), ClientError> {
    let password = || {
        made.as_ref()
            .map(|made| made.secret.as_str().to_owned())
            .unwrap_or_default()
    };
    match change {
        AdministrationChange::AddPerson {
            name,
            role,
            experienced,
        } => {
            let new = AddPerson {
                name: name.clone(),
                role: *role,
                password: password(),
                experienced: *experienced,
            };
            hub.add_person(&new).await.map(drop)
        }
        AdministrationChange::NewPassword { id } => {
            let wanted = SetPassword { password: password() };
            hub.set_password(*id, &wanted).await
        }
        AdministrationChange::SignPersonOut { id } => hub.sign_person_out(*id).await,
        AdministrationChange::SetRole { role, permissions } => {
            let permissions = permissions.clone();
            hub.set_role(*role, &SetRole { permissions }).await
        }
        AdministrationChange::SetGroup { name, gives } => hub.set_group(name, gives).await,
        AdministrationChange::RemoveGroup { name } => hub.remove_group(name).await,
        AdministrationChange::SetClasses { scheme, revision } => {
            let wanted = SetScheme {
                revision: *revision,
                scheme: scheme.clone(),
            };
            hub.set_scheme(&wanted).await
        }
        AdministrationChange::SetPersonRole { id, role } => {
            let role = Some(*role);
            hub.change_person(*id, &ChangePerson { role, ..KEEPS }).await
        }
        AdministrationChange::SetExperienced { id, experienced } => {
            let experienced = Some(*experienced);
            hub.change_person(*id, &ChangePerson { experienced, ..KEEPS }).await
        }
        // They make what is shown, where they make something, and are made above.
        AdministrationChange::Keeping { .. } | AdministrationChange::SettingUp { .. } => Ok(()),
        AdministrationChange::SwitchPerson { id, off } => {
            let disabled = Some(*off);
            hub.change_person(*id, &ChangePerson { disabled, ..KEEPS }).await
        }
    }
}

/// What changes nothing of anybody.
const KEEPS: ChangePerson = ChangePerson {
    role: None,
    disabled: None,
    experienced: None,
};
