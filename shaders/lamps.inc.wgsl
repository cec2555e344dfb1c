// Lamps: which reach a pixel, how strongly, and whether something stands between.
//
// The picture is cut into 16 x 9 tiles and 24 slices of depth; the CPU lists up to sixteen lamps for each piece, strongest first.
// Lists per piece rather than per thing: the walls of a hall are one mesh, and a list per mesh would cut lamps off along its seams.
#import "brdf.inc.wgsl"

const TILES_X: u32 = 16u;
const TILES_Y: u32 = 9u;
const SLICES: u32 = 24u;
const POINT: f32 = 0.0;
const SPOT: f32 = 1.0;
const DIRECTIONAL: f32 = 2.0;

struct Lamp {
    // w: 1 / range squared (0: no end).
    position: vec4<f32>,
    // Colour times candela (lux when directional); w: kind.
    intensity: vec4<f32>,
    // The way its light travels; w: radius of the luminous body, metres.
    direction: vec4<f32>,
    // Scale and offset of the cosine of the cone, cell, shadow map (-1: none).
    cone: vec4<f32>,
    // World width of a shadow texel (per metre of distance for spots), texel in map coordinates, widest kernel in texels.
    shadow: vec4<f32>,
    shadow_from_world: mat4x4<f32>,
}

@group(0) @binding(2) var<storage, read> lamps: array<Lamp>;
@group(0) @binding(3) var<storage, read> lamp_lists: array<vec4<u32>>;
@group(0) @binding(4) var shadow_maps: texture_depth_2d_array;
@group(0) @binding(5) var shadow_sampler: sampler_comparison;

fn lamp_list(pixel: vec2<f32>, depth: f32, cluster: vec4<f32>) -> vec4<u32> {
    let tile = min(vec2<u32>(pixel * cluster.xy), vec2<u32>(TILES_X - 1u, TILES_Y - 1u));
    let slice = u32(clamp(log2(max(depth, 1e-3)) * cluster.z + cluster.w, 0.0, f32(SLICES) - 1.0));
    return lamp_lists[(slice * TILES_Y + tile.y) * TILES_X + tile.x];
}

// Comparisons per lamp and pixel: four where a picture must stand alone, one where sixteen pictures are averaged at rest.
override SHADOW_TAPS: u32 = 4u;

// Lit share of a point: bilinear comparisons about it. `kernel`: turn of the ring, radians, and its radius for a single comparison, 0..1;
// both change from picture to picture at rest.
fn lit_share(i: u32, s: Surface, distance: f32, kernel: vec2<f32>) -> f32 {
    let layer = i32(lamps[i].cone.w);
    let texel = lamps[i].shadow.x * select(distance, 1.0, lamps[i].intensity.w == DIRECTIONAL);
    // Along the normal, by more the wider the kernel: no acne, little detachment.
    let moved = s.world + s.geometric_normal * texel * 2.0;
    let clip = lamps[i].shadow_from_world * vec4<f32>(moved, 1.0);
    let p = clip.xyz / clip.w;
    let uv = vec2<f32>(p.x * 0.5 + 0.5, 0.5 - p.y * 0.5);
    if clip.w <= 0.0 || any(uv < vec2<f32>(0.0)) || any(uv > vec2<f32>(1.0)) || p.z > 1.0 {
        return 1.0;
    }
    let soft = clamp(lamps[i].direction.w * 0.35 / max(texel, 1e-5), 0.7, lamps[i].shadow.z) * lamps[i].shadow.y;
    let a = vec2<f32>(cos(kernel.x), sin(kernel.x)) * soft;
    if SHADOW_TAPS == 1u {
        return textureSampleCompareLevel(shadow_maps, shadow_sampler, uv + a * kernel.y, layer, p.z);
    }
    let b = vec2<f32>(-a.y, a.x);
    var lit = textureSampleCompareLevel(shadow_maps, shadow_sampler, uv + a, layer, p.z);
    lit += textureSampleCompareLevel(shadow_maps, shadow_sampler, uv - a, layer, p.z);
    lit += textureSampleCompareLevel(shadow_maps, shadow_sampler, uv + b * 0.6, layer, p.z);
    lit += textureSampleCompareLevel(shadow_maps, shadow_sampler, uv - b * 0.6, layer, p.z);
    return lit * 0.25;
}

// Light of lamp i that the surface sends to the eye, cd/m2.
fn lamp_light(i: u32, s: Surface, cell: f32, kernel: vec2<f32>) -> vec3<f32> {
    let cone = lamps[i].cone;
    if cone.z != cell {
        return vec3<f32>(0.0);
    }
    let intensity = lamps[i].intensity;
    var to_light = -lamps[i].direction.xyz;
    var strength = 1.0;
    var distance = 1.0;
    var apparent_radius = 0.0;
    if intensity.w != DIRECTIONAL {
        let offset = lamps[i].position.xyz - s.world;
        let d2 = max(dot(offset, offset), 1e-4);
        distance = sqrt(d2);
        to_light = offset / distance;
        let x = d2 * lamps[i].position.w;
        let window = clamp(1.0 - x * x, 0.0, 1.0);
        strength = window * window / d2;
        apparent_radius = lamps[i].direction.w / distance;
    }
    if intensity.w == SPOT {
        let edge = clamp(dot(-to_light, lamps[i].direction.xyz) * cone.x + cone.y, 0.0, 1.0);
        strength *= edge * edge;
    }
    if strength <= 0.0 || dot(s.normal, to_light) <= 0.0 {
        return vec3<f32>(0.0);
    }
    if cone.w >= 0.0 {
        strength *= lit_share(i, s, distance, kernel);
        if strength <= 0.0 {
            return vec3<f32>(0.0);
        }
    }
    return reflect_lamp(s, to_light, intensity.rgb * strength, apparent_radius);
}

fn lamps_light(s: Surface, list: vec4<u32>, cell: f32, kernel: vec2<f32>) -> vec3<f32> {
    var sum = vec3<f32>(0.0);
    for (var k = 0u; k < 16u; k++) {
        let i = (list[k >> 2u] >> ((k & 3u) * 8u)) & 255u;
        if i == 255u {
            break;
        }
        sum += lamp_light(i, s, cell, kernel);
    }
    return sum;
}
