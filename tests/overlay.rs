//! Every page of the overlay, in every language, upright and wide, with ordinary and large words: named, large enough, in its
//! place, and answering fingers and keys alike. Needs no GPU.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "overlay/desk.rs"]
mod desk;

use alliance_museum::catalogue::{HallId, TourId, WorkId};
use alliance_museum::language::{Lang, Texts};
use alliance_museum::visit::{Action, Comfort, Page};
use desk::{Control, Desk, hall_title, nodes, part_title, title};
use egui::accesskit::Role;
use egui::{Event, Key, Rect, pos2};

const WIDE: [u32; 2] = [1280, 720];
const UPRIGHT: [u32; 2] = [720, 1280];
/// Smallest place to touch, points.
const TOUCH: f32 = 48.0;

/// What a control is to do.
#[derive(Clone, Debug, PartialEq)]
enum Does {
    /// These actions.
    Acts(Vec<Action>),
    /// Folds out the menu of languages.
    Menu,
    /// A line that is dragged.
    Slides,
    /// A field that is written in.
    Writes,
}

/// A page in a state, and everything that can be worked on it.
struct Sheet {
    name: &'static str,
    desk: Desk,
    wanted: Vec<(String, Does)>,
    /// Names of places in a picture, which lie where the picture has them.
    spots: Vec<String>,
}

fn does(action: Action) -> Does {
    Does::Acts(vec![action])
}

