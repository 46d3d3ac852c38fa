//! A fair share: which of a queue's waiting cases somebody is given, so that exposure evens out over its people.
//!
//! Nobody waits for it: whoever asks is given a case as long as one may be theirs, and what is shared out is which
//! one. Knows nothing of who may have which case, nor of the limits of looking, which [`crate::wellness`] keeps
//! whatever a share says. What is measured here stays in the hub: nobody is shown a sum or a balance of a person.

mod account;
mod assignment;
mod balance;
mod choice;
mod estimate;
mod exposure;

pub use account::{Account, Lean, Part, Standing, Unevenness};
pub use assignment::{Assignment, AssignmentProblem, MAX_SHARE, Share};
pub use balance::Balance;
pub use choice::{MOST_OVERTAKEN, WINDOW, Waiting, choose};
pub use estimate::{Band, Class, Estimator, NoClass, PRIOR_CASES};
pub use exposure::{LOOK_WEIGHS, Load};
