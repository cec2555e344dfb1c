//! Radiance .hdr panoramas to image light.

use std::io::Cursor;

use glam::Vec3;
use image::ImageDecoder;
use rayon::prelude::*;

use super::{Limits, Mistake, probe};
use crate::scene::Environment;

/// Edge of the sharpest cube face, texels.
const FACE_SIZE: u32 = 256;

/// Pixels of a panorama: 8192 x 4096.
const MAX_PIXELS: u64 = 32 << 20;

/// A panorama of radiance, rows from the top (straight up), left to right as one turns right; the middle is +X and the
/// middle of the right half +Z (the mapping of the Khronos sample viewer and of three.js, so that the same file lights the same side).
#[derive(Clone, Debug, PartialEq)]
pub struct Panorama {
    /// Texels across.
    pub width: u32,
    /// Texels down.
    pub height: u32,
    /// Linear radiance, `width * height` values.
    pub texels: Vec<Vec3>,
}

/// Width and height of a Radiance picture, from its header.
pub fn size(name: &str, bytes: &[u8], limits: &Limits) -> Result<(u32, u32), Mistake> {
    open(name, bytes, limits).map(|d| d.dimensions())
}

/// Reads the header and refuses what is too large.
fn open<'a>(name: &str, bytes: &'a [u8], limits: &Limits) -> Result<image::codecs::hdr::HdrDecoder<Cursor<&'a [u8]>>, Mistake> {
    let mistake = |reason: String| Mistake { file: name.into(), place: None, reason };
    if bytes.len() as u64 > limits.file_bytes {
        return Err(mistake(format!("it holds {} bytes, more than the {} a file may hold", bytes.len(), limits.file_bytes)));
    }
    let decoder = image::codecs::hdr::HdrDecoder::new_nonstrict(Cursor::new(bytes)).map_err(|e| mistake(format!("it is no Radiance picture ({e})")))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width < 2 || height < 2 || pixels > MAX_PIXELS.min(limits.picture_pixels) {
        return Err(mistake(format!("a panorama of {width} x {height} pixels cannot be taken (8192 x 4096 at most)")));
    }
    // Four bytes a run at best: a header that promises far more than the file can hold is a trap.
    if pixels / 128 > bytes.len() as u64 {
        return Err(mistake(format!("it says {width} x {height} pixels but holds only {} bytes", bytes.len())));
    }
    Ok(decoder)
}

/// Decodes a Radiance picture.
pub fn read_panorama(name: &str, bytes: &[u8], limits: &Limits) -> Result<Panorama, Mistake> {
    let decoder = open(name, bytes, limits)?;
    let (width, height) = decoder.dimensions();
    let picture = image::DynamicImage::from_decoder(decoder)
        .map_err(|e| Mistake { file: name.into(), place: None, reason: format!("the panorama is broken ({e})") })?
        .into_rgb32f();
    let clean = |v: f32| if v.is_finite() { v.clamp(0.0, 65504.0) } else { 0.0 };
    let texels = picture.as_raw().par_chunks_exact(3).map(|p| Vec3::new(clean(p[0]), clean(p[1]), clean(p[2]))).collect();
    Ok(Panorama { width, height, texels })
}

/// Reads a Radiance panorama as image light: equirectangular to cube, prefiltered, with its irradiance. Distant: no box.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Environment, Mistake> {
    let panorama = reduce(read_panorama(name, bytes, limits)?);
    let cube = probe::RadianceCube::from_directions(FACE_SIZE, |d| panorama.sample(d));
    Ok(probe::prefilter(&cube, Vec3::ZERO, None))
}

/// Halves a panorama until its texels are no finer than the cube's, so that small lamps are averaged and not missed.
fn reduce(mut p: Panorama) -> Panorama {
    while p.width > FACE_SIZE * 8 && p.height >= 2 {
        let (w, h) = (p.width / 2, p.height / 2);
        let at = |x: u32, y: u32| p.texels[(y * p.width + x) as usize];
        let texels = (0..w * h)
            .into_par_iter()
            .map(|i| {
                let (x, y) = (i % w * 2, i / w * 2);
                (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) * 0.25
            })
            .collect();
        p = Panorama { width: w, height: h, texels };
    }
    p
}

impl Panorama {
    /// Radiance in a unit direction, bilinear.
    pub fn sample(&self, d: Vec3) -> Vec3 {
        let u = f32::atan2(d.z, d.x) / (2.0 * std::f32::consts::PI) + 0.5;
        let v = d.y.clamp(-1.0, 1.0).acos() / std::f32::consts::PI;
        let (w, h) = (self.width as i64, self.height as i64);
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let at = |x: i64, y: i64| {
            let i = y.clamp(0, h - 1) * w + x.rem_euclid(w);
            self.texels.get(i as usize).copied().unwrap_or(Vec3::ZERO)
        };
        let (x0, y0) = (x0 as i64, y0 as i64);
        at(x0, y0).lerp(at(x0 + 1, y0), fx).lerp(at(x0, y0 + 1).lerp(at(x0 + 1, y0 + 1), fx), fy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Radiance file of flat pixels without run lengths.
    fn flat(width: u32, height: u32, rgbe: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
        let mut out = format!("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y {height} +X {width}\n").into_bytes();
        out.extend((0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| rgbe(x, y)));
        out
    }

    #[test]
    fn a_panorama_keeps_its_directions() {
        // Bright above, dim to the right of the middle (+Z).
        let bytes = flat(16, 8, |x, y| {
            if y == 0 {
                [128, 128, 128, 132]
            } else if (11..13).contains(&x) {
                [128, 0, 0, 129]
            } else {
                [0, 0, 0, 0]
            }
        });
        let p = read_panorama("a.hdr", &bytes, &Limits::default()).unwrap();
        assert_eq!((p.width, p.height), (16, 8));
        assert!(p.sample(Vec3::Y).x > 7.0 && p.sample(Vec3::NEG_Y).x == 0.0);
        assert!(p.sample(Vec3::Z).x > 0.9 && p.sample(Vec3::NEG_Z).x == 0.0);
        let e = read("a.hdr", &bytes, &Limits::default()).unwrap();
        assert_eq!((e.face_size, e.mip_count), (256, 6));
        assert!(e.irradiance.evaluate(Vec3::Y).x > e.irradiance.evaluate(Vec3::NEG_Y).x);
    }

    #[test]
    fn a_panorama_that_lies_about_its_size_is_refused() {
        let lie = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 60000 +X 60000\n".to_vec();
        assert!(read("a.hdr", &lie, &Limits::default()).unwrap_err().to_string().contains("60000 x 60000"));
        let lie = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 4096 +X 8192\n".to_vec();
        assert!(read("a.hdr", &lie, &Limits::default()).unwrap_err().to_string().contains("holds only"));
        assert!(read("a.hdr", b"#?RADIANCE\n", &Limits::default()).is_err());
    }
}
