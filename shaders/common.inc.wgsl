// What every scene shader shares: the view, things, octahedral vectors, packed light and harmonics.

const PI: f32 = 3.14159265;

struct View {
    clip_from_world: mat4x4<f32>,
    // Direction through a point of the picture: ray_forward + x * ray_right + y * ray_up, x and y in -1..1.
    // ray_right.w: radius of the shadow kernel's single comparison, 0..1.
    ray_right: vec4<f32>,
    ray_up: vec4<f32>,
    ray_forward: vec4<f32>,
    // Eye in the world; w: display value of one cd/m2.
    eye_exposure: vec4<f32>,
    // Width, height and their inverses, pixels.
    viewport: vec4<f32>,
    // Light tiles per pixel (x, y), slices per octave of depth, slice of depth 1.
    cluster: vec4<f32>,
    // Colour behind everything (exposed), or the level of the environment in w.
    background: vec4<f32>,
    // Mip bias, tone map (0 AgX, 1 Neutral), turn of the shadow kernel (radians), 1 when the background is the environment.
    params: vec4<f32>,
}

struct Instance {
    // Rows of the affine matrix.
    world_from_mesh_0: vec4<f32>,
    world_from_mesh_1: vec4<f32>,
    world_from_mesh_2: vec4<f32>,
    // Gain, cell, 1 when vertices carry baked light, sign of the matrix' determinant.
    params: vec4<f32>,
    // Irradiance / pi where it stands: bounced light and sky, and lamps with shadows.
    indirect: array<vec4<f32>, 9>,
    direct: array<vec4<f32>, 9>,
}

// Inverse of the octahedral mapping (Cigolle et al. 2014).
fn oct_decode(e: vec2<f32>) -> vec3<f32> {
    var n = vec3<f32>(e, 1.0 - abs(e.x) - abs(e.y));
    let fold = max(-n.z, 0.0);
    n.x += select(fold, -fold, n.x >= 0.0);
    n.y += select(fold, -fold, n.y >= 0.0);
    return normalize(n);
}

// Shared-exponent colour (E5B9G9R9). 2^(e - 24) is built from its bits.
fn rgb9e5_decode(v: u32) -> vec3<f32> {
    let scale = bitcast<f32>(((v >> 27u) + 103u) << 23u);
    return vec3<f32>(f32(v & 511u), f32((v >> 9u) & 511u), f32((v >> 18u) & 511u)) * scale;
}

fn sh9_evaluate(sh: array<vec4<f32>, 9>, n: vec3<f32>) -> vec3<f32> {
    var e = sh[0].rgb * 0.282095;
    e += sh[1].rgb * (0.488603 * n.y) + sh[2].rgb * (0.488603 * n.z) + sh[3].rgb * (0.488603 * n.x);
    e += sh[4].rgb * (1.092548 * n.x * n.y) + sh[5].rgb * (1.092548 * n.y * n.z);
    e += sh[6].rgb * (0.315392 * (3.0 * n.z * n.z - 1.0));
    e += sh[7].rgb * (1.092548 * n.x * n.z) + sh[8].rgb * (0.546274 * (n.x * n.x - n.y * n.y));
    return max(e, vec3<f32>(0.0));
}

fn luminance(c: vec3<f32>) -> f32 {
    return dot(c, vec3<f32>(0.2126, 0.7152, 0.0722));
}

fn srgb_encode(c: vec3<f32>) -> vec3<f32> {
    let x = clamp(c, vec3<f32>(0.0), vec3<f32>(1.0));
    return select(1.055 * pow(x, vec3<f32>(1.0 / 2.4)) - 0.055, 12.92 * x, x <= vec3<f32>(0.0031308));
}

fn srgb_decode(c: vec3<f32>) -> vec3<f32> {
    return select(pow((c + 0.055) / 1.055, vec3<f32>(2.4)), c / 12.92, c <= vec3<f32>(0.04045));
}

// A triangle that covers the picture.
fn cover(index: u32) -> vec4<f32> {
    let p = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u));
    return vec4<f32>(p * 2.0 - 1.0, 0.0, 1.0);
}
