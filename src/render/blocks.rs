//! Stored texture levels made ready for the device: as they are, or with their blocks decoded where the device samples none.

use rayon::prelude::*;

use crate::scene::{TextureFormat, TextureInfo};

/// Format on the device.
pub(super) fn device_format(format: TextureFormat, decode: bool) -> wgpu::TextureFormat {
    match (format, decode) {
        (TextureFormat::Bc7Srgb, false) => wgpu::TextureFormat::Bc7RgbaUnormSrgb,
        (TextureFormat::Bc7Linear, false) => wgpu::TextureFormat::Bc7RgbaUnorm,
        (TextureFormat::Bc5, false) => wgpu::TextureFormat::Bc5RgUnorm,
        (TextureFormat::Bc5, true) => wgpu::TextureFormat::Rg8Unorm,
        (TextureFormat::Bc7Srgb, true) | (TextureFormat::Rgba8Srgb, _) => wgpu::TextureFormat::Rgba8UnormSrgb,
        (TextureFormat::Bc7Linear, true) | (TextureFormat::Rgba8Linear, _) => wgpu::TextureFormat::Rgba8Unorm,
    }
}

fn is_blocks(format: TextureFormat) -> bool {
    matches!(format, TextureFormat::Bc7Srgb | TextureFormat::Bc7Linear | TextureFormat::Bc5)
}

/// Size of a level, texels.
pub(super) fn level_size(info: &TextureInfo, level: u32) -> [u32; 2] {
    [(info.width >> level.min(31)).max(1), (info.height >> level.min(31)).max(1)]
}

/// Bytes of a level on the device.
pub(super) fn level_bytes(info: &TextureInfo, level: u32, decode: bool) -> u64 {
    let [w, h] = level_size(info, level).map(u64::from);
    match (is_blocks(info.format), decode, info.format) {
        (true, false, _) => w.div_ceil(4) * h.div_ceil(4) * 16,
        (true, true, TextureFormat::Bc5) => w * h * 2,
        _ => w * h * 4,
    }
}

/// Bytes of a level as it is stored.
fn stored_bytes(info: &TextureInfo, level: u32) -> u64 {
    level_bytes(info, level, false)
}

/// Whether a texture whose largest level on the device is `level` can be kept as blocks there (its edges must be whole blocks).
pub(super) fn is_whole_blocks(info: &TextureInfo, level: u32) -> bool {
    level_size(info, level).iter().all(|e| e % 4 == 0)
}

/// A stored level as the device takes it; `None` when it has the wrong length.
pub(super) fn ready(info: &TextureInfo, level: u32, stored: Vec<u8>, decode: bool) -> Option<Vec<u8>> {
    if stored.len() as u64 != stored_bytes(info, level) {
        return None;
    }
    if !(decode && is_blocks(info.format)) {
        return Some(stored);
    }
    let [w, h] = level_size(info, level).map(|e| e as usize);
    let texel = if info.format == TextureFormat::Bc5 { 2 } else { 4 };
    let blocks_per_row = w.div_ceil(4);
    let mut out = vec![0; w * h * texel];
    let decode_row = |(row, texels): (usize, &mut [u8])| {
        let mut block = [0_u8; 64];
        let rows = texels.len() / (w * texel);
        for column in 0..blocks_per_row {
            let at = (row * blocks_per_row + column) * 16;
            let Some(source) = stored.get(at..at + 16) else { continue };
            if texel == 2 {
                bcdec_rs::bc5(source, &mut block, 4 * texel, false);
            } else {
                bcdec_rs::bc7(source, &mut block, 4 * texel);
            }
            let columns = (w - column * 4).min(4) * texel;
            for y in 0..rows {
                let to = (y * w + column * 4) * texel;
                texels[to..to + columns].copy_from_slice(&block[y * 4 * texel..y * 4 * texel + columns]);
            }
        }
    };
    let stripe = w * texel * 4;
    // Threads pay from about a hundred blocks on.
    if blocks_per_row * h.div_ceil(4) >= 256 {
        out.par_chunks_mut(stripe).enumerate().for_each(decode_row);
    } else {
        out.chunks_mut(stripe).enumerate().for_each(decode_row);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(width: u32, height: u32, format: TextureFormat) -> TextureInfo {
        TextureInfo { width, height, mip_count: 1, format }
    }

    #[test]
    fn two_channel_blocks_decode_at_every_edge() {
        // A BC4 half with both ends 200 is 200 everywhere.
        let half = |v: u8| [v, v, 0, 0, 0, 0, 0, 0];
        for (w, h) in [(4, 4), (5, 3), (1, 1), (9, 10), (64, 70)] {
            let i = info(w, h, TextureFormat::Bc5);
            let block: Vec<u8> = [half(200), half(30)].concat();
            let stored = block.repeat((w.div_ceil(4) * h.div_ceil(4)) as usize);
            let out = ready(&i, 0, stored, true).unwrap();
            assert_eq!(out.len(), (w * h * 2) as usize);
            assert!(out.chunks_exact(2).all(|t| t == [200, 30]), "{w} x {h}");
        }
    }

    #[test]
    fn a_level_of_the_wrong_length_is_refused() {
        let i = info(8, 8, TextureFormat::Bc7Srgb);
        assert!(ready(&i, 0, vec![0; 63], false).is_none());
        assert!(ready(&i, 0, vec![0; 64], false).is_some());
        assert_eq!(level_bytes(&i, 0, true), 256);
    }

    #[test]
    fn only_whole_blocks_stay_blocks() {
        assert!(is_whole_blocks(&info(1000, 600, TextureFormat::Bc7Srgb), 1));
        assert!(!is_whole_blocks(&info(1000, 600, TextureFormat::Bc7Srgb), 2));
    }
}
