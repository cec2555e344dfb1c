//! A small museum made in code, an overlay that shows it, and hands to touch it with.

use std::collections::HashMap;
use std::sync::Arc;

use alliance_museum::catalogue::{
    Caption, DatePrecision, DateSpan, Hall, HallId, Honesty, Narration, Part, PlaceId, SoundId, Source, SourceId, Tour, TourId, TourStop, Work, WorkId,
    WorkKind, WorkSummary,
};
use alliance_museum::language::{Lang, Texts};
use alliance_museum::overlay::{Content, Hotspot, OpenWork, Output, Overlay, Picture, Thumbnails, View, pixels_per_point};
use alliance_museum::scene::Pose;
use alliance_museum::text::story;
use alliance_museum::visit::ground::{Area, Ground};
use alliance_museum::visit::world::Reading;
use alliance_museum::visit::{Action, EYE_HEIGHT_M, HallInfo, TourInfo, Visit, WorkInfo, World};
use egui::accesskit::{self, Role};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use glam::{Vec2, Vec3};

/// Works of the small museum, three to a hall.
pub const WORKS: u32 = 6;

fn square(x0: f32, z0: f32, x1: f32, z1: f32) -> Vec<Vec2> {
    vec![Vec2::new(x0, z0), Vec2::new(x1, z0), Vec2::new(x1, z1), Vec2::new(x0, z1)]
}

/// Two rooms side by side, six works, a tour of three.
pub fn world() -> World {
    let pose = |x: f32, z: f32| Pose { eye: Vec3::new(x, EYE_HEIGHT_M, z), yaw: 0.0, pitch: 0.0 };
    let work = |id: u32| {
        let x = (id as f32 - 1.0) * 3.0 - 7.0;
        WorkInfo {
            id: WorkId(id),
            hall: HallId((id - 1) / 3 + 1),
            view: pose(x, 0.0),
            center: Vec3::new(x, 1.5, -2.0),
            can_open: id == 1,
            readings: [0, 1, 2, 3].map(|l| Some(Reading { sound: SoundId(l + 1), duration_secs: 46.0, caption_starts: vec![0.0, 20.0] })),
        }
    };
    let rooms = [(HallId(1), square(-9.0, -3.0, 0.0, 3.0)), (HallId(2), square(0.0, -3.0, 9.0, 3.0))];
    World {
        halls: rooms.iter().map(|(id, outline)| HallInfo { id: *id, outline: outline.clone(), arrival: pose(-4.0, 0.0) }).collect(),
        works: (1..=WORKS).map(work).collect(),
        tours: vec![TourInfo { id: TourId(1), stops: vec![WorkId(1), WorkId(2), WorkId(4)] }],
        ground: Ground::new(rooms.into_iter().map(|(hall, walkable)| Area { hall, walkable, obstacles: vec![] }).collect()),
        start: pose(-4.0, 0.0),
        start_hall: HallId(1),
    }
}

/// Title of a work; long enough to be cut where there is little room.
pub fn title(lang: Lang, work: u32) -> String {
    match lang {
        Lang::He => format!("מנורת חנוכה ממרוקו ובה שמונה קנים, מס׳ {work}"),
        Lang::Es => format!("Lámpara de Janucá de Marruecos, n.º {work}"),
        Lang::Fr => format!("Lampe de Hanouka du Maroc, à huit becs, nº {work}"),
        Lang::En => format!("Hanukkah lamp from Morocco with eight spouts, no. {work}"),
    }
}

pub fn hall_title(lang: Lang, hall: u32) -> String {
    if lang == Lang::He { format!("אולם {hall}") } else { format!("Sala {hall}") }
}

pub fn part_title(lang: Lang) -> String {
    if lang == Lang::He { "המכסה".into() } else { "The lid".into() }
}

pub fn tour_title(lang: Lang) -> String {
    if lang == Lang::He { "צעדים ראשונים".into() } else { "First steps".into() }
}

fn words(lang: Lang) -> String {
    let sentence =
        if lang == Lang::He { "כאן מסופר דבר אחד, ועוד דבר, בשנת 1862. " } else { "One thing is told here, and another, in 1862. " };
    sentence.repeat(6)
}

