//! Foreign files, broken on purpose: whatever bytes come in, curation answers with a product or a sentence, soon, and within memory.
//!
//! `MUSEUM_MUTANTS` sets how many (2,000 if unset). The same number always gives the same mutants; a failure names the one that did it,
//! and `MUSEUM_MUTANT=n` runs that one alone.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests stop at the first surprise and report what they did")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use alliance_museum::curation::gltf::{self, Model};
use alliance_museum::curation::product::{RawTexture, TextureUse};
use alliance_museum::curation::{Limits, captions, hdr, picture, sound};
use alliance_museum::scene::Mesh;

#[path = "../src/curation/gltf/tests/seeds.rs"]
mod seeds;

/// A good file to break.
struct Seed {
    name: &'static str,
    bytes: Vec<u8>,
    folder: Option<PathBuf>,
    kind: Kind,
    /// How often it is taken; large ones seldom.
    share: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Model,
    Picture,
    Panorama,
    Sound,
    Captions,
}

/// Numbers from a counter (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`; 0 for an empty range.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Numbers that sit at the edges of types and tables.
const LIES: [&str; 22] = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "255",
    "65535",
    "65536",
    "5121",
    "5125",
    "5126",
    "16777216",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "4294967297",
    "1e39",
    "1e-40",
    "0.5",
    "99999999999999999999",
];

/// Replaces a run of digits of the JSON (or any text) by a lie.
fn lie_in_text(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let end = bytes.windows(4).position(|w| w == b"BIN\0").unwrap_or(bytes.len());
    let from = dice.below(end);
    let Some(start) = bytes[from..end].iter().position(u8::is_ascii_digit).map(|i| from + i) else { return };
    let length = bytes[start..end].iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'-')).count();
    let lie = dice.pick(&LIES).as_bytes();
    let before = bytes.len();
    bytes.splice(start..start + length, lie.iter().copied());
    // Half of the GLBs keep right lengths, so that the lie is reached and not the header's.
    if bytes.starts_with(b"glTF") && bytes.len() >= 20 && dice.below(8) != 0 {
        let grown = bytes.len() as i64 - before as i64;
        for at in [8, 12] {
            if let Some(word) = bytes.get(at..at + 4) {
                let right = (i64::from(u32::from_le_bytes(word.try_into().unwrap())) + grown).max(0) as u32;
                bytes[at..at + 4].copy_from_slice(&right.to_le_bytes());
            }
        }
        // Chunks begin at multiples of four: make up the difference inside the JSON.
        let json = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
        let pad = (4 - json % 4) % 4;
        if bytes.len() >= 20 + json {
            bytes.splice(20 + json..20 + json, std::iter::repeat_n(b' ', pad));
            for at in [8, 12] {
                let word = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()).wrapping_add(pad as u32);
                bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
            }
        }
    }
}

/// Overwrites a whole number of one, two or four bytes with one that points elsewhere.
fn lie_in_binary(bytes: &mut [u8], dice: &mut Dice) {
    let start = bytes.windows(4).position(|w| w == b"BIN\0").map_or(0, |i| i + 4);
    let at = (start + dice.below(bytes.len().saturating_sub(start))).min(bytes.len());
    let lie = dice.pick(&[0u32, 1, 0xff, 0x7f, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 0x7f80_0000, 0x7fc0_0000, 0x0000_0001]);
    let size = dice.pick(&[1usize, 2, 4]);
    for (b, l) in bytes[at..].iter_mut().zip(lie.to_le_bytes()).take(size) {
        *b = l;
    }
}

/// Breaks a file in one to four ways.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        match dice.below(9) {
            0 => bytes.truncate(dice.below(bytes.len())),
            1 => {
                for _ in 0..=dice.below(8) {
                    let at = dice.below(bytes.len());
                    bytes[at] ^= 1 << dice.below(8);
                }
            }
            2 => {
                let (from, to, n) = (dice.below(bytes.len()), dice.below(bytes.len()), dice.below(64));
                let piece: Vec<u8> = bytes[from..].iter().copied().take(n).collect();
                bytes.splice(to..(to + dice.below(64)).min(bytes.len()), piece);
            }
            3 if bytes.len() > 24 => {
                let at = dice.pick(&[4, 8, 12, 16, 20]);
                let lie = dice.pick(&[0, 1, 11, 12, 20, 0x7fff_ffff, 0xffff_fff0, 0xffff_ffff]);
                bytes[at..at + 4].copy_from_slice(&u32::to_le_bytes(lie));
            }
            4 | 5 => lie_in_binary(bytes, dice),
            _ => lie_in_text(bytes, dice),
        }
    }
}

