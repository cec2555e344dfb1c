//! The catalogue: one read-only SQLite file that holds everything a visit shows.
//!
//! Curation writes it, the viewer reads it. Rows come out typed; ids are newtypes.

pub mod types;

pub use types::*;
