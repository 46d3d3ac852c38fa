//! Values on their way into a statement and out of a row: four kinds, whatever the engine calls them.
//!
//! Truth is a whole number, 0 or 1; an id is its 16 bytes. Each engine makes of them what its columns are.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Blob(&'a [u8]),
}

/// A value that a statement takes.
pub(crate) trait AsCell {
    fn cell(&self) -> Cell<'_>;
}

/// A value that a row holds. None where it is of another kind, or out of bounds.
pub(crate) trait FromCell: Sized {
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

/// The values of a statement, in order: `?1` is the first.
pub(crate) trait Params {
    fn cells(&self) -> Vec<Cell<'_>>;
}

impl<'a> Cell<'a> {
    pub(super) fn of_sqlite(value: ValueRef<'a>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(Self::Null),
            ValueRef::Integer(number) => Some(Self::Int(number)),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().map(Self::Text),
            ValueRef::Blob(bytes) => Some(Self::Blob(bytes)),
            ValueRef::Real(_) => None,
        }
    }

    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Int(_) => "a whole number",
            Self::Text(_) => "text",
            Self::Blob(_) => "bytes",
        }
    }

    fn int(self) -> Option<i64> {
        if let Self::Int(number) = self {
            Some(number)
        } else {
            None
        }
    }

    fn blob(self) -> Option<&'a [u8]> {
        if let Self::Blob(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Numbers beyond what a column holds are kept as the most it holds; none of ours comes near.
macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl AsCell for $kind {
            fn cell(&self) -> Cell<'_> {
                Cell::Int(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
        impl FromCell for $kind {
            fn from_cell(cell: Cell<'_>) -> Option<Self> {
                cell.int().and_then(|number| number.try_into().ok())
            }
        }
    )*};
}
whole_numbers!(i64, u8, u16, u32, u64, usize);

impl AsCell for bool {
    fn cell(&self) -> Cell<'_> {
        Cell::Int(i64::from(*self))
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        cell.int().map(|number| number != 0)
    }
}

impl AsCell for str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl AsCell for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Text(text) = cell {
            Some(text.to_owned())
        } else {
            None
        }
    }
}

impl AsCell for Vec<u8> {
    fn cell(&self) -> Cell<'_> {
        Cell::Blob(self)
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        cell.blob().map(<[u8]>::to_vec)
    }
}

impl<const N: usize> AsCell for [u8; N] {
    fn cell(&self) -> Cell<'_> {
        Cell::Blob(self)
    }
}

impl<const N: usize> FromCell for [u8; N] {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        cell.blob().and_then(|bytes| bytes.try_into().ok())
    }
}

impl AsCell for Uuid {
    fn cell(&self) -> Cell<'_> {
        Cell::Blob(self.as_bytes())
    }
}

impl FromCell for Uuid {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        cell.blob().and_then(|bytes| Self::from_slice(bytes).ok())
    }
}

impl<T: AsCell> AsCell for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, AsCell::cell)
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

impl<T: AsCell + ?Sized> AsCell for &T {
    fn cell(&self) -> Cell<'_> {
        (**self).cell()
    }
}

impl Params for () {
    fn cells(&self) -> Vec<Cell<'_>> {
        Vec::new()
    }
}

impl<T: AsCell> Params for [T; 1] {
    fn cells(&self) -> Vec<Cell<'_>> {
        self.iter().map(AsCell::cell).collect()
    }
}

/// Where there are more than fit a tuple: see [`values`].
impl Params for &[&dyn AsCell] {
    fn cells(&self) -> Vec<Cell<'_>> {
        self.iter().map(|value| value.cell()).collect()
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<$($name: AsCell),+> Params for ($($name,)+) {
            #[expect(non_snake_case, reason = "a value is named as its kind")]
            fn cells(&self) -> Vec<Cell<'_>> {
                let ($($name,)+) = self;
                vec![$($name.cell()),+]
            }
        }
    )*};
}
tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
    A B C D E F G H I J K L M;
    A B C D E F G H I J K L M N;
    A B C D E F G H I J K L M N O P;
}
