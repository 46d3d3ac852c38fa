//! Every message survives its bytes, and no bytes break a reader.

use super::*;
use proptest::prelude::*;

fn header() -> Header {
    Header {
        facts: Facts {
            width: 640,
            height: 480,
            frames: 2,
            format: Format::Gif,
            orientation: Orientation::Turned90,
            traits: SourceTraits::from_bits(0x11).expect("known bits"),
        },
        shown: (480, 640),
        layout: PixelLayout::Rgb,
        hashes: 2,
        cells: 2,
    }
}

#[test]
fn every_message_survives_its_bytes() {
    let limits = Limits {
        max_frames: 7,
        ..Limits::recommended()
    };
    let tile = Want::Tile {
        left: 1,
        top: 2,
        width: 3,
        height: 4,
    };
    for want in [Want::Reduced { long_edge: 9 }, tile] {
        let request = write_request(&limits, want);
        assert_eq!(
            (request.len(), read_request(&request)),
            (REQUEST_BYTES, Some((limits, want)))
        );
    }
    let planes = Header {
        layout: PixelLayout::Ycc,
        ..header()
    };
    for answer in DecodeError::ALL.map(Err).into_iter().chain([Ok(header()), Ok(planes)]) {
        let bytes = write_answer(&answer);
        assert_eq!((bytes.len(), read_answer(&bytes)), (ANSWER_BYTES, Ok(answer)));
    }
    let state = SandboxState {
        landlock: LandlockState::Partial,
        seccomp: true,
        rlimits: true,
        no_new_privs: false,
    };
    let hello = write_hello(state);
    assert_eq!((hello.len(), read_hello(&hello)), (HELLO_BYTES, Some(state)));
}

#[test]
fn an_answer_beyond_what_was_wanted_is_none() {
    let limits = Limits::recommended();
    let reduced = Want::Reduced { long_edge: 640 };
    assert!(header().within(&limits, reduced));
    let beyond = [
        Header {
            shown: (480, 641),
            ..header()
        },
        Header {
            shown: (0, 640),
            ..header()
        },
        Header {
            shown: (479, 640),
            layout: PixelLayout::Ycc,
            ..header()
        },
        Header { hashes: 3, ..header() },
        Header { cells: 3, ..header() },
        Header { cells: 1, ..header() },
    ];
    assert!(beyond.iter().all(|header| !header.within(&limits, reduced)));
    let tile = |left| Want::Tile {
        left,
        top: 0,
        width: 300,
        height: 1_000,
    };
    let cut = Header {
        shown: (80, 640),
        hashes: 0,
        cells: 0,
        ..header()
    };
    assert!(cut.within(&limits, tile(400)), "the picture is 480 wide for eyes");
    assert!(!cut.within(&limits, tile(300)) && !cut.within(&limits, tile(480)));
    assert!(!Header { hashes: 1, ..cut }.within(&limits, tile(400)));
    assert!(!Header { cells: 2, ..cut }.within(&limits, tile(400)));
}

#[test]
fn a_message_of_another_length_is_none() {
    let answer = write_answer(&Ok(header()));
    assert_eq!(read_answer(&answer[..ANSWER_BYTES - 1]), Err(ProtocolError::Shape));
    assert_eq!(read_answer(&[&answer[..], &[0]].concat()), Err(ProtocolError::Shape));
    assert_eq!(read_answer(b""), Err(ProtocolError::Shape));
}

proptest! {
    #[test]
    fn no_answer_breaks_the_reader(tail in proptest::collection::vec(any::<u8>(), ANSWER_BYTES - 5)) {
        let bytes = [&MARK[..], &[VERSION], &tail].concat();
        if let Ok(Ok(header)) = read_answer(&bytes) {
            prop_assert_eq!(write_answer(&Ok(header)), bytes);
        }
    }
}
