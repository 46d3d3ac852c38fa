//! Whom the client speaks to: the stand-in, or the HMA that `HMA_URL` names.

use scrim_hashing::pdq::PdqHash;
use scrim_tests::harness::{hma::StandIn, wait::within};
use scrim_upstream::{
    call::{Bounds, Credential, Service},
    hma::{BankName, ContentId, Hma, Listing, Told},
};
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};
use uuid::Uuid;

/// How long a real HMA may take to find what was banked, with its own settings and a machine that has other work.
const FOUND_WITHIN: Duration = Duration::from_mins(4);

/// An HMA with a bank of this test's own, which holds one hash that nothing is near to: alone a hash is not found.
pub(crate) struct Target {
    pub(crate) hma: Hma,
    pub(crate) bank: BankName,
    url: String,
    /// Ends with the value.
    _stand_in: Option<StandIn>,
}

/// A hash that is nobody else's and near none. Ids that were drawn one after the other are alike, so it is no id.
pub(crate) fn fresh() -> PdqHash {
    let drawn = RandomState::new();
    let mut bytes = [0; 32];
    for (number, part) in (0_u8..).zip(bytes.chunks_mut(8)) {
        part.copy_from_slice(&drawn.hash_one(number).to_le_bytes());
    }
    PdqHash(bytes)
}

/// The same with `bits` of it turned.
pub(crate) fn near(hash: PdqHash, bits: u8) -> PdqHash {
    let mut left = bits;
    let turned = hash.0.map(|byte| {
        let here = left.min(8);
        left -= here;
        // The lowest `here` bits.
        byte ^ u8::MAX.checked_shr(u32::from(8 - here)).unwrap_or(0)
    });
    PdqHash(turned)
}

impl Target {
    pub(crate) async fn new() -> anyhow::Result<Self> {
        let (url, stand_in) = match std::env::var("HMA_URL") {
            Ok(url) => (url, None),
            Err(_unset) => {
                let stand_in = StandIn::start().await?;
                (stand_in.url(), Some(stand_in))
            }
        };
        let hma = Hma::new(Service::at(&url, Credential::None, Bounds::RECOMMENDED)?);
        let name = format!("SCRIM_TEST_{}", Uuid::now_v7().simple()).to_ascii_uppercase();
        let bank = BankName::try_from(name)?;
        hma.make_bank(&bank, true).await?;
        hma.bank_signal(&bank, fresh(), "so that no hash is alone").await?;
        Ok(Self {
            hma,
            bank,
            url,
            _stand_in: stand_in,
        })
    }

    pub(crate) fn listing(&self, content: ContentId) -> Listing {
        Listing {
            bank: self.bank.clone(),
            content,
        }
    }

    pub(crate) fn confirm(&self, hash: PdqHash, note: &str) -> Told {
        Told::ConfirmSignal {
            bank: self.bank.clone(),
            hash,
            note: note.to_owned(),
        }
    }

    /// Waits until a hash's own content is found.
    pub(crate) async fn found(&self, hash: PdqHash, content: ContentId) -> anyhow::Result<()> {
        within(FOUND_WITHIN, "what was banked", async || {
            let found = self.hma.raw_lookup(hash, 100).await?;
            Ok(found.iter().any(|(id, _)| *id == content).then_some(()))
        })
        .await
    }

    /// Takes this test's bank away again, with what is on it.
    pub(crate) async fn finish(self) -> anyhow::Result<()> {
        self.take_away(&self.bank).await
    }

    /// Takes another bank away that the test has made.
    pub(crate) async fn take_away(&self, bank: &BankName) -> anyhow::Result<()> {
        let url = format!("{}/c/bank/{bank}", self.url.trim_end_matches('/'));
        let client = reqwest::Client::builder().no_proxy().build()?;
        client.delete(url).send().await?.error_for_status()?;
        Ok(())
    }
}