/// All pages, in every state that has controls of its own.
fn sheets(lang: Lang, size_px: [u32; 2], text_scale: f32) -> Vec<Sheet> {
    let t = |key: &str| Texts::load(lang).get(key);
    let open = |page: Page| does(Action::OpenPage(page));
    let new = || Desk::new(lang, size_px, text_scale);
    let inside = |actions: &[Action]| new().with(&[Action::EnterMuseum]).with(actions);
    let work = WorkId;
    let comfort = Comfort { text_scale, ..Comfort::default() };
    let languages = || Lang::ALL.map(|l| (Texts::load(l).get("language-name"), does(Action::ChooseLanguage(l))));
    let foot = || vec![(t("nav-back"), does(Action::Back)), (t("nav-language"), Does::Menu)];
    let bar = || {
        vec![
            (t("nav-home"), open(Page::Welcome)),
            (t("nav-map"), open(Page::Map)),
            (t("nav-list"), open(Page::List)),
            (t("nav-tours"), open(Page::Tours)),
            (t("nav-language"), Does::Menu),
            (t("nav-settings"), open(Page::Comfort)),
            (t("nav-about"), open(Page::About)),
        ]
    };
    let steps = || vec![(t("nav-previous"), does(Action::PreviousWork)), (t("nav-next"), does(Action::NextWork))];
    let guide = |paused: bool| {
        vec![
            if paused { (t("tour-continue-here"), does(Action::ContinueTour)) } else { (t("tour-pause"), does(Action::PauseTour)) },
            (t("tour-next-stop"), does(Action::TourStop(1))),
            (t("tour-leave"), does(Action::EndTour)),
        ]
    };
    let item = |playing: bool| {
        let mut all = vec![
            (t("nav-back"), does(Action::Back)),
            (t("work-open-parts"), does(Action::ToggleOpened)),
            (t("work-zoom-out"), does(Action::ZoomItem { factor: 0.8 })),
            (t("work-zoom-in"), does(Action::ZoomItem { factor: 1.25 })),
            (t("work-view-reset"), does(Action::ResetItem)),
            (part_title(lang), does(Action::ShowPart(Some(0)))),
            (t("transcript-show"), does(Action::ToggleTranscript)),
            (title(lang, 2), does(Action::OpenWork(work(2)))),
            (title(lang, 5), does(Action::OpenWork(work(5)))),
            (t("captions-hide"), does(Action::SetComfort(Comfort { captions: false, ..comfort }))),
        ];
        if playing {
            all.extend([
                (t("narration-pause"), does(Action::PlayPause)),
                (t("narration-restart"), does(Action::Seek { position_secs: 0.0 })),
                (t("narration-seek"), Does::Slides),
            ]);
        } else {
            all.push((t("narration-play"), does(Action::PlayPause)));
        }
        all
    };
    let titles = |works: &[u32], action: fn(WorkId) -> Action| works.iter().map(|w| (title(lang, *w), does(action(work(*w))))).collect::<Vec<_>>();
    let all_works = [1, 2, 3, 4, 5, 6];
    let before_a_work = || inside(&[Action::ApproachWork(work(1))]).after(12.0);
    let opened = |more: &[Action]| inside(&[Action::OpenWork(work(1))]).with(more);
    let sheet = |name, desk, wanted: Vec<Vec<(String, Does)>>| Sheet { name, desk, wanted: wanted.concat(), spots: vec![] };
    let touring = |secs: f32| inside(&[Action::StartTour(TourId(1))]).after(secs);
    vec![
        sheet(
            "door",
            new(),
            vec![
                languages().to_vec(),
                vec![
                    (t("door-enter"), does(Action::EnterMuseum)),
                    (t("tour-start"), Does::Acts(vec![Action::EnterMuseum, Action::StartTour(TourId(1))])),
                    (t("nav-about"), open(Page::About)),
                ],
            ],
        ),
        sheet("hall on entering", inside(&[]), vec![bar(), steps()]),
        Sheet {
            spots: vec![title(lang, 2), title(lang, 3)],
            ..sheet(
                "hall before a work",
                before_a_work().with_hotspots(),
                vec![bar(), steps(), titles(&[2, 3], Action::ApproachWork), vec![(t("work-enter"), does(Action::OpenWork(work(1))))]],
            )
        },
        sheet("hall on a tour", touring(1.0), vec![bar(), guide(false)]),
        sheet("hall on a waiting tour", touring(1.0).with(&[Action::PauseTour]), vec![bar(), guide(true)]),
        sheet("item", opened(&[]), vec![item(false), steps()]),
        sheet("item read aloud", opened(&[Action::PlayPause]).after(3.0), vec![item(true), steps()]),
        sheet("item on a tour", touring(12.0), vec![item(true), steps(), guide(false)]),
        sheet("list", inside(&[Action::OpenPage(Page::List)]), vec![foot(), vec![(t("search-prompt"), Does::Writes)], titles(&all_works, Action::OpenWork)]),
        sheet(
            "list of what was found",
            {
                let mut desk = inside(&[Action::OpenPage(Page::List), Action::Search("abc".into())]);
                desk.content.hits = Some(vec![work(4)]);
                desk
            },
            vec![foot(), vec![(t("search-prompt"), Does::Writes), (t("search-clear"), does(Action::Search(String::new())))], titles(&[4], Action::OpenWork)],
        ),
        Sheet {
            spots: all_works.map(|w| title(lang, w)).to_vec(),
            ..sheet(
                "map",
                inside(&[Action::OpenPage(Page::Map)]),
                vec![foot(), titles(&all_works, Action::ApproachWork), [1, 2].map(|h| (hall_title(lang, h), does(Action::EnterHall(HallId(h))))).to_vec()],
            )
        },
        sheet(
            "tours",
            inside(&[Action::OpenPage(Page::Tours)]),
            vec![
                foot(),
                vec![(t("tour-start"), does(Action::StartTour(TourId(1))))],
                [(0, 1), (1, 2), (2, 4)].map(|(stop, w)| (title(lang, w), Does::Acts(vec![Action::StartTour(TourId(1)), Action::TourStop(stop)]))).to_vec(),
            ],
        ),
        sheet(
            "settings",
            inside(&[Action::OpenPage(Page::Comfort)]),
            vec![
                foot(),
                vec![
                    (t("settings-smaller"), step(comfort, -1)),
                    (t("settings-larger"), step(comfort, 1)),
                    (t("settings-contrast"), does(Action::SetComfort(Comfort { high_contrast: true, ..comfort }))),
                    (t("settings-captions"), does(Action::SetComfort(Comfort { captions: false, ..comfort }))),
                    (t("settings-motion"), does(Action::SetComfort(Comfort { reduced_motion: true, ..comfort }))),
                    (t("settings-slow"), does(Action::SetComfort(Comfort { slow_narration: true, ..comfort }))),
                    (t("settings-volume"), Does::Slides),
                ],
            ],
        ),
        sheet("about", inside(&[Action::OpenPage(Page::About)]), vec![foot()]),
    ]
}

/// What the buttons for the size of words do at the smallest and at the largest size.
fn step(comfort: Comfort, by: i32) -> Does {
    match (comfort.text_scale >= 2.0, by) {
        (false, 1) => does(Action::SetComfort(Comfort { text_scale: 1.15, ..comfort })),
        (true, -1) => does(Action::SetComfort(Comfort { text_scale: 1.75, ..comfort })),
        _ => Does::Acts(vec![]),
    }
}

