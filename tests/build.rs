//! The build: right files make a catalogue, wrong ones a list of sentences.

#[path = "common/folder.rs"]
mod folder;
#[path = "common/workshops.rs"]
mod workshops;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use alliance_museum::catalogue::*;
use alliance_museum::curation::build::{BuildOptions, BuildReport, build};
use alliance_museum::curation::check::check;
use alliance_museum::curation::product::Mistake;
use alliance_museum::curation::workshops::Silent;
use alliance_museum::language::Lang;
use folder::{Folder, folder};
use workshops::Small;

struct Bench {
    dir: tempfile::TempDir,
    files: Folder,
    out: PathBuf,
    small: Small,
}

impl Bench {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let files = folder(&dir.path().join("exhibits"));
        Self { out: dir.path().join("catalogue.sqlite"), files, dir, small: Small::default() }
    }

    fn build(&self) -> Result<BuildReport, Vec<Mistake>> {
        build(&self.files.0, &self.out, &BuildOptions { jobs: 2 }, &self.small, &Silent)
    }

    fn sentences(&self) -> Vec<String> {
        self.build().unwrap_err().iter().map(ToString::to_string).collect()
    }

    /// Pieces made since the last time this was asked.
    fn made(&self) -> usize {
        self.small.halls.swap(0, Ordering::Relaxed) + self.small.made.swap(0, Ordering::Relaxed)
    }
}

#[test]
fn the_curators_files_become_a_catalogue() {
    let b = Bench::new();
    let report = b.build().unwrap();
    assert_eq!((report.halls, report.works, report.tours, report.facts, report.sources, report.sounds), (2, 3, 1, 2, 2, 4));
    assert!(!report.unchanged && report.reused == 0 && report.made > 0);
    assert_eq!(report.catalogue_bytes, fs::metadata(&b.out).unwrap().len());

    let c = Catalogue::open(&b.out).unwrap();
    c.check_whole().unwrap();
    let works = c.works(Lang::En).unwrap();
    assert_eq!(works.iter().map(|w| w.slug.as_str()).collect::<Vec<_>>(), ["panel", "deed", "tik"], "in the order of the route");
    assert!(works.iter().all(|w| w.thumbnail.is_some()));
    let panel = c.work(works[0].id, Lang::Fr).unwrap();
    assert_eq!(panel.label, "A panel.", "the summary serves as label");
    assert_eq!(panel.size_m, [1.4, 1.0, 0.02]);
    assert_eq!(panel.sources.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["A book", "Jewish Encyclopedia"]);
    assert_eq!(panel.facts, ["found-1860", "a-tik"]);
    let narration = panel.narration.unwrap();
    assert!(narration.synthetic && narration.captions.len() == 2 && narration.duration_secs == 12.5);
    assert_ne!(panel.picture, c.work(works[0].id, Lang::He).unwrap().picture, "a panel speaks the visitor's language");
    let deed = c.work(works[1].id, Lang::Fr).unwrap();
    assert_eq!(deed.picture, c.work(works[1].id, Lang::He).unwrap().picture);
    assert_eq!(c.texture_info(deed.picture.unwrap()).unwrap().height, 60);
    let tik = c.work(works[2].id, Lang::He).unwrap();
    assert_eq!(tik.parts[0].title, "The lid");
    assert!(tik.mesh.is_some() && c.opened_mesh(tik.summary.id).unwrap().is_some());
    assert_eq!(c.search(Lang::He, "תיק", 5).unwrap()[0].work, tik.summary.id);
    assert_eq!(c.search(Lang::En, "tittawin", 5).unwrap().len(), 3);
    let space = c.hall_space(c.start().unwrap().hall).unwrap();
    assert_eq!(space.doors[0].leads_to, c.hall_by_slug("tehran").unwrap());
    assert_eq!(c.tours(Lang::En).unwrap()[0].stops[0].bridge, "We begin.");
    for lang in Lang::ALL {
        assert!(works.iter().all(|w| c.label_texture(w.id, lang).unwrap().is_some()));
        assert!(c.sign_texture(HallId(1), lang).unwrap().is_some());
    }
}

