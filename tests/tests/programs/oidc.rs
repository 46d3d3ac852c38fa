//! Signing in by an organisation: the real hub and a real provider, and whoever stands between them.

mod scene;

use reqwest::Method;
use scene::{Back, CHALLENGE, REDIRECT, Scene, VERIFIER, back, refused, told};
use scrim_model::person::Role;
use scrim_tests::harness::{
    HubOptions, TestHub,
    browser::Browser,
    eventually,
    provider::{CLIENT, OTHER_CLIENT},
};
use scrim_wire::{
    Code,
    http::{
        me::Me,
        session::{OidcBegun, SignInWays, Tokens},
    },
};
use serde_json::{Value, json};

#[tokio::test]
async fn somebody_of_a_group_is_in_as_what_the_group_says_and_stays_who_they_are() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    let ways: SignInWays = scene
        .ask(Method::GET, "/v1/session/ways", None, &json!({}))
        .await?
        .map_err(told)?;
    assert_eq!((ways.passwords, ways.organisation), (true, true));
    let first = scene.sign_in("robin").await?.map_err(told)?;
    let me = scene.me(&first).await?;
    assert_eq!((me.name.as_str(), me.role), ("robin", Role::Moderator));
    let body = json!({"refresh_token": first.refresh_token});
    let refreshed: Tokens = scene
        .ask(Method::POST, "/v1/session/refresh", None, &body)
        .await?
        .map_err(told)?;
    assert_eq!(scene.me(&refreshed).await?.id, me.id);
    scene.hub.command(&["group", "set", "leads", "--role", "lead"])?;
    scene.provider.groups(&json!({"robin": ["leads"]})).await?;
    let second = scene.sign_in("robin").await?.map_err(told)?;
    let now = scene.me(&second).await?;
    assert_eq!(
        (now.id, now.role),
        (me.id, Role::Lead),
        "the same person, and what they are now"
    );
    scene.hub.finish()
}

#[tokio::test]
async fn groups_that_are_not_in_the_token_are_fetched() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    scene.provider.tell(&json!({"inUserinfo": true})).await?;
    let tokens = scene.sign_in("robin").await?.map_err(told)?;
    assert_eq!(scene.me(&tokens).await?.name, "robin");
    scene.hub.finish()
}

#[tokio::test]
async fn a_sign_in_is_finished_once_by_whoever_began_it() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    let elsewhere = json!({"code_challenge": CHALLENGE, "redirect_uri": "http://evil.example/callback"});
    let begun = scene
        .ask::<OidcBegun>(Method::POST, "/v1/session/oidc/begin", None, &elsewhere)
        .await?;
    refused(begun, Code::BadRequest, "comes back to http://127.0.0.1");
    let short = json!({"code_challenge": "short", "redirect_uri": REDIRECT});
    let begun = scene
        .ask::<OidcBegun>(Method::POST, "/v1/session/oidc/begin", None, &short)
        .await?;
    refused(begun, Code::BadRequest, "43 characters");

    let mut back = scene.go("robin").await?;
    let stranger = Back {
        state: "0".repeat(64),
        code: back.code.clone(),
    };
    refused(
        scene.finish(&stranger, VERIFIER).await?,
        Code::SignInFailed,
        "no such sign-in",
    );
    scene.finish(&back, VERIFIER).await?.map_err(told)?;
    refused(scene.finish(&back, VERIFIER).await?, Code::SignInFailed, "used already");
    back.state = scene.go("robin").await?.state;
    refused(
        scene.finish(&back, VERIFIER).await?,
        Code::SignInFailed,
        "did not take the code",
    );

    let back = scene.go("robin").await?;
    let other = VERIFIER.replace("dBj", "xyz");
    refused(
        scene.finish(&back, &other).await?,
        Code::SignInFailed,
        "by somebody else",
    );
    refused(scene.finish(&back, VERIFIER).await?, Code::SignInFailed, "used already");
    refused(scene.finish(&back, "short").await?, Code::BadRequest, "RFC 7636");
    scene.hub.finish()
}

