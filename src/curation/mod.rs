//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod build;
pub mod check;
pub mod exhibits;
pub mod product;
pub mod workshops;
