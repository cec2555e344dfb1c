//! The renderer, on whatever adapter there is: goldens, furnace, refinement at rest, a lost device, streaming.
//!
//! Without an adapter the tests say so and pass; with REQUIRE_GPU=1 they fail.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

#[path = "render/compare.rs"]
mod compare;
#[path = "render/stage.rs"]
mod stage;

use alliance_museum::render::{
    AdapterChoice, Background, FrameError, FrameInput, FrameReport, Gpu, NoTextures, OverlayFrame, ReadImage, Renderer, Target, TextureSource, Tier, ToneMap,
};
use alliance_museum::scene::{Camera, Pose, Scene};
use glam::Vec3;

const SIZE: [u32; 2] = [256, 144];

/// The software rasteriser, so that goldens are the same everywhere; `None`, loudly, where there is none.
fn gpu() -> Option<Gpu> {
    match Gpu::headless(AdapterChoice::Software) {
        Ok(gpu) => Some(gpu),
        Err(e) if std::env::var_os("REQUIRE_GPU").is_some() => panic!("REQUIRE_GPU is set, but {e}"),
        Err(e) => {
            eprintln!("SKIPPED: {e}");
            None
        }
    }
}

fn input(scene: &Scene, camera: Camera, tier: Tier, moving: bool) -> FrameInput<'_> {
    FrameInput {
        scene,
        camera,
        output_px: SIZE,
        viewport_px: [0, 0, SIZE[0], SIZE[1]],
        tone_map: ToneMap::Agx,
        background: Background::None,
        tier,
        moving,
        overlay: None,
        clear_srgb: [0.12, 0.14, 0.19],
    }
}

/// Draws until nothing is left to refine.
fn settle(renderer: &mut Renderer, gpu: &Gpu, input: &FrameInput<'_>, source: &dyn TextureSource) -> (ReadImage, FrameReport) {
    for _ in 0..200 {
        let report = renderer.frame(gpu, input, source, Target::Offscreen).unwrap();
        if report.settled {
            return (renderer.read_image(gpu).unwrap(), report);
        }
    }
    panic!("the picture never settled");
}

fn no_errors(gpu: &Gpu) {
    assert_eq!(gpu.faults.uncaptured_count(), 0, "the device reported errors (see the log)");
}

const GOLDENS: [&str; 5] = ["rooms_software_rest", "rooms_software_walk", "rooms_high_rest", "rooms_high_walk", "ball_environment"];

#[test]
fn rooms_at_rest_and_walking_look_as_blessed() {
    let Some(gpu) = gpu() else { return };
    let scene = stage::rooms();
    for (tier, rest, walk) in [(Tier::Software, GOLDENS[0], GOLDENS[1]), (Tier::High, GOLDENS[2], GOLDENS[3])] {
        let mut renderer = Renderer::new(&gpu).unwrap();
        let (picture, report) = settle(&mut renderer, &gpu, &input(&scene, stage::camera(), tier, false), &stage::Pictures);
        assert!(report.settled);
        compare::golden(rest, &picture);
        let walking = input(&scene, stage::camera(), tier, true);
        let report = renderer.frame(&gpu, &walking, &stage::Pictures, Target::Offscreen).unwrap();
        assert!(!report.settled);
        assert_eq!(report.scale, if tier == Tier::Software { 0.5 } else { 1.0 });
        compare::golden(walk, &renderer.read_image(&gpu).unwrap());
    }
    no_errors(&gpu);
    compare::no_stale_goldens(&GOLDENS);
}

#[test]
fn a_ball_before_its_environment_looks_as_blessed() {
    let Some(gpu) = gpu() else { return };
    let mut scene = stage::furnace(0.1, 1.0);
    let sky = stage::environment(64, |d| {
        let stripes = if (d.x.atan2(d.z) * 6.0).sin() > 0.0 { 1.0 } else { 0.35 };
        Vec3::new(0.9, 0.8, 0.7).lerp(Vec3::new(0.3, 0.5, 0.9), d.y * 0.5 + 0.5) * stripes
    });
    scene.cells[0].instances[0].probe.indirect = sky.irradiance;
    scene.cells[0].environment = std::sync::Arc::new(sky);
    let camera = Camera::from_pose(Pose::looking_at(Vec3::new(0.0, 0.4, 3.2), Vec3::ZERO), 0.9);
    let mut renderer = Renderer::new(&gpu).unwrap();
    let mut input = input(&scene, camera, Tier::Low, false);
    input.background = Background::Environment { blur: 0.0 };
    input.tone_map = ToneMap::Neutral;
    let (picture, _) = settle(&mut renderer, &gpu, &input, &NoTextures);
    compare::golden(GOLDENS[4], &picture);
    no_errors(&gpu);
}