/// What must hold of every mesh that is accepted: the renderer reads it without looking.
fn check_mesh(mesh: &Mesh, textures: usize) {
    assert!(mesh.indices.iter().all(|i| (*i as usize) < mesh.vertices.len()), "an index points past the vertices");
    assert!(mesh.vertices.iter().all(|v| v.position.iter().all(|c| c.is_finite())), "a position is not finite");
    assert!(mesh.vertices.iter().all(|v| v.uv0.iter().all(|c| c.is_finite()) && v.uv1_or_light.iter().all(|b| f32::from_bits(*b).is_finite())));
    let mut next = 0;
    for s in &mesh.submeshes {
        assert!(s.first_index == next && s.index_count > 0 && s.index_count % 3 == 0, "a run is not a run of triangles");
        assert!((s.material as usize) < mesh.materials.len() && s.bounds.min.is_finite() && s.bounds.max.is_finite());
        next += s.index_count;
    }
    assert_eq!(next as usize, mesh.indices.len());
    for m in &mesh.materials {
        let slots = [m.base_color_texture, m.metallic_roughness_texture, m.normal_texture, m.occlusion_texture, m.emissive_texture];
        assert!(slots.iter().flatten().all(|t| (t.key.0 as usize) < textures && t.uv_set < 2), "a material names a missing picture");
        let numbers = [m.metallic, m.roughness, m.ior, m.transmission, m.normal_scale, m.occlusion_strength];
        assert!(numbers.iter().chain(&m.base_color).chain(&m.emissive).all(|v| v.is_finite()));
    }
}

fn check_picture(t: &RawTexture, limits: &Limits) {
    assert_eq!(t.rgba.len(), t.width as usize * t.height as usize * 4);
    assert!(t.width > 0 && t.height > 0 && t.width.max(t.height) <= limits.texture_side);
}

fn check_model(m: &Model, limits: &Limits) {
    check_mesh(&m.meshes.mesh, m.meshes.textures.len());
    m.meshes.textures.iter().for_each(|t| check_picture(t, limits));
    for clip in &m.clips {
        for pose in [&clip.start, &clip.end] {
            check_mesh(pose, m.meshes.textures.len());
            assert_eq!((pose.vertices.len(), pose.indices.len()), (m.meshes.mesh.vertices.len(), m.meshes.mesh.indices.len()));
        }
    }
}

/// Opens a file as curation would; true when it is taken.
fn open(seed: &Seed, bytes: &[u8], limits: &Limits) -> bool {
    let sentence = match seed.kind {
        Kind::Model => gltf::read(gltf::Source::Bytes { name: "mutant", bytes, folder: seed.folder.as_deref() }, limits).map(|m| check_model(&m, limits)),
        Kind::Picture => picture::decode("mutant", bytes, TextureUse::Color, limits).map(|t| check_picture(&t, limits)),
        Kind::Panorama => hdr::read_panorama("mutant", bytes, limits).map(|p| assert!(p.texels.iter().all(|t| t.is_finite()))),
        Kind::Sound => sound::check("mutant", bytes, limits).map(|s| assert!(s.duration_secs > 0.0 && s.peak.is_finite())),
        Kind::Captions => captions::parse("mutant", bytes, limits).map(|c| assert!(c.windows(2).all(|w| w[0].start_secs <= w[1].start_secs))),
    };
    if let Err(m) = &sentence {
        assert!(m.file == "mutant" && !m.reason.is_empty() && m.to_string().len() < 600, "a refusal is no sentence: {m}");
    }
    sentence.is_ok()
}

/// A sample by others with its pictures replaced by a small one, so that the mutants spend their time in the reader.
fn sample(name: &str) -> Option<(Vec<u8>, PathBuf)> {
    let tried = ["../shared/samples", "../../shared/samples"].map(|d| Path::new(env!("CARGO_MANIFEST_DIR")).join(d).join(name));
    let Some(path) = tried.into_iter().find(|p| p.exists()) else {
        println!("SKIPPED: the sample {name} is not on this machine; mutants of the seeds made in code still run");
        return None;
    };
    let folder = path.parent()?.to_owned();
    let bytes = std::fs::read(&path).unwrap();
    if name.ends_with(".glb") {
        return Some((bytes, folder));
    }
    let mut json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let small = format!("data:image/png;base64,{}", seeds::base64(&seeds::png(2, 2, |_, _| [9; 4])));
    for image in json["images"].as_array_mut().unwrap() {
        image["uri"] = serde_json::json!(small);
    }
    Some((serde_json::to_vec(&json).unwrap(), folder))
}

/// A small picture in an encoding.
fn small_picture(format: image::ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(24, 17, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 77])).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A small mono WAV.
fn small_wave() -> Vec<u8> {
    let samples: Vec<u8> = (0..800i16).flat_map(|i| (i.wrapping_mul(97)).to_le_bytes()).collect();
    let mut out = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data".to_vec();
    out.extend((samples.len() as u32).to_le_bytes());
    out.extend(samples);
    out
}