/// Every page in every language, orientation and size of words.
fn everywhere(mut look: impl FnMut(&str, Lang, Sheet)) {
    for lang in Lang::ALL {
        for (shape, size_px) in [("wide", WIDE), ("upright", UPRIGHT)] {
            for text_scale in [1.0, 2.0] {
                for sheet in sheets(lang, size_px, text_scale) {
                    look(&format!("{}, {}, {shape}, words {text_scale}", sheet.name, lang.code()), lang, sheet);
                }
            }
        }
    }
}

#[test]
fn every_page_has_exactly_the_controls_it_should_and_each_has_a_name() {
    everywhere(|place, _, mut sheet| {
        let controls = sheet.desk.controls();
        assert!(controls.iter().all(|c| !c.name.trim().is_empty()), "{place}: a control has no name: {controls:#?}");
        let mut names: Vec<&str> = controls.iter().map(|c| c.name.as_str()).collect();
        let mut wanted: Vec<&str> = sheet.wanted.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(names, wanted, "{place}");
        for (id, node) in nodes(&sheet.desk.settle()) {
            let silent = matches!(node.role(), Role::GenericContainer | Role::Window | Role::ScrollBar | Role::Unknown);
            let said = node.label().or(node.value()).is_some_and(|words| !words.trim().is_empty());
            assert!(silent || said, "{place}: {:?} {id:?} says nothing", node.role());
        }
    });
}