#[test]
fn an_unchanged_folder_is_no_work() {
    let b = Bench::new();
    let first = b.build().unwrap();
    let before = fs::metadata(&b.out).unwrap().modified().unwrap();
    b.made();
    let again = b.build().unwrap();
    assert!(again.unchanged && again.made == 0 && again.reused == 0);
    assert_eq!((again.works, again.catalogue_bytes), (first.works, first.catalogue_bytes));
    assert_eq!(b.made(), 0);
    assert_eq!(fs::metadata(&b.out).unwrap().modified().unwrap(), before, "not written again");

    // A lost or changed catalogue is put together again from what is kept.
    let bytes = fs::read(&b.out).unwrap();
    fs::write(&b.out, b"something else").unwrap();
    let mended = b.build().unwrap();
    assert!(!mended.unchanged && mended.made == 0 && mended.reused > 0);
    assert_eq!(b.made(), 0);
    assert!(fs::read(&b.out).unwrap() == bytes);
}

#[test]
fn only_what_changed_is_made_again() {
    let mut b = Bench::new();
    b.build().unwrap();
    b.made();
    b.files.mend("works/deed/en.md", "One sees a deed", "One sees an old deed");
    assert_eq!(b.build().unwrap().made, 0, "alternative text is in no picture");
    assert_eq!(b.made(), 0);
    b.files.mend("works/panel/panel.he.toml", "Title he", "כותרת");
    assert_eq!(b.build().unwrap().made, 1, "one panel in one language");
    b.made();
    b.files.write("works/tik/model.glb", "glTF another");
    assert_eq!(b.build().unwrap().made, 2, "the model and the hall it stands in");
    assert_eq!(b.small.halls.load(Ordering::Relaxed), 1);
    assert_eq!(Catalogue::open(&b.out).unwrap().opened_mesh(WorkId(3)).unwrap(), None);
    b.small.version = 2;
    assert!(b.build().unwrap().reused == 0, "new workshops make everything anew");
}

#[test]
fn same_files_make_the_same_bytes_whatever_was_kept() {
    let (a, b) = (Bench::new(), Bench::new());
    a.build().unwrap();
    b.files.mend("works/panel/en.md", "panel en", "Another title");
    b.build().unwrap();
    b.files.mend("works/panel/en.md", "Another title", "panel en");
    b.build().unwrap();
    assert!(fs::read(&a.out).unwrap() == fs::read(&b.out).unwrap());
    let single = Bench::new();
    build(&single.files.0, &single.out, &BuildOptions { jobs: 1 }, &single.small, &Silent).unwrap();
    assert!(fs::read(&a.out).unwrap() == fs::read(&single.out).unwrap());
}

#[test]
fn all_mistakes_come_at_once_and_the_last_good_catalogue_stays() {
    let b = Bench::new();
    b.build().unwrap();
    let good = fs::read(&b.out).unwrap();
    b.files.mend("works/deed/work.toml", "\"panel\", \"tik\"", "\"panel\", \"tok\"");
    b.files.mend("works/deed/work.toml", "places = [\"tetouan\"]", "places = [\"atlantis\"]");
    b.files.mend("works/panel/fr.md", "panel fr", &"x".repeat(70));
    b.files.remove("works/panel/narration.he.ogg");
    b.files.remove("works/tik/es.md");
    b.files.remove("works/tik/model.glb.license");
    b.files.mend("places.toml", "fr = \"Tétouan\", ", "");
    b.files.write("works/panel/panel.es.toml", "tittle = \"Título\"\n");
    b.files.mend("works/panel/narration.fr.vtt", "00:12.400", "00:14.000");
    b.files.write("tours/first-steps/tour.toml", "id = \"first-steps\"\nminutes = 6\nages = \"all\"\ncolour = 1\nstop = []\n");
    assert_eq!(
        b.sentences(),
        [
            "places.toml (line 2): tetouan has no name in fr",
            "tours/first-steps/tour.toml (line 4): unknown field `colour`, expected one of `id`, `minutes`, `themes`, `ages`, `stop`",
            "works/deed/work.toml (line 8): there is no place atlantis",
            "works/deed/work.toml (line 10): there is no work tok",
            "works/panel/fr.md (title): it has 70 letters, at most 60 fit",
            "works/panel/narration.fr.vtt (5.0 s): a caption ends at 14.0 s, but the narration lasts 12.5 s",
            "works/panel/narration.he.ogg: there is no such file; work.toml names it",
            "works/panel/panel.en.toml: the key tittle is missing; panel.es.toml has it",
            "works/panel/panel.es.toml: the key title is missing; panel.he.toml has it",
            "works/panel/panel.es.toml: the panel has no place for tittle",
            "works/panel/panel.fr.toml: the key tittle is missing; panel.es.toml has it",
            "works/panel/panel.he.toml: the key tittle is missing; panel.es.toml has it",
            "works/panel/panel.svg (line 1): panel.es.toml has no words for title",
            "works/tik/es.md: there is no such file",
            "works/tik/model.glb: no licence lies beside it; write works/tik/model.glb.license with SPDX-FileCopyrightText and SPDX-License-Identifier",
        ]
    );
    assert!(fs::read(&b.out).unwrap() == good);
    assert_eq!(fs::read_dir(b.dir.path()).unwrap().count(), 3, "the folder, the catalogue, the cache");
}

