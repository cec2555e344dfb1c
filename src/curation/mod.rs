//! Curation: reads exhibits/ and foreign formats, checks them, builds halls and writes the catalogue.

pub mod label;
pub mod panel;
pub mod product;
