//! The SQL, one file per noun, one text for every engine. What differs between engines has a name in `db::dialect`.

pub(crate) mod banks;
pub(crate) mod cards;
pub(crate) mod cases;
pub(crate) mod chain;
pub(crate) mod columns;
pub(crate) mod effects;
pub(crate) mod frames;
pub(crate) mod full_size;
pub(crate) mod items;
pub(crate) mod leases;
pub(crate) mod looks;
pub(crate) mod metrics;
pub(crate) mod notes;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod queues;
pub(crate) mod redirect;
pub(crate) mod reopen;
pub(crate) mod routing;
pub(crate) mod soundness;
pub(crate) mod unreadable;
pub(crate) mod verdicts;
pub(crate) mod wellbeing;
