//! Walking for long must not grow the process. In a file, and so a process, of its own: other tests' devices would drown the figure.
//!
//! What it guards against: lavapipe compiled and kept a shader for every draw when a branch depended on a uniform (`shaders/material.inc.wgsl`).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

#[path = "render/stage.rs"]
#[allow(dead_code, reason = "this test needs a part of the stage")]
mod stage;

use alliance_museum::render::{AdapterChoice, Background, FrameInput, Gpu, Renderer, Target, Tier, ToneMap};

/// Resident memory of this process, MiB.
fn resident_mib() -> f64 {
    let pages: f64 = std::fs::read_to_string("/proc/self/statm").unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096.0 / 1_048_576.0
}

#[test]
fn a_long_walk_and_long_rests_do_not_grow_the_process() {
    let gpu = match Gpu::headless(AdapterChoice::Software) {
        Ok(gpu) => gpu,
        Err(e) if std::env::var_os("REQUIRE_GPU").is_some() => panic!("REQUIRE_GPU is set, but {e}"),
        Err(e) => {
            eprintln!("SKIPPED: {e}");
            return;
        }
    };
    let scene = stage::rooms();
    let mut renderer = Renderer::new(&gpu).unwrap();
    let mut after_warm_up = 0.0;
    for step in 0..120_u32 {
        let mut camera = stage::camera();
        camera.world_from_view.translation.x += step as f32 * 0.004;
        let input = FrameInput {
            scene: &scene,
            camera,
            output_px: [640, 360],
            viewport_px: [0, 0, 640, 360],
            tone_map: ToneMap::Agx,
            background: Background::None,
            tier: Tier::Software,
            moving: step % 6 != 5,
            overlay: None,
            clear_srgb: [0.0; 3],
        };
        renderer.frame(&gpu, &input, &stage::Pictures, Target::Offscreen).unwrap();
        if step == 39 {
            gpu.wait_idle();
            after_warm_up = resident_mib();
        }
    }
    gpu.wait_idle();
    let grown = resident_mib() - after_warm_up;
    assert!(grown < 24.0, "80 frames grew the process by {grown:.0} MiB from {after_warm_up:.0}");
}
