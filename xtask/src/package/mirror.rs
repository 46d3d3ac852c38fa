//! Where this machine has its Debian from, in both ways of writing it down: so that a clean one is had from the same place,
//! and no place is named here.

/// A place and a suite of it.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(super) struct Source {
    pub(super) address: String,
    pub(super) suite: String,
}

impl Source {
    /// As a line of `sources.list`.
    pub(super) fn line(&self) -> String {
        format!("deb {} {} main\n", self.address, self.suite)
    }
}

/// The sources of a release and of what mends it, in the order of the texts; what others offer for it is left out.
pub(super) fn sources(texts: &[String], codename: &str) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for text in texts {
        for source in in_stanzas(text).into_iter().chain(in_lines(text)) {
            if is_of(&source.suite, codename) && !found.contains(&source) {
                found.push(source);
            }
        }
    }
    found
}

/// What `debootstrap` begins with.
pub(super) fn base<'a>(sources: &'a [Source], codename: &str) -> Option<&'a Source> {
    sources.iter().find(|source| source.suite == codename)
}

/// `VERSION_CODENAME` of `/etc/os-release`.
pub(super) fn codename(os_release: &str) -> Option<&str> {
    let debian = os_release.lines().any(|line| line == "ID=debian");
    let named = os_release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    named.filter(|_| debian).map(|name| name.trim_matches('"'))
}

fn is_of(suite: &str, codename: &str) -> bool {
    let kinds = ["", "-updates", "-security"];
    kinds.iter().any(|kind| suite.strip_prefix(codename) == Some(kind))
}

/// `Types: deb` and what follows, up to an empty line.
fn in_stanzas(text: &str) -> Vec<Source> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let stanzas = lines.split(|line| line.trim().is_empty());
    let field = |stanza: &[&str], name: &str| {
        let values = stanza.iter().filter_map(|line| line.split_once(':'));
        let mut wanted = values.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let words = wanted
            .next()
            .map(|(_, value)| value.split_whitespace().map(str::to_owned));
        words.map(Iterator::collect::<Vec<_>>).unwrap_or_default()
    };
    let mut found = Vec::new();
    for stanza in stanzas {
        let offers = |name, value: &str| field(stanza, name).iter().any(|one| one == value);
        if offers("Types", "deb") && offers("Components", "main") {
            for address in field(stanza, "URIs") {
                let suites = field(stanza, "Suites").into_iter();
                found.extend(suites.map(|suite| Source {
                    address: address.clone(),
                    suite,
                }));
            }
        }
    }
    found
}

/// `deb [options] ADDRESS SUITE main …`
fn in_lines(text: &str) -> Vec<Source> {
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("deb "));
    let read = |line: &str| {
        let plain = match line.trim().strip_prefix('[') {
            Some(options) => options.split_once(']')?.1,
            None => line,
        };
        let mut words = plain.split_whitespace();
        let (address, suite) = (words.next()?.to_owned(), words.next()?.to_owned());
        words.any(|word| word == "main").then_some(Source { address, suite })
    };
    lines.filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(address: &str, suite: &str) -> Source {
        Source {
            address: address.to_owned(),
            suite: suite.to_owned(),
        }
    }

    #[test]
    fn sources_are_found_in_stanzas_and_in_lines_and_what_others_offer_is_not_taken() {
        let stanzas = "Types: deb\n# kept\nURIs: http://mirror.example/debian\nSuites: one one-updates\n\
                       Components: main contrib\nSigned-By: /x.gpg\n\nTypes: deb\nURIs: http://other.example/\n\
                       Suites: nodistro\nComponents: main\n";
        let lines = "# deb http://off.example/ one main\ndeb http://cloud.example/apt sdk-one main\n\
                     deb [arch=amd64 signed-by=/y.gpg] http://mirror.example/security one-security main\n\
                     deb-src http://mirror.example/debian one main\ndeb http://extra.example/ one extra\n";
        let found = sources(&[stanzas.to_owned(), lines.to_owned()], "one");
        assert_eq!(
            found,
            [
                source("http://mirror.example/debian", "one"),
                source("http://mirror.example/debian", "one-updates"),
                source("http://mirror.example/security", "one-security"),
            ]
        );
        assert_eq!(base(&found, "one"), found.first());
        assert_eq!(
            found[2].line(),
            "deb http://mirror.example/security one-security main\n"
        );
    }

    #[test]
    fn a_stanza_for_sources_or_without_main_is_none() {
        let text = "Types: deb-src\nURIs: http://a.example\nSuites: one\nComponents: main\n\n\
                    Types: deb\nURIs: http://a.example\nSuites: one\nComponents: contrib\n";
        assert_eq!(sources(&[text.to_owned()], "one"), []);
    }

    #[test]
    fn only_debian_itself_has_a_name_here() {
        assert_eq!(codename("ID=debian\nVERSION_CODENAME=one\n"), Some("one"));
        assert_eq!(codename("ID=ubuntu\nVERSION_CODENAME=one\n"), None);
        assert_eq!(codename("ID=debian\n"), None);
    }
}
