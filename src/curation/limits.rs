//! How much a foreign file may ask for. Every limit is tested before the memory it guards is asked for.

use super::Mistake;

/// Limits on foreign files. [`Limits::default`] is what the museum uses; tests tighten single values.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Bytes of a file, and of all files and data URIs one model brings together.
    pub file_bytes: u64,
    /// Bytes of the JSON of a glTF: parsed structures are many times larger than their text.
    pub json_bytes: u64,
    /// Vertices of a model after its node tree is flattened.
    pub vertices: u64,
    /// Indices of a model after its node tree is flattened.
    pub indices: u64,
    /// Nodes of a glTF.
    pub nodes: u64,
    /// Depth of a glTF's node tree.
    pub depth: u32,
    /// Pixels of one picture.
    pub picture_pixels: u64,
    /// Pixels of all pictures of a model after reduction; above this they are reduced further.
    pub model_pixels: u64,
    /// Longest side of a stored texture, texels (a power of two).
    pub texture_side: u32,
    /// Length of a recording, seconds.
    pub sound_secs: f64,
    /// Time a decoder of sound may take, seconds.
    pub sound_decode_secs: f64,
    /// Bytes of a captions file.
    pub caption_bytes: u64,
    /// Captions in one file.
    pub captions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            json_bytes: 32 << 20,
            vertices: 2_000_000,
            indices: 10_000_000,
            nodes: 100_000,
            depth: 64,
            picture_pixels: 64 << 20,
            model_pixels: 128 << 20,
            texture_side: 4096,
            sound_secs: 1200.0,
            sound_decode_secs: 60.0,
            caption_bytes: 1 << 20,
            captions: 10_000,
        }
    }
}

/// Reads a regular file whole, at most `limit_bytes`. Never opens pipes, sockets or devices, which would hang.
pub fn read_file(path: &std::path::Path, limit_bytes: u64) -> Result<Vec<u8>, Mistake> {
    use std::io::Read;
    let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let mistake = |reason: String| Mistake { file: file.clone(), place: None, reason };
    let meta = std::fs::metadata(path).map_err(|e| mistake(open_reason(&e)))?;
    if !meta.is_file() {
        return Err(mistake("it is not a regular file".into()));
    }
    if meta.len() > limit_bytes {
        return Err(mistake(format!("it holds {} bytes, more than the {limit_bytes} a file may hold", meta.len())));
    }
    let opened = std::fs::File::open(path).map_err(|e| mistake(open_reason(&e)))?;
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    // One byte more than allowed shows a file that grew since it was measured.
    opened.take(limit_bytes + 1).read_to_end(&mut bytes).map_err(|e| mistake(format!("it cannot be read ({e})")))?;
    if bytes.len() as u64 > limit_bytes {
        return Err(mistake(format!("it holds more than the {limit_bytes} bytes a file may hold")));
    }
    Ok(bytes)
}

/// Why a file cannot be opened, for people.
fn open_reason(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".into(),
        std::io::ErrorKind::PermissionDenied => "it may not be read by this user".into(),
        _ => format!("it cannot be opened ({e})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_a_folder_and_a_large_file_are_refused_with_a_sentence() {
        let dir = tempfile::tempdir().unwrap();
        assert!(read_file(&dir.path().join("none"), 10).unwrap_err().to_string().contains("no such file"));
        assert!(read_file(dir.path(), 10).unwrap_err().to_string().contains("not a regular file"));
        std::fs::write(dir.path().join("big"), [0; 11]).unwrap();
        assert!(read_file(&dir.path().join("big"), 10).unwrap_err().to_string().contains("11 bytes"));
        assert_eq!(read_file(&dir.path().join("big"), 11).unwrap().len(), 11);
    }
}
