//! A small curator's folder.

use std::fs;
use std::path::{Path, PathBuf};

const LANGS: [&str; 4] = ["he", "es", "fr", "en"];
const LICENCE: &str = "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\nSPDX-License-Identifier: CC0-1.0\nSPDX-FileComment: Synthetic voice.\n";

/// Files in a folder.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Replaces words in a file; they must be there.
    pub fn mend(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} lacks {from}");
        self.write(name, text.replace(from, to));
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }

    pub fn media(&self, name: &str, contents: impl AsRef<[u8]>) {
        self.write(name, contents);
        self.write(&format!("{name}.license"), LICENCE);
    }
}

fn story(seed: &str) -> String {
    (0..9).map(|i| format!("{seed} stands here and tells a plain thing number {i} now. ")).collect()
}

/// Two halls, three works (an object that opens, a panel, a document), a tour.
pub fn folder(root: &Path) -> Folder {
    let f = Folder(root.to_path_buf());
    f.write(
        "museum.toml",
        "start = { hall = \"paris\", at = [0, 0], yaw_deg = 0 }\n[[hall]]\nid = \"paris\"\n[[hall]]\nid = \"tehran\"\n[[passage]]\nfrom = [\"paris\", \"east\"]\nto = [\"tehran\", \"west\"]\n",
    );
    f.write("places.toml", "[[place]]\nid = \"tetouan\"\nlat = 35.57\nlon = -5.37\nnames = { he = \"תטואן\", es = \"Tetuán\", fr = \"Tétouan\", en = \"Tetouan\" }\nspellings = [\"Tittawin\"]\n");
    f.write("people.toml", "[[person]]\nid = \"netter\"\nnames = { he = \"נטר\", es = \"Netter\", fr = \"Netter\", en = \"Netter\" }\nborn = 1826\n");
    f.write("themes.toml", "[[theme]]\nid = \"objects\"\nnames = { he = \"חפצים\", es = \"Objetos\", fr = \"Objets\", en = \"Objects\" }\n");
    f.write("sources.toml", "[[source]]\nid = \"je\"\ntitle = \"Jewish Encyclopedia\"\naddress = \"https://example.org\"\n");
    f.write(
        "facts.json",
        "[{\"id\": \"found-1860\", \"statement\": \"Founded in 1860.\", \"confidence\": \"high\", \"sources\": [{\"title\": \"A book\", \"address\": \"\"}]},\n{\"id\": \"a-tik\", \"statement\": \"A case.\", \"confidence\": \"high\", \"sources\": [{\"title\": \"A book\", \"address\": \"\"}]}]\n",
    );
    for (hall, door, works) in [("paris", "east", &["panel", "deed"][..]), ("tehran", "west", &["tik"])] {
        let mut plan = format!("id = \"{hall}\"\n[[door]]\nid = \"{door}\"\n");
        for w in works {
            plan += &format!("[[place_work]]\nwork = \"{w}\"\n");
        }
        f.write(&format!("halls/{hall}/hall.toml"), plan);
    }
    let record = |id: &str, kind: &str, hall: &str, media: &str, related: &str| {
        format!(
            "id = \"{id}\"\nkind = \"{kind}\"\nhall = \"{hall}\"\nhonesty = \"illustration\"\nfacts = [\"found-1860\", \"a-tik\"]\nsources = [\"je\"]\nthemes = [\"objects\"]\nplaces = [\"tetouan\"]\npeople = [\"netter\"]\nrelated = [{related}]\ndate = {{ from = 1862, to = 1914, precision = \"range\" }}\nrights = \"CC0-1.0\"\ncredit = \"The Alliance Museum\"\nsize_cm = [140, 100, 2]\n[media]\n{media}\n"
        )
    };
    f.write("works/panel/work.toml", record("panel", "panel", "paris", "panel = \"panel.svg\"\nnarration = true", "\"deed\", \"tik\""));
    f.write("works/deed/work.toml", record("deed", "document", "paris", "picture = \"picture.png\"", "\"panel\", \"tik\""));
    f.write(
        "works/tik/work.toml",
        record("tik", "object", "tehran", "model = \"model.glb\"", "\"panel\", \"deed\"") + "[[part]]\nid = \"lid\"\nat = [0, 1, 0]\n",
    );
    f.media("works/panel/panel.svg", "<svg viewBox=\"0 0 1400 1000\"><text data-key=\"title\" x=\"1\"/></svg>");
    f.media("works/tik/model.glb", "glTF a model that will open");
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_fn(40, 60, |x, y| image::Rgba([x as u8, y as u8, 0, 255])).write_to(&mut png, image::ImageFormat::Png).unwrap();
    f.media("works/deed/picture.png", png.into_inner());
    for l in LANGS {
        for hall in ["paris", "tehran"] {
            f.write(&format!("halls/{hall}/{l}.md"), format!("+++\ntitle = \"{hall} {l}\"\nsummary = \"A hall.\"\n+++\nCome in.\n"));
        }
        for work in ["panel", "deed", "tik"] {
            let title = if l == "he" && work == "tik" { "תֵּיק".to_string() } else { format!("{work} {l}") };
            let part = if work == "tik" { "\n## part:lid The lid\n\nIt opens.\n" } else { "" };
            f.write(
                &format!("works/{work}/{l}.md"),
                format!("+++\ntitle = \"{title}\"\nsummary = \"A {work}.\"\nalt = \"One sees a {work}.\"\n+++\n{}\n{part}", story(work)),
            );
        }
        f.write(&format!("works/panel/panel.{l}.toml"), format!("title = \"Title {l}\"\n"));
        f.media(&format!("works/panel/narration.{l}.ogg"), "OggS 12.5");
        f.write(&format!("works/panel/narration.{l}.vtt"), "WEBVTT\n\n00:00.000 --> 00:05.000\nOne.\n\n00:05.000 --> 00:12.400\nTwo.\n");
        f.write(&format!("tours/first-steps/{l}.md"), "+++\ntitle = \"First steps\"\nsummary = \"Short.\"\n+++\n## stop:1\n\nWe begin.\n");
    }
    f.write(
        "tours/first-steps/tour.toml",
        "id = \"first-steps\"\nminutes = 6\nthemes = [\"objects\"]\nages = \"all\"\n[[stop]]\nwork = \"panel\"\nnarration = true\n",
    );
    f
}