/// Signs somebody in at another program of the same provider, which then holds a token that is signed as well.
async fn sign_in_elsewhere(scene: &Scene) -> anyhow::Result<String> {
    let query = format!(
        "client_id=another+program&response_type=code&scope=openid+profile&state=s&nonce=n\
         &code_challenge={CHALLENGE}&code_challenge_method=S256&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fcallback"
    );
    let address = format!("{}/auth?{query}", scene.provider.issuer);
    let landed = Browser::new()?.sign_in(&address, "robin").await?;
    let body = format!(
        "grant_type=authorization_code&code={}&code_verifier={VERIFIER}\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fcallback",
        back(&landed)?.code
    );
    let request = scene.client.post(format!("{}/token", scene.provider.issuer));
    let request = request
        .basic_auth("another%20program", Some("the%20secret%20of%20another%20program"))
        .header("content-type", "application/x-www-form-urlencoded");
    request.body(body).send().await?.error_for_status()?;
    scene.provider.last_token_of(OTHER_CLIENT).await
}

#[tokio::test]
async fn a_token_for_another_sign_in_another_program_or_another_time_is_refused() -> anyhow::Result<()> {
    let Some(mut scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    scene.sign_in("robin").await?.map_err(told)?;
    let replayed = scene.provider.last_token_of(CLIENT).await?;
    let swapped = async |scene: &Scene, token: &str| {
        scene.provider.tell(&json!({"swapFor": token})).await?;
        scene.sign_in("robin").await
    };
    refused(
        swapped(&scene, &replayed).await?,
        Code::SignInFailed,
        "for another sign-in",
    );
    let of_another = sign_in_elsewhere(&scene).await?;
    refused(
        swapped(&scene, &of_another).await?,
        Code::SignInFailed,
        "for another program",
    );
    let (rest, _signature) = replayed.rsplit_once('.').expect("a token has a signature");
    let (_, altered) = of_another.rsplit_once('.').expect("a token has a signature");
    refused(
        swapped(&scene, &format!("{rest}.{altered}")).await?,
        Code::SignInFailed,
        "not signed by the provider",
    );
    // {"alg":"none"}
    let (_, payload) = rest.split_once('.').expect("a token has a head");
    let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}.");
    refused(
        swapped(&scene, &unsigned).await?,
        Code::SignInFailed,
        "not signed by the provider",
    );

    scene.provider.tell(&json!({"idTokenSeconds": 1})).await?;
    scene.sign_in("robin").await?.map_err(told)?;
    let short = scene.provider.last_token_of(CLIENT).await?;
    eventually("the token to run out", async || {
        let answer = swapped(&scene, &short).await?;
        let says = answer.err().map(|(_, problem)| problem.message).unwrap_or_default();
        Ok(says.contains("has run out").then_some(()))
    })
    .await?;

    scene.provider.kill()?;
    scene.provider.start_again()?;
    scene.provider.groups(&json!({"robin": ["moderators"]})).await?;
    refused(
        swapped(&scene, &replayed).await?,
        Code::SignInFailed,
        "not signed by the provider",
    );
    scene.sign_in("robin").await?.map_err(told)?;
    scene.hub.finish()
}

#[tokio::test]
async fn without_a_group_nobody_comes_in_and_whoever_loses_theirs_is_out() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    refused(scene.sign_in("stranger").await?, Code::NoGroup, "none of your groups");
    let tokens = scene.sign_in("robin").await?.map_err(told)?;
    scene.provider.groups(&json!({"robin": ["cooking"]})).await?;
    refused(scene.sign_in("robin").await?, Code::NoGroup, "none of your groups");
    let again = async |tokens: &Tokens| {
        let body = json!({"refresh_token": tokens.refresh_token});
        scene
            .ask::<Tokens>(Method::POST, "/v1/session/refresh", None, &body)
            .await
    };
    refused(again(&tokens).await?, Code::NoGroup, "give nothing here any more");

    scene.provider.groups(&json!({"robin": ["moderators"]})).await?;
    let tokens = scene.sign_in("robin").await?.map_err(told)?;
    scene.hub.command(&["group", "remove", "moderators"])?;
    let answer = scene
        .ask::<Me>(Method::GET, "/v1/me", Some(&tokens.access_token), &json!({}))
        .await?;
    refused(answer, Code::Unauthenticated, "sign in");
    refused(again(&tokens).await?, Code::NoGroup, "give nothing here any more");
    refused(scene.sign_in("robin").await?, Code::NoGroup, "none of your groups");
    scene.hub.finish()
}

