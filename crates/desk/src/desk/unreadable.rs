//! The list of uploads that could not be read: fetched page by page, newest first.

use super::{
    core::{Core, Place},
    job::Job,
    refusal::refusal,
};
use crate::account::Failed;
use scrim_model::{ids::ItemId, person::Permission};
use scrim_wire::http::unreadable::UnreadableList;

impl Core {
    pub(super) fn open_unreadable(&mut self) {
        let may = |permissions: &[Permission]| permissions.contains(&Permission::SeeUnreadable);
        if !self.person.as_ref().is_some_and(|person| may(&person.me.permissions)) {
            return;
        }
        self.go(Place::Unreadable {
            list: UnreadableList::default(),
            busy: true,
        });
        if let Place::Unreadable { .. } = self.place {
            self.jobs.push(Job::FetchUnreadable { before: None });
        }
    }

    /// Older ones than those that are here, where there are any and none are on their way.
    pub(super) fn more_unreadable(&mut self) {
        let Place::Unreadable { list, busy } = &mut self.place else {
            return;
        };
        if let (Some(last), true, false) = (list.uploads.last(), list.more, *busy) {
            *busy = true;
            let before = Some(last.item_id);
            self.jobs.push(Job::FetchUnreadable { before });
        }
    }

    pub(super) fn unreadable_answered(&mut self, before: Option<ItemId>, answer: Result<UnreadableList, Failed>) {
        let Place::Unreadable { list, busy } = &mut self.place else {
            return;
        };
        *busy = false;
        match answer {
            // A page that belongs behind another end came too late: the list was opened anew.
            Ok(_) if before.is_some() && before != list.uploads.last().map(|last| last.item_id) => {}
            Ok(page) if before.is_some() => {
                list.counts = page.counts;
                list.more = page.more;
                list.uploads.extend(page.uploads);
            }
            Ok(newest) => *list = newest,
            Err(error) => self.message = refusal(&error).or(self.message),
        }
    }
}
