//! When the shutter closes and opens: a plain state machine, which knows no window.

use scrim_wire::ipc::shutter::{Area, CurtainKey, Guard, Held, Paint, Shut, ShutBy, mark_of};
use std::time::Duration;

/// Two presses within this time are two in a row, as the page has it.
const IN_A_ROW: Duration = Duration::from_millis(800);

/// Something that happened at the window. Keys are named by their place, as `KeyboardEvent.code` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A key went down, and not by repeating itself.
    Down(String),
    /// A key went up.
    Up(String),
    /// The pointer's first button, or a finger, went up.
    PointerUp,
    /// The focus is gone, or the window cannot be seen.
    Left,
}

/// What is drawn over the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Painting {
    /// Where; the whole page if nothing is said.
    pub(crate) area: Option<Area>,
    /// In which colour.
    pub(crate) paint: Paint,
}

/// Whether something is covered, and what would be.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    guard: Option<Guard>,
    /// How often it has closed.
    number: u64,
    painting: Option<Painting>,
    /// The last key that went down, when, and how often in a row.
    pressed: Option<(String, Duration, u8)>,
}

impl Closing {
    /// Takes what is to be covered from now on, unless it is older than what is there.
    pub(crate) fn guard(&mut self, guard: Guard) {
        if self.guard.as_ref().is_none_or(|before| before.number < guard.number) {
            self.guard = Some(guard);
        }
    }

    /// Something happened, so long after the start. Says what that covers.
    pub(crate) fn hear(&mut self, sign: &Sign, at: Duration) -> Option<Shut> {
        let row = self.in_a_row(sign, at);
        let guard = self.guard.as_mut()?;
        let drops = |key: &CurtainKey| matches!(sign, Sign::Down(code) if *code == key.code && row >= key.presses);
        let by = if guard.curtain.iter().any(drops) {
            ShutBy::Panic
        } else {
            guard.picture.and(ends_look(sign, guard.held.as_ref()))?
        };
        // A key that goes up twice covers nothing new.
        guard.held = None;
        let area = if by == ShutBy::Panic { None } else { guard.picture };
        let paint = guard.paint;
        if area.is_none() || self.painting.is_none_or(|before| before.area.is_some()) {
            self.painting = Some(Painting { area, paint });
        }
        self.number += 1;
        Some(Shut {
            number: self.number,
            guard: guard.number,
            by,
            mark: mark_of(self.number),
        })
    }

    /// Whether what was covered that time still is; not if more was covered since.
    pub(crate) fn covers(&self, number: u64) -> bool {
        number == self.number && self.painting.is_some()
    }

    /// The page has hidden what was covered that time; of no matter if more was covered since. Says whether it opened.
    pub(crate) fn uncover(&mut self, number: u64) -> bool {
        let last = self.covers(number);
        if last {
            self.painting = None;
        }
        last
    }

    /// The page's mark was seen in a frame: that frame was drawn after the page had hidden. Says whether it opened.
    pub(crate) fn saw(&mut self, mark: Paint) -> bool {
        mark == mark_of(self.number) && self.uncover(self.number)
    }

    /// What is drawn over the page now.
    pub(crate) fn painting(&self) -> Option<Painting> {
        self.painting
    }

    /// How often in a row the key went down that just did.
    fn in_a_row(&mut self, sign: &Sign, at: Duration) -> u8 {
        let Sign::Down(code) = sign else { return 0 };
        let row = match &self.pressed {
            Some((before, when, row)) if before == code && at.saturating_sub(*when) <= IN_A_ROW => {
                row.saturating_add(1)
            }
            _ => 1,
        };
        self.pressed = Some((code.clone(), at, row));
        row
    }
}

