//! The schema, its version, and what happens to a file of another version.
//!
//! The rule: the catalogue is a product, so nothing in it needs to be kept. The viewer refuses a newer file, and an older one unless
//! [`STEPS`] leads from its version to [`VERSION`]; `museum build` always writes [`VERSION`] from the curator's files.

use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// `PRAGMA application_id`: "AlMu".
pub const APPLICATION_ID: u32 = u32::from_be_bytes(*b"AlMu");

/// `PRAGMA user_version` of the catalogues this program writes and reads.
pub const VERSION: u32 = 1;

/// The schema of [`VERSION`].
pub const SCHEMA: &str = include_str!("schema.sql");

/// How a catalogue of an older version is brought up by one version, on a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Version the step starts from; it ends at `from + 1`.
    pub from: u32,
    /// SQL that changes tables and rows, without `PRAGMA user_version`.
    pub sql: &'static str,
}

/// Steps from older versions, in order. Version 1 is the first.
pub const STEPS: &[Step] = &[];

/// The steps that lead from version `found` to version `target`; `None` when one is missing.
pub fn path(steps: &[Step], found: u32, target: u32) -> Option<Vec<Step>> {
    (found..target).map(|v| steps.iter().copied().find(|s| s.from == v)).collect()
}

/// Type, name, table and SQL of every object, as SQLite keeps them: equal schemas have equal fingerprints.
pub(super) type Fingerprint = Vec<(String, String, String, Option<String>)>;

/// The fingerprint of an open database.
pub(super) fn fingerprint(connection: &Connection) -> rusqlite::Result<Fingerprint> {
    let mut q = connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
    q.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?.collect()
}

/// The fingerprint of [`SCHEMA`] as this SQLite writes it.
pub(super) fn expected() -> rusqlite::Result<&'static Fingerprint> {
    static EXPECTED: OnceLock<Fingerprint> = OnceLock::new();
    if let Some(known) = EXPECTED.get() {
        return Ok(known);
    }
    let memory = Connection::open_in_memory()?;
    memory.execute_batch(SCHEMA)?;
    let print = fingerprint(&memory)?;
    Ok(EXPECTED.get_or_init(|| print))
}

/// BLAKE3 digest of every row of every table but `museum` and the search index (which SQLite checks itself): table by table, row by row
/// in the order of keys, each value with its type and length.
pub(super) fn content_digest(db: &Connection) -> rusqlite::Result<[u8; 32]> {
    let mut tables = db.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'museum' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )?;
    let names: Vec<String> = tables.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut hasher = blake3::Hasher::new();
    for name in names {
        hasher.update(name.as_bytes());
        let mut all = db.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = all.column_count();
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            for i in 0..columns {
                let (kind, bytes): (u8, &[u8]) = match row.get_ref(i)? {
                    ValueRef::Null => (0, &[]),
                    ValueRef::Integer(v) => (1, &v.to_le_bytes()),
                    ValueRef::Real(v) => (2, &v.to_le_bytes()),
                    ValueRef::Text(t) => (3, t),
                    ValueRef::Blob(b) => (4, b),
                };
                hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
            }
        }
    }
    Ok(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_from_each_older_version_or_not_at_all() {
        let steps = [Step { from: 2, sql: "" }, Step { from: 3, sql: "" }];
        assert_eq!(path(&steps, 2, 4).map(|p| p.len()), Some(2));
        assert_eq!(path(&steps, 4, 4), Some(vec![]));
        assert_eq!(path(&steps, 1, 4), None, "no step from version 1");
    }

    #[test]
    fn every_table_is_strict() {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch(SCHEMA).unwrap();
        let loose: Vec<String> = c
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
            .unwrap()
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(loose, Vec::<String>::new());
    }
}
