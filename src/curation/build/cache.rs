//! What earlier builds made, kept in a folder beside the catalogue under keys made of inputs and versions.
//!
//! A folder rather than a database: products are written from many threads, read whole, and a lost one is only made again. Each file
//! begins with the digest of what follows, so a torn or damaged product counts as missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::curation::exhibits::files::{Digest, FileFacts};

/// How long a product that no build asks for is kept.
const KEPT_FOR: Duration = Duration::from_secs(14 * 24 * 3600);

/// What the last build saw and made.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Files as they were.
    pub files: BTreeMap<String, FileFacts>,
    /// When they were looked at, nanoseconds since 1970.
    pub looked_ns: u64,
    /// Digest of all inputs and versions of the catalogue that was published.
    pub inputs: Digest,
    /// That catalogue's length and time of change.
    pub output: Option<(u64, u64)>,
    /// What it holds.
    pub report: Option<super::BuildReport>,
}

/// The folder.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    asked: Mutex<BTreeSet<String>>,
    serial: AtomicU64,
    /// Products made in this build.
    pub made: AtomicUsize,
    /// Products taken from the folder.
    pub reused: AtomicUsize,
}

impl Cache {
    /// The cache of an output file: a folder with its name and `.cache` added. It is made when something is first kept.
    pub fn beside(output: &Path) -> Self {
        let mut name = output.file_name().unwrap_or_default().to_os_string();
        name.push(".cache");
        Self { folder: output.with_file_name(name), asked: Mutex::default(), serial: AtomicU64::new(0), made: AtomicUsize::new(0), reused: AtomicUsize::new(0) }
    }

    /// What the last build left; nothing when there was none.
    pub fn ledger(&self) -> Ledger {
        fs::read(self.folder.join("ledger.json")).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default()
    }

    /// Keeps the ledger. A failure only costs time next time.
    pub fn keep_ledger(&self, ledger: &Ledger) {
        if let Ok(bytes) = serde_json::to_vec(ledger) {
            self.write("ledger.json", &bytes);
        }
    }

    fn place(&self, key: &Digest) -> String {
        blake3::Hash::from_bytes(*key).to_hex().to_string()
    }

    fn note(&self, name: &str) {
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(name.to_string());
        }
    }

    /// A product made earlier.
    pub fn get(&self, key: &Digest) -> Option<Vec<u8>> {
        let name = self.place(key);
        self.note(&name);
        let file = fs::read(self.folder.join(&name)).ok()?;
        let (digest, body) = file.split_first_chunk::<32>()?;
        (blake3::hash(body).as_bytes() == digest).then(|| body.to_vec())
    }

    /// Keeps a product. A failure only costs time next time.
    pub fn put(&self, key: &Digest, body: &[u8]) {
        let name = self.place(key);
        self.note(&name);
        self.write(&name, &[&blake3::hash(body).as_bytes()[..], body].concat());
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let fresh = self.folder.join(format!("{name}.{}-{}.new", std::process::id(), self.serial.fetch_add(1, Ordering::Relaxed)));
        let folder = match fs::create_dir(&self.folder) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(e),
            _ => Ok(()),
        };
        let done = folder.and_then(|()| fs::write(&fresh, bytes)).and_then(|()| fs::rename(&fresh, self.folder.join(name)));
        if let Err(e) = done {
            log::warn!("{}: nothing can be kept here for the next build ({e})", self.folder.display());
        }
    }

    /// Removes products that this build did not ask for and that are old.
    pub fn tidy(&self) {
        let Ok(asked) = self.asked.lock() else { return };
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let old = entry.metadata().and_then(|m| m.modified()).is_ok_and(|t| SystemTime::now().duration_since(t).is_ok_and(|age| age > KEPT_FOR));
            if old
                && !asked.contains(&name)
                && name != "ledger.json"
                && let Err(e) = fs::remove_file(entry.path())
            {
                log::warn!("{}: cannot be removed ({e})", entry.path().display());
            }
        }
    }
}

/// A key made of parts, each with its length, so that no two lists of parts run together.
#[derive(Clone, Debug, Default)]
pub struct KeyMaker(blake3::Hasher);

impl KeyMaker {
    /// Adds a part.
    #[must_use]
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// The key.
    pub fn key(&self) -> Digest {
        *self.0.finalize().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_comes_back_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::beside(&dir.path().join("c.sqlite"));
        let key = KeyMaker::default().with("a").key();
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"product");
        assert_eq!(cache.get(&key).as_deref(), Some(&b"product"[..]));
        let file = dir.path().join("c.sqlite.cache").join(cache.place(&key));
        let mut bytes = fs::read(&file).unwrap();
        bytes[35] ^= 1;
        fs::write(&file, &bytes).unwrap();
        assert_eq!(cache.get(&key), None, "damaged");
    }

    #[test]
    fn keys_keep_parts_apart() {
        assert_ne!(KeyMaker::default().with("ab").with("c").key(), KeyMaker::default().with("a").with("bc").key());
    }
}
