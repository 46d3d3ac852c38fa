//! Looking through the lens: the grey picture is opened once a look, and drawn anew wherever it moves.
//!
//! Where it may go and how much it has shown is the session's; the pixels are `scrim-media`'s.

use super::core::Core;
use crate::frames::{Frame, FrameKind};
use scrim_media::{LensPlace, LensPlate, RenditionSettings};
use scrim_model::{
    ids::{CaseId, GrantId},
    lens::{LENS_RADIUS_PERMILLE, LensPoint},
    rung::Rung,
    session::{Event, view::FrameView},
};

/// The lens of the open look.
#[derive(Debug)]
pub(super) struct Lens {
    /// Where the session wants it.
    at: LensPoint,
    /// The opened picture, gone with its look.
    pub(super) plate: Option<OpenPlate>,
}

/// The grey picture of one grant, in clear.
#[derive(Debug)]
pub(super) struct OpenPlate {
    case: CaseId,
    grant: GrantId,
    plate: LensPlate,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            at: LensPoint::MIDDLE,
            plate: None,
        }
    }
}

impl Core {
    /// Opens the grey picture of a granted look; its bytes and its key are done with then.
    pub(super) fn open_lens(&mut self, (case, grant): (CaseId, GrantId), grey: &[u8]) {
        match LensPlate::open(grey, &RenditionSettings::recommended()) {
            Ok(plate) => {
                self.lens.plate = Some(OpenPlate { case, grant, plate });
                self.show_lens();
            }
            Err(error) => {
                tracing::error!(%error, "the lens has no picture");
                self.picture_failed(case, Rung::Lens);
            }
        }
    }

    /// The session wants the lens there; before its picture is open, only the place is kept.
    pub(super) fn draw_lens(&mut self, at: LensPoint) {
        self.lens.at = at;
        self.show_lens();
    }

    fn show_lens(&mut self) {
        let Some(OpenPlate { case, grant, plate }) = &self.lens.plate else {
            return;
        };
        let (case, grant, rung) = (*case, *grant, Rung::Lens);
        let (width_px, height_px) = (plate.width(), plate.height());
        let drawn = plate.through(place(self.lens.at));
        let Ok(bytes) = drawn else {
            tracing::error!("the lens cannot be drawn");
            return self.picture_failed(case, rung);
        };
        let kind = FrameKind::Look { grant, rung };
        let name = self.keep(Frame {
            bytes: bytes.into(),
            kind,
        });
        let frame = FrameView {
            name,
            width_px,
            height_px,
        };
        self.feed(Event::FrameReady { case, rung, frame });
    }
}

fn place(at: LensPoint) -> LensPlace {
    let share = |permille: u16| f32::from(permille) / 1_000.0;
    LensPlace {
        x: share(at.x),
        y: share(at.y),
        radius: share(LENS_RADIUS_PERMILLE),
    }
}
