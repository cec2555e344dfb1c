//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod bake;
pub mod build;
pub mod captions;
pub mod check;
pub mod exhibits;
pub mod gltf;
pub mod hall;
pub mod hdr;
pub mod inspect;
pub mod label;
pub mod lighten;
pub mod limits;
pub mod material;
pub mod panel;
pub mod picture;
pub mod portrait;
pub mod probe;
pub mod product;
pub mod shops;
pub mod sound;
pub mod workshops;

pub use limits::Limits;
pub use product::Mistake;
