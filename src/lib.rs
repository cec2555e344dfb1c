//! The Alliance Museum: halls, works and stories of the communities the Alliance taught, as one native program.
//!
//! The house has one room per concern (see ARCHITECTURE.md). Data goes one way round:
//! event -> action -> visit -> scene -> frame.

pub mod app;
pub mod catalogue;
pub mod curation;
pub mod language;
pub mod overlay;
pub mod render;
pub mod scene;
pub mod sound;
pub mod text;
pub mod visit;