/// One wrong thing at a time; each gives exactly one sentence, and the catalogue stays.
#[test]
fn each_kind_of_wrong_file_gets_one_sentence() {
    type Spoil = fn(&Folder);
    let cases: [(Spoil, &str); 24] = [
        (|f| f.write("works/tik/model.glb", "GIF89a"), "works/tik/model.glb: this is not a glTF binary"),
        (|f| f.write("works/deed/picture.png", "no picture"), "works/deed/picture.png: the picture cannot be read (The image format could not be determined)"),
        (|f| f.write("works/panel/narration.es.ogg", "RIFF"), "works/panel/narration.es.ogg: this is no sound"),
        (|f| f.write("works/panel/narration.es.vtt", "WEBVTT\n\nxx --> yy\n"), "works/panel/narration.es.vtt: a time cannot be read"),
        (|f| f.write("works/panel/narration.es.vtt", "WEBVTT\n"), "works/panel/narration.es.vtt: it holds no caption"),
        (|f| f.write("works/panel/panel.svg", "<svg"), "works/panel/panel.svg (line 1): the document does not have a root node"),
        (|f| f.mend("halls/paris/hall.toml", "id = \"paris\"", "id = \"paris\"\nimpossible = true"), "halls/paris/hall.toml: the walls cross each other"),
        (
            |f| f.write("halls/paris/hall.toml", "[[door]]\nid = \"east\"\n[[place_work]]\nwork = \"panel\"\n"),
            "works/deed/work.toml (line 1): halls/paris/hall.toml gives it no place",
        ),
        (
            |f| f.mend("halls/paris/hall.toml", "work = \"deed\"", "work = \"deed\"\n[[place_work]]\nwork = \"ghost\""),
            "halls/paris/hall.toml (line 9): there is no work ghost",
        ),
        (|f| f.mend("museum.toml", "\"west\"", "\"north\""), "museum.toml: a passage names the door north of tehran, which is not there"),
        (|f| f.mend("museum.toml", "hall = \"paris\"", "hall = \"rome\""), "museum.toml: a visit starts in rome, which is no hall"),
        (|f| f.write("works/deed/he.md", b"\xff\xfe"), "works/deed/he.md (line 1): it is not UTF-8 text"),
        (|f| f.write("works/deed/he.md", "just a story"), "works/deed/he.md (line 1): it must begin with a line +++, the title and summary, and a line +++"),
        (
            |f| f.mend("works/deed/he.md", "+++\ntitle", "+++\nauthor = 1\ntitle"),
            "works/deed/he.md (line 2): unknown field `author`, expected one of `title`, `summary`, `label`, `alt`",
        ),
        (
            |f| f.mend("works/deed/he.md", "A deed.", "A deed\u{202e}."),
            "works/deed/he.md (line 3): a character that turns the direction of text is not allowed",
        ),
        (|f| f.mend("works/tik/he.md", "## part:lid", "## Lid"), "works/tik/he.md: the part lid has no text; write it under ## part:lid Heading"),
        (
            |f| f.mend("works/deed/work.toml", "kind = \"document\"", "kind = \"scroll\""),
            "works/deed/work.toml (line 2): `scroll` is none of object, document, photograph, panel, film, story",
        ),
        (
            |f| f.mend("works/deed/work.toml", "size_cm = [140, 100, 2]", "size_cm = [140, 100]"),
            "works/deed/work.toml (line 14): invalid length 2, expected an array of length 3",
        ),
        (
            |f| f.mend("works/deed/work.toml", "picture.png", "../secret.png"),
            "works/deed/work.toml (line 16): ../secret.png must be a file of this folder that ends in .png or .jpg or .jpeg or .webp",
        ),
        (
            |f| f.mend("works/deed/work.toml", "from = 1862, to = 1914", "from = 1862, to = 1814"),
            "works/deed/work.toml (line 11): the years do not follow each other",
        ),
        (|f| f.mend("works/deed/work.toml", "\"found-1860\"", "\"found-1861\""), "works/deed/work.toml (line 5): there is no fact found-1861"),
        (|f| f.mend("facts.json", "\"high\"", "\"sure\""), "facts.json: found-1860 has a confidence that is none of high, medium, low"),
        (
            |f| f.write("works/deed/picture.png.license", "mine"),
            "works/deed/picture.png.license: it must name SPDX-FileCopyrightText and SPDX-License-Identifier",
        ),
        (|f| f.mend("tours/first-steps/en.md", "stop:1", "stop:2"), "tours/first-steps/en.md (line 5): the tour has no stop 2"),
    ];
    for (spoil, sentence) in cases {
        let b = Bench::new();
        b.build().unwrap();
        let good = fs::read(&b.out).unwrap();
        spoil(&b.files);
        let said = b.sentences();
        assert!(said.contains(&sentence.to_string()), "wanted {sentence}\nsaid {said:#?}");
        assert!(said.len() <= 2, "{said:#?}");
        assert!(fs::read(&b.out).unwrap() == good, "{sentence}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_missing() {
    let b = Bench::new();
    let none = b.dir.path().join("none");
    let e = build(&none, &b.out, &BuildOptions::default(), &b.small, &Silent).unwrap_err();
    assert!(e.len() == 1 && e[0].to_string().ends_with("none: there is no such folder"));
    let nowhere = b.dir.path().join("no/such/folder/c.sqlite");
    let e = build(&b.files.0, &nowhere, &BuildOptions::default(), &b.small, &Silent).unwrap_err();
    assert!(e.len() == 1 && e[0].reason == "there is no such folder to write the catalogue into", "{e:?}");
}

#[test]
fn check_tells_what_must_be_mended_and_what_may_be() {
    let b = Bench::new();
    let good = check(&b.files.0, &b.small);
    assert!(good.ready, "{good:#?}");
    assert_eq!((good.counts.works, good.counts.narrated, good.counts.facts, good.counts.tours), (3, 1, 2, 1));
    assert!(serde_json::to_string(&good).unwrap().starts_with("{\"ready\":true,\"counts\":{"));

    b.files.mend("works/deed/fr.md", "A deed.", "Un acte !");
    b.files.mend("works/deed/he.md", "deed stands here and tells a plain thing number 0 now.", "צה\"ל");
    b.files.mend("works/deed/work.toml", "rights = \"CC0-1.0\"", "rights = \"All rights reserved\"");
    b.files.mend("works/tik/work.toml", "illustration", "reconstruction");
    b.files.remove("works/panel/es.md");
    b.files.write("works/deed/old.png", "x");
    b.files.mend("works/tik/work.toml", "people = [\"netter\"]", "people = []");
    let report = check(&b.files.0, &b.small);
    let said = |list: &[alliance_museum::curation::check::Finding]| {
        list.iter().map(|f| format!("{} {}: {}", f.file, f.place.clone().unwrap_or_default(), f.reason)).collect::<Vec<_>>()
    };
    assert!(!report.ready);
    assert_eq!(
        said(&report.mend),
        [
            "works/deed/fr.md summary: French needs a no-break space before ! in “Un acte !”",
            "works/deed/he.md line 6: Hebrew is written with ״ and ׳, not with straight quotes, in “צה\"ל”",
            "works/deed/work.toml line 12: All rights reserved is none of the licences the museum may pass on: CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-3.0, CC-BY-SA-3.0, MIT, Apache-2.0, OFL-1.1",
            "works/panel/es.md : there is no such file",
            "works/tik/work.toml line 4: a reconstruction must name the documented type in type_of",
        ]
    );
    assert!(said(&report.look_at).contains(&"works/deed/old.png : nothing refers to this file".to_string()));
}
