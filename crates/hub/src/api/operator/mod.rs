//! For leads, admins and the machines that watch a hub.

pub mod audit;
pub mod banks;
pub mod floors;
pub mod health;
pub mod metrics;
pub mod people;
