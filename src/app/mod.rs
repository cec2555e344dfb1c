//! Ties the rooms together: opens the catalogue, sets the stage, drives a visit in a window or without one.

pub mod bench;
pub mod doctor;
pub mod headless;
pub mod museum;
pub mod pick;
pub mod show;
pub mod stage;
pub mod target;
pub mod thumbnails;
pub mod window;

/// Why a command ended without doing what it was asked; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The catalogue cannot be used.
    #[error(transparent)]
    Catalogue(#[from] crate::catalogue::CatalogueError),
    /// No usable graphics adapter, or it failed.
    #[error(transparent)]
    Gpu(#[from] crate::render::GpuError),
    /// A frame could not be drawn.
    #[error(transparent)]
    Frame(#[from] crate::render::FrameError),
    /// A file is refused.
    #[error(transparent)]
    Mistake(#[from] crate::curation::Mistake),
    /// Anything else that has its sentence already.
    #[error("{0}")]
    Refused(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl AppError {
    /// The exit status of the command line for this error (DESIGN: 75 no usable graphics adapter, else 1).
    pub fn exit_status(&self) -> u8 {
        if matches!(self, Self::Gpu(_)) { 75 } else { 1 }
    }

    /// For `map_err`: names the file of an I/O error.
    pub fn file(path: impl Into<std::path::PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
