//! The person's own page, settings and breaks.

pub(super) mod accesses;
pub(super) mod alarms;
pub(super) mod breaks;
pub(super) mod days;
pub(super) mod events;
pub(super) mod exposures;
pub(super) mod feedback;
pub(super) mod history;
pub(super) mod opt_outs;
pub(super) mod own_wellness;
pub(super) mod password;
pub(super) mod preferences;
pub(super) mod record;
pub(super) mod show;
