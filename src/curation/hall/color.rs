//! Colour of black bodies.

use glam::Vec3;

/// Linear sRGB of a black body, brightest channel 1. Chromaticity after Kim et al. 2002 (US patent 7024034), good from
/// 1667 to 25000 kelvin; outside it is held.
pub fn blackbody(kelvin: f32) -> Vec3 {
    let t = kelvin.clamp(1667.0, 25_000.0);
    let (i, i2, i3) = (1e3 / t, 1e6 / (t * t), 1e9 / (t * t * t));
    let x = if t <= 4000.0 {
        -0.266_123_9 * i3 - 0.234_358_9 * i2 + 0.877_695_6 * i + 0.179_91
    } else {
        -3.025_847 * i3 + 2.107_037_9 * i2 + 0.222_634_7 * i + 0.240_39
    };
    let (x2, x3) = (x * x, x * x * x);
    let y = if t <= 2222.0 {
        -1.106_381_4 * x3 - 1.348_110_2 * x2 + 2.185_558_3 * x - 0.202_196_8
    } else if t <= 4000.0 {
        -0.954_947_6 * x3 - 1.374_185_9 * x2 + 2.091_37 * x - 0.167_488_7
    } else {
        3.081_758 * x3 - 5.873_387 * x2 + 3.751_13 * x - 0.370_014_8
    };
    let (cx, cz) = (x / y, (1.0 - x - y) / y);
    let rgb = Vec3::new(
        3.240_454 * cx - 1.537_138_5 - 0.498_531_4 * cz,
        -0.969_266 * cx + 1.876_010_8 + 0.041_556 * cz,
        0.055_643_4 * cx - 0.204_025_9 + 1.057_225_2 * cz,
    )
    .max(Vec3::ZERO);
    rgb / rgb.max_element()
}

/// What the eye in a lamp-lit room takes for white, kelvin: halfway between its lamps and daylight.
const ADAPTED_KELVIN: f32 = 4400.0;

/// Colour of a lamp as an eye adapted to the room sees it (von Kries 1902 on linear sRGB), brightest channel 1.
pub fn lamp_color(kelvin: f32) -> Vec3 {
    let c = blackbody(kelvin) / blackbody(ADAPTED_KELVIN);
    c / c.max_element()
}

/// Relative luminance of linear sRGB.
pub fn luminance(c: Vec3) -> f32 {
    c.dot(Vec3::new(0.2126, 0.7152, 0.0722))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lamps_are_warm_and_daylight_is_white() {
        let lamp = blackbody(2700.0);
        assert!(lamp.x == 1.0 && lamp.y > 0.37 && lamp.y < 0.45 && lamp.z > 0.07 && lamp.z < 0.13, "{lamp}");
        let day = blackbody(6500.0);
        assert!(day.min_element() > 0.9, "{day}");
    }
}
