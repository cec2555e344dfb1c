// Scene light to display value. Input: linear, exposed so that 1.0 is paper white. Output: encoded for the display, 0..1.
#import "common.inc.wgsl"

// Khronos PBR Neutral (specification of 2024): colours below 0.8 keep their hue and saturation exactly.
fn tone_neutral(exposed: vec3<f32>) -> vec3<f32> {
    let start = 0.8 - 0.04;
    let desaturation = 0.15;
    var c = exposed;
    let least = min(c.r, min(c.g, c.b));
    c -= select(0.04, least - 6.25 * least * least, least < 0.08);
    let peak = max(c.r, max(c.g, c.b));
    if peak >= start {
        let d = 1.0 - start;
        let new_peak = 1.0 - d * d / (peak + d - start);
        c *= new_peak / peak;
        let g = 1.0 - 1.0 / (desaturation * (peak - new_peak) + 1.0);
        c = mix(c, vec3<f32>(new_peak), g);
    }
    return srgb_encode(c);
}

// AgX (Troy Sobotka), with the curve as the sixth-degree polynomial fitted by Benjamin Wrensch, and a slight look:
// a little more contrast and saturation than the base, which is meant for grading.
fn tone_agx(exposed: vec3<f32>) -> vec3<f32> {
    let inset = mat3x3<f32>(
        0.842479062253094, 0.0423282422610123, 0.0423756549057051,
        0.0784335999999992, 0.878468636469772, 0.0784336,
        0.0792237451477643, 0.0791661274605434, 0.879142973793104,
    );
    let outset = mat3x3<f32>(
        1.19687900512017, -0.0528968517574562, -0.0529716355144438,
        -0.0980208811401368, 1.15190312990417, -0.0980434501171241,
        -0.0990297440797205, -0.0989611768448433, 1.15107367264116,
    );
    let least_ev = -12.47393;
    let most_ev = 4.026069;
    let log_light = clamp(log2(max(inset * exposed, vec3<f32>(1e-10))), vec3<f32>(least_ev), vec3<f32>(most_ev));
    let x = (log_light - least_ev) / (most_ev - least_ev);
    let x2 = x * x;
    let x4 = x2 * x2;
    var c = 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232;
    c = pow(max(c, vec3<f32>(0.0)), vec3<f32>(1.2));
    c = mix(vec3<f32>(luminance(c)), c, 1.3);
    return clamp(outset * c, vec3<f32>(0.0), vec3<f32>(1.0));
}

fn tone_map(exposed: vec3<f32>, kind: f32) -> vec3<f32> {
    if kind > 0.5 {
        return tone_neutral(exposed);
    }
    return tone_agx(exposed);
}

// Interleaved gradient noise (Jimenez 2014), one level of an 8-bit picture wide: dark walls do not band.
fn dither(pixel: vec2<f32>) -> f32 {
    return (fract(52.9829189 * fract(dot(pixel, vec2<f32>(0.06711056, 0.00583715)))) - 0.5) / 255.0;
}
