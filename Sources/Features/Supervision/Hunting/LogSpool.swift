// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Synchronization

/// Where compressed logs are unpacked: one temporary file without a name, which the system takes away by itself however
/// the program ends. On disk rather than in memory: a log may be larger than the machine.
final class LogSpool: Sendable {
    struct Full: Error {
        /// The system's own words.
        let reason: String
    }

    private let descriptor: Int32
    private let end = Mutex(0)

    /// - Throws: `Full` where no temporary file can be made. `/tmp` is memory on many machines, `/var/tmp` is not.
    init() throws(Full) {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/var/tmp"
        var name = Array((folder + "/carene-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Full(reason: "\(folder): \(String(cString: strerror(errno)))") }
        unlink(name)
    }

    deinit { close(descriptor) }

    var count: Int { end.withLock { $0 } }

    func append(_ bytes: Span<UInt8>) throws(Full) {
        let reason = bytes.withUnsafeBytes { bytes in
            end.withLock { end -> String? in
                var done = 0
                defer { end += done }
                while done < bytes.count {
                    let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                    let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(end + done))
                    if written > 0 {
                        done += written
                    } else if errno != EINTR {
                        return String(cString: strerror(errno))
                    }
                }
                return nil
            }
        }
        if let reason { throw Full(reason: reason) }
    }

    /// Takes back what was appended behind a place.
    func cut(to place: Int) {
        end.withLock { $0 = min($0, place) }
        ftruncate(descriptor, off_t(place))
    }

    func bytes(from start: Int, count: Int) -> [UInt8]? { Self.bytes(of: descriptor, from: start, count: count) }

    /// Fewer at the end of a file; nil when they cannot be read.
    static func bytes(of descriptor: Int32, from start: Int, count: Int) -> [UInt8]? {
        var isBroken = false
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
            filled = 0
            while filled < buffer.count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(start + filled))
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    isBroken = true
                    return
                }
            }
        }
        return isBroken ? nil : bytes
    }
}
