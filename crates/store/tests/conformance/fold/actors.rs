//! Everybody and everything that acts in the property over everything, and what they know of it: what was decided as the
//! test saw it, and every message that left.

use super::{
    mixed,
    outside::{self, Sent},
    seen::{Fold, Seen},
};
use crate::matchers::listing;
use crate::world::{Desk, Picture, Says as Decides, World};
use scrim_model::{
    delivery::Subject,
    effect::{Effect, PairFacts, confirmed_effects},
    ids::{CaseId, EntryId, ItemId, MatcherId, VerdictId},
    rung::Rung,
    verdict::PairVerdict,
};
use scrim_store::{deliveries::Which, leases::Leased, verdicts::Taken};
use std::collections::{BTreeMap, HashSet, VecDeque};

const DECISIONS: [Decides; 7] = [
    Decides::Settles,
    Decides::Agrees,
    Decides::Different,
    Decides::Disputes,
    Decides::Clears,
    Decides::New,
    Decides::Undetermined,
];

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// A picture comes onto the list.
    List(u8),
    /// One comes onto a second list while copies wait.
    Late(u8),
    /// A picture comes in, so many bits altered.
    Upload(u8, usize),
    /// The same, while a matcher does not answer.
    UploadUnverified(u8, usize),
    /// That matcher answers what it is asked again, and lists each picture as it is.
    Answer,
    /// One of three people takes a case and keeps it; the matcher may answer meanwhile.
    Hold(usize, bool),
    /// Whoever has kept a case for longest decides it.
    Speak(usize),
    /// One of three people decides a case, if one waits for them.
    Say(usize, usize),
    /// Both moderators say the same of a case each of them is given, and then nobody can take it back.
    Agree(usize),
    /// The last verdict is taken back, if it can be.
    Undo,
    /// The grace time passes.
    Grace,
    /// One of the decisions is reversed by the lead.
    Reverse(usize),
    /// What is due is sent, and ends so.
    Deliver(Outcome),
    /// Dead letters are sent again.
    SendAgain,
    /// What waits is matched with what lists have more.
    MatchAgain,
    /// One of three people decides a look-alike, if one may be given to them.
    LookAlike(usize, usize),
}

/// How an attempt ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    /// It arrived.
    Arrived,
    /// Nobody knows.
    Doubt,
    /// It was refused, for good.
    Refused,
    /// The hub that was at it died.
    Dies,
}

pub(super) struct Actors {
    pub(super) world: World,
    pub(super) people: [Desk; 3],
    /// Lists every second picture, and hears of what is decided.
    pub(super) matcher: MatcherId,
    /// Is asked, does not answer uploads, and is told nothing.
    pub(super) late: MatcherId,
    pub(super) listed: BTreeMap<u8, EntryId>,
    /// What look-alikes are near misses of.
    pub(super) resembled: EntryId,
    /// Which picture an upload is that this one has still to answer about, and its case.
    pub(super) unanswered: BTreeMap<ItemId, (u8, Option<CaseId>)>,
    pub(super) held: VecDeque<(Desk, Leased)>,
    pub(super) uploads: Vec<(ItemId, Picture)>,
    /// The cases on which somebody has said something.
    pub(super) spoken: HashSet<CaseId>,
    pub(super) last: Option<(Taken, Desk)>,
    /// What the decision of each case does, as long as it stands.
    pub(super) standing: BTreeMap<CaseId, (VerdictId, Vec<Effect>)>,
    /// The entries that somebody disputed on a case. While it is open, they only queue.
    pub(super) disputed: BTreeMap<CaseId, HashSet<EntryId>>,
    pub(super) sent: BTreeMap<Subject, Vec<Sent>>,
    pub(super) seen: Seen,
}

/// From where on near pictures are listed.
pub(super) const NEAR: u8 = 4;

/// What is listed: pictures, and a near one of each.
fn listed(seed: u8) -> Picture {
    match seed.checked_sub(NEAR) {
        Some(near) => picture(near, 20),
        None => picture(seed, 0),
    }
}

/// A picture, so many bits altered.
pub(super) fn picture(seed: u8, bits: usize) -> Picture {
    let picture = Picture::new(seed);
    if bits == 0 { picture } else { picture.altered(bits) }
}

/// Whether a picture is listed by the matcher; else it is on the list itself.
pub(super) fn is_the_matchers(seed: u8) -> bool {
    seed.is_multiple_of(2)
}

