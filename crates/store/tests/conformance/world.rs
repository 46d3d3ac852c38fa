//! A made-up hub: a steppable clock, people, a list, uploads, and the hub's own way through a case.

use crate::engines::{self, Engine};
mod beside;
mod keeping;
mod listing;
mod mixing;
mod passing;
mod rematching;

pub(crate) use crate::{picture::Picture, says::Says};
pub(crate) use mixing::DRAWN;
use scrim_model::{
    grant::Presented,
    ids::{GrantId, ItemId, LeaseId, PersonId, SessionId},
    look_alike::Dice,
    matching::{FrameHash, HarmType},
    person::Role,
    rung::Rung,
    second_looks::Draw,
    time::{Span, Time},
};
use scrim_store::{
    Clock, Store,
    banks::{Bank, NewBank},
    items::{Accepted, Digests, Door, ItemRow, Near, NearHash, NewItem, NewMedia, NewRendition},
    leases::{Leased, Proof, Taker},
    looks::{Asked, Granted, LookRefused},
    people::{Credential, NewPerson, NotAdded, TokenPair},
    verdicts::{NewVerdict, Taken, VerdictRefused},
};
use sha2::{Digest, Sha256};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};
use tempfile::TempDir;
use uuid::Uuid;

/// Runs a test against every engine, each time in an empty hub.
pub(crate) async fn every_engine(test: impl AsyncFn(World)) {
    for engine in engines::all() {
        eprintln!("engine: {}", engine.name);
        test(World::new(engine).await).await;
    }
}

pub(crate) const GRACE: Span = Span::seconds(60);
const START: i64 = 1_700_000_000_000;

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) folder: Arc<TempDir>,
    pub(crate) bank: Bank,
    pub(crate) source: PersonId,
    pub(crate) engine: &'static Engine,
    time: Arc<AtomicI64>,
    drawn: Arc<AtomicU64>,
}

/// One person at one desk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
    pub(crate) role: Role,
    pub(crate) may_settle: bool,
}

impl World {
    pub(crate) async fn new(engine: &'static Engine) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        let time = Arc::new(AtomicI64::new(START));
        let store = (engine.open)(folder.path(), clock(&time)).expect("the store opens");
        let bank = store.bank(list("Other list", None)).await.expect("a list");
        let source = add(&store, "platform", Role::Source, Credential::Key([1; 32])).await;
        Self {
            store,
            folder,
            bank,
            source,
            engine,
            time,
            drawn: Arc::new(AtomicU64::new(1)),
        }
    }

    pub(crate) fn now(&self) -> Time {
        Time(self.time.load(Ordering::SeqCst))
    }

    /// An upload as its source sees it once every grace time is over.
    pub(crate) async fn settled(&self, item: ItemId) -> ItemRow {
        let later = self.now() + GRACE;
        self.store.item(item, later).await.expect("read").expect("there")
    }

    pub(crate) fn step(&self, span: Span) {
        self.time.fetch_add(span.0, Ordering::SeqCst);
    }

    /// Sets the system's clock back.
    pub(crate) fn step_back(&self, span: Span) {
        self.time.fetch_sub(span.0, Ordering::SeqCst);
    }

    pub(crate) fn token(&self) -> [u8; 32] {
        Sha256::digest(self.drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes()).into()
    }

    pub(crate) async fn moderator(&self, name: &str) -> Desk {
        self.desk(name, Role::Moderator).await
    }

    pub(crate) async fn lead(&self, name: &str) -> Desk {
        self.desk(name, Role::Lead).await
    }

    async fn desk(&self, name: &str, role: Role) -> Desk {
        let person = add(&self.store, name, role, Credential::Password("kept".into())).await;
        Desk {
            person,
            session: self.sign_in(person).await,
            role,
            may_settle: role == Role::Lead,
        }
    }

    /// Whether a moderator of that name could be added.
    pub(crate) async fn try_add(&self, name: &str) -> bool {
        let new = NewPerson {
            name: name.into(),
            role: Role::Moderator,
            credential: Credential::Password("kept".into()),
            experienced: true,
        };
        match self.store.add_person(new).await {
            Ok(_person) => true,
            Err(NotAdded::NameTaken) => false,
            Err(NotAdded::Store(error)) => unreachable!("{error}"),
        }
    }

