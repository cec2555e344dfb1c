//! What can go wrong with a catalogue, one sentence each.

use std::path::{Path, PathBuf};

/// Why a catalogue, or something in it, could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// There is no such file.
    #[error("{}: there is no catalogue here; make one with `museum build`", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: this file is not a museum catalogue", .0.display())]
    NotACatalogue(PathBuf),
    /// The operating system refuses.
    #[error("{}: the catalogue cannot be read ({reason})", file.display())]
    Unreadable {
        /// The catalogue.
        file: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file was a catalogue once.
    #[error("{}: the catalogue is damaged ({detail}); put the last good copy back or make it anew with `museum build`", file.display())]
    Damaged {
        /// The catalogue.
        file: PathBuf,
        /// What does not fit.
        detail: String,
    },
    /// Made by a later version of the museum.
    #[error("{}: the catalogue has version {found}, this program reads version {known}; install the newer museum", file.display())]
    Newer {
        /// The catalogue.
        file: PathBuf,
        /// Version of the file.
        found: u32,
        /// Version of this program.
        known: u32,
    },
    /// Made by an earlier version and no step leads up from there.
    #[error("{}: the catalogue has version {found}, this program reads version {known}; make it anew with `museum build`", file.display())]
    Older {
        /// The catalogue.
        file: PathBuf,
        /// Version of the file.
        found: u32,
        /// Version of this program.
        known: u32,
    },
    /// A row that was asked for by id does not exist.
    #[error("{}: the catalogue has no {what}", file.display())]
    NoSuch {
        /// The catalogue.
        file: PathBuf,
        /// What was asked for.
        what: String,
    },
    /// The file could not be written.
    #[error("{}: the catalogue cannot be written ({reason})", file.display())]
    Unwritable {
        /// The catalogue.
        file: PathBuf,
        /// What the system says.
        reason: String,
    },
}

impl CatalogueError {
    /// The error for a failed read of `file`: damage and refusal are told apart.
    pub(super) fn reading(file: &Path, e: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        let file = file.to_path_buf();
        match e.sqlite_error_code() {
            Some(C::NotADatabase) => Self::NotACatalogue(file),
            Some(C::CannotOpen | C::PermissionDenied | C::SystemIoFailure | C::OutOfMemory | C::DatabaseBusy | C::DatabaseLocked) => {
                Self::Unreadable { file, reason: e.to_string() }
            }
            _ => Self::Damaged { file, detail: e.to_string() },
        }
    }

    /// The error for a failed write of `file`.
    pub(super) fn writing(file: &Path, e: &rusqlite::Error) -> Self {
        Self::Unwritable { file: file.to_path_buf(), reason: e.to_string() }
    }
}
