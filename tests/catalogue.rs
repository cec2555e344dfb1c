//! The catalogue as the viewer meets it: whole, missing, wrong, damaged.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use alliance_museum::catalogue::*;
use alliance_museum::language::Lang;
use alliance_museum::scene::TextureKey;
use common::{contents, noise};

fn written(dir: &Path) -> PathBuf {
    let path = dir.join("catalogue.sqlite");
    write(&path, &contents()).unwrap();
    path
}

fn sentence(path: &Path) -> String {
    let e = Catalogue::open(path).unwrap_err().to_string();
    assert!(!e.contains('\n'), "one sentence: {e}");
    e.split_once(": ").unwrap().1.to_string()
}

#[test]
fn everything_written_is_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let c = Catalogue::open(&written(dir.path())).unwrap();
    c.check_whole().unwrap();
    assert_eq!(c.start().unwrap(), Start { hall: HallId(1), at: [1.0, 1.0], yaw: 0.25 });
    assert_eq!(c.languages().unwrap(), Lang::ALL);
    let halls = c.halls(Lang::Fr).unwrap();
    assert_eq!(halls.iter().map(|h| h.title.as_str()).collect::<Vec<_>>(), ["paris fr", "tetouan fr"]);
    let space = c.hall_space(halls[1].id).unwrap();
    assert_eq!((space.origin, space.quarter_turns, space.placements.len(), space.probes.len()), ([20.0, 0.0], 1, 2, 2));
    assert_eq!(space.placements[0].work, WorkId(3));
    assert_eq!(space.placements[0].label.unwrap().size_m, [0.3, 0.2]);
    assert_eq!(space.doors[0].leads_to, Some(HallId(1)));
    assert_eq!(space.lights[0].range, f32::INFINITY);

    let works = c.works(Lang::He).unwrap();
    assert_eq!(
        works.iter().map(|w| (w.slug.as_str(), w.order, w.narrated)).collect::<Vec<_>>(),
        [("desk", 0, true), ("lamp", 1, true), ("school", 0, true), ("tik", 1, true)]
    );
    assert!(!c.works(Lang::En).unwrap()[0].narrated);
    let desk = c.work(c.work_by_slug("desk").unwrap().unwrap(), Lang::En).unwrap();
    assert_eq!(desk.summary.title, "School desk");
    assert_eq!(desk.summary.date, Some(DateSpan { from: 1862, to: Some(1914), precision: DatePrecision::Circa }));
    assert_eq!((desk.related.len(), desk.facts.as_slice(), desk.sources[0].title.as_str()), (2, &["found-1860".to_string()][..], "A book"));
    assert_eq!((desk.parts[0].title.as_str(), desk.parts[0].at), ("Lid en", [0.0, 1.0, 0.0]));
    assert_eq!(desk.narration, None);
    let hebrew = c.work(desk.summary.id, Lang::He).unwrap();
    assert_eq!(hebrew.narration.as_ref().unwrap().captions[0].text, "שלום");
    assert_eq!(c.sound(hebrew.narration.unwrap().sound).unwrap(), noise(5, 20_000));

    let mesh = c.mesh(desk.mesh.unwrap()).unwrap();
    assert_eq!(mesh.materials[0].base_color_texture.unwrap().key, TextureKey(3));
    let info = c.texture_info(TextureId(3)).unwrap();
    assert_eq!(c.texture_level(TextureId(3), 0).unwrap(), noise(1024, 1024 * 1024));
    assert_eq!(c.texture_level(TextureId(3), info.mip_count - 1).unwrap().len(), 16);
    assert!(ktx2::Reader::new(c.texture_file(TextureId(3)).unwrap()).is_ok());

    let tours = c.tours(Lang::Es).unwrap();
    assert_eq!(tours[0].stops.iter().map(|s| (s.work, s.bridge.as_str())).collect::<Vec<_>>(), [(WorkId(3), "Now east."), (WorkId(1), "")]);
    assert_eq!(c.places(Lang::Es).unwrap()[0].name, "Tetuán");
    assert_eq!(c.works_of_place(PlaceId(1)).unwrap(), [WorkId(2), WorkId(3)]);
    assert_eq!(c.works_of_theme(ThemeId(1)).unwrap().len(), 4);
    assert_eq!(c.works_of_person(PersonId(1)).unwrap().len(), 4);
    assert_eq!(c.people(Lang::He).unwrap()[0].born, Some(1826));
    assert_eq!(c.themes(Lang::He).unwrap()[0].name, "Objects he");
    assert_eq!(c.opened_mesh(WorkId(4)).unwrap(), Some(MeshId(1)));
    assert_eq!(c.label_texture(WorkId(4), Lang::He).unwrap(), Some(TextureId(1)));
    assert_eq!(c.sign_texture(HallId(1), Lang::He).unwrap(), Some(TextureId(1)));
    assert_eq!(c.hall_by_slug("tetouan").unwrap(), Some(HallId(2)));
    assert_eq!(c.hall_by_slug("salonica").unwrap(), None);
}

