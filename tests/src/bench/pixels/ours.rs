//! The measured work, done by the product's own code in this process.

use scrim_hashing::pdq::Pdq;
use scrim_media::{Limits, Reader, Rendition, RenditionSettings, Want, renditions};
use scrim_worker::PictureReader;
use turbojpeg::{Decompressor, YuvImage};

/// What was made of a file.
#[derive(Debug)]
pub(super) struct Made {
    /// Its hash, where one was wanted and there is one.
    pub(super) pdq: Option<Pdq>,
    /// Heavy veil, light veil, outline, grey, colour.
    pub(super) renditions: [Rendition; 5],
}

/// The readers, whose buffers are kept from file to file as a worker keeps them.
pub(super) struct Ours {
    with_hash: PictureReader,
    without_hash: Reader,
    settings: RenditionSettings,
    limits: Limits,
}

impl Default for Ours {
    fn default() -> Self {
        Self {
            with_hash: PictureReader::new(),
            without_hash: Reader::new(),
            settings: RenditionSettings::recommended(),
            limits: Limits::recommended(),
        }
    }
}

impl Ours {
    /// A file's hash at full size, and all that a desk may show of it.
    ///
    /// # Errors
    /// When the file does not decode.
    pub(super) fn ingest(&mut self, bytes: &[u8]) -> anyhow::Result<Made> {
        let read = self.with_hash.read(bytes, &self.limits, self.look())?;
        Ok(Made {
            pdq: read.hashes.first().map(|frame| frame.pdq),
            renditions: renditions(&read.shown, &self.settings)?.into_array(),
        })
    }

    /// All that a desk may show of a file, and no hash.
    ///
    /// # Errors
    /// When the file does not decode.
    pub(super) fn renditions(&mut self, bytes: &[u8]) -> anyhow::Result<Made> {
        let read = self.without_hash.show(bytes, &self.limits, self.look())?;
        Ok(Made {
            pdq: None,
            renditions: renditions(&read.shown, &self.settings)?.into_array(),
        })
    }

    fn look(&self) -> Want {
        Want::Reduced {
            long_edge: self.settings.look_long_edge_px,
        }
    }
}

/// What no reader of a JPEG can be faster than: libjpeg-turbo's decode to the planes of the file alone.
pub(super) struct BarePlanes {
    decoder: Decompressor,
    planes: Vec<u8>,
}

impl BarePlanes {
    /// A decoder with an empty buffer.
    ///
    /// # Errors
    /// Without memory.
    pub(super) fn new() -> anyhow::Result<Self> {
        Ok(Self {
            decoder: Decompressor::new()?,
            planes: Vec::new(),
        })
    }

    /// Decodes a JPEG.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let header = self.decoder.read_header(bytes)?;
        let (width, height, subsamp) = (header.width, header.height, header.subsamp);
        let length = turbojpeg::yuv_pixels_len(width, 1, height, subsamp)?;
        self.planes.resize(length, 0);
        let image = YuvImage {
            pixels: self.planes.as_mut_slice(),
            width,
            align: 1,
            height,
            subsamp,
        };
        Ok(self.decoder.decompress_to_yuv(bytes, image)?)
    }
}