    pub(crate) async fn sign_in(&self, person: PersonId) -> SessionId {
        let tokens = self.tokens();
        self.store.start_session(person, tokens).await.expect("signed in");
        let caller = self.store.caller(tokens.access, self.now()).await.expect("known");
        caller.session.expect("a sign-in has a session")
    }

    pub(crate) fn tokens(&self) -> TokenPair {
        TokenPair {
            access: self.token(),
            access_lasts: Span::minutes(10),
            refresh: self.token(),
        }
    }

    /// What lies within 31 bits of any frame, by comparing with the whole log of hashes.
    pub(crate) async fn near_frames(&self, frames: &[FrameHash]) -> Near {
        let (mut live, mut as_of) = (Vec::new(), 0);
        for change in self.store.hash_changes(0, 10_000).await.expect("the log") {
            as_of = change.seq;
            let key = (change.entry, change.hash, change.variant);
            if change.added {
                live.push(key);
            } else {
                live.retain(|known| *known != key);
            }
        }
        let near = |FrameHash { frame, perceptual }: FrameHash| {
            let near = live.iter().map(move |(entry, hash, via_variant)| NearHash {
                entry: *entry,
                distance: hash.distance(perceptual.hash),
                via_variant: *via_variant,
                frame,
                trusted: perceptual.trusted(),
            });
            near.filter(move |near| near.distance <= 31 && perceptual.usable())
        };
        let hashes = frames.iter().copied().flat_map(near).collect();
        Near { hashes, as_of }
    }

    pub(crate) async fn new_item(&self, picture: Picture) -> NewItem {
        self.new_animation(&[picture]).await
    }

    /// An upload whose frames are these pictures; its bytes are told by all of them.
    pub(crate) async fn new_animation(&self, frames: &[Picture]) -> NewItem {
        let hash = |(frame, picture): (u32, &Picture)| FrameHash {
            frame,
            perceptual: picture.perceptual,
        };
        let hashes: Vec<FrameHash> = (0..).zip(frames).map(hash).collect();
        let sha256 = match frames {
            [only] => only.sha256,
            several => Sha256::digest(several.iter().flat_map(|frame| frame.sha256).collect::<Vec<_>>()).into(),
        };
        let rendition = |rung| NewRendition {
            rung,
            width_px: 8,
            height_px: 8,
            bytes: 64,
            mime: "image/png".into(),
            wrapped_key: vec![u8::from(rung); 8],
        };
        NewItem {
            id: ItemId(Uuid::from_bytes(self.token()[..16].try_into().expect("16 bytes"))),
            source: self.source,
            reference: None,
            place: None,
            bytes: 1_000,
            digests: Digests {
                sha256,
                // As different as the bytes are.
                sha1: sha256[..20].try_into().expect("20 bytes"),
                md5: sha256[..16].try_into().expect("16 bytes"),
            },
            size_px: Some((4_000, 3_000)),
            frames: u32::try_from(frames.len()).ok(),
            cells: Vec::new(),
            unreadable: None,
            partly: None,
            unanswered: Vec::new(),
            // As unlikely as it gets.
            check: Draw::of(999),
            traits: Vec::new(),
            near: self.near_frames(&hashes).await,
            hashes,
            media: Some(NewMedia {
                renditions: [
                    Rung::HeavyVeil,
                    Rung::LightVeil,
                    Rung::Outline,
                    Rung::Grey,
                    Rung::Colour,
                ]
                .map(rendition)
                .into(),
                original_key: vec![9; 8],
            }),
        }
    }

    pub(crate) async fn upload(&self, picture: Picture) -> Accepted {
        let new = self.new_item(picture).await;
        self.store.accept(new).await.expect("accepted")
    }

    pub(crate) async fn upload_animation(&self, frames: &[Picture]) -> Accepted {
        let new = self.new_animation(frames).await;
        self.store.accept(new).await.expect("accepted")
    }

    /// What the door answers to a picture.
    pub(crate) async fn door(&self, picture: Picture) -> Door {
        self.upload(picture).await.door
    }

