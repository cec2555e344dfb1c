//! The command line of the museum.

fn main() {}
