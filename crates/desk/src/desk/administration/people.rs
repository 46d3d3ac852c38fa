//! Who signs in, and the password that is made for whoever is added.

use super::{AdministrationPlace, job::Asker};
use crate::{
    account::{Account, Failed},
    random::{Random, draw},
};
use scrim_model::{ids::PersonId, person::Role};
use scrim_wire::ipc::administration::{PeopleView, SectionContent};
use zeroize::Zeroizing;

/// Letters and figures that nobody takes for one another; 32 of them, so that a byte's lower five bits name one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How many letters a password has: a hundred bits.
const LENGTH: usize = 20;

/// How many stand together, so that it can be read out and typed.
const TOGETHER: usize = 5;

/// Everybody but sources, which have keys.
pub(super) async fn read(account: &Account, asker: &Asker) -> Result<PeopleView, Failed> {
    let mut people = account.call(|hub| async move { hub.people().await }).await?;
    people.retain(|person| person.role != Role::Source);
    Ok(PeopleView {
        people,
        me: asker.person,
    })
}

impl AdministrationPlace {
    /// What somebody is called in the section that is shown.
    pub(super) fn name_of(&self, who: PersonId) -> Option<String> {
        match &self.content {
            Some(SectionContent::People(shown)) => {
                let found = shown.people.iter().find(|person| person.id == who);
                found.map(|person| person.name.clone())
            }
            _ => None,
        }
    }
}

/// A password that nobody has thought of.
pub(super) fn draw_password(random: &dyn Random) -> Zeroizing<String> {
    let drawn = Zeroizing::new(draw::<LENGTH>(random));
    // Room for all of it, so that no half-grown copy is left behind.
    let mut password = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / TOGETHER));
    for (at, byte) in drawn.iter().enumerate() {
        if at > 0 && at % TOGETHER == 0 {
            password.push('-');
        }
        let letter = LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'a');
        password.push(char::from(letter));
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;
    use std::collections::BTreeSet;

    struct Counting;

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = u8::try_from(at + 224).unwrap_or(255);
            }
        }
    }

    #[test]
    fn a_password_is_what_was_drawn_in_groups_of_five() {
        assert_eq!(draw_password(&Counting).as_str(), "abcde-fghij-kmnpq-rstuv");
    }

    #[test]
    fn no_letter_of_it_is_taken_for_another_and_every_one_can_be_drawn() {
        let letters: BTreeSet<u8> = LETTERS.iter().copied().collect();
        assert_eq!(letters.len(), LETTERS.len(), "each is as likely as any other");
        for one in b"o0l1" {
            assert!(!letters.contains(one));
        }
    }

    #[test]
    fn two_people_are_given_two_passwords() {
        let passwords: BTreeSet<String> = (0..50)
            .map(|_| draw_password(&SystemRandom).as_str().to_owned())
            .collect();
        assert_eq!(passwords.len(), 50);
    }
}
