//! What is done in a section.

use super::{
    job::{AdministrationJob, Made, Wish},
    people::draw_password,
};
use crate::{
    desk::core::{Core, Place},
    random::draw,
};
use scrim_wire::ipc::{
    administration::{AdministrationAct, AdministrationChange},
    setting_up::SetupChange,
};

impl Core {
    pub(in crate::desk) fn administer(&mut self, act: AdministrationAct) {
        let job = match act {
            AdministrationAct::Again => return self.read_administration(),
            AdministrationAct::PutAway => {
                if let Place::Administration(place) = &mut self.place {
                    place.changes.put_away();
                }
                return;
            }
            AdministrationAct::Keep { act } => return self.keep_in_order(act),
            AdministrationAct::Change { change } => self.begin_administration_change(change),
        };
        if let Some(job) = job {
            self.ask_of_administration(job);
        }
    }

    fn begin_administration_change(&mut self, change: AdministrationChange) -> Option<AdministrationJob> {
        let Place::Administration(place) = &mut self.place else {
            return None;
        };
        let of = match &change {
            AdministrationChange::AddPerson { name, .. } => Some(name.clone()),
            AdministrationChange::NewPassword { id } => Some(place.name_of(*id)?),
            _ => None,
        };
        let random = self.world.random.as_ref();
        let made = of.map(|of| Made {
            of,
            secret: draw_password(random),
        });
        let tests = matches!(
            change,
            AdministrationChange::SettingUp {
                change: SetupChange::SendTest
            }
        );
        let drawn = tests.then(|| draw(random));
        place.begin_change(Wish { change, made, drawn })
    }
}
