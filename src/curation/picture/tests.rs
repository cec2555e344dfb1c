//! Tests of the picture workshop.

use super::*;

/// A picture file in memory.
fn file(format: ImageFormat, w: u32, h: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(w, h, |x, y| image::Rgba(pixel(x, y)));
    let mut out = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgba8(picture);
    if format == ImageFormat::Jpeg {
        DynamicImage::ImageRgb8(picture.into_rgb8()).write_to(&mut out, format).unwrap();
    } else {
        picture.write_to(&mut out, format).unwrap();
    }
    out.into_inner()
}

fn raw(w: u32, h: u32, usage: TextureUse, pixel: impl Fn(u32, u32) -> [u8; 4]) -> RawTexture {
    let rgba = (0..h).flat_map(|y| (0..w).map(move |x| (x, y))).flat_map(|(x, y)| pixel(x, y)).collect();
    RawTexture { name: "t".into(), width: w, height: h, rgba, usage }
}

#[test]
fn the_three_kinds_are_read_whatever_their_name() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let bytes = file(format, 20, 10, |_, _| [200, 100, 50, 255]);
        let got = decode("wrong.txt", &bytes, TextureUse::Color, &Limits::default()).unwrap();
        assert_eq!((got.width, got.height), (20, 10), "{format:?}");
        assert!(got.rgba[..3].iter().zip([200u8, 100, 50]).all(|(a, b)| a.abs_diff(b) < 6), "{format:?} {:?}", &got.rgba[..4]);
        assert_eq!(facts("x", &bytes, &Limits::default()).unwrap().format, format);
    }
    assert!(decode("a.gif", b"GIF89a....", TextureUse::Color, &Limits::default()).unwrap_err().to_string().starts_with("a.gif: it is no PNG"));
}

/// A PNG that says it is 60,000 x 60,000 pixels, with a right checksum.
pub(crate) fn png_bomb() -> Vec<u8> {
    let mut png = file(ImageFormat::Png, 1, 1, |_, _| [0; 4]);
    png[16..20].copy_from_slice(&60_000u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000u32.to_be_bytes());
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

/// CRC-32 as PNG uses it, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut crc, b| {
        crc ^= u32::from(*b);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (0u32.wrapping_sub(crc & 1)));
        }
        crc
    })
}

#[test]
fn a_png_of_sixty_thousand_square_is_refused_by_its_header() {
    let got = decode("bomb.png", &png_bomb(), TextureUse::Color, &Limits::default()).unwrap_err().to_string();
    assert!(got.contains("60000 x 60000"), "{got}");
}

#[test]
fn a_large_picture_is_reduced_and_a_broken_one_is_refused() {
    let limits = Limits { texture_side: 64, ..Limits::default() };
    let bytes = file(ImageFormat::Png, 200, 100, |x, _| [x as u8, 0, 0, 255]);
    let got = decode("a.png", &bytes, TextureUse::Color, &limits).unwrap();
    assert_eq!((got.width, got.height), (64, 32));
    assert!(decode("a.png", &bytes[..bytes.len() / 2], TextureUse::Color, &limits).unwrap_err().to_string().contains("broken"));
}

#[test]
fn black_and_white_average_to_half_the_light_not_half_the_number() {
    let checker = raw(32, 32, TextureUse::Color, |x, y| if (x + y) % 2 == 0 { [255; 4] } else { [0, 0, 0, 255] });
    assert_eq!(mips::chain(&checker)[0][..4], [188, 188, 188, 255]);
    let data = RawTexture { usage: TextureUse::Data, ..checker };
    assert_eq!(mips::chain(&data)[0][..4], [128, 128, 128, 255]);
}

#[test]
fn transparent_texels_lend_no_colour() {
    let leaf = raw(4, 4, TextureUse::Color, |x, _| if x % 2 == 0 { [0, 200, 0, 255] } else { [255, 0, 255, 0] });
    for level in mips::chain(&leaf) {
        assert_eq!(level[..4], [0, 200, 0, 128]);
    }
    assert_eq!(resample(&leaf, 1, 1).rgba, [0, 200, 0, 128]);
}

#[test]
fn averaged_normals_keep_unit_length() {
    let bent = raw(8, 8, TextureUse::Normal, |x, _| if x % 2 == 0 { [218, 128, 218, 255] } else { [37, 128, 218, 255] });
    for level in mips::chain(&bent) {
        assert!(level[2] >= 254 && level[0].abs_diff(128) <= 1, "{level:?}");
    }
}

#[test]
fn odd_sizes_halve_without_shifting() {
    let ramp = raw(5, 1, TextureUse::Data, |x, _| [x as u8 * 50, 0, 0, 255]);
    let half = &mips::chain(&ramp)[0];
    assert_eq!(half.len(), 8);
    // The two halves of 0,50,100,150,200 with the middle shared.
    assert_eq!((half[0], half[4]), (40, 160));
}

#[test]
fn blocks_keep_colour_data_and_normals_close() {
    let smooth = |x: u32, y: u32| [(x * 3) as u8, (y * 3) as u8, 128, 255];
    for usage in [TextureUse::Color, TextureUse::Data] {
        let source = raw(64, 68, usage, smooth);
        let encoded = encode(&source);
        assert_eq!(encoded.info.mip_count, 7);
        assert_eq!(encoded.levels[0].len(), 64 * 68);
        let back = decode_level(&encoded, 0).unwrap();
        let worst = back.iter().zip(&source.rgba).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        assert!(worst <= 12, "{usage:?} {worst}");
        assert_eq!(decode_level(&encoded, 6).unwrap().len(), 4);
    }
    let normal = raw(32, 32, TextureUse::Normal, |x, _| [128 + x as u8, 128, 250, 255]);
    let encoded = encode(&normal);
    assert_eq!(encoded.info.format, TextureFormat::Bc5);
    let back = decode_level(&encoded, 0).unwrap();
    assert!(back.chunks(4).zip(normal.rgba.chunks(4)).all(|(a, b)| a[0].abs_diff(b[0]) <= 2 && a[1].abs_diff(b[1]) <= 2));
}

#[test]
fn transparency_survives_blocks() {
    let glass = raw(32, 32, TextureUse::Color, |x, _| [90, 90, 200, (x * 8) as u8]);
    let back = decode_level(&encode(&glass), 0).unwrap();
    assert!(back.chunks(4).zip(glass.rgba.chunks(4)).all(|(a, b)| a[3].abs_diff(b[3]) <= 10));
}

#[test]
fn sizes_that_fit_no_blocks_are_fitted_and_tiny_ones_stay_plain() {
    let odd = encode(&raw(33, 18, TextureUse::Color, |_, _| [10, 20, 30, 255]));
    assert_eq!((odd.info.width, odd.info.height, odd.info.format), (32, 20, TextureFormat::Bc7Srgb));
    let tiny = encode(&raw(3, 2, TextureUse::Normal, |_, _| [128, 128, 255, 255]));
    assert_eq!((tiny.info.width, tiny.info.format, tiny.levels[0].len()), (3, TextureFormat::Rgba8Linear, 24));
    assert_eq!(tiny.info.mip_count, 2);
}
