//! One connection to `PostgreSQL`, with the statements that are prepared on it.

use super::{
    Result,
    cell::Cell as Value,
    error::{Again, EngineError},
    tls::Way,
};
use bytes::BytesMut;
use postgres::{
    Client, NoTls, SimpleQueryMessage, Statement,
    error::{DbError, Severity},
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    error::Error,
};

/// What every connection is told before its first unit: answers are on disk when they are given, each statement
/// sees what was committed before it began, and a hub that stands still in the middle of a unit loses its locks.
/// Each text of ours was written with its index in mind: the server is told so, since it would plan for a table that
/// was empty a minute ago, keep that plan, and walk through the whole of it ever after.
const MANNERS: &str = "SET default_transaction_isolation = 'read committed';
    SET idle_in_transaction_session_timeout = '30s';
    SET client_min_messages = 'warning';
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off;
    SET jit = off; SET plan_cache_mode = 'force_generic_plan';
    SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') = 'off'";

/// A connection. Its texts are written with `?1`, as everywhere here.
pub(crate) struct Session {
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
    /// The first statement of this transaction that failed: nothing of it can be committed any more.
    failed: Cell<Option<Again>>,
    /// The server was told to commit: if it is gone now, it may have.
    in_doubt: Cell<bool>,
    /// The server said that it ends the connection.
    ended: Cell<bool>,
    /// Whether the time is the database's own, and not one that it is told.
    pub(super) keeps_time: bool,
}

impl Session {
    /// Connects.
    pub(crate) fn connect(config: &postgres::Config, way: &Way, keeps_time: bool) -> Result<Self> {
        let mut client = match way {
            Way::Here => config.connect(NoTls)?,
            Way::Encrypted(tls) => config.connect(tls.clone())?,
        };
        client.batch_execute(MANNERS)?;
        Ok(Self {
            client: RefCell::new(client),
            prepared: RefCell::default(),
            failed: Cell::new(None),
            in_doubt: Cell::new(false),
            ended: Cell::new(false),
            keeps_time,
        })
    }

    /// Whether the connection is gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.ended.get() || self.client.borrow().is_closed()
    }

    /// Whether what was done on it last may be on disk although nobody was told.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.in_doubt.get()
    }

    /// Starts a transaction with a text that answers one number.
    pub(crate) fn begin(&self, text: &str) -> Result<i64> {
        self.failed.set(None);
        let text = format!("BEGIN; {text}");
        let said = self.client.borrow_mut().simple_query(&text);
        let number = self.noted(said)?.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0)?.parse().ok(),
            _ => None,
        });
        number.ok_or(EngineError::NoRow)
    }

    /// Ends a transaction; it is on disk when this answers. After a statement that failed it is refused: the
    /// server would take it all back and call that a success.
    pub(crate) fn commit(&self) -> Result<()> {
        if self.failed.get().is_some() {
            return Err(EngineError::Aborted);
        }
        self.in_doubt.set(true);
        self.batch("COMMIT")?;
        self.in_doubt.set(false);
        Ok(())
    }

    /// Takes a transaction back. Answers what its failed statement says of trying again.
    pub(crate) fn roll_back(&self) -> Again {
        let _gone_with_the_connection = self.client.borrow_mut().batch_execute("ROLLBACK");
        self.failed.take().unwrap_or(Again::Useless)
    }

    /// Runs several statements, without values.
    pub(crate) fn batch(&self, text: &str) -> Result<()> {
        self.noted(self.client.borrow_mut().batch_execute(text))
    }

    pub(super) fn execute_with<T: ToSql + Sync>(&self, statement: &Statement, values: &[T]) -> Result<usize> {
        let changed = self.client.borrow_mut().execute(statement, &as_sql(values));
        Ok(usize::try_from(self.noted(changed)?).unwrap_or(usize::MAX))
    }

    pub(super) fn query_with<T: ToSql + Sync>(
        &self,
        statement: &Statement,
        values: &[T],
    ) -> Result<Vec<postgres::Row>> {
        let rows = self.client.borrow_mut().query(statement, &as_sql(values));
        self.noted(rows)
    }

    /// Prepares a text, or takes it from those that are prepared.
    pub(super) fn prepare(&self, text: &str) -> Result<Statement> {
        // No text of ours has a question mark for anything else.
        self.prepare_as(text, || text.replace('?', "$"))
    }

    /// The same for a text that the server reads otherwise.
    pub(super) fn prepare_as(&self, text: &str, read: impl FnOnce() -> String) -> Result<Statement> {
        if let Some(known) = self.prepared.borrow().get(text) {
            return Ok(known.clone());
        }
        let statement = self.client.borrow_mut().prepare(&read());
        let statement = self.noted(statement)?;
        self.prepared.borrow_mut().insert(text.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noted<T>(&self, answer: std::result::Result<T, postgres::Error>) -> Result<T> {
        answer.map_err(|error| {
            if self.failed.get().is_none() {
                self.failed.set(Some(Again::after(&error)));
            }
            let severity = error.as_db_error().and_then(DbError::parsed_severity);
            if matches!(severity, Some(Severity::Fatal | Severity::Panic)) {
                self.ended.set(true);
            }
            error.into()
        })
    }
}

fn as_sql<T: ToSql + Sync>(values: &[T]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (*self, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT4) => i32::try_from(number)?.to_sql(kind, out),
            (Value::Int(number), &Type::INT2) => i16::try_from(number)?.to_sql(kind, out),
            (Value::Int(number), &Type::BOOL) => (number != 0).to_sql(kind, out),
            (Value::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Text(text), &Type::TEXT | &Type::JSON) => text.to_sql(&Type::TEXT, out),
            (Value::Blob(bytes), &Type::BYTEA | &Type::UUID) => bytes.to_sql(&Type::BYTEA, out),
            (value, kind) => Err(format!("{} does not go into a {kind}", value.kind()).into()),
        }
    }

    fn accepts(_kind: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        match *kind {
            Type::INT8 => i64::from_sql(kind, raw).map(Self::Int),
            Type::INT4 => i32::from_sql(kind, raw).map(|number| Self::Int(number.into())),
            Type::INT2 => i16::from_sql(kind, raw).map(|number| Self::Int(number.into())),
            Type::BOOL => bool::from_sql(kind, raw).map(|truth| Self::Int(truth.into())),
            Type::BYTEA | Type::UUID => Ok(Self::Blob(raw)),
            _ => <&str>::from_sql(&Type::TEXT, raw).map(Self::Text),
        }
    }

    fn from_sql_null(_kind: &Type) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(
            *kind,
            Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL | Type::BYTEA | Type::UUID | Type::TEXT | Type::JSON
        )
    }
}
