//! The real window, one module a subject. One executable and not many: each would be linked with everything again.

mod administration;
mod animation;
mod care;
mod first_run;
mod full_size;
mod hiding;
mod history;
mod keeping;
mod keys;
mod ladder;
mod links;
mod looks;
mod memory;
mod notices;
mod oidc;
mod oversight;
mod pixels;
mod queues;
mod record;
mod review;
mod seat;
mod services;
mod session;
mod settings;
mod shutter;
mod trees;
