//! Looks at everything a museum needs of its machine, and says what is missing.

use std::path::Path;

use serde::Serialize;

use crate::catalogue::CatalogueFile;
use crate::language::Lang;
use crate::render::{AdapterChoice, Gpu, Renderer};
use crate::sound::output::Device;

/// One thing looked at.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// Whether a visit can do with it.
    pub good: bool,
    /// What was found, in a sentence.
    pub found: String,
}

/// What `museum doctor` reports.
#[derive(Debug, Serialize)]
pub struct DoctorReport {
    /// Version of the program.
    pub version: &'static str,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Whether the program runs locked to this screen (lobby mode).
    pub locked: bool,
    /// Whether a visit can be shown.
    pub good: bool,
}

/// Looks at graphics, sound, display, storage and lock state.
pub fn doctor(catalogue: &CatalogueFile) -> DoctorReport {
    let findings = vec![graphics(), display(), sound(), storage(catalogue), disk(&catalogue.0)];
    // Without sound captions go on, and without a display pictures can still be made.
    let good = findings.iter().all(|f| f.good || matches!(f.what, "sound" | "display"));
    DoctorReport { version: env!("CARGO_PKG_VERSION"), findings, locked: false, good }
}

fn graphics() -> Finding {
    let (good, found) = match Gpu::headless(AdapterChoice::Best) {
        Ok(gpu) => match Renderer::new(&gpu) {
            Ok(_) => {
                let kind = if gpu.caps.software { "a software rasteriser; pictures are complete but slow" } else { "a graphics card" };
                (true, format!("{} ({}), {kind}", gpu.caps.adapter, gpu.caps.backend))
            }
            Err(error) => (false, format!("{}: {error}", gpu.caps.adapter)),
        },
        Err(error) => (false, error.to_string()),
    };
    Finding { what: "graphics", good, found }
}

fn display() -> Finding {
    let unix = cfg!(all(unix, not(target_os = "macos")));
    let named = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().find(|v| std::env::var_os(v).is_some_and(|d| !d.is_empty()));
    let (good, found) = match (unix, named) {
        (false, _) => (true, "the desktop of this system".to_owned()),
        (true, Some(name)) => (true, format!("{name} is set")),
        (true, None) => (false, "no display is set; museum visit still makes pictures".to_owned()),
    };
    Finding { what: "display", good, found }
}

fn sound() -> Finding {
    let (good, found) = match Device::open() {
        Ok(_) => (true, "a sound device opens".to_owned()),
        Err(reason) => (false, format!("no sound device ({reason}); captions run on the clock")),
    };
    Finding { what: "sound", good, found }
}

fn storage(file: &CatalogueFile) -> Finding {
    let looked = file.open().and_then(|c| {
        c.check_whole()?;
        Ok((c.halls(Lang::En)?.len(), c.works(Lang::En)?.len()))
    });
    let (good, found) = match looked {
        Ok((halls, works)) => (true, format!("{}: {halls} halls, {works} works, every page sound", file.0.display())),
        Err(error) => (false, error.to_string()),
    };
    Finding { what: "catalogue", good, found }
}

fn disk(catalogue: &Path) -> Finding {
    let folder = catalogue.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let probe = folder.join(format!(".museum-doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, b"museum").and_then(|()| std::fs::remove_file(&probe));
    let found = match &written {
        Ok(()) => format!("{}: can be written", folder.display()),
        Err(error) => format!("{}: cannot be written ({error}); the museum runs, but cannot be rebuilt here", folder.display()),
    };
    // A read-only medium is a fine place for a museum.
    Finding { what: "storage", good: true, found }
}
