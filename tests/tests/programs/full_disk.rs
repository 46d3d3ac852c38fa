//! The hub's disk is full: nothing that was acknowledged is lost, what is refused says why, and once there is room
//! everything goes on.

use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{Answer, Held, HubOptions, Reviewer, TestHub, rulings::Ruling, small_disk::SmallDisk},
    pictures::{File, picture},
};
use scrim_wire::{
    Code,
    http::{items::Outcome, leases::TakeLeases, verdicts::VerdictTaken},
};

/// Room for what a hub needs to start, and for some uploads.
const DISK: u64 = 96 * 1_024 * 1_024;

/// More requests than fit into what a database keeps in reserve.
const MANY: u32 = 4_000;

fn file(number: u32) -> File {
    File::jpeg(&picture(number))
}

/// One thing after another is written down until there is no room for it.
async fn until_nothing_is_written(who: &Reviewer) -> anyhow::Result<()> {
    for _write in 0..MANY {
        let taken = who.signed.take_leases(&one()).await;
        let Ok(taken) = taken else {
            let code = taken.err().and_then(|error| error.code());
            anyhow::ensure!(code == Some(Code::NoRoom), "refused with {code:?}");
            return Ok(());
        };
        for leased in taken {
            if let Err(error) = who.give_back(&Held { leased }).await {
                anyhow::ensure!(format!("{error:#}").contains("NoRoom"), "{error:#}");
                return Ok(());
            }
        }
    }
    anyhow::bail!("after {MANY} writes there is still room")
}

fn one() -> TakeLeases {
    TakeLeases {
        queue_id: None,
        case_id: None,
        want: 1,
    }
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_everything_goes_on_once_there_is_room() -> anyhow::Result<()> {
    if !SmallDisk::can_be_had() {
        eprintln!("skipped: this machine lets no program have a file system of its own (unshare --user --mount)");
        return Ok(());
    }
    let mut hub = TestHub::start(HubOptions::default())?;
    let source = hub.source("platform")?;
    let known: Vec<File> = (0..40).map(file).collect();
    hub.import("known", true, &known)?;
    hub.add_person("ines", Role::Moderator, "a long enough password")?;
    let disk = hub.start_again_on_a_small_disk(DISK)?;
    let who = Reviewer::sign_in(&hub.url, "ines", "a long enough password").await?;

    let mut acknowledged = Vec::new();
    for file in known.iter().take(8) {
        acknowledged.push(source.submit(file).await?.item_id);
    }
    let held = who.take(1).await?.remove(0);
    who.look(&held, Rung::Grey).await?;
    disk.fill()?;
    let mut refused = 0;
    for file in known.iter().skip(8) {
        match source.send(file).await? {
            Answer::Done(taken) => acknowledged.push(taken.item_id),
            Answer::Refused { status, problem } => {
                assert_eq!((status, problem.code), (507, Code::NoRoom), "{problem:?}");
                assert!(problem.message.contains("disk is full"), "{problem:?}");
                refused += 1;
            }
        }
    }
    assert!(refused > 0, "the disk was full");
    until_nothing_is_written(&who).await?;
    let verdict = held.giving(Ruling::Settle.on(&held.leased.case));
    let headers = [
        ("idempotency-key", "once"),
        ("x-lease-token", held.leased.token.as_str()),
    ];
    let path = format!("/v1/cases/{}/verdict", held.case());
    let say = async || {
        who.call_with::<VerdictTaken>(reqwest::Method::POST, &path, &verdict, &headers)
            .await
    };
    assert_eq!(say().await?.code()?, Code::NoRoom);
    // Whatever needs no room is still answered.
    assert_eq!(source.item(acknowledged[0]).await?.outcome, Outcome::Queued);

    disk.empty()?;
    let taken = say().await?.done()?;
    assert_eq!(say().await?.done()?, taken, "taken once");
    for file in known.iter().skip(8) {
        source.submit(file).await?;
    }
    for item in &acknowledged {
        assert_eq!(source.item(*item).await?.outcome, Outcome::Queued, "{item}");
    }
    let log = hub.log();
    assert!(!log.contains("panicked at"), "{log}");
    Ok(())
}
