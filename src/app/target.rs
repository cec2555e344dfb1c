//! What the command line names: halls, works, pages, files.

use std::path::PathBuf;

use crate::scene::{Camera, Pose};

/// A thing to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `hall:ID`
    Hall(String),
    /// `item:ID`
    Item(String),
    /// `page:NAME`
    Page(PageName),
    /// A `.gltf` or `.glb` file.
    File(PathBuf),
}

/// Pages by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageName {
    /// The door.
    Door,
    /// The first hall with its controls.
    Hall,
    /// The first work.
    Item,
    /// The list.
    List,
    /// The plan.
    Map,
    /// Tours.
    Tours,
    /// Settings.
    Settings,
    /// About this museum.
    About,
}

impl PageName {
    /// All names.
    pub const ALL: [(&'static str, Self); 8] = [
        ("door", Self::Door),
        ("hall", Self::Hall),
        ("item", Self::Item),
        ("list", Self::List),
        ("map", Self::Map),
        ("tours", Self::Tours),
        ("settings", Self::Settings),
        ("about", Self::About),
    ];
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("hall", id)) => Ok(Self::Hall(id.to_owned())),
            Some(("item", id)) => Ok(Self::Item(id.to_owned())),
            Some(("page", name)) => PageName::ALL
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, p)| Self::Page(*p))
                .ok_or_else(|| format!("page:{name}: there is no such page; pages are {}", PageName::ALL.map(|(n, _)| n).join(", "))),
            _ => {
                let path = PathBuf::from(text);
                let known = path.extension().and_then(|e| e.to_str()).is_some_and(|e| e.eq_ignore_ascii_case("gltf") || e.eq_ignore_ascii_case("glb"));
                if known { Ok(Self::File(path)) } else { Err(format!("{text}: neither hall:ID, item:ID, page:NAME nor a .gltf or .glb file")) }
            }
        }
    }
}

/// Width and height of a picture, pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub [u32; 2]);

/// Longest edge of a picture, pixels.
const EDGE_MAX_PX: u32 = 8192;

impl std::str::FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
        match parsed {
            Some(size) if size.iter().all(|s| (16..=EDGE_MAX_PX).contains(s)) => Ok(Self(size)),
            Some(_) => Err(format!("{text}: each edge must be 16 to {EDGE_MAX_PX} pixels")),
            None => Err(format!("{text}: a size is WIDTHxHEIGHT, such as 1280x720")),
        }
    }
}

/// `EYE,TARGET[,FOV]`: points as x:y:z in metres, vertical field of view in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CameraSpec {
    /// The eye.
    pub eye: glam::Vec3,
    /// What it looks at.
    pub target: glam::Vec3,
    /// Vertical field of view, degrees.
    pub fov_deg: f32,
}

impl CameraSpec {
    /// The camera.
    pub fn camera(&self) -> Camera {
        Camera::from_pose(Pose::looking_at(self.eye, self.target), self.fov_deg.to_radians())
    }
}

impl std::str::FromStr for CameraSpec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text}: a camera is EYE,TARGET[,FOV] with points as x:y:z, such as 0:1.6:3,0:1.5:0,55");
        let point = |s: &str| {
            let v: Vec<f32> = s.split(':').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
            <[f32; 3]>::try_from(v).ok().map(glam::Vec3::from).filter(|p| p.is_finite() && p.abs().max_element() < 1.0e6)
        };
        let parts: Vec<&str> = text.split(',').collect();
        let (eye, target, fov) = match parts.as_slice() {
            [e, t] => (*e, *t, None),
            [e, t, f] => (*e, *t, Some(*f)),
            _ => return Err(wrong()),
        };
        let fov_deg = fov.map_or(Some(55.0), |f| f.trim().parse().ok()).filter(|f: &f32| (1.0..=150.0).contains(f));
        match (point(eye), point(target), fov_deg) {
            (Some(eye), Some(target), Some(fov_deg)) if (eye - target).length() > 1e-4 => Ok(Self { eye, target, fov_deg }),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_sizes_and_cameras_read_as_the_contract_says() {
        assert_eq!("hall:paris".parse(), Ok(Target::Hall("paris".into())));
        assert_eq!("page:door".parse(), Ok(Target::Page(PageName::Door)));
        assert_eq!("a/b.GLB".parse(), Ok(Target::File("a/b.GLB".into())));
        assert!("page:nowhere".parse::<Target>().is_err_and(|e| e.contains("door")));
        assert!("notes.txt".parse::<Target>().is_err());
        assert_eq!("1280x720".parse(), Ok(Size([1280, 720])));
        for bad in ["0x0", "1280", "-1x5", "99999x10", "axb"] {
            assert!(bad.parse::<Size>().is_err(), "{bad}");
        }
        let camera: CameraSpec = "0:1.6:3,0:1.5:0,40".parse().expect("reads");
        assert_eq!(camera, CameraSpec { eye: glam::Vec3::new(0.0, 1.6, 3.0), target: glam::Vec3::new(0.0, 1.5, 0.0), fov_deg: 40.0 });
        for bad in ["", "1:2:3", "1:2:3,1:2:3", "1:2:nan,0:0:0", "1:2:3,4:5:6,0", "1:2,4:5:6"] {
            assert!(bad.parse::<CameraSpec>().is_err(), "{bad}");
        }
    }
}