#[test]
fn what_is_not_there_is_said_not_invented() {
    let dir = tempfile::tempdir().unwrap();
    let c = Catalogue::open(&written(dir.path())).unwrap();
    assert!(c.work(WorkId(99), Lang::He).unwrap_err().to_string().ends_with("the catalogue has no work 99"));
    for e in [
        c.mesh(MeshId(0)).err(),
        c.texture_info(TextureId(77)).err(),
        c.texture_level(TextureId(1), 15).err(),
        c.sound(SoundId(9)).err(),
        c.hall_space(HallId(9)).err(),
    ] {
        assert!(matches!(e, Some(CatalogueError::NoSuch { .. })), "{e:?}");
    }
}

#[test]
fn search_finds_what_people_type() {
    let dir = tempfile::tempdir().unwrap();
    let c = Catalogue::open(&written(dir.path())).unwrap();
    let first = |lang, q: &str| c.search(lang, q, 10).unwrap().first().map(|h| h.work.0);
    // Niqqud in the text, none in the question, and the other way round.
    assert_eq!(first(Lang::He, "חנכיה"), Some(2));
    assert_eq!(first(Lang::He, "תֵּיק"), Some(4));
    // Prefix letters, final letters, unfinished words.
    assert_eq!(first(Lang::He, "תטואן"), Some(3));
    assert_eq!(first(Lang::He, "תטואנ"), Some(3));
    assert_eq!(first(Lang::He, "בית הס"), Some(3));
    // Accents and case.
    assert_eq!(first(Lang::Es, "LAMPARA"), Some(2));
    assert_eq!(first(Lang::Fr, "ecole"), Some(3));
    assert_eq!(first(Lang::Fr, "l'école"), Some(3));
    // Old spellings and other languages find the same works.
    let found = |q: &str| c.search(Lang::En, q, 10).unwrap().iter().map(|h| h.work.0).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(found("tittawin"), [2, 3].into());
    assert_eq!(found("Tetuan"), [2, 3].into());
    assert_eq!(found("netter"), [1, 2, 3, 4].into());
    // All words, or else any.
    assert_eq!(found("torah case"), [4].into());
    assert_eq!(found("torah zebra"), [4].into());
    assert_eq!(found("zebra"), [].into());
    assert_eq!(c.search(Lang::En, "netter", 2).unwrap().len(), 2);
    for wild in ["", "   ", "\"", "* AND (", "title:x", "NEAR(a b)", "׳״\u{202e}", &"א ".repeat(10_000)] {
        c.search(Lang::He, wild, 5).unwrap();
    }
}

#[test]
fn same_contents_make_the_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a.sqlite"), dir.path().join("b.sqlite"));
    write(&a, &contents()).unwrap();
    write(&b, &contents()).unwrap();
    assert!(fs::read(a).unwrap() == fs::read(b).unwrap());
}

