//! What the made-up hub answers to whoever manages people: three people and a source, roles as the rules have them, a
//! group.

use super::hub::{NOW, id, json, parse, refused};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    identity::GroupGives,
    ids::{BankId, EntryId, PersonId, QueueId},
    matching::ListTrust,
    person::Role,
};
use scrim_wire::{
    Code,
    http::{
        banks::{Bank, Listed, MakeBank},
        people::{AddPerson, ChangePerson, Group, Groups, Person, RoleSet},
    },
};

pub(super) const LAST_ADMIN: PersonId = PersonId(uuid::Uuid::from_u128(9 << 64 | 1));

pub(super) fn answer(request: &Request, path: &[&str]) -> Option<Reply> {
    Some(match (request.method, path) {
        (Method::Get, ["banks"]) => json(&Vec::<Bank>::new()),
        (Method::Post, ["banks"]) => list(&parse(request)),
        (Method::Post, ["banks", _, "entries"]) => json(&Listed {
            entry: EntryId(id(4, 9)),
            is_new: true,
        }),
        (Method::Post, ["items"]) => came(request),
        (Method::Get, ["people"]) => json(&everybody()),
        (Method::Post, ["people"]) => add(&parse(request)),
        (Method::Patch, ["people", who]) => change(who, parse(request)),
        (Method::Get, ["roles"]) => json(&roles()),
        (Method::Delete, ["people", _, "sessions"])
        | (Method::Put, ["people", _, "password"] | ["roles", _])
        | (Method::Put | Method::Delete, ["groups", _]) => json(&()),
        (Method::Get, [asked]) if asked.starts_with("groups") => json(&groups(asked)),
        _ => return None,
    })
}

fn list(wanted: &MakeBank) -> Reply {
    if wanted.name == "Harbour" {
        return refused(Code::NameTaken);
    }
    json(&Bank {
        id: BankId(id(3, 9)),
        name: wanted.name.clone(),
        harm: wanted.harm,
        trust: ListTrust::Other,
        vetted_reason: wanted.vetted_reason.clone(),
        entries: 0,
    })
}

/// Whoever sends an upload shows the key of a source.
fn came(request: &Request) -> Reply {
    let by = request.bearer.as_ref().map(|key| key.parse::<u32>());
    if by.is_none_or(|token| token.is_ok()) {
        return refused(Code::Forbidden);
    }
    json(&serde_json::json!({"item_id": id(2, 9), "outcome": "queued", "case_id": id(1, 9), "matches": []}))
}

fn everybody() -> Vec<Person> {
    vec![
        person(1, "sam", Role::Admin),
        person(2, "noor", Role::Moderator),
        person(3, "lea", Role::Lead),
        person(4, "platform", Role::Source),
    ]
}

fn person(number: u128, name: &str, role: Role) -> Person {
    Person {
        id: PersonId(id(9, number)),
        name: name.into(),
        role,
        added_at: NOW,
        disabled: false,
        experienced: false,
        provided: number == 3,
        signed_in: true,
    }
}

/// A name is taken, and a short password is none.
fn add(new: &AddPerson) -> Reply {
    if new.name == "noor" {
        return refused(Code::NameTaken);
    }
    if new.password.chars().count() < 12 {
        return refused(Code::BadRequest);
    }
    json(&Person {
        experienced: new.experienced,
        signed_in: false,
        ..person(7, &new.name, new.role)
    })
}

fn change(who: &str, asked: ChangePerson) -> Reply {
    let lost = asked.disabled == Some(true) || asked.role.is_some();
    if lost && who == LAST_ADMIN.to_string() {
        return refused(Code::LastAdmin);
    }
    json(&person(2, "noor", Role::Moderator))
}

fn roles() -> Vec<RoleSet> {
    let set = |role: Role| RoleSet {
        role,
        permissions: role.permissions().iter().copied().collect(),
    };
    Role::ALL.into_iter().map(set).collect()
}

/// Two pages of one.
fn groups(asked: &str) -> Groups {
    let group = |name: &str| Group {
        name: name.into(),
        gives: GroupGives {
            role: Role::Moderator,
            queues: [QueueId(id(6, 1))].into(),
        },
        people: 2,
    };
    let is_first = !asked.contains("after=");
    assert!(is_first || asked.contains("after=a%20%26%20b"), "{asked}");
    Groups {
        groups: vec![group(if is_first { "a & b" } else { "night" })],
        more: is_first,
    }
}
