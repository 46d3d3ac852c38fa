//! Sealed bytes under another upload's name: a look-alike is sealed once, and shown under an id of its own each time.
//!
//! Nobody who has the bytes could tell: what else is sealed is bound to the id that its holder knows, too.

use crate::{
    keys::{HubKeys, NotUnwrapped},
    media::Part,
    tokens::{NoEntropy, random},
};
use scrim_media::sealed::{NONCE_PREFIX_BYTES, OpenError, open, seal};
use scrim_model::ids::ItemId;

/// Why it is not sealed anew.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotRenamed {
    /// Its key does not unwrap.
    #[error(transparent)]
    Key(#[from] NotUnwrapped),
    /// It does not open.
    #[error("sealed bytes do not open")]
    Sealed(#[from] OpenError),
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// What is sealed as one upload's part, sealed as another's under the same key; as it is where both are one. It holds
/// `most` bytes in clear.
pub(crate) fn renamed(
    keys: &HubKeys,
    wrapped_key: &[u8],
    (part, (sealed_as, named)): (Part, (ItemId, ItemId)),
    (sealed, most): (Vec<u8>, usize),
) -> Result<Vec<u8>, NotRenamed> {
    if sealed_as == named {
        return Ok(sealed);
    }
    let bound = part.associated(sealed_as);
    let key = keys.unwrap(wrapped_key, &bound)?;
    let clear = open(&key, &bound, &sealed, most)?;
    let nonce = random::<NONCE_PREFIX_BYTES>()?;
    Ok(seal(&key, &part.associated(named), *nonce, &clear))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_media::sealed::Key;
    use scrim_model::rung::Rung;
    use uuid::Uuid;

    #[test]
    fn what_is_renamed_opens_under_its_new_name_and_no_more_under_its_own() {
        let keys = HubKeys::derived(&[1; 32]);
        let (own, named) = (ItemId(Uuid::from_u128(1)), ItemId(Uuid::from_u128(2)));
        let part = Part::Rendition(Rung::Grey);
        let key = || Key::new([2; 32]);
        let wrapped = keys.wrap(&key(), &part.associated(own)).expect("wrapped");
        let sealed = seal(&key(), &part.associated(own), [3; NONCE_PREFIX_BYTES], b"drawn");
        let again = renamed(&keys, &wrapped, (part, (own, named)), (sealed.clone(), 5)).expect("renamed");
        assert_eq!(again.len(), sealed.len(), "nobody tells it by its length");
        let opened = open(&key(), &part.associated(named), &again, 5).expect("opens");
        assert_eq!(opened.as_slice(), b"drawn");
        assert!(open(&key(), &part.associated(own), &again, 5).is_err());
        let same = renamed(&keys, &wrapped, (part, (own, own)), (sealed.clone(), 5)).expect("as it is");
        assert_eq!(same, sealed);
    }
}
