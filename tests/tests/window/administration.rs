//! What an admin does with people, in the window: somebody is added, signs in, and is switched off; a role and a group
//! are set.

use anyhow::Context as _;
use scrim_hub_client::ClientError;
use scrim_model::person::{Permission, Role};
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, person::Reviewer, stage::Account};
use scrim_wire::{
    Code,
    http::people::{Groups, Person, RoleSet},
};

/// The only thing on the page that has a password's form.
pub(crate) async fn shown_password(window: &Window) -> anyhow::Result<String> {
    let is_password = |word: &&str| {
        let parts: Vec<_> = word.split('-').collect();
        let letters = |part: &&str| part.len() == 5 && part.chars().all(|one| one.is_ascii_alphanumeric());
        parts.len() == 4 && parts.iter().all(letters)
    };
    let shown = window.text().await?;
    let found = shown.split_whitespace().find(is_password);
    Ok(found.with_context(|| format!("no password: {shown}"))?.to_owned())
}

async fn open(stage: &Stage, admin: &Account) -> anyhow::Result<Window> {
    let window = stage.window_of(admin).await?;
    window.sees("Administration").await?;
    window.press("v").await?;
    window.sees("Who signs in here, and what for").await?;
    Ok(window)
}

/// The person as the hub has them, once they are so.
async fn the_person(admin: &Reviewer, name: &str, is: impl Fn(&Person) -> bool) -> anyhow::Result<Person> {
    eventually(format!("the hub to have {name} so"), async || {
        let all: Vec<Person> = admin.read("/v1/people").await?;
        Ok(all.into_iter().find(|person| person.name == name && is(person)))
    })
    .await
}

#[tokio::test]
async fn an_admin_adds_a_person_who_signs_in_and_is_switched_off_and_refused() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let admin = stage.person(&ada).await?;
    let window = open(&stage, &ada).await?;
    window.click("Add somebody").await?;
    window.fill("Name", "ines").await?;
    window.click("Add somebody").await?;
    window.sees("That name is taken").await?;
    window.fill("Name", "kim").await?;
    window.click("Add somebody").await?;
    window.sees("The password of kim").await?;
    window.keep_picture("administration-password.png").await?;
    let password = shown_password(&window).await?;
    let kim = Reviewer::sign_in(&stage.hub.url, "kim", &password).await?;
    kim.read::<serde_json::Value>("/v1/me").await?;
    window.click("I have it, put it away").await?;
    eventually("the password to be gone", async || {
        Ok((!window.text().await?.contains(&password)).then_some(()))
    })
    .await?;

    window.click("Change kim").await?;
    window.click("Switch kim off").await?;
    window.sees("cannot sign in any more").await?;
    window.keep_picture("administration-person.png").await?;
    window.click("Switch them off").await?;
    the_person(&admin, "kim", |person| person.disabled && !person.signed_in).await?;
    let refused = Reviewer::sign_in(&stage.hub.url, "kim", &password).await;
    let why = refused.err().context("kim is switched off")?;
    let code = why.downcast_ref::<ClientError>().and_then(ClientError::code);
    assert_eq!(code, Some(Code::SwitchedOff), "{why:#}");
    let said = window.said() + &stage.hub.log();
    assert!(!said.contains(&password), "a password is in a log");
    stage.finish(window).await
}

#[tokio::test]
async fn an_admin_gives_a_role_something_and_sets_and_removes_a_group() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let admin = stage.person(&ada).await?;
    let window = open(&stage, &ada).await?;
    window.press("2").await?;
    window.sees("What nobody can set").await?;
    window
        .driver
        .run("document.querySelector('input[aria-label=\"See figures: Moderators\"]').click()")
        .await?;
    window.sees("Moderators may also: see figures.").await?;
    window.keep_picture("administration-roles.png").await?;
    window.click("Save the change for Moderators").await?;
    eventually("moderators to see figures", async || {
        let roles: Vec<RoleSet> = admin.read("/v1/roles").await?;
        let mut sets = roles.into_iter().filter(|set| set.role == Role::Moderator);
        Ok(sets
            .any(|set| set.permissions.contains(&Permission::SeeMetrics))
            .then_some(()))
    })
    .await?;

    window.press("3").await?;
    window.sees("No group gives anything yet").await?;
    window.click("Add a group").await?;
    window.fill("Group", "content moderators").await?;
    window.click("Add a group").await?;
    window.sees("content moderators").await?;
    let groups: Groups = eventually("the hub to have the group", async || {
        let groups: Groups = admin.read("/v1/groups").await?;
        Ok((!groups.groups.is_empty()).then_some(groups))
    })
    .await?;
    let group = groups.groups.first().context("a group")?;
    assert_eq!(
        (group.name.as_str(), group.gives.role),
        ("content moderators", Role::Moderator)
    );
    window.keep_picture("administration-groups.png").await?;
    window.click("Remove content moderators").await?;
    window.click("Remove it").await?;
    window.sees("No group gives anything yet").await?;
    assert_eq!(admin.read::<Groups>("/v1/groups").await?.groups, []);
    stage.finish(window).await
}
