// Lighting for machines without a GPU, while the visitor walks: light from vertices and probes, one picture per surface, tone mapped at once.
#import "vertex.inc.wgsl"
#import "material.inc.wgsl"
#import "tone.inc.wgsl"

struct Interpolated {
    @builtin(position) clip: vec4<f32>,
    @location(0) uv: vec2<f32>,
    // Light times factors, exposed; alpha.
    @location(1) tint: vec4<f32>,
    // Added after the picture: emission.
    @location(2) added: vec3<f32>,
    // The tone map.
    @location(3) @interpolate(flat) tone: f32,
    @location(4) @interpolate(flat) flags: u32,
}

@vertex
fn vs_main(v: VertexInput, @builtin(instance_index) i: u32) -> Interpolated {
    var out: Interpolated;
    let world = to_world(i, v.position);
    out.clip = view.clip_from_world * vec4<f32>(world, 1.0);
    let has_light = instances[i].params.z > 0.5;
    let second = select(bitcast<vec2<f32>>(v.uv1_or_light), v.uv0, has_light);
    out.uv = slot_uv(0u, vec4<f32>(v.uv0, second));
    let exposed = instances[i].params.x * view.eye_exposure.w;
    var normal = normal_to_world(i, oct_decode(v.normal_oct));
    let to_eye = normalize(view.eye_exposure.xyz - world);
    var light: vec3<f32>;
    if has_light {
        light = rgb9e5_decode(v.uv1_or_light.x) + rgb9e5_decode(v.uv1_or_light.y);
    } else {
        light = sh9_evaluate(instances[i].indirect, normal) + sh9_evaluate(instances[i].direct, normal);
    }
    out.tone = view.params.y;
    out.flags = material.flags.x;
    let base = material.base_color * v.color;
    let unlit = (material.flags.x & UNLIT) != 0u;
    let emission = select(material.emissive_f0.rgb, vec3<f32>(0.0), unlit || (material.flags.x & HAS_EMISSIVE) != 0u);
    out.added = emission * exposed;
    let body = base.rgb * select(light * exposed, vec3<f32>(instances[i].params.x), unlit);
    // What glass reflects is as bright as the light where it stands.
    let transmission = material.coverage.x;
    let x = 1.0 - abs(dot(normal, to_eye));
    let reflected = material.emissive_f0.w + (1.0 - material.emissive_f0.w) * x * x * x * x * x;
    out.tint = vec4<f32>(mix(body, light * exposed, transmission), mix(base.a, reflected, transmission));
    return out;
}

fn shade(in: Interpolated) -> vec4<f32> {
    var color = in.tint;
    if (in.flags & HAS_BASE) != 0u {
        color *= textureSample(base_picture, base_sampler, in.uv);
    }
    return vec4<f32>(color.rgb + in.added, color.a);
}

@fragment
fn fs_opaque(in: Interpolated) -> @location(0) vec4<f32> {
    return vec4<f32>(tone_map(shade(in).rgb, in.tone), 1.0);
}

@fragment
fn fs_mask(in: Interpolated) -> @location(0) vec4<f32> {
    let color = shade(in);
    if color.a < material.coverage.y {
        discard;
    }
    return vec4<f32>(tone_map(color.rgb, in.tone), 1.0);
}

@fragment
fn fs_blend(in: Interpolated) -> @location(0) vec4<f32> {
    let color = shade(in);
    return vec4<f32>(tone_map(color.rgb, in.tone) * color.a, color.a);
}
