//! Layouts of the small blobs: floors, doors, lights, placements, probes, image light. Little-endian, floats finite.

use glam::Vec3;

use super::bytes::{Bytes, Flaw, PutBytes, compress, decompress};
use super::{FloorPlan, SignSpot};
use crate::scene::{Environment, Light, LightKind, Probe, Sh9};

/// Most corners of a polygon and most polygons of a floor.
const MAX_CORNERS: usize = 4096;
/// Longest edge of a cube face of image light.
const MAX_FACE: u32 = 1024;

fn put_polygon<const N: usize>(out: &mut Vec<u8>, corners: &[[f32; N]]) {
    out.put_u32(corners.len() as u32);
    for c in corners {
        out.put_floats(c);
    }
}

fn take_polygon<const N: usize>(r: &mut Bytes<'_>) -> Result<Vec<[f32; N]>, Flaw> {
    let n = r.count(N * 4)?;
    if n > MAX_CORNERS {
        return Err("a polygon has too many corners");
    }
    (0..n).map(|_| r.floats::<N>()).collect()
}

/// Three polygons or lists of them: walkable, outline, obstacles.
pub fn write_floor(floor: &FloorPlan) -> Vec<u8> {
    let mut out = Vec::new();
    put_polygon(&mut out, &floor.walkable);
    put_polygon(&mut out, &floor.outline);
    out.put_u32(floor.obstacles.len() as u32);
    for o in &floor.obstacles {
        put_polygon(&mut out, o);
    }
    out
}

/// Inverse of [`write_floor`].
pub fn read_floor(form: &[u8]) -> Result<FloorPlan, Flaw> {
    let mut r = Bytes(form);
    let (walkable, outline) = (take_polygon(&mut r)?, take_polygon(&mut r)?);
    let n = r.count(4)?;
    let obstacles = (0..n).map(|_| take_polygon(&mut r)).collect::<Result<_, _>>()?;
    r.end()?;
    Ok(FloorPlan { walkable, obstacles, outline })
}

fn put_sign(out: &mut Vec<u8>, sign: Option<&SignSpot>) {
    out.push(u8::from(sign.is_some()));
    if let Some(s) = sign {
        out.put_floats(&s.hall_from_sign);
        out.put_floats(&s.size_m);
    }
}

fn take_sign(r: &mut Bytes<'_>) -> Result<Option<SignSpot>, Flaw> {
    match r.u8()? {
        0 => Ok(None),
        1 => Ok(Some(SignSpot { hall_from_sign: r.floats()?, size_m: r.floats()? })),
        _ => Err("a sign has an unknown form"),
    }
}

/// The part of a door that its row's blob holds.
#[derive(Clone, Debug, PartialEq)]
pub struct DoorForm {
    /// See [`super::Door`].
    pub outline: Vec<[f32; 3]>,
    /// See [`super::Door`].
    pub arrive_at: [f32; 2],
    /// See [`super::Door`].
    pub arrive_yaw: f32,
    /// See [`super::Door`].
    pub sign: Option<SignSpot>,
}

/// Outline, arrival, yaw, sign.
pub fn write_door(door: &DoorForm) -> Vec<u8> {
    let mut out = Vec::new();
    put_polygon(&mut out, &door.outline);
    out.put_floats(&door.arrive_at);
    out.put_floats(&[door.arrive_yaw]);
    put_sign(&mut out, door.sign.as_ref());
    out
}

/// Inverse of [`write_door`].
pub fn read_door(form: &[u8]) -> Result<DoorForm, Flaw> {
    let mut r = Bytes(form);
    let (outline, arrive_at, arrive_yaw) = (take_polygon(&mut r)?, r.floats()?, r.f32()?);
    let sign = take_sign(&mut r)?;
    r.end()?;
    Ok(DoorForm { outline, arrive_at, arrive_yaw, sign })
}

/// The part of a placement that its row's blob holds.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacementForm {
    /// See [`super::Placement`].
    pub hall_from_work: [f32; 12],
    /// See [`super::Placement`].
    pub view_from: [f32; 2],
    /// See [`super::Placement`].
    pub view_target: [f32; 3],
    /// See [`super::Placement`].
    pub bounds: [[f32; 3]; 2],
    /// See [`super::Placement`].
    pub label: Option<SignSpot>,
}

