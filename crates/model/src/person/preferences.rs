//! What somebody likes, where it limits nothing.

use crate::ids::QueueId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many queues somebody marks at most; the oldest marks go where there are more.
pub const MOST_FAVOURITES: usize = 50;

/// What somebody likes, where it limits nothing: free of floors, and nobody else's business.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default)]
pub struct Preferences {
    /// The tone of looks without colour.
    pub tone: Tone,
    /// Queues that come first, in the order they were marked, 50 at most. One that is not theirs to take from says
    /// nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<QueueId>>", optional))]
    pub favourites: Vec<QueueId>,
    /// Whether a line is read before the first look of a block.
    #[serde(skip_serializing_if = "FirstLookLine::is_shown")]
    #[cfg_attr(feature = "schema", ts(as = "Option<FirstLookLine>", optional))]
    pub first_look_line: FirstLookLine,
}

impl Preferences {
    /// The same with a queue marked, or not.
    #[must_use]
    pub fn marking(mut self, queue: QueueId, marked: bool) -> Self {
        self.favourites.retain(|known| *known != queue);
        if marked {
            self.favourites.push(queue);
        }
        self.within_limits()
    }

    /// The same with each queue marked once, and no more than may be.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        let mut known = BTreeSet::new();
        self.favourites.retain(|queue| known.insert(*queue));
        let over = self.favourites.len().saturating_sub(MOST_FAVOURITES);
        self.favourites.drain(..over);
        self
    }

    /// Queues in this order: those that are marked first, else as they were.
    pub fn order<T>(&self, queues: &mut [T], id: impl Fn(&T) -> QueueId) {
        queues.sort_by_key(|queue| !self.favourites.contains(&id(queue)));
    }
}

/// Whether a line is read before the first look of a block. It limits nothing, so there is no floor under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FirstLookLine {
    /// It is.
    #[default]
    Shown,
    /// The person wants none.
    Off,
}

impl FirstLookLine {
    /// Whether it is read.
    pub fn is_shown(&self) -> bool {
        *self == Self::Shown
    }
}

/// How looks without colour are toned. It makes nothing clearer, and colour stays colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Grey, as it was made.
    #[default]
    AsIs,
    /// Warm and of low contrast.
    Sepia,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(number: u128) -> QueueId {
        QueueId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_marked_queue_comes_first_and_the_rest_stays_in_its_order() {
        let likes = Preferences::default().marking(queue(3), true).marking(queue(2), true);
        let mut queues = [1, 2, 3, 4].map(queue);
        likes.order(&mut queues, |queue| *queue);
        assert_eq!(queues, [2, 3, 1, 4].map(queue));
        let mut queues = [1, 2, 3, 4].map(queue);
        let likes = likes.marking(queue(2), false).marking(queue(3), true);
        likes.order(&mut queues, |queue| *queue);
        assert_eq!(queues, [3, 1, 2, 4].map(queue));
        assert_eq!(likes.favourites, [queue(3)], "marked twice is marked once");
    }

    #[test]
    fn a_line_that_is_read_is_not_kept_and_one_that_is_unwanted_is() {
        let kept = |likes: &Preferences| serde_json::to_value(likes).expect("JSON");
        assert_eq!(
            kept(&Preferences::default()),
            serde_json::json!({"tone": "as_is"}),
            "as it was before there was one"
        );
        let without = Preferences {
            first_look_line: FirstLookLine::Off,
            ..Preferences::default()
        };
        assert_eq!(kept(&without)["first_look_line"], "off");
        let read: Preferences = serde_json::from_value(kept(&without)).expect("read");
        assert_eq!(read, without);
    }

    #[test]
    fn the_oldest_marks_go_where_there_are_too_many() {
        let many = u128::try_from(MOST_FAVOURITES).expect("few") + 2;
        let likes = (0..many).fold(Preferences::default(), |likes, number| {
            likes.marking(queue(number), true)
        });
        assert_eq!(likes.favourites.len(), MOST_FAVOURITES);
        assert_eq!(likes.favourites.first(), Some(&queue(2)));
        let doubled = Preferences {
            favourites: likes.favourites.repeat(2),
            ..likes.clone()
        };
        assert_eq!(doubled.within_limits(), likes);
    }
}
