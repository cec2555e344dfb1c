//! Golden pictures: compared with a tolerance per channel and a share of outliers, rewritten only when asked.

use std::path::{Path, PathBuf};

use alliance_museum::render::ReadImage;

/// Difference per channel that is not seen (rasterisers of different versions round differently), of 255.
const TOLERANCE: u8 = 6;
/// Share of pixels that may differ more (edges that fall on the other side), thousandths.
const OUTLIERS_PER_MILLE: usize = 5;
/// Largest golden, bytes: goldens stay small enough to be looked at in a review.
const MOST_BYTES: u64 = 80_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/render")
}

fn save(path: &Path, width: u32, height: u32, rgba: &[u8]) {
    // Alpha says nothing in a finished picture.
    let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    image::save_buffer(path, &rgb, width, height, image::ColorType::Rgb8).unwrap();
}

/// How many pixels differ by more than the tolerance, and by how much at most.
pub fn difference(a: &[u8], b: &[u8]) -> (usize, u8) {
    assert_eq!(a.len(), b.len());
    let mut outliers = 0;
    let mut worst = 0;
    for (p, q) in a.chunks_exact(4).zip(b.chunks_exact(4)) {
        let d = (0..3).map(|i| p[i].abs_diff(q[i])).max().unwrap();
        worst = worst.max(d);
        outliers += usize::from(d > TOLERANCE);
    }
    (outliers, worst)
}

/// Compares with the golden of that name. MUSEUM_BLESS=1 rewrites it.
pub fn golden(name: &str, picture: &ReadImage) {
    let path = folder().join(format!("{name}.png"));
    let (actual, diff) = (folder().join(format!("{name}.actual.png")), folder().join(format!("{name}.diff.png")));
    if std::env::var_os("MUSEUM_BLESS").is_some() {
        std::fs::create_dir_all(folder()).unwrap();
        save(&path, picture.width, picture.height, &picture.rgba);
    }
    let size = std::fs::metadata(&path).map(|m| m.len()).unwrap_or(0);
    assert!(size <= MOST_BYTES, "{name}.png has {size} bytes, more than {MOST_BYTES}");
    let golden = match image::open(&path) {
        Ok(i) => i.to_rgba8(),
        Err(e) => {
            save(&actual, picture.width, picture.height, &picture.rgba);
            panic!("{}: {e}; look at {} and bless it with MUSEUM_BLESS=1", path.display(), actual.display());
        }
    };
    assert_eq!(golden.dimensions(), (picture.width, picture.height), "{name}: size");
    let (outliers, worst) = difference(&golden, &picture.rgba);
    let allowed = picture.rgba.len() / 4 * OUTLIERS_PER_MILLE / 1000;
    if outliers > allowed {
        let shown: Vec<u8> = golden
            .chunks_exact(4)
            .zip(picture.rgba.chunks_exact(4))
            .flat_map(|(p, q)| [0, 1, 2, 3].map(|i| if i == 3 { 255 } else { p[i].abs_diff(q[i]).saturating_mul(8) }))
            .collect();
        save(&actual, picture.width, picture.height, &picture.rgba);
        save(&diff, picture.width, picture.height, &shown);
        panic!("{name}: {outliers} pixels differ by more than {TOLERANCE} ({allowed} allowed), the worst by {worst}; see {}", diff.display());
    }
    for stale in [actual, diff] {
        if stale.exists() {
            std::fs::remove_file(stale).unwrap();
        }
    }
}

/// Every golden in the folder belongs to a test.
pub fn no_stale_goldens(known: &[&str]) {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".actual.png") || name.ends_with(".diff.png") {
            continue;
        }
        let stem = name.strip_suffix(".png").unwrap_or(&name);
        assert!(known.contains(&stem), "tests/goldens/render/{name} belongs to no test");
    }
}
