// Depth of things seen from a lamp.
#import "common.inc.wgsl"

struct ShadowView {
    clip_from_world: mat4x4<f32>,
}

@group(0) @binding(0) var<uniform> shadow_view: ShadowView;
@group(0) @binding(1) var<storage, read> instances: array<Instance>;

@vertex
fn vs_main(@location(0) position: vec3<f32>, @builtin(instance_index) i: u32) -> @builtin(position) vec4<f32> {
    let p = vec4<f32>(position, 1.0);
    let world = vec3<f32>(dot(instances[i].world_from_mesh_0, p), dot(instances[i].world_from_mesh_1, p), dot(instances[i].world_from_mesh_2, p));
    return shadow_view.clip_from_world * vec4<f32>(world, 1.0);
}
