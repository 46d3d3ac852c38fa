//! Benign look-alikes: keeping them, and whom they were shown to.
//!
//! What a look-alike is for is the model's to say. To its holder it is a case like any other, under ids of its own; here
//! is what becomes of it wherever cases are read or written:
//!
//! | where | what happens |
//! |---|---|
//! | taking | drawn and given in one unit, to one person; never to anybody else, by whatever name they ask for it |
//! | what waits | is not counted for anybody; whoever has one sees one case less until it is over, as with an upload |
//! | looks, ledger, budgets, load | as with any case: a person has looked |
//! | fair share | the load counts, the case does not, and nothing is learned of what such cases weigh |
//! | verdict | judged and answered as any other, with grace and undo; then it is over. Nothing is planned, nobody asked a second time |
//! | alarms, agreement, flow of a queue, sums, transparency | nothing |
//! | list, outbox, deliveries, callbacks | nothing |
//! | skip, give back, lease that runs out | nobody is given it; a late verdict is taken as ever; it is over after that |
//! | hand-over, escalation, hold, other queue | answered as ever, and it is over: nobody else spends a look on it |
//! | urgent mark | leads are alarmed as ever, and told with the mark that it is one; platforms are told nothing |
//! | reversal | refused: nothing follows that could be taken back |
//! | notes | its author alone reads them, at this case alone |
//! | bars | no case of an upload is kept from anybody because of one |
//! | its author's own history | as any verdict that nobody has decided otherwise |
//! | deep link | for its holder; to others it is a case that does not wait |
//! | a lead's list of a queue, splits, whom it can be handed to | not in it, unless it is marked urgent |
//! | report | nothing to report; the exposure facts of the case can be exported as of any |
//! | opt-outs | hold, by the categories of its pair |
//! | retention, destruction on request | never by these; [`Store::remove_look_alike`] alone forgets its keys |
//! | backup | in it, once, whoever was shown it |
//! | rematching, twins | never: no upload joins it, and it joins none |
//! | source asks for an upload by that id | there is none |

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    items::{Digests, NearHash, NewMedia},
    sql,
};
use scrim_model::{
    ids::{EntryId, ItemId},
    look_alike::LookAlikeShare,
    matching::FrameHash,
    picture::PictureTrait,
    time::Time,
};

/// A picture that is to be mixed in, as it was read.
#[derive(Debug, Clone)]
pub struct NewLookAlike {
    /// Its id, under which its media are sealed.
    pub id: ItemId,
    /// How many bytes.
    pub bytes: u64,
    /// Digests of them.
    pub digests: Digests,
    /// Its hash; several of an animation.
    pub hashes: Vec<FrameHash>,
    /// Width and height as it is shown, px.
    pub size_px: (u32, u32),
    /// What is shown of it otherwise than its file would.
    pub traits: Vec<PictureTrait>,
    /// What came near, by the index.
    pub near: Vec<NearHash>,
    /// Where it is mixed in, by name.
    pub queue: String,
    /// The list on which the entry is that it resembles, by name.
    pub list: String,
    /// Which entry; the closest of the list where none is named.
    pub entry: Option<EntryId>,
}

/// What a picture is a near miss of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearMiss {
    /// The entry.
    pub entry: EntryId,
    /// Bits that differ.
    pub distance: u32,
}

/// Why a picture is no look-alike. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum NotALookAlike {
    /// No queue of that name.
    #[error("there is no queue of that name: `scrim-hub look-alikes list` and the desk name them as they are")]
    NoQueue,
    /// No list of that name.
    #[error("there is no list of that name: `scrim-hub list` names them")]
    NoList,
    /// Several frames.
    #[error("it moves: take a still picture, since people compare one picture with one entry")]
    Moves,
    /// Nothing can be compared with it.
    #[error("its hash is too poor to match anything: take a picture with more in it")]
    PoorHash,
    /// The door would stop it.
    #[error(
        "it would be stopped: its bytes are listed, or it is within 10 bits of a hash that somebody has confirmed. Take \
         one that differs more"
    )]
    Stopped,
    /// Too near to be another picture.
    #[error(
        "it is {distance} bits from the entry, which is as near as a copy: a look-alike is 11 to 31 bits away. Take one \
         that differs more"
    )]
    Twin {
        /// Bits that differ.
        distance: u32,
    },
    /// Nothing of the list is near.
    #[error(
        "nothing of that list that matches is within 31 bits of it: name another list or entry, or take a picture that is \
         more like what is listed"
    )]
    TooFar,
    /// These bytes are mixed in there.
    #[error("this very picture is mixed into that queue already: remove it first, or take another")]
    Known,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// Which.
    pub item: ItemId,
    /// Where it is mixed in.
    pub queue: String,
    /// The list of the entry.
    pub list: String,
    /// What it is a near miss of, and by how much when it was added.
    pub miss: NearMiss,
    /// Since when.
    pub added_at: Time,
    /// Since when it is not given to anybody any more.
    pub removed_at: Option<Time>,
    /// How many people were given it, whatever they said.
    pub given: u64,
}

/// What became of one that was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// Its keys are forgotten; what is sealed by them is taken away.
    Gone,
    /// Somebody has it in hand; nobody else is given it. Removing it again, later, forgets its keys.
    InHand,
}

/// Why none is removed.
#[derive(Debug, thiserror::Error)]
pub enum NotRemoved {
    /// There is none of that id.
    #[error("there is no look-alike of that id: `scrim-hub look-alikes list` names them")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a share is not set.
#[derive(Debug, thiserror::Error)]
pub enum ShareNotSet {
    /// No queue of that name.
    #[error("there is no queue of that name")]
    NoQueue,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What a picture is a near miss of, before anything of it is kept.
    ///
    /// # Errors
    /// [`NotALookAlike`].
    pub async fn near_miss(&self, new: NewLookAlike) -> Result<NearMiss, NotALookAlike> {
        let found = move |db: crate::db::Db<'_>| sql::look_alikes::near_miss(db, &new).map(|found| found.miss);
        self.read(found).await
    }

    /// Keeps a look-alike whose sealed media are where media are kept.
    ///
    /// # Errors
    /// [`NotALookAlike`].
    pub async fn add_look_alike(&self, new: NewLookAlike, media: NewMedia) -> Result<NearMiss, NotALookAlike> {
        let alone = Alone::with(Lists::Asked);
        self.write(alone, move |tx| sql::look_alikes::add(tx, &new, &media))
            .await
    }

    /// All that are or were mixed in, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look_alikes(&self) -> Result<Vec<LookAlike>, StoreError> {
        self.read(sql::look_alikes::all).await
    }

    /// Gives one to nobody any more, and forgets its keys unless somebody has it in hand.
    ///
    /// # Errors
    /// [`NotRemoved`].
    pub async fn remove_look_alike(&self, item: ItemId) -> Result<Removed, NotRemoved> {
        self.write(Alone::not(), move |tx| sql::look_alikes::remove(tx, item))
            .await
    }

    /// Sets of how many cases of a queue one is a look-alike, from now on, by somebody at the machine.
    ///
    /// # Errors
    /// [`ShareNotSet`].
    pub async fn set_look_alike_share(&self, queue: String, share: LookAlikeShare) -> Result<(), ShareNotSet> {
        self.write(Alone::not(), move |tx| sql::look_alikes::set_share(tx, &queue, share))
            .await
    }
}
