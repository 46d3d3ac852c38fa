//! A person's browser, for tests in the real window: signs in at the page of an address, and goes where it is sent.
//!
//! `scrim-browser ADDRESS NAME`

use anyhow::Context as _;
use scrim_tests::harness::browser::Browser;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let (address, name) = (words.next().context("which address?")?, words.next().context("who?")?);
    let mut browser = Browser::new()?;
    let back = browser.sign_in(&address, &name).await?;
    browser.open(&back).await?;
    Ok(())
}
