// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a file's header says, and where its chunks are. The header is not trusted for the chunks: a log copied from a
/// running machine, or after a power cut, has a header older than its content.
///
/// Format: J. Metz, Windows XML Event Log (EVTX) format, libevtx documentation; [MS-EVEN6] for the binary XML.
public struct EVTXLayout: Sendable {
    public static let chunkSize = 65_536

    /// Offsets of the chunks, in the order of the file. Chunks are independent: any reader may take any of them.
    public internal(set) var chunks: [Int] = []
    public internal(set) var faults: [EVTXFault] = []
    /// As the header says; nil without a header.
    public internal(set) var announcedChunks: Int?
    /// Not closed properly: the header may be older than the content.
    public internal(set) var isDirty = false

    /// Whether the bytes look like an event log, or like a piece of one.
    public static func recognises(_ bytes: RawSpan) -> Bool {
        bytes.number(UInt64.self, at: 0) == Signature.file || bytes.number(UInt64.self, at: 0) == Signature.chunk
    }

    /// Looks at the header, then at the beginning of every chunk.
    public init(_ bytes: RawSpan) {
        var position = 0
        if bytes.number(UInt64.self, at: 0) == Signature.file {
            position = readHeader(bytes)
        } else if bytes.number(UInt64.self, at: 0) != Signature.chunk {
            faults.append(EVTXFault(offset: 0, kind: .fileHeader))
            // The header may be overwritten and the rest sound.
            if bytes.number(UInt64.self, at: 4096) == Signature.chunk { position = 4096 }
        }
        while position < bytes.byteCount { position = next(bytes, at: position) }
    }

    private mutating func readHeader(_ bytes: RawSpan) -> Int {
        if let checksum = bytes.number(UInt32.self, at: 124), bytes.byteCount >= 128,
            Checksum.of(bytes.extracting(0..<120)) == checksum
        {
            announcedChunks = bytes.uint16(at: 42)
            isDirty = (bytes.uint32(at: 120) ?? 0) & 1 == 1
        } else {
            faults.append(EVTXFault(offset: 0, kind: .fileHeader))
        }
        return 4096
    }

    /// Notes the chunk at a position, if there is one, and says where to look next.
    private mutating func next(_ bytes: RawSpan, at position: Int) -> Int {
        let following = position + EVTXLayout.chunkSize
        if bytes.number(UInt64.self, at: position) == Signature.chunk {
            chunks.append(position)
            return following
        }
        // The signature is damaged, but records stand where a chunk has its first.
        if bytes.number(UInt32.self, at: position + 512) == Signature.record {
            chunks.append(position)
            return following
        }
        var isUsed = false
        var offset = position
        while offset < min(following, bytes.byteCount) {
            let word = bytes.number(UInt64.self, at: offset)
            if word == Signature.chunk, offset > position {
                faults.append(EVTXFault(offset: position, kind: .notAChunk))
                return offset
            }
            isUsed = isUsed || (word ?? 1) != 0
            offset += 512
        }
        // Space allocated in advance is zeros.
        if isUsed { faults.append(EVTXFault(offset: position, kind: .notAChunk)) }
        return following
    }
}

enum Signature {
    /// "ElfFile\0"
    static let file: UInt64 = 0x0065_6C69_4666_6C45
    /// "ElfChnk\0"
    static let chunk: UInt64 = 0x006B_6E68_4366_6C45
    /// "**\0\0"
    static let record: UInt32 = 0x0000_2A2A
}
