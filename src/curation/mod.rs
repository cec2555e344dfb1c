//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod bake;
pub mod hall;
pub mod material;
pub mod product;
