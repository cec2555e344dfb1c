//! The curator's folder: which files there are and what they hold, without following links or reading twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::curation::product::Mistake;

/// Longest text file.
const MAX_TEXT_BYTES: u64 = 512 << 10;
/// Largest file of any kind.
const MAX_FILE_BYTES: u64 = 256 << 20;
/// Most files.
const MAX_FILES: usize = 20_000;
/// Deepest folder.
const MAX_DEPTH: usize = 4;
/// Folders the build takes nothing from: scripts that made the files, and fonts that are compiled into the program.
const ASIDE: [&str; 2] = ["generators", "fonts"];

/// A BLAKE3 digest.
pub type Digest = [u8; 32];

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Length.
    pub bytes: u64,
    /// Time of last change, nanoseconds since 1970.
    pub changed_ns: u64,
    /// Digest of the contents.
    pub digest: Digest,
}

/// The files of a folder by their paths inside it, with `/` between names.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
    files: BTreeMap<String, FileFacts>,
}

impl Tree {
    /// Looks at every file. A file that has the length and time of change it has in `known` is taken as unchanged, unless it was changed
    /// at or after `trusted_until_ns` (an edit within the clock's grain after the last look would otherwise go unseen).
    ///
    /// # Errors
    /// One mistake for each file that is a link, too large or unreadable, or for the folder itself.
    pub fn scan(root: &Path, known: &BTreeMap<String, FileFacts>, trusted_until_ns: u64) -> Result<Self, Vec<Mistake>> {
        let mut found = Vec::new();
        let mut mistakes = Vec::new();
        walk(root, "", 0, &mut found, &mut mistakes);
        if found.len() > MAX_FILES {
            mistakes.push(mistake("", format!("there are more than {MAX_FILES} files")));
            return Err(mistakes);
        }
        let read: Vec<Result<(String, FileFacts), Mistake>> = found
            .into_par_iter()
            .map(|(name, bytes, changed_ns)| {
                if let Some(k) = known.get(&name)
                    && (k.bytes, k.changed_ns) == (bytes, changed_ns)
                    && changed_ns < trusted_until_ns
                {
                    return Ok((name, k.clone()));
                }
                let contents = fs::read(root.join(&name)).map_err(|e| mistake(&name, format!("it cannot be read ({e})")))?;
                Ok((name, FileFacts { bytes: contents.len() as u64, changed_ns, digest: *blake3::hash(&contents).as_bytes() }))
            })
            .collect();
        let mut files = BTreeMap::new();
        for r in read {
            match r {
                Ok((name, facts)) => {
                    files.insert(name, facts);
                }
                Err(m) => mistakes.push(m),
            }
        }
        if mistakes.is_empty() { Ok(Self { root: root.to_path_buf(), files }) } else { Err(mistakes) }
    }

    /// All files.
    pub fn files(&self) -> &BTreeMap<String, FileFacts> {
        &self.files
    }

    /// Whether there is such a file.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Digest of a file's contents.
    pub fn digest(&self, name: &str) -> Option<&Digest> {
        self.files.get(name).map(|f| &f.digest)
    }

    /// Names of the folders directly inside a folder.
    pub fn folders(&self, inside: &str) -> Vec<String> {
        let prefix = format!("{inside}/");
        let mut out: Vec<String> = self.files.keys().filter_map(|f| f.strip_prefix(&prefix)?.split_once('/')).map(|(folder, _)| folder.to_string()).collect();
        out.dedup();
        out
    }

    /// Contents of a file.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Mistake> {
        if !self.has(name) {
            return Err(mistake(name, "there is no such file"));
        }
        fs::read(self.root.join(name)).map_err(|e| mistake(name, format!("it cannot be read ({e})")))
    }

    /// Contents of a text file.
    ///
    /// # Errors
    /// When it is not there, too long, or not UTF-8.
    pub fn text(&self, name: &str) -> Result<String, Mistake> {
        if self.files.get(name).is_some_and(|f| f.bytes > MAX_TEXT_BYTES) {
            return Err(mistake(name, format!("it is longer than the {} KiB a text may have", MAX_TEXT_BYTES >> 10)));
        }
        let text = String::from_utf8(self.bytes(name)?).map_err(|e| {
            let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            Mistake { file: name.into(), place: Some(format!("line {line}")), reason: "it is not UTF-8 text".into() }
        })?;
        Ok(text.replace("\r\n", "\n"))
    }
}

