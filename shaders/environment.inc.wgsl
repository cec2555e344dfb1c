// Image light of a cell. Binds group 1.
#import "brdf.inc.wgsl"

struct Environment {
    // Irradiance / pi.
    sh: array<vec4<f32>, 9>,
    // Where the cube was taken; w: 1 when the box holds.
    center: vec4<f32>,
    box_min: vec4<f32>,
    box_max: vec4<f32>,
    // Last level of the cube.
    params: vec4<f32>,
}

@group(1) @binding(0) var<uniform> environment: Environment;
@group(1) @binding(1) var environment_cube: texture_cube<f32>;
// Directional albedo of the specular lobe: x where f0 = 0, y where f0 = 1; u is N.V, v is roughness (Filament's multiple-scattering form).
@group(1) @binding(2) var dfg_table: texture_2d<f32>;
@group(1) @binding(3) var linear_sampler: sampler;

// Where a ray from `world` meets the hall's box, seen from the cube's centre (Lagarde 2012).
fn box_projected(world: vec3<f32>, direction: vec3<f32>) -> vec3<f32> {
    let inverse = 1.0 / select(direction, vec3<f32>(1e-6), abs(direction) < vec3<f32>(1e-6));
    let far = max((environment.box_max.xyz - world) * inverse, (environment.box_min.xyz - world) * inverse);
    let distance = max(min(far.x, min(far.y, far.z)), 0.0);
    return select(direction, world + direction * distance - environment.center.xyz, environment.center.w > 0.5);
}

fn environment_radiance(direction: vec3<f32>, roughness: f32) -> vec3<f32> {
    return textureSampleLevel(environment_cube, linear_sampler, direction, roughness * environment.params.x).rgb;
}

fn dfg(n_dot_v: f32, roughness: f32) -> vec2<f32> {
    return textureSampleLevel(dfg_table, linear_sampler, vec2<f32>(n_dot_v, roughness), 0.0).rg;
}

// Image light the surface sends to the eye, cd/m2: x of two parts, diffuse and specular, so that glass can keep only the second.
struct ImageLight {
    diffuse: vec3<f32>,
    specular: vec3<f32>,
}

// `indirect` is the diffuse radiance of a white surface where the thing stands; the cube, taken elsewhere in the hall, is scaled by how
// much brighter or darker it is here, so that a mirror in a dark corner is dark.
fn image_light(s: Surface, indirect: vec3<f32>) -> ImageLight {
    let here = luminance(indirect);
    let there = luminance(sh9_evaluate(environment.sh, s.normal));
    let local = mix(1.0, clamp(here / max(there, 1e-4), 0.0, 2.0), smoothstep(0.0, 0.3, s.roughness) * 0.8 + 0.2);
    let reflected = reflect(-s.to_eye, s.normal);
    // Rough lobes lean towards the normal.
    let lobe = normalize(mix(reflected, s.normal, s.roughness * s.roughness * s.roughness * s.roughness));
    let radiance = environment_radiance(box_projected(s.world, lobe), s.roughness);
    // No light from below the geometric surface, and less where the surface is in its own shade (Lagarde & de Rousiers 2014).
    let horizon = clamp(1.0 + dot(reflected, s.geometric_normal), 0.0, 1.0);
    let shade = clamp(pow(s.n_dot_v + s.occlusion, exp2(-16.0 * s.roughness - 1.0)) - 1.0 + s.occlusion, 0.0, 1.0);
    var out: ImageLight;
    out.diffuse = s.diffuse * (vec3<f32>(1.0) - s.specular_albedo) * indirect * s.occlusion;
    out.specular = s.specular_albedo * radiance * (local * shade * horizon * horizon);
    return out;
}
