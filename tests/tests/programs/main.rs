//! Whole programs without a window, one module a subject. One executable and not many: each would be linked with everything again.

mod adversary;
mod backup;
mod bad_files;
mod bad_input;
mod bench_pixels;
mod book;
mod closing;
mod crash;
mod doctor;
mod full_disk;
mod logs;
mod matchers;
mod metrics;
mod no_room;
mod oidc;
mod older_hub;
mod pictures;
mod retention;
mod shield;
mod shield_matcher;
mod stopping;
mod told;
mod updating;
mod upgrading;
