//! The steps to a first case: what the hub has of them, and what is made in one.
//!
//! Whatever is made here is made by the operations that anybody would call, and stands in the audit as theirs. A test is
//! known by its name at the hub: its list, its source. The source's key is used once, kept nowhere, and switched off.

use super::job::Asker;
use crate::{
    account::{Account, Failed},
    test_picture::{Draw, altered, drawn},
};
use scrim_hub_client::{ClientError, Signed};
use scrim_model::{
    matching::HarmType,
    person::Permission,
    setup::{Setup, SetupStep, TEST},
    wellness::SettingsChange,
};
use scrim_wire::{
    http::{
        banks::MakeBank,
        me::SetFloor,
        sources::{AddSource, ChangeSource, MakeKey, SourceWithKey},
    },
    ipc::setting_up::{SettingUpView, SetupChange, StepIs, StepView},
};
use zeroize::Zeroizing;

pub(super) async fn read(account: &Account, asker: &Asker) -> Result<SettingUpView, Failed> {
    let setup = account.call(|hub| async move { hub.setup().await }).await?;
    let floor = account.call(|hub| async move { hub.floor().await }).await?;
    Ok(SettingUpView {
        steps: steps(&setup, asker),
        fill_by: fill_by(&setup),
        setup,
        floor: floor.settings,
        send_by: send_by(account.hub()),
    })
}

/// Words for a shell, in no language: the window shows them as they are. A name that a shell would read otherwise than it
/// stands there is left to be typed.
fn fill_by(setup: &Setup) -> Option<String> {
    let list = setup.lists.first().filter(|_first| !setup.listed)?;
    let plain = list.chars().all(|one| one.is_alphanumeric() || " -_.".contains(one));
    let name = if plain { list.as_str() } else { "NAME" };
    Some(format!("scrim-hub import FOLDER --bank \"{name}\""))
}

fn send_by(hub: &str) -> String {
    [
        &format!("curl --fail-with-body '{hub}/v1/items' \\"),
        "  --header 'Authorization: Bearer KEY' \\",
        "  --form media=@picture.jpg \\",
        "  --form 'context={\"reference\":\"your-own-id\"}'",
    ]
    .join("\n")
}

fn steps(setup: &Setup, asker: &Asker) -> Vec<StepView> {
    let next = setup.next();
    let is = |step| {
        if setup.has(step) {
            StepIs::Done
        } else if next == Some(step) {
            StepIs::Next
        } else {
            StepIs::Open
        }
    };
    let view = |step| StepView {
        step,
        is: is(step),
        mine: needs(step).iter().all(|permission| asker.may(*permission)),
    };
    SetupStep::ALL.map(view).to_vec()
}

/// What whoever does a step has to be allowed.
fn needs(step: SetupStep) -> &'static [Permission] {
    match step {
        SetupStep::Floor => &[Permission::SetFloors],
        SetupStep::List => &[Permission::ManageBanks],
        SetupStep::Source | SetupStep::Reviewer => &[Permission::ManagePeople],
        SetupStep::FirstCase => &[Permission::ManageBanks, Permission::ManagePeople],
    }
}

/// Has the hub make it.
pub(super) async fn make(account: &Account, change: SetupChange, draw: Option<&Draw>) -> Result<(), Failed> {
    match change {
        SetupChange::KeepFloor => {
            let unchanged = &SetFloor {
                settings: SettingsChange::default(),
            };
            account.call(|hub| async move { hub.set_floor(unchanged).await }).await
        }
        SetupChange::MakeList {
            name,
            harm,
            vetted_reason,
        } => {
            let wanted = &MakeBank {
                name,
                harm,
                vetted_reason,
            };
            let made = account.call(|hub| async move { hub.make_list(wanted).await });
            made.await.map(drop)
        }
        SetupChange::SendTest => match draw {
            Some(draw) => test(account, draw).await,
            // Nothing is sent that was not drawn for it.
            None => Ok(()),
        },
    }
}

/// Puts a picture on the list of tests, and sends a copy of it that is not the same.
async fn test(account: &Account, draw: &Draw) -> Result<(), Failed> {
    let (listed, sent) = (&drawn(draw), &altered(draw));
    account
        .call(|hub| async move { put_on_list(&hub, listed).await })
        .await?;
    let source = account.call(|hub| async move { source(&hub).await }).await?;
    let key = &Zeroizing::new(source.key);
    let submitted = account
        .call(|hub| async move { hub.as_source(key).submit_picture(sent).await })
        .await;
    // Also where nothing came of it: nobody has the key, and nobody shall need it.
    let id = source.source.id;
    let off = ChangeSource { disabled: true };
    account
        .call(|hub| async move { hub.change_source(id, off).await })
        .await?;
    submitted.map(drop)
}

async fn put_on_list(hub: &Signed, picture: &[u8]) -> Result<(), ClientError> {
    let known = hub.lists().await?.into_iter().find(|list| list.name == TEST);
    let list = if let Some(list) = known {
        list
    } else {
        let wanted = MakeBank {
            name: TEST.to_owned(),
            harm: HarmType::Other,
            vetted_reason: None,
        };
        hub.make_list(&wanted).await?
    };
    hub.list_picture(list.id, picture).await.map(drop)
}

/// The source of tests, with a key that is new.
async fn source(hub: &Signed) -> Result<SourceWithKey, ClientError> {
    let known = hub.sources().await?.into_iter().find(|source| source.name == TEST);
    let Some(known) = known else {
        let name = TEST.to_owned();
        return hub.add_source(&AddSource { name }).await;
    };
    hub.change_source(known.id, ChangeSource { disabled: false }).await?;
    let at_once = MakeKey { old_key_lasts_hours: 0 };
    hub.make_key(known.id, at_once).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(list: &str, listed: bool) -> Setup {
        Setup {
            lists: vec![list.into()],
            listed,
            ..Setup::default()
        }
    }

    #[test]
    fn an_empty_list_is_filled_by_a_command_and_no_name_becomes_one() {
        let by = |list: &str| fill_by(&with(list, false)).unwrap_or_default();
        assert_eq!(by("Harbour 2"), "scrim-hub import FOLDER --bank \"Harbour 2\"");
        for name in ["$(reboot)", "a\"; reboot; \"", "`x`", "a\\"] {
            assert_eq!(by(name), "scrim-hub import FOLDER --bank \"NAME\"");
        }
        assert_eq!(fill_by(&with("Harbour", true)), None);
        assert_eq!(fill_by(&Setup::default()), None);
    }
}
