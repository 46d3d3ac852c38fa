//! Every recorded answer that our client asks for, read by our client: what it makes of it is compared with what the
//! answer says.

use crate::{
    asking::{ask, listing},
    meaning::meant,
    recorded::calls,
};
use axum::{
    Router,
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use scrim_hashing::pdq::PdqHash;
use scrim_upstream::{
    call::{Bounds, Credential, Failure, Service},
    hma::{Distance, Hma},
};
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What is answered to a reading, and to anything else.
#[derive(Default, Clone)]
struct Script {
    read: (u16, String),
    other: (u16, String),
}

type Shared = Arc<Mutex<Script>>;

async fn say(State(script): State<Shared>, method: Method) -> Response {
    let script = script.lock().expect("nobody panics while holding it").clone();
    let (status, body) = if method == Method::GET {
        script.read
    } else {
        script.other
    };
    let status = StatusCode::from_u16(status).expect("a recorded status");
    (status, [(header::CONTENT_TYPE, "text/html")], body).into_response()
}

async fn parrot() -> anyhow::Result<(Shared, Hma)> {
    let script = Shared::default();
    let routes = Router::new().fallback(say).with_state(Arc::clone(&script));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let service = Service::at(&url, Credential::None, Bounds::RECOMMENDED)?;
    Ok((script, Hma::new(service)))
}

#[tokio::test]
async fn every_recorded_answer_is_read_as_it_is_meant() -> anyhow::Result<()> {
    let (script, hma) = parrot().await?;
    let (mut read, mut faults) = (0, Vec::new());
    for call in calls()? {
        let answer = (call.answer.status, call.answered());
        let at = call.path().starts_with("/c/bank/").then(|| listing(&call));
        // What is changed is read before: it stands as it should not.
        let before = json!({
            "id": at.as_ref().map(|at| at.content), "disable_until_ts": 1_999_999_999,
            "bank": {"name": at.as_ref().map(|at| &at.bank), "matching_enabled_ratio": 1.0},
        });
        let changes = matches!(call.method.as_str(), "PUT" | "DELETE");
        let before = if changes {
            (200, before.to_string())
        } else {
            answer.clone()
        };
        *script.lock().expect("nobody panics while holding it") = Script {
            read: before,
            other: answer,
        };
        let Some(told) = ask(&hma, &call).await else { continue };
        read += 1;
        let meant = meant(&call);
        faults.extend((told != meant).then(|| format!("{}: {told:?}, not {meant:?}", call.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(read > 80, "only {read} answers were read");
    Ok(())
}

#[tokio::test]
async fn equal_digests_have_no_distance_and_nonsense_is_an_error() -> anyhow::Result<()> {
    let (script, hma) = parrot().await?;
    for (distance, meant) in [
        ("-", Ok(Distance::Same)),
        ("31", Ok(Distance::Bits(31))),
        ("", Err(Failure::Unintelligible)),
        ("1.5", Err(Failure::Unintelligible)),
        ("-1", Err(Failure::Unintelligible)),
    ] {
        let answer = json!({"A": [{"bank_content_id": 1, "distance": distance}]});
        script.lock().expect("nobody panics while holding it").read = (200, answer.to_string());
        let found = hma.lookup(PdqHash([0; 32]), 1).await;
        assert_eq!(
            found.map(|found| found.first().map(|one| one.distance)),
            meant.map(Some),
            "{distance:?}"
        );
    }
    // A bank's name that would lead a call elsewhere, and the level more that a look-up of a file has.
    for odd in [json!({"../x": []}), json!({"pdq": {"A": []}}), json!([])] {
        script.lock().expect("nobody panics while holding it").read = (200, odd.to_string());
        let found = hma.lookup(PdqHash([0; 32]), 1).await;
        assert_eq!(found, Err(Failure::Unintelligible), "{odd}");
    }
    Ok(())
}
