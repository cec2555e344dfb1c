//! What a visitor waits for, timed: frames, halls, words, search, pages. What the numbers are and should be: benches/README.md.
//!
//! `cargo bench` measures. With MUSEUM_BENCH_TINY=1, or without `--bench` (`cargo test --bench museum`), everything runs once and small.
//! Frames of real halls need a built catalogue: MUSEUM_CATALOGUE, or ./catalogue.sqlite; without one they say so and are left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench fails by panicking")]
#![allow(clippy::print_stderr, reason = "a skipped bench says so")]

#[path = "museum/floor.rs"]
mod floor;
#[allow(dead_code, reason = "the stage of the renderer's tests; its rooms are not needed here")]
#[path = "../tests/render/stage.rs"]
mod stage;
#[path = "museum/words.rs"]
mod words;

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::sync::Arc;

use alliance_museum::app::headless::{Studio, go_to};
use alliance_museum::app::museum::{CatalogueTextures, Museum};
use alliance_museum::app::show::Show;
use alliance_museum::app::stage::Stage;
use alliance_museum::app::target::Target as Place;
use alliance_museum::app::thumbnails::Shelf;
use alliance_museum::catalogue::CatalogueFile;
use alliance_museum::language::{Lang, Texts};
use alliance_museum::overlay::{Overlay, View};
use alliance_museum::render::{AdapterChoice, Background, FrameInput, FrameReport, Gpu, Renderer, Target, Tier, ToneMap};
use alliance_museum::scene::Camera;
use alliance_museum::text::atlas::Quad;
use alliance_museum::text::{GlyphAtlas, TextEngine};
use alliance_museum::visit::{Action, Page, Visit};
use divan::{Bencher, black_box};
use floor::{Floor, Pictures, Plan};

/// Size of every frame, pixels.
const SIZE_PX: [u32; 2] = [1280, 720];
/// Time between two frames of a walk, seconds.
const TICK_SECS: f32 = 1.0 / 30.0;
/// Most frames until everything in sight is on the device.
const SETTLE_FRAMES: usize = 200;

fn main() {
    let divan = divan::Divan::from_args();
    if tiny() {
        divan.test_benches();
    } else {
        divan.main();
    }
}

/// Whether only to show that every bench runs.
fn tiny() -> bool {
    std::env::var_os("MUSEUM_BENCH_TINY").is_some_and(|v| v != "0") || !std::env::args().any(|a| a == "--bench")
}

/// The whole figure, or one that a debug build in CI carries quickly.
fn sized(whole: usize, small: usize) -> usize {
    if tiny() { small } else { whole }
}

/// The catalogue to measure with.
fn catalogue() -> Option<CatalogueFile> {
    let named = std::env::var_os("MUSEUM_CATALOGUE").map(PathBuf::from);
    let file = named.unwrap_or_else(|| PathBuf::from("catalogue.sqlite"));
    if file.is_file() {
        return Some(CatalogueFile(file));
    }
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| eprintln!("passed over: halls and pages, for there is no catalogue at {} (museum build, or MUSEUM_CATALOGUE)", file.display()));
    None
}

/// Numbers of works to place.
fn crowds() -> Vec<usize> {
    if tiny() { vec![100] } else { vec![100, 1000, 2000, 5000] }
}

/// The CPU's share of one frame: update, cull, prepare, record and submit, on a device that draws nothing.
mod cpu_frame {
    use super::*;

    /// Halls of fifty works behind doorways, every lamp and shadow.
    #[divan::bench(args = crowds())]
    fn halls(bencher: Bencher<'_, '_>, works: usize) {
        walk(bencher, works, Plan::Halls, Tier::High);
    }

    /// The same, as the lowest tier walks.
    #[divan::bench(args = crowds())]
    fn halls_lowest_tier(bencher: Bencher<'_, '_>, works: usize) {
        walk(bencher, works, Plan::Halls, Tier::Software);
    }

    /// All works in one hall, nothing hidden.
    #[divan::bench(args = crowds())]
    fn one_hall(bencher: Bencher<'_, '_>, works: usize) {
        walk(bencher, works, Plan::OneHall, Tier::High);
    }