/// Transform, view, target, bounds, label.
pub fn write_placement(p: &PlacementForm) -> Vec<u8> {
    let mut out = Vec::new();
    out.put_floats(&p.hall_from_work);
    out.put_floats(&p.view_from);
    out.put_floats(&p.view_target);
    out.put_floats(p.bounds.as_flattened());
    put_sign(&mut out, p.label.as_ref());
    out
}

/// Inverse of [`write_placement`].
pub fn read_placement(form: &[u8]) -> Result<PlacementForm, Flaw> {
    let mut r = Bytes(form);
    let p = PlacementForm {
        hall_from_work: r.floats()?,
        view_from: r.floats()?,
        view_target: r.floats()?,
        bounds: [r.floats()?, r.floats()?],
        label: take_sign(&mut r)?,
    };
    r.end()?;
    Ok(p)
}

/// Kind, angles, position, direction, colour, intensity, range, shadow, radius. A light without range has `f32::INFINITY`.
pub fn write_light(l: &Light) -> Vec<u8> {
    let mut out = Vec::new();
    let (kind, inner, outer) = match l.kind {
        LightKind::Point => (0, 0.0, 0.0),
        LightKind::Spot { inner_angle, outer_angle } => (1, inner_angle, outer_angle),
        LightKind::Directional => (2, 0.0, 0.0),
    };
    out.push(kind);
    out.put_floats(&[inner, outer]);
    for v in [l.position, l.direction, l.color] {
        out.put_floats(&v.to_array());
    }
    out.put_floats(&[l.intensity, l.range, l.source_radius]);
    out.push(u8::from(l.casts_shadow));
    out
}

/// Inverse of [`write_light`].
pub fn read_light(form: &[u8]) -> Result<Light, Flaw> {
    let mut r = Bytes(form);
    let (kind, [inner_angle, outer_angle]) = (r.u8()?, r.floats::<2>()?);
    let kind = match kind {
        0 => LightKind::Point,
        1 => LightKind::Spot { inner_angle, outer_angle },
        2 => LightKind::Directional,
        _ => return Err("a light has an unknown kind"),
    };
    let mut vectors = [Vec3::ZERO; 3];
    for v in &mut vectors {
        *v = Vec3::from(r.floats::<3>()?);
    }
    let [position, direction, color] = vectors;
    let (intensity, range, source_radius) = (r.f32()?, r.f32_or_infinite()?, r.f32()?);
    let casts_shadow = r.u8()? != 0;
    r.end()?;
    Ok(Light { kind, position, direction, color, intensity, range, casts_shadow, source_radius })
}

fn put_sh(out: &mut Vec<u8>, sh: &Sh9) {
    for c in sh.0 {
        out.put_floats(&c.to_array());
    }
}

fn take_sh(r: &mut Bytes<'_>) -> Result<Sh9, Flaw> {
    let mut sh = Sh9::default();
    for c in &mut sh.0 {
        *c = Vec3::from(r.floats::<3>()?);
    }
    Ok(sh)
}

/// Two sets of nine colours: indirect, direct.
pub fn write_probe(p: &Probe) -> Vec<u8> {
    let mut out = Vec::new();
    put_sh(&mut out, &p.indirect);
    put_sh(&mut out, &p.direct);
    out
}

/// Inverse of [`write_probe`].
pub fn read_probe(form: &[u8]) -> Result<Probe, Flaw> {
    let mut r = Bytes(form);
    let p = Probe { indirect: take_sh(&mut r)?, direct: take_sh(&mut r)? };
    r.end()?;
    Ok(p)
}

/// Texels of a cube with all its levels; `None` when the numbers make no sense.
fn cube_texels(face_size: u32, mip_count: u32) -> Option<usize> {
    let sensible = face_size.is_power_of_two() && face_size <= MAX_FACE && mip_count >= 1 && mip_count <= face_size.ilog2() + 1;
    sensible.then(|| (0..mip_count).map(|l| 6 * ((face_size >> l) as usize).pow(2)).sum())
}