#[test]
fn controls_are_large_inside_the_screen_and_clear_of_each_other() {
    let mut wrong = Vec::new();
    everywhere(|place, _, mut sheet| {
        let screen = sheet.desk.screen().expand(0.5);
        let controls = sheet.desk.controls();
        for c in &controls {
            if c.rect.width() < TOUCH - 0.01 || c.rect.height() < TOUCH - 0.01 {
                wrong.push(format!("{place}: {} is {:?}", c.name, c.rect.size()));
            }
            let across = screen.x_range().contains(c.rect.min.x) && screen.x_range().contains(c.rect.max.x);
            if !across || !(c.scrolls || screen.contains_rect(c.rect)) {
                wrong.push(format!("{place}: {} lies outside, {:?}", c.name, c.rect));
            }
        }
        let in_sight: Vec<&Control> = controls.iter().filter(|c| c.seen.is_positive() && !sheet.spots.contains(&c.name)).collect();
        for (i, a) in in_sight.iter().enumerate() {
            for b in &in_sight[i + 1..] {
                if a.seen.shrink(0.5).intersects(b.seen.shrink(0.5)) {
                    wrong.push(format!("{place}: {} {:?} and {} {:?} overlap", a.name, a.seen, b.name, b.seen));
                }
            }
        }
    });
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn back_lies_where_reading_begins() {
    everywhere(|place, lang, mut sheet| {
        let back = Texts::load(lang).get("nav-back");
        if !sheet.wanted.iter().any(|(name, _)| *name == back) {
            return;
        }
        let (middle, control) = (sheet.desk.screen().center().x, sheet.desk.control(&back));
        assert_eq!(control.rect.center().x > middle, lang == Lang::He, "{place}: {:?}", control.rect);
    });
}

#[test]
fn no_screen_is_too_small_or_too_odd_to_be_shown() {
    for size_px in [[1, 1], [64, 64], [256, 144], [144, 900], [2000, 120], [7680, 4320]] {
        for text_scale in [1.0, 2.0] {
            for mut sheet in sheets(Lang::He, size_px, text_scale) {
                sheet.desk.settle();
            }
        }
    }
}

/// Whether what a control did is what it should do.
fn check(place: &str, how: &str, name: &str, wanted: &Does, did: &[Action]) {
    match wanted {
        Does::Acts(actions) => assert_eq!(did, actions, "{place}: {name} by {how}"),
        Does::Menu | Does::Writes => assert_eq!(did, [], "{place}: {name} by {how}"),
        Does::Slides => {
            let slid = matches!(did, [Action::Seek { .. } | Action::SetComfort(_), ..]);
            assert!(slid, "{place}: {name} by {how}: {did:?}");
        }
    }
}

/// Takes what is wanted of a control of this name off the list.
fn take(place: &str, wanted: &mut Vec<(String, Does)>, name: &str) -> Does {
    let at = wanted.iter().position(|(wanted, _)| wanted == name).unwrap_or_else(|| panic!("{place}: {name} was not expected"));
    wanted.remove(at).1
}

/// The pages on which every control is worked one by one.
fn worked(mut work: impl FnMut(&str, Sheet)) {
    for (lang, size_px, text_scale) in
        [(Lang::He, WIDE, 1.0), (Lang::En, WIDE, 1.0), (Lang::Es, UPRIGHT, 1.0), (Lang::Fr, UPRIGHT, 2.0), (Lang::He, UPRIGHT, 2.0)]
    {
        for sheet in sheets(lang, size_px, text_scale) {
            work(&format!("{}, {}", sheet.name, lang.code()), sheet);
        }
    }
}

#[test]
fn a_finger_on_each_control_does_what_its_name_says() {
    worked(|place, mut sheet| {
        for control in sheet.desk.controls() {
            let wanted = take(place, &mut sheet.wanted, &control.name);
            if control.seen.shrink(4.0).is_negative() {
                // Out of sight; the keyboard reaches it.
                continue;
            }
            let did = sheet.desk.tap(control.seen.center());
            check(place, "finger", &control.name, &wanted, &did);
            if wanted == Does::Menu {
                assert_eq!(sheet.desk.key(Key::Escape), [], "{place}: Esc folds the menu");
            }
        }
    });
}

#[test]
fn the_tab_key_reaches_everything_and_enter_works_it() {
    worked(|place, mut sheet| {
        let all = sheet.desk.controls();
        let mut reached = Vec::new();
        for _ in 0..all.len() {
            sheet.desk.key(Key::Tab);
            sheet.desk.settle();
            let focus = sheet.desk.focus().unwrap_or_else(|| panic!("{place}: Tab leads nowhere"));
            assert!(!reached.contains(&focus), "{place}: Tab comes to a control twice");
            reached.push(focus);
            let control = sheet.desk.controls().into_iter().find(|c| c.node == focus).unwrap_or_else(|| panic!("{place}: Tab leads to no control"));
            assert!(control.seen.is_positive(), "{place}: {} has the keyboard out of sight", control.name);
            let wanted = take(place, &mut sheet.wanted, &control.name);
            let did = if wanted == Does::Slides { sheet.desk.key(Key::ArrowRight) } else { sheet.desk.key(Key::Enter) };
            check(place, "keyboard", &control.name, &wanted, &did);
            if wanted == Does::Menu {
                assert_eq!(sheet.desk.key(Key::Escape), [], "{place}: Esc folds the menu");
                sheet.desk.settle();
                assert_eq!(sheet.desk.focus(), Some(focus), "{place}: the keyboard returns to what opened the menu");
            }
        }
        assert_eq!(reached.len(), all.len(), "{place}");
    });
}

#[test]
fn escape_goes_back_from_every_page() {
    for sheet in sheets(Lang::He, WIDE, 1.0) {
        let mut desk = sheet.desk;
        desk.settle();
        assert_eq!(desk.key(Key::Escape), [Action::Back], "{}", sheet.name);
        desk.key(Key::Tab);
        assert_eq!(desk.key(Key::Escape), [Action::Back], "{} with the keyboard on a control", sheet.name);
    }
}

#[test]
fn under_the_open_menu_nothing_reacts() {
    for (lang, size_px) in [(Lang::He, WIDE), (Lang::Fr, UPRIGHT)] {
        for sheet in sheets(lang, size_px, 1.0).into_iter().filter(|s| s.wanted.iter().any(|(_, d)| *d == Does::Menu)) {
            let (place, mut desk) = (sheet.name, sheet.desk);
            let below = desk.controls();
            let opener = desk.control(&Texts::load(lang).get("nav-language"));
            for control in below.iter().filter(|c| c.seen.is_positive()) {
                assert_eq!(desk.tap(opener.seen.center()), [], "{place}");
                let names: Vec<String> = desk.controls().into_iter().map(|c| c.name).collect();
                let mut wanted = vec![Texts::load(lang).get("nav-close")];
                wanted.extend(Lang::ALL.map(|l| Texts::load(l).get("language-name")));
                assert_eq!(names, wanted, "{place}: only the menu can be worked");
                let menu: Vec<Rect> = desk.controls().into_iter().skip(1).map(|c| c.rect).collect();
                let at = control.seen.center();
                if menu.iter().any(|r| r.contains(at)) {
                    desk.key(Key::Escape);
                    continue;
                }
                assert_eq!(desk.tap(at), [], "{place}: {} reacts under the menu", control.name);
                assert_eq!(desk.controls().len(), below.len(), "{place}: a touch beside the menu folds it");
            }
            desk.tap(opener.seen.center());
            let choice = desk.control(&Texts::load(Lang::Es).get("language-name"));
            assert_eq!(desk.tap(choice.rect.center()), [Action::ChooseLanguage(Lang::Es)], "{place}");
            assert_eq!(desk.controls().len(), below.len(), "{place}: a choice folds it");
        }
    }
}

#[test]
fn what_is_typed_is_looked_for_and_moves_nothing_else() {
    for lang in Lang::ALL {
        let mut desk = Desk::new(lang, WIDE, 1.0).with(&[Action::EnterMuseum, Action::OpenPage(Page::List)]);
        let field = desk.control(&Texts::load(lang).get("search-prompt"));
        assert_eq!(field.role, Role::SearchInput);
        assert_eq!(desk.tap(field.rect.center()), []);
        for (typed, key, whole) in [("p", Key::P, "p"), ("n", Key::N, "pn"), ("ש", Key::A, "pnש"), ("ל", Key::K, "pnשל")] {
            let press = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: egui::Modifiers::NONE };
            let said = desk.frame(vec![press, Event::Text(typed.into())]).actions;
            assert_eq!(said, [Action::Search(whole.into())], "{}", lang.code());
            desk.visit.apply(&desk.world, &said[0]);
        }
        assert_eq!(desk.key(Key::Backspace), [Action::Search("pnש".into())]);
        desk.visit.query.clear();
        assert_eq!(desk.frame(vec![Event::Paste("קזבלנקה\nCasablanca".into())]).actions.len(), 1);
    }
}