#[tokio::test]
async fn whoever_an_admin_switches_off_stays_out_whatever_the_provider_says() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    let tokens = scene.sign_in("robin").await?.map_err(told)?;
    let me = scene.me(&tokens).await?;
    let admin = scene.hub.person("admin", Role::Admin).await?;
    let path = format!("/v1/people/{}", me.id);
    let off: Value = admin
        .call(Method::PATCH, &path, &json!({"disabled": true}))
        .await?
        .done()?;
    assert_eq!(off["disabled"], true);
    refused(scene.sign_in("robin").await?, Code::SwitchedOff, "switched you off");
    let on = scene.hub.command(&["person", "change", "robin", "--enable"])?;
    assert!(on.contains("\"disabled\":false"), "{on}");
    scene.sign_in("robin").await?.map_err(told)?;
    let role = scene.hub.command(&["person", "change", "robin", "--role", "lead"]);
    assert!(role.is_err_and(|refused| refused.to_string().contains("follows their groups")));
    let groups = scene.hub.command(&["group", "list"])?;
    let expected = json!({"group": "moderators", "gives": {"role": "moderator", "queues": []}, "people": 1});
    assert_eq!(serde_json::from_str::<Value>(&groups)?, expected);
    scene.hub.finish()
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_and_needs_no_new_start_of_the_hub() -> anyhow::Result<()> {
    let Some(mut scene) = Scene::set(&[]).await? else {
        return Ok(());
    };
    scene.provider.kill()?;
    let hub = TestHub::start_with(HubOptions::default(), scene.provider.words()?)?;
    hub.command(&["group", "set", "moderators", "--role", "moderator"])?;
    scene.hub = hub;
    refused(
        scene.begin().await?,
        Code::Unavailable,
        "identity provider does not answer",
    );
    refused(
        scene.begin().await?,
        Code::Unavailable,
        "identity provider does not answer",
    );
    scene.provider.start_again()?;
    scene.provider.groups(&json!({"robin": ["moderators"]})).await?;
    eventually("the provider to be met", async || Ok(scene.begin().await?.ok())).await?;
    let back = scene.go("robin").await?;
    scene.provider.kill()?;
    refused(
        scene.finish(&back, VERIFIER).await?,
        Code::Unavailable,
        "identity provider does not answer",
    );
    scene.provider.start_again()?;
    scene.provider.groups(&json!({"robin": ["moderators"]})).await?;
    scene.sign_in("robin").await?.map_err(told)?;
    scene.hub.check_chain()
}

#[tokio::test]
async fn a_hub_without_passwords_takes_none() -> anyhow::Result<()> {
    let Some(scene) = Scene::set(&["--no-passwords"]).await? else {
        return Ok(());
    };
    scene.hub.add_person("old", Role::Admin, "a password of before")?;
    let body = json!({"name": "old", "password": "a password of before"});
    let answer = scene.ask::<Tokens>(Method::POST, "/v1/session", None, &body).await?;
    refused(answer, Code::Forbidden, "sign in with your organisation");
    let ways: SignInWays = scene
        .ask(Method::GET, "/v1/session/ways", None, &json!({}))
        .await?
        .map_err(told)?;
    assert_eq!((ways.passwords, ways.organisation), (false, true));
    scene.sign_in("robin").await?.map_err(told)?;
    scene.hub.finish()
}
