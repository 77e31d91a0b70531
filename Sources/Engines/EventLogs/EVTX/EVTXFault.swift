// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Something wrong in a file, that was reported and gone past.
public struct EVTXFault: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The file's header is missing or does not match its checksum.
        case fileHeader
        /// These bytes should be a chunk and are not.
        case notAChunk
        /// A chunk's header does not match its checksum: its records are looked for.
        case chunkHeader
        /// A chunk's records do not match their checksum: those that can be read are.
        case chunkData
        /// The file ends within the chunk.
        case truncatedChunk
        /// Bytes between two records are no record.
        case notARecord
        /// A record's binary XML cannot be read.
        case record
    }

    /// In the file, in bytes.
    public let offset: Int
    public let kind: Kind
}

/// What reading one chunk found.
public struct EVTXChunkOutcome: Hashable, Sendable {
    /// Records handed over.
    public internal(set) var records = 0
    /// Of these, records of a chunk that does not match its checksums, or that stand behind its announced end.
    public internal(set) var recovered = 0
    /// Records whose header is sound and whose content is not; they are not handed over.
    public internal(set) var lost = 0
    public internal(set) var faults: [EVTXFault] = []
    /// The reader's function asked to stop.
    public internal(set) var isStopped = false
}
