//! The classes that people here give to abuse material: the industry's, or an organisation's own.
//!
//! A decision keeps the code of its class and nothing else of it. So a class that was given to a case stays in the scheme
//! for as long as there is one, and can be retired: it is named where it was given, and given to nothing new. What a class
//! means to a hotline is said beside it, and looked up when a report is put together. Knows no case and nobody's verdict.

mod class;

pub use class::{Class, ClassCode, IndustryClass, NoClass};

use crate::verdict::Classification;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many classes there are at most: a list that somebody reads beside a picture.
pub const MOST_CLASSES: usize = 24;

/// The longest name of a class, in characters.
pub const LONGEST_NAME: usize = 40;

/// The longest hint, in characters: a sentence.
pub const LONGEST_HINT: usize = 160;

/// The classes, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Each once; at most 24.
    pub classes: Vec<Class>,
}

/// The industry's own four, as they are called there.
impl Default for Scheme {
    fn default() -> Self {
        let class = |industry: IndustryClass| Class {
            code: industry.name().to_owned(),
            name: industry.name().to_owned(),
            hint: String::new(),
            retired: false,
            reports_as: Some(industry),
        };
        Self {
            classes: IndustryClass::ALL.map(class).into(),
        }
    }
}

/// Why a scheme is not taken. Classes are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeProblem {
    /// More than anybody chooses from.
    #[error("there are at most {MOST_CLASSES} classes, retired ones included")]
    TooMany,
    /// Its code is none.
    #[error("class {at}: {why}")]
    Code {
        /// Which.
        at: usize,
        /// Why.
        why: NoClass,
    },
    /// Two have one code; large and small letters are the same here.
    #[error("class {at}: its code is that of a class before it")]
    CodeTwice {
        /// The second of them.
        at: usize,
    },
    /// It has no name that fits into a line.
    #[error("class {at}: its name is one line of 1 to {LONGEST_NAME} characters")]
    Name {
        /// Which.
        at: usize,
    },
    /// Nobody could tell two of them apart.
    #[error("class {at}: its name is that of a class before it")]
    NameTwice {
        /// The second of them.
        at: usize,
    },
    /// Its hint does not fit.
    #[error("class {at}: its hint is one line of at most {LONGEST_HINT} characters")]
    Hint {
        /// Which.
        at: usize,
    },
    /// Decisions name it.
    #[error("class {code} was given to cases, which name it by its code: retire it instead of taking it out")]
    WasGiven {
        /// Its code.
        code: String,
    },
}

/// Why a class cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOffered {
    /// The scheme has none of that code.
    #[error("the verdict's class is none of this hub's: read the classes again, and choose one of them")]
    Unknown,
    /// It was retired.
    #[error("the verdict's class is retired here: read the classes again, and choose another one")]
    Retired,
}

impl Scheme {
    /// The same, trimmed.
    ///
    /// # Errors
    /// [`SchemeProblem`] with the first thing that is wrong.
    pub fn checked(self) -> Result<Self, SchemeProblem> {
        if self.classes.len() > MOST_CLASSES {
            return Err(SchemeProblem::TooMany);
        }
        let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
        let mut classes = Vec::with_capacity(self.classes.len());
        for (class, at) in self.classes.into_iter().zip(1..) {
            let class = class.checked(at)?;
            if !codes.insert(class.code.to_ascii_lowercase()) {
                return Err(SchemeProblem::CodeTwice { at });
            }
            if !names.insert(class.name.to_lowercase()) {
                return Err(SchemeProblem::NameTwice { at });
            }
            classes.push(class);
        }
        Ok(Self { classes })
    }

    /// What is to hold instead of this scheme, where codes in `given` are on decisions.
    ///
    /// # Errors
    /// As [`Self::checked`], and [`SchemeProblem::WasGiven`].
    pub fn becomes(&self, next: Self, given: &BTreeSet<String>) -> Result<Self, SchemeProblem> {
        let next = next.checked()?;
        let lost = |class: &&Class| given.contains(&class.code) && next.class(&class.code).is_none();
        match self.classes.iter().find(lost) {
            Some(class) => Err(SchemeProblem::WasGiven {
                code: class.code.clone(),
            }),
            None => Ok(next),
        }
    }

    /// The class of a code.
    pub fn class(&self, code: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.code == code)
    }

    /// Whether a verdict may give this class now. That none fits may always be said.
    ///
    /// # Errors
    /// [`NotOffered`].
    pub fn offers(&self, given: Option<&Classification>) -> Result<(), NotOffered> {
        let Some(Classification::Of(code)) = given else {
            return Ok(());
        };
        match self.class(code.as_str()) {
            None => Err(NotOffered::Unknown),
            Some(class) if class.retired => Err(NotOffered::Retired),
            Some(_offered) => Ok(()),
        }
    }

    /// What a class is to a hotline; nothing where it has no such meaning, or the scheme knows none of that code. A retired
    /// one means what it meant.
    pub fn reports(&self, given: Option<&Classification>) -> Option<IndustryClass> {
        match given? {
            Classification::Of(code) => self.class(code.as_str())?.reports_as,
            Classification::None => None,
        }
    }
}

#[cfg(test)]
mod tests;
