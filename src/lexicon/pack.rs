//! Numbers and slices in a row of bytes, as the build lays out what is read in place.

/// Puts a number, in groups of seven bits, the lowest first.
pub fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number from the front.
#[inline]
pub fn take(bytes: &mut &[u8]) -> usize {
    let mut number = 0;
    let mut shift = 0;
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= usize::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift >= usize::BITS {
            break;
        }
    }
    number
}

/// Puts a slice behind its length.
pub fn put_slice(bytes: &mut Vec<u8>, slice: &[u8]) {
    put(bytes, slice.len());
    bytes.extend_from_slice(slice);
}

/// Takes a slice from the front; what is not there is left out.
#[inline]
pub fn take_slice<'b>(bytes: &mut &'b [u8]) -> &'b [u8] {
    let length = take(bytes);
    let (slice, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
    *bytes = rest;
    slice
}

/// Puts a number in four bytes.
pub fn put_u32(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

/// The number at a place in a row of numbers of four bytes.
#[inline]
pub fn u32_at(bytes: &[u8], place: usize) -> Option<usize> {
    let four: &[u8; 4] = bytes.get(4 * place..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken() {
        let mut bytes = Vec::new();
        for number in [0, 1, 127, 128, 300, 1 << 20, usize::MAX] {
            put(&mut bytes, number);
        }
        put_slice(&mut bytes, b"text");
        let mut rest = bytes.as_slice();
        let numbers: Vec<usize> = (0..7).map(|_| take(&mut rest)).collect();
        assert_eq!(numbers, [0, 1, 127, 128, 300, 1 << 20, usize::MAX]);
        assert_eq!(take_slice(&mut rest), b"text");
        assert_eq!((take(&mut rest), take_slice(&mut rest)), (0, [].as_slice()));
        let mut four = Vec::new();
        [7, 9].into_iter().for_each(|n| put_u32(&mut four, n));
        assert_eq!((u32_at(&four, 0), u32_at(&four, 1), u32_at(&four, 2)), (Some(7), Some(9), None));
    }
}
