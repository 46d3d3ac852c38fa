//! How an upload resembles an entry, as two columns: whether the bytes are equal, and the distance.

use scrim_model::matching::MatchKind;

/// The distance of what a service outside only calls near: more bits than a hash has, so that whoever takes it for a
/// distance takes it for the farthest.
const UNTOLD: u32 = 256;

pub(super) fn written(kind: MatchKind) -> (bool, u32) {
    match kind {
        MatchKind::Exact => (true, 0),
        MatchKind::Near { distance } => (false, distance),
        MatchKind::SaidNear => (false, UNTOLD),
    }
}

pub(super) fn read(exact: bool, distance: u32) -> MatchKind {
    match (exact, distance) {
        (true, _) => MatchKind::Exact,
        (false, UNTOLD) => MatchKind::SaidNear,
        (false, distance) => MatchKind::Near { distance },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_likeness_is_read_as_it_was_written_and_what_is_said_lies_beyond_every_distance() {
        let all = (0..=31).map(|distance| MatchKind::Near { distance });
        for kind in all.chain([MatchKind::Exact, MatchKind::SaidNear]) {
            let (exact, distance) = written(kind);
            assert_eq!(read(exact, distance), kind);
        }
        assert!(written(MatchKind::SaidNear).1 > scrim_hashing::pdq::MATCH_DISTANCE);
    }
}
