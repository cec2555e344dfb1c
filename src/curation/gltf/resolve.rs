//! The only door between a glTF and the disk: data URIs, and regular files inside the glTF's own folder.

use std::path::{Path, PathBuf};

use super::{Checked, Fault};
use crate::curation::limits::read_file;

/// Where the files a glTF names are looked for, and how many bytes they may still bring.
pub struct Resolver {
    /// Folder, resolved to its real place; without one only data URIs are taken.
    folder: Option<PathBuf>,
    /// Bytes left.
    budget: u64,
}

impl Resolver {
    /// A resolver for one glTF.
    pub fn new(folder: Option<&Path>, budget: u64) -> Self {
        let folder = folder.map(|f| if f.as_os_str().is_empty() { Path::new(".") } else { f });
        Self { folder: folder.and_then(|f| f.canonicalize().ok()), budget }
    }

    /// The bytes behind a URI. `place` names who asks.
    pub fn load(&mut self, uri: &str, place: &str) -> Checked<Vec<u8>> {
        let bytes = match uri.strip_prefix("data:") {
            Some(data) => read_data(data, self.budget).map_err(|reason| Fault::new(place, reason))?,
            None => self.load_file(uri, place)?,
        };
        self.budget = self.budget.saturating_sub(bytes.len() as u64);
        Ok(bytes)
    }

    /// The bytes of a file beside the glTF.
    fn load_file(&self, uri: &str, place: &str) -> Checked<Vec<u8>> {
        let parts = relative_parts(uri).map_err(|reason| Fault::new(place, format!("the file name {:?} is refused: {reason}", shorten(uri))))?;
        let folder = self.folder.as_ref().ok_or_else(|| Fault::new(place, format!("the file {:?} cannot be looked for", shorten(uri))))?;
        let wanted = parts.iter().fold(folder.clone(), |path, part| path.join(part));
        let real = wanted.canonicalize().map_err(|e| {
            let reason = if e.kind() == std::io::ErrorKind::NotFound { "is missing".to_owned() } else { format!("cannot be opened ({e})") };
            Fault::new(place, format!("the file {:?} {reason}", shorten(uri)))
        })?;
        // Links are followed above; what they lead to must still lie in the folder.
        if !real.starts_with(folder) {
            return Err(Fault::new(place, format!("the file {:?} leads out of the model's folder", shorten(uri))));
        }
        read_file(&real, self.budget).map_err(|m| Fault::new(place, format!("the file {:?} cannot be taken: {}", shorten(uri), m.reason)))
    }
}

/// A name short enough for a message.
fn shorten(name: &str) -> String {
    name.chars().take(80).collect()
}

/// Folders deep a file may lie below the glTF.
const MAX_PARTS: usize = 8;

/// The parts of a relative reference, decoded once; refuses everything that could mean another place on any system.
pub fn relative_parts(uri: &str) -> Result<Vec<String>, &'static str> {
    if uri.is_empty() || uri.len() > 1024 {
        return Err("it is empty or too long");
    }
    let decoded =
        String::from_utf8(percent_decode(uri.as_bytes()).ok_or("a % is not followed by two hexadecimal digits")?).map_err(|_| "it is not UTF-8 text")?;
    if decoded.contains(['\\', ':']) {
        return Err("it holds a backslash or a colon");
    }
    if decoded.chars().any(char::is_control) {
        return Err("it holds control characters");
    }
    if decoded.starts_with('/') {
        return Err("it begins at the root of the disk");
    }
    let parts: Vec<String> = decoded.split('/').filter(|p| *p != ".").map(str::to_owned).collect();
    if parts.is_empty() || parts.len() > MAX_PARTS {
        return Err("it names no file, or one too many folders deep");
    }
    for part in &parts {
        if part.is_empty() || part == ".." {
            return Err("it leaves the model's folder");
        }
        if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            return Err("a part of it begins or ends with a space or ends with a dot");
        }
        if is_device(part) {
            return Err("it names a device");
        }
    }
    Ok(parts)
}

/// Names that Windows gives to devices, whatever their ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or("").trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|n| {
            let mut c = n.chars();
            matches!((c.next(), c.next()), (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None))
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") || numbered("COM") || numbered("LPT")
}

/// Replaces %XX by bytes; `None` where a % is not followed by two digits.
fn percent_decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        if text[i] == b'%' {
            let digit = |b: &u8| char::from(*b).to_digit(16);
            out.push((digit(text.get(i + 1)?)? * 16 + digit(text.get(i + 2)?)?) as u8);
            i += 3;
        } else {
            out.push(text[i]);
            i += 1;
        }
    }
    Some(out)
}

