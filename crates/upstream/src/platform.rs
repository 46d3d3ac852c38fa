//! Messages to a platform, signed by Standard Webhooks (<https://www.standardwebhooks.com>): `webhook-id`,
//! `webhook-timestamp` and `webhook-signature`, an HMAC-SHA256 over all three parts under a secret that both know.
//!
//! Knows nothing of what the message says.

use crate::call::{Bounds, Credential, Failure, NotSetUp, Service};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Method, header};
use sha2::Sha256;
use std::time::Duration;
use zeroize::Zeroizing;

/// What a secret begins with.
pub const SECRET_PREFIX: &str = "whsec_";

/// How long a secret is, bytes: as the specification has it.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A platform says that it has a message, not more.
const BOUNDS: Bounds = Bounds {
    connecting: Duration::from_secs(5),
    whole: Duration::from_secs(20),
    most_bytes: 64 * 1024,
};

/// What signs messages to one platform.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// A text that is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret is `whsec_` and 24 to 64 bytes in Base64")]
pub struct NoSecret;

impl Secret {
    /// A secret from its text.
    ///
    /// # Errors
    /// [`NoSecret`].
    pub fn parse(text: &str) -> Result<Self, NoSecret> {
        let encoded = text.trim().strip_prefix(SECRET_PREFIX).ok_or(NoSecret)?;
        let bytes = STANDARD.decode(encoded).map(Zeroizing::new);
        let bytes = bytes.map_err(|_not_base64| NoSecret)?;
        if SECRET_BYTES.contains(&bytes.len()) {
            Ok(Self(bytes))
        } else {
            Err(NoSecret)
        }
    }

    /// The text of a secret of these bytes.
    pub fn text(bytes: &[u8; 32]) -> Zeroizing<String> {
        Zeroizing::new(format!("{SECRET_PREFIX}{}", STANDARD.encode(bytes)))
    }

    /// The signature over a message, as it stands in its header. `at` is in seconds since 1970.
    ///
    /// # Panics
    /// Never: HMAC takes keys of every length.
    pub fn sign(&self, id: &str, at: i64, body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of every length");
        mac.update(format!("{id}.{at}.").as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// A platform that is told.
pub struct Platform {
    service: Service,
    secret: Secret,
}

impl Platform {
    /// A platform that takes messages at `address`.
    ///
    /// # Errors
    /// [`NotSetUp`].
    pub fn at(address: &str, secret: Secret) -> Result<Self, NotSetUp> {
        let service = Service::at(address, Credential::None, BOUNDS)?;
        Ok(Self { service, secret })
    }

    /// Sends a message once. The platform knows by its `id` one that comes twice. `at` is the time of this attempt, in
    /// seconds since 1970.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn tell(&self, id: &str, at: i64, body: Vec<u8>) -> Result<(), Failure> {
        let signature = self.secret.sign(id, at, &body);
        let request = self
            .service
            .call_base(Method::POST)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", signature)
            .body(body);
        self.service.send(request).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_enough_and_says_what_it_is() {
        let text = Secret::text(&[7; 32]);
        assert!(Secret::parse(&text).is_ok());
        for bad in [
            "",
            "whsec_",
            "whsec_AAAA",
            "secret",
            &text[6..],
            "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
        ] {
            assert_eq!(Secret::parse(bad).err(), Some(NoSecret), "{bad}");
        }
        let long = format!("{SECRET_PREFIX}{}", STANDARD.encode([7; 65]));
        assert!(Secret::parse(&long).is_err());
    }

    #[test]
    fn the_signature_is_the_one_of_the_specifications_example() {
        // https://github.com/standard-webhooks/standard-webhooks, libraries' common test vector.
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b"{\"test\": 2432232314}");
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn every_part_is_signed() {
        let secret = Secret::parse(&Secret::text(&[1; 32])).expect("a secret");
        let signed = secret.sign("a", 1, b"x");
        for other in [
            secret.sign("b", 1, b"x"),
            secret.sign("a", 2, b"x"),
            secret.sign("a", 1, b"y"),
        ] {
            assert_ne!(other, signed);
        }
        let other = Secret::parse(&Secret::text(&[2; 32])).expect("a secret");
        assert_ne!(other.sign("a", 1, b"x"), signed);
    }
}
