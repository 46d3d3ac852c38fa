//! A cluster of `PostgreSQL` for tests that know no SQL: for each line with a name it makes a database, and says its
//! address. It goes when its input ends.

#![expect(clippy::print_stdout, reason = "a program whose output is read by tests")]

#[expect(dead_code, reason = "the suite has more of a cluster than this program does")]
#[path = "../tests/conformance/engines/cluster.rs"]
mod cluster;

use std::io::stdin;

fn main() {
    let cluster = cluster::get().expect("PostgreSQL is installed");
    for name in stdin().lines() {
        let name = name.expect("a name");
        cluster.make(&name);
        println!("{}", cluster.url(&name));
    }
}
