// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Organisations
import Primitives
import Synchronization

/// Where events wait on disk between their acknowledgement and their examination: files that are only added to. Nothing is
/// acknowledged before it is on the disk; whoever comes at the same time shares one `fdatasync` (group commit).
///
/// Bounded: when what is not yet examined reaches the limit, nothing more is accepted, and forwarders keep it and try again.
final class Spool: Sendable {
    enum Fault: Error, Sendable, Hashable {
        /// Try again later.
        case full
        case notWritten(String)
        case closed
    }

    /// A segment is removed when all of it was examined: small ones give their place back sooner.
    private let segmentSize: Int
    /// Of what waits for the disk in memory.
    static let mostPending = 64 << 20

    private struct Pending: Sendable {
        let bytes: [UInt8]
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State: Sendable {
        var pending: [Pending] = []
        var pendingBytes = 0
        var isWriting = false
        /// The segment that is written to, and how much of it is on the disk.
        var segment = 0
        var written = 0
        /// Sizes of the segments before it.
        var sizes: [Int: Int] = [:]
        var isClosed = false

        var diskBytes: Int { sizes.values.reduce(written, +) }
    }

    private let folder: String
    private let limit: Int
    private let state: Mutex<State>
    /// The file descriptor of the segment; touched on the queue alone.
    private let descriptor = Mutex<Int32>(-1)
    private let queue = DispatchQueue(label: "carene.spool")
    private let signal: AsyncStream<Void>.Continuation
    /// Something new is on the disk. For one reader.
    let news: AsyncStream<Void>

    /// - Parameter limit: bytes on disk beyond which nothing more is accepted.
    init(folder: String, limit: Int = 1 << 30, after position: SpoolPosition = .start) throws(Fault) {
        self.folder = folder
        self.limit = limit
        segmentSize = max(min(16 << 20, limit / 4), 4096)
        (news, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: rights)
        } catch {
            throw .notWritten(error.localizedDescription)
        }
        var start = State()
        for (segment, size) in Self.segments(in: folder) { start.sizes[segment] = size }
        // What was cut by a crash is never written behind.
        start.segment = max(start.sizes.keys.max() ?? 0, position.segment) + 1
        state = Mutex(start)
        signal.yield()
    }

    private static func segments(in folder: String) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasSuffix(".spool"), let number = Int(name.dropLast(6)) else { continue }
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            found[number] = (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        return found
    }

    private func path(_ segment: Int) -> String {
        let digits = String(segment)
        return folder + "/" + String(repeating: "0", count: max(10 - digits.count, 0)) + digits + ".spool"
    }

    /// Bytes that wait to be examined, those of the segment under examination included.
    var waitingBytes: Int { state.withLock { $0.diskBytes + $0.pendingBytes } }

