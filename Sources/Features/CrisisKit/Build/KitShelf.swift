// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Organisations
import Primitives
import Site

/// A kit on its way from the job that makes it to the browser that asked for it. The file has no name: it is removed from
/// its folder as soon as it is opened, and its room is given back when nobody holds it any more, even if the server is
/// killed. What it holds is encrypted all the same.
final class KitDraft: Sendable {
    private static let queue = DispatchQueue(label: "carene.kit", attributes: .concurrent)
    private let handle: FileHandle

    init() throws(CrisisKitError) {
        let name = "carene-kit-" + Hexadecimal.text(of: Entropy.system.bytes(16))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notWritten(String(cString: strerror(errno))) }
        _ = unlink(path)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func append(_ bytes: [UInt8]) throws(CrisisKitError) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw .notWritten(error.localizedDescription)
        }
    }

    /// The whole file, piece by piece, from the beginning.
    func read(_ body: ([UInt8]) async throws -> Void) async throws {
        try await Self.off { [handle] in try handle.seek(toOffset: 0) }
        while let piece = try await Self.off({ [handle] in try handle.read(upToCount: 1 << 18) }), !piece.isEmpty {
            try await body(Array(piece))
        }
    }

    private static func off<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// The kits that wait to be downloaded, in memory like the jobs that made them: once each, by the person who asked, within
/// the hour.
actor KitShelf {
    private struct Waiting {
        let draft: KitDraft
        let name: String
        let owner: String?
        let organisation: Organisation.ID
        let since: Instant
        var isLeaving = false
    }

    private static let room = 10
    private static let seconds = 3600

    private var waiting: [KitRecord.ID: Waiting] = [:]

    func put(
        _ draft: KitDraft, name: String, as id: KitRecord.ID, of organisation: Organisation.ID, for owner: String?,
        at now: Instant
    ) {
        forget(at: now)
        while waiting.count >= Self.room, let oldest = waiting.min(by: { $0.value.since < $1.value.since })?.key {
            waiting[oldest] = nil
        }
        waiting[id] = Waiting(draft: draft, name: name, owner: owner, organisation: organisation, since: now)
    }

    func isWaiting(_ id: KitRecord.ID, of organisation: Organisation.ID, for owner: String?, at now: Instant) -> Bool {
        forget(at: now)
        guard let one = waiting[id] else { return false }
        return one.owner == owner && one.organisation == organisation && !one.isLeaving
    }

    /// Hands the file over; nobody else gets it until `returned` or `left`.
    func take(
        _ id: KitRecord.ID, of organisation: Organisation.ID, for owner: String?, at now: Instant
    ) throws(CrisisKitError) -> (draft: KitDraft, name: String) {
        guard isWaiting(id, of: organisation, for: owner, at: now), let one = waiting[id] else { throw .kitTaken }
        waiting[id]?.isLeaving = true
        return (one.draft, one.name)
    }

    /// The browser went away before the end: it may come back.
    func returned(_ id: KitRecord.ID) { waiting[id]?.isLeaving = false }

    func left(_ id: KitRecord.ID) { waiting[id] = nil }

    private func forget(at now: Instant) {
        waiting = waiting.filter { $0.value.isLeaving || now < $0.value.since.adding(seconds: Self.seconds) }
    }
}
