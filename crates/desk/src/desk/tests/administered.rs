//! What the made-up hub answers to whoever manages people: three people and a source, roles as the rules have them, a
//! group.

use super::hub::{NOW, id, json, parse, refused};
use scrim_hub_client::{Method, Reply, Request};
use scrim_model::{
    identity::GroupGives,
    ids::{PersonId, QueueId},
    person::Role,
};
use scrim_wire::{
    Code,
    http::people::{AddPerson, ChangePerson, Group, Groups, Person, RoleSet},
};

pub(super) const LAST_ADMIN: PersonId = PersonId(uuid::Uuid::from_u128(9 << 64 | 1));

pub(super) fn answer(request: &Request, path: &[&str]) -> Option<Reply> {
    Some(match (request.method, path) {
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
