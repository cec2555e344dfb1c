//! Pictures: header first, limits, decode, strip, reduce, mips, block compression.
//!
//! PNG, JPEG and WebP are told apart by their first bytes, never by their names. What leaves this room is plain texels, so EXIF, GPS,
//! colour profiles and anything hidden behind the picture are gone.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat};
use rayon::prelude::*;

use super::product::{EncodedTexture, RawTexture, TextureUse};
use super::{Limits, Mistake};
use crate::scene::{TextureFormat, TextureInfo};

mod mips;

pub use mips::{reduce_to_fit, resample};

// The block compressor's objects name the C++ runtime (its part for ASTC, which we do not call), and its crate does not say so.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "android"))))]
#[link(name = "stdc++")]
#[allow(unsafe_code, reason = "the block declares nothing; it only names a library for the linker")]
unsafe extern "C" {}
#[cfg(target_os = "macos")]
#[link(name = "c++")]
#[allow(unsafe_code, reason = "the block declares nothing; it only names a library for the linker")]
unsafe extern "C" {}

/// What the header of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFacts {
    /// Encoding.
    pub format: ImageFormat,
    /// Pixels across, as stored (before any EXIF turn).
    pub width: u32,
    /// Pixels down, as stored.
    pub height: u32,
    /// Bits of one channel.
    pub bits_per_channel: u16,
    /// Whether there is an alpha channel.
    pub has_alpha: bool,
}

/// The kind of picture these bytes hold, by content.
pub fn sniff(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageFormat::Jpeg)
    } else if bytes.len() >= 12 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WEBP" {
        Some(ImageFormat::WebP)
    } else if bytes.starts_with(b"#?RADIANCE") || bytes.starts_with(b"#?RGBE") {
        Some(ImageFormat::Hdr)
    } else {
        None
    }
}

/// A decoder of one of the three kinds.
type Decoder<'a> = Box<dyn ImageDecoder + 'a>;

/// Reads the header only, and refuses what is too large.
fn open<'a>(name: &str, bytes: &'a [u8], limits: &Limits) -> Result<(Decoder<'a>, PictureFacts), Mistake> {
    let mistake = |reason: String| Mistake { file: name.into(), place: None, reason };
    let broken = |e: ImageError| mistake(format!("the picture is broken ({e})"));
    if bytes.len() as u64 > limits.file_bytes {
        return Err(mistake(format!("it holds {} bytes, more than the {} a file may hold", bytes.len(), limits.file_bytes)));
    }
    let read = Cursor::new(bytes);
    let (format, mut decoder): (ImageFormat, Decoder<'a>) = match sniff(bytes) {
        Some(ImageFormat::Png) => {
            let limits = alloc_limits();
            (ImageFormat::Png, Box::new(image::codecs::png::PngDecoder::with_limits(read, limits).map_err(broken)?))
        }
        Some(ImageFormat::Jpeg) => (ImageFormat::Jpeg, Box::new(image::codecs::jpeg::JpegDecoder::new(read).map_err(broken)?)),
        Some(ImageFormat::WebP) => (ImageFormat::WebP, Box::new(image::codecs::webp::WebPDecoder::new(read).map_err(broken)?)),
        _ => return Err(mistake("it is no PNG, JPEG or WebP picture".into())),
    };
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(mistake("the picture has no pixels".into()));
    }
    if pixels > limits.picture_pixels {
        return Err(mistake(format!(
            "the picture is {width} x {height} pixels, more than the {} million a picture may have",
            limits.picture_pixels / 1_000_000
        )));
    }
    // Wide channels count twice: a decoder's buffer and ours exist at the same time.
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(mistake(format!("the picture of {width} x {height} pixels would take {} bytes in memory", decoder.total_bytes())));
    }
    decoder.set_limits(alloc_limits()).map_err(broken)?;
    let color = decoder.color_type();
    let facts =
        PictureFacts { format, width, height, bits_per_channel: color.bits_per_pixel() / u16::from(color.channel_count()), has_alpha: color.has_alpha() };
    Ok((decoder, facts))
}

/// Bytes a decoder may write for one picture.
const MAX_DECODED_BYTES: u64 = 384 << 20;

/// Limits for the decoders of the `image` crate; the pixel limit is ours and comes first.
fn alloc_limits() -> image::Limits {
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES + (64 << 20));
    limits
}

