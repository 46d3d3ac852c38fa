//! Sends a picture to a hub, and prints what becomes of it: `HUB=… KEY=… example-send picture.jpg`.

use reqwest::{
    Client,
    multipart::{Form, Part},
};
use std::{
    env::{args, var},
    fs,
    io::{Write, stdout},
    time::Duration,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let picture = Part::bytes(fs::read(args().nth(1).ok_or("which picture?")?)?).file_name("picture");
    let context = r#"{"reference": "my-id-3"}"#;
    let form = Form::new().part("media", picture).text("context", context);
    let client = Client::builder().timeout(Duration::from_mins(1)).build()?;
    let request = client
        .post(format!("{}/v1/items", var("HUB")?))
        .bearer_auth(var("KEY")?);
    let answer = request.multipart(form).send().await?.error_for_status()?;
    stdout().write_all(&answer.bytes().await?)?;
    Ok(())
}
