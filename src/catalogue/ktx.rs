//! Pictures as KTX 2.0 files with zstd supercompression (Khronos, KTX File Format Specification 2.0, sections 3 to 6).
//!
//! One file per texture, one row per file, read by incremental blob. The specification puts the smallest level first, so header, index and
//! mip tail lie together at the front of the row: the tail costs one or two pages, and a large level is read alone by offset. A row per
//! level would read no less, and the row as it is opens in any KTX viewer.

use std::io::{Read, Seek, SeekFrom};

use ktx2::{Format, Header, Index, LevelIndex, SupercompressionScheme, dfd};

use super::bytes::{Flaw, compress, decompress};
use super::{TextureFormat, TextureInfo};

/// Longest edge of a texture, texels.
pub const MAX_EDGE: u32 = 16_384;
/// Key and value naming the writer, which the specification asks for.
const WRITER: &[u8] = b"KTXwriter\0alliance-museum\0";

/// Bytes of one level of a texture before compression: the number the renderer uploads.
pub fn level_len(info: TextureInfo, level: u32) -> usize {
    let edge = |full: u32| (full >> level.min(31)).max(1) as usize;
    let (w, h) = (edge(info.width), edge(info.height));
    match info.format {
        TextureFormat::Bc7Srgb | TextureFormat::Bc7Linear | TextureFormat::Bc5 => w.div_ceil(4) * h.div_ceil(4) * 16,
        TextureFormat::Rgba8Srgb | TextureFormat::Rgba8Linear => w * h * 4,
    }
}

/// Whether the numbers make sense: edges within limits and no more levels than halvings.
pub fn plausible(info: TextureInfo) -> bool {
    let longest = info.width.max(info.height);
    info.width > 0 && info.height > 0 && longest <= MAX_EDGE && info.mip_count >= 1 && info.mip_count <= longest.ilog2() + 1
}

fn vk_format(format: TextureFormat) -> Format {
    match format {
        TextureFormat::Bc7Srgb => Format::BC7_SRGB_BLOCK,
        TextureFormat::Bc7Linear => Format::BC7_UNORM_BLOCK,
        TextureFormat::Bc5 => Format::BC5_UNORM_BLOCK,
        TextureFormat::Rgba8Srgb => Format::R8G8B8A8_SRGB,
        TextureFormat::Rgba8Linear => Format::R8G8B8A8_UNORM,
    }
}

/// Writes a KTX 2.0 file from levels, largest first.
///
/// # Errors
/// A phrase when sizes do not fit the form.
pub fn write(info: TextureInfo, levels: &[Vec<u8>]) -> Result<Vec<u8>, Flaw> {
    if !plausible(info) || levels.len() != info.mip_count as usize {
        return Err("a texture has an impossible size or number of levels");
    }
    if levels.iter().zip(0..).any(|(bytes, l)| bytes.len() != level_len(info, l)) {
        return Err("a texture level has the wrong length");
    }
    let format = vk_format(info.format);
    let (basic, type_size) = dfd::Basic::from_format(format).map_err(|_| "a texture form has no descriptor")?;
    let block = dfd::Block::Basic(basic).to_vec();
    let dfd_at = Header::LENGTH + levels.len() * LevelIndex::LENGTH;
    let dfd_len = block.len() + 4;
    let kvd_at = dfd_at + dfd_len;
    let kvd_len = (4 + WRITER.len()).next_multiple_of(4);
    let header = Header {
        format: Some(format),
        type_size,
        pixel_width: info.width,
        pixel_height: info.height,
        pixel_depth: 0,
        layer_count: 0,
        face_count: 1,
        level_count: info.mip_count,
        supercompression_scheme: Some(SupercompressionScheme::Zstandard),
        index: Index {
            dfd_byte_offset: dfd_at as u32,
            dfd_byte_length: dfd_len as u32,
            kvd_byte_offset: kvd_at as u32,
            kvd_byte_length: kvd_len as u32,
            sgd_byte_offset: 0,
            sgd_byte_length: 0,
        },
    };
    let mut index = vec![LevelIndex { byte_offset: 0, byte_length: 0, uncompressed_byte_length: 0 }; levels.len()];
    let mut data = Vec::new();
    for (entry, raw) in index.iter_mut().zip(levels).rev() {
        let frame = compress(raw).map_err(|_| "a texture cannot be compressed")?;
        entry.byte_offset = (kvd_at + kvd_len + data.len()) as u64;
        entry.byte_length = frame.len() as u64;
        entry.uncompressed_byte_length = raw.len() as u64;
        data.extend(frame);
    }
    let mut out = header.as_bytes().to_vec();
    for entry in &index {
        out.extend(entry.as_bytes());
    }
    out.extend((dfd_len as u32).to_le_bytes());
    out.extend(block);
    out.extend((WRITER.len() as u32).to_le_bytes());
    out.extend(WRITER);
    out.resize(kvd_at + kvd_len, 0);
    out.extend(data);
    Ok(out)
}