impl Actors {
    pub(super) async fn new(world: World) -> Self {
        let people = [
            world.moderator("one").await,
            world.moderator("two").await,
            world.lead("lead").await,
        ];
        let matcher = outside::listen(&world).await;
        let late = world.matcher("late").await;
        let resembled = mixed::mix_in(&world).await;
        Self {
            world,
            people,
            matcher,
            late,
            listed: BTreeMap::new(),
            resembled,
            unanswered: BTreeMap::new(),
            held: VecDeque::new(),
            uploads: Vec::new(),
            spoken: HashSet::new(),
            last: None,
            standing: BTreeMap::new(),
            disputed: BTreeMap::new(),
            sent: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    /// What was reached.
    pub(super) fn seen(&self) -> Seen {
        let all = || self.sent.values().flatten();
        Seen {
            standing: self.standing.len(),
            told: all().filter(|sent| sent.says.is_some()).count(),
            taken_back: all().filter(|sent| sent.says.is_none()).count(),
            ..self.seen
        }
    }

    pub(super) async fn act(&mut self, act: &Act) {
        match act {
            Act::List(picture) => self.list_once(*picture).await,
            Act::Late(picture) => self.wait_for_a_second_list(*picture).await,
            Act::Upload(picture, bits) => drop(self.upload(*picture, *bits).await),
            Act::UploadUnverified(picture, bits) => self.upload_unverified(*picture, *bits).await,
            Act::Answer => self.answer().await,
            Act::Hold(who, answers) => {
                self.hold(*who).await;
                if *answers {
                    self.answer().await;
                }
            }
            Act::Speak(says) => {
                if let Some((desk, leased)) = self.held.pop_front() {
                    self.speak(desk, &leased, *says).await;
                }
            }
            Act::Say(who, says) => self.say(*who, *says).await,
            Act::Agree(says) => {
                for who in [0, 1] {
                    self.say(who, *says).await;
                    self.world.past_grace().await;
                }
            }
            Act::MatchAgain => self.world.match_again().await,
            Act::LookAlike(who, says) => self.decide_what_is_drawn(*who, *says).await,
            Act::Undo => self.undo().await,
            Act::Grace => self.world.past_grace().await,
            Act::Reverse(which) => self.reverse(*which).await,
            Act::Deliver(ends) => self.deliver(*ends).await,
            Act::SendAgain => {
                for dead in self.world.store.deliveries(Which::Dead, None, 100).await.expect("read") {
                    // What was overtaken stays where it is.
                    let _again = self.world.store.send_again(None, dead.id).await;
                }
            }
        }
    }

    /// Answers its case, if it waits in one.
    pub(super) async fn upload(&mut self, seed: u8, bits: usize) -> Option<CaseId> {
        let picture = picture(seed, bits);
        let upload = self.world.upload(picture).await;
        self.uploads.push((upload.item, picture));
        upload.case
    }

    pub(super) async fn list_once(&mut self, picture: u8) {
        if !self.listed.contains_key(&picture) {
            let entry = self.list(picture).await;
            self.listed.insert(picture, entry);
        }
    }

    /// From a file, with its digests; or learned from the matcher, which tells a hash alone.
    async fn list(&self, seed: u8) -> EntryId {
        let picture = listed(seed);
        if !is_the_matchers(seed) {
            return self.world.entry(picture).await;
        }
        let new = listing(self.world.bank.id, u64::from(seed), picture, &["42-image1"]);
        let learned = self.world.store.learn(self.matcher, vec![new]).await.expect("learned");
        learned.first().expect("one").0
    }

    async fn say(&mut self, who: usize, says: usize) {
        if let Some((desk, leased)) = self.take(who).await {
            self.speak(desk, &leased, says).await;
        }
    }

    /// Somebody may be on a break; then nothing happens.
    pub(super) async fn take(&mut self, who: usize) -> Option<(Desk, Leased)> {
        let desk = *self.people.get(who).expect("one of three");
        let leased = self.world.try_take(desk, 1).await.ok()?.pop()?;
        Some((desk, leased))
    }

    pub(super) async fn speak(&mut self, desk: Desk, leased: &Leased, says: usize) {
        let says = *DECISIONS.get(says).expect("one of seven");
        if let Ok(granted) = self.world.grant(desk, leased.lease.id, Rung::Grey).await {
            self.world.close(desk, granted.grant.id, 500).await;
        }
        if let Ok(taken) = self.world.give(desk, leased, says).await {
            self.last = Some((taken, desk));
            if self.is_look_alike(leased) {
                return;
            }
            self.spoken.insert(taken.case);
            if says == Decides::Disputes {
                let entries = leased.case.pairs.iter().map(|pair| pair.entry);
                self.disputed.entry(taken.case).or_default().extend(entries);
            }
            if taken.confirmed {
                self.standing.insert(taken.case, (taken.verdict, effects(leased, says)));
            }
        }
    }

    async fn undo(&mut self) {
        let Some((taken, desk)) = self.last.take() else { return };
        if self.world.store.undo_verdict(taken.verdict, desk.person).await.is_ok() {
            self.seen.undone += 1;
            if taken.confirmed {
                self.standing.remove(&taken.case);
            }
        }
    }

    async fn reverse(&mut self, which: usize) {
        if self.standing.is_empty() {
            return;
        }
        let at = which.checked_rem(self.standing.len()).unwrap_or_default();
        let (case, verdict) = self
            .standing
            .iter()
            .nth(at)
            .map(|(case, (verdict, _))| (*case, *verdict))
            .expect("there");
        let lead = self.people.last().expect("a lead");
        if self.world.store.reverse_verdict(verdict, lead.person).await.is_ok() {
            self.seen.reversed += 1;
            self.standing.remove(&case);
        }
    }

    /// What the lists should hold: imported entries confirmed and suspended, hashes of altered copies, pairs apart, and
    /// entries of the hub's own, all of them and those that are disputed.
    fn fold(&self) -> Fold {
        let mut fold = Fold::default();
        let all: HashSet<Effect> = self
            .standing
            .values()
            .flat_map(|(_verdict, effects)| effects.iter().copied())
            .collect();
        for effect in &all {
            match effect {
                Effect::ConfirmEntry { entry } if self.imported(entry) => {
                    fold.confirmed += u64::from(!all.contains(&Effect::SuspendEntry { entry: *entry }));
                }
                Effect::SuspendEntry { entry } if self.imported(entry) => fold.suspended += 1,
                Effect::SuspendEntry { .. } => fold.own_disputed += 1,
                Effect::AddVariant { .. } => fold.variants += 1,
                Effect::ExcludePair { .. } => fold.apart += 1,
                Effect::AddEntry { .. } => fold.own += 1,
                Effect::ConfirmEntry { .. } | Effect::DowngradeEntry { .. } | Effect::PassContent { .. } => {}
            }
        }
        fold
    }

    /// How many entries one person's dispute may keep from stopping anything.
    fn only_queue(&self) -> u64 {
        let open = self
            .disputed
            .iter()
            .filter(|(case, _entries)| !self.standing.contains_key(*case));
        open.flat_map(|(_case, entries)| entries).collect::<HashSet<_>>().len() as u64
    }

    fn imported(&self, entry: &EntryId) -> bool {
        self.listed.values().any(|known| known == entry)
    }

    pub(super) async fn lists_are_the_fold(&self) {
        let (sums, fold) = (self.world.store.sums().await.expect("sums"), self.fold());
        assert_eq!(sums.pairs_excluded, fold.apart, "pairs that are kept apart: {fold:?}");
        assert_eq!(sums.variants_added, fold.variants, "hashes of altered copies: {fold:?}");
        assert_eq!(
            sums.entries_suspended, fold.suspended,
            "entries that match nothing: {fold:?}"
        );
        // One of the hub's own that is disputed may be one whose decision was reversed since.
        let own = sums.entries_added;
        assert!(
            own <= fold.own && own + fold.own_disputed >= fold.own,
            "entries of its own, {own}: {fold:?}"
        );
        let (stop, queue) = (sums.entries_confirmed, self.only_queue());
        let all = fold.confirmed + own;
        assert!(
            stop <= all && stop + queue >= all,
            "entries that stop, {stop}, or only queue, {queue}: {fold:?}"
        );
        let sound = self.world.store.soundness().await.expect("read");
        assert!(sound.faults.iter().all(|(_fault, many)| *many == 0), "{sound:?}");
    }
}

/// What a confirmed decision does, as the model says it.
fn effects(leased: &Leased, says: Decides) -> Vec<Effect> {
    let facts = |said: &PairVerdict| {
        let pair = leased
            .case
            .pairs
            .iter()
            .find(|pair| pair.entry == said.entry)
            .expect("of the case");
        PairFacts {
            kind: pair.kind,
            trust: pair.trust,
            via_variant: pair.via_variant,
            hash_trusted: true,
        }
    };
    confirmed_effects(&says.about(leased), facts)
}
