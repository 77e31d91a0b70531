// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SecretKey {
    /// Reads the key: 32 bytes written as 64 hexadecimal digits, which survive an editor, a vault and paper. Made,
    /// readable by its owner only, when the file is not there.
    public static func load(path: String, entropy: Entropy = .system) throws(SecretKeyError) -> SecretKey {
        if let bytes = try KeyFile.read(path) { return SecretKey(bytes: bytes) }
        try KeyFile.make(path, entropy)
        guard let bytes = try KeyFile.read(path) else {
            throw .unreadable(path: path, reason: KeyFile.reason(ENOENT))
        }
        return SecretKey(bytes: bytes)
    }
}

private enum KeyFile {
    private static let digits = 2 * SecretKey.length

    /// Nil when there is no such file.
    static func read(_ path: String) throws(SecretKeyError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(path: path, reason: reason(errno))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .unreadable(path: path, reason: reason(errno)) }
        // Group may read: service managers hand secrets over that way.
        guard status.st_mode & (S_IRWXO | S_IWGRP) == 0 else { throw .exposed(path: path) }
        // One byte more than a key with its line end, to notice a longer file.
        var buffer = [UInt8](repeating: 0, count: digits + 2)
        var count = 0
        while count < buffer.count {
            let got = buffer.withUnsafeMutableBytes { fill($0, from: count, of: file) }
            if got < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path: path, reason: reason(errno))
            }
            if got == 0 { break }
            count += got
        }
        var text = buffer.prefix(count)
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        guard text.count == digits, let bytes = Hexadecimal.bytes(of: String(decoding: text, as: UTF8.self))
        else { throw .malformed(path: path) }
        return bytes
    }

    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from start: Int, of file: Int32) -> Int {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
        #if canImport(Glibc)
            return Glibc.read(file, rest.baseAddress, rest.count)
        #else
            return Darwin.read(file, rest.baseAddress, rest.count)
        #endif
    }

    /// Writes under another name, then links: the file appears whole or not at all, and never replaces one that another
    /// process has just made.
    static func make(_ path: String, _ entropy: Entropy) throws(SecretKeyError) {
        let draft = path + "." + Hexadecimal.text(of: entropy.bytes(6))
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .notWritten(path: path, reason: reason(errno)) }
        defer { unlink(draft) }
        let text = Array((Hexadecimal.text(of: entropy.bytes(SecretKey.length)) + "\n").utf8)
        let written = write(file, text, text.count)
        // A short write, which sets no error, means that the disk filled up.
        let failure: Int32? = written < 0 ? errno : written < text.count ? ENOSPC : fsync(file) == 0 ? nil : errno
        close(file)
        if let failure { throw .notWritten(path: path, reason: reason(failure)) }
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw .notWritten(path: path, reason: reason(errno))
        }
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
