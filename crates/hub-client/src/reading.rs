//! Reads what a hub answers, also a newer one: a field that is not known here is passed over, wherever it stands.
//!
//! Many values go both ways, and a hub refuses a request that holds more than it knows: their types say so. Of an answer
//! the contrary holds, since a newer hub says more. A word that is not known is told from an answer that is none: the one
//! is a newer hub's, the other nobody's.

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, EnumAccess, Error, IntoDeserializer, Unexpected, VariantAccess, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};
use std::fmt;

/// Why an answer does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unread {
    /// It is not what the contract names.
    #[error("another shape")]
    Shape,
    /// It holds a word that this version does not know.
    #[error("an unknown word")]
    Word,
}

/// Reads an answer.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unread> {
    let said: Value = serde_json::from_slice(bytes).map_err(|_no_json| Unread::Shape)?;
    T::deserialize(Said(said))
}

impl Error for Unread {
    fn custom<T: fmt::Display>(_words: T) -> Self {
        Self::Shape
    }

    fn unknown_variant(_word: &str, _known: &'static [&'static str]) -> Self {
        Self::Word
    }
}

/// A value, or a part of one.
struct Said(Value);

/// A name in an object, which may be a number's.
struct Name(String);

/// An object of one field, whose name says what it holds.
struct Shape(Map<String, Value>);

impl<'de> Deserializer<'de> for Said {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(said) => visitor.visit_bool(said),
            Value::Number(said) => match (said.as_u64(), said.as_i64(), said.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(Unread::Shape),
            },
            Value::String(said) => visitor.visit_string(said),
            Value::Array(parts) => {
                let mut parts = SeqDeserializer::new(parts.into_iter().map(Said));
                let read = visitor.visit_seq(&mut parts)?;
                parts.end()?;
                Ok(read)
            }
            Value::Object(parts) => {
                let parts = parts.into_iter().map(|(name, part)| (Name(name), Said(part)));
                visitor.visit_map(MapDeserializer::new(parts))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    /// The one place where it matters which fields are known.
    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        if let Value::Object(parts) = &mut self.0 {
            parts.retain(|name, _part| fields.contains(&name.as_str()));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(word.into_deserializer()),
            Value::Object(parts) => visitor.visit_enum(Shape(parts)),
            _ => Err(Error::invalid_type(
                Unexpected::Other("neither a word nor an object"),
                &"a word",
            )),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Shape {
    type Error = Unread;
    type Variant = Said;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Said), Unread> {
        let mut parts = self.0.into_iter();
        let (Some((name, part)), None) = (parts.next(), parts.next()) else {
            return Err(Unread::Shape);
        };
        Ok((seed.deserialize(Name(name))?, Said(part)))
    }
}

impl<'de> VariantAccess<'de> for Said {
    type Error = Unread;

    fn unit_variant(self) -> Result<(), Unread> {
        Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unread> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_struct("", fields, visitor)
    }
}

impl IntoDeserializer<'_, Unread> for Said {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Name {
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match (self.0.parse::<u64>(), self.0.parse::<i64>()) {
            (Ok(number), _) => visitor.visit_u64(number),
            (Err(_), Ok(number)) => visitor.visit_i64(number),
            (Err(_), Err(_)) => visitor.visit_string(self.0),
        }
    }
}

macro_rules! numbers {
    ($($name:ident)+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            self.number(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Name {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

impl IntoDeserializer<'_, Unread> for Name {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::{
        ids::CaseId,
        opt_out::OptOuts,
        queue::QueuePolicy,
        retention::RetentionPolicy,
        rung::Rung,
        time::Time,
        wellness::{Settings, WeeklyHours},
    };
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        Known,
        Told { by: u8 },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        words: Vec<Word>,
        by_rung: BTreeMap<u8, Option<i64>>,
        at: Option<Time>,
        times: BTreeMap<Time, u64>,
    }

    fn read_text<T: DeserializeOwned>(text: &str) -> Result<T, Unread> {
        read(text.as_bytes())
    }

    #[test]
    fn what_is_not_known_is_passed_over_however_deep_it_stands() {
        let text = r#"{"more":1,"words":["known",{"told":{"by":2,"more":[]}}],"by_rung":{"5":-7,"6":null},"at":9,
                       "times":{"-1":3},"later":{"x":{}}}"#;
        let read: Inner = read_text(text).expect("reads");
        let by_rung = BTreeMap::from([(5, Some(-7)), (6, None)]);
        let words = vec![Word::Known, Word::Told { by: 2 }];
        let (at, times) = (Some(Time(9)), BTreeMap::from([(Time(-1), 3)]));
        let expected = Inner {
            words,
            by_rung,
            at,
            times,
        };
        assert_eq!(read, expected);
    }

    #[test]
    fn an_unknown_word_is_told_from_an_answer_that_is_none() {
        assert_eq!(read_text::<Word>("\"later\""), Err(Unread::Word));
        assert_eq!(read_text::<Word>("{\"later\":{}}"), Err(Unread::Word));
        for none in ["<html>", "{}", "7", "[1]", "{\"told\":{}}", "{\"told\":{\"by\":300}}"] {
            assert_eq!(read_text::<Word>(none), Err(Unread::Shape), "{none}");
        }
    }

    #[test]
    fn what_a_hub_says_reads_as_it_was_meant() {
        let case = CaseId(uuid::Uuid::from_u128(7));
        let said = serde_json::to_vec(&(case, Settings::DEFAULT, Rung::Grey, Some(1.5), "text", false)).expect("JSON");
        let read: (CaseId, Settings, Rung, Option<f64>, String, bool) = read(&said).expect("reads");
        assert_eq!(
            read,
            (case, Settings::DEFAULT, Rung::Grey, Some(1.5), "text".to_owned(), false)
        );
        let more = "{\"from_a_later_hub\":1}";
        assert!(read_text::<OptOuts>(more).is_ok() && serde_json::from_str::<OptOuts>(more).is_err());
        assert!(read_text::<QueuePolicy>(more).is_ok() && serde_json::from_str::<QueuePolicy>(more).is_err());
        let policy = "{\"cleared\":{\"destroy\":{\"after_days\":9,\"from_a_later_hub\":1}}}";
        assert!(
            read_text::<RetentionPolicy>(policy).is_ok() && serde_json::from_str::<RetentionPolicy>(policy).is_err()
        );
        let hours = "{\"zone\":\"UTC\",\"windows\":[],\"from_a_later_hub\":1}";
        assert!(read_text::<WeeklyHours>(hours).is_ok() && serde_json::from_str::<WeeklyHours>(hours).is_err());
    }
}
