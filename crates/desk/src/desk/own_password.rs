//! One's own password: changing it, and the screen that stands before everything else where somebody gave it.

use super::{
    core::{Core, Person},
    job::{Job, Outcome},
    refusal::refused,
};
use crate::account::{Account, Failed};
use scrim_wire::{
    http::{me::PasswordKept, people::ChangePassword},
    ipc::{
        setting_up::{NewPasswordView, PasswordView},
        view::Message,
    },
};
use zeroize::Zeroize;

impl Core {
    pub(super) fn change_password(&mut self, wanted: ChangePassword) {
        let Some(person) = &mut self.person else {
            return;
        };
        if person.password.busy || person.me.password == PasswordKept::None {
            return;
        }
        person.password.busy = true;
        person.password.refused = None;
        self.jobs.push(Job::ChangePassword(wanted));
    }

    pub(super) fn password_changed(&mut self, answer: &Result<(), Failed>) {
        let Some(person) = &mut self.person else {
            return;
        };
        person.password.busy = false;
        match answer {
            Ok(()) => {
                person.password.changed = person.password.changed.saturating_add(1);
                let was = std::mem::replace(&mut person.me.password, PasswordKept::Own);
                self.message = Some(Message::Saved);
                if was == PasswordKept::Given {
                    // What was asked before is older than this.
                    person.me_stale = person.me_asked;
                    self.begin();
                }
                self.ask_me_soon();
            }
            Err(error) => {
                person.password.refused = Some(refused(error));
            }
        }
    }
}

/// Tells the hub; both passwords are zeroed before this answers.
pub(super) async fn change(account: &Account, mut wanted: ChangePassword) -> Outcome {
    let asked = &wanted;
    let answer = account
        .call(|hub| async move { hub.change_password(asked).await })
        .await;
    wanted.current.zeroize();
    wanted.new.zeroize();
    Outcome::PasswordChanged(answer)
}

/// The screen of whoever has still to choose one.
pub(super) fn to_choose(person: &Person) -> Option<NewPasswordView> {
    (person.me.password == PasswordKept::Given).then(|| NewPasswordView {
        name: person.me.name.clone(),
        password: person.password.clone(),
    })
}

/// The section of one's settings.
pub(super) fn of_settings(person: &Person) -> Option<PasswordView> {
    (person.me.password != PasswordKept::None).then(|| person.password.clone())
}
