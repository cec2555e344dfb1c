//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod captions;
pub mod gltf;
pub mod hdr;
pub mod inspect;
pub mod limits;
pub mod picture;
pub mod probe;
pub mod label;
pub mod panel;
pub mod bake;
pub mod hall;
pub mod material;
pub mod product;
pub mod sound;

pub use limits::Limits;
pub use product::Mistake;
pub mod build;
pub mod check;
pub mod exhibits;
pub mod product;
pub mod workshops;
