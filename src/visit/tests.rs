use glam::{Vec2, Vec3};

use super::ground::{Area, Ground};
use super::guide::Phase;
use super::record::{RECORDING_VERSION, Recording, Step};
use super::world::Reading;
use super::*;
use crate::catalogue::TourId;

fn square(x0: f32, z0: f32, x1: f32, z1: f32) -> Vec<Vec2> {
    vec![Vec2::new(x0, z0), Vec2::new(x1, z0), Vec2::new(x1, z1), Vec2::new(x0, z1)]
}

fn world() -> World {
    let ground = Ground::new(vec![
        Area { hall: HallId(1), walkable: square(-5.0, -5.0, 5.0, 5.0), obstacles: vec![square(-1.0, -1.0, 1.0, 1.0)] },
        Area { hall: HallId(2), walkable: square(4.5, -2.0, 15.0, 5.0), obstacles: vec![] },
    ]);
    let work = |id: u32, hall: u32, x: f32, z: f32| WorkInfo {
        id: WorkId(id),
        hall: HallId(hall),
        view: Pose { eye: Vec3::new(x, EYE_HEIGHT_M, z), yaw: 0.5, pitch: 0.0 },
        center: Vec3::new(x, 1.5, z - 2.0),
        can_open: id == 3,
        readings: [0, 1, 2, 3].map(|l| (id != 2).then(|| Reading { sound: SoundId(id * 10 + l), duration_secs: 6.0, caption_starts: vec![0.0, 3.0] })),
    };
    World {
        halls: vec![
            HallInfo { id: HallId(1), outline: square(-5.0, -5.0, 5.0, 5.0), arrival: Pose { eye: Vec3::new(0.0, EYE_HEIGHT_M, 4.0), yaw: 0.0, pitch: 0.0 } },
            HallInfo { id: HallId(2), outline: square(5.0, -2.0, 15.0, 5.0), arrival: Pose { eye: Vec3::new(6.0, EYE_HEIGHT_M, 0.0), yaw: -1.5, pitch: 0.0 } },
        ],
        works: vec![work(1, 1, -3.0, -3.0), work(2, 1, 3.0, -3.0), work(3, 2, 12.0, 1.0)],
        tours: vec![TourInfo { id: TourId(1), stops: vec![WorkId(1), WorkId(2), WorkId(3)] }],
        ground,
        start: Pose { eye: Vec3::new(0.0, EYE_HEIGHT_M, 4.0), yaw: 0.0, pitch: 0.0 },
        start_hall: HallId(1),
    }
}

fn entered(world: &World) -> Visit {
    let mut visit = Visit::new(world, Lang::En);
    visit.apply(world, &Action::EnterMuseum);
    visit
}

fn run(visit: &mut Visit, world: &World, secs: f32) -> Vec<Effect> {
    (0..(secs * 30.0) as usize).flat_map(|_| visit.apply(world, &Action::Tick { dt_secs: 1.0 / 30.0 })).collect()
}

#[test]
fn a_tap_on_a_work_leads_before_it_and_a_second_tap_opens_it() {
    let world = world();
    let mut visit = entered(&world);
    visit.apply(&world, &Action::ApproachWork(WorkId(1)));
    assert!(visit.is_moving());
    run(&mut visit, &world, 10.0);
    assert!(visit.is_at(&world, WorkId(1)) && !visit.is_moving());
    assert_eq!(visit.page, Page::Hall);
    visit.apply(&world, &Action::ApproachWork(WorkId(1)));
    assert_eq!(visit.page, Page::Item(WorkId(1)));
    visit.apply(&world, &Action::Back);
    assert_eq!(visit.page, Page::Hall);
    assert!(visit.item.is_none());
}

#[test]
fn the_eye_stays_on_free_ground_through_every_walk() {
    let world = world();
    let mut visit = entered(&world);
    for (i, action) in [Action::WalkTo { x: 0.0, z: -4.0 }, Action::ApproachWork(WorkId(3)), Action::WalkTo { x: -4.0, z: 0.0 }].iter().enumerate() {
        visit.apply(&world, action);
        for _ in 0..400 {
            visit.apply(&world, &Action::Tick { dt_secs: 1.0 / 30.0 });
            assert!(world.ground.is_free(Vec2::new(visit.pose.eye.x, visit.pose.eye.z)), "walk {i} at {}", visit.pose.eye);
        }
    }
}

