//! Sources: adding one, giving it another key, switching it. The same for the API and for the commands. A key is drawn
//! here, handed out once and kept as a hash.

use crate::{
    clock,
    tokens::{self, NoEntropy},
};
use scrim_model::{
    ids::PersonId,
    source_key::{OldKey, TooLong},
};
use scrim_store::{
    Store, StoreError,
    sources::{self as kept, SourceRefused},
};
use scrim_wire::http::sources::{Source, SourceWithKey};

/// The longest name of a source, in characters.
const LONGEST_NAME: usize = 60;

/// Why a source is not set up so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSet {
    /// The name.
    #[error("the name of a source is one line of 1 to {LONGEST_NAME} characters")]
    Name,
    /// How long its old key is to last.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// What is there.
    #[error(transparent)]
    Refused(#[from] SourceRefused),
    /// No key could be drawn.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// Every source, in the order they were added.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn all(store: &Store) -> Result<Vec<Source>, StoreError> {
    let found = store.sources(clock::now()).await?;
    Ok(found.into_iter().map(told).collect())
}

/// Adds one.
///
/// # Errors
/// [`NotSet`].
pub(crate) async fn add(store: &Store, by: Option<PersonId>, name: &str) -> Result<SourceWithKey, NotSet> {
    let name = name.trim();
    let long = name.chars().count();
    if !(1..=LONGEST_NAME).contains(&long) || name.chars().any(char::is_control) {
        return Err(NotSet::Name);
    }
    let key = tokens::fresh()?;
    let source = store.add_source(by, name.to_owned(), tokens::hash(&key)).await?;
    Ok(with_key(source, &key))
}

/// Gives one another key; the one before is taken for so many hours more.
///
/// # Errors
/// [`NotSet`].
pub(crate) async fn make_key(
    store: &Store,
    by: Option<PersonId>,
    (source, old_key_lasts_hours): (PersonId, u16),
) -> Result<SourceWithKey, NotSet> {
    let old = OldKey::lasts_hours(old_key_lasts_hours)?;
    let key = tokens::fresh()?;
    let source = store.change_key(by, source, (tokens::hash(&key), old)).await?;
    Ok(with_key(source, &key))
}

/// Switches one off or on.
///
/// # Errors
/// [`NotSet`].
pub(crate) async fn switch(
    store: &Store,
    by: Option<PersonId>,
    (source, off): (PersonId, bool),
) -> Result<Source, NotSet> {
    Ok(told(store.switch_source(by, source, off).await?))
}

fn with_key(source: kept::Source, key: &str) -> SourceWithKey {
    SourceWithKey {
        source: told(source),
        key: key.to_owned(),
    }
}

fn told(source: kept::Source) -> Source {
    Source {
        id: source.id,
        name: source.name,
        added_at: source.added_at,
        disabled: source.disabled,
        key_made_at: source.key_made_at,
        old_key_ends_at: source.old_key_ends_at,
        may: source.may,
    }
}
