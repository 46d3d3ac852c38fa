//! Near misses: pictures that a list takes for a known one although anybody sees that they are not.
//!
//! PDQ sees the large tones of a picture's brightness. A near miss keeps those and has other colours,
//! other objects and other texture; which variations come close enough is found by measuring.

use super::{
    alter::File,
    collection::{Recipe, draw},
    likeness::Likeness,
    picture::Picture,
};

/// How near a near miss is: recognised, and clearly not a twin.
pub const NEAR: std::ops::RangeInclusive<u32> = 13..=30;

/// Known pictures with a variation that is taken for them, as `scrim-pictures near` finds them.
pub const NEAR_MISSES: [(u32, u32); 20] = [
    (6, 1),
    (15, 2),
    (15, 5),
    (15, 9),
    (19, 1),
    (19, 4),
    (19, 8),
    (26, 6),
    (26, 8),
    (35, 1),
    (35, 6),
    (35, 9),
    (38, 1),
    (39, 1),
    (39, 5),
    (39, 8),
    (55, 4),
    (55, 7),
    (59, 1),
    (59, 6),
];

/// Every near miss of picture `number` among its first `tries` variations.
///
/// # Errors
/// Where a drawn picture has no hash.
pub fn search(number: u32, tries: u32) -> anyhow::Result<Vec<u32>> {
    let original = Likeness::of(&File::jpeg(&draw(recipe(number, 0))))?;
    let mut found = Vec::new();
    for variation in 1..=tries {
        let seen = Likeness::of(&File::jpeg(&draw(recipe(number, variation))))?;
        if NEAR.contains(&seen.distance(original)) && seen.quality >= 80 {
            found.push(variation);
        }
    }
    Ok(found)
}

/// Draws the near miss of picture `number` in its given variation.
pub fn draw_near_miss(number: u32, variation: u32) -> Picture {
    let picture = draw(recipe(number, variation));
    let name = format!("{}-lookalike-{variation}", picture.name);
    picture.named(name)
}

fn recipe(number: u32, variation: u32) -> Recipe {
    Recipe {
        number,
        variation,
        size_px: None,
    }
}
