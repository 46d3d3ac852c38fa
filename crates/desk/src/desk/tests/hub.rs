//! A hub made up for tests: it keeps a book of every call, can fall silent, and seals real renditions.

use super::listening::Line;
use crate::updating::Updates;
use scrim_hub_client::{Answering, Listening, Method, Reply, Request, Transport, Unreachable};
use scrim_media::sealed::{self, Key};
use scrim_model::{
    ids::{CaseId, ItemId, LeaseId, PersonId, VerdictId},
    lens::Cleared,
    opt_out::OptOuts,
    person::{Preferences, Role},
    rung::Rung,
    scheme::Scheme,
    setup::Setup,
    time::Time,
    update::DeskUpdates,
    wellness::{Settings, combine},
};
use scrim_wire::{
    Code, Problem,
    http::{
        leases::{Leased, Renewed, TakeLeases},
        me::{Floor, Me, PasswordKept, Queue, TeamEffect},
        people::ChangePassword,
        scheme::{SchemeInfo, SetScheme},
        session::BeginOidc,
        verdicts::{Standing, VerdictTaken},
    },
    missing::Missing,
};
use serde::Serialize;
use std::sync::{LazyLock, Mutex};
use uuid::Uuid;

pub(super) const NOW: Time = Time(1_900_000_000_000);
pub(super) const VEIL: &[u8] = b"\x89PNG\r\n\x1a\n the veil";

/// The whole picture in grey: a chequerboard, 400×300.
pub(super) static GREY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let pixels = (0..300_u32).flat_map(|y| (0..400_u32).map(move |x| if (x / 2 + y / 2) % 2 == 0 { 40 } else { 210 }));
    let pixels: Vec<u8> = pixels.collect();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 90)
        .encode(&pixels, 400, 300, jpeg_encoder::ColorType::Luma)
        .unwrap();
    file
});

/// The made-up hub.
#[derive(Default)]
pub(super) struct FakeHub {
    pub(super) book: Mutex<Book>,
}

/// What it knows and has heard.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own that a test throws"
)]
#[derive(Default)]
pub(super) struct Book {
    pub(super) desk_updates: DeskUpdates,
    /// How desks at this hub come to updates.
    pub(super) updates: Option<Updates>,
    /// Every call that reached it: how and where.
    pub(super) calls: Vec<String>,
    /// Idempotency keys of the verdicts it was sent, repeats included.
    pub(super) keys: Vec<Uuid>,
    /// Somebody else has changed the rules.
    pub(super) rules_changed: bool,
    /// Which cases leases were asked for by name.
    pub(super) named: Vec<CaseId>,
    /// Bodies of closings.
    pub(super) closings: Vec<String>,
    /// No call reaches it.
    pub(super) silent: bool,
    /// It cannot write anything down.
    pub(super) full: bool,
    /// Access tokens older than this are refused.
    pub(super) fresh_from: u32,
    /// Refresh tokens are refused.
    pub(super) forgot_us: bool,
    /// Renewing a lease is refused.
    pub(super) leases_lost: bool,
    /// Its sealed renditions do not open.
    pub(super) tampered: bool,
    /// No look is granted, for this.
    pub(super) no_look: Option<Code>,
    /// No mark is taken, nor taken back, for this.
    pub(super) no_mark: Option<Code>,
    pub(super) limits: super::limits::Limits,
    /// Cases handed out so far, and how many there are.
    pub(super) handed_out: u128,
    pub(super) cases: u128,
    /// Whoever signs in has a password here, or none.
    pub(super) password: PasswordKept,
    /// What it has of what a first case needs; it says nothing of it where there is none.
    pub(super) setup: Option<Setup>,
    /// Whoever signs in is a lead.
    pub(super) lead: bool,
    /// Whoever signs in is an admin.
    pub(super) admin: bool,
    pub(super) preferences: Preferences,
    /// What waits for them.
    pub(super) queues: Vec<Queue>,
    /// Where their lens has been.
    pub(super) cleared: Cleared,
    /// Tiles are refused with this.
    pub(super) tiles_fail: Option<Code>,
    pub(super) grants: u128,
    /// Where its provider sends a browser back to, with its state; none, if it has none.
    pub(super) organisation: Option<&'static str>,
    pub(super) contract: scrim_wire::contract::Contract,
    /// The challenge of the sign-in under way, and where it comes back to.
    pub(super) begun: Option<BeginOidc>,
    /// Why refresh tokens are refused.
    pub(super) ended: Option<Code>,
    /// It says what is new, to whoever listens now.
    pub(super) line: Option<Line>,
    pub(super) tokens: u32,
    /// What it cannot do yet.
    pub(super) lacks: Vec<Missing>,
    /// Its classes; the industry's where nobody has set others.
    pub(super) scheme: Option<Scheme>,
    /// When people work.
    pub(super) hours: super::care::Kept,
}