fn all_seeds() -> Vec<Seed> {
    let mut list = Vec::new();
    let mut add = |name, bytes, kind, share| list.push(Seed { name, bytes, folder: None, kind, share });
    add("square.glb", seeds::square().glb(), Kind::Model, 24);
    add("kitchen.glb", seeds::kitchen().glb(), Kind::Model, 32);
    add("kitchen.gltf", seeds::kitchen().gltf(), Kind::Model, 16);
    add("small.png", small_picture(image::ImageFormat::Png), Kind::Picture, 3);
    add("small.jpg", small_picture(image::ImageFormat::Jpeg), Kind::Picture, 3);
    add("small.webp", small_picture(image::ImageFormat::WebP), Kind::Picture, 3);
    add("small.hdr", [b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 8 +X 16\n".as_slice(), &[128, 90, 3, 129].repeat(128)].concat(), Kind::Panorama, 2);
    let wave = small_wave();
    add("small.flac", sound::check("small.wav", &wave, &Limits::default()).unwrap().bytes, Kind::Sound, 2);
    add("small.wav", wave, Kind::Sound, 2);
    add("tone.ogg", include_bytes!("seeds/tone.ogg").to_vec(), Kind::Sound, 2);
    add("tone.mp3", include_bytes!("seeds/tone.mp3").to_vec(), Kind::Sound, 2);
    add(
        "small.vtt",
        b"WEBVTT\n\nNOTE x\n\n1\n00:00.000 --> 00:01.000\n<v A>one &amp; two\n\n00:01.000 --> 01:00:02.500 line:0\nthree\n".to_vec(),
        Kind::Captions,
        2,
    );
    for (name, share) in [("BoomBox/BoomBox.gltf", 4), ("Lantern/Lantern.gltf", 4), ("whale_mandible.glb", 0)] {
        if let Some((bytes, folder)) = sample(name) {
            list.push(Seed { name, bytes, folder: Some(folder), kind: Kind::Model, share });
        }
    }
    list
}

/// The seed a mutant is made of: by share, and the large ones once in five hundred.
fn seed_of<'s>(list: &'s [Seed], n: u64, dice: &mut Dice) -> &'s Seed {
    if n % 500 == 499
        && let Some(large) = list.iter().find(|s| s.share == 0)
    {
        return large;
    }
    let mut ticket = dice.below(list.iter().map(|s| s.share).sum());
    list.iter()
        .find(|s| {
            if ticket < s.share {
                true
            } else {
                ticket -= s.share;
                false
            }
        })
        .unwrap()
}

/// Peak resident memory of this process, MiB, where the system tells.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

/// A mutant that takes longer is stuck, not slow.
const STUCK: Duration = Duration::from_secs(10);

#[test]
fn every_mutant_is_taken_or_refused_with_a_sentence() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let (first, count) = match number("MUSEUM_MUTANT") {
        Some(one) => (one, 1),
        None => (0, number("MUSEUM_MUTANTS").unwrap_or(2_000)),
    };
    let list = all_seeds();
    let limits = Limits::default();
    for seed in &list {
        assert!(open(seed, &seed.bytes, &limits), "the seed {} is refused", seed.name);
    }
    let began = Instant::now();
    let next = AtomicU64::new(first);
    let taken = AtomicUsize::new(0);
    let failures: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let slowest: Mutex<(Duration, String)> = Mutex::new((Duration::ZERO, String::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= first + count {
                        return;
                    }
                    let mut dice = Dice(n);
                    let seed = seed_of(&list, n, &mut dice);
                    let mut bytes = seed.bytes.clone();
                    mutate(&mut bytes, &mut dice);
                    let start = Instant::now();
                    match catch_unwind(AssertUnwindSafe(|| open(seed, &bytes, &limits))) {
                        Ok(true) => drop(taken.fetch_add(1, Ordering::Relaxed)),
                        Ok(false) => {}
                        Err(_) => failures.lock().unwrap().push(format!("mutant {n} of {} panics", seed.name)),
                    }
                    let took = start.elapsed();
                    let mut slowest = slowest.lock().unwrap();
                    if took > slowest.0 {
                        *slowest = (took, format!("mutant {n} of {}", seed.name));
                    }
                }
            });
        }
    });
    let (took, which) = slowest.into_inner().unwrap();
    let taken = taken.into_inner();
    println!(
        "{count} mutants of {} seeds in {:.1} s: {taken} taken, {} refused; slowest {:.0} ms ({which}); peak {} MiB",
        list.len(),
        began.elapsed().as_secs_f64(),
        count as usize - taken,
        took.as_secs_f64() * 1e3,
        peak_mib().map_or_else(|| "?".into(), |m| m.to_string()),
    );
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(took < STUCK, "{which} took {took:?}");
    assert!(peak_mib().is_none_or(|m| m < 1024), "memory passed one GiB");
}
