//! The command line of the museum (DESIGN section 5).

use std::path::PathBuf;
use std::process::ExitCode;

use alliance_museum::app::AppError;
use alliance_museum::app::bench::{BenchOptions, bench};
use alliance_museum::app::doctor::doctor;
use alliance_museum::app::headless::{self, Studio};
use alliance_museum::app::show::Show;
use alliance_museum::app::target::{CameraSpec, Size, Target};
use alliance_museum::app::window::{self, WindowOptions};
use alliance_museum::catalogue::{CatalogueError, CatalogueFile};
use alliance_museum::curation;
use alliance_museum::curation::build::BuildOptions;
use alliance_museum::curation::shops::Shops;
use alliance_museum::curation::workshops::Progress;
use alliance_museum::language::Lang;
use alliance_museum::render::AdapterChoice;
use clap::{Parser, Subcommand};

/// The Alliance Museum: halls, works and stories, offline.
#[derive(Parser)]
#[command(name = "museum", version, about)]
struct Cli {
    #[command(flatten)]
    place: Place,
    /// Full screen, without a way to close it; the lock of the lobby is not built yet.
    #[arg(long)]
    kiosk: bool,
    /// Language at the door: he, es, fr or en.
    #[arg(long, value_parser = lang, default_value = "he")]
    lang: Lang,
    /// End after so many frames once the picture rests (for tests of the window).
    #[arg(long, hide = true)]
    exit_after_frames: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Args)]
struct Place {
    /// The catalogue to show.
    #[arg(long, global = true, env = "MUSEUM_CATALOGUE")]
    catalogue: Option<PathBuf>,
    /// Draw with the software rasteriser, as on a machine without a graphics card.
    #[arg(long, global = true)]
    software: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Replay a visit without a window: PNGs and visit.json.
    Visit {
        /// Folder for the pictures.
        #[arg(long)]
        out: PathBuf,
        /// Tour to follow.
        #[arg(long)]
        tour: Option<String>,
        /// Language.
        #[arg(long, value_parser = lang, default_value = "he")]
        lang: Lang,
        /// Width and height in pixels.
        #[arg(long, default_value = "1280x720")]
        size: Size,
    },
    /// Draw hall:ID, item:ID, page:NAME or a .gltf/.glb file into a PNG.
    Render {
        /// What to draw.
        target: Target,
        /// The picture.
        #[arg(short, long)]
        out: PathBuf,
        /// Width and height in pixels.
        #[arg(long, default_value = "1280x720")]
        size: Size,
        /// Language.
        #[arg(long, value_parser = lang, default_value = "he")]
        lang: Lang,
        /// Radiance .hdr panorama that lights a file.
        #[arg(long)]
        env: Option<PathBuf>,
        /// EYE,TARGET[,FOV]: points x:y:z in metres, vertical degrees.
        #[arg(long)]
        camera: Option<CameraSpec>,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Build the catalogue from the curators' files.
    Build {
        /// The curators' folder.
        #[arg(default_value = "exhibits")]
        dir: PathBuf,
        /// The catalogue.
        #[arg(short, long)]
        out: Option<PathBuf>,
    },
    /// Say what keeps the curators' files from being published.
    Check {
        /// The curators' folder.
        #[arg(default_value = "exhibits")]
        dir: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Say what a glTF, picture, sound or caption file holds, or why it is refused.
    Inspect {
        /// The file.
        file: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Time the frame loop without a window.
    Bench {
        /// What to draw.
        #[arg(long, default_value = "hall:paris")]
        scene: Target,
        /// Frames to time.
        #[arg(long, default_value_t = 60)]
        frames: u32,
        /// Width and height in pixels.
        #[arg(long, default_value = "1280x720")]
        size: Size,
        /// EYE,TARGET[,FOV].
        #[arg(long)]
        camera: Option<CameraSpec>,
        /// Draw as while walking.
        #[arg(long)]
        moving: bool,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Look at graphics, sound, display, storage and lock state.
    Doctor {
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| format!("{text}: languages are he, es, fr, en"))
}

/// The catalogue named, or the one in the working folder, or the one beside the program.
fn catalogue_file(named: Option<&PathBuf>) -> CatalogueFile {
    const NAME: &str = "catalogue.sqlite";
    let here = PathBuf::from(NAME);
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.join(NAME)));
    CatalogueFile(match (named, beside) {
        (Some(named), _) => named.clone(),
        (None, Some(beside)) if !here.exists() && beside.exists() => beside,
        _ => here,
    })
}

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn,wgpu_hal=error,wgpu_core=error,naga=error")).init();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let usage = error.use_stderr();
            if let Err(e) = error.print() {
                log::error!("{e}");
            }
            return ExitCode::from(if usage { 2 } else { 0 });
        }
    };
    match run(cli) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            say_error(&error.to_string());
            ExitCode::from(error.exit_status())
        }
    }
}

