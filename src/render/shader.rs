//! Shaders: all are embedded, and composed with `#import "name"` lines, each file taken in once.

use super::error::FrameError;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        /// Every file of `shaders/`, by name.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../shaders/", $name)))),*];
    };
}

embedded!(
    "common.inc.wgsl",
    "tone.inc.wgsl",
    "brdf.inc.wgsl",
    "vertex.inc.wgsl",
    "material.inc.wgsl",
    "lamps.inc.wgsl",
    "environment.inc.wgsl",
    "average.inc.wgsl",
    "surface.wgsl",
    "surface_fast.wgsl",
    "shadow.wgsl",
    "background.wgsl",
    "resolve.wgsl",
    "accumulate.wgsl",
    "tonemap.wgsl",
    "present.wgsl",
);

/// The whole source of an entry shader.
pub(super) fn compose(name: &str) -> Result<String, FrameError> {
    let mut taken = Vec::new();
    let mut out = String::new();
    take(name, "the renderer", &mut taken, &mut out)?;
    Ok(out)
}

fn take(name: &str, asked_by: &str, taken: &mut Vec<String>, out: &mut String) -> Result<(), FrameError> {
    if taken.iter().any(|t| t == name) {
        return Ok(());
    }
    taken.push(name.to_owned());
    let source = FILES
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, s)| *s)
        .ok_or_else(|| FrameError::Shader(format!("shaders/{name}, asked for by {asked_by}, does not exist")))?;
    for line in source.lines() {
        match line.strip_prefix("#import ") {
            Some(rest) => {
                let wanted = rest.trim().trim_matches('"');
                take(wanted, name, taken, out)?;
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    Ok(())
}

/// Compiles an entry shader.
pub(super) fn module(device: &wgpu::Device, name: &'static str) -> Result<wgpu::ShaderModule, FrameError> {
    let source = compose(name)?;
    Ok(device.create_shader_module(wgpu::ShaderModuleDescriptor { label: Some(name), source: wgpu::ShaderSource::Wgsl(source.into()) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wgpu::naga;

    fn parse(name: &str) -> Result<naga::Module, String> {
        let source = compose(name).map_err(|e| e.to_string())?;
        let module = naga::front::wgsl::parse_str(&source).map_err(|e| format!("{name}: {}", e.emit_to_string(&source)))?;
        naga::valid::Validator::new(naga::valid::ValidationFlags::all(), naga::valid::Capabilities::default())
            .validate(&module)
            .map_err(|e| format!("{name}: {}", e.emit_to_string(&source)))?;
        Ok(module)
    }

    #[test]
    fn every_shader_composes_and_validates() {
        let failures: Vec<String> = FILES.iter().filter(|(n, _)| !n.contains(".inc.")).filter_map(|(n, _)| parse(n).err()).collect();
        assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(FILES.iter().any(|(n, _)| *n == name), "shaders/{name} is used by nothing");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        assert!(compose("nowhere.wgsl").unwrap_err().to_string().contains("nowhere.wgsl"));
    }

    #[test]
    fn no_branch_depends_on_a_uniform() {
        // Mesa's lavapipe compiles and keeps a shader for every value of such a uniform (see material.inc.wgsl).
        for (name, source) in FILES {
            for (number, line) in source.lines().enumerate() {
                let branch = line.trim_start().starts_with("if ") || line.trim_start().starts_with("for ") || line.contains(" else if ");
                // Comparing a sampled alpha with the cutoff depends on more than the uniform, so it is not specialised.
                let uniform = ["view.", "environment.", "tone.", "material."].iter().any(|u| line.contains(u)) && !line.contains("coverage.y");
                assert!(!(branch && uniform), "shaders/{name}:{}: {line}", number + 1);
            }
        }
    }

    /// Compares a WGSL struct with our `#[repr(C)]` one: size, member names, offsets.
    fn same(shader: &str, wgsl_name: &str, size: usize, members: &[(&str, usize)]) {
        let module = parse(shader).unwrap();
        let ty = module.types.iter().find(|(_, t)| t.name.as_deref() == Some(wgsl_name));
        let (_, ty) = ty.unwrap_or_else(|| panic!("{shader} has no struct {wgsl_name}"));
        let naga::TypeInner::Struct { members: theirs, span } = &ty.inner else { panic!("{wgsl_name} is no struct") };
        assert_eq!(*span as usize, size, "{wgsl_name}: size");
        let theirs: Vec<(&str, usize)> = theirs.iter().map(|m| (m.name.as_deref().unwrap_or(""), m.offset as usize)).collect();
        assert_eq!(theirs, members, "{wgsl_name}: members");
    }

    macro_rules! same_layout {
        ($shader:literal, $wgsl:literal, $rust:ty, $($field:ident),*) => {
            same($shader, $wgsl, size_of::<$rust>(), &[$((stringify!($field), std::mem::offset_of!($rust, $field))),*]);
        };
    }

    #[test]
    fn structs_lie_in_memory_as_the_shaders_read_them() {
        use crate::render::{globals, lights, materials, passes, scene_gpu, shadows};
        same_layout!(
            "surface.wgsl",
            "View",
            globals::ViewUniform,
            clip_from_world,
            ray_right,
            ray_up,
            ray_forward,
            eye_exposure,
            viewport,
            cluster,
            background,
            params
        );
        same_layout!("surface.wgsl", "Instance", scene_gpu::InstanceGpu, world_from_mesh_0, world_from_mesh_1, world_from_mesh_2, params, indirect, direct);
        same_layout!("surface.wgsl", "Material", materials::MaterialUniform, base_color, emissive_f0, factors, coverage, flags, uv_rows);
        same_layout!("surface.wgsl", "Lamp", lights::LampGpu, position, intensity, direction, cone, shadow, shadow_from_world);
        same_layout!("surface.wgsl", "Environment", globals::EnvironmentUniform, sh, center, box_min, box_max, params);
        same_layout!("shadow.wgsl", "ShadowView", shadows::ShadowUniform, clip_from_world);
        same_layout!("tonemap.wgsl", "Tone", passes::tonemap::ToneUniform, clear);
    }

    #[test]
    fn the_vertex_lies_as_the_pipelines_say() {
        use crate::scene::Vertex;
        let offsets: Vec<u64> = crate::render::passes::VERTEX_ATTRIBUTES.iter().map(|a| a.offset).collect();
        let ours = [
            std::mem::offset_of!(Vertex, position),
            std::mem::offset_of!(Vertex, normal_oct),
            std::mem::offset_of!(Vertex, tangent),
            std::mem::offset_of!(Vertex, uv0),
            std::mem::offset_of!(Vertex, color),
            std::mem::offset_of!(Vertex, uv1_or_light),
        ];
        assert_eq!(offsets, ours.map(|o| o as u64));
    }

    #[test]
    fn the_lamp_grid_has_the_size_the_shader_indexes() {
        let source = compose("surface.wgsl").unwrap();
        use crate::render::lights::{SLICES, TILES_X, TILES_Y};
        for (name, value) in [("TILES_X", TILES_X), ("TILES_Y", TILES_Y), ("SLICES", SLICES)] {
            assert!(source.contains(&format!("const {name}: u32 = {value}u;")), "{name}");
        }
    }
}