/// What the header says, without decoding. `name` is for messages.
pub fn facts(name: &str, bytes: &[u8], limits: &Limits) -> Result<PictureFacts, Mistake> {
    open(name, bytes, limits).map(|(_, facts)| facts)
}

/// Decodes a photograph or scan: turned upright as its EXIF says, at most [`Limits::texture_side`] on its longer side.
pub fn decode(name: &str, bytes: &[u8], usage: TextureUse, limits: &Limits) -> Result<RawTexture, Mistake> {
    decode_with(name, bytes, usage, limits, true)
}

/// Decodes a model's texture: EXIF is ignored, for texture coordinates refer to the stored rows.
pub fn decode_texture(name: &str, bytes: &[u8], usage: TextureUse, limits: &Limits) -> Result<RawTexture, Mistake> {
    decode_with(name, bytes, usage, limits, false)
}

/// Common part of the decoders.
fn decode_with(name: &str, bytes: &[u8], usage: TextureUse, limits: &Limits, upright: bool) -> Result<RawTexture, Mistake> {
    let (mut decoder, _) = open(name, bytes, limits)?;
    let turn = upright.then(|| decoder.orientation().ok()).flatten();
    let mut picture =
        DynamicImage::from_decoder(decoder).map_err(|e| Mistake { file: name.into(), place: None, reason: format!("the picture is broken ({e})") })?;
    if let Some(turn) = turn {
        picture.apply_orientation(turn);
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let raw = RawTexture { name: name.into(), width, height, rgba: picture.into_raw(), usage };
    Ok(reduce_to_fit(raw, limits.texture_side))
}

/// Pictures whose shorter side is below this are stored as plain RGBA: blocks would save nothing.
const SMALLEST_BLOCK_SIDE: u32 = 16;

/// The picture with all its mips in the form the catalogue stores: BC7 for colour and data, BC5 for normals, plain RGBA when tiny.
///
/// Block-compressed textures must be a multiple of four texels wide and high, so others are resampled to the nearest such size;
/// texture coordinates do not notice. Uses all cores.
pub fn encode(raw: &RawTexture) -> EncodedTexture {
    let plain = raw.width.min(raw.height) < SMALLEST_BLOCK_SIDE;
    let format = match (plain, raw.usage) {
        (true, TextureUse::Color) => TextureFormat::Rgba8Srgb,
        (true, _) => TextureFormat::Rgba8Linear,
        (false, TextureUse::Color) => TextureFormat::Bc7Srgb,
        (false, TextureUse::Data) => TextureFormat::Bc7Linear,
        (false, TextureUse::Normal) => TextureFormat::Bc5,
    };
    let to_four = |v: u32| ((v + 2) / 4).max(1) * 4;
    let fitted;
    let fits_blocks = raw.width.is_multiple_of(4) && raw.height.is_multiple_of(4);
    let raw = if !plain && !fits_blocks {
        fitted = resample(raw, to_four(raw.width), to_four(raw.height));
        &fitted
    } else {
        raw
    };
    let opaque = raw.rgba.par_chunks(1 << 16).all(|c| c.iter().skip(3).step_by(4).all(|&a| a == 255));
    let chain = mips::chain(raw);
    let sizes = || (0..chain.len() + 1).map(|l| ((raw.width >> l).max(1), (raw.height >> l).max(1)));
    let pictures: Vec<(&[u8], (u32, u32))> = std::iter::once(raw.rgba.as_slice()).chain(chain.iter().map(Vec::as_slice)).zip(sizes()).collect();
    let levels = pictures.into_par_iter().map(|(rgba, (w, h))| encode_level(rgba, w, h, format, opaque)).collect::<Vec<_>>();
    let info = TextureInfo { width: raw.width, height: raw.height, mip_count: levels.len() as u32, format };
    EncodedTexture { name: raw.name.clone(), info, levels }
}

/// The picture with all its mips, uncompressed: for a model that is drawn once and not kept.
pub fn encode_plain(raw: &RawTexture) -> EncodedTexture {
    let format = if raw.usage == TextureUse::Color { TextureFormat::Rgba8Srgb } else { TextureFormat::Rgba8Linear };
    let mut levels = vec![raw.rgba.clone()];
    levels.extend(mips::chain(raw));
    let info = TextureInfo { width: raw.width, height: raw.height, mip_count: levels.len() as u32, format };
    EncodedTexture { name: raw.name.clone(), info, levels }
}

/// Rows of texels one task compresses.
const ROWS_PER_TASK: usize = 64;

/// One level in its stored form.
fn encode_level(rgba: &[u8], width: u32, height: u32, format: TextureFormat, opaque: bool) -> Vec<u8> {
    if matches!(format, TextureFormat::Rgba8Srgb | TextureFormat::Rgba8Linear) {
        return rgba.to_vec();
    }
    let padded;
    let (wide, high) = (width.next_multiple_of(4), height.next_multiple_of(4));
    let rgba = if (wide, high) == (width, height) {
        rgba
    } else {
        padded = pad_to_blocks(rgba, width as usize, height as usize);
        &padded
    };
    let stride = wide as usize * 4;
    let mut out = vec![0; stride / 16 * (high as usize / 4) * 16];
    let settings = if opaque { intel_tex_2::bc7::opaque_ultra_fast_settings() } else { intel_tex_2::bc7::alpha_ultra_fast_settings() };
    out.par_chunks_mut(stride / 16 * (ROWS_PER_TASK / 4) * 16).zip(rgba.par_chunks(stride * ROWS_PER_TASK)).for_each(|(blocks, rows)| {
        let rows_high = (rows.len() / stride) as u32;
        if format == TextureFormat::Bc5 {
            let rg: Vec<u8> = rows.chunks_exact(4).flat_map(|p| [p[0], p[1]]).collect();
            let surface = intel_tex_2::RgSurface { data: &rg, width: wide, height: rows_high, stride: wide * 2 };
            intel_tex_2::bc5::compress_blocks_into(&surface, blocks);
        } else {
            let surface = intel_tex_2::RgbaSurface { data: rows, width: wide, height: rows_high, stride: wide * 4 };
            intel_tex_2::bc7::compress_blocks_into(&settings, &surface, blocks);
        }
    });
    out
}

/// Repeats the last column and row until both sizes are multiples of four.
fn pad_to_blocks(rgba: &[u8], width: usize, height: usize) -> Vec<u8> {
    let (wide, high) = (width.next_multiple_of(4), height.next_multiple_of(4));
    let mut out = Vec::with_capacity(wide * high * 4);
    for y in 0..high {
        let row = &rgba[y.min(height - 1) * width * 4..][..width * 4];
        out.extend_from_slice(row);
        for _ in width..wide {
            out.extend_from_slice(&row[width * 4 - 4..]);
        }
    }
    out
}

/// Decodes a stored level back to RGBA, for tests and for machines without block compression. Normals get their Z back.
///
/// `None` when the texture has no such level or the level is too short.
pub fn decode_level(texture: &EncodedTexture, level: u32) -> Option<Vec<u8>> {
    let bytes = texture.levels.get(level as usize)?;
    let (width, height) = ((texture.info.width >> level).max(1) as usize, (texture.info.height >> level).max(1) as usize);
    let across = width.div_ceil(4);
    match texture.info.format {
        TextureFormat::Rgba8Srgb | TextureFormat::Rgba8Linear => (bytes.len() == width * height * 4).then(|| bytes.clone()),
        format => {
            if bytes.len() != across * height.div_ceil(4) * 16 {
                return None;
            }
            let mut out = vec![255; width * height * 4];
            for (i, block) in bytes.chunks_exact(16).enumerate() {
                let (bx, by) = (i % across * 4, i / across * 4);
                let texels = decode_block(block, format == TextureFormat::Bc5);
                for (y, row) in texels.chunks_exact(16).enumerate().take(height.saturating_sub(by)) {
                    let n = (width - bx).min(4) * 4;
                    out[((by + y) * width + bx) * 4..][..n].copy_from_slice(&row[..n]);
                }
            }
            Some(out)
        }
    }
}

/// Sixteen RGBA texels of a block.
fn decode_block(block: &[u8], normal: bool) -> [u8; 64] {
    let mut texels = [255; 64];
    if normal {
        let mut rg = [0; 32];
        bcdec_rs::bc5(block, &mut rg, 8, false);
        for (texel, rg) in texels.chunks_exact_mut(4).zip(rg.chunks_exact(2)) {
            let (x, y) = (f32::from(rg[0]) / 127.5 - 1.0, f32::from(rg[1]) / 127.5 - 1.0);
            let z = (1.0 - x * x - y * y).max(0.0).sqrt();
            texel[..3].copy_from_slice(&[rg[0], rg[1], (z * 127.5 + 127.5).round() as u8]);
        }
    } else {
        bcdec_rs::bc7(block, &mut texels, 16);
    }
    texels
}

#[cfg(test)]
pub(crate) mod tests;