/// Whether this ends a look that is held that way, or hides whatever is there.
fn ends_look(sign: &Sign, held: Option<&Held>) -> Option<ShutBy> {
    match (sign, held) {
        (Sign::Left, _) => Some(ShutBy::Left),
        (Sign::PointerUp, Some(Held::Pointer)) => Some(ShutBy::LetGo),
        (Sign::Up(up), Some(Held::Key { code })) if up == code => Some(ShutBy::LetGo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Area = Area {
        x: 20.0,
        y: 60.0,
        width: 800.0,
        height: 600.0,
    };
    const PAINT: Paint = Paint {
        red: 15,
        green: 18,
        blue: 20,
    };

    fn key(code: &str) -> Held {
        let code = code.to_owned();
        Held::Key { code }
    }

    fn guarded(held: Option<Held>) -> Closing {
        let mut closing = Closing::default();
        closing.guard(guard(1, held));
        closing
    }

    fn guard(number: u64, held: Option<Held>) -> Guard {
        let presses = |code: &str, presses| CurtainKey {
            code: code.to_owned(),
            presses,
        };
        Guard {
            number,
            picture: Some(PICTURE),
            held,
            curtain: vec![presses("Pause", 1), presses("Escape", 2)],
            paint: PAINT,
        }
    }

    fn covers(closing: &mut Closing, sign: &Sign) -> Option<ShutBy> {
        covers_at(closing, sign, 0)
    }

    fn covers_at(closing: &mut Closing, sign: &Sign, ms: u64) -> Option<ShutBy> {
        closing.hear(sign, Duration::from_millis(ms)).map(|shut| shut.by)
    }

    fn down(code: &str) -> Sign {
        Sign::Down(code.to_owned())
    }

    fn up(code: &str) -> Sign {
        Sign::Up(code.to_owned())
    }

    #[test]
    fn the_key_that_is_held_covers_the_picture_as_it_goes_up_and_no_other_key_does() {
        let mut closing = guarded(Some(key("Digit5")));
        for other in [up("ArrowLeft"), down("Digit5"), Sign::PointerUp] {
            assert_eq!(covers(&mut closing, &other), None, "{other:?}");
        }
        assert_eq!(covers(&mut closing, &up("Digit5")), Some(ShutBy::LetGo));
        assert_eq!(closing.painting().unwrap().area, Some(PICTURE));
        assert_eq!(covers(&mut closing, &up("Digit5")), None, "once is enough");
    }

    #[test]
    fn a_pointer_that_is_held_covers_as_it_goes_up() {
        let mut closing = guarded(Some(Held::Pointer));
        assert_eq!(covers(&mut closing, &up("Digit5")), None);
        assert_eq!(covers(&mut closing, &Sign::PointerUp), Some(ShutBy::LetGo));
    }

    #[test]
    fn whoever_leaves_has_the_picture_covered_whether_they_look_or_not() {
        for held in [None, Some(key("Digit5")), Some(Held::Pointer)] {
            assert_eq!(covers(&mut guarded(held), &Sign::Left), Some(ShutBy::Left));
        }
    }

    #[test]
    fn a_screen_without_pictures_is_covered_by_the_curtain_alone() {
        let mut closing = Closing::default();
        assert_eq!(
            covers(&mut closing, &down("Pause")),
            None,
            "nothing is known of the page"
        );
        closing.guard(Guard {
            picture: None,
            ..guard(1, Some(key("Digit5")))
        });
        assert_eq!(covers(&mut closing, &Sign::Left), None);
        assert_eq!(covers(&mut closing, &up("Digit5")), None);
        assert_eq!(covers(&mut closing, &down("Pause")), Some(ShutBy::Panic));
        assert_eq!(closing.painting().unwrap().area, None, "all of it");
    }

    #[test]
    fn two_presses_drop_the_curtain_in_a_row_and_only_then() {
        let mut closing = guarded(None);
        assert_eq!(covers_at(&mut closing, &down("Escape"), 0), None);
        assert_eq!(covers_at(&mut closing, &down("Escape"), 801), None, "too late");
        assert_eq!(covers_at(&mut closing, &down("ArrowUp"), 900), None);
        assert_eq!(
            covers_at(&mut closing, &down("Escape"), 1_000),
            None,
            "another came between"
        );
        assert_eq!(covers_at(&mut closing, &up("Escape"), 1_050), None);
        assert_eq!(covers_at(&mut closing, &down("Escape"), 1_100), Some(ShutBy::Panic));
    }

    #[test]
    fn the_page_opens_what_it_was_told_of_last_and_nothing_older() {
        let mut closing = guarded(Some(key("Digit5")));
        let first = closing.hear(&up("Digit5"), Duration::ZERO).unwrap();
        let second = closing.hear(&down("Pause"), Duration::ZERO).unwrap();
        assert!(!closing.uncover(first.number));
        assert_eq!(closing.painting().unwrap().area, None, "still the whole page");
        assert!(closing.uncover(second.number));
        assert_eq!(closing.painting(), None);
        assert!(!closing.uncover(second.number), "there is nothing to open");
    }

    #[test]
    fn a_frame_with_the_mark_of_the_last_time_opens_and_one_of_an_earlier_time_does_not() {
        let mut closing = guarded(Some(key("Digit5")));
        let first = closing.hear(&up("Digit5"), Duration::ZERO).unwrap();
        let second = closing.hear(&down("Pause"), Duration::ZERO).unwrap();
        assert!(!closing.saw(first.mark), "drawn before the page heard of the second");
        assert!(!closing.saw(PAINT), "no mark at all");
        assert!(closing.covers(second.number) && !closing.covers(first.number));
        assert!(closing.saw(second.mark));
        assert_eq!(closing.painting(), None);
        assert!(!closing.saw(second.mark), "there is nothing to open");
    }

    #[test]
    fn losing_the_focus_behind_a_covered_page_does_not_make_the_cover_smaller() {
        let mut closing = guarded(None);
        covers(&mut closing, &down("Pause"));
        let left = closing.hear(&Sign::Left, Duration::ZERO).unwrap();
        assert_eq!(closing.painting().unwrap().area, None);
        assert!(closing.uncover(left.number));
    }

    #[test]
    fn the_page_is_told_by_which_word_of_its_own_it_was_covered() {
        let mut closing = guarded(None);
        closing.guard(guard(4, Some(key("Digit5"))));
        assert_eq!(closing.hear(&up("Digit5"), Duration::ZERO).unwrap().guard, 4);
    }

    #[test]
    fn what_overtook_a_later_word_of_the_page_is_of_no_matter() {
        let mut closing = guarded(None);
        closing.guard(guard(3, Some(key("Digit5"))));
        closing.guard(guard(2, None));
        assert_eq!(covers(&mut closing, &up("Digit5")), Some(ShutBy::LetGo));
    }

    #[test]
    fn a_new_word_of_the_page_does_not_open_it() {
        let mut closing = guarded(Some(key("Digit5")));
        covers(&mut closing, &up("Digit5"));
        closing.guard(guard(2, Some(key("Digit6"))));
        assert_eq!(closing.painting().unwrap().paint, PAINT);
    }
}
