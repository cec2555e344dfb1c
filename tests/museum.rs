//! The museum as a whole: replayed, at rest, asked on the command line, and in a real window.
//!
//! Without a graphics adapter the tests that draw say so and pass; with REQUIRE_GPU=1 they fail. The window is tested where
//! Xvfb and xdotool are installed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]
#![allow(clippy::disallowed_methods, reason = "the pictures opened here are the museum's own")]

mod common;
#[path = "museum/small.rs"]
mod small;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use alliance_museum::app::headless::{self, Studio};
use alliance_museum::app::museum::CatalogueTextures;
use alliance_museum::app::show::Show;
use alliance_museum::app::target::PageName;
use alliance_museum::catalogue::{CatalogueFile, HallId, TourId, WorkId};
use alliance_museum::language::Lang;
use alliance_museum::render::{AdapterChoice, Target};
use alliance_museum::visit::record::{RECORDING_VERSION, Recording, Step};
use alliance_museum::visit::{Action, Comfort, Page};
use small::small_museum;

const SIZE: [u32; 2] = [256, 144];

/// The software rasteriser, whose pictures are the same everywhere.
fn studio() -> Option<Studio> {
    match Studio::open(AdapterChoice::Software) {
        Ok(studio) => Some(studio),
        Err(e) if std::env::var_os("REQUIRE_GPU").is_some() => panic!("REQUIRE_GPU is set, but {e}"),
        Err(e) => {
            eprintln!("SKIPPED: {e}");
            None
        }
    }
}

/// A visit that comes by every page, walks, is led, changes its language and turns a work.
fn recording() -> Recording {
    let picture = |name: &str| Step::Picture(name.into());
    let settle = || Step::Settle { limit_secs: 20.0 };
    let steps = vec![
        picture("door"),
        Step::Do(Action::EnterMuseum),
        Step::Wait { secs: 0.4 },
        picture("name"),
        Step::Do(Action::WalkTo { x: -2.0, z: 1.0 }),
        Step::Wait { secs: 0.5 },
        picture("walking"),
        settle(),
        Step::Do(Action::Look { yaw: 0.6, pitch: 0.1 }),
        picture("walked"),
        Step::Do(Action::ApproachWork(WorkId(2))),
        settle(),
        Step::Do(Action::ApproachWork(WorkId(2))),
        picture("work"),
        Step::Do(Action::ZoomItem { factor: 1.5 }),
        Step::Do(Action::TurnItem { yaw: 0.4, pitch: 0.2 }),
        Step::Do(Action::PlayPause),
        Step::Wait { secs: 1.0 },
        picture("read"),
        Step::Do(Action::ChooseLanguage(Lang::Fr)),
        Step::Do(Action::OpenPage(Page::Map)),
        picture("map"),
        Step::Do(Action::EnterHall(HallId(2))),
        settle(),
        picture("second"),
        Step::Do(Action::StartTour(TourId(1))),
        Step::Wait { secs: 6.0 },
        picture("tour"),
        Step::Do(Action::EndTour),
        Step::Do(Action::SetComfort(Comfort { text_scale: 1.5, high_contrast: true, ..Comfort::default() })),
        Step::Do(Action::OpenPage(Page::List)),
        Step::Do(Action::Search("ecole".into())),
        picture("found"),
    ];
    Recording { version: RECORDING_VERSION, lang: Lang::He, steps }
}

#[test]
fn a_recorded_visit_gives_the_same_state_and_the_same_pictures() {
    let Some(first_studio) = studio() else { return };
    let dir = tempfile::tempdir().unwrap();
    let file = CatalogueFile(small_museum(dir.path()));
    let replay = |mut studio: Studio, out: &Path| {
        let mut show = Show::new(file.clone(), Lang::He).unwrap();
        let report = headless::visit(&mut show, &mut studio, recording(), None, SIZE, out, |_| {}).unwrap();
        let names: Vec<String> = report.pictures.into_iter().map(|p| p.file).collect();
        (show.visit, names)
    };
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    let (visit_a, names) = replay(first_studio, &a);
    // Stored and read back it is the same recording.
    let stored: serde_json::Value = serde_json::from_slice(&fs::read(a.join("visit.json")).unwrap()).unwrap();
    assert_eq!(serde_json::from_value::<Recording>(stored["recording"].clone()).unwrap(), recording());
    let (visit_b, again) = replay(studio().unwrap(), &b);
    assert_eq!(visit_a, visit_b);
    assert_eq!((visit_a.page, visit_a.lang, visit_a.hall, visit_a.query.as_str()), (Page::List, Lang::Fr, HallId(2), "ecole"));
    assert_eq!(names, again);
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for name in names {
        let [one, two] = [&a, &b].map(|folder| image::open(folder.join(&name)).unwrap().into_rgb8());
        assert!(one == two, "{name} differs from one replay to the next");
        assert_eq!((one.width(), one.height()), (SIZE[0], SIZE[1]));
        assert!(!seen.contains(one.as_raw()), "{name} shows nothing new");
        seen.push(one.into_raw());
    }
}