pub fn content(lang: Lang) -> Content {
    let summary = |id: u32| WorkSummary {
        id: WorkId(id),
        slug: format!("work-{id}"),
        hall: HallId((id - 1) / 3 + 1),
        order: id,
        kind: WorkKind::Object,
        honesty: Honesty::Reconstruction,
        title: title(lang, id),
        summary: words(lang).chars().take(90).collect(),
        alt: words(lang).chars().take(60).collect(),
        date: Some(DateSpan { from: 1862, to: Some(1914), precision: DatePrecision::Circa }),
        thumbnail: None,
        narrated: true,
    };
    let markdown = format!("{}\n\n> {}\n\n* {}\n\n## part:lid {}\n\n{}", words(lang), words(lang), words(lang), part_title(lang), words(lang));
    let caption = |from: f32| Caption { start_secs: from, end_secs: from + 19.0, text: words(lang).chars().take(70).collect() };
    let open = OpenWork {
        work: Work {
            summary: summary(1),
            text_lang: lang,
            story: markdown.clone(),
            label: String::new(),
            parts: vec![Part { slug: "lid".into(), at: [0.0; 3], title: part_title(lang), text: words(lang) }],
            sources: vec![Source { id: SourceId(1), title: "A book".into(), address: "https://example.org/a/long/address".into() }],
            facts: vec![],
            related: vec![WorkId(2), WorkId(5)],
            places: vec![PlaceId(1)],
            type_of: "Jewish Museum 1904-12".into(),
            size_m: [0.3, 0.4, 0.1],
            rights: "CC0-1.0".into(),
            credit: "The Alliance Museum".into(),
            mesh: None,
            picture: None,
            narration: Some(Narration { sound: SoundId(1), duration_secs: 46.0, synthetic: true, captions: vec![caption(0.0), caption(20.0)] }),
        },
        story: story::parse(&markdown),
        parts: vec![story::parse(&words(lang))],
        places: vec!["Tetouan".into()],
        in_the_round: true,
        can_open: true,
    };
    Content {
        halls: (1..=2)
            .map(|i| Hall {
                id: HallId(i),
                slug: format!("hall-{i}"),
                order: i - 1,
                title: hall_title(lang, i),
                summary: words(lang).chars().take(80).collect(),
                text: String::new(),
            })
            .collect(),
        works: (1..=WORKS).map(summary).collect(),
        tours: vec![Tour {
            id: TourId(1),
            slug: "first-steps".into(),
            title: tour_title(lang),
            summary: words(lang).chars().take(100).collect(),
            minutes: 6,
            stops: [1, 2, 4].map(|w| TourStop { work: WorkId(w), bridge: words(lang).chars().take(90).collect() }).to_vec(),
        }],
        open: Some(Arc::new(open)),
        hits: None,
    }
}

struct OnePicture;

impl Thumbnails for OnePicture {
    fn get(&self, work: WorkId) -> Option<Arc<Picture>> {
        work.0.is_multiple_of(2).then(|| Arc::new(Picture { size_px: [2, 1], rgba: vec![0xFF; 8] }))
    }
}

/// Something a screen reader meets that can be pressed, dragged or written in.
#[derive(Clone, Debug)]
pub struct Control {
    pub node: accesskit::NodeId,
    pub name: String,
    pub role: Role,
    /// Where it is, points.
    pub rect: Rect,
    /// What of it is in sight.
    pub seen: Rect,
    /// Whether it can scroll into sight.
    pub scrolls: bool,
}

/// An overlay on a screen, with what it shows.
pub struct Desk {
    pub overlay: Overlay,
    pub visit: Visit,
    pub world: World,
    pub content: Content,
    pub hotspots: Vec<Hotspot>,
    pub size_px: [u32; 2],
    time_secs: f64,
}

impl Desk {
    /// A visit at the door.
    pub fn new(lang: Lang, size_px: [u32; 2], text_scale: f32) -> Self {
        let world = world();
        let mut visit = Visit::new(&world, lang);
        visit.comfort.text_scale = text_scale;
        let overlay = Overlay::new();
        overlay.context().enable_accesskit();
        Self { overlay, visit, world, content: content(lang), hotspots: Vec::new(), size_px, time_secs: 0.0 }
    }

    /// Lets things happen in the visit itself.
    pub fn with(mut self, actions: &[Action]) -> Self {
        for action in actions {
            self.visit.apply(&self.world, action);
        }
        self
    }

    /// Time goes by.
    pub fn after(mut self, secs: f32) -> Self {
        for _ in 0..(secs * 30.0) as u32 {
            self.visit.apply(&self.world, &Action::Tick { dt_secs: 1.0 / 30.0 });
        }
        self
    }