#[test]
fn next_and_back_always_work() {
    let world = world();
    let mut visit = entered(&world);
    for _ in 0..7 {
        visit.apply(&world, &Action::NextWork);
        run(&mut visit, &world, 10.0);
    }
    assert_eq!(visit.focus, Some(WorkId(1)), "the route is a ring");
    visit.apply(&world, &Action::OpenPage(Page::List));
    visit.apply(&world, &Action::OpenWork(WorkId(3)));
    visit.apply(&world, &Action::NextWork);
    assert_eq!(visit.page, Page::Item(WorkId(1)));
    visit.apply(&world, &Action::Back);
    assert_eq!(visit.page, Page::List, "back leads to where one was");
    visit.apply(&world, &Action::Back);
    assert_eq!(visit.page, Page::Hall);
    visit.apply(&world, &Action::Back);
    assert_eq!(visit.page, Page::Welcome);
}

#[test]
fn a_tour_runs_itself_waits_for_the_reading_and_ends() {
    let world = world();
    let mut visit = entered(&world);
    let mut effects = visit.apply(&world, &Action::StartTour(TourId(1)));
    effects.extend(run(&mut visit, &world, 90.0));
    assert_eq!(visit.tour.as_ref().map(|t| t.phase), Some(Phase::Finished));
    assert_eq!(visit.page, Page::Tours);
    let played = effects.iter().filter(|e| matches!(e, Effect::Play { .. })).count();
    assert_eq!(played, 2, "two of the three stops have a reading");
    assert!(effects.contains(&Effect::Ambience(HallId(2))));
}

#[test]
fn a_touch_holds_the_tour_and_continue_takes_it_up_where_it_was() {
    let world = world();
    let mut visit = entered(&world);
    visit.apply(&world, &Action::StartTour(TourId(1)));
    while visit.playback.as_ref().is_none_or(|p| p.position_secs < 2.0) {
        run(&mut visit, &world, 0.1);
    }
    let effects = visit.apply(&world, &Action::OpenPage(Page::Map));
    assert!(effects.contains(&Effect::Pause));
    let held = visit.clone();
    run(&mut visit, &world, 5.0);
    assert_eq!(visit.tour, held.tour, "nothing moves while it is held");
    visit.apply(&world, &Action::Back);
    visit.apply(&world, &Action::ContinueTour);
    assert!(visit.is_guided());
    run(&mut visit, &world, 90.0);
    assert_eq!(visit.tour.as_ref().map(|t| t.phase), Some(Phase::Finished));
}

#[test]
fn reduced_motion_fades_instead_of_flying() {
    let world = world();
    let mut visit = entered(&world);
    visit.apply(&world, &Action::SetComfort(Comfort { reduced_motion: true, ..Comfort::default() }));
    visit.apply(&world, &Action::ApproachWork(WorkId(3)));
    let mut places = std::collections::BTreeSet::new();
    let mut darkest = 0.0_f32;
    for _ in 0..60 {
        visit.apply(&world, &Action::Tick { dt_secs: 1.0 / 30.0 });
        places.insert(format!("{:.3} {:.3}", visit.pose.eye.x, visit.pose.eye.z));
        darkest = darkest.max(visit.fade());
    }
    assert_eq!(places.len(), 2, "only the start and the end are ever seen");
    assert!(darkest > 0.9);
}

#[test]
fn changing_the_language_begins_the_reading_anew_in_that_language() {
    let world = world();
    let mut visit = entered(&world);
    visit.apply(&world, &Action::OpenWork(WorkId(1)));
    visit.apply(&world, &Action::PlayPause);
    run(&mut visit, &world, 2.0);
    let effects = visit.apply(&world, &Action::ChooseLanguage(Lang::He));
    assert_eq!(effects, vec![Effect::Stop, Effect::Play { sound: SoundId(10), from_secs: 0.0 }]);
}

#[test]
fn at_rest_nothing_asks_for_a_frame() {
    let world = world();
    let mut visit = entered(&world);
    run(&mut visit, &world, 6.0);
    assert_eq!(visit.next_change_secs(&world), None);
    visit.apply(&world, &Action::OpenWork(WorkId(1)));
    visit.apply(&world, &Action::PlayPause);
    assert!(visit.next_change_secs(&world).is_some_and(|s| s > 0.0 && s <= 1.0));
}