/// Reads one level from a KTX 2.0 file that must have the form `info` says. `len` is the length of the file.
///
/// # Errors
/// A phrase when anything does not fit.
pub fn read_level(file: &mut (impl Read + Seek), len: u64, info: TextureInfo, level: u32) -> Result<Vec<u8>, Flaw> {
    const SHORT: Flaw = "a texture ends too early";
    if !plausible(info) || level >= info.mip_count {
        return Err("a texture has no such level");
    }
    let mut head = vec![0; Header::LENGTH + info.mip_count as usize * LevelIndex::LENGTH];
    file.read_exact(&mut head).map_err(|_| SHORT)?;
    let (fixed, index) = head.split_first_chunk::<{ Header::LENGTH }>().ok_or(SHORT)?;
    let header = Header::from_bytes(fixed).map_err(|_| "a texture is not KTX 2")?;
    let fits = header.format == Some(vk_format(info.format))
        && (header.pixel_width, header.pixel_height) == (info.width, info.height)
        && header.level_count == info.mip_count
        && header.supercompression_scheme == Some(SupercompressionScheme::Zstandard)
        && header.face_count == 1
        && header.layer_count == 0
        && header.pixel_depth == 0;
    if !fits {
        return Err("a texture is not what its row says");
    }
    let (entries, _) = index.as_chunks::<{ LevelIndex::LENGTH }>();
    let entry = LevelIndex::from_bytes(entries.get(level as usize).ok_or(SHORT)?);
    let want = level_len(info, level);
    let inside = entry.byte_offset.checked_add(entry.byte_length).is_some_and(|end| end <= len);
    if !inside || entry.uncompressed_byte_length != want as u64 {
        return Err("a texture level does not fit its file");
    }
    file.seek(SeekFrom::Start(entry.byte_offset)).map_err(|_| SHORT)?;
    let mut frame = vec![0; usize::try_from(entry.byte_length).map_err(|_| SHORT)?];
    file.read_exact(&mut frame).map_err(|_| SHORT)?;
    decompress(&frame, want)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn sample(format: TextureFormat) -> (TextureInfo, Vec<Vec<u8>>) {
        let info = TextureInfo { width: 64, height: 20, mip_count: 7, format };
        let levels = (0..7).map(|l| (0..level_len(info, l)).map(|i| (i * 7 + l as usize) as u8).collect()).collect();
        (info, levels)
    }

    #[test]
    fn every_form_is_ktx_for_an_independent_reader() {
        for format in [TextureFormat::Bc7Srgb, TextureFormat::Bc7Linear, TextureFormat::Bc5, TextureFormat::Rgba8Srgb, TextureFormat::Rgba8Linear] {
            let (info, levels) = sample(format);
            let file = write(info, &levels).unwrap();
            let reader = ktx2::Reader::new(&file[..]).unwrap();
            assert_eq!(reader.header().format, Some(vk_format(format)));
            assert_eq!(reader.writer().map(|w| w.trim_end_matches('\0')), Some("alliance-museum"));
            assert!(reader.basic_dfd().is_some());
            for (l, level) in reader.levels().enumerate() {
                assert_eq!(decompress(level.data, levels[l].len()).unwrap(), levels[l]);
            }
        }
    }

    #[test]
    fn levels_are_read_singly_and_the_tail_lies_in_front() {
        let (info, levels) = sample(TextureFormat::Bc7Srgb);
        let file = write(info, &levels).unwrap();
        for l in 0..7 {
            assert_eq!(read_level(&mut Cursor::new(&file), file.len() as u64, info, l).unwrap(), levels[l as usize]);
        }
        let offsets: Vec<u64> = (0..7).map(|l| u64::from_le_bytes(file[80 + l * 24..88 + l * 24].try_into().unwrap())).collect();
        assert!(offsets.windows(2).all(|w| w[0] > w[1]), "{offsets:?}");
        assert!(read_level(&mut Cursor::new(&file), file.len() as u64, info, 7).is_err());
    }

    #[test]
    fn a_changed_byte_is_refused_or_harmless() {
        let (info, levels) = sample(TextureFormat::Bc5);
        let file = write(info, &levels).unwrap();
        for at in 0..file.len() {
            let mut bad = file.clone();
            bad[at] ^= 0xff;
            for l in [0, 3, 6] {
                if let Ok(bytes) = read_level(&mut Cursor::new(&bad), bad.len() as u64, info, l) {
                    assert_eq!(bytes, levels[l as usize], "byte {at}");
                }
            }
        }
    }
}