    /// The same, as the lowest tier walks.
    #[divan::bench(args = crowds())]
    fn one_hall_lowest_tier(bencher: Bencher<'_, '_>, works: usize) {
        walk(bencher, works, Plan::OneHall, Tier::Software);
    }
}

fn walk(bencher: Bencher<'_, '_>, works: usize, plan: Plan, tier: Tier) {
    let gpu = Gpu::noop().unwrap();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let mut floor = Floor::new(works, plan);
    let mut draw = |floor: &Floor, camera: Camera, moving: bool| {
        let input = FrameInput {
            scene: &floor.scene,
            camera,
            output_px: SIZE_PX,
            viewport_px: [0, 0, SIZE_PX[0], SIZE_PX[1]],
            tone_map: ToneMap::Agx,
            background: Background::None,
            tier,
            moving,
            overlay: None,
            clear_srgb: [0.0; 3],
        };
        renderer.frame(&gpu, &input, &Pictures, Target::Offscreen).unwrap()
    };
    // Meshes and pictures belong to loading: stand still here and there until all is on the device.
    let stops = floor.stops();
    for (walked_m, yaw) in stops.into_iter().take(sized(usize::MAX, 2)) {
        let camera = floor.at(walked_m, yaw);
        (0..SETTLE_FRAMES).find(|_| draw(&floor, camera, false).settled);
    }
    let last = Cell::new(FrameReport::default());
    bencher.bench_local(|| {
        let camera = floor.step();
        last.set(draw(&floor, camera, true));
    });
    if !tiny() {
        let FrameReport { draws, triangles, .. } = last.get();
        eprintln!("{works} works, {plan:?}, {tier:?}: {draws} draws, {triangles} triangles in the last frame");
    }
}

/// Halls there are, by their names in files.
fn halls() -> Vec<String> {
    let Some(file) = catalogue() else { return Vec::new() };
    let slugs: Vec<String> = file.open().unwrap().halls(Lang::En).unwrap().into_iter().map(|h| h.slug).collect();
    slugs.into_iter().take(sized(usize::MAX, 1)).collect()
}

/// A whole frame of a hall with its overlay, on the adapter at hand, until the device is done with it.
mod full_frame {
    use super::*;

    /// A circle walked by keys.
    #[divan::bench(args = halls(), sample_count = 60, sample_size = 1)]
    fn walking(bencher: Bencher<'_, '_>, hall: &str) {
        frames(bencher, hall, true);
    }

    /// One picture of those that are averaged at rest.
    #[divan::bench(args = halls(), sample_count = 20, sample_size = 1)]
    fn at_rest(bencher: Bencher<'_, '_>, hall: &str) {
        frames(bencher, hall, false);
    }
}

fn frames(bencher: Bencher<'_, '_>, hall: &str, walking: bool) {
    let Some(file) = catalogue() else { return };
    let Ok(mut studio) = Studio::open(AdapterChoice::Best) else {
        eprintln!("passed over: there is no usable graphics adapter");
        return;
    };
    let size_px = if tiny() { [128, 72] } else { SIZE_PX };
    let mut show = Show::new(file.clone(), Lang::He).unwrap();
    let textures = CatalogueTextures::open(&file).unwrap();
    go_to(&mut show, &Place::Hall(hall.to_owned())).unwrap();
    show.finish_reading().unwrap();
    let mut number = 0_u32;
    let mut frame = |show: &mut Show, walking: bool| {
        number += 1;
        let input = egui::RawInput { time: Some(f64::from(number) * f64::from(TICK_SECS)), ..Default::default() };
        let composed = show.compose(input, size_px).unwrap();
        let mut input = show.frame_input(composed, size_px, studio.tier);
        input.moving = walking;
        if !walking {
            // A hair aside, so that refining begins anew and never ends.
            input.camera.world_from_view.translation.x += (number % 2) as f32 * 2e-5;
        }
        let report = studio.renderer.frame(&studio.gpu, &input, &textures, Target::Offscreen).unwrap();
        studio.gpu.wait_idle();
        report
    };
    for _ in 0..sized(24, 1) {
        frame(&mut show, false);
    }
    if walking {
        show.act(&Action::Steer { forward: 1.0, right: 0.0, turn: 0.4 });
        // Once round, so that everything seen on the way is there.
        for step in 0..sized(400, 1) {
            show.tick(TICK_SECS);
            if step % 8 == 0 {
                frame(&mut show, true);
            }
        }
    }
    bencher.bench_local(|| {
        if walking {
            show.tick(TICK_SECS);
        }
        black_box(frame(&mut show, walking));
    });
}

