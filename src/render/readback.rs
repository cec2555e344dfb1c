//! Reads a drawn picture back from the device.

use std::sync::mpsc;
use std::time::Duration;

use super::error::FrameError;
use super::gpu::Gpu;
use super::input::ReadImage;

/// Bytes that rows of a copied texture are aligned to.
const ROW_ALIGNMENT: u32 = wgpu::COPY_BYTES_PER_ROW_ALIGNMENT;

/// Longest wait for the device. A software rasteriser may need seconds for one frame.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads an `Rgba8Unorm` texture of encoded colour.
pub(super) fn read_rgba8(gpu: &Gpu, texture: &wgpu::Texture) -> Result<ReadImage, FrameError> {
    let (width, height) = (texture.width(), texture.height());
    let row_bytes = width * 4;
    let padded = row_bytes.div_ceil(ROW_ALIGNMENT) * ROW_ALIGNMENT;
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("read back"),
        size: u64::from(padded) * u64::from(height),
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("read back") });
    encoder.copy_texture_to_buffer(
        texture.as_image_copy(),
        wgpu::TexelCopyBufferInfo { buffer: &buffer, layout: wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(padded), rows_per_image: None } },
        texture.size(),
    );
    gpu.queue.submit([encoder.finish()]);
    let (sender, receiver) = mpsc::channel();
    buffer.map_async(wgpu::MapMode::Read, .., move |result| {
        // The receiver is gone only when reading was given up.
        let _gone = sender.send(result);
    });
    gpu.device.poll(wgpu::PollType::Wait { submission_index: None, timeout: Some(PATIENCE) }).map_err(|e| FrameError::Timeout(e.to_string()))?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(())) => {}
        Ok(Err(e)) => return Err(gpu.lost().map_or_else(|| FrameError::Timeout(e.to_string()), FrameError::DeviceLost)),
        Err(e) => return Err(FrameError::Timeout(e.to_string())),
    }
    let view = buffer.get_mapped_range(..).map_err(|e| FrameError::Timeout(e.to_string()))?;
    let mut rgba = Vec::with_capacity(row_bytes as usize * height as usize);
    for row in view.chunks_exact(padded as usize) {
        rgba.extend_from_slice(row.get(..row_bytes as usize).unwrap_or_default());
    }
    Ok(ReadImage { width, height, rgba })
}