    /// Two works in sight.
    pub fn with_hotspots(mut self) -> Self {
        let screen = self.screen();
        let spot = |work: u32, x: f32, side: f32| Hotspot {
            work: WorkId(work),
            rect: Rect::from_center_size(pos2(screen.width() * x, screen.height() * 0.42), vec2(side, side * 1.4)),
        };
        self.hotspots = vec![spot(2, 0.2, 12.0), spot(3, 0.8, 90.0)];
        self
    }

    pub fn screen(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, vec2(self.size_px[0] as f32, self.size_px[1] as f32) / pixels_per_point(self.size_px))
    }

    /// One frame.
    pub fn frame(&mut self, events: Vec<Event>) -> Output {
        self.time_secs += 0.1;
        let view = View {
            visit: &self.visit,
            world: &self.world,
            texts: Texts::load(self.visit.lang),
            content: &self.content,
            thumbnails: &OnePicture,
            hotspots: &self.hotspots,
            audible: false,
        };
        let input = RawInput { time: Some(self.time_secs), focused: true, events, ..Default::default() };
        let mut output = self.overlay.run(&view, input, self.size_px);
        // Nobody uploads them here.
        output.textures.clear();
        output
    }

    /// Frames until nothing moves.
    pub fn settle(&mut self) -> Output {
        let mut output = self.frame(vec![]);
        for _ in 0..40 {
            if output.repaint_after_secs > 0.5 {
                break;
            }
            output = self.frame(vec![]);
        }
        output
    }

    /// Everything that can be worked, in the order of the Tab key, disabled ones left out.
    pub fn controls(&mut self) -> Vec<Control> {
        let output = self.settle();
        let nodes = nodes(&output);
        let parents: HashMap<accesskit::NodeId, accesskit::NodeId> =
            nodes.iter().flat_map(|(id, node)| node.children().iter().map(|child| (*child, *id))).collect();
        let depth = |mut id: accesskit::NodeId| {
            let mut depth = 0;
            while let Some(parent) = parents.get(&id) {
                (id, depth) = (*parent, depth + 1);
            }
            depth
        };
        let widgets: Vec<egui::WidgetRect> = self.overlay.context().viewport(|v| v.prev_pass.widgets.layers().flat_map(|(_, w)| w.to_vec()).collect());
        let by_id: HashMap<accesskit::NodeId, &accesskit::Node> = nodes.iter().map(|(id, node)| (*id, node)).collect();
        let mut found = Vec::new();
        for widget in widgets {
            let node_id = widget.id.accesskit_id();
            let Some(node) = by_id.get(&node_id) else { continue };
            if node.is_disabled() || !node.supports_action(accesskit::Action::Focus) {
                continue;
            }
            let name = node.label().unwrap_or_default().to_owned();
            found.push((depth(node_id), Control { node: node_id, name, role: node.role(), rect: widget.rect, seen: widget.interact_rect, scrolls: false }));
        }
        let page = found.iter().map(|(depth, _)| *depth).min().unwrap_or(0);
        found.into_iter().map(|(depth, control)| Control { scrolls: depth > page, ..control }).collect()
    }

    /// The control of this name.
    pub fn control(&mut self, name: &str) -> Control {
        let controls = self.controls();
        controls.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no {name} among {controls:#?}")).clone()
    }

    /// A finger comes down and goes up; what came of it.
    pub fn tap(&mut self, at: Pos2) -> Vec<Action> {
        let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        let mut actions = self.frame(vec![Event::PointerMoved(at)]).actions;
        actions.extend(self.frame(vec![button(true)]).actions);
        actions.extend(self.frame(vec![button(false)]).actions);
        actions.extend(self.frame(vec![Event::PointerGone]).actions);
        actions
    }

    /// A key goes down and up; what came of it.
    pub fn key(&mut self, key: Key) -> Vec<Action> {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let mut actions = self.frame(vec![event(true)]).actions;
        actions.extend(self.frame(vec![event(false)]).actions);
        actions
    }

    /// What has the keyboard.
    pub fn focus(&mut self) -> Option<accesskit::NodeId> {
        self.overlay.context().memory(|m| m.focused()).map(|id| id.accesskit_id())
    }
}

/// The accessibility tree of a frame.
pub fn nodes(output: &Output) -> Vec<(accesskit::NodeId, accesskit::Node)> {
    output.platform.accesskit_update.as_ref().map(|u| u.nodes.clone()).unwrap_or_default()
}
