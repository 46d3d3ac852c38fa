//! Asking a provider who somebody is: where to send the browser, and what the code that comes back is worth.
//!
//! What the provider publishes of itself is read when the first person comes, and again when it is old; its keys are
//! read anew for every sign-in, so that keys which it has changed or withdrawn need no rule of their own.

use super::{IdentitySettings, ProviderError, claims, failure::NoToken, http::Line};
use crate::clock;
use openidconnect::{
    AuthType, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IdTokenVerifier, Nonce, OAuth2TokenResponse, PkceCodeVerifier,
    RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
        CoreGenderClaim, CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
        CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
        CoreTokenType,
    },
};
use reqwest::Url;
use scrim_store::identity::{Attempt, Claimed};
use std::{borrow::Cow, sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// How long what a provider says of itself is gone by.
const FRESH_FOR: Duration = Duration::from_mins(10);

/// How long a provider that did not answer is left alone: whoever floods a hub does not flood it.
const LEFT_ALONE: Duration = Duration::from_secs(2);

/// Signatures that are taken: by a key of the provider's own that others can only check. A shared secret would let
/// whoever has it say anything, and `none` everybody.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Fields = IdTokenFields<
    claims::Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type UserInfo = UserInfoClaims<claims::Others, CoreGenderClaim>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Party = Client<
    claims::Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider.
pub struct Provider {
    settings: IdentitySettings,
    line: Line,
    known: Mutex<Known>,
}

/// What is known of it.
#[derive(Default)]
struct Known {
    says: Option<(Arc<CoreProviderMetadata>, Instant)>,
    failed: Option<Instant>,
}

/// How somebody is sent to a provider.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What comes back with the browser.
    pub state: String,
    /// What has to be in the identity token.
    pub nonce: String,
    /// SHA-256 of the verifier, in base64 for addresses.
    pub challenge: String,
    /// Where the browser comes back to.
    pub redirect: String,
}

impl Provider {
    /// A provider, of which nothing is asked yet.
    ///
    /// # Errors
    /// Where the system offers no TLS.
    pub fn new(settings: IdentitySettings) -> reqwest::Result<Self> {
        Ok(Self {
            line: Line::to(settings.issuer.url())?,
            settings,
            known: Mutex::default(),
        })
    }

    /// What the hub was told of it.
    pub fn settings(&self) -> &IdentitySettings {
        &self.settings
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// [`ProviderError::Away`].
    pub async fn probe(&self) -> Result<(), ProviderError> {
        self.metadata().await.map(drop)
    }

    /// Where to send the browser.
    ///
    /// # Errors
    /// [`ProviderError::Away`].
    pub async fn address(&self, asked: Asked) -> Result<Url, ProviderError> {
        let party = self.party(&*self.metadata().await?);
        let redirect = redirect(&asked.redirect)?;
        let (state, nonce) = (asked.state, asked.nonce);
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = party
            .authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce))
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new))
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .add_extra_param("code_challenge", asked.challenge)
            .add_extra_param("code_challenge_method", "S256");
        Ok(request.url().0)
    }

    /// Who the code that came back is of.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn claims(&self, attempt: &Attempt, code: String, verifier: String) -> Result<Claimed, ProviderError> {
        let metadata = self.metadata().await?;
        let party = self.party(&metadata);
        let away = |error: openidconnect::ConfigurationError| ProviderError::Away(Box::new(error));
        let redirect = redirect(&attempt.redirect)?;
        let request = party
            .exchange_code(AuthorizationCode::new(code))
            .map_err(away)?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .set_redirect_uri(Cow::Borrowed(&redirect));
        let tokens: Result<Tokens, NoToken> = request.request_async(&self.line).await;
        let tokens = tokens?;
        let token = tokens.extra_fields().id_token().ok_or(ProviderError::Nobody)?;
        let verifier = self.verifier(&metadata).await?;
        let said = token.claims(&verifier, &Nonce::new(attempt.nonce.clone()))?;
        if !claims::names_somebody(said.subject()) {
            return Err(ProviderError::Nobody);
        }
        let mut groups = said.additional_claims().groups(&self.settings.groups_claim);
        let mut name = claims::name(said.preferred_username(), said.name(), said.subject());
        if groups.is_none() && metadata.userinfo_endpoint().is_some() {
            // Many providers keep the token short and tell the rest here.
            let asked = party.user_info(tokens.access_token().clone(), Some(said.subject().clone()));
            let more: UserInfo = asked.map_err(away)?.request_async(&self.line).await?;
            groups = more.additional_claims().groups(&self.settings.groups_claim);
            name = claims::name(more.preferred_username(), more.name(), more.subject());
        }
        Ok(Claimed {
            issuer: said.issuer().to_string(),
            subject: said.subject().to_string(),
            name,
            groups: groups.unwrap_or_default(),
        })
    }

    async fn metadata(&self) -> Result<Arc<CoreProviderMetadata>, ProviderError> {
        // One asks, and whoever comes meanwhile goes by the answer.
        let mut known = self.known.lock().await;
        if let Some((says, _)) = known.says.as_ref().filter(|(_, since)| since.elapsed() < FRESH_FOR) {
            return Ok(Arc::clone(says));
        }
        if known.failed.is_some_and(|at| at.elapsed() < LEFT_ALONE) {
            return Err(ProviderError::AwayStill);
        }
        match CoreProviderMetadata::discover_async(self.settings.issuer.clone(), &self.line).await {
            Ok(says) => {
                let says = Arc::new(says);
                *known = Known {
                    says: Some((Arc::clone(&says), Instant::now())),
                    failed: None,
                };
                Ok(says)
            }
            Err(error) => {
                *known = Known {
                    says: None,
                    failed: Some(Instant::now()),
                };
                Err(error.into())
            }
        }
    }

    fn secret(&self) -> Option<ClientSecret> {
        let secret = self.settings.client_secret.as_ref();
        secret.map(|secret| ClientSecret::new(secret.to_string()))
    }

    fn party(&self, metadata: &CoreProviderMetadata) -> Party {
        let client_id = ClientId::new(self.settings.client_id.clone());
        let party = Party::from_provider_metadata(metadata.clone(), client_id, self.secret());
        let ways = metadata.token_endpoint_auth_methods_supported();
        let only_in_the_body = ways.is_some_and(|ways| {
            !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        if only_in_the_body {
            party.set_auth_type(AuthType::RequestBody)
        } else {
            party
        }
    }

    async fn verifier(
        &self,
        metadata: &CoreProviderMetadata,
    ) -> Result<IdTokenVerifier<'static, CoreJsonWebKey>, ProviderError> {
        let keys = CoreJsonWebKeySet::fetch_async(metadata.jwks_uri(), &self.line).await?;
        let client_id = ClientId::new(self.settings.client_id.clone());
        let verifier = IdTokenVerifier::new_public_client(client_id, metadata.issuer().clone(), keys);
        Ok(verifier.set_allowed_algs(ALGORITHMS).set_time_fn(now))
    }
}

fn redirect(text: &str) -> Result<RedirectUrl, ProviderError> {
    RedirectUrl::new(text.to_owned()).map_err(|error| ProviderError::Away(Box::new(error)))
}

/// The hub's clock, in the words of the crate that checks tokens.
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_millis(clock::now().0).unwrap_or_default()
}
