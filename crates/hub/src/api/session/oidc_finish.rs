//! `POST /v1/session/oidc`: the code that came back with the browser, for tokens of this hub.

use super::{Fresh, oidc_begin::provider};
use crate::{api::ApiProblem, hub::Hub, identity::ProviderError, tokens};
use axum::{Json, extract::State};
use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use scrim_model::identity::is_verifier;
use scrim_store::identity::{Arrival, Attempt, NoAttempt};
use scrim_wire::{
    Code, Problem,
    http::session::{FinishOidc, Tokens},
};
use std::sync::Arc;

/// The longest code that is sent on, characters; real ones have some dozens.
const MAX_CODE: usize = 4_096;

/// Finishes a sign-in at the identity provider: answers what signing in with a password does. The provider's own
/// tokens stay here.
#[utoipa::path(
    post, path = "/v1/session/oidc", tag = "session", request_body = FinishOidc,
    responses(
        (status = 200, body = Tokens),
        (status = 401, description = "`sign_in_failed`: the sign-in was used, is over, or what came of it is not what was asked for", body = Problem),
        (status = 403, description = "`no_group`, `switched_off`", body = Problem),
        (status = 409, description = "`last_admin`", body = Problem),
        (status = 503, description = "`unavailable`: the identity provider does not answer", body = Problem),
    )
)]
pub(crate) async fn finish(
    State(hub): State<Arc<Hub>>,
    Json(asked): Json<FinishOidc>,
) -> Result<Json<Tokens>, ApiProblem> {
    let provider = provider(&hub)?;
    if !is_verifier(&asked.code_verifier) || asked.code.is_empty() || asked.code.len() > MAX_CODE {
        return Err(ApiProblem::new(
            Code::BadRequest,
            "the code verifier has 43 to 128 characters of those that RFC 7636 names, and the code at most 4,096",
        ));
    }
    let attempt = hub.store.take_attempt(tokens::hash(&asked.state)).await?;
    proven(&attempt, &asked.code_verifier)?;
    let claimed = provider.claims(&attempt, asked.code, asked.code_verifier).await?;
    let fresh = Fresh::draw().map_err(ApiProblem::internal)?;
    let longest = provider.settings().longest;
    match hub.store.arrive(claimed, fresh.pair(), longest).await? {
        Arrival::In(expires_at) => Ok(Json(fresh.shown(expires_at))),
        Arrival::NoGroup => Err(ApiProblem::new(
            Code::NoGroup,
            "none of your groups at the identity provider may come in here: ask an admin of this hub",
        )),
        Arrival::SwitchedOff => Err(super::switched_off()),
        Arrival::LastAdmin => Err(ApiProblem::new(
            Code::LastAdmin,
            "you are the last admin, and your groups no longer say so: make somebody else an admin first, \
             or add one by `scrim-hub person add`",
        )),
    }
}

/// Whoever comes back is whoever went. The provider checks the same; this holds where one does not.
fn proven(attempt: &Attempt, verifier: &str) -> Result<(), ApiProblem> {
    let verifier = PkceCodeVerifier::new(verifier.to_owned());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    if challenge.as_str() == attempt.challenge {
        Ok(())
    } else {
        Err(failed(
            "the sign-in was begun by somebody else: begin it anew at this desk",
        ))
    }
}

fn failed(message: &str) -> ApiProblem {
    ApiProblem::new(Code::SignInFailed, message)
}

impl From<NoAttempt> for ApiProblem {
    fn from(none: NoAttempt) -> Self {
        match none {
            NoAttempt::Unknown => failed("no such sign-in was begun here: begin it anew"),
            NoAttempt::Used => failed("this sign-in was used already: begin it anew"),
            NoAttempt::Expired => failed("the sign-in took more than ten minutes: begin it anew"),
            NoAttempt::Store(error) => error.into(),
        }
    }
}

impl From<ProviderError> for ApiProblem {
    fn from(error: ProviderError) -> Self {
        let problem = match &error {
            ProviderError::Away(_) | ProviderError::AwayStill => Self::new(
                Code::Unavailable,
                "the identity provider does not answer: try again in a moment",
            ),
            ProviderError::Client(_) => Self::new(
                Code::Unavailable,
                "the identity provider does not know this hub: tell your admin the incident id",
            ),
            ProviderError::Code => failed("the identity provider did not take the code: begin the sign-in anew"),
            ProviderError::Nobody => {
                failed("the identity provider did not say who you are: ask for the scope `openid`")
            }
            ProviderError::Nonce => failed("the identity token is for another sign-in: begin it anew"),
            ProviderError::Audience => failed("the identity token is for another program: tell your admin"),
            ProviderError::Issuer => failed("the identity token is of another provider: tell your admin"),
            ProviderError::Expired => failed("the identity token has run out: compare the clocks of hub and provider"),
            ProviderError::Signature(_) => failed("the identity token is not signed by the provider: tell your admin"),
            ProviderError::Token(_) => failed("the identity token is not what it should be: tell your admin"),
        };
        problem.because(error)
    }
}