/// The bytes of a data URI after its `data:` (RFC 2397).
fn read_data(data: &str, budget: u64) -> Result<Vec<u8>, String> {
    let (head, body) = data.split_once(',').ok_or("a data URI has no comma")?;
    if body.len() as u64 / 4 * 3 > budget {
        return Err("a data URI brings more bytes than a model may hold".into());
    }
    if head.to_ascii_lowercase().ends_with(";base64") {
        base64_decode(body.as_bytes()).ok_or_else(|| "a data URI is not proper base64".into())
    } else {
        percent_decode(body.as_bytes()).ok_or_else(|| "a data URI is not properly percent-encoded".into())
    }
}

/// Base64 with the standard alphabet (RFC 4648), with or without padding; percent-encoded padding is taken too.
fn base64_decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut text = text;
    for _ in 0..2 {
        text = text.strip_suffix(b"=").or_else(|| text.strip_suffix(b"%3D")).unwrap_or(text);
    }
    if text.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let mut word = 0u32;
        for b in group {
            let six = match b {
                b'A'..=b'Z' => b - b'A',
                b'a'..=b'z' => b - b'a' + 26,
                b'0'..=b'9' => b - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            word = word << 6 | u32::from(six);
        }
        word <<= 6 * (4 - group.len());
        out.extend_from_slice(&word.to_be_bytes()[1..group.len()]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_mean_another_place_are_refused() {
        for bad in [
            "",
            "../a.bin",
            "a/../../b",
            "%2e%2e/a",
            "%2E%2E%2fa",
            "/etc/passwd",
            "%2fetc",
            "file:///etc/passwd",
            "C:\\a",
            "C:/a",
            "\\\\server\\share",
            "//server/share",
            "http://x/a",
            "a\\b",
            "a%5cb",
            "%FF",
            "%",
            "%4",
            "a%00b",
            "a\nb",
            "NUL",
            "con.png",
            "textures/COM1.bin",
            "lpt9",
            "aux.",
            "a./b",
            "a /b",
            "a//b",
            ".",
            "a/b/c/d/e/f/g/h/i",
        ] {
            assert!(relative_parts(bad).is_err(), "{bad:?}");
        }
        for (good, parts) in [
            ("a.bin", vec!["a.bin"]),
            ("./t/a%20b.png", vec!["t", "a b.png"]),
            ("%252e%252e.bin", vec!["%2e%2e.bin"]),
            ("comet.png", vec!["comet.png"]),
            ("ספר.bin", vec!["ספר.bin"]),
        ] {
            assert_eq!(relative_parts(good).unwrap(), parts);
        }
    }

    #[test]
    fn base64_follows_the_test_vectors_of_rfc_4648() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
            ("Zm8", "fo"),
            ("Zm8%3D", "fo"),
        ] {
            assert_eq!(base64_decode(text.as_bytes()).unwrap(), bytes.as_bytes(), "{text}");
        }
        assert!(base64_decode(b"Z").is_none() && base64_decode(b"Zm9v\n").is_none() && base64_decode(b"Z===").is_none());
        assert_eq!(read_data("text/plain,a%20b", 100).unwrap(), b"a b");
        assert!(read_data("application/octet-stream;base64,Zm9vZm9vZm9v", 5).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_pipes_and_folders_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let inside = dir.path().join("model");
        std::fs::create_dir_all(inside.join("sub")).unwrap();
        std::fs::write(dir.path().join("secret"), "s").unwrap();
        std::fs::write(inside.join("here"), "h").unwrap();
        std::os::unix::fs::symlink("../secret", inside.join("out")).unwrap();
        std::os::unix::fs::symlink("here", inside.join("in")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(inside.join("pipe")).status().unwrap().success());
        let mut r = Resolver::new(Some(&inside), 100);
        assert!(r.load("out", "buffer 0").unwrap_err().reason.contains("leads out of"));
        assert!(r.load("pipe", "buffer 0").unwrap_err().reason.contains("not a regular file"));
        assert!(r.load("sub", "buffer 0").unwrap_err().reason.contains("not a regular file"));
        assert!(r.load("none", "buffer 0").unwrap_err().reason.contains("is missing"));
        assert_eq!((r.load("in", "b").unwrap(), r.load("here", "b").unwrap()), (b"h".to_vec(), b"h".to_vec()));
    }
}
