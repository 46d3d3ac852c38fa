//! The `CyberTipline`'s XML, written and never sent: the platform files its reports under its own name.
//!
//! The service refuses elements out of order, so the order is the schema's (`report`, `fileDetails`), and every element
//! that the hub knows nothing of is left out: who uploaded, from where, who reports. The platform adds those. Names of
//! incident types and annotations are the service's closed sets. Reads nothing.

use quick_xml::{Writer, events::BytesText};
use scrim_model::{
    report::{Annotation, IncidentType},
    scheme::IndustryClass,
    time::Time,
};
use std::{collections::BTreeSet, io};

type Xml = Writer<Vec<u8>>;

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SCHEMA: &str = "https://report.cybertip.org/ispws/xsd";

/// What a report says of the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// What happened.
    pub incident: IncidentType,
    /// Why it is to be read first; none where it is not.
    pub urgent: Option<String>,
    /// When.
    pub at: Time,
    /// What the time is.
    pub at_what: &'static str,
}

/// What a report says of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The platform's own name of the upload, where it gave one.
    pub name: Option<String>,
    /// Whether the whole file was viewed by a person.
    pub viewed: bool,
    /// What is beside the class.
    pub annotations: BTreeSet<Annotation>,
    /// Its class.
    pub class: Option<IndustryClass>,
    /// MD5, SHA-1 and SHA-256 of the bytes as they were sent, by the service's names, hex.
    pub hashes: Vec<(&'static str, String)>,
}

/// `<report>` without `<reporter>` and `<personOrUserReported>`, which are the platform's to add, in that order, at the end.
pub fn report(incident: &Incident) -> String {
    document("report", |xml| {
        xml.create_element("incidentSummary").write_inner_content(|xml| {
            text(xml, "incidentType", incident_type(incident.incident))?;
            if let Some(why) = &incident.urgent {
                text(xml, "escalateToHighPriority", why)?;
            }
            text(xml, "incidentDateTime", &moment(incident.at))?;
            text(xml, "incidentDateTimeDescription", incident.at_what)
        })?;
        Ok(())
    })
}

/// `<fileDetails>` without what the platform adds: `<reportId>` and `<fileId>`, which the service gives it when it uploads the
/// file and which come first, and when and where the file was uploaded to it, which the hub does not know.
pub fn file_details(file: &File) -> String {
    document("fileDetails", |xml| {
        if let Some(name) = &file.name {
            text(xml, "originalFileName", name)?;
        }
        text(xml, "fileViewedByEsp", flag(file.viewed))?;
        // Nobody sees EXIF here.
        text(xml, "exifViewedByEsp", flag(false))?;
        text(xml, "fileRelevance", "Reported")?;
        if !file.annotations.is_empty() {
            xml.create_element("fileAnnotations").write_inner_content(|xml| {
                for one in &file.annotations {
                    xml.create_element(annotation(*one)).write_empty()?;
                }
                Ok(())
            })?;
        }
        if let Some(class) = file.class {
            text(xml, "industryClassification", class.name())?;
        }
        for (kind, hash) in &file.hashes {
            let hashed = xml
                .create_element("originalFileHash")
                .with_attribute(("hashType", *kind));
            hashed.write_text_content(BytesText::new(hash))?;
        }
        Ok(())
    })
}

fn document(name: &str, inner: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let root = xml
        .create_element(name)
        .with_attribute(("xmlns:xsi", INSTANCE))
        .with_attribute(("xsi:noNamespaceSchemaLocation", SCHEMA));
    let written = root.write_inner_content(inner);
    written.expect("writing to memory does not fail");
    let body = String::from_utf8(xml.into_inner()).expect("text and names are UTF-8");
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{body}\n")
}

/// Text without what XML cannot hold at all, however it is escaped.
fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    let held: String = words
        .chars()
        .filter(|one| !one.is_control() || matches!(one, '\n' | '\t'))
        .filter(|one| !matches!(one, '\u{FFFE}' | '\u{FFFF}'))
        .collect();
    xml.create_element(name).write_text_content(BytesText::new(&held))?;
    Ok(())
}

/// ISO 8601, UTC.
fn moment(at: Time) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{at:.3}")
}

