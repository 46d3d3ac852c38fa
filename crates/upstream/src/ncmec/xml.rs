//! The service's XML: votes are written, reasons are read. Reading takes a stranger's bytes and never panics.

use super::{Feedback, Reason};
use quick_xml::{
    Reader, Writer, XmlVersion,
    events::{BytesStart, BytesText, Event},
};
use std::io;

/// The namespace of everything the service says and hears.
const NAMESPACE: &str = "https://hashsharing.ncmec.org/hashsharing/v2";

/// More reasons than this are none: it is something else.
const MOST_REASONS: usize = 1_000;

/// The longest GUID and the longest name that is taken, bytes.
const LONGEST: usize = 200;

pub(super) fn feedback(vote: &Feedback) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    let root = writer
        .create_element("feedbackSubmission")
        .with_attribute(("xmlns", NAMESPACE));
    let written = root.write_inner_content(|writer| inner(writer, vote));
    written.expect("writing to memory does not fail");
    writer.into_inner()
}

fn inner(writer: &mut Writer<Vec<u8>>, vote: &Feedback) -> io::Result<()> {
    match vote {
        Feedback::Affirmative => writer.create_element("affirmative").write_empty().map(drop),
        Feedback::Negative { reason } => {
            let negative = writer.create_element("negative");
            let done = negative.write_inner_content(|writer| {
                let ids = writer.create_element("reasonIds");
                let done = ids.write_inner_content(|writer| {
                    let guid = writer.create_element("guid");
                    guid.write_text_content(BytesText::new(reason)).map(drop)
                });
                done.map(drop)
            });
            done.map(drop)
        }
    }
}

/// The reasons of `<availableFeedbackReasons><reason guid="…" name="…"/>…`; none where it is something else.
pub(super) fn reasons(text: &[u8]) -> Option<Vec<Reason>> {
    let mut reader = Reader::from_str(std::str::from_utf8(text).ok()?);
    let (mut reasons, mut in_root) = (Vec::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if !in_root => {
                in_root = start.local_name().as_ref() == "availableFeedbackReasons";
                in_root.then_some(())?;
            }
            Event::Empty(start) if !in_root => {
                return (start.local_name().as_ref() == "availableFeedbackReasons").then(Vec::new);
            }
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "reason" => {
                reasons.push(reason(&start)?);
                (reasons.len() <= MOST_REASONS).then_some(())?;
            }
            Event::DocType(_) => return None,
            Event::Eof => return in_root.then_some(reasons),
            _ => {}
        }
    }
}

fn reason(element: &BytesStart<'_>) -> Option<Reason> {
    let text = |name: &str| -> Option<String> {
        let attribute = element.try_get_attribute(name).ok()??;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (value.len() <= LONGEST).then(|| value.into_owned())
    };
    let guid = text("guid")?;
    (!guid.is_empty()).then_some(())?;
    Some(Reason {
        name: text("name").unwrap_or_default(),
        guid,
    })
}
