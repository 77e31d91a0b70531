// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Dispatch
import Documents
import Foundation
import Identity
import Primitives

/// Where the files of the proofs are kept: a folder beside the database, each file under the SHA-256 of its content and
/// encrypted under the installation's key. The same file given twice is kept once.
public struct Vault: Sendable {
    /// In bytes; a scanned policy of two hundred pages is below.
    public static let fileLimit = 25 << 20

    private let folder: URL
    private let key: SecretKey
    /// Reading and writing disks blocks: never on the threads that serve requests.
    private static let queue = DispatchQueue(label: "carene.vault", attributes: .concurrent)

    public init(folder: String, key: SecretKey) {
        self.folder = URL(fileURLWithPath: folder, isDirectory: true)
        self.key = key
    }

    /// Keeps a file that was just received.
    ///
    /// - Parameter name: as its author named it; only its last component is kept, and only to be shown.
    /// - Throws: `ProofError` for a size or a type that is refused, and for a vault that cannot be written.
    public func store(path: String, name: String) async throws -> Proof.File {
        try await Self.off { try storeNow(path: path, name: name) }
    }

    /// The whole content, checked against its digest.
    public func bytes(of file: Proof.File) async throws -> [UInt8] {
        try await Self.off {
            var bytes: [UInt8] = []
            try self.each(of: file) { bytes += $0 }
            return bytes
        }
    }

    /// The content piece by piece, in bounded memory. The digest is checked before the first piece is handed out only in as
    /// much as each piece's seal is: a piece that was altered ends the reading with `.fileAltered`.
    public func read(
        _ file: Proof.File, _ body: ([UInt8]) async throws -> Void
    ) async throws {
        let reader = try await Self.off { try Reader(vault: self, file: file) }
        while let piece = try await Self.off({ try reader.next() }) { try await body(piece) }
    }

    /// Whether the file is there and entire: its digest is computed again.
    public func verify(_ file: Proof.File) async throws {
        try await Self.off {
            guard try self.digest(of: file) == file.sha256 else { throw ProofError.fileAltered }
        }
    }

    /// Whether there is a file at all; cheap.
    public func holds(_ file: Proof.File) -> Bool {
        FileManager.default.fileExists(atPath: address(file.sha256).path)
    }

    // MARK: -

    private final class Reader: @unchecked Sendable {
        // Only one task reads it, one piece after the other; the handle moves between queue threads in that order.
        private var pieces: SealedFile.Pieces

        init(vault: Vault, file: Proof.File) throws { pieces = try vault.open(file) }

        func next() throws -> [UInt8]? { try pieces.piece() }
    }

    private func open(_ file: Proof.File) throws -> SealedFile.Pieces {
        guard let handle = FileHandle(forReadingAtPath: address(file.sha256).path) else { throw ProofError.fileMissing }
        return try SealedFile.Pieces(handle, digest: file.sha256, key: key)
    }

    private func digest(of file: Proof.File) throws -> String {
        var hash = SHA256()
        try each(of: file) { hash.update(data: $0) }
        return Hexadecimal.text(of: Array(hash.finalize()))
    }

    private func isEntire(_ file: Proof.File) -> Bool {
        do {
            return try digest(of: file) == file.sha256
        } catch {
            // Why it cannot be read does not matter: it is about to be written anew.
            return false
        }
    }

    private func each(of file: Proof.File, _ body: ([UInt8]) -> Void) throws {
        var pieces = try open(file)
        while let piece = try pieces.piece() { body(piece) }
    }

    /// Two levels: a folder of a hundred thousand names is slow to list and to back up.
    private func address(_ sha256: String) -> URL {
        folder.appendingPathComponent(String(sha256.prefix(2)), isDirectory: true).appendingPathComponent(sha256)
    }

    private func storeNow(path: String, name: String) throws -> Proof.File {
        guard let source = FileHandle(forReadingAtPath: path) else { throw ProofError.vaultUnavailable }
        defer { try? source.close() }
        var hash = SHA256()
        var size = 0
        var head: [UInt8] = []
        while let piece = try source.read(upToCount: SealedFile.pieceSize), !piece.isEmpty {
            if size == 0 { head = Array(piece.prefix(FileType.sample)) }
            size += piece.count
            guard size <= Self.fileLimit else { throw ProofError.fileTooLarge(megabytes: Self.fileLimit >> 20) }
            hash.update(data: piece)
        }
        guard size > 0 else { throw ProofError.fileEmpty }
        guard let type = FileType.sniff(head[...]) else { throw ProofError.fileTypeRefused }
        if type == .office { try OfficeArchive.check(path: path) }
        let file = Proof.File(
            sha256: Hexadecimal.text(of: Array(hash.finalize())), name: Self.shown(name), mediaType: type.rawValue,
            size: size)
        do {
            try write(source, file)
        } catch is CocoaError {
            throw ProofError.vaultUnavailable
        }
        return file
    }

    /// Written under another name first, so that a file is either entire or not there.
    private func write(_ source: FileHandle, _ file: Proof.File) throws {
        let target = address(file.sha256)
        // Giving a file again repairs what was altered on the disk.
        if FileManager.default.fileExists(atPath: target.path), isEntire(file) { return }
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let draft = target.appendingPathExtension(Hexadecimal.text(of: Entropy.system.bytes(6)))
        guard
            FileManager.default.createFile(
                atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: draft.path)
        else { throw ProofError.vaultUnavailable }
        do {
            try source.seek(toOffset: 0)
            try SealedFile.seal(source, to: handle, digest: file.sha256, key: key)
            try handle.synchronize()
            try handle.close()
            guard rename(draft.path, target.path) == 0 else { throw ProofError.vaultUnavailable }
        } catch {
            _ = unlink(draft.path)
            throw error is ProofError ? error : ProofError.vaultUnavailable
        }
    }

    /// The last component, at most 120 characters, without what is not seen: control characters, and those that change
    /// the direction of writing so that `exe.pdf` reads where `fdp.exe` stands.
    static func shown(_ name: String) -> String {
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? name.unicodeScalars[...]
        let clean = last.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
            default: scalar != "/" && scalar != "\\"
            }
        }
        let text = String(String.UnicodeScalarView(clean.suffix(120)))
        return text.allSatisfy { $0 == "." || $0.isWhitespace } ? "document" : text
    }

    private static func off<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
