//! What a stand-in holds, and how it behaves.

use super::{
    index::{Building, Index},
    trouble::Trouble,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What HMA makes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// A picture with a hash.
    Picture(String),
    /// A picture without features: its hash is an empty text.
    Flat,
    /// No picture: HMA breaks.
    Broken,
    /// A film, known by its digest.
    Film(String),
}

/// One piece of content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Banked {
    /// On which bank.
    pub bank: String,
    /// 0 off, 1 on, else off until then.
    pub disable_until_ts: i64,
    /// The note.
    pub note: Option<String>,
    /// Hashes by their kind.
    pub signals: BTreeMap<String, String>,
    /// What whoever banked it said.
    pub user: Option<Value>,
    /// What an exchange knows it by.
    pub fetched: Option<String>,
}

/// One entry of somebody else's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// What the exchange knows it by.
    pub id: String,
    /// Hashes by their kind.
    pub signals: BTreeMap<String, String>,
}

/// How the dice fall for a bank that takes part in a share of look-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coins {
    /// One way and the other in turn, which is what no client can foresee.
    #[default]
    Alternate,
    /// Always for the match.
    Heads,
}

/// An exchange.
#[derive(Debug, Clone, Default)]
pub(super) struct Exchange {
    pub(super) name: String,
    pub(super) api: String,
    pub(super) config: Map<String, Value>,
    pub(super) enabled: bool,
    pub(super) fetched: u64,
    pub(super) fetched_at: Option<i64>,
}

/// Everything.
#[derive(Default)]
pub struct World {
    /// Seconds since 1970.
    pub now: i64,
    /// What goes wrong.
    pub trouble: Option<Trouble>,
    /// A header that every call must carry.
    pub wants: Option<(String, String)>,
    /// When the index is built.
    pub building: Building,
    /// How dice fall.
    pub coins: Coins,
    /// What files are, by their bytes.
    pub files: BTreeMap<Vec<u8>, File>,
    /// Every call so far: method and path, below the prefix, with its question.
    pub asked: Vec<String>,
    /// The number that was given last.
    pub last_id: u64,
    /// Content by its number.
    pub contents: BTreeMap<u64, Banked>,
    /// What each exchange's other side lists now.
    pub upstream: BTreeMap<String, Vec<Upstream>>,
    pub(super) tossed: u64,
    pub(super) banks: Vec<(String, f64)>,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) credentials: Vec<String>,
    pub(super) index: Index,
}

impl World {
    /// Makes a bank without a call.
    pub fn bank(&mut self, name: &str, ratio: f64) {
        self.banks.push((name.to_owned(), ratio));
    }

    /// Banks a PDQ hash without a call, and answers its number.
    pub fn list(&mut self, bank: &str, hex: &str) -> u64 {
        let signals = BTreeMap::from([("pdq".to_owned(), hex.to_owned())]);
        self.add(Banked {
            bank: bank.to_owned(),
            signals,
            ..Banked::default()
        })
    }

    /// Makes an exchange with its bank, without a call.
    pub fn exchange(&mut self, name: &str, api: &str) {
        self.bank(name, 1.0);
        self.exchanges.push(Exchange {
            name: name.to_owned(),
            api: api.to_owned(),
            enabled: true,
            ..Exchange::default()
        });
    }

    /// Adds content that matches from the next index on.
    pub(super) fn add(&mut self, content: Banked) -> u64 {
        self.last_id += 1;
        let enabled = Banked {
            disable_until_ts: 1,
            ..content
        };
        self.contents.insert(self.last_id, enabled);
        self.changed();
        self.last_id
    }

    /// Content is other than it was: the index follows where it does so at once.
    pub(super) fn changed(&mut self) {
        if self.building == Building::AtOnce {
            self.build();
        }
    }

    /// Builds the index, as HMA does every minute.
    pub fn build(&mut self) {
        self.index = Index::of(&self.contents, self.now);
    }

    /// Fetches from every exchange, as HMA does every few minutes: what is new there gets a new number, what has
    /// changed keeps its own with all that was said of it, and what is gone is gone with all that was said of it.
    pub fn fetch(&mut self) {
        for at in 0..self.exchanges.len() {
            let Some(exchange) = self.exchanges.get(at).cloned().filter(|one| one.enabled) else {
                continue;
            };
            let now = self.upstream.get(&exchange.name).cloned().unwrap_or_default();
            self.drop_gone(&exchange.name, &now);
            for entry in &now {
                self.bring(&exchange.name, entry);
            }
            if let Some(exchange) = self.exchanges.get_mut(at) {
                exchange.fetched = now.len() as u64;
                exchange.fetched_at = Some(self.now);
            }
        }
        self.changed();
    }

    fn drop_gone(&mut self, bank: &str, now: &[Upstream]) {
        let listed = |fetched: &str| now.iter().any(|entry| entry.id == fetched);
        self.contents.retain(|_, content| {
            let fetched = content.fetched.as_deref();
            content.bank != bank || fetched.is_none_or(listed)
        });
    }

    fn bring(&mut self, bank: &str, entry: &Upstream) {
        let known = self
            .contents
            .values_mut()
            .find(|content| content.bank == bank && content.fetched.as_deref() == Some(&entry.id));
        if let Some(content) = known {
            content.signals.clone_from(&entry.signals);
            return;
        }
        self.add(Banked {
            bank: bank.to_owned(),
            signals: entry.signals.clone(),
            fetched: Some(entry.id.clone()),
            ..Banked::default()
        });
    }

    /// Whether a bank takes part in this look-up.
    pub(super) fn takes_part(&mut self, bank: &str, seed: Option<&str>) -> bool {
        let ratio = self
            .banks
            .iter()
            .find(|(name, _)| name == bank)
            .map(|(_, ratio)| *ratio);
        match (ratio, seed) {
            (None, _) => false,
            (Some(ratio), _) if ratio >= 1.0 => true,
            (Some(ratio), _) if ratio <= 0.0 => false,
            (Some(_), Some(seed)) => self.coins == Coins::Heads || seed.bytes().map(u64::from).sum::<u64>() % 2 == 0,
            (Some(_), None) => {
                self.tossed += 1;
                self.coins == Coins::Heads || self.tossed % 2 == 1
            }
        }
    }
}