#[test]
fn a_wrong_file_gets_one_sentence_and_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("c.sqlite");
    assert_eq!(sentence(&path), "there is no catalogue here; make one with `museum build`");
    assert_eq!(sentence(dir.path()), "this file is not a museum catalogue");
    for bytes in [&b""[..], b"SQLite format 3\0", b"GIF89a", &noise(3, 9000)] {
        fs::write(&path, bytes).unwrap();
        assert_eq!(sentence(&path), "this file is not a museum catalogue");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let other = rusqlite::Connection::open(dir.path().join("other.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    assert_eq!(sentence(&dir.path().join("other.sqlite")), "this file is not a museum catalogue");

    let good = fs::read(written(dir.path())).unwrap();
    let with = |at: usize, value: u32| {
        let mut bytes = good.clone();
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        fs::write(&path, &bytes).unwrap();
        sentence(&path)
    };
    assert_eq!(with(60, 2), "the catalogue has version 2, this program reads version 1; install the newer museum");
    assert_eq!(with(60, 0), "the catalogue has version 0, this program reads version 1; make it anew with `museum build`");
    fs::write(&path, &good[..good.len() - 8192]).unwrap();
    assert!(sentence(&path).starts_with("the catalogue is damaged (its length"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "nothing was made beside them");
}

#[test]
fn a_changed_schema_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = written(dir.path());
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE VIEW sly AS SELECT 1").unwrap();
    drop(db);
    assert!(sentence(&path).starts_with("the catalogue is damaged (its tables are not those of a catalogue)"));
}

#[test]
fn a_catalogue_is_replaced_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let path = written(dir.path());
    let before = fs::read(&path).unwrap();
    let open = Catalogue::open(&path).unwrap();
    let mut broken = contents();
    broken.works[0].related = vec![44];
    assert!(write(&path, &broken).unwrap_err().to_string().ends_with("the catalogue cannot be written (a row of work_related names a row that is not there)"));
    let mut broken = contents();
    broken.meshes[0].form = vec![1, 2, 3].into();
    assert!(write(&path, &broken).is_err());
    let mut broken = contents();
    broken.start = None;
    assert!(write(&path, &broken).is_err());
    assert!(fs::read(&path).unwrap() == before);

    let mut other = contents();
    other.works.truncate(3);
    other.halls[1].placements.truncate(1);
    write(&path, &other).unwrap();
    assert_eq!(open.works(Lang::He).unwrap().len(), 4, "an open catalogue goes on showing what it showed");
    assert_eq!(Catalogue::open(&path).unwrap().works(Lang::He).unwrap().len(), 3);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no remains");
}

/// Asks for everything the viewer asks for; each answer is either right or an error.
fn ask(path: &Path) -> Result<(), CatalogueError> {
    let c = Catalogue::open(path)?;
    let whole = c.check_whole();
    for lang in [Lang::He, Lang::En] {
        for h in c.halls(lang).unwrap_or_default() {
            let _ = c.hall_space(h.id);
            let _ = c.sign_texture(h.id, lang);
        }
        for w in c.works(lang).unwrap_or_default() {
            let _ = c.work(w.id, lang);
            let _ = c.label_texture(w.id, lang);
        }
        let _ = (c.tours(lang), c.places(lang), c.people(lang), c.themes(lang));
        let _ = c.search(lang, "school תטואן", 10);
    }
    for i in 1..4 {
        let _ = c.mesh(MeshId(i));
        let _ = c.sound(SoundId(i));
        for level in 0..12 {
            let _ = c.texture_level(TextureId(i), level);
        }
    }
    whole
}

/// Overwrites each page with noise, zeros and another page. MUSEUM_LONG=1 tries more noise and single bytes.
#[test]
fn a_damaged_page_never_panics_and_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let good = fs::read(written(dir.path())).unwrap();
    let page = 8192;
    let pages = good.len() / page;
    assert!(pages >= 200, "{pages} pages");
    let path = dir.path().join("bad.sqlite");
    let rounds = if std::env::var_os("MUSEUM_LONG").is_some() { 100 } else { 1 };
    let (mut tried, mut unnoticed) = (0, 0);
    let mut attempt = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        tried += 1;
        if ask(&path).is_ok() {
            unnoticed += 1;
            let page_bytes = good.chunks(8192).zip(bytes.chunks(8192)).position(|(a, b)| a != b);
            println!("not noticed: {page_bytes:?}");
        }
        assert!(fs::read(&path).unwrap() == bytes, "left alone");
    };
    for at in 0..pages {
        let range = at * page..(at + 1) * page;
        for round in 0..rounds {
            let mut bad = good.clone();
            bad[range.clone()].copy_from_slice(&noise((at * rounds + round) as u64, page));
            attempt(&bad);
        }
        let mut bad = good.clone();
        bad[range.clone()].fill(0);
        attempt(&bad);
        let mut bad = good.clone();
        let other = (at * 7 + 3) % pages * page;
        bad.copy_within(other..other + page, range.start);
        attempt(&bad);
    }
    println!("{pages} pages, {tried} damaged catalogues, {unnoticed} not noticed by the whole check");
    // A page copied onto itself is no damage.
    assert!(unnoticed <= pages / 50 + 2, "{unnoticed} of {tried}");
}

#[test]
fn each_thread_reads_with_its_own_handle() {
    let dir = tempfile::tempdir().unwrap();
    let file = CatalogueFile(written(dir.path()));
    std::thread::scope(|s| {
        for lang in Lang::ALL {
            let file = &file;
            s.spawn(move || {
                let c = file.open().unwrap();
                for _ in 0..20 {
                    assert_eq!(c.works(lang).unwrap().len(), 4);
                    c.texture_level(TextureId(3), 0).unwrap();
                }
            });
        }
    });
}

#[test]
fn odd_names_of_folders_are_no_obstacle() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("מוזיאון #1 50%?");
    fs::create_dir(&odd).unwrap();
    assert_eq!(Catalogue::open(&written(&odd)).unwrap().works(Lang::He).unwrap().len(), 4);
}
