// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives

/// A file of our own in the system's temporary folder, readable by its owner only.
public enum TemporaryFile {
    /// Creates an empty file and opens it for writing.
    static func create() throws -> (path: String, handle: FileHandle) {
        let name = "carene-" + Hexadecimal.text(of: Entropy.system.bytes(16))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        return (path, FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    static func remove(_ path: String) {
        _ = unlink(path)
    }
}