/// A mistake of a whole file.
pub fn mistake(file: &str, reason: impl Into<String>) -> Mistake {
    let file = if file.is_empty() { "exhibits" } else { file };
    Mistake { file: file.into(), place: None, reason: reason.into() }
}

/// A mistake at a line of a file (or at its end, or nowhere in particular).
pub fn mistake_at(file: &str, line: Option<usize>, reason: impl Into<String>) -> Mistake {
    Mistake { file: file.into(), place: line.map(|l| format!("line {l}")), reason: reason.into() }
}

fn walk(root: &Path, inside: &str, depth: usize, found: &mut Vec<(String, u64, u64)>, mistakes: &mut Vec<Mistake>) {
    let entries = match fs::read_dir(root.join(inside)) {
        Ok(e) => e,
        Err(e) => {
            let reason = if e.kind() == std::io::ErrorKind::NotFound { "there is no such folder".into() } else { format!("it cannot be read ({e})") };
            let name = if inside.is_empty() { root.display().to_string() } else { inside.to_string() };
            mistakes.push(mistake(&name, reason));
            return;
        }
    };
    for entry in entries.flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            mistakes.push(mistake(inside, "a file has a name that is not UTF-8"));
            continue;
        };
        // What editors, systems and scripts leave behind.
        if name.starts_with('.') || name.ends_with('~') || (depth == 0 && ASIDE.contains(&name.as_str())) || name == "__pycache__" {
            continue;
        }
        let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        // `DirEntry::metadata` does not follow links.
        let meta = match entry.metadata() {
            Ok(m) => m,
            Err(e) => {
                mistakes.push(mistake(&path, format!("it cannot be read ({e})")));
                continue;
            }
        };
        if meta.is_dir() && depth < MAX_DEPTH {
            walk(root, &path, depth + 1, found, mistakes);
        } else if meta.is_dir() {
            mistakes.push(mistake(&path, "the folder lies too deep"));
        } else if !meta.is_file() {
            mistakes.push(mistake(&path, "it is a link or a device; only plain files are taken"));
        } else if meta.len() > MAX_FILE_BYTES {
            mistakes.push(mistake(&path, format!("it is larger than the {} MiB a file may have", MAX_FILE_BYTES >> 20)));
        } else {
            let changed = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos() as u64);
            found.push((path, meta.len(), changed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchanged_files_are_not_read_again_and_recent_edits_are_not_missed() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("works/a")).unwrap();
        fs::write(dir.path().join("works/a/en.md"), "one").unwrap();
        let first = Tree::scan(dir.path(), &BTreeMap::new(), 0).unwrap();
        assert_eq!(first.folders("works"), ["a"]);
        let mut lied = first.files().clone();
        lied.get_mut("works/a/en.md").unwrap().digest = [7; 32];
        let trusting = Tree::scan(dir.path(), &lied, u64::MAX).unwrap();
        assert_eq!(trusting.digest("works/a/en.md"), Some(&[7; 32]), "length and time agree, so it was not read");
        let wary = Tree::scan(dir.path(), &lied, 0).unwrap();
        assert_eq!(wary.digest("works/a/en.md"), first.digest("works/a/en.md"));
    }

    #[test]
    fn links_missing_folders_and_wrong_bytes_are_named() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Tree::scan(&dir.path().join("none"), &BTreeMap::new(), 0).unwrap_err()[0].to_string().ends_with("none: there is no such folder"));
        fs::write(dir.path().join("a.md"), b"good\n\xff").unwrap();
        let tree = Tree::scan(dir.path(), &BTreeMap::new(), 0).unwrap();
        assert_eq!(tree.text("a.md").unwrap_err().to_string(), "a.md (line 2): it is not UTF-8 text");
        assert_eq!(tree.text("b.md").unwrap_err().to_string(), "b.md: there is no such file");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc/passwd", dir.path().join("sly.md")).unwrap();
            assert_eq!(Tree::scan(dir.path(), &BTreeMap::new(), 0).unwrap_err()[0].to_string(), "sly.md: it is a link or a device; only plain files are taken");
        }
    }
}
