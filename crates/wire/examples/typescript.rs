//! Prints the window's types as TypeScript: `cargo xtask gen` keeps what it says.

#![expect(clippy::print_stdout, reason = "printing is all it does")]

fn main() {
    print!("{}", scrim_wire::typescript::module());
}
