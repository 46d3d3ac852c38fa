//! No change to sealed bytes, key or associated bytes goes unnoticed.

use super::*;
use proptest::prelude::*;

const ITEM_AND_RUNG: &[u8] = &[7; 17];
const NO_LIMIT: usize = usize::MAX;

fn key(seed: u8) -> Key {
    Key::new([seed; KEY_BYTES])
}

fn sealed(clear: &[u8]) -> Vec<u8> {
    seal(&key(1), ITEM_AND_RUNG, [9; NONCE_PREFIX_BYTES], clear)
}

fn opened(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    open(&key(1), ITEM_AND_RUNG, bytes, NO_LIMIT).map(|clear| clear.to_vec())
}

/// Lengths around every border: nothing, one byte, one chunk, two chunks, each a byte off.
fn lengths() -> impl Strategy<Value = usize> {
    prop_oneof![
        0_usize..64,
        CHUNK_BYTES - 2..CHUNK_BYTES + 2,
        2 * CHUNK_BYTES - 2..2 * CHUNK_BYTES + 2,
    ]
}

fn clear_of(length: usize) -> Vec<u8> {
    (0_u8..251).cycle().take(length).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_was_sealed_opens_again(length in lengths()) {
        let clear = clear_of(length);
        let bytes = sealed(&clear);
        prop_assert_eq!(bytes.len(), sealed_bytes(length));
        let kept = open_clear(&key(1), ITEM_AND_RUNG, &bytes, NO_LIMIT).unwrap();
        prop_assert!(*kept == *clear, "in memory for bytes in clear it is the same");
        prop_assert_eq!(opened(&bytes), Ok(clear));
    }

    #[test]
    fn any_changed_bit_is_refused(length in lengths(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = sealed(&clear_of(length));
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert_eq!(opened(&bytes), Err(OpenError::NotAuthentic));
    }

    #[test]
    fn any_shortening_is_refused(length in lengths(), keep in any::<prop::sample::Index>()) {
        let bytes = sealed(&clear_of(length));
        let kept = &bytes[..keep.index(bytes.len())];
        prop_assert!(opened(kept).is_err());
    }

    #[test]
    fn anything_appended_is_refused(length in lengths(), more in 1_usize..200) {
        let mut bytes = sealed(&clear_of(length));
        bytes.resize(bytes.len() + more, 0);
        prop_assert_eq!(opened(&bytes), Err(OpenError::NotAuthentic));
    }

    #[test]
    fn other_associated_bytes_are_refused(length in lengths(), other in prop::collection::vec(any::<u8>(), 0..20)) {
        prop_assume!(other != ITEM_AND_RUNG);
        let bytes = sealed(&clear_of(length));
        prop_assert_eq!(open(&key(1), &other, &bytes, NO_LIMIT).err(), Some(OpenError::NotAuthentic));
    }

    #[test]
    fn another_key_is_refused(length in lengths(), seed in 2_u8..) {
        let bytes = sealed(&clear_of(length));
        prop_assert_eq!(open(&key(seed), ITEM_AND_RUNG, &bytes, NO_LIMIT).err(), Some(OpenError::NotAuthentic));
    }
}

#[test]
fn chunks_in_another_order_are_refused() {
    let bytes = sealed(&clear_of(3 * CHUNK_BYTES));
    let (prefix, body) = bytes.split_at(NONCE_PREFIX_BYTES);
    let chunks: Vec<&[u8]> = body.chunks(CHUNK_BYTES + TAG_BYTES).collect();
    assert_eq!(chunks.len(), 3);
    for order in [[1, 0, 2], [0, 2, 1], [2, 1, 0], [0, 0, 2]] {
        let moved = order.map(|at| chunks[at]).concat();
        let moved = [prefix, &moved].concat();
        assert_eq!(opened(&moved), Err(OpenError::NotAuthentic), "{order:?}");
    }
}

#[test]
fn a_whole_last_chunk_cannot_be_dropped() {
    let bytes = sealed(&clear_of(2 * CHUNK_BYTES));
    let cut = &bytes[..NONCE_PREFIX_BYTES + CHUNK_BYTES + TAG_BYTES];
    assert_eq!(opened(cut), Err(OpenError::NotAuthentic));
}

#[test]
fn more_than_the_caller_wants_is_refused_before_it_is_opened() {
    let bytes = sealed(&clear_of(1_000));
    let refused = open(&key(1), ITEM_AND_RUNG, &bytes, 999).err();
    let expected = OpenError::TooLarge {
        clear: 1_000,
        limit: 999,
    };
    assert_eq!(refused, Some(expected));
    assert!(open(&key(1), ITEM_AND_RUNG, &bytes, 1_000).is_ok());
}

#[test]
fn a_prefix_alone_is_too_short() {
    let refused = opened(&[0; NONCE_PREFIX_BYTES + TAG_BYTES - 1]);
    assert_eq!(refused, Err(OpenError::TooShort { have: 34 }));
}

#[test]
fn a_key_survives_its_digits_and_is_never_printed() {
    let key = Key::new(std::array::from_fn(|at| u8::try_from(at).unwrap()));
    let again: Key = key.to_hex().parse().unwrap();
    assert_eq!(again.bytes(), key.bytes());
    assert_eq!(format!("{key:?}"), "Key(…)");
    for bad in ["", "00", "zz", &"0".repeat(63), &"0".repeat(66)] {
        assert_eq!(bad.parse::<Key>().err(), Some(BadKey), "{bad}");
    }
}
