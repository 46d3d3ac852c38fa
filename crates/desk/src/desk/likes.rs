//! What a person likes, where it limits nothing: it holds at once, and the hub keeps it; how the window looks, this
//! machine.

use super::{
    core::Core,
    job::{Job, Outcome},
    refusal::{is_silence, refusal},
};
use crate::account::{Account, Failed};
use scrim_model::person::Preferences;
use scrim_wire::ipc::appearance::Appearance;

impl Core {
    /// Holds from now on, whether or not the hub has heard of it.
    pub(super) fn prefer(&mut self, other: impl FnOnce(Preferences) -> Preferences) {
        if let Some(person) = &mut self.person {
            let likes = other(person.me.preferences.clone());
            person.me.preferences.clone_from(&likes);
            person.likes_untold = Some(likes.clone());
            self.jobs.push(Job::SavePreferences(likes));
        }
    }

    /// Holds from now on, whoever is signed in.
    pub(super) fn look_like(&mut self, appearance: Appearance) {
        let appearance = appearance.within_limits();
        self.world.appearance.clone_from(&appearance);
        self.appearance_wishes += 1;
        self.jobs.push(Job::KeepAppearance(self.appearance_wishes, appearance));
    }

    /// Told again as soon as a silent hub answers; what it refuses is what it was before.
    pub(super) fn preferences_saved(&mut self, wanted: &Preferences, answer: &Result<(), Failed>) {
        let Some(person) = &mut self.person else {
            return;
        };
        match answer {
            Err(error) if is_silence(error) => return,
            Err(error) => self.message = refusal(error).or(self.message),
            Ok(()) => {}
        }
        person.likes_untold.take_if(|untold| untold == wanted);
        self.ask_me_soon();
    }

    /// The hub is back: it hears what it has missed.
    pub(super) fn tell_likes(&mut self) {
        let untold = self.person.as_ref().and_then(|person| person.likes_untold.clone());
        self.jobs.extend(untold.map(Job::SavePreferences));
    }
}

/// Tells the hub.
pub(super) async fn save(account: &Account, wanted: Preferences) -> Outcome {
    let likes = &wanted;
    let answer = account
        .call(|hub| async move { hub.set_preferences(likes).await })
        .await;
    Outcome::PreferencesSaved(wanted, answer)
}
