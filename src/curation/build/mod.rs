//! `museum build`: from the curator's files to a catalogue.
//!
//! Files are read and checked, pieces are made in parallel (or taken from what earlier builds made), put together in the curator's order
//! and written in one step. Any mistake leaves the last good catalogue where it is, and all mistakes of a run are told together.

mod assemble;
mod cache;
mod make;
mod stored;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::exhibits::files::{Digest, Tree, mistake};
use super::exhibits::{self, Exhibits, in_order};
use super::product::Mistake;
use super::workshops::{Craft, Progress, Workshops};
use crate::catalogue::schema::VERSION;
use crate::catalogue::{self, Catalogue};
use crate::language::Lang;
use assemble::TourSounds;
use cache::{Cache, KeyMaker, Ledger};
use make::Maker;

/// How to build.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuildOptions {
    /// Threads; 0 for one per core.
    pub jobs: usize,
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildReport {
    /// Halls in the catalogue.
    pub halls: usize,
    /// Works.
    pub works: usize,
    /// Tours.
    pub tours: usize,
    /// Facts cited.
    pub facts: usize,
    /// Sources cited.
    pub sources: usize,
    /// Textures.
    pub textures: usize,
    /// Meshes.
    pub meshes: usize,
    /// Sounds.
    pub sounds: usize,
    /// Bytes of all textures.
    pub texture_bytes: u64,
    /// Bytes of all meshes.
    pub mesh_bytes: u64,
    /// Bytes of all sounds.
    pub sound_bytes: u64,
    /// Length of the catalogue.
    pub catalogue_bytes: u64,
    /// Pieces made in this run.
    pub made: usize,
    /// Pieces taken from earlier runs.
    pub reused: usize,
    /// Whether nothing had changed, so that nothing was written.
    pub unchanged: bool,
}

/// An edit is seen for certain when it is this much older than the look at its file.
const CLOCK_GRAIN_NS: u64 = 2_000_000_000;
/// Every craft, for the digest of all versions.
const CRAFTS: [Craft; 9] = [Craft::Model, Craft::Picture, Craft::Panel, Craft::Label, Craft::Sign, Craft::Texture, Craft::Sound, Craft::Captions, Craft::Hall];

/// Builds the catalogue `out` from the folder `dir`.
///
/// # Errors
/// All mistakes found, sorted by file. The last good catalogue is then untouched.
pub fn build(dir: &Path, out: &Path, options: &BuildOptions, workshops: &dyn Workshops, progress: &dyn Progress) -> Result<BuildReport, Vec<Mistake>> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .build()
        .map_err(|e| vec![mistake("", format!("the build cannot start its threads ({e})"))])?;
    pool.install(|| run(dir, out, workshops, progress)).map_err(in_order)
}

fn now_ns() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64)
}

fn stamp(path: &Path) -> Option<(u64, u64)> {
    let meta = std::fs::metadata(path).ok()?;
    let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as u64;
    Some((meta.len(), changed))
}

/// Digest of all files and of everything in this program that turns them into a catalogue.
fn inputs(tree: &Tree, workshops: &dyn Workshops) -> Digest {
    let mut key = KeyMaker::default().with(VERSION.to_le_bytes()).with(env!("CARGO_PKG_VERSION")).with(make::BUILD_VERSION.to_le_bytes());
    for craft in CRAFTS {
        key = key.with(workshops.version(craft).to_le_bytes());
    }
    for (name, facts) in tree.files() {
        key = key.with(name).with(facts.digest);
    }
    key.key()
}