/// From the catalogue to what can be drawn.
mod load {
    use super::*;

    /// The museum without its halls' meshes: plan, works, tours.
    #[divan::bench(sample_count = 30, sample_size = 1)]
    fn museum(bencher: Bencher<'_, '_>) {
        let Some(file) = catalogue() else { return };
        bencher.bench_local(|| Museum::open(file.clone()).unwrap());
    }

    /// All texts of one language.
    #[divan::bench(sample_count = 30, sample_size = 1)]
    fn texts(bencher: Bencher<'_, '_>) {
        let Some(file) = catalogue() else { return };
        let museum = Museum::open(file).unwrap();
        bencher.bench_local(|| museum.content(Lang::He).unwrap());
    }

    /// One hall from rows to a scene.
    #[divan::bench(args = halls(), sample_count = 30, sample_size = 1)]
    fn hall(bencher: Bencher<'_, '_>, hall: &str) {
        let Some(file) = catalogue() else { return };
        let museum = Museum::open(file).unwrap();
        let id = museum.catalogue.hall_by_slug(hall).unwrap().unwrap();
        let loaded: RefCell<Option<Stage>> = RefCell::new(None);
        bencher
            .with_inputs(|| {
                // The neighbours that the last stage asked for must not be read on this one's time.
                if let Some(mut last) = loaded.borrow_mut().take() {
                    last.finish_reading(&museum, id, Lang::He).unwrap();
                }
                Stage::new(&museum, Lang::He)
            })
            .bench_local_values(|mut stage| {
                stage.update(&museum, id, Lang::He).unwrap();
                *loaded.borrow_mut() = Some(stage);
            });
    }
}

/// Setting a Hebrew story of 600 words.
mod story {
    use super::*;

    const WORDS: usize = 600;

    fn set(engine: &mut TextEngine, specs: &[alliance_museum::text::TextSpec]) -> Vec<Arc<alliance_museum::text::TextLayout>> {
        specs.iter().map(|s| engine.layout(s)).collect()
    }

    /// The first story of a new engine: fonts are opened too.
    #[divan::bench]
    fn cold(bencher: Bencher<'_, '_>) {
        let blocks = words::story_of(sized(WORDS, 60), Lang::He);
        let specs = words::paragraphs(&blocks, Lang::He, 0.0);
        bencher.with_inputs(TextEngine::new).bench_local_values(|mut engine| (set(&mut engine, &specs), engine));
    }

    /// The same story in a column of another width: fonts are open, nothing is remembered.
    #[divan::bench]
    fn another_width(bencher: Bencher<'_, '_>) {
        let blocks = words::story_of(sized(WORDS, 60), Lang::He);
        let mut engine = TextEngine::new();
        set(&mut engine, &words::paragraphs(&blocks, Lang::He, 0.0));
        let wider = Cell::new(0.0_f32);
        bencher
            .with_inputs(|| {
                wider.set(wider.get() + 0.01);
                words::paragraphs(&blocks, Lang::He, wider.get())
            })
            .bench_local_values(|specs| set(&mut engine, &specs));
    }

    /// Glyphs of the set story, none of them drawn before.
    #[divan::bench]
    fn first_drawing(bencher: Bencher<'_, '_>) {
        let specs = words::paragraphs(&words::story_of(sized(WORDS, 60), Lang::He), Lang::He, 0.0);
        let layouts = set(&mut TextEngine::new(), &specs);
        bencher.with_inputs(GlyphAtlas::new).bench_local_values(|mut atlas| {
            let mut quads: Vec<Quad> = Vec::new();
            atlas.begin_frame();
            layouts.iter().for_each(|l| atlas.quads(l, [40.0, 40.0], None, &mut quads));
            (quads, atlas)
        });
    }