fn run(cli: Cli) -> Result<u8, AppError> {
    let file = catalogue_file(cli.place.catalogue.as_ref());
    let choice = if cli.place.software { AdapterChoice::Software } else { AdapterChoice::Best };
    match cli.command {
        None => {
            offer_to_build(&file)?;
            window::run(&file, WindowOptions { kiosk: cli.kiosk, lang: cli.lang, adapter: choice, exit_after_frames: cli.exit_after_frames })?;
        }
        Some(Command::Visit { out, tour, lang, size: Size(size_px) }) => {
            offer_to_build(&file)?;
            let mut show = Show::new(file, lang)?;
            let recording = headless::guided_visit(&show, lang, tour.as_deref())?;
            let mut studio = Studio::open(choice)?;
            let report = headless::visit(&mut show, &mut studio, recording, tour.as_deref(), size_px, &out, |picture| log::info!("{picture}"))?;
            say(&format!("{}: {} pictures and visit.json", out.display(), report.pictures.len()));
            studio.gpu.wait_idle();
        }
        Some(Command::Render { target, out, size: Size(size_px), lang, env, camera, json }) => {
            let report = headless::render(&target, &out, size_px, lang, env.as_deref(), camera, &file, choice)?;
            if json {
                say_json(&report)?;
            } else {
                say(&format!("{}: {}x{}, {} draws, {} triangles, {}", out.display(), size_px[0], size_px[1], report.draws, report.triangles, report.adapter));
            }
        }
        Some(Command::Build { dir, out }) => build(&dir, &out.unwrap_or(file.0))?,
        Some(Command::Check { dir, json }) => return check(&dir, json),
        Some(Command::Inspect { file, json }) => {
            let report = alliance_museum::curation::inspect::inspect(&file);
            if json {
                say_json(&report)?;
                return Ok(u8::from(report.refused.is_some()));
            }
            if let Some(refused) = report.refused {
                return Err(AppError::Refused(refused));
            }
            report.lines().iter().for_each(|line| say(line));
        }
        Some(Command::Bench { scene, frames, size: Size(size_px), camera, moving, json }) => {
            let report = bench(&BenchOptions { scene, frames: frames.max(1), size_px, camera, moving, adapter: choice }, &file)?;
            if json {
                say_json(&report)?;
            } else {
                say(&format!(
                    "{} at {}x{} on {} ({})\nload {:.0} ms, first frame {:.0} ms\ncpu {:.2} / {:.2} / {:.2} ms, frame {:.1} / {:.1} / {:.1} ms (min, median, p99)\n{} draws, {} triangles, peak {:.0} MiB",
                    report.scene,
                    size_px[0],
                    size_px[1],
                    report.adapter,
                    report.tier,
                    report.load_ms,
                    report.first_frame_ms,
                    report.cpu_ms.min,
                    report.cpu_ms.median,
                    report.cpu_ms.p99,
                    report.frame_ms.min,
                    report.frame_ms.median,
                    report.frame_ms.p99,
                    report.draws,
                    report.triangles,
                    report.peak_rss_mib
                ));
            }
        }
        Some(Command::Doctor { json }) => {
            let report = doctor(&file);
            if json {
                say_json(&report)?;
            } else {
                for finding in &report.findings {
                    say(&format!("{} {}: {}", if finding.good { "good " } else { "look " }, finding.what, finding.found));
                }
            }
            return Ok(u8::from(!report.good));
        }
    }
    Ok(0)
}

/// Without a catalogue the museum builds one from the curators' files, when they are at hand.
fn offer_to_build(file: &CatalogueFile) -> Result<(), AppError> {
    let exhibits = PathBuf::from("exhibits");
    if file.0.exists() {
        return Ok(());
    }
    if exhibits.join("museum.toml").is_file() {
        say(&format!("{}: there is no catalogue yet; building it from exhibits/", file.0.display()));
        return build(&exhibits, &file.0);
    }
    Err(CatalogueError::Missing(file.0.clone()).into())
}

#[expect(clippy::print_stdout, reason = "the command line's own answers")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "the command line's own answers")]
fn say_error(text: &str) {
    eprintln!("museum: {text}");
}

fn say_json(report: &impl serde::Serialize) -> Result<(), AppError> {
    say(&serde_json::to_string(report).map_err(|e| AppError::Refused(format!("the report cannot be written as JSON: {e}")))?);
    Ok(())
}

/// The progress of a build as a bar on a terminal; nothing where nobody watches.
struct Bar(indicatif::ProgressBar);

impl Progress for Bar {
    fn made(&self, done: usize, total: usize, what: &str) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
        self.0.set_message(what.to_owned());
    }
}

fn build(dir: &std::path::Path, out: &std::path::Path) -> Result<(), AppError> {
    let start = std::time::Instant::now();
    let style = indicatif::ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}").unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
    let bar = Bar(indicatif::ProgressBar::new(1).with_style(style));
    let built = curation::build::build(dir, out, &BuildOptions { jobs: 0 }, &Shops::default(), &bar);
    bar.0.finish_and_clear();
    match built {
        Ok(report) => {
            let what = if report.unchanged { "unchanged" } else { "built" };
            say(&format!(
                "{}: {what}, {} halls, {} works, {:.1} MiB, {} made, {} reused, {:.1} s",
                out.display(),
                report.halls,
                report.works,
                report.catalogue_bytes as f64 / (1024.0 * 1024.0),
                report.made,
                report.reused,
                start.elapsed().as_secs_f64()
            ));
            Ok(())
        }
        Err(mistakes) => {
            let count = mistakes.len();
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            let kept = if out.exists() { "; the last good catalogue stays" } else { "" };
            Err(AppError::Refused(format!("{count} mistakes in {}{kept}\n{}", dir.display(), lines.join("\n"))))
        }
    }
}

fn check(dir: &std::path::Path, json: bool) -> Result<u8, AppError> {
    let report = curation::check::check(dir, &Shops::default());
    if json {
        say_json(&report)?;
    } else {
        for (heading, findings) in [("must be mended", &report.mend), ("worth a look", &report.look_at)] {
            for f in findings {
                let place = f.place.as_ref().map(|p| format!(" ({p})")).unwrap_or_default();
                say(&format!("{heading}: {}{place}: {}", f.file, f.reason));
            }
        }
        let c = &report.counts;
        say(&format!(
            "{} halls, {} works, {} narrated, {} tours, {} facts; {}",
            c.halls,
            c.works,
            c.narrated,
            c.tours,
            c.facts,
            if report.ready { "ready to be shown" } else { "not ready" }
        ));
    }
    Ok(u8::from(!report.ready))
}