#[test]
fn a_white_ball_in_white_light_is_white_at_every_roughness() {
    let Some(gpu) = gpu() else { return };
    let mut renderer = Renderer::new(&gpu).unwrap();
    let camera = Camera::from_pose(Pose::looking_at(Vec3::new(0.0, 0.0, 3.0), Vec3::ZERO), 0.9);
    // The display value of the background itself: both go through the same tone map.
    for metallic in [0.0, 1.0] {
        for roughness in [0.0, 0.1, 0.25, 0.5, 0.75, 1.0] {
            let scene = stage::furnace(roughness, metallic);
            let mut input = input(&scene, camera, Tier::Low, false);
            input.background = Background::Environment { blur: 0.0 };
            input.tone_map = ToneMap::Neutral;
            let (picture, _) = settle(&mut renderer, &gpu, &input, &NoTextures);
            let corner = picture.rgba[0];
            let worst = picture.rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).map(|v| v.abs_diff(corner)).max().unwrap();
            assert!(worst <= 4, "roughness {roughness}, metallic {metallic}: {worst} of 255 away from white ({corner})");
        }
    }
    no_errors(&gpu);
}

#[test]
fn at_rest_the_picture_settles_and_is_then_only_shown_again() {
    let Some(gpu) = gpu() else { return };
    let scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let resting = input(&scene, stage::camera(), Tier::Software, false);
    let (picture, report) = settle(&mut renderer, &gpu, &resting, &stage::Pictures);
    assert_eq!(report.samples, Tier::Software.rest_samples());
    for _ in 0..3 {
        let again = renderer.frame(&gpu, &resting, &stage::Pictures, Target::Offscreen).unwrap();
        assert!(again.settled);
        assert_eq!((again.draws, again.triangles, again.uploaded_bytes), (0, 0, 0), "nothing is drawn or uploaded once settled");
    }
    assert_eq!(renderer.read_image(&gpu).unwrap(), picture);
    // A step, and back: the same picture again.
    let mut camera = stage::camera();
    camera.world_from_view.translation.x += 0.3;
    assert!(!renderer.frame(&gpu, &input(&scene, camera, Tier::Software, true), &stage::Pictures, Target::Offscreen).unwrap().settled);
    let (back, _) = settle(&mut renderer, &gpu, &resting, &stage::Pictures);
    assert_eq!(compare::difference(&picture.rgba, &back.rgba).0, 0);
    no_errors(&gpu);
}

#[test]
fn a_changed_scene_is_drawn_again() {
    let Some(gpu) = gpu() else { return };
    let mut scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let (before, _) = settle(&mut renderer, &gpu, &input(&scene, stage::camera(), Tier::Software, false), &stage::Pictures);
    scene.cells[0].instances.iter_mut().for_each(|i| i.gain = 0.3);
    scene.revision += 1;
    let (after, _) = settle(&mut renderer, &gpu, &input(&scene, stage::camera(), Tier::Software, false), &stage::Pictures);
    assert!(compare::difference(&before.rgba, &after.rgba).0 > 10_000);
}

#[test]
fn a_lost_device_is_replaced_and_draws_the_same_picture() {
    let Some(mut gpu) = gpu() else { return };
    let scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let resting = input(&scene, stage::camera(), Tier::Software, false);
    let (before, _) = settle(&mut renderer, &gpu, &resting, &stage::Pictures);
    for _ in 0..3 {
        gpu.device.destroy();
        let mut refused = None;
        for _ in 0..100 {
            match renderer.frame(&gpu, &resting, &stage::Pictures, Target::Offscreen) {
                Err(e) => {
                    refused = Some(e);
                    break;
                }
                Ok(_) => std::thread::sleep(std::time::Duration::from_millis(10)),
            }
        }
        assert!(matches!(refused, Some(FrameError::DeviceLost(_))), "{refused:?}");
        renderer.drop_all();
        assert!(renderer.frame(&gpu, &resting, &stage::Pictures, Target::Offscreen).is_err());
        gpu = Gpu::headless(AdapterChoice::Software).unwrap();
        renderer.rebuild(&gpu).unwrap();
        let (after, _) = settle(&mut renderer, &gpu, &resting, &stage::Pictures);
        assert_eq!(compare::difference(&before.rgba, &after.rgba).0, 0);
    }
}