    /// Every later frame: layouts found again, glyphs found again, quads written.
    #[divan::bench]
    fn redraw(bencher: Bencher<'_, '_>) {
        let specs = words::paragraphs(&words::story_of(sized(WORDS, 60), Lang::He), Lang::He, 0.0);
        let (mut engine, mut atlas, mut quads) = (TextEngine::new(), GlyphAtlas::new(), Vec::new());
        bencher.bench_local(|| {
            atlas.begin_frame();
            quads.clear();
            for spec in &specs {
                let layout = engine.layout(spec);
                atlas.quads(&layout, [40.0, 40.0], None, &mut quads);
            }
            black_box(quads.len())
        });
    }
}

/// Questions: what is typed, and the language of who types.
const QUESTIONS: [(&str, Lang); 8] = [
    ("school", Lang::En),
    ("בית הספר", Lang::He),
    ("1017", Lang::Fr),
    ("Tittawin", Lang::Es),
    ("ב", Lang::He),
    ("sch", Lang::En),
    ("school zebra", Lang::En),
    ("zebra", Lang::En),
];

/// Searching 2,000 works told in four languages: common words, rare ones, first letters, nothing.
#[divan::bench(args = QUESTIONS.map(|(words, _)| words))]
fn search(bencher: Bencher<'_, '_>, words: &str) {
    let lang = QUESTIONS.iter().find(|(w, _)| *w == words).map_or(Lang::En, |(_, l)| *l);
    let folder = tempfile::tempdir().unwrap();
    let catalogue = words::many_works(sized(2000, 40), folder.path()).open().unwrap();
    bencher.bench_local(|| catalogue.search(lang, black_box(words), 60).unwrap());
}

/// One frame of a page: every control placed, every word found, triangles made.
mod overlay {
    use super::*;

    /// The flat list of works.
    #[divan::bench(args = ["he", "en"])]
    fn list_page(bencher: Bencher<'_, '_>, lang: &str) {
        page(bencher, lang, false);
    }

    /// A work with its story.
    #[divan::bench(args = ["he", "en"])]
    fn item_page(bencher: Bencher<'_, '_>, lang: &str) {
        page(bencher, lang, true);
    }

    fn page(bencher: Bencher<'_, '_>, lang: &str, item: bool) {
        let Some(file) = catalogue() else { return };
        let lang = Lang::ALL.into_iter().find(|l| l.code() == lang).unwrap();
        let museum = Museum::open(file).unwrap();
        let mut visit = Visit::new(&museum.world, lang);
        let mut content = museum.content(lang).unwrap();
        let mut shelf = Shelf::open(&museum.file).unwrap();
        shelf.set(content.works.iter().filter_map(|w| w.thumbnail.map(|t| (w.id, t))));
        visit.apply(&museum.world, &Action::EnterMuseum);
        if item {
            let work = museum.world.works[0].id;
            content.open = Some(Arc::new(museum.open_work(work, lang).unwrap()));
            visit.apply(&museum.world, &Action::OpenWork(work));
        } else {
            visit.apply(&museum.world, &Action::OpenPage(Page::List));
        }
        let view = View { visit: &visit, world: &museum.world, texts: Texts::load(lang), content: &content, thumbnails: &shelf, hotspots: &[], audible: false };
        let mut overlay = Overlay::new();
        let mut time_secs = 0.0;
        let mut run = || {
            time_secs += f64::from(TICK_SECS);
            let mut output = overlay.run(&view, egui::RawInput { time: Some(time_secs), ..Default::default() }, SIZE_PX);
            output.textures.clear();
            output.primitives.len()
        };
        // Sizes are known, glyphs and small pictures drawn after a few frames.
        (0..4).for_each(|_| {
            run();
        });
        bencher.bench_local(run);
    }
}
