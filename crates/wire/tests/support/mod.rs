//! What every test of the contract's JSON needs.

use scrim_model::time::Time;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

pub(crate) const NOW: Time = Time(1_700_000_000_000);

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The value's JSON, which reads back as the same value.
pub(crate) fn json<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> serde_json::Value {
    let json = serde_json::to_value(value).expect("serialises");
    let back: T = serde_json::from_value(json.clone()).expect("reads back");
    assert!(back == *value, "{json} reads back as something else");
    json
}
