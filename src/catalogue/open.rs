//! Opening a catalogue: read-only, and only when it is what it should be.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::CatalogueError;
use super::bytes::Flaw;
use super::schema::{self, APPLICATION_ID, STEPS, Step, VERSION};

/// The place of a catalogue. It may be shared between threads; each thread opens its own [`Catalogue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueFile(pub PathBuf);

impl CatalogueFile {
    /// Opens the catalogue for the calling thread.
    ///
    /// # Errors
    /// See [`Catalogue::open`].
    pub fn open(&self) -> Result<Catalogue, CatalogueError> {
        Catalogue::open(&self.0)
    }
}

/// An open catalogue: read-only, for one thread at a time.
///
/// Nothing is written beside the file either (no journal, no lock): curation replaces catalogues whole, by renaming, and an open one goes
/// on showing what it showed.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) db: Connection,
    pub(super) file: PathBuf,
}

/// Why a row could not be read.
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Flaw(Flaw),
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        Self::Sql(e)
    }
}

impl From<rusqlite::types::FromSqlError> for Fault {
    fn from(_: rusqlite::types::FromSqlError) -> Self {
        Self::Flaw("a value has the wrong type")
    }
}

impl From<Flaw> for Fault {
    fn from(e: Flaw) -> Self {
        Self::Flaw(e)
    }
}

impl Catalogue {
    /// Opens a catalogue after looking at its header and comparing its schema with the one this program knows.
    ///
    /// The check costs about a millisecond whatever the size of the file; [`Catalogue::check_whole`] looks at every byte.
    ///
    /// # Errors
    /// One sentence for a file that is missing, not a catalogue, damaged, or of another version. The file is left alone.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        Self::open_with(path, STEPS)
    }

    fn open_with(path: &Path, steps: &[Step]) -> Result<Self, CatalogueError> {
        let steps = check_header(path, steps)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
        let read = |e: &rusqlite::Error| CatalogueError::reading(path, e);
        let mut db = Connection::open_with_flags(immutable_uri(path), flags).map_err(|e| read(&e))?;
        if !steps.is_empty() {
            db = bring_up(&db, &steps).map_err(|e| read(&e))?;
        }
        guard(&db).map_err(|e| read(&e))?;
        let found = schema::fingerprint(&db).map_err(|e| read(&e))?;
        if found != *schema::expected().map_err(|e| read(&e))? {
            return Err(CatalogueError::Damaged { file: path.to_path_buf(), detail: "its tables are not those of a catalogue".into() });
        }
        let catalogue = Self { db, file: path.to_path_buf() };
        catalogue.start()?;
        Ok(catalogue)
    }

    /// Where the catalogue lies.
    pub fn file(&self) -> &Path {
        &self.file
    }

    pub(super) fn fault(&self, fault: Fault) -> CatalogueError {
        match fault {
            Fault::Sql(e) => CatalogueError::reading(&self.file, &e),
            Fault::Flaw(detail) => CatalogueError::Damaged { file: self.file.clone(), detail: detail.into() },
        }
    }

    pub(super) fn no_such(&self, what: impl Into<String>) -> CatalogueError {
        CatalogueError::NoSuch { file: self.file.clone(), what: what.into() }
    }

    /// Runs a query and turns each row into a value.
    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut value: impl FnMut(&rusqlite::Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, CatalogueError> {
        let run = || -> Result<Vec<T>, Fault> {
            let mut statement = self.db.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            let mut out = Vec::new();
            while let Some(row) = rows.next()? {
                out.push(value(row)?);
            }
            Ok(out)
        };
        run().map_err(|f| self.fault(f))
    }

    /// Runs a query for at most one row.
    pub(super) fn row<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        value: impl FnMut(&rusqlite::Row<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, CatalogueError> {
        Ok(self.rows(sql, params, value)?.into_iter().next())
    }
}

/// Reads the 100-byte header (SQLite file format, section 1.3) without SQLite: a file that is not ours is never handed to it.
/// Gives the steps that bring the file up to this program's version.
fn check_header(path: &Path, steps: &[Step]) -> Result<Vec<Step>, CatalogueError> {
    let file = || path.to_path_buf();
    let refuse = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => CatalogueError::Missing(file()),
        _ => CatalogueError::Unreadable { file: file(), reason: e.to_string() },
    };
    let meta = std::fs::metadata(path).map_err(refuse)?;
    if !meta.is_file() {
        return Err(CatalogueError::NotACatalogue(file()));
    }
    let mut head = Vec::new();
    File::open(path).map_err(refuse)?.take(100).read_to_end(&mut head).map_err(refuse)?;
    let Ok(head) = <[u8; 100]>::try_from(head) else {
        return Err(CatalogueError::NotACatalogue(file()));
    };
    let word = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    if !head.starts_with(b"SQLite format 3\0") || word(68) != APPLICATION_ID {
        return Err(CatalogueError::NotACatalogue(file()));
    }
    let found = word(60);
    if found > VERSION {
        return Err(CatalogueError::Newer { file: file(), found, known: VERSION });
    }
    let Some(steps) = schema::path(steps, found, VERSION) else {
        return Err(CatalogueError::Older { file: file(), found, known: VERSION });
    };
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        n => u64::from(n),
    };
    if head[18..20] != [1, 1] || page * u64::from(word(28)) != meta.len() {
        return Err(CatalogueError::Damaged { file: file(), detail: "its length is not what its first page says".into() });
    }
    Ok(steps)
}

