use super::*;
use crate::scene::LightKind;

fn lamp(kind: LightKind) -> Light {
    Light {
        kind,
        position: Vec3::new(0.0, 2.0, 0.0),
        direction: Vec3::NEG_Y,
        color: Vec3::ONE,
        intensity: 400.0,
        range: f32::INFINITY,
        casts_shadow: false,
        source_radius: 0.0,
    }
}

#[test]
fn light_falls_off_with_the_square_of_the_distance() {
    let l = lamp(LightKind::Point);
    let e = |y: f32| unshadowed(&l, Vec3::new(0.0, y, 0.0), Vec3::Y).x * std::f32::consts::PI;
    assert!((e(0.0) - 100.0).abs() < 0.01 && (e(1.0) - 400.0).abs() < 0.01);
    assert_eq!(unshadowed(&l, Vec3::ZERO, Vec3::NEG_Y), Vec3::ZERO);
}

#[test]
fn a_spot_lights_its_cone_only_and_a_range_ends_softly() {
    let l = lamp(LightKind::Spot { inner_angle: 0.2, outer_angle: 0.4 });
    assert!((arriving(&l, Vec3::new(0.2, 0.0, 0.0)).unwrap().1.x - 400.0 / 4.04).abs() < 0.1);
    assert!(arriving(&l, Vec3::new(1.2, 0.0, 0.0)).is_none());
    let windowed = Light { range: 2.0, ..lamp(LightKind::Point) };
    assert!(arriving(&windowed, Vec3::ZERO).is_none());
    assert!(arriving(&windowed, Vec3::new(0.0, 1.5, 0.0)).unwrap().1.x > 1500.0);
}
