//! The catalogue: one read-only SQLite file that holds everything a visit shows.
//!
//! Curation writes it whole with [`write`], the viewer reads it through [`Catalogue`]. Rows come out typed; ids are newtypes.
//! A thread that reads opens its own handle from a [`CatalogueFile`].

pub(crate) mod bytes;
mod codes;
mod contents;
mod error;
pub(crate) mod form;
mod halls;
pub mod ktx;
mod media;
pub mod mesh_form;
mod open;
pub mod schema;
mod search;
pub mod types;
mod works;
mod write;

pub use codes::Code;
pub use contents::*;
pub use error::CatalogueError;
pub use form::{DoorForm, PlacementForm};
pub use open::{Catalogue, CatalogueFile};
pub use types::*;
pub use write::write;
