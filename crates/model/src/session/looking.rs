//! What is shown of the case on the screen: its resting picture, or one look under one grant.
//!
//! A picture above rest exists in one state only, [`Looking::Showing`], which carries its grant. Knows
//! nothing of which case it is, nor of why a look may be refused.

use crate::{
    full_size::FullSize,
    grant::{CLOSING_SLACK, LOOK_LIFE, Presented},
    ids::{CaseId, GrantId},
    rung::Rung,
    session::{
        event::{Aim, Effect},
        tiles::Tiles,
        view::FrameView,
    },
    time::{Span, Time},
};

/// How the person looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// A key is held down.
    Held,
    /// Pressed once to show, again to hide.
    Toggled,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Looking {
    /// The case rests.
    Rest,
    /// The case rests although a key is still down: its look is over until it was released.
    Spent { aim: Aim },
    /// A look is wished for; the hub has been asked or will be.
    Asking { aim: Aim, how: How },
    /// It was granted, its picture is on the way.
    Granted { look: Look, how: How },
    /// Its picture is on the screen.
    Showing { look: Look, how: How, shown: Shown },
}

/// What is on the screen of a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) frame: FrameView,
    pub(super) painted: Option<Painted>,
    /// Over the frame, at the full size.
    pub(super) tiles: Tiles,
}

/// An open grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) grant: GrantId,
    pub(super) aim: Aim,
    /// Of the picture, where it is looked at in its full size.
    pub(super) size: Option<FullSize>,
    /// When it was told.
    pub(super) since: Time,
    /// When it falls back by itself.
    pub(super) until: Time,
}

/// What the window said of a picture of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Painted {
    pub(super) at: Time,
    pub(super) width_px: u32,
    pub(super) height_px: u32,
}

/// The one question about a look that the hub has not answered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) case: CaseId,
    pub(super) aim: Aim,
}

impl Looking {
    /// What is wished for, granted or shown.
    pub(super) fn wish(&self) -> Option<(Aim, How)> {
        match self {
            Self::Rest | Self::Spent { .. } => None,
            Self::Asking { aim, how } => Some((*aim, *how)),
            Self::Granted { look, how } | Self::Showing { look, how, .. } => Some((look.aim, *how)),
        }
    }

    /// The open grant.
    pub(super) fn look(&self) -> Option<Look> {
        match self {
            Self::Rest | Self::Spent { .. } | Self::Asking { .. } => None,
            Self::Granted { look, .. } | Self::Showing { look, .. } => Some(*look),
        }
    }

    /// Whether this is what a key is down for although its look is over.
    pub(super) fn is_spent(&self, aim: Aim) -> bool {
        *self == Self::Spent { aim }
    }

    /// What remains when the look is over but perhaps not the key press.
    pub(super) fn ended(&self) -> Self {
        match self.wish() {
            Some((aim, How::Held)) => Self::Spent { aim },
            Some((_, How::Toggled)) => Self::Rest,
            None => self.clone(),
        }
    }

    /// What was presented of the open grant, by `now`; `region_permille` of the picture was clear.
    pub(super) fn presented(&self, now: Time, region_permille: u16) -> Presented {
        match self {
            Self::Showing {
                look,
                shown: Shown {
                    painted: Some(painted), ..
                },
                ..
            } => painted.presented(*look, now, region_permille),
            _ => NEVER_SHOWN,
        }
    }

    /// The window painted `name`. Whether it was the picture of the look.
    pub(super) fn painted(&mut self, name: &str, seen: Painted) -> bool {
        let Self::Showing { shown, .. } = self else {
            return false;
        };
        if shown.frame.name != name {
            return false;
        }
        // Painted again at another size: the largest counts, from the first time on.
        shown.painted = Some(shown.painted.map_or(seen, |first| Painted {
            at: first.at,
            width_px: first.width_px.max(seen.width_px),
            height_px: first.height_px.max(seen.height_px),
        }));
        true
    }
}

impl Look {
    /// A look that was granted just now, for so long.
    pub(super) fn granted(grant: GrantId, (rung, size): (Rung, Option<FullSize>), (now, lasts): (Time, Span)) -> Self {
        Self {
            grant,
            aim: size.map_or(Aim::Rung { rung }, |_size| Aim::FullSize),
            size,
            since: now,
            until: now + lasts.min(LOOK_LIFE),
        }
    }

    /// The rung it counts as.
    pub(super) fn rung(&self) -> Rung {
        self.aim.rung()
    }

    /// Whether it is over at `now`; also where the clock went back, since nothing is known then.
    pub(super) fn is_over(&self, now: Time) -> bool {
        now >= self.until || now < self.since
    }
}

impl Painted {
    /// Painted then, so large.
    pub(super) fn at(at: Time, width_px: u32, height_px: u32) -> Self {
        Self {
            at,
            width_px,
            height_px,
        }
    }

    /// Never more than the grant allowed, as the ledger counts it.
    fn presented(self, look: Look, now: Time, region_permille: u16) -> Presented {
        let shown = now.min(look.until + CLOSING_SLACK).since(self.at);
        match u32::try_from(shown.0).unwrap_or(u32::MAX) {
            0 => NEVER_SHOWN,
            shown_ms => Presented {
                shown_ms,
                region_permille,
                width_px: self.width_px,
                height_px: self.height_px,
            },
        }
    }
}

/// A grant whose picture never came up.
const NEVER_SHOWN: Presented = Presented {
    shown_ms: 0,
    region_permille: 0,
    width_px: 0,
    height_px: 0,
};

/// The closing of a grant that nobody waited for any more.
pub(super) fn closed_unseen(grant: GrantId) -> Effect {
    Effect::CloseLook {
        grant,
        presented: NEVER_SHOWN,
        cleared: None,
    }
}
