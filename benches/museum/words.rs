//! Words to measure with: the museum's own stories, and a catalogue of many works told with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use alliance_museum::catalogue::{CatalogueFile, Contents, FloorPlan, HallRow, HallText, Honesty, PlaceRow, StartRow, WorkKind, WorkRow, WorkText, write};
use alliance_museum::language::Lang;
use alliance_museum::text::story::{self, Block};
use alliance_museum::text::{Face, TextSpec, TextStyle};
use glam::Vec3;

use super::stage::environment;

/// Width of a column of a story, pixels.
const COLUMN_PX: f32 = 620.0;
/// Number of the first work; its last digits make every work's number unique.
const FIRST_NUMBER: usize = 1000;

/// Stories of the exhibits in one language, title and Markdown, in the order of their folders.
fn stories(lang: Lang) -> Vec<(String, String)> {
    let works = Path::new(env!("CARGO_MANIFEST_DIR")).join("exhibits/works");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&works).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    let read = |folder: &PathBuf| {
        let text = std::fs::read_to_string(folder.join(format!("{}.md", lang.code()))).ok()?;
        let (head, body) = text.strip_prefix("+++\n")?.split_once("\n+++\n")?;
        let title = head.lines().find_map(|l| l.strip_prefix("title = \""))?.trim_end_matches('"');
        Some((title.to_owned(), body.trim().to_owned()))
    };
    folders.iter().filter_map(read).collect()
}

/// A story of exactly so many words, made of the museum's own.
pub fn story_of(words: usize, lang: Lang) -> Vec<Block> {
    let mut left = words;
    let mut markdown = String::new();
    for paragraph in stories(lang).iter().flat_map(|(_, body)| body.split("\n\n")) {
        let kept: Vec<&str> = paragraph.split_whitespace().take(left).collect();
        left -= kept.len();
        markdown.push_str(&kept.join(" "));
        markdown.push_str("\n\n");
        if left == 0 {
            break;
        }
    }
    assert_eq!(left, 0, "the exhibits hold fewer than {words} words");
    story::parse(&markdown)
}

/// The paragraphs of a story as the reading page sets them, in a column as wide as usual and so many pixels more.
pub fn paragraphs(blocks: &[Block], lang: Lang, wider_px: f32) -> Vec<TextSpec> {
    let style = TextStyle { line_height: 1.5, ..TextStyle::new(Face::Serif, 21.0, [0x1E, 0x24, 0x30, 255]) };
    blocks.iter().map(|b| b.to_spec(style, lang).within(COLUMN_PX + wider_px)).collect()
}

/// A catalogue of texts alone: so many works in four languages, each with a number of its own, in `folder`.
pub fn many_works(works: usize, folder: &Path) -> CatalogueFile {
    let told: Vec<(Lang, Vec<(String, String)>)> = Lang::ALL.into_iter().map(|l| (l, stories(l))).collect();
    let per_lang = |text: &dyn Fn(Lang) -> String| Lang::ALL.into_iter().map(|l| (l, text(l))).collect::<BTreeMap<_, _>>();
    let work = |i: usize| WorkRow {
        slug: format!("work-{i}"),
        hall: 0,
        kind: WorkKind::Story,
        honesty: Honesty::Illustration,
        date: None,
        type_of: String::new(),
        rights: "CC0-1.0".into(),
        credit: "The Alliance Museum".into(),
        size_m: [1.0, 1.0, 0.02],
        mesh: None,
        opened_mesh: None,
        hall_mesh: None,
        texts: told
            .iter()
            .map(|(lang, stories)| {
                // Titles and stories meet anew from work to work.
                let (title, _) = &stories[i % stories.len()];
                let (_, body) = &stories[(i * 7 + i / stories.len()) % stories.len()];
                let text = WorkText { title: format!("{title} {}", FIRST_NUMBER + i), story: body.clone(), ..WorkText::default() };
                (*lang, text)
            })
            .collect(),
        parts: Vec::new(),
        narration: BTreeMap::new(),
        facts: Vec::new(),
        sources: Vec::new(),
        related: Vec::new(),
        places: if i.is_multiple_of(3) { vec![0] } else { Vec::new() },
        people: Vec::new(),
        themes: Vec::new(),
    };
    let contents = Contents {
        start: Some(StartRow { hall: 0, at: [1.0, 1.0], yaw: 0.0 }),
        environments: vec![environment(4, |_| Vec3::ONE)],
        halls: vec![HallRow {
            slug: "paris".into(),
            origin: [0.0; 2],
            quarter_turns: 0,
            exposure_ev100: 6.0,
            environment: 0,
            floor: FloorPlan { walkable: vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]], obstacles: vec![], outline: vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]] },
            texts: Lang::ALL.into_iter().map(|l| (l, HallText { title: format!("Paris {}", l.code()), ..HallText::default() })).collect(),
            meshes: Vec::new(),
            lights: Vec::new(),
            doors: Vec::new(),
            placements: Vec::new(),
        }],
        works: (0..works).map(work).collect(),
        places: vec![PlaceRow {
            slug: "tetouan".into(),
            lat_deg: 35.57,
            lon_deg: -5.37,
            names: per_lang(&|l| if l == Lang::He { "תטואן".into() } else { "Tetouan".into() }),
            spellings: vec!["Tittawin".into()],
        }],
        ..Contents::default()
    };
    let file = folder.join("catalogue.sqlite");
    write(&file, &contents).unwrap();
    CatalogueFile(file)
}
