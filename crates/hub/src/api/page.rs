//! Parts of lists.

use super::ApiProblem;
use scrim_wire::{Code, http::page::Page};
use uuid::Uuid;

/// Of rows that one more was read of than is wanted: whether there are further ones. That one is taken away.
pub(crate) fn more<T>(rows: &mut Vec<T>, wanted: u32) -> bool {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    more
}

/// The rows that are asked for, of a list that is read whole: there are never many of its rows.
pub(crate) fn cut<T>(mut rows: Vec<T>, page: &Page, id: impl Fn(&T) -> Uuid) -> Result<Vec<T>, ApiProblem> {
    if let Some(after) = page.after {
        let gone = || {
            ApiProblem::new(
                Code::NotFound,
                "the row to go on after is not in this list: begin again without `after`",
            )
        };
        let at = rows.iter().position(|row| id(row) == after).ok_or_else(gone)?;
        rows.drain(..=at);
    }
    rows.truncate(page.most());
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_more_than_is_wanted_says_that_there_are_further_ones() {
        for (read, expected) in [(0, false), (2, false), (3, true)] {
            let mut rows: Vec<u32> = (0..read).collect();
            assert_eq!(more(&mut rows, 2), expected);
            assert_eq!(rows.len(), usize::try_from(read.min(2)).expect("few"));
        }
    }

    #[test]
    fn pages_are_the_list_cut_in_pieces_and_a_row_that_is_gone_is_told_of() {
        let list: Vec<u128> = (1..=7).collect();
        let page = |after: Option<u128>, most| Page {
            after: after.map(Uuid::from_u128),
            most: Some(most),
        };
        let cut = |page| cut(list.clone(), &page, |row| Uuid::from_u128(*row));
        let mut pieces = Vec::new();
        loop {
            let piece = cut(page(pieces.last().copied(), 3)).expect("a piece");
            let is_last = piece.len() < 3;
            pieces.extend(piece);
            if is_last {
                break;
            }
        }
        assert_eq!(pieces, list);
        assert_eq!(cut(page(None, 0)).expect("at least one"), [1]);
        assert!(cut(page(Some(9), 3)).is_err());
    }
}
