//! HTTP Basic, as Shield's clients send it: the password is a source's key, the name is nobody's concern.

use crate::{
    api::{ApiProblem, May, caller::Submits},
    hub::Hub,
};
use axum::{
    extract::FromRequestParts,
    http::{header::AUTHORIZATION, request::Parts},
};
use data_encoding::BASE64;
use scrim_model::ids::PersonId;
use scrim_wire::Code;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A source that may send uploads, by its key as the password.
pub(crate) struct Platform(pub(crate) PersonId);

impl FromRequestParts<Arc<Hub>> for Platform {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, ApiProblem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(key) = header.and_then(password) else {
            return Err(ApiProblem::new(
                Code::Unauthenticated,
                "send the source's key as the password of HTTP Basic, with any name",
            ));
        };
        let may = May::<Submits>::with_token(hub, &key).await?;
        Ok(Self(may.caller.person.id))
    }
}

fn password(header: &str) -> Option<Zeroizing<String>> {
    let (scheme, rest) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = Zeroizing::new(BASE64.decode(rest.trim().as_bytes()).ok()?);
    let (_name, password) = std::str::from_utf8(&pair).ok()?.split_once(':')?;
    Some(Zeroizing::new(password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_what_comes_after_the_first_colon() {
        let read = |text: &str| password(text).map(|word| word.to_string());
        assert_eq!(read("Basic bmFtZTprZXk="), Some("key".to_owned()));
        assert_eq!(read("basic OmE6Yg=="), Some("a:b".to_owned()));
        for bad in [
            "",
            "Basic",
            "Basic bmFtZQ==",
            "Basic !",
            "Basic /w==",
            "Bearer bmFtZTprZXk=",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