/// Face size, levels, irradiance, box, centre, then a zstd frame of the cube's half floats.
///
/// # Errors
/// A phrase when the cube has another size than it says.
pub fn write_environment(e: &Environment) -> Result<Vec<u8>, Flaw> {
    if cube_texels(e.face_size, e.mip_count) != Some(e.cube.len()) {
        return Err("image light has a size that does not fit its texels");
    }
    let mut out = Vec::new();
    out.put_u32(e.face_size);
    out.put_u32(e.mip_count);
    put_sh(&mut out, &e.irradiance);
    out.put_floats(&e.center.to_array());
    out.push(u8::from(e.proxy_box.is_some()));
    if let Some((a, b)) = e.proxy_box {
        out.put_floats(&a.to_array());
        out.put_floats(&b.to_array());
    }
    let halves: Vec<u8> = e.cube.as_flattened().iter().flat_map(|h| h.to_le_bytes()).collect();
    out.extend(compress(&halves).map_err(|_| "image light cannot be compressed")?);
    Ok(out)
}

/// Inverse of [`write_environment`].
pub fn read_environment(form: &[u8]) -> Result<Environment, Flaw> {
    let mut r = Bytes(form);
    let (face_size, mip_count) = (r.u32()?, r.u32()?);
    let texels = cube_texels(face_size, mip_count).ok_or("image light has an impossible size")?;
    let irradiance = take_sh(&mut r)?;
    let center = Vec3::from(r.floats::<3>()?);
    let proxy_box = match r.u8()? {
        0 => None,
        1 => Some((Vec3::from(r.floats::<3>()?), Vec3::from(r.floats::<3>()?))),
        _ => return Err("image light has an unknown form"),
    };
    let halves = decompress(r.0, texels * 8)?;
    let (texel_bytes, _) = halves.as_chunks::<8>();
    let cube = texel_bytes.iter().map(|t| [0, 2, 4, 6].map(|i| u16::from_le_bytes([t[i], t[i + 1]]))).collect();
    Ok(Environment { face_size, mip_count, cube, irradiance, proxy_box, center })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(seed: f32) -> Sh9 {
        Sh9(std::array::from_fn(|i| Vec3::new(seed, i as f32, seed * i as f32)))
    }

    #[test]
    fn every_form_comes_back_as_it_was() {
        let floor = FloorPlan { walkable: vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], obstacles: vec![vec![[0.5, 0.5]], vec![]], outline: vec![[-1.0, 2.0]] };
        assert_eq!(read_floor(&write_floor(&floor)).unwrap(), floor);
        let sign = SignSpot { hall_from_sign: std::array::from_fn(|i| i as f32), size_m: [0.4, 0.2] };
        let door = DoorForm { outline: vec![[0.0, 1.0, 2.0]; 4], arrive_at: [3.0, 4.0], arrive_yaw: 1.5, sign: Some(sign) };
        assert_eq!(read_door(&write_door(&door)).unwrap(), door);
        let placement = PlacementForm {
            hall_from_work: std::array::from_fn(|i| -(i as f32)),
            view_from: [1.0, 2.0],
            view_target: [3.0, 4.0, 5.0],
            bounds: [[0.0; 3], [1.0; 3]],
            label: None,
        };
        assert_eq!(read_placement(&write_placement(&placement)).unwrap(), placement);
        let light = Light {
            kind: LightKind::Spot { inner_angle: 0.2, outer_angle: 0.4 },
            position: Vec3::X,
            direction: Vec3::NEG_Y,
            color: Vec3::ONE,
            intensity: 900.0,
            range: f32::INFINITY,
            casts_shadow: true,
            source_radius: 0.03,
        };
        assert_eq!(read_light(&write_light(&light)).unwrap(), light);
        let probe = Probe { indirect: sh(1.0), direct: sh(2.0) };
        assert_eq!(read_probe(&write_probe(&probe)).unwrap(), probe);
        let environment = Environment {
            face_size: 4,
            mip_count: 3,
            cube: (0..6 * 21u16).map(|i| [i, 2 * i, 3 * i, 0x3c00]).collect(),
            irradiance: sh(0.5),
            proxy_box: Some((Vec3::NEG_ONE, Vec3::ONE)),
            center: Vec3::Y,
        };
        assert_eq!(read_environment(&write_environment(&environment).unwrap()).unwrap(), environment);
    }

    #[test]
    fn short_long_and_wild_forms_are_refused() {
        let probe = write_probe(&Probe::default());
        assert!(read_probe(&probe[1..]).is_err());
        assert!(read_probe(&[&probe[..], &[0]].concat()).is_err());
        assert!(read_environment(&[0xff; 400]).is_err());
        assert!(read_floor(&[0xff; 64]).is_err());
        assert!(read_light(&[9; 60]).is_err());
    }
}
