// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Organisations
import Primitives
import Synchronization

/// What arrived, kept for a while after it was examined, so that an indicator learnt of next week can be looked for in
/// what happened today. Bounded by days, by bytes and by what the disk has left: the oldest leaves first.
///
/// `FOLDER/ESTABLISHMENT/MILLISECONDS.jsonl.zst`: one event a line, one frame for each piece of the spool, which `zstdcat`
/// reads. Written before the place of the reader moves: a killed process keeps a piece twice rather than not at all.
final class EventArchive: Sendable {
    /// A file begins anew at this size: what leaves, leaves by whole files.
    static let leafSize = 16 << 20
    /// What the disk must have left, so that the database and the spool never wait for what is only kept.
    static let reserve = 512 << 20

    struct Limits: Sendable, Hashable {
        /// 0: nothing is kept.
        var days = 30
        /// Of all establishments together, compressed.
        var bytes = 10 << 30
        var reserve = EventArchive.reserve
        var leafSize = EventArchive.leafSize
    }

    struct Leaf: Sendable, Hashable {
        let organisation: Organisation.ID
        let path: String
        /// Of arrival.
        let from: Instant
        var to: Instant
        var bytes: Int
    }

    struct Summary: Sendable, Hashable {
        var bytes = 0
        var from: Instant?
        var to: Instant?
    }

    private struct State: Sendable {
        var leaves: [Leaf] = []
        /// Written to since the start: what a crash cut is never written behind.
        var open: [Organisation.ID: String] = [:]
        var swept: Instant?
        var isPaused = false
    }

