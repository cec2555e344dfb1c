// Placing vertices. Binds group 0: the view, the things and the lamps.
#import "common.inc.wgsl"

struct VertexInput {
    @location(0) position: vec3<f32>,
    @location(1) normal_oct: vec2<f32>,
    @location(2) tangent: vec4<f32>,
    @location(3) uv0: vec2<f32>,
    @location(4) color: vec4<f32>,
    @location(5) uv1_or_light: vec2<u32>,
}

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<storage, read> instances: array<Instance>;

fn to_world(i: u32, p: vec3<f32>) -> vec3<f32> {
    let p1 = vec4<f32>(p, 1.0);
    return vec3<f32>(dot(instances[i].world_from_mesh_0, p1), dot(instances[i].world_from_mesh_1, p1), dot(instances[i].world_from_mesh_2, p1));
}

fn direction_to_world(i: u32, d: vec3<f32>) -> vec3<f32> {
    return vec3<f32>(
        dot(instances[i].world_from_mesh_0.xyz, d),
        dot(instances[i].world_from_mesh_1.xyz, d),
        dot(instances[i].world_from_mesh_2.xyz, d),
    );
}

// Normals turn with the cofactors of the matrix, which hold for uneven scales and mirrors alike.
fn normal_to_world(i: u32, n: vec3<f32>) -> vec3<f32> {
    let x = instances[i].world_from_mesh_0.xyz;
    let y = instances[i].world_from_mesh_1.xyz;
    let z = instances[i].world_from_mesh_2.xyz;
    return normalize(vec3<f32>(dot(cross(y, z), n), dot(cross(z, x), n), dot(cross(x, y), n)) * instances[i].params.w);
}