#[test]
fn keys_scroll_what_has_no_control() {
    let mut desk = Desk::new(Lang::En, WIDE, 2.0).with(&[Action::EnterMuseum, Action::OpenPage(Page::About)]);
    let heading = |desk: &mut Desk| {
        let text = Texts::load(Lang::En).plain("about-privacy-title", &[]);
        let found = nodes(&desk.settle()).into_iter().find(|(_, n)| n.label() == Some(text.as_str()) && n.role() == Role::Heading);
        found.and_then(|(_, node)| node.bounds()).unwrap().y0
    };
    let before = heading(&mut desk);
    assert_eq!(desk.key(Key::PageDown), [], "a sheet is turned, nothing else");
    let after_page = heading(&mut desk);
    assert!(after_page < before - 200.0, "{before} {after_page}");
    desk.key(Key::ArrowUp);
    assert!(heading(&mut desk) > after_page);
    desk.key(Key::Home);
    assert!((heading(&mut desk) - before).abs() < 1.0);
}

#[test]
fn a_drag_over_the_hall_looks_round_and_a_tap_on_a_card_does_not_fall_through() {
    let mut desk = Desk::new(Lang::En, WIDE, 1.0).with(&[Action::EnterMuseum, Action::ApproachWork(WorkId(1))]).after(12.0);
    desk.settle();
    let at = |x: f32, y: f32| pos2(1280.0 * x, 720.0 * y);
    let press = |pressed, pos| Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: egui::Modifiers::NONE };
    desk.frame(vec![Event::PointerMoved(at(0.5, 0.4))]);
    desk.frame(vec![press(true, at(0.5, 0.4))]);
    let mut turned = desk.frame(vec![Event::PointerMoved(at(0.6, 0.4))]).actions;
    turned.extend(desk.frame(vec![Event::PointerMoved(at(0.62, 0.4))]).actions);
    desk.frame(vec![press(false, at(0.62, 0.4))]);
    assert!(matches!(turned.first(), Some(Action::Look { yaw, .. }) if *yaw > 0.0), "{turned:?}");
    let mut tap = |pos| {
        desk.frame(vec![Event::PointerMoved(pos)]);
        desk.frame(vec![press(true, pos)]);
        let tap = desk.frame(vec![press(false, pos)]).tap;
        desk.frame(vec![Event::PointerGone]);
        tap
    };
    assert_eq!(tap(at(0.5, 0.4)), Some(at(0.5, 0.4)), "the hall");
    assert_eq!(tap(at(0.4, 0.78)), None, "the card of the work one stands before");
}