impl FakeHub {
    pub(super) fn with_cases(cases: u128) -> Self {
        let hub = Self::default();
        hub.book().cases = cases;
        hub
    }

    pub(super) fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    /// How often a call whose name begins like this was made.
    pub(super) fn heard(&self, call: &str) -> usize {
        self.book().calls.iter().filter(|made| made.starts_with(call)).count()
    }

    /// Where in the order of calls this one was made first.
    pub(super) fn when(&self, call: &str) -> Option<usize> {
        self.book().calls.iter().position(|made| made.starts_with(call))
    }
}

impl Transport for FakeHub {
    fn send(&self, request: Request) -> Answering<'_> {
        let answer = self.book().answer(&request);
        Box::pin(async move { answer })
    }

    fn listen(&self, request: Request) -> Listening<'_> {
        let opened = super::listening::open(self, &request);
        Box::pin(async move { opened })
    }
}

pub(super) fn id(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128(kind << 64 | number)
}

pub(super) fn case_id(number: u128) -> CaseId {
    CaseId(id(1, number))
}

pub(super) fn item_id(number: u128) -> ItemId {
    ItemId(id(2, number))
}

pub(super) fn rendition_key(number: u128, rung: Rung) -> Key {
    let mut bytes = [u8::from(rung); 32];
    bytes[0] = u8::try_from(number).unwrap();
    Key::new(bytes)
}

pub(super) fn json(body: &impl Serialize) -> Reply {
    Reply {
        status: 200,
        body: Some(serde_json::to_vec(body).unwrap()),
    }
}

