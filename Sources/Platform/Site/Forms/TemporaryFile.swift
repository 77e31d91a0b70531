// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives

/// A file of our own in the system's temporary folder, readable by its owner only.
public enum TemporaryFile {
    /// Nothing more can be written: the temporary folder is full or closed to us.
    struct NotWritten: Error {
        let reason: String
    }

    /// A file being received. It goes away with the form that it came in, however that form ends (refused, cut short by
    /// the network, cancelled), unless it was finished.
    final class Draft {
        private let path: String
        private let handle: FileHandle
        private var size = 0
        private var isFinished = false

        init() throws(NotWritten) {
            let name = "carene-" + Hexadecimal.text(of: Entropy.system.bytes(16))
            path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw NotWritten(reason: String(cString: strerror(errno))) }
            handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }

        deinit { if !isFinished { TemporaryFile.remove(path) } }

        func append(_ bytes: ArraySlice<UInt8>) throws(NotWritten) {
            guard !bytes.isEmpty else { return }
            do {
                try handle.write(contentsOf: Data(bytes))
            } catch {
                throw NotWritten(reason: error.localizedDescription)
            }
            size += bytes.count
        }

        /// Hands the file over: removing it is now the caller's.
        func finish() throws(NotWritten) -> (path: String, size: Int) {
            do {
                try handle.close()
            } catch {
                throw NotWritten(reason: error.localizedDescription)
            }
            isFinished = true
            return (path, size)
        }
    }

    static func remove(_ path: String) {
        _ = unlink(path)
    }
}
