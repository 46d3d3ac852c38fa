//! A week's windows compared with another's, and written as a line: `monday 09:00-17:00`.
//!
//! Knows no date: two weeks are compared on the wall clock of one zone, which no change of clocks turns round.

use super::hours::{MINUTES_OF_DAY, Weekday, WeeklyHours, Window};
use std::{fmt, str::FromStr};

const DAYS: u32 = 7;

/// A line that is no window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a window is a day, a beginning and an end, like `monday 09:00-17:00`")]
pub struct NoWindow;

/// A stretch of a week, minutes from its first midnight.
type Stretch = (u32, u32);

impl WeeklyHours {
    /// Whether all of these lies within `other`: then they are no looser. Another zone's never do, unless there are no
    /// windows at all.
    pub fn is_within(&self, other: &Self) -> bool {
        if self.windows.is_empty() {
            return true;
        }
        let around = other.stretches();
        let covers = |(from, to): Stretch| around.iter().any(|(begins, ends)| *begins <= from && to <= *ends);
        self.zone == other.zone && self.stretches().into_iter().all(covers)
    }

    /// The windows in order, joined where they touch; what goes on past the week's end is also in its beginning.
    fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = self.windows.iter().flat_map(|window| window.stretches()).collect();
        all.sort_unstable();
        let mut joined: Vec<Stretch> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match joined.last_mut() {
                Some((_begins, ends)) if from <= *ends => *ends = to.max(*ends),
                _ => joined.push((from, to)),
            }
        }
        joined
    }
}

impl Window {
    fn stretches(self) -> Vec<Stretch> {
        let day = u32::from(MINUTES_OF_DAY);
        let week = DAYS * day;
        let from = self.day.number() * day + u32::from(self.from);
        let next = if self.to > self.from { 0 } else { day };
        let to = self.day.number() * day + next + u32::from(self.to);
        if to <= week {
            vec![(from, to)]
        } else {
            vec![(from, week), (0, to - week)]
        }
    }
}

impl Weekday {
    /// Every day, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Its name in messages and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    fn number(self) -> u32 {
        match self {
            Self::Monday => 0,
            Self::Tuesday => 1,
            Self::Wednesday => 2,
            Self::Thursday => 3,
            Self::Friday => 4,
            Self::Saturday => 5,
            Self::Sunday => 6,
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        let day = self.day.code();
        write!(
            f,
            "{day} {:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

impl FromStr for Window {
    type Err = NoWindow;

    /// A day may be cut down to its first three letters or more.
    fn from_str(line: &str) -> Result<Self, NoWindow> {
        let (day, times) = line.trim().split_once(char::is_whitespace).ok_or(NoWindow)?;
        let (from, to) = times.split_once('-').ok_or(NoWindow)?;
        let named = day.to_lowercase();
        let mut days = Weekday::ALL.into_iter();
        let day = days.find(|day| named.len() >= 3 && day.code().starts_with(&named));
        Ok(Self {
            day: day.ok_or(NoWindow)?,
            from: minute(from)?,
            to: minute(to)?,
        })
    }
}

fn minute(text: &str) -> Result<u16, NoWindow> {
    let (hour, minute) = text.trim().split_once(':').ok_or(NoWindow)?;
    let part = |digits: &str, below: u16| {
        let two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = digits.parse::<u16>().ok().filter(|number| two && *number < below);
        number.ok_or(NoWindow)
    };
    Ok(part(hour, 24)? * 60 + part(minute, 60)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(zone: &str, windows: &[&str]) -> WeeklyHours {
        let windows = windows.iter().map(|line| line.parse().expect("a window"));
        WeeklyHours {
            zone: zone.to_owned(),
            windows: windows.collect(),
        }
    }

    #[test]
    fn a_window_is_read_from_what_it_is_written_as_and_from_a_short_day() {
        let window = Window {
            day: Weekday::Wednesday,
            from: 545,
            to: 0,
        };
        assert_eq!(window.to_string(), "wednesday 09:05-00:00");
        assert_eq!(window.to_string().parse(), Ok(window));
        assert_eq!(" Wed  09:05 - 00:00".parse(), Ok(window));
        for line in [
            "we 09:00-17:00",
            "someday 09:00-17:00",
            "monday",
            "monday 9:00-17:00",
            "monday 09:00",
            "monday 24:00-17:00",
            "monday 09:60-17:00",
            "monday +9:00-17:00",
            "",
        ] {
            assert_eq!(line.parse::<Window>(), Err(NoWindow), "{line}");
        }
    }

    #[test]
    fn hours_lie_within_others_where_none_of_their_time_is_outside_them() {
        let usual = hours("Etc/UTC", &["mon 09:00-12:00", "mon 12:00-17:00", "sun 22:00-06:00"]);
        let within = |zone: &str, windows: &[&str]| hours(zone, windows).is_within(&usual);
        assert!(within("Etc/UTC", &["mon 10:00-16:00"]), "over two that touch");
        assert!(
            within("Etc/UTC", &["mon 00:00-06:00"]),
            "the end of a night of the week before"
        );
        assert!(within("Etc/UTC", &["sun 23:00-05:00"]));
        assert!(!within("Etc/UTC", &["mon 10:00-17:01"]));
        assert!(!within("Etc/UTC", &["mon 10:00-16:00", "tue 10:00-16:00"]));
        assert!(!within("Europe/Berlin", &["mon 10:00-11:00"]), "another zone's");
        assert!(within("Europe/Berlin", &[]), "none at all");
        assert!(!within("Etc/UTC", &["mon 08:00-11:00"]), "an hour too early");
        let midweek = hours("Etc/UTC", &["mon 09:00-12:00", "wed 09:00-12:00"]);
        let within = |line: &str| hours("Etc/UTC", &[line]).is_within(&midweek);
        assert!(within("wed 10:00-11:00"));
        assert!(!within("tue 10:00-11:00"), "between the two");
    }
}
