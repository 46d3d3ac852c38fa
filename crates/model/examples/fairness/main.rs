//! How evenly exposure is spread over people: two weeks of 20 people in 5 queues, by the rule of
//! [`scrim_model::sharing`] and by age alone, with the same arrivals. `fairness [SEED]` prints the figures in the common
//! format of `cargo xtask bench`, which runs this.
//!
//! How long a case is looked at is heavy-tailed (Pareto, exponent 1.5, cut off at 30 times the mean of its class), the
//! same whoever gets it but for how long they look; only its class is known before. Shifts, days off and opt-outs differ,
//! and the real rules of `wellness` hold. There is no database and no clock: the same seed, the same figures.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "numbers of people, cases and milliseconds of two weeks that this program drew itself"
)]

mod books;
mod chance;
mod run;
mod spread;
mod tell;
mod world;

use run::{Way, run};
use serde_json::json;
use tell::Both;
use world::{Assumed, World};

const DAYS: i64 = 14;

const MEASURE: &str = "off the share: what somebody carried of a queue's exposure, beside their hours of work times their \
                       share there; what some have opted out of is the others' to share. Usual: paces and lengths of \
                       looks from 0.8 to 1.25, three people with a share of 75 beside 100; hard: 0.7 to 1.43, and 50";

#[expect(clippy::print_stdout, reason = "the figures are what this program is run for")]
fn main() -> Result<(), std::num::ParseIntError> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let (mut rows, mut notes) = (Vec::new(), vec![format!("seed {seed}"), MEASURE.to_owned()]);
    for assumed in [Assumed::USUAL, Assumed::HARD] {
        let world = World::draw(assumed, seed, DAYS);
        let both = Both {
            name: assumed.name,
            world: &world,
            fair: run(&world, Way::Fair),
            fifo: run(&world, Way::Fifo),
        };
        rows.extend(both.rows());
        notes.extend(both.notes());
    }
    println!("{:#}", json!({ "rows": rows, "ratios": [], "notes": notes }));
    Ok(())
}

#[cfg(test)]
mod tests;
