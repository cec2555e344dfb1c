//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod exhibits;
pub mod product;
pub mod workshops;