    pub(crate) async fn take(&self, desk: Desk, want: usize) -> Vec<Leased> {
        self.try_take(desk, want).await.expect("may take cases")
    }

    pub(crate) async fn try_take(
        &self,
        desk: Desk,
        want: usize,
    ) -> Result<Vec<Leased>, scrim_store::leases::LeaseRefused> {
        let tokens = (0..want).map(|_| self.token()).collect();
        self.store.take_leases(desk.taker(), None, tokens).await
    }

    /// The one case that waits.
    pub(crate) async fn take_one(&self, desk: Desk) -> Leased {
        let mut leased = self.take(desk, 1).await;
        leased.pop().expect("a case waits for this person")
    }

    pub(crate) async fn grant(&self, desk: Desk, lease: LeaseId, rung: Rung) -> Result<Granted, LookRefused> {
        let asked = Asked { rung, full_size: false };
        self.store.grant_look(desk.proof(lease), asked).await
    }

    pub(crate) async fn close(&self, desk: Desk, grant: GrantId, shown_ms: u32) {
        let presented = Presented {
            shown_ms,
            region_permille: 1_000,
            width_px: 8,
            height_px: 8,
        };
        self.store
            .close_look(grant, desk.person, presented)
            .await
            .expect("closed");
    }

    /// A whole look, half a second long.
    pub(crate) async fn look(&self, desk: Desk, leased: &Leased, rung: Rung) {
        let granted = self.grant(desk, leased.lease.id, rung).await.expect("granted");
        self.close(desk, granted.grant.id, 500).await;
    }

    pub(crate) fn new_verdict(&self, desk: Desk, leased: &Leased, says: Says) -> NewVerdict {
        NewVerdict {
            case: leased.case.id,
            proof: desk.proof(leased.lease.id),
            fence: leased.lease.fence,
            verdict: says.about(leased),
            reason: None,
            as_lead: desk.may_settle,
            idempotency_key: hex::encode(self.token()),
            request_hash: self.token(),
            grace: GRACE,
            draw: Draw::of(0),
        }
    }

    pub(crate) async fn give(&self, desk: Desk, leased: &Leased, says: Says) -> Result<Taken, VerdictRefused> {
        self.store.give_verdict(self.new_verdict(desk, leased, says)).await
    }

    /// Takes the one case that waits, looks at all of it, and decides.
    pub(crate) async fn decide(&self, desk: Desk, says: Says) -> Taken {
        let leased = self.take_one(desk).await;
        self.look(desk, &leased, Rung::Grey).await;
        self.give(desk, &leased, says).await.expect("taken")
    }

    /// Both say the same, and what follows is carried out. Answers the second verdict.
    pub(crate) async fn both(&self, desks: [Desk; 2], says: Says) -> Taken {
        let [first, second] = desks;
        self.decide(first, says).await;
        self.past_grace().await;
        let taken = self.decide(second, says).await;
        assert!(taken.confirmed, "two people agree");
        self.past_grace().await;
        taken
    }

    /// Lets the grace time pass and carries out what is due.
    pub(crate) async fn past_grace(&self) {
        self.step(GRACE);
        self.store.deliver_due().await.expect("delivered");
    }
}

impl Desk {
    pub(crate) fn taker(self) -> Taker {
        Taker {
            person: self.person,
            session: self.session,
            role: self.role,
            may_settle: self.may_settle,
            dice: Dice::NEVER,
        }
    }

    pub(crate) fn proof(self, lease: LeaseId) -> Proof {
        Proof {
            lease,
            person: self.person,
            session: self.session,
            token: None,
        }
    }
}

fn clock(time: &Arc<AtomicI64>) -> Clock {
    let time = Arc::clone(time);
    Arc::new(move || Time(time.load(Ordering::SeqCst)))
}

fn list(name: &str, vetted: Option<&str>) -> NewBank {
    NewBank {
        name: name.into(),
        harm: HarmType::Csam,
        vetted_reason: vetted.map(str::to_owned),
    }
}

pub(crate) async fn add(store: &Store, name: &str, role: Role, credential: Credential) -> PersonId {
    let new = NewPerson {
        name: name.into(),
        role,
        credential,
        experienced: true,
    };
    store.add_person(new).await.expect("added")
}
