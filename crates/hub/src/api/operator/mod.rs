//! For leads, admins and the machines that watch a hub.

pub(super) mod alarms;
pub(super) mod audit;
pub(super) mod banks;
pub(super) mod deliveries;
pub(super) mod desk_policy;
pub(super) mod destinations;
pub(super) mod floors;
pub(super) mod groups;
pub(super) mod health;
pub(super) mod holds;
pub(super) mod hours;
pub(super) mod ledger;
pub(super) mod matchers;
pub(super) mod metrics;
pub(super) mod people;
pub(super) mod reconciling;
pub(super) mod reports;
pub(super) mod retention;
pub(super) mod roles;
pub(super) mod second_looks;
pub(super) mod severe;
pub(super) mod support;
pub(super) mod team;
pub(super) mod teams;
pub(super) mod transparency;
pub(super) mod unreadable;
