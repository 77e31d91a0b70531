// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the chunks of Windows event logs. One reader a thread; any reader may take any chunk of any file, and keeps the
/// templates it met.
///
/// The bytes are the caller's, mapped or read. A chunk is copied before it is looked at (64 KiB, a fiftieth of the time it
/// takes to read), so that a file that changes underneath cannot pass a check with other bytes than it is read with.
public struct EVTXReader: ~Copyable {
    var event: Event
    private var lastRecordID: UInt64 = 0

    public init(fields: FieldTable) {
        event = Event(table: fields, origin: .evtx)
    }

    /// Reads every chunk of a file, in order.
    public mutating func read(
        _ bytes: RawSpan, _ body: (inout Event) throws -> Bool
    ) rethrows -> EVTXChunkOutcome {
        var whole = EVTXChunkOutcome()
        let layout = EVTXLayout(bytes)
        whole.faults = layout.faults
        for offset in layout.chunks {
            let outcome = try readChunk(bytes, at: offset, body)
            whole.records += outcome.records
            whole.recovered += outcome.recovered
            whole.lost += outcome.lost
            if whole.faults.count < 10_000 { whole.faults += outcome.faults }
            if outcome.isStopped {
                whole.isStopped = true
                break
            }
        }
        return whole
    }

    /// Reads the records of the chunk at an offset. The function given says whether to go on.
    public mutating func readChunk(
        _ bytes: RawSpan, at offset: Int, _ body: (inout Event) throws -> Bool
    ) rethrows -> EVTXChunkOutcome {
        var outcome = EVTXChunkOutcome()
        guard offset >= 0, offset < bytes.byteCount else { return outcome }
        let size = copyChunk(bytes, at: offset)
        if size < EVTXLayout.chunkSize { outcome.faults.append(EVTXFault(offset: offset, kind: .truncatedChunk)) }
        event.templates.beginChunk()
        let end = check(size, at: offset, &outcome)
        try readRecords(upTo: end, size: size, at: offset, &outcome, body)
        return outcome
    }

    /// Bytes of the chunk that are in the file; the rest is zeros.
    private mutating func copyChunk(_ bytes: RawSpan, at offset: Int) -> Int {
        let size = min(EVTXLayout.chunkSize, bytes.byteCount - offset)
        event.chunk.withUnsafeMutableBytes { target in
            bytes.extracting(offset..<offset + size).withUnsafeBytes { source in
                // Both are `size` bytes or longer.
                target.copyMemory(from: source)
                UnsafeMutableRawBufferPointer(rebasing: target[size...]).initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
        return size
    }

    /// Compares both checksums. Says where the records end: after a damaged header, anywhere.
    private func check(_ size: Int, at offset: Int, _ outcome: inout EVTXChunkOutcome) -> Int {
        let chunk = event.chunk.span.bytes
        let free = chunk.uint32(at: 48) ?? 0
        let isHeaderSound =
            chunk.number(UInt64.self, at: 0) == Signature.chunk && free >= 512 && free <= EVTXLayout.chunkSize
            && chunk.number(UInt32.self, at: 124)
                == Checksum.of(chunk.extracting(0..<120), chunk.extracting(128..<512))
        guard isHeaderSound else {
            outcome.faults.append(EVTXFault(offset: offset, kind: .chunkHeader))
            return size
        }
        if chunk.number(UInt32.self, at: 52) != Checksum.of(chunk.extracting(512..<free)) {
            outcome.faults.append(EVTXFault(offset: offset, kind: .chunkData))
        }
        return min(free, size)
    }

    private mutating func readRecords(
        upTo end: Int, size: Int, at offset: Int, _ outcome: inout EVTXChunkOutcome,
        _ body: (inout Event) throws -> Bool
    ) rethrows {
        let isDamaged = !outcome.faults.isEmpty
        var position = 512
        while position + 28 <= size {
            guard let next = recordEnd(position, size: size) else {
                if position >= end { return }
                guard let found = nextRecord(after: position, upTo: end, size: size) else {
                    if end < size { outcome.faults.append(EVTXFault(offset: offset + position, kind: .notARecord)) }
                    return
                }
                outcome.faults.append(EVTXFault(offset: offset + position, kind: .notARecord))
                position = found
                continue
            }
            // Behind the announced end stand older records, unless the header is late: then numbers go on.
            if position >= end, event.chunk.span.bytes.number(UInt64.self, at: position + 8) != lastRecordID &+ 1 {
                return
            }
            event.begin(at: offset + position)
            let isRead = event.readRecord(position, next)
            lastRecordID = event.headerRecordID
            if isRead {
                outcome.records += 1
                if isDamaged || position >= end { outcome.recovered += 1 }
                if try !body(&event) {
                    outcome.isStopped = true
                    return
                }
            } else {
                outcome.lost += 1
                outcome.faults.append(EVTXFault(offset: offset + position, kind: .record))
            }
            position = next
        }
    }

    /// Where the record at a position ends; nil if none stands there. Its size is written twice.
    @inline(__always)
    private func recordEnd(_ position: Int, size: Int) -> Int? {
        let chunk = event.chunk.span.bytes
        guard chunk.number(UInt32.self, at: position) == Signature.record, let length = chunk.uint32(at: position + 4),
            length >= 29, length <= size - position, chunk.uint32(at: position + length - 4) == length
        else { return nil }
        return position + length
    }

    /// Looks for a record behind damaged bytes.
    private func nextRecord(after position: Int, upTo end: Int, size: Int) -> Int? {
        var candidate = position + 1
        while candidate < end {
            if recordEnd(candidate, size: size) != nil { return candidate }
            candidate += 1
        }
        return nil
    }
}

extension Event {
    /// Takes the record between two places of the chunk. False where its binary XML is not sound.
    @inline(__always)
    mutating func readRecord(_ start: Int, _ end: Int) -> Bool {
        headerRecordID = chunk.span.bytes.number(UInt64.self, at: start + 8) ?? 0
        headerTime = chunk.span.bytes.number(UInt64.self, at: start + 16) ?? 0
        return content.read(chunk, start + 24..<end - 4, &templates)
    }
}