#[test]
fn at_rest_no_frame_is_wanted() {
    let Some(mut studio) = studio() else { return };
    let dir = tempfile::tempdir().unwrap();
    let file = CatalogueFile(small_museum(dir.path()));
    let textures = CatalogueTextures::open(&file).unwrap();
    let mut show = Show::new(file, Lang::He).unwrap();
    let mut rests = |show: &mut Show, place: &str| {
        let (_, report) = studio.picture(show, &textures, SIZE).unwrap();
        assert!(report.settled, "{place}: the picture goes on being refined");
        assert_eq!(show.next_change_secs(), None, "{place}: the visit wants a frame");
        let composed = show.compose(egui::RawInput { time: Some(1000.0), focused: true, ..Default::default() }, SIZE).unwrap();
        assert!(composed.repaint_after_secs.is_infinite() && !composed.acted, "{place}: the interface wants a frame");
        let frame = show.frame_input(composed, SIZE, studio.tier);
        assert!(!frame.moving, "{place}");
        // Another look at the same thing draws nothing new.
        let report = studio.renderer.frame(&studio.gpu, &frame, &textures, Target::Offscreen).unwrap();
        assert!(report.settled, "{place}: a settled picture begins again");
    };
    rests(&mut show, "door");
    show.act(&Action::EnterMuseum);
    (0..300).for_each(|_| show.tick(1.0 / 30.0));
    rests(&mut show, "hall");
    show.act(&Action::OpenWork(WorkId(1)));
    rests(&mut show, "item");
    for page in [Page::List, Page::Map, Page::Tours, Page::Comfort, Page::About] {
        show.act(&Action::OpenPage(page));
        rests(&mut show, &format!("{page:?}"));
    }
}

