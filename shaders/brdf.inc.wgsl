// Reflection of a surface. Burley 2012, Karis 2013, Filament (Guy & Agopian), Heitz 2014, Fdez-Agüera 2019.

struct Surface {
    world: vec3<f32>,
    normal: vec3<f32>,
    geometric_normal: vec3<f32>,
    to_eye: vec3<f32>,
    n_dot_v: f32,
    diffuse: vec3<f32>,
    f0: vec3<f32>,
    // Perceptual roughness after specular anti-aliasing.
    roughness: f32,
    occlusion: f32,
    // Directional albedo of the specular lobe with all its bounces, and the factor that adds the bounces to the first.
    specular_albedo: vec3<f32>,
    bounces: vec3<f32>,
}

// Trowbridge-Reitz; alpha is roughness squared.
fn d_ggx(n_dot_h: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let f = (n_dot_h * a2 - n_dot_h) * n_dot_h + 1.0;
    return a2 / (3.14159265 * f * f);
}

// Height-correlated Smith visibility, already divided by 4 NoL NoV.
fn v_smith(n_dot_v: f32, n_dot_l: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let v = n_dot_l * sqrt(n_dot_v * n_dot_v * (1.0 - a2) + a2);
    let l = n_dot_v * sqrt(n_dot_l * n_dot_l * (1.0 - a2) + a2);
    return 0.5 / max(v + l, 1e-5);
}

fn f_schlick(f0: vec3<f32>, v_dot_h: f32) -> vec3<f32> {
    let x = clamp(1.0 - v_dot_h, 0.0, 1.0);
    let x2 = x * x;
    return f0 + (vec3<f32>(1.0) - f0) * (x2 * x2 * x);
}

// Roughness that covers how much the normal turns inside a pixel (Tokuyoshi & Kaplanyan 2019): highlights do not sparkle.
fn antialiased_roughness(roughness: f32, normal: vec3<f32>) -> f32 {
    let du = dpdx(normal);
    let dv = dpdy(normal);
    let variance = min(0.5 * (dot(du, du) + dot(dv, dv)), 0.18);
    let alpha = roughness * roughness;
    return sqrt(sqrt(clamp(alpha * alpha + variance, 0.0, 1.0)));
}

// Light of one lamp that the surface sends to the eye; `illuminance` is that of a surface facing the lamp (lux).
fn reflect_lamp(s: Surface, to_light: vec3<f32>, illuminance: vec3<f32>, apparent_radius: f32) -> vec3<f32> {
    let n_dot_l = clamp(dot(s.normal, to_light), 0.0, 1.0);
    let h = normalize(s.to_eye + to_light);
    let n_dot_h = clamp(dot(s.normal, h), 0.0, 1.0);
    let v_dot_h = clamp(dot(s.to_eye, h), 0.0, 1.0);
    let alpha = s.roughness * s.roughness;
    // A luminous body wider than a point is seen as a rougher reflection (after Karis 2013); the lobe stays normalised.
    let wide = clamp(alpha + apparent_radius * 0.5, 0.0, 1.0);
    let lobe = d_ggx(n_dot_h, wide) * v_smith(s.n_dot_v, n_dot_l, alpha) * f_schlick(s.f0, v_dot_h) * s.bounces;
    return (s.diffuse * (vec3<f32>(1.0) - s.specular_albedo) / 3.14159265 + lobe) * illuminance * n_dot_l;
}
