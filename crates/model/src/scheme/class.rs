//! One class, its code, and what hotlines know it as.

use super::{LONGEST_HINT, LONGEST_NAME, SchemeProblem};
use crate::verdict::NO_CLASS;
use serde::{Deserialize, Serialize};

/// The industry's classification of abuse material: what hotlines read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "UPPERCASE")]
pub enum IndustryClass {
    /// Prepubescent, sex act.
    A1,
    /// Prepubescent, lascivious exhibition.
    A2,
    /// Pubescent, sex act.
    B1,
    /// Pubescent, lascivious exhibition.
    B2,
}

impl IndustryClass {
    /// Every one, in their order.
    pub const ALL: [Self; 4] = [Self::A1, Self::A2, Self::B1, Self::B2];

    /// As it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
        }
    }
}

/// One class of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// What decisions and files name it by: 1 to 16 letters, digits and `_`, `.`, `-`, of which the first is a letter or a
    /// digit. It never changes.
    pub code: String,
    /// What it is called; one line of 1 to 40 characters.
    pub name: String,
    /// What it means, or when it is chosen; one line of at most 160 characters, may be empty.
    #[serde(default)]
    pub hint: String,
    /// Whether it is only there for decisions that name it, and given to nothing new.
    #[serde(default)]
    pub retired: bool,
    /// What it is in a report to a hotline; null where a report names no class.
    #[serde(default)]
    pub reports_as: Option<IndustryClass>,
}

impl Class {
    pub(super) fn checked(self, at: usize) -> Result<Self, SchemeProblem> {
        let [code, name, hint] = [&self.code, &self.name, &self.hint].map(|text| text.trim().to_owned());
        let code = ClassCode::try_from(code).map_err(|why| SchemeProblem::Code { at, why })?;
        let is_line = |text: &str, most| text.chars().count() <= most && !text.chars().any(char::is_control);
        if name.is_empty() || !is_line(&name, LONGEST_NAME) {
            return Err(SchemeProblem::Name { at });
        }
        if !is_line(&hint, LONGEST_HINT) {
            return Err(SchemeProblem::Hint { at });
        }
        Ok(Self {
            code: code.into(),
            name,
            hint,
            ..self
        })
    }
}

/// The code of a class, whichever scheme it is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassCode(String);

/// A text that is no code of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoClass {
    /// Too long, too short, of other characters, or one that a spreadsheet takes for the beginning of a formula.
    #[error(
        "a class's code has 1 to {} letters, digits and _ . -, and begins with a letter or a digit",
        ClassCode::LONGEST
    )]
    Code,
    /// It is what is said where none fits.
    #[error("NONE is what is said where no class fits, and no class's code")]
    Reserved,
}

impl ClassCode {
    /// The longest, in characters, which are all ASCII.
    pub const LONGEST: usize = 16;

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ClassCode {
    type Error = NoClass;

    fn try_from(text: String) -> Result<Self, NoClass> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let begins = text.starts_with(|first: char| first.is_ascii_alphanumeric());
        if !begins || text.len() > Self::LONGEST || !text.bytes().all(fits) {
            Err(NoClass::Code)
        } else if text.eq_ignore_ascii_case(NO_CLASS) {
            Err(NoClass::Reserved)
        } else {
            Ok(Self(text))
        }
    }
}

impl From<ClassCode> for String {
    fn from(code: ClassCode) -> Self {
        code.0
    }
}

impl From<IndustryClass> for ClassCode {
    fn from(class: IndustryClass) -> Self {
        Self(class.name().to_owned())
    }
}