fn flag(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

fn incident_type(incident: IncidentType) -> &'static str {
    match incident {
        IncidentType::AbuseMaterial => "Child Pornography (possession, manufacture, and distribution)",
        IncidentType::Trafficking => "Child Sex Trafficking",
        IncidentType::Tourism => "Child Sex Tourism",
        IncidentType::Molestation => "Child Sexual Molestation",
        IncidentType::MisleadingDomain => "Misleading Domain Name",
        IncidentType::MisleadingWords => "Misleading Words or Digital Images on the Internet",
        IncidentType::Enticement => "Online Enticement of Children for Sexual Acts",
        IncidentType::SentToChild => "Unsolicited Obscene Material Sent to a Child",
    }
}

fn annotation(annotation: Annotation) -> &'static str {
    match annotation {
        Annotation::DrawnOrVirtual => "animeDrawingVirtualHentai",
        Annotation::PotentialMeme => "potentialMeme",
        Annotation::Viral => "viral",
        Annotation::PossiblySelfMade => "possibleSelfProduction",
        Annotation::PhysicalHarm => "physicalHarm",
        Annotation::Violence => "violenceGore",
        Annotation::Bestiality => "bestiality",
        Annotation::LiveStream => "liveStreaming",
        Annotation::Infant => "infant",
        Annotation::Generated => "generativeAi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::{Reader, events::Event};

    fn file() -> File {
        File {
            name: Some("post <7> & more".to_owned()),
            viewed: true,
            annotations: [Annotation::Viral, Annotation::Generated].into(),
            class: Some(IndustryClass::B2),
            hashes: vec![("MD5", "00".repeat(16)), ("SHA256", "11".repeat(32))],
        }
    }

    /// The names of a document's elements in their order, without the root.
    fn order(text: &str) -> Vec<String> {
        let (mut reader, mut names) = (Reader::from_str(text), Vec::new());
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(start) | Event::Empty(start) => names.push(start.name().as_ref().to_owned()),
                Event::Eof => return names.into_iter().skip(1).collect(),
                _ => {}
            }
        }
    }

    #[test]
    fn a_file_is_told_of_in_the_order_of_the_schema() {
        let schema = [
            "reportId",
            "fileId",
            "originalFileName",
            "uploadedToEspTimestamp",
            "locationOfFile",
            "fileViewedByEsp",
            "exifViewedByEsp",
            "publiclyAvailable",
            "fileRelevance",
            "fileAnnotations",
            "viral",
            "generativeAi",
            "industryClassification",
            "originalFileHash",
        ];
        let written = order(&file_details(&file()));
        let places: Vec<_> = written
            .iter()
            .map(|name| schema.iter().position(|known| known == name))
            .collect();
        assert!(places.iter().all(Option::is_some), "{written:?}");
        assert!(places.is_sorted(), "{written:?}");
        assert_eq!(written.len(), 10, "{written:?}");
    }

    #[test]
    fn a_file_is_told_of_to_the_byte() {
        let expected = concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
            "<fileDetails xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ",
            "xsi:noNamespaceSchemaLocation=\"https://report.cybertip.org/ispws/xsd\">\n",
            "  <fileViewedByEsp>false</fileViewedByEsp>\n",
            "  <exifViewedByEsp>false</exifViewedByEsp>\n",
            "  <fileRelevance>Reported</fileRelevance>\n",
            "</fileDetails>\n",
        );
        let bare = File {
            name: None,
            viewed: false,
            annotations: BTreeSet::new(),
            class: None,
            hashes: Vec::new(),
        };
        assert_eq!(file_details(&bare), expected);
    }

    #[test]
    fn an_incident_is_told_of_in_the_order_of_the_schema() {
        let incident = Incident {
            incident: IncidentType::Enticement,
            urgent: Some("a child may be in danger now".to_owned()),
            at: Time(0),
            at_what: "when the platform sent the first of these files for review",
        };
        let names = [
            "incidentSummary",
            "incidentType",
            "escalateToHighPriority",
            "incidentDateTime",
            "incidentDateTimeDescription",
        ];
        assert_eq!(order(&report(&incident)), names);
        assert!(report(&incident).contains("<incidentDateTime>1970-01-01T00:00:00.000Z</incidentDateTime>"));
    }

    proptest! {
        #[test]
        fn whatever_a_platform_calls_a_file_the_xml_is_well_formed(name in any::<String>()) {
            let named = File { name: Some(name), ..file() };
            prop_assert_eq!(order(&file_details(&named)).len(), 10);
        }
    }
}
