//! Operations of admins: who signs in, what roles allow, and what groups of the identity provider give.

use crate::{error::ClientError, record::with, signed::Signed, transport::Method};
use scrim_model::{identity::GroupGives, ids::PersonId, person::Role};
use scrim_wire::http::{
    people::{AddPerson, ChangePerson, Group, Groups, MOST_GROUPS, Person, RoleSet, SetPassword, SetRole},
    scheme::{SchemeInfo, SetScheme},
    session::SignInWays,
};

impl Signed {
    /// `GET /v1/session/ways`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn ways(&self) -> Result<SignInWays, ClientError> {
        self.client.ways().await
    }

    /// `GET /v1/people`, page after page.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not manage people.
    pub async fn people(&self) -> Result<Vec<Person>, ClientError> {
        self.pages("people", "/v1/people", |person: &Person| person.id.0).await
    }

    /// `POST /v1/people`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `name_taken`, or `bad_request` where the password is too short.
    pub async fn add_person(&self, new: &AddPerson) -> Result<Person, ClientError> {
        let request = self.to("add a person", Method::Post, "/v1/people");
        self.client.json(request.json(new)?).await
    }

    /// `PATCH /v1/people/{id}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `last_admin` where nobody would be left to undo a mistake.
    pub async fn change_person(&self, who: PersonId, change: &ChangePerson) -> Result<(), ClientError> {
        let request = self.to("change a person", Method::Patch, format!("/v1/people/{who}"));
        self.done(request.json(change)?).await
    }

    /// `DELETE /v1/people/{id}/sessions`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_person_out(&self, who: PersonId) -> Result<(), ClientError> {
        let path = format!("/v1/people/{who}/sessions");
        self.done(self.to("sign a person out", Method::Delete, path)).await
    }

    /// `PUT /v1/people/{id}/password`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where they have no password at the hub.
    pub async fn set_password(&self, who: PersonId, wanted: &SetPassword) -> Result<(), ClientError> {
        let path = format!("/v1/people/{who}/password");
        let request = self.to("set a password", Method::Put, path);
        self.done(request.json(wanted)?).await
    }

    /// `GET /v1/roles`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn roles(&self) -> Result<Vec<RoleSet>, ClientError> {
        self.client.json(self.to("roles", Method::Get, "/v1/roles")).await
    }

    /// `PUT /v1/roles/{role}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where something stays with the role, or is not for it.
    pub async fn set_role(&self, role: Role, set: &SetRole) -> Result<(), ClientError> {
        let path = match role {
            Role::Moderator => "/v1/roles/moderator",
            Role::Lead => "/v1/roles/lead",
            Role::Admin => "/v1/roles/admin",
            Role::Source => "/v1/roles/source",
        };
        self.done(self.to("set a role", Method::Put, path).json(set)?).await
    }

    /// `GET /v1/scheme`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn scheme(&self) -> Result<SchemeInfo, ClientError> {
        let request = self.to("classes", Method::Get, "/v1/scheme");
        self.client.json(request).await
    }

    /// `PUT /v1/scheme`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since`, or `bad_request` where a class cannot be meant, or is not there any more
    /// although decisions name it.
    pub async fn set_scheme(&self, wanted: &SetScheme) -> Result<(), ClientError> {
        let request = self.to("set the classes", Method::Put, "/v1/scheme");
        self.done(request.json(wanted)?).await
    }

    /// `GET /v1/groups`, page after page.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn groups(&self) -> Result<Vec<Group>, ClientError> {
        let mut all: Vec<Group> = Vec::new();
        loop {
            let after = all.last().map(|last| format!("after={}", segment(&last.name)));
            let path = with("/v1/groups", [Some(format!("most={MOST_GROUPS}")), after]);
            let next: Groups = self.client.json(self.to("groups", Method::Get, path)).await?;
            let last = |groups: &[Group]| groups.last().map(|group| group.name.clone());
            // A hub that tells the same page again would be asked without end.
            let ends = !next.more || next.groups.is_empty() || last(&next.groups) == last(&all);
            all.extend(next.groups);
            if ends {
                return Ok(all);
            }
        }
    }

    /// `PUT /v1/groups/{name}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where no group can have that name, or `last_admin`.
    pub async fn set_group(&self, name: &str, gives: &GroupGives) -> Result<(), ClientError> {
        let request = self.to("set a group", Method::Put, format!("/v1/groups/{}", segment(name)));
        self.done(request.json(gives)?).await
    }

    /// `DELETE /v1/groups/{name}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `last_admin` where nobody would be left to undo a mistake.
    pub async fn remove_group(&self, name: &str) -> Result<(), ClientError> {
        let path = format!("/v1/groups/{}", segment(name));
        self.done(self.to("remove a group", Method::Delete, path)).await
    }
}

/// A name as one part of an address (RFC 3986, 2.3): everything but unreserved characters as its bytes.
fn segment(name: &str) -> String {
    let part = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_groups_name_stays_one_part_of_the_address_whatever_is_in_it() {
        assert_eq!(
            segment("/team/é moderators?x=1&y"),
            "%2Fteam%2F%C3%A9%20moderators%3Fx%3D1%26y"
        );
        assert_eq!(segment("leads-2._~"), "leads-2._~");
        assert_eq!(segment("%2F#+"), "%252F%23%2B");
    }
}