fn run(dir: &Path, out: &Path, workshops: &dyn Workshops, progress: &dyn Progress) -> Result<BuildReport, Vec<Mistake>> {
    let folder = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(vec![mistake(&folder.display().to_string(), "there is no such folder to write the catalogue into")]);
    }
    let cache = Cache::beside(out);
    let before = cache.ledger();
    let looked_ns = now_ns();
    let tree = Tree::scan(dir, &before.files, before.looked_ns.saturating_sub(CLOCK_GRAIN_NS))?;
    let inputs = inputs(&tree, workshops);
    if let Some(report) = &before.report
        && before.inputs == inputs
        && before.output.is_some()
        && before.output == stamp(out)
        && Catalogue::open(out).is_ok()
    {
        let report = BuildReport { made: 0, reused: 0, unchanged: true, ..report.clone() };
        cache.keep_ledger(&Ledger { files: tree.files().clone(), looked_ns, report: Some(report.clone()), ..before });
        return Ok(report);
    }

    let mut e = exhibits::read(&tree, workshops);
    let mut mistakes = std::mem::take(&mut e.mistakes);
    let maker = Maker { tree: &tree, workshops, cache: &cache, progress, total: e.works.len() + e.halls.len(), done: AtomicUsize::new(0) };
    let mut works = Vec::with_capacity(e.works.len());
    for made in e.works.par_iter().map(|w| maker.work(w)).collect::<Vec<_>>() {
        match made {
            Ok(w) => works.push(w),
            Err(m) => mistakes.extend(m),
        }
    }
    let tour_sounds = match tour_sounds(&maker, &e) {
        Ok(sounds) => sounds,
        Err(m) => {
            mistakes.extend(m);
            TourSounds::new()
        }
    };
    // Light is baked only when everything that stands in it is right.
    if !mistakes.is_empty() {
        keep_looks(&cache, &before, &tree, looked_ns);
        return Err(mistakes);
    }
    let mut halls = Vec::with_capacity(e.halls.len());
    for made in e.halls.par_iter().map(|h| maker.hall(&e, h, &works)).collect::<Vec<_>>() {
        match made {
            Ok(h) => halls.push(h),
            Err(m) => mistakes.extend(m),
        }
    }
    if !mistakes.is_empty() {
        keep_looks(&cache, &before, &tree, looked_ns);
        return Err(mistakes);
    }
    let contents = assemble::contents(&maker, &e, &works, &halls, &tour_sounds).map_err(|m| vec![m])?;
    catalogue::write(out, &contents).map_err(|e| vec![unwritten(out, &e)])?;
    let report = report(&contents, &cache, out);
    cache.keep_ledger(&Ledger { files: tree.files().clone(), looked_ns, inputs, output: stamp(out), report: Some(report.clone()) });
    cache.tidy();
    Ok(report)
}

/// After a failed build the digests of files are still good to know; the published catalogue is what it was.
fn keep_looks(cache: &Cache, before: &Ledger, tree: &Tree, looked_ns: u64) {
    cache.keep_ledger(&Ledger { files: tree.files().clone(), looked_ns, ..before.clone() });
}

/// The catalogue's own sentence, without its file, which a mistake names itself.
fn unwritten(out: &Path, e: &catalogue::CatalogueError) -> Mistake {
    let file = out.display().to_string();
    let sentence = e.to_string();
    let reason = sentence.strip_prefix(&format!("{file}: ")).unwrap_or(&sentence).to_string();
    Mistake { file, place: None, reason }
}

/// Recorded sentences between stops: tours/<id>/stop-<n>.<lang>.ogg, with licences beside them.
fn tour_sounds(maker: &Maker<'_>, e: &Exhibits) -> Result<TourSounds, Vec<Mistake>> {
    let mut out = TourSounds::new();
    let mut mistakes = Vec::new();
    for tour in &e.tours {
        for stop in 0..tour.record.value.stop.len() {
            for lang in Lang::ALL {
                let file = format!("tours/{}/stop-{}.{}.ogg", tour.slug, stop + 1, lang.code());
                if !maker.tree.has(&file) {
                    continue;
                }
                let made = exhibits::Licence::read(maker.tree, &file).map_err(|m| vec![m]).and_then(|_| maker.sound(&file));
                match made {
                    Ok(s) => {
                        out.insert((tour.slug.clone(), stop, lang), s);
                    }
                    Err(m) => mistakes.extend(m),
                }
            }
        }
    }
    if mistakes.is_empty() { Ok(out) } else { Err(mistakes) }
}

fn report(c: &catalogue::Contents, cache: &Cache, out: &Path) -> BuildReport {
    BuildReport {
        halls: c.halls.len(),
        works: c.works.len(),
        tours: c.tours.len(),
        facts: c.facts.len(),
        sources: c.sources.len(),
        textures: c.textures.len(),
        meshes: c.meshes.len(),
        sounds: c.sounds.len(),
        texture_bytes: c.textures.iter().map(|t| t.ktx2.len() as u64).sum(),
        mesh_bytes: c.meshes.iter().map(|m| m.form.len() as u64).sum(),
        sound_bytes: c.sounds.iter().map(|s| s.bytes.len() as u64).sum(),
        catalogue_bytes: stamp(out).map_or(0, |s| s.0),
        made: cache.made.load(Ordering::Relaxed),
        reused: cache.reused.load(Ordering::Relaxed),
        unchanged: false,
    }
}
