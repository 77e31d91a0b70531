// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import EventLogs
import Primitives

/// Finds the logs behind a path, and unpacks those that are compressed. Archives come from machines that an attacker
/// held: how much they give, and how many logs, has bounds.
struct LogIntake: ~Copyable {
    struct Limits: Sendable {
        /// Of all compressed logs of a hunt together.
        var unpackedBytes = 16 << 30
        /// Logs in one archive.
        var entries = 10_000
        /// Beyond the first gigabyte, how many times its size an archive may give. Not below: an empty Windows log is a
        /// megabyte of zeros, which compresses five hundred times.
        var ratio = 100
        var free = 1 << 30
    }

    private let limits: Limits
    private var spool: LogSpool?
    private(set) var logs: [LogFile] = []
    private(set) var unread: [HuntRun.Unread] = []

    init(limits: Limits = Limits()) { self.limits = limits }

    mutating func add(_ path: String) {
        for name in LogFile.files(at: path) ?? [path] {
            guard let file = LogFile(name) else {
                refuse(name, Phrase("ne peut pas être ouvert", "cannot be opened"))
                continue
            }
            switch file.kind {
            case .windows, .json: logs.append(file)
            case .gzip: addGzip(file)
            case .zip: addZip(file)
            case .unknown: addUnknown(file)
            }
        }
    }

    private mutating func refuse(_ file: String, _ reason: Phrase) {
        unread.append(HuntRun.Unread(file: file, reason: reason))
    }

    /// An empty file holds no event and is no fault.
    private mutating func addUnknown(_ file: LogFile) {
        guard file.size > 0 else { return logs.append(file) }
        refuse(
            file.path,
            Phrase("n’est ni un journal Windows, ni du JSON", "is neither a Windows event log nor JSON"))
    }

    private mutating func addUnpacked(_ path: String, _ spool: LogSpool, from start: Int) {
        let file = LogFile(path, unpackedTo: spool, from: start)
        switch file.kind {
        case .windows, .json: logs.append(file)
        case .gzip, .zip:
            refuse(
                path,
                Phrase(
                    "est une archive dans une archive\u{00A0}: sortez-la d’abord",
                    "is an archive in an archive: take it out first"))
            spool.cut(to: start)
        case .unknown: addUnknown(file)
        }
    }

    private mutating func opened() throws -> LogSpool {
        if let spool { return spool }
        let made = try LogSpool()
        spool = made
        return made
    }

    /// What an archive of such a size may give.
    private func room(_ size: Int, _ spool: LogSpool) -> Int {
        let (many, overflow) = size.multipliedReportingOverflow(by: limits.ratio)
        let own = overflow ? limits.unpackedBytes : limits.free + min(many, limits.unpackedBytes)
        return max(min(own, limits.unpackedBytes - spool.count), 0)
    }

    private mutating func addGzip(_ file: LogFile) {
        var start = 0
        do {
            let spool = try opened()
            start = spool.count
            guard let log = file.open() else { throw Gzip.Fault.truncated }
            var place = 0
            var gzip = Gzip()
            try gzip.read(limit: room(file.size, spool)) {
                let bytes = log.read(at: place, count: 1 << 18) ?? []
                place += bytes.count
                return bytes
            } body: { piece in
                try spool.append(piece)
                return true
            }
            addUnpacked(file.path, spool, from: start)
        } catch {
            spool?.cut(to: start)
            refuse(file.path, Self.sentence(error))
        }
    }

    private mutating func addZip(_ file: LogFile) {
        do {
            let spool = try opened()
            // The ratio of one entry is not judged: deflate gives 1032 times at most, and what all give is bounded.
            let archive = try ZipReader(
                .file(path: file.path),
                limits: .init(entries: limits.entries, unpackedBytes: room(file.size, spool), ratio: 1100))
            let entries = archive.entries.filter { LogFile.isLogName($0.path) }
            if entries.isEmpty {
                refuse(file.path, Phrase("ne contient aucun journal", "holds no log"))
            }
            for entry in entries { addEntry(entry, of: archive, file.path, spool) }
        } catch {
            refuse(file.path, Self.sentence(error))
        }
    }

    private mutating func addEntry(_ entry: ZipReader.Entry, of archive: ZipReader, _ path: String, _ spool: LogSpool) {
        let name = path + "/" + entry.path
        let start = spool.count
        var full: LogSpool.Full?
        do {
            try archive.read(entry.path, limit: entry.size) { piece throws(DocumentError) in
                guard full == nil else { return }
                do throws(LogSpool.Full) {
                    try spool.append(piece.span)
                } catch {
                    full = error
                }
            }
            if let full { throw full }
            addUnpacked(name, spool, from: start)
        } catch {
            spool.cut(to: start)
            refuse(name, Self.sentence(error))
        }
    }

    private static func sentence(_ error: any Error) -> Phrase {
        switch error {
        case let error as DocumentError: error.message
        case let full as LogSpool.Full:
            Phrase(
                "ne peut pas être décompressé faute de place (\(full.reason))",
                "cannot be unpacked for want of room (\(full.reason))")
        case Gzip.Fault.tooLong:
            Phrase(
                "devient beaucoup trop volumineux une fois décompressé\u{00A0}: par prudence, il est refusé",
                "becomes far too large once unpacked: it is refused, to be safe")
        case Gzip.Fault.truncated:
            Phrase(
                "s’arrête avant d’être complet\u{00A0}: copiez-le de nouveau",
                "stops before it is complete: copy it again")
        default: Phrase("est un fichier compressé endommagé", "is a damaged compressed file")
        }
    }
}
