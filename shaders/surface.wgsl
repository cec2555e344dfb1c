// Full lighting: image light and lamps, per pixel.
#import "vertex.inc.wgsl"
#import "material.inc.wgsl"
#import "lamps.inc.wgsl"
#import "environment.inc.wgsl"

struct Interpolated {
    @builtin(position) clip: vec4<f32>,
    @location(0) world: vec3<f32>,
    @location(1) normal: vec3<f32>,
    @location(2) tangent: vec4<f32>,
    @location(3) uv: vec4<f32>,
    @location(4) color: vec4<f32>,
    @location(5) baked: vec3<f32>,
    @location(6) @interpolate(flat) instance: u32,
    @location(7) @interpolate(flat) flags: u32,
}

@vertex
fn vs_main(v: VertexInput, @builtin(instance_index) i: u32) -> Interpolated {
    var out: Interpolated;
    out.world = to_world(i, v.position);
    out.clip = view.clip_from_world * vec4<f32>(out.world, 1.0);
    out.normal = normal_to_world(i, oct_decode(v.normal_oct));
    out.tangent = vec4<f32>(direction_to_world(i, v.tangent.xyz), v.tangent.w * instances[i].params.w);
    out.color = v.color;
    out.instance = i;
    out.flags = material.flags.x;
    let has_light = instances[i].params.z > 0.5;
    out.uv = vec4<f32>(v.uv0, select(bitcast<vec2<f32>>(v.uv1_or_light), v.uv0, has_light));
    out.baked = select(vec3<f32>(0.0), rgb9e5_decode(v.uv1_or_light.x), has_light);
    return out;
}

fn base_color(in: Interpolated) -> vec4<f32> {
    var base = material.base_color * in.color;
    if (in.flags & HAS_BASE) != 0u {
        base *= textureSampleBias(base_picture, base_sampler, slot_uv(0u, in.uv), view.params.x);
    }
    return base;
}

fn surface(in: Interpolated, front: bool, base: vec4<f32>) -> Surface {
    let flags = in.flags;
    var s: Surface;
    s.world = in.world;
    s.to_eye = normalize(view.eye_exposure.xyz - in.world);
    s.geometric_normal = normalize(in.normal) * select(-1.0, 1.0, front);
    s.normal = s.geometric_normal;
    if (flags & HAS_NORMAL) != 0u {
        let xy = textureSampleBias(normal_picture, normal_sampler, slot_uv(2u, in.uv), view.params.x).rg * 2.0 - 1.0;
        let t = vec3<f32>(xy * material.factors.z, sqrt(max(1.0 - dot(xy, xy), 0.0)));
        // As MikkTSpace asks: the interpolated vectors, not made unit or square.
        let bitangent = cross(in.normal, in.tangent.xyz) * in.tangent.w;
        let turned = in.tangent.xyz * t.x + bitangent * t.y + in.normal * t.z;
        s.normal = normalize(turned) * select(-1.0, 1.0, front);
    }
    var metallic = material.factors.x;
    var roughness = material.factors.y;
    if (flags & HAS_ROUGHNESS) != 0u {
        let m = textureSampleBias(roughness_picture, roughness_sampler, slot_uv(1u, in.uv), view.params.x);
        roughness *= m.g;
        metallic *= m.b;
    }
    s.occlusion = 1.0;
    if (flags & HAS_OCCLUSION) != 0u {
        let o = textureSampleBias(occlusion_picture, occlusion_sampler, slot_uv(3u, in.uv), view.params.x).r;
        s.occlusion = 1.0 + material.factors.w * (o - 1.0);
    }
    s.n_dot_v = max(dot(s.normal, s.to_eye), 1e-3);
    // Below 0.06 a highlight is smaller than half floats can square.
    s.roughness = antialiased_roughness(clamp(roughness, 0.06, 1.0), s.normal);
    s.diffuse = base.rgb * (1.0 - metallic);
    s.f0 = mix(vec3<f32>(material.emissive_f0.w), base.rgb, metallic);
    let e = dfg(s.n_dot_v, s.roughness);
    s.bounces = vec3<f32>(1.0) + s.f0 * (1.0 / max(e.y, 1e-3) - 1.0);
    s.specular_albedo = min(mix(vec3<f32>(e.x), vec3<f32>(e.y), s.f0) * s.bounces, vec3<f32>(1.0));
    return s;
}

