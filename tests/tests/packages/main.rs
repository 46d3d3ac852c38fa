//! What is given to people: packages installed on a clean system, run there and taken away. One module a subject.
//!
//! `cargo xtask package --test` makes packages and system and says where they are; without, each test says that it is skipped.

mod desk;
mod given;
mod ground;
mod hub;
mod machine;