#[test]
fn the_order_in_which_things_are_listed_does_not_reach_the_picture() {
    let Some(gpu) = gpu() else { return };
    let scene = stage::rooms();
    let mut turned = stage::rooms();
    turned.cells[0].instances.reverse();
    turned.cells[0].lights.reverse();
    let picture = |scene: &Scene| {
        let mut renderer = Renderer::new(&gpu).unwrap();
        settle(&mut renderer, &gpu, &input(scene, stage::camera(), Tier::Low, false), &stage::Pictures).0
    };
    assert_eq!(compare::difference(&picture(&scene).rgba, &picture(&turned).rgba).0, 0);
}

#[test]
fn the_interface_is_drawn_over_the_scene_and_survives_a_new_device() {
    let Some(gpu) = gpu() else { return };
    let scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let id = egui::TextureId::Managed(0);
    let white = egui::ColorImage::filled([2, 2], egui::Color32::from_rgb(47, 93, 115));
    let mut mesh = egui::Mesh::with_texture(id);
    let rect = egui::Rect::from_min_max(egui::pos2(10.0, 10.0), egui::pos2(60.0, 40.0));
    mesh.add_rect_with_uv(rect, egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0)), egui::Color32::WHITE);
    let primitives = vec![egui::ClippedPrimitive {
        clip_rect: egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(256.0, 144.0)),
        primitive: egui::epaint::Primitive::Mesh(mesh),
    }];
    let mut textures = egui::TexturesDelta::default();
    textures.push(id, egui::epaint::ImageDelta::full(white, egui::TextureOptions::LINEAR));
    let mut over = input(&scene, stage::camera(), Tier::Software, true);
    over.overlay = Some(OverlayFrame { primitives: primitives.clone(), textures, pixels_per_point: 1.0 });
    renderer.frame(&gpu, &over, &stage::Pictures, Target::Offscreen).unwrap();
    let at = |p: &ReadImage, x: usize, y: usize| p.rgba[(y * 256 + x) * 4..][..3].to_vec();
    let first = renderer.read_image(&gpu).unwrap();
    assert!(at(&first, 30, 20).iter().zip([47_u8, 93, 115]).all(|(a, b)| a.abs_diff(b) <= 2), "{:?}", at(&first, 30, 20));
    let fresh = Gpu::headless(AdapterChoice::Software).unwrap();
    renderer.rebuild(&fresh).unwrap();
    over.overlay = Some(OverlayFrame { primitives, textures: egui::TexturesDelta::default(), pixels_per_point: 1.0 });
    renderer.frame(&fresh, &over, &stage::Pictures, Target::Offscreen).unwrap();
    let second = renderer.read_image(&fresh).unwrap();
    assert_eq!(at(&second, 30, 20), at(&first, 30, 20));
    no_errors(&fresh);
}

#[test]
fn impossible_sizes_and_empty_scenes_are_answered() {
    let Some(gpu) = gpu() else { return };
    let empty = Scene::default();
    let mut renderer = Renderer::new(&gpu).unwrap();
    assert!(matches!(renderer.read_image(&gpu), Err(FrameError::NothingToRead)));
    let mut nothing = input(&empty, stage::camera(), Tier::Medium, false);
    let report = renderer.frame(&gpu, &nothing, &NoTextures, Target::Offscreen).unwrap();
    assert!(report.settled);
    let picture = renderer.read_image(&gpu).unwrap();
    assert_eq!(picture.rgba[..3], [31, 36, 48]);
    nothing.output_px = [0, 100];
    assert!(matches!(renderer.frame(&gpu, &nothing, &NoTextures, Target::Offscreen), Err(FrameError::BadSize { .. })));
    nothing.output_px = [1, 1];
    nothing.viewport_px = [5, 5, 900, 900];
    renderer.frame(&gpu, &nothing, &NoTextures, Target::Offscreen).unwrap();
    let scene = stage::rooms();
    let mut odd = input(&scene, stage::camera(), Tier::Software, true);
    odd.viewport_px = [200, 100, 0, 0];
    renderer.frame(&gpu, &odd, &stage::Pictures, Target::Offscreen).unwrap();
    odd.viewport_px = [201, 99, 33, 45];
    renderer.frame(&gpu, &odd, &stage::Pictures, Target::Offscreen).unwrap();
    no_errors(&gpu);
}

#[test]
fn frames_can_be_recorded_without_drawing() {
    let gpu = Gpu::noop().unwrap();
    let scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    for tier in [Tier::Software, Tier::Low, Tier::Medium, Tier::High] {
        for moving in [true, false] {
            let report = renderer.frame(&gpu, &input(&scene, stage::camera(), tier, moving), &stage::Pictures, Target::Offscreen).unwrap();
            assert!(report.draws > 10 && report.triangles > 1000);
        }
    }
    no_errors(&gpu);
}
