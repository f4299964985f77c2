//! Marks of what words hold, by which most places are told without a comparison.

/// A thousand and twenty-four marks. Where a key's mark is not set, the key was surely not put in; one may be set by
/// chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks([u64; 16]);

impl Marks {
    /// The mark of three bytes.
    #[inline]
    pub fn of([a, b, c]: [u8; 3]) -> u16 {
        (u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9E37_79B1) >> 22) as u16
    }

    /// Sets a mark; one beyond the last is left out.
    pub fn set(&mut self, mark: u16) {
        self.0.iter_mut().skip(usize::from(mark / 64)).take(1).for_each(|marks| *marks |= 1 << (mark % 64));
    }

    /// Whether a mark is set.
    #[inline]
    pub fn is_set(&self, mark: u16) -> bool {
        self.0.get(usize::from(mark / 64)).is_some_and(|marks| marks >> (mark % 64) & 1 == 1)
    }
}
