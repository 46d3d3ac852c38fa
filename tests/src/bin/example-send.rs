//! Sends a picture to a hub, and prints what becomes of it: `KEY=… example-send picture.jpg`.

use reqwest::{
    Client,
    multipart::{Form, Part},
};
use std::{
    env::{args, var},
    fs,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let picture = fs::read(args().nth(1).ok_or("which picture?")?)?;
    let form = Form::new()
        .part("media", Part::bytes(picture).file_name("picture"))
        .text("context", r#"{"reference": "my-id-3"}"#);
    let request = Client::new()
        .post(format!("{}/v1/items", var("HUB")?))
        .bearer_auth(var("KEY")?);
    let answer = request.multipart(form).send().await?.error_for_status()?;
    println!("{}", answer.text().await?);
    Ok(())
}
