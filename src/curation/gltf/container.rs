//! The two wrappings of a glTF: plain JSON, and GLB (specification 2.0.1, section 4).

use super::schema::Root;
use super::{Checked, Fault};
use crate::curation::Limits;

/// Bytes of JSON outside strings: what is parsed into structures many times larger (strings hold base64, which is not).
const MAX_STRUCTURE_BYTES: usize = 16 << 20;

/// The parts of a file.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The JSON.
    pub json: &'a [u8],
    /// The binary chunk of a GLB.
    pub bin: Option<&'a [u8]>,
}

/// Splits a file; a GLB is known by its first four bytes.
pub fn split(bytes: &[u8]) -> Checked<Parts<'_>> {
    if !bytes.starts_with(b"glTF") {
        return Ok(Parts { json: bytes, bin: None });
    }
    let header = |reason: String| Fault::new("GLB header", reason);
    let word = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let (Some(version), Some(length)) = (word(4), word(8)) else { return Err(header("the file ends within it".into())) };
    if version != 2 {
        return Err(header(format!("version {version} is not taken, only 2")));
    }
    let length = length as usize;
    if length > bytes.len() {
        return Err(header(format!("it says {length} bytes, but the file holds {}", bytes.len())));
    }
    if length < 20 {
        return Err(header(format!("it says {length} bytes, too few for a model")));
    }
    let (mut json, mut bin, mut at, mut number) = (None, None, 12usize, 0);
    while at + 8 <= length {
        let place = format!("GLB chunk {number}");
        let (Some(size), Some(kind)) = (word(at), word(at + 4)) else { return Err(Fault::new(place, "the file ends within its header")) };
        let end = (at + 8).checked_add(size as usize).filter(|end| *end <= length);
        let Some(end) = end else { return Err(Fault::new(place, format!("it says {size} bytes, more than the file holds"))) };
        let data = &bytes[at + 8..end];
        match (number, kind) {
            (0, 0x4e4f_534a) => json = Some(data),
            (0, _) => return Err(Fault::new(place, "the first chunk is not JSON")),
            (1, 0x004e_4942) => bin = Some(data),
            _ => {}
        }
        // Chunks begin at multiples of four; a last chunk may lack its padding.
        at = end.next_multiple_of(4);
        number += 1;
    }
    json.map(|json| Parts { json, bin }).ok_or_else(|| header("there is no JSON chunk".into()))
}

/// Parses the JSON and checks version and required extensions.
pub fn parse(json: &[u8], limits: &Limits) -> Checked<Root> {
    if json.len() as u64 > limits.json_bytes {
        return Err(Fault::new("JSON", format!("it holds {} bytes, more than the {} it may hold", json.len(), limits.json_bytes)));
    }
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    if json.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{') {
        return Err(Fault::new("JSON", "the file is neither a GLB nor the JSON of a glTF"));
    }
    if structure_bytes(json) > MAX_STRUCTURE_BYTES {
        return Err(Fault::new("JSON", format!("it describes too much (more than {MAX_STRUCTURE_BYTES} bytes besides strings)")));
    }
    // Padding of a GLB's JSON is spaces; zeros are seen in the wild.
    let end = json.iter().rposition(|b| *b != 0).map_or(0, |i| i + 1);
    let root: Root = serde_json::from_slice(&json[..end]).map_err(|e| {
        let sentence = e.to_string();
        // Its sentence may quote the file at length.
        let reason = super::tidy(sentence.split(" at line ").next().unwrap_or(&sentence));
        Fault::new(format!("JSON line {} column {}", e.line(), e.column()), reason)
    })?;
    let (version, least) = (&root.asset.version, root.asset.min_version.as_ref());
    if !version.starts_with("2.") || least.is_some_and(|v| v != "2.0") {
        let version: String = least.unwrap_or(version).chars().take(20).collect();
        return Err(Fault::new("asset", format!("glTF version {version:?} is not taken, only 2.0")));
    }
    if let Some(name) = root.extensions_required.iter().find(|e| !KNOWN_EXTENSIONS.contains(&e.as_str())) {
        let name: String = name.chars().take(80).collect();
        return Err(Fault::new("extensionsRequired", format!("it cannot be shown without {name}, which this museum does not read")));
    }
    Ok(root)
}

/// Extensions that may be required.
pub const KNOWN_EXTENSIONS: [&str; 12] = [
    "EXT_texture_webp",
    "KHR_lights_punctual",
    "KHR_materials_emissive_strength",
    "KHR_materials_ior",
    "KHR_materials_pbrSpecularGlossiness",
    "KHR_materials_transmission",
    "KHR_materials_unlit",
    // Variants change nothing until one is chosen; the default look is shown.
    "KHR_materials_variants",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
    "KHR_xmp",
    "KHR_xmp_json_ld",
];

/// Bytes outside string literals.
fn structure_bytes(json: &[u8]) -> usize {
    let (mut count, mut in_string, mut escaped) = (0, false, false);
    for b in json {
        if in_string {
            in_string = escaped || *b != b'"';
            escaped = *b == b'\\' && !escaped;
        } else {
            in_string = *b == b'"';
            count += 1;
        }
    }
    count
}