// Diffuse radiance of a white surface here, without the lamps' direct part.
fn indirect_light(in: Interpolated, normal: vec3<f32>) -> vec3<f32> {
    if instances[in.instance].params.z > 0.5 {
        return in.baked;
    }
    return sh9_evaluate(instances[in.instance].indirect, normal);
}

fn emitted(in: Interpolated) -> vec3<f32> {
    var e = material.emissive_f0.rgb;
    if (in.flags & HAS_EMISSIVE) != 0u {
        e *= textureSampleBias(emissive_picture, emissive_sampler, slot_uv(4u, in.uv), view.params.x).rgb;
    }
    return e;
}

fn lamps_here(in: Interpolated, s: Surface) -> vec3<f32> {
    let depth = dot(in.world - view.eye_exposure.xyz, view.ray_forward.xyz);
    let list = lamp_list(in.clip.xy, depth, view.cluster);
    return lamps_light(s, list, instances[in.instance].params.y, vec2<f32>(view.params.z, view.ray_right.w));
}

fn shade(in: Interpolated, front: bool, base: vec4<f32>) -> vec3<f32> {
    let gain = instances[in.instance].params.x;
    if (in.flags & UNLIT) != 0u {
        // Paper white is white at any exposure.
        return base.rgb * gain;
    }
    let s = surface(in, front, base);
    let image = image_light(s, indirect_light(in, s.normal));
    let light = image.diffuse + image.specular + lamps_here(in, s) + emitted(in);
    return min(light * (gain * view.eye_exposure.w), vec3<f32>(60000.0));
}

@fragment
fn fs_opaque(in: Interpolated, @builtin(front_facing) front: bool) -> @location(0) vec4<f32> {
    return vec4<f32>(shade(in, front, base_color(in)), 1.0);
}

@fragment
fn fs_mask(in: Interpolated, @builtin(front_facing) front: bool) -> @location(0) vec4<f32> {
    let base = base_color(in);
    let color = shade(in, front, base);
    if base.a < material.coverage.y {
        discard;
    }
    return vec4<f32>(color, 1.0);
}

// Premultiplied: what the surface sends, and how much it hides. Thin glass (KHR_materials_transmission) hides what it reflects and tints.
@fragment
fn fs_blend(in: Interpolated, @builtin(front_facing) front: bool) -> @location(0) vec4<f32> {
    let base = base_color(in);
    let gain = instances[in.instance].params.x;
    if (in.flags & UNLIT) != 0u {
        return vec4<f32>(base.rgb * gain * base.a, base.a);
    }
    let s = surface(in, front, base);
    let image = image_light(s, indirect_light(in, s.normal));
    let transmission = material.coverage.x;
    // Diffuse light is in the lamps' sum; glass has none, so it is taken from a surface without it.
    var bare = s;
    bare.diffuse = s.diffuse * (1.0 - transmission);
    let lit = lamps_here(in, bare);
    let reflected = luminance(s.specular_albedo);
    let body = image.diffuse * (1.0 - transmission);
    let light = (body * base.a + image.specular + lit * mix(base.a, 1.0, transmission) + emitted(in)) * (gain * view.eye_exposure.w);
    // Through two faces: what is not reflected, times the tint.
    let through = transmission * (1.0 - reflected) * (1.0 - reflected) * luminance(base.rgb);
    let hides = mix(base.a, 1.0 - through, transmission);
    return vec4<f32>(min(light, vec3<f32>(60000.0)), clamp(hides, 0.0, 1.0));
}