#[test]
fn a_recording_survives_its_file_and_replays_to_the_same_state() {
    let world = world();
    let recording = Recording {
        version: RECORDING_VERSION,
        lang: Lang::He,
        steps: vec![
            Step::Do(Action::EnterMuseum),
            Step::Do(Action::ApproachWork(WorkId(3))),
            Step::Settle { limit_secs: 20.0 },
            Step::Picture("third".into()),
            Step::Do(Action::OpenWork(WorkId(3))),
            Step::Do(Action::ToggleOpened),
            Step::Do(Action::PlayPause),
            Step::Wait { secs: 2.5 },
        ],
    };
    let text = serde_json::to_string(&recording).expect("writes");
    let read: Recording = serde_json::from_str(&text).expect("reads");
    assert_eq!(read, recording);
    let mut names = Vec::new();
    let a = recording
        .replay(
            &world,
            |_, n| {
                names.push(n.to_owned());
                Ok::<_, ()>(())
            },
            |_| {},
        )
        .expect("replays");
    let b = read.replay(&world, |_, _| Ok::<_, ()>(()), |_| {}).expect("replays");
    assert_eq!(a, b);
    assert_eq!(names, ["third"]);
    assert!(a.item.as_ref().is_some_and(|i| i.opened));
    assert!(a.playback.as_ref().is_some_and(|p| (p.position_secs - 2.5).abs() < 0.01));
}

/// A visitor who does anything at all: the state stays sane and the way home stays open.
#[test]
fn a_random_visitor_never_gets_lost() {
    let world = world();
    let mut visit = Visit::new(&world, Lang::He);
    let mut seed = 7_u64;
    let mut next = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for i in 0..20_000 {
        let work = WorkId(next(5) as u32);
        let action = match next(24) {
            0 => Action::EnterMuseum,
            1 => Action::Back,
            2 => Action::NextWork,
            3 => Action::PreviousWork,
            4 => Action::ApproachWork(work),
            5 => Action::OpenWork(work),
            6 => Action::OpenPage([Page::Hall, Page::List, Page::Map, Page::Tours, Page::Comfort, Page::About, Page::Welcome][next(7) as usize]),
            7 => Action::Look { yaw: next(100) as f32 - 50.0, pitch: f32::INFINITY },
            8 => Action::Look { yaw: next(7) as f32 - 3.0, pitch: next(3) as f32 - 1.0 },
            9 => Action::Steer { forward: next(3) as f32 - 1.0, right: next(3) as f32 - 1.0, turn: next(3) as f32 - 1.0 },
            10 => Action::WalkTo { x: next(30) as f32 - 12.0, z: next(14) as f32 - 7.0 },
            11 => Action::StartTour(TourId(next(2) as u32)),
            12 => Action::ContinueTour,
            13 => Action::PlayPause,
            14 => Action::Seek { position_secs: next(20) as f32 - 5.0 },
            15 => Action::EnterHall(HallId(next(4) as u32)),
            16 => Action::ChooseLanguage(Lang::ALL[next(4) as usize]),
            17 => Action::TourStop(next(9) as usize),
            18 => Action::ZoomItem { factor: f32::NAN },
            19 => Action::ToggleOpened,
            _ => Action::Tick { dt_secs: next(100) as f32 / 100.0 },
        };
        visit.apply(&world, &action);
        assert!(visit.pose.eye.is_finite() && visit.pose.yaw.is_finite() && visit.pose.pitch.abs() <= 1.2, "step {i}: {action:?} -> {:?}", visit.pose);
        assert!(world.hall(visit.hall).is_some());
        assert_eq!(
            matches!(visit.page, Page::Item(_)),
            visit.item.is_some() && matches!(visit.page, Page::Item(w) if Some(w) == visit.item.as_ref().map(|i| i.work)),
            "step {i}: {action:?}"
        );
        assert!(visit.history.len() <= 32);
    }
    for _ in 0..40 {
        visit.apply(&world, &Action::Back);
    }
    assert_eq!(visit.page, Page::Welcome);
}
