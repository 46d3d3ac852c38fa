//! The classes that verdicts can give: set as a whole, judged with each verdict, and never taken from under a decision.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    rung::Rung,
    scheme::{Class, IndustryClass, NotOffered, Scheme, SchemeProblem},
    verdict::Classification,
};
use scrim_store::{
    leases::Leased,
    scheme::{KeptScheme, SchemeRefused},
    verdicts::{NewVerdict, Taken, VerdictRefused},
};
use std::{collections::BTreeSet, sync::Arc};
use tokio::task::JoinSet;

fn class(code: &str) -> Class {
    Class {
        code: code.to_owned(),
        name: format!("Class {code}"),
        hint: String::new(),
        retired: false,
        reports_as: Some(IndustryClass::B1),
    }
}

fn retired(code: &str) -> Class {
    Class {
        retired: true,
        ..class(code)
    }
}

fn scheme(classes: &[Class]) -> Scheme {
    Scheme {
        classes: classes.to_vec(),
    }
}

async fn set(world: &World, classes: &[Class]) -> Result<KeptScheme, SchemeRefused> {
    let revision = world.store.scheme().await.expect("read").revision;
    world.store.set_scheme(None, scheme(classes), revision).await
}

fn of(code: &str) -> Classification {
    code.to_owned().try_into().expect("a class")
}

fn classed(world: &World, desk: Desk, leased: &Leased, class: Classification) -> NewVerdict {
    let mut new = world.new_verdict(desk, leased, Says::Agrees);
    new.verdict.classification = Some(class);
    new
}

/// A case in somebody's hands, seen as clearly as a class takes.
async fn in_hand(world: &World, desk: Desk, seed: u8) -> Leased {
    world.entry(Picture::new(seed)).await;
    world.upload(Picture::new(seed).altered(20)).await;
    let leased = world.take_one(desk).await;
    world.look(desk, &leased, Rung::Grey).await;
    leased
}

async fn give(world: &World, desk: Desk, leased: &Leased, code: &str) -> Result<Taken, VerdictRefused> {
    world.store.give_verdict(classed(world, desk, leased, of(code))).await
}

#[tokio::test]
async fn where_nobody_has_set_classes_they_are_the_industrys() {
    every_engine(async |world: World| {
        assert_eq!(world.store.scheme().await.expect("read"), KeptScheme::default());
        let desk = world.moderator("one").await;
        let leased = in_hand(&world, desk, 1).await;
        assert!(give(&world, desk, &leased, "A2").await.is_ok());
        let given = world.store.scheme().await.expect("read").given;
        assert_eq!(given, BTreeSet::from(["A2".to_owned()]));
    })
    .await;
}

#[tokio::test]
async fn a_class_is_given_as_long_as_it_is_offered_and_none_of_them_always() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        set(&world, &[class("own-1"), retired("own-2")]).await.expect("set");
        let leased = in_hand(&world, desk, 1).await;
        for (code, why) in [
            ("A1", NotOffered::Unknown),
            ("OWN-1", NotOffered::Unknown),
            ("own-2", NotOffered::Retired),
        ] {
            let refused = give(&world, desk, &leased, code).await;
            assert!(
                matches!(&refused, Err(VerdictRefused::Class(of)) if *of == why),
                "{code}: {refused:?}"
            );
        }
        let new = classed(&world, desk, &leased, of("own-1"));
        let first = world.store.give_verdict(new.clone()).await.expect("taken");
        set(&world, &[retired("own-1")]).await.expect("set");
        let again = world.store.give_verdict(new).await.expect("what was taken is taken");
        assert_eq!(first, again);
        let leased = in_hand(&world, desk, 2).await;
        assert!(give(&world, desk, &leased, "NONE").await.is_ok());
        let given = world.store.scheme().await.expect("read").given;
        assert_eq!(
            given,
            BTreeSet::from(["own-1".to_owned()]),
            "what was refused was not given"
        );
    })
    .await;
}

#[tokio::test]
async fn a_class_that_was_given_stays_also_when_its_verdict_was_taken_back_and_another_can_go() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        set(&world, &[class("kept"), class("typo")]).await.expect("set");
        let leased = in_hand(&world, desk, 1).await;
        let taken = give(&world, desk, &leased, "kept").await.expect("taken");
        world
            .store
            .undo_verdict(taken.verdict, desk.person)
            .await
            .expect("undone");
        let refused = set(&world, &[class("typo")]).await;
        let code = "kept".to_owned();
        let expected = SchemeProblem::WasGiven { code };
        assert!(
            matches!(&refused, Err(SchemeRefused::Problem(problem)) if *problem == expected),
            "{refused:?}"
        );
        let set = set(&world, &[retired("kept")]).await.expect("a slip goes");
        assert_eq!((set.revision, set.scheme), (2, scheme(&[retired("kept")])));
    })
    .await;
}

#[tokio::test]
async fn whoever_read_older_classes_sets_none_and_the_chain_has_each_that_held() {
    every_engine(async |world: World| {
        set(&world, &[class("one")]).await.expect("set");
        let stale = world.store.set_scheme(None, scheme(&[class("two")]), 0).await;
        assert!(matches!(stale, Err(SchemeRefused::Stale)), "{stale:?}");
        let wrong = set(&world, &[class("a b")]).await;
        assert!(matches!(wrong, Err(SchemeRefused::Problem(_))), "{wrong:?}");
        assert_eq!(world.store.classes().await.expect("read"), scheme(&[class("one")]));
        let rows = world.store.chain_rows(0, 100).await.expect("the chain");
        let told: Vec<_> = rows.iter().filter(|row| row.kind == "scheme_set").collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].body.contains("\"Class one\""), "{}", told[0].body);
    })
    .await;
}

/// Several give a class while somebody takes it out: whoever came first, no decision names what is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_class_is_taken_out_while_it_is_given_whichever_hub_anybody_is_at() {
    every_engine(async |world: World| {
        for round in 0..4 {
            let code = format!("round-{round}");
            let kept = world.store.scheme().await.expect("read");
            let mut classes: Vec<Class> = kept.given.iter().map(|code| class(code)).collect();
            let without = scheme(&classes);
            classes.push(class(&code));
            set(&world, &classes).await.expect("set");
            let mut tasks = JoinSet::new();
            for at in 0..3 {
                let desk = world.moderator(&format!("{round} {at}")).await;
                let leased = in_hand(&world, desk, round * 3 + at).await;
                let (hub, new) = (Arc::new(world.beside()), classed(&world, desk, &leased, of(&code)));
                tasks.spawn(async move {
                    hub.store
                        .give_verdict(new)
                        .await
                        .map(drop)
                        .map_err(|refused| refused.to_string())
                });
            }
            let other = Arc::new(world.beside());
            let revision = kept.revision + 1;
            tasks.spawn(async move {
                other
                    .store
                    .set_scheme(None, without, revision)
                    .await
                    .map(drop)
                    .map_err(|refused| refused.to_string())
            });
            let _answers = tasks.join_all().await;
            let now = world.store.scheme().await.expect("read");
            for given in &now.given {
                assert!(now.scheme.class(given).is_some(), "{given} was given and is gone");
            }
        }
    })
    .await;
}
