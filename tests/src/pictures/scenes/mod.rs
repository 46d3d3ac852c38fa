//! What the pictures show. Each motif draws itself from two streams: `layout` says where the big
//! things are, `detail` everything that only shows when one looks. Two pictures with the same layout
//! and another detail have the same tones from afar and are visibly not the same picture.

mod abstracts;
mod bottles;
mod city;
mod coast;
mod flowers;
mod fruit;
mod garden;
mod hills;
mod kites;
mod mosaic;
mod mountains;
mod planets;
mod rooms;
mod shelf;
mod sky;
mod weave;

use super::{canvas::Canvas, dice::Dice, noise::Noise};

/// A canvas with what is needed to draw on it.
#[derive(Debug)]
pub struct Easel {
    /// What is drawn on.
    pub canvas: Canvas,
    /// Where the big things are.
    pub layout: Dice,
    /// Everything else.
    pub detail: Dice,
    /// Noise that belongs to the detail.
    pub noise: Noise,
}

/// One kind of picture.
pub type Motif = fn(&mut Easel);

/// Every kind, with its name.
pub const MOTIFS: [(&str, Motif); 20] = [
    ("hills", hills::draw),
    ("fruit", fruit::draw),
    ("city", city::draw),
    ("weave", weave::draw),
    ("sailing", coast::sailing),
    ("flowers", flowers::vase),
    ("circles", abstracts::circles),
    ("mountains", mountains::draw),
    ("bottles", bottles::draw),
    ("mosaic", mosaic::draw),
    ("balloons", sky::balloons),
    ("meadow", flowers::meadow),
    ("lighthouse", coast::lighthouse),
    ("shelf", shelf::draw),
    ("planets", planets::draw),
    ("facets", abstracts::facets),
    ("village", garden::village),
    ("kites", kites::draw),
    ("room", rooms::draw),
    ("waves", weave::waves),
];