/// An older catalogue brought up to this version in memory; its file stays as it is.
fn bring_up(old: &Connection, steps: &[Step]) -> rusqlite::Result<Connection> {
    let mut new = Connection::open_in_memory()?;
    Backup::new(old, &mut new)?.run_to_completion(1024, Duration::ZERO, None)?;
    for step in steps {
        new.execute_batch(step.sql)?;
        new.pragma_update(None, "user_version", step.from + 1)?;
    }
    Ok(new)
}

/// The settings of SQLite's own advice for files one does not trust (sqlite.org/security.html), as far as a catalogue allows.
fn guard(db: &Connection) -> rusqlite::Result<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        db.set_db_config(setting, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 300_000_000),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 32),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 10),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        db.set_limit(limit, most)?;
    }
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "query_only", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // Statements of every query stay prepared.
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// `file:` address that makes SQLite take the file as unchanging: no lock, no journal, nothing created beside it.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = portable(path.as_os_str());
    if cfg!(windows) && bytes.get(1) == Some(&b':') {
        uri.push_str("///");
    }
    for b in bytes {
        match b {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(b)),
            _ => uri.push_str(&format!("%{b:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// The bytes SQLite expects for a path: as they are on Unix, UTF-8 on Windows.
fn portable(path: &OsStr) -> Vec<u8> {
    path.as_encoded_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Contents, write};

    /// An empty catalogue cannot be published, so it is written by hand.
    fn empty(path: &Path, version: u32, without: &str) {
        let db = Connection::open(path).unwrap();
        db.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        db.pragma_update(None, "user_version", version).unwrap();
        db.execute_batch(schema::SCHEMA).unwrap();
        db.execute_batch(
            "INSERT INTO environment VALUES (1, x''); INSERT INTO hall VALUES (1, 'a', 0, 0, 0, 0, 6, 1, x''); INSERT INTO museum VALUES (1, 1, 0, 0, 0, zeroblob(32));",
        )
        .unwrap();
        db.execute_batch(without).unwrap();
    }

    #[test]
    fn an_older_file_is_brought_up_by_steps_and_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("old.sqlite");
        empty(&path, VERSION - 1, "DROP INDEX work_theme_by_theme");
        let before = std::fs::read(&path).unwrap();
        let steps = [Step { from: VERSION - 1, sql: "CREATE INDEX work_theme_by_theme ON work_theme (theme)" }];
        let c = Catalogue::open_with(&path, &steps).unwrap();
        assert_eq!(c.hall_by_slug("a").unwrap().map(|h| h.0), Some(1));
        assert!(std::fs::read(&path).unwrap() == before);
        assert!(matches!(Catalogue::open(&path), Err(CatalogueError::Older { .. })), "no step is known to the program itself");
        assert!(write(&path, &Contents::default()).is_err(), "a museum without a hall is not published");
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(immutable_uri(Path::new("/a b/ק#?.sqlite")), "file:/a%20b/%D7%A7%23%3F.sqlite?immutable=1");
    }
}