    /// Returns once the record is on the disk.
    func append(_ record: SpoolRecord) async throws {
        let bytes = record.bytes
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let answer = state.withLock { state -> Result<Bool, Fault> in
                guard !state.isClosed else { return .failure(.closed) }
                guard state.diskBytes + state.pendingBytes + bytes.count <= limit,
                    state.pendingBytes + bytes.count <= Self.mostPending
                else { return .failure(.full) }
                state.pending.append(Pending(bytes: bytes, continuation: continuation))
                state.pendingBytes += bytes.count
                defer { state.isWriting = true }
                return .success(!state.isWriting)
            }
            switch answer {
            case .failure(let fault): continuation.resume(throwing: fault)
            case .success(let begins): if begins { queue.async { self.writePending() } }
            }
        }
    }

    /// On the queue: writes what has gathered, until nothing has.
    private func writePending() {
        while true {
            let batch = state.withLock { state -> [Pending] in
                let batch = state.pending
                state.pending.removeAll()
                if batch.isEmpty { state.isWriting = false }
                return batch
            }
            guard !batch.isEmpty else { return }
            let count = batch.reduce(0) { $0 + $1.bytes.count }
            let fault = put(batch, count)
            state.withLock { $0.pendingBytes -= count }
            for one in batch {
                if let fault { one.continuation.resume(throwing: fault) } else { one.continuation.resume() }
            }
            if fault == nil { signal.yield() }
        }
    }

    private func put(_ batch: [Pending], _ count: Int) -> Fault? {
        if state.withLock({ $0.written >= segmentSize }) { turnPage() }
        return descriptor.withLock { descriptor -> Fault? in
            if descriptor < 0 {
                let name = path(state.withLock { $0.segment })
                descriptor = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
                // The name of a new file must be on the disk too.
                let parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                if parent >= 0 {
                    fsync(parent)
                    close(parent)
                }
            }
            guard descriptor >= 0 else { return .notWritten(String(cString: strerror(errno))) }
            for one in batch {
                guard Self.writeAll(one.bytes, to: descriptor) else { return turned(&descriptor, errno) }
            }
            guard fdatasync(descriptor) == 0 else { return turned(&descriptor, errno) }
            state.withLock { $0.written += count }
            return nil
        }
    }

    /// What may have been half written is left behind: the next batch begins a file of its own.
    private func turned(_ descriptor: inout Int32, _ code: Int32) -> Fault {
        close(descriptor)
        descriptor = -1
        state.withLock { state in
            state.sizes[state.segment] = state.written
            state.segment += 1
            state.written = 0
        }
        return .notWritten(String(cString: strerror(code)))
    }

    private func turnPage() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
        state.withLock { state in
            state.sizes[state.segment] = state.written
            state.segment += 1
            state.written = 0
        }
    }

    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }

    struct Batch: Sendable {
        var records: [SpoolRecord] = []
        /// To be kept with what the records gave.
        var next: SpoolPosition
        /// Pieces that a crash cut or a disk damaged, never acknowledged or no more readable.
        var damaged = 0
    }

    /// Reads on from a position, about `limit` bytes; nil when there is nothing new. Blocks: on a thread of its own.
    func read(from position: SpoolPosition, limit: Int) -> Batch? {
        let (active, written, sizes) = state.withLock { ($0.segment, $0.written, $0.sizes) }
        var position = position
        var batch = Batch(next: position)
        while true {
            let size = position.segment == active ? written : sizes[position.segment] ?? 0
            if position.place < size {
                let part = read(position, upTo: size, limit)
                batch.records += part.records
                batch.damaged += part.damaged
                batch.next = part.next
                if !part.records.isEmpty { return batch }
                position = part.next
            }
            guard position.segment != active else { break }
            guard let next = (sizes.keys.filter { $0 > position.segment } + [active]).min() else { break }
            position = SpoolPosition(segment: next, place: 0)
            batch.next = position
        }
        return batch.damaged > 0 ? batch : nil
    }

    private func read(_ position: SpoolPosition, upTo size: Int, _ limit: Int) -> Batch {
        var batch = Batch(next: SpoolPosition(segment: position.segment, place: size))
        guard let handle = FileHandle(forReadingAtPath: path(position.segment)) else { return batch }
        defer { try? handle.close() }
        var wanted = min(limit, size - position.place)
        guard (try? handle.seek(toOffset: UInt64(position.place))) != nil else { return batch }
        var bytes = [UInt8]((try? handle.read(upToCount: wanted)) ?? Data())
        var used = 0
        while used < bytes.count {
            switch SpoolRecord.read(bytes[used...]) {
            case .record(let record, let count):
                batch.records.append(record)
                used += count
            case .incomplete where batch.records.isEmpty && position.place + bytes.count < size:
                // One record larger than the piece that was read.
                wanted = min(2 * bytes.count + SpoolRecord.headerSize, size - position.place - bytes.count)
                let more = [UInt8]((try? handle.read(upToCount: wanted)) ?? Data())
                bytes += more
                if more.isEmpty {
                    // Shorter than it was.
                    batch.damaged += 1
                    return batch
                }
            case .incomplete where position.place + bytes.count < size:
                batch.next.place = position.place + used
                return batch
            case .incomplete, .damaged:
                batch.damaged += 1
                return batch
            }
        }
        if used > 0 || bytes.isEmpty { batch.next.place = bytes.isEmpty ? size : position.place + used }
        return batch
    }

    /// Where reading begins: the position that was kept, unless the folder is another one.
    func begin(from kept: SpoolPosition?) -> SpoolPosition {
        state.withLock { state in
            let oldest = state.sizes.keys.min() ?? state.segment
            guard let kept, kept.segment <= state.segment else { return SpoolPosition(segment: oldest, place: 0) }
            return kept.segment < oldest ? SpoolPosition(segment: oldest, place: 0) : kept
        }
    }

    /// Removes what was examined.
    func forget(before position: SpoolPosition) {
        let old = state.withLock { state -> [Int] in
            let old = state.sizes.keys.filter { $0 < position.segment }
            for segment in old { state.sizes[segment] = nil }
            return old
        }
        for segment in old { _ = unlink(path(segment)) }
    }
}
