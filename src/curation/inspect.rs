//! What a foreign file holds, or why it is refused: the answer of `museum inspect`.
//!
//! Files are told apart by their first bytes. Everything is read to the end, so that a file found good here is taken by the build.

use std::path::Path;

use serde::Serialize;

use super::gltf::{self, GltfReport};
use super::limits::read_file;
use super::product::TextureUse;
use super::{Limits, Mistake, captions, hdr, picture, sound};

/// The answer for one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// File name.
    pub file: String,
    /// Size, bytes; 0 where it cannot be opened.
    pub bytes: u64,
    /// Why it is refused: one sentence that names the file. `None` when it is taken.
    pub refused: Option<String>,
    /// What it holds; `None` when refused.
    pub holds: Option<Contents>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Contents {
    /// A glTF or GLB.
    Model(GltfReport),
    /// PNG, JPEG or WebP.
    Picture {
        /// Encoding.
        format: String,
        /// Pixels across, as stored in the file.
        width: u32,
        /// Pixels down.
        height: u32,
        /// Bits of one channel.
        bits_per_channel: u16,
        /// Whether there is an alpha channel.
        has_alpha: bool,
        /// Width and height it is shown with, upright and reduced.
        shown_px: [u32; 2],
    },
    /// A Radiance picture, taken as light from all around.
    Panorama {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// Mean luminance over the sphere, in the units of the file.
        mean_luminance: f32,
        /// Largest luminance of a pixel.
        peak_luminance: f32,
    },
    /// WAV, Ogg Vorbis, FLAC or MP3.
    Sound {
        /// Form it comes in.
        format: String,
        /// Length, seconds.
        duration_secs: f32,
        /// 1 or 2.
        channels: u8,
        /// Samples per second and channel.
        sample_rate_hz: u32,
        /// Largest sample, decibels below full scale; absent for silence.
        peak_dbfs: Option<f32>,
        /// Integrated loudness, LUFS; absent for silence.
        lufs: Option<f32>,
        /// Bytes it takes in the catalogue.
        stored_bytes: u64,
    },
    /// WebVTT captions.
    Captions {
        /// Captions.
        count: usize,
        /// Begin of the first, seconds.
        first_secs: f32,
        /// End of the last, seconds.
        last_secs: f32,
    },
}

/// Reads a file to its end and says what it holds or why it is refused.
pub fn inspect(path: &Path) -> Report {
    inspect_within(path, &Limits::default())
}

/// [`inspect`] with other limits.
pub fn inspect_within(path: &Path, limits: &Limits) -> Report {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let (bytes, answer) = match read_file(path, limits.file_bytes) {
        Ok(bytes) => (bytes.len() as u64, contents(&file, &bytes, path.parent(), limits)),
        Err(m) => (0, Err(m)),
    };
    let (refused, holds) = match answer {
        Ok(holds) => (None, Some(holds)),
        Err(m) => (Some(m.to_string()), None),
    };
    Report { file, bytes, refused, holds }
}

/// What bytes hold.
fn contents(file: &str, bytes: &[u8], folder: Option<&Path>, limits: &Limits) -> Result<Contents, Mistake> {
    let refuse = |reason: &str| Err(Mistake { file: file.into(), place: None, reason: reason.into() });
    if is_film(bytes) {
        return refuse("films are not yet taken");
    }
    if sound::sniff(bytes).is_some() {
        return sound_contents(file, bytes, limits);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match picture::sniff(bytes) {
        Some(image::ImageFormat::Hdr) => panorama_contents(file, bytes, limits),
        Some(_) => picture_contents(file, bytes, limits),
        None if text.starts_with(b"WEBVTT") => captions_contents(file, bytes, limits),
        None if bytes.starts_with(b"glTF") || text.trim_ascii_start().starts_with(b"{") => {
            gltf::read(gltf::Source::Bytes { name: file, bytes, folder }, limits).map(|m| Contents::Model(m.report))
        }
        None if bytes.is_empty() => refuse("it is empty"),
        None => refuse("it is none of glTF, GLB, PNG, JPEG, WebP, Radiance HDR, WAV, Ogg Vorbis, FLAC, MP3 and WebVTT"),
    }
}

/// WebM or Matroska, MP4 or QuickTime, AVI, MPEG, Ogg Theora are not looked into.
fn is_film(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1a\x45\xdf\xa3")
        || bytes.get(4..8) == Some(b"ftyp")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"AVI "))
        || bytes.starts_with(b"\0\0\x01\xba")
        || bytes.get(28..35) == Some(b"\x80theora")
}