    let folder: String
    let limits: Limits
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "carene.kept", qos: .utility)

    init(folder: String, limits: Limits = Limits()) {
        self.folder = folder
        self.limits = limits
        state = Mutex(State(leaves: Self.leaves(in: folder)))
    }

    private static func leaves(in folder: String) -> [Leaf] {
        var found: [Leaf] = []
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let organisation = Organisation.ID(name) else { continue }
            for file in (try? manager.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? [] {
                let path = "\(folder)/\(name)/\(file)"
                guard file.hasSuffix(".jsonl.zst"), let from = Int64(file.dropLast(10)),
                    let attributes = try? manager.attributesOfItem(atPath: path),
                    let size = (attributes[.size] as? NSNumber)?.intValue
                else { continue }
                let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                let start = Instant(millisecondsSinceEpoch: from)
                let end = Instant(millisecondsSinceEpoch: Int64(modified * 1000))
                found.append(
                    Leaf(organisation: organisation, path: path, from: start, to: max(start, end), bytes: size))
            }
        }
        return found.sorted { $0.from < $1.from }
    }

    // MARK: What there is

    /// The disk has no room left: what arrives is examined, and not kept.
    var isPaused: Bool { state.withLock { $0.isPaused } }

    /// The oldest first.
    func leaves(of organisations: Set<Organisation.ID>) -> [Leaf] {
        state.withLock { $0.leaves.filter { organisations.contains($0.organisation) } }
    }

    func summary(of organisations: Set<Organisation.ID>) -> Summary {
        leaves(of: organisations).reduce(into: Summary()) { sum, leaf in
            sum.bytes += leaf.bytes
            sum.from = min(sum.from ?? leaf.from, leaf.from)
            sum.to = max(sum.to ?? leaf.to, leaf.to)
        }
    }

    // MARK: Keeping

    /// Keeps what a piece of the spool holds. Blocks: on a thread of its own.
    /// - Returns: why something was not kept; nil when all was, or nothing is to be kept.
    func keep(_ records: [SpoolRecord], at now: Instant) -> String? {
        guard limits.days > 0, limits.bytes > 0, !records.isEmpty else { return nil }
        var lines: [Organisation.ID: [UInt8]] = [:]
        for record in records { lines[record.organisation, default: []] += record.lines }
        return queue.sync {
            sweepWhenDue(now)
            var fault: String?
            for (organisation, bytes) in lines {
                do throws(DocumentError) {
                    fault = add(try Zstandard.frame(bytes), to: organisation, at: now) ?? fault
                } catch {
                    fault = "\(error)"
                }
            }
            state.withLock { $0.isPaused = fault != nil }
            return fault
        }
    }

    private func add(_ frame: [UInt8], to organisation: Organisation.ID, at now: Instant) -> String? {
        makeRoom(for: frame.count)
        guard freeBytes() >= limits.reserve + frame.count else { return "less than the reserve is left on the disk" }
        let directory = "\(folder)/\(organisation.text)"
        let open = state.withLock { state in
            state.leaves.first { $0.path == state.open[organisation] && $0.bytes + frame.count <= limits.leafSize }
        }
        let path = open?.path ?? fresh(in: directory, at: now)
        if let fault = Self.append(frame, to: path, in: directory, behind: open?.bytes ?? 0) {
            // What was half written is cut off, or left behind in a file of its own.
            state.withLock { $0.open[organisation] = nil }
            return fault
        }
        state.withLock { state in
            state.open[organisation] = path
            if let index = state.leaves.firstIndex(where: { $0.path == path }) {
                state.leaves[index].bytes += frame.count
                state.leaves[index].to = max(state.leaves[index].to, now)
            } else {
                state.leaves.append(
                    Leaf(organisation: organisation, path: path, from: now, to: now, bytes: frame.count))
            }
        }
        return nil
    }

    private func fresh(in directory: String, at now: Instant) -> String {
        var number = now.millisecondsSinceEpoch
        while FileManager.default.fileExists(atPath: "\(directory)/\(number).jsonl.zst") { number += 1 }
        return "\(directory)/\(number).jsonl.zst"
    }

    private static func append(_ bytes: [UInt8], to path: String, in directory: String, behind size: Int) -> String? {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return error.localizedDescription
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        defer { close(descriptor) }
        guard Spool.writeAll(bytes, to: descriptor) else {
            let code = errno
            if size == 0 { unlink(path) } else { _ = ftruncate(descriptor, off_t(size)) }
            return String(cString: strerror(code))
        }
        return nil
    }

    // MARK: Leaving

    private func sweepWhenDue(_ now: Instant) {
        let isDue = state.withLock { state in
            if let swept = state.swept, swept.adding(seconds: 600) > now { return false }
            state.swept = now
            return true
        }
        if isDue { remove(outdated(at: now)) }
    }

    /// Removes what is older than the days allow, whether something arrives or not. Once a day is enough.
    func sweep(at now: Instant) async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.remove(self.outdated(at: now))
                continuation.resume()
            }
        }
    }

    private func outdated(at now: Instant) -> [Leaf] {
        let limit = now.adding(seconds: -limits.days * 86_400)
        return state.withLock { $0.leaves.filter { $0.to < limit } }
    }

    /// The establishment that keeps most gives first: a noisy one does not shorten the memory of the others.
    private func makeRoom(for count: Int) {
        while true {
            let (total, victim) = state.withLock { state -> (Int, Leaf?) in
                var sums: [Organisation.ID: Int] = [:]
                for leaf in state.leaves { sums[leaf.organisation, default: 0] += leaf.bytes }
                let most = sums.max { ($0.value, $0.key.text) < ($1.value, $1.key.text) }?.key
                return (sums.values.reduce(0, +), state.leaves.first { $0.organisation == most })
            }
            guard let victim, total + count > limits.bytes || freeBytes() < limits.reserve + count else { return }
            remove([victim])
        }
    }

    /// Everything that is kept of an establishment, at once.
    /// - Returns: how many bytes.
    func erase(_ organisation: Organisation.ID) async -> Int {
        await withCheckedContinuation { continuation in
            queue.async {
                let leaves = self.leaves(of: [organisation])
                self.remove(leaves)
                continuation.resume(returning: leaves.reduce(0) { $0 + $1.bytes })
            }
        }
    }

    private func remove(_ leaves: [Leaf]) {
        guard !leaves.isEmpty else { return }
        for leaf in leaves { unlink(leaf.path) }
        let paths = Set(leaves.map(\.path))
        state.withLock { state in
            state.leaves.removeAll { paths.contains($0.path) }
            state.open = state.open.filter { !paths.contains($0.value) }
        }
    }

    private func freeBytes() -> Int {
        var facts = statvfs()
        guard statvfs(FileManager.default.fileExists(atPath: folder) ? folder : parent, &facts) == 0 else {
            return .max
        }
        return Int(facts.f_bavail) * Int(facts.f_frsize)
    }

    private var parent: String {
        let parent = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return parent.isEmpty ? "." : parent
    }
}