pub(super) fn refused(code: Code) -> Reply {
    let problem = Problem {
        code,
        message: "no".into(),
        incident: Uuid::nil(),
        until: None,
        needed_rung: None,
        setting: None,
        entry: None,
        winner: None,
    };
    Reply {
        status: code.status(),
        ..json(&problem)
    }
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(request: &Request) -> T {
    serde_json::from_slice(request.body.as_deref().unwrap()).unwrap()
}

impl Book {
    fn answer(&mut self, request: &Request) -> Result<Reply, Unreachable> {
        if self.silent {
            return Err(Unreachable { reason: "silent" });
        }
        self.calls.push(format!("{:?} {}", request.method, request.path));
        let path: Vec<&str> = request.path.trim_start_matches("/v1/").split('/').collect();
        let no = self.refuses(request, &path).map(refused);
        if let Some(reply) = no.or_else(|| super::older::answer(&self.lacks, request)) {
            return Ok(reply);
        }
        Ok(match (request.method, path.as_slice()) {
            (_, ["session", rest @ ..]) => self.session(request, rest),
            (Method::Get, ["me"]) => json(&self.me()),
            (Method::Get, ["floors"]) => json(&Floor {
                settings: Settings::DEFAULT,
            }),
            (_, ["scheme"]) => self.classes(request),
            (Method::Put, ["me", "password"]) => self.change_password(&parse(request)),
            (Method::Get, ["setup"]) => self.setup.as_ref().map_or_else(|| refused(Code::Forbidden), json),
            (Method::Put, ["me", "preferences"]) => {
                self.preferences = parse(request);
                json(&self.preferences)
            }
            (Method::Get, [list]) if list.starts_with("unreadable") => json(&super::unreadable::page(list)),
            (Method::Get, ["queues", "all"]) => json(&super::queues::all()),
            (Method::Get, ["queues", _, cases]) if cases.starts_with("cases") => json(&super::queues::cases(cases)),
            (Method::Get, ["queues", _, "flow"]) => json(&super::queues::flow()),
            (Method::Get, ["cases", _, "recipients"]) => json(&super::queues::recipients()),
            (Method::Put, ["rules"]) if self.rules_changed => refused(Code::ChangedSince),
            (Method::Get, ["rules"]) => json(&super::queues::book(if self.rules_changed { 7 } else { 0 })),
            (Method::Get, ["directory"]) => json(&super::queues::directory()),
            (Method::Post, ["queues"]) => json(&id(6, 2)),
            (Method::Post, ["me", "record"]) => super::record::taken(parse(request)),
            (method, ["me", "break"]) => self.limits.rest(method),
            (Method::Post, ["leases"]) => json(&self.lease(parse::<TakeLeases>(request).case_id)),
            (Method::Put, ["leases", _]) if self.leases_lost => refused(Code::LeaseLost),
            (Method::Put, ["leases", _]) => json(&Renewed {
                expires_at: Time(NOW.0 + 120_000),
                max_rung: Rung::Colour,
                limit: self.me().allowance.rung_limit(),
            }),
            (Method::Get, ["leases", lease, "renditions", rung]) => self.rendition(lease, rung),
            (Method::Post, ["leases", lease, "looks"]) => self.grant(lease, parse(request)),
            (Method::Get, ["leases", _, "looks", _, "tiles", column, row]) => self.tile(column, row),
            (Method::Put, ["looks", _]) => {
                let body = String::from_utf8(request.body.clone().unwrap()).unwrap();
                self.closings.push(body);
                json(&())
            }
            (Method::Post, ["cases", case, "verdict"]) => self.verdict(case, request),
            (Method::Get, ["leases", _, "notes"] | ["team", "wellness"]) => json(&Vec::<()>::new()),
            (_, ["cases", case, "urgent"]) => super::urgent::answer(request, case, self.no_mark),
            _ => super::care::answer(&mut self.hours, request, &path)
                .unwrap_or_else(|| super::overseen::any(request, &path)),
        })
    }

    /// What it says before it looks at what is asked.
    fn refuses(&self, request: &Request, path: &[&str]) -> Option<Code> {
        let token: Option<u32> = request.bearer.as_ref().map(|bearer| bearer.parse().unwrap_or(0));
        if token.is_some_and(|token| token < self.fresh_from) {
            return Some(Code::TokenExpired);
        }
        let full = self.full && request.method != Method::Get && path != ["session", "refresh"];
        full.then_some(Code::NoRoom)
    }

    fn change_password(&mut self, asked: &ChangePassword) -> Reply {
        if asked.current == "another" {
            return refused(Code::WrongPassword);
        }
        self.password = PasswordKept::Own;
        json(&())
    }

    /// One of them was given.
    fn classes(&mut self, request: &Request) -> Reply {
        if request.method == Method::Put {
            let SetScheme { revision, scheme } = parse(request);
            if revision != 3 {
                return refused(Code::ChangedSince);
            }
            self.scheme = Some(scheme);
        }
        json(&SchemeInfo {
            revision: 3,
            scheme: self.scheme.clone().unwrap_or_default(),
            given: ["A1".to_owned()].into(),
        })
    }

    fn me(&self) -> Me {
        let wellness = combine(&Settings::DEFAULT, &Settings::LOOSEST);
        let allowance = self.limits.allowance(&wellness);
        let role = match (self.lead, self.admin) {
            (true, _) => Role::Lead,
            (_, true) => Role::Admin,
            _ => Role::Moderator,
        };
        Me {
            id: PersonId(id(9, 1)),
            name: "sam".into(),
            role,
            permissions: role.permissions().to_vec(),
            password: self.password,
            wellness,
            allowance,
            hours: None,
            looks_today: 0,
            looking_today_ms: 0,
            reviewing_today_ms: 0,
            block_looks: 0,
            queues: self.queues.clone(),
            handed: Vec::new(),
            team: TeamEffect::default(),
            preferences: self.preferences.clone(),
            opt_outs: OptOuts::default(),
            categories: ["A1".to_owned()].into(),
            unreadable: self.lead.then_some(3),
            support: super::record::support(),
            scheme: self.scheme.clone().unwrap_or_default(),
            looks_need_capture_protection: false,
            desk_updates: self.desk_updates,
            now: NOW,
        }
    }

    /// The next case, or the one that is named, which may have been in somebody's hands before.
    fn lease(&mut self, named: Option<CaseId>) -> Vec<Leased> {
        self.named.extend(named);
        let again = named.and_then(|case| (1..=self.handed_out).find(|number| case_id(*number) == case));
        if again.is_none() && self.handed_out >= self.cases {
            return Vec::new();
        }
        let number = again.unwrap_or(self.handed_out + 1);
        self.handed_out = self.handed_out.max(number);
        let cleared = self.cleared.clone();
        vec![Leased {
            cleared,
            ..super::handed_out::leased(number)
        }]
    }

    fn rendition(&self, lease: &str, rung: &str) -> Reply {
        let number = number_of(lease);
        let rung = Rung::try_from(rung.parse::<u8>().unwrap()).unwrap();
        let bytes = if rung <= Rung::HeavyVeil {
            VEIL.to_vec()
        } else {
            let associated = [item_id(number).0.as_bytes().as_slice(), &[u8::from(rung)]].concat();
            let mut bytes = sealed::seal(&rendition_key(number, rung), &associated, [1; 19], &GREY);
            bytes[30] ^= u8::from(self.tampered);
            bytes
        };
        Reply {
            status: 200,
            body: Some(bytes),
        }
    }

    fn verdict(&mut self, case: &str, request: &Request) -> Reply {
        assert!(request.lease_token.is_some(), "a verdict proves its lease");
        self.keys.push(request.idempotency_key.unwrap());
        let case_id: CaseId = case.parse().unwrap();
        json(&VerdictTaken {
            verdict_id: VerdictId(case_id.0),
            case_id,
            standing: Standing::Recorded,
            grace_ends: Time(NOW.0 + 3_600_000),
        })
    }
}

pub(super) fn number_of(lease: &str) -> u128 {
    lease.parse::<LeaseId>().unwrap().0.as_u128() & u128::from(u64::MAX)
}