fn picture_contents(file: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, Mistake> {
    let facts = picture::facts(file, bytes, limits)?;
    let shown = picture::decode(file, bytes, TextureUse::Color, limits)?;
    Ok(Contents::Picture {
        format: format!("{:?}", facts.format),
        width: facts.width,
        height: facts.height,
        bits_per_channel: facts.bits_per_channel,
        has_alpha: facts.has_alpha,
        shown_px: [shown.width, shown.height],
    })
}

fn panorama_contents(file: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, Mistake> {
    let p = hdr::read_panorama(file, bytes, limits)?;
    // Rec. 709 weights; rows near the poles cover less of the sphere.
    let weights = glam::Vec3::new(0.2126, 0.7152, 0.0722);
    let (mut sum, mut weight, mut peak) = (0.0f64, 0.0f64, 0.0f32);
    for (y, row) in p.texels.chunks_exact(p.width as usize).enumerate() {
        let w = ((y as f64 + 0.5) / f64::from(p.height) * std::f64::consts::PI).sin();
        for t in row {
            let l = t.dot(weights);
            sum += f64::from(l) * w;
            weight += w;
            peak = peak.max(l);
        }
    }
    Ok(Contents::Panorama { width: p.width, height: p.height, mean_luminance: (sum / weight.max(1e-30)) as f32, peak_luminance: peak })
}

fn sound_contents(file: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, Mistake> {
    let s = sound::check(file, bytes, limits)?;
    Ok(Contents::Sound {
        format: sound::sniff(bytes).map_or_else(String::new, |k| format!("{k:?}")),
        duration_secs: s.duration_secs,
        channels: s.channels,
        sample_rate_hz: s.sample_rate_hz,
        peak_dbfs: (s.peak > 0.0).then(|| 20.0 * s.peak.log10()),
        lufs: s.lufs.is_finite().then_some(s.lufs),
        stored_bytes: s.bytes.len() as u64,
    })
}

fn captions_contents(file: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, Mistake> {
    let all = captions::parse(file, bytes, limits)?;
    Ok(Contents::Captions {
        count: all.len(),
        first_secs: all.first().map_or(0.0, |c| c.start_secs),
        last_secs: all.iter().map(|c| c.end_secs).fold(0.0, f32::max),
    })
}

impl Report {
    /// The answer as lines for people: what it is, then one line for each thing worth knowing.
    pub fn lines(&self) -> Vec<String> {
        if let Some(refused) = &self.refused {
            return vec![refused.clone()];
        }
        let mut lines = Vec::new();
        match &self.holds {
            None => {}
            Some(Contents::Model(m)) => model_lines(&self.file, m, &mut lines),
            Some(Contents::Picture { format, width, height, bits_per_channel, has_alpha, shown_px }) => {
                let alpha = if *has_alpha { ", with alpha" } else { "" };
                lines.push(format!("{}: {format} picture, {width} x {height} pixels, {bits_per_channel} bits{alpha}", self.file));
                if *shown_px != [*width, *height] {
                    lines.push(format!("shown as {} x {}", shown_px[0], shown_px[1]));
                }
            }
            Some(Contents::Panorama { width, height, mean_luminance, peak_luminance }) => {
                lines.push(format!("{}: Radiance panorama, {width} x {height} pixels", self.file));
                lines.push(format!("mean luminance {mean_luminance:.3}, brightest pixel {peak_luminance:.1}"));
            }
            Some(Contents::Sound { format, duration_secs, channels, sample_rate_hz, peak_dbfs, lufs, stored_bytes }) => {
                let channels = if *channels == 1 { "mono" } else { "stereo" };
                lines.push(format!("{}: {format} sound, {duration_secs:.1} s, {channels}, {sample_rate_hz} Hz", self.file));
                match (peak_dbfs, lufs) {
                    (Some(peak), Some(lufs)) => lines.push(format!("peak {peak:.1} dBFS, loudness {lufs:.1} LUFS")),
                    (Some(peak), None) => lines.push(format!("peak {peak:.1} dBFS, too quiet to be heard")),
                    _ => lines.push("silent".into()),
                }
                lines.push(format!("{stored_bytes} bytes in the catalogue"));
            }
            Some(Contents::Captions { count, first_secs, last_secs }) => {
                lines.push(format!("{}: {count} captions from {first_secs:.1} s to {last_secs:.1} s", self.file));
            }
        }
        lines
    }
}

/// Lines about a model.
fn model_lines(file: &str, m: &GltfReport, lines: &mut Vec<String>) {
    let [w, h, d] = m.size_m;
    lines.push(format!("{file}: model, {} triangles, {} vertices, {w:.3} x {h:.3} x {d:.3} m", m.triangles, m.vertices));
    lines.push(format!("{} nodes, {} meshes, {} primitives, {} skins, {} lights, {} cameras", m.nodes, m.meshes, m.primitives, m.skins, m.lights, m.cameras));
    let mut list = |title: &str, entries: &[String]| {
        if !entries.is_empty() {
            lines.push(format!("{title}: {}", entries.join(", ")));
        }
    };
    let unnamed = |names: &[String]| names.iter().map(|n| if n.is_empty() { "(unnamed)".to_owned() } else { n.clone() }).collect::<Vec<_>>();
    list("materials", &unnamed(&m.materials));
    list("pictures", &m.pictures.iter().map(|p| format!("{} {} {} x {}", p.name, p.format, p.width, p.height).trim_start().to_owned()).collect::<Vec<_>>());
    list("animations", &unnamed(&m.animations));
    list("extensions", &m.extensions_used);
    list("written by", std::slice::from_ref(&m.generator));
    list("copyright", std::slice::from_ref(&m.copyright));
    lines.retain(|l| !l.ends_with(": "));
    lines.extend(m.notes.iter().map(|n| format!("note: {n}")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curation::sound::tests::wav;

    /// The answer for bytes in a file of that name.
    fn ask(name: &str, bytes: &[u8]) -> Report {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        inspect(&path)
    }

    #[test]
    fn each_kind_is_named_whatever_the_ending() {
        let sound = ask("x.bin", &wav(8_000, 1, 1.0, 440.0, 0.5));
        assert!(sound.lines()[0].starts_with("x.bin: Wav sound, 1.0 s, mono, 8000 Hz"), "{:?}", sound.lines());
        assert!(sound.lines()[1].starts_with("peak -6.0 dBFS, loudness "));
        let captions = ask("x", b"WEBVTT\n\n00:01.000 --> 00:02.000\nx");
        assert_eq!(captions.lines(), ["x: 1 captions from 1.0 s to 2.0 s"]);
        let panorama = ask("x.hdr", &[b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 4\n".as_slice(), &[128, 128, 128, 129].repeat(8)].concat());
        assert_eq!(panorama.holds, Some(Contents::Panorama { width: 4, height: 2, mean_luminance: 1.0, peak_luminance: 1.0 }));
        let json = serde_json::to_value(&sound).unwrap();
        assert_eq!((json["holds"]["kind"].as_str(), json["refused"].is_null()), (Some("sound"), true));
    }

    #[test]
    fn refusals_are_one_sentence_that_names_the_file() {
        for (name, bytes, words) in [
            ("a.webm", b"\x1a\x45\xdf\xa3....".as_slice(), "a.webm: films are not yet taken"),
            ("a.mp4", b"\0\0\0\x18ftypmp42", "a.mp4: films are not yet taken"),
            ("empty.glb", b"", "empty.glb: it is empty"),
            ("a.txt", b"hello", "a.txt: it is none of"),
            ("a.gltf", b"{\"asset\":{\"version\":\"1.0\"}}", "a.gltf (asset): glTF version \"1.0\" is not taken"),
            ("a.glb", b"glTF\x02\0\0\0\xff\xff\0\0", "a.glb (GLB header): it says 65535 bytes"),
        ] {
            let got = ask(name, bytes);
            assert!(got.holds.is_none() && got.lines().len() == 1 && got.lines()[0].starts_with(words), "{:?}", got.lines());
        }
        assert!(inspect(Path::new("/none/x.glb")).lines()[0].starts_with("x.glb: there is no such file"));
    }
}
