//! What tests of requests need whose fields are all there are.

use serde::{Serialize, de::DeserializeOwned};

/// The same with one field more is refused.
pub(crate) fn is_closed<T: Serialize + DeserializeOwned>(value: &T) {
    let mut json = serde_json::to_value(value).expect("serialises");
    let fields = json.as_object_mut().expect("an object");
    fields.insert("more".to_owned(), true.into());
    assert!(serde_json::from_value::<T>(json).is_err());
}