/// Runs the program in a folder, and what came of it.
fn museum(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_museum"))
        .args(args)
        .current_dir(folder)
        // What graphics drivers say of a missing folder is not ours.
        .env("XDG_RUNTIME_DIR", folder)
        .env_remove("MUSEUM_CATALOGUE")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn words(output: &Output) -> (String, String) {
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What it says when it refuses: one sentence, and nothing on stdout.
fn refusal(output: &Output) -> String {
    let (out, err) = words(output);
    assert_eq!((output.status.code(), out.as_str()), (Some(1), ""), "{err}");
    let sentence = err.trim_end().strip_prefix("museum: ").unwrap_or_else(|| panic!("not a sentence of ours: {err}"));
    assert!(!sentence.contains('\n'), "more than a sentence: {err}");
    sentence.to_owned()
}

#[test]
fn a_catalogue_that_cannot_be_used_is_named_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let whole = fs::read(small_museum(dir.path())).unwrap();
    fs::remove_file(dir.path().join("catalogue.sqlite")).unwrap();
    let newer = dir.path().join("newer.sqlite");
    fs::write(&newer, &whole).unwrap();
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let mut torn = whole.clone();
    torn.truncate(whole.len() / 2);
    let mut scratched = whole.clone();
    scratched[4096..].iter_mut().step_by(7).for_each(|byte| *byte ^= 0xFF);
    for (name, bytes) in [("torn.sqlite", torn), ("scratched.sqlite", scratched), ("notes.sqlite", b"Dear museum, ".repeat(400)), ("empty.sqlite", vec![])] {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    let files = |dir: &Path| {
        let mut all: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(dir).unwrap().flatten().map(|e| (e.path(), fs::read(e.path()).unwrap())).collect();
        all.sort();
        all
    };
    let before = files(dir.path());
    for name in ["newer.sqlite", "torn.sqlite", "scratched.sqlite", "notes.sqlite", "empty.sqlite", "missing.sqlite"] {
        // In a window, without one, and as a single picture; none needs a display or an adapter to find out.
        for args in [&[][..], &["visit", "--out", "pictures"], &["render", "page:door", "-o", "door.png"], &["bench", "--frames", "1"]] {
            let args: Vec<&str> = args.iter().copied().chain(["--catalogue", name]).collect();
            let sentence = refusal(&museum(dir.path(), &args));
            assert!(sentence.contains(name), "{args:?}: {sentence}");
        }
    }
    let after = files(dir.path());
    assert!(before == after, "files were touched: {:?}", after.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    let dir = tempfile::tempdir().unwrap();
    for args in [
        &["frobnicate"][..],
        &["render"],
        &["render", "page:nowhere", "-o", "x.png"],
        &["render", "page:door", "-o", "x.png", "--size", "0x0"],
        &["visit"],
        &["visit", "--out", "v", "--lang", "xx"],
        &["bench", "--camera", "1:2"],
        &["inspect"],
    ] {
        let output = museum(dir.path(), args);
        let (out, err) = words(&output);
        assert_eq!((output.status.code(), out.as_str()), (Some(2), ""), "{args:?}: {err}");
        assert!(!err.is_empty() && !err.contains("panicked"), "{args:?}: {err}");
    }
    for args in [&["--help"][..], &["--version"], &["render", "--help"]] {
        assert_eq!(museum(dir.path(), args).status.code(), Some(0), "{args:?}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_truncated_model_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let mut glb = b"glTF\x02\0\0\0\x40\x42\x0f\0\x40\0\0\0JSON{\"asset\":{\"version\":\"2.0\"}".to_vec();
    glb.truncate(40);
    fs::write(dir.path().join("torn.glb"), &glb).unwrap();
    let sentence = refusal(&museum(dir.path(), &["inspect", "torn.glb"]));
    assert!(sentence.starts_with("torn.glb "), "{sentence}");
    let json = museum(dir.path(), &["inspect", "torn.glb", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json.status.code(), Some(1));
    assert!(report["refused"].as_str().is_some_and(|reason| !reason.is_empty()), "{report}");
    assert_eq!(fs::read(dir.path().join("torn.glb")).unwrap(), glb);
}

#[test]
fn every_page_can_be_drawn_by_name() {
    if studio().is_none() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    small_museum(dir.path());
    for (i, (name, _)) in PageName::ALL.into_iter().enumerate() {
        let (target, picture) = (format!("page:{name}"), format!("{name}.png"));
        let lang = Lang::ALL[i % 4].code();
        let output = museum(dir.path(), &["--software", "render", &target, "-o", &picture, "--size", "320x240", "--lang", lang, "--json"]);
        let (out, err) = words(&output);
        assert_eq!(output.status.code(), Some(0), "{name}: {err}");
        let report: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{name}: {e}: {out}"));
        assert_eq!(report["size"], serde_json::json!([320, 240]));
        let drawn = image::open(dir.path().join(picture)).unwrap().into_rgb8();
        assert_eq!((drawn.width(), drawn.height()), (320, 240));
        let (least, most) = drawn.pixels().map(|p| p.0.iter().map(|c| u32::from(*c)).sum::<u32>()).fold((765, 0), |(lo, hi), v| (lo.min(v), hi.max(v)));
        assert!(most > least + 150, "{name}: nothing is to be seen");
    }
}

#[test]
fn bench_prints_every_promised_figure() {
    if studio().is_none() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    small_museum(dir.path());
    let output = museum(dir.path(), &["--software", "bench", "--scene", "hall:paris", "--frames", "3", "--size", "160x90", "--json"]);
    let (out, err) = words(&output);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("not one JSON object: {e}: {out}"));
    let figure = |value: &serde_json::Value| value.as_f64().is_some_and(|v| v.is_finite() && v >= 0.0);
    for field in ["load_ms", "first_frame_ms", "draws", "triangles", "peak_rss_mib"] {
        assert!(figure(&report[field]), "{field} in {report}");
    }
    for field in ["cpu_ms", "frame_ms"] {
        let [min, median, p99] = ["min", "median", "p99"].map(|part| {
            assert!(figure(&report[field][part]), "{field}.{part} in {report}");
            report[field][part].as_f64().unwrap()
        });
        assert!(min <= median && median <= p99, "{field} in {report}");
    }
    assert!(report["draws"].as_u64() > Some(0) && report["triangles"].as_u64() > Some(0), "{report}");
    assert!(report["adapter"].as_str().is_some_and(|adapter| !adapter.is_empty()), "{report}");
    assert_eq!((report["scene"].as_str(), report["frames"].as_u64()), (Some("hall:paris"), Some(3)));
}

#[cfg(target_os = "linux")]
mod window {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// A program that ends with the test.
    struct Running(Child);

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    impl Running {
        /// Its status once it ends by itself.
        fn ends_within(&mut self, limit: Duration) -> Option<std::process::ExitStatus> {
            let start = Instant::now();
            while start.elapsed() < limit {
                if let Some(status) = self.0.try_wait().unwrap() {
                    return Some(status);
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            None
        }
    }

    /// A display of its own, 1280x720, without a window manager.
    fn display() -> Option<(Running, String)> {
        if std::env::var_os("PATH").is_none_or(|path| !["Xvfb", "xdotool"].iter().all(|p| std::env::split_paths(&path).any(|f| f.join(p).is_file()))) {
            assert!(std::env::var_os("REQUIRE_GPU").is_none(), "REQUIRE_GPU is set, but Xvfb and xdotool are not both installed");
            eprintln!("SKIPPED: Xvfb and xdotool are not both installed");
            return None;
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Some((Running(server), format!(":{}", number.trim())))
    }

    fn open(folder: &Path, display: &str, args: &[&str]) -> Running {
        let log = fs::File::create(folder.join("log.txt")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_museum"))
            .args(["--software", "--catalogue", "catalogue.sqlite"])
            .args(args)
            .current_dir(folder)
            .env("DISPLAY", display)
            .env("XDG_RUNTIME_DIR", folder)
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Running(child)
    }

    fn log(folder: &Path) -> String {
        fs::read_to_string(folder.join("log.txt")).unwrap_or_default()
    }

    fn xdotool(display: &str, args: &[&str]) -> String {
        let output = Command::new("xdotool").args(args).env("DISPLAY", display).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    #[test]
    fn it_opens_draws_rests_and_ends() {
        if studio().is_none() {
            return;
        }
        let Some((_server, display)) = display() else { return };
        let dir = tempfile::tempdir().unwrap();
        small_museum(dir.path());
        let mut museum = open(dir.path(), &display, &["--exit-after-frames", "3"]);
        let status = museum.ends_within(Duration::from_secs(120));
        assert_eq!(status.and_then(|s| s.code()), Some(0), "{}", log(dir.path()));
    }

    #[test]
    fn a_click_on_the_way_in_leads_in() {
        if studio().is_none() {
            return;
        }
        let Some((_server, display)) = display() else { return };
        let dir = tempfile::tempdir().unwrap();
        small_museum(dir.path());
        let mut museum = open(dir.path(), &display, &["--lang", "en"]);
        // Its window has the name of the museum once it can be seen.
        let name = alliance_museum::language::Texts::load(Lang::En).plain("museum-name", &[]);
        let start = Instant::now();
        while xdotool(&display, &["search", "--onlyvisible", "--name", &name]).trim().is_empty() {
            assert!(start.elapsed() < Duration::from_secs(60), "no window appears: {}", log(dir.path()));
            assert!(museum.ends_within(Duration::from_millis(200)).is_none(), "it ended: {}", log(dir.path()));
        }
        // The way in, a few keys, a drag over the hall, a window of another size, and out.
        xdotool(&display, &["mousemove", "504", "566", "sleep", "1", "click", "1", "sleep", "2"]);
        xdotool(&display, &["search", "--name", &name, "windowfocus", "sleep", "0.2"]);
        xdotool(&display, &["key", "Tab", "key", "Return", "sleep", "1", "key", "Escape", "sleep", "0.5"]);
        xdotool(&display, &["mousemove", "600", "300", "mousedown", "1", "mousemove", "700", "320", "mouseup", "1", "key", "w"]);
        xdotool(&display, &["search", "--name", &name, "windowsize", "800", "600", "sleep", "2"]);
        assert!(museum.ends_within(Duration::from_secs(2)).is_none(), "it ended: {}", log(dir.path()));
        assert!(!log(dir.path()).contains("panicked"), "{}", log(dir.path()));
        // A second copy of the same catalogue opens beside it.
        let folder = dir.path().join("second");
        fs::create_dir(&folder).unwrap();
        fs::copy(dir.path().join("catalogue.sqlite"), folder.join("catalogue.sqlite")).unwrap();
        let mut second = open(&folder, &display, &["--exit-after-frames", "1", "--lang", "fr"]);
        assert_eq!(second.ends_within(Duration::from_secs(120)).and_then(|s| s.code()), Some(0), "{}", log(&folder));
    }

    #[test]
    fn without_a_display_it_says_so() {
        let dir = tempfile::tempdir().unwrap();
        small_museum(dir.path());
        let output = super::museum(dir.path(), &["--catalogue", "catalogue.sqlite"]);
        let (_, err) = words(&output);
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.lines().any(|line| line.starts_with("museum: no window can be opened")), "{err}");
    }
}
