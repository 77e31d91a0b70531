// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension RawSpan {
    /// The number at an offset; nil outside. All numbers of the format are little-endian, whatever the machine.
    @inline(__always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, at offset: Int) -> Number? {
        guard offset >= 0, offset <= byteCount - MemoryLayout<Number>.size else { return nil }
        return Number(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    @inline(__always)
    func uint8(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        return unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    @inline(__always)
    func uint16(at offset: Int) -> Int? { number(UInt16.self, at: offset).map(Int.init) }

    @inline(__always)
    func uint32(at offset: Int) -> Int? { number(UInt32.self, at: offset).map(Int.init) }
}
