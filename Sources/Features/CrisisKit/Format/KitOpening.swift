// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives

/// Takes the database out of a kit, into a folder of its own that goes away with this value.
public final class KitOpening: Sendable {
    public let manifest: KitManifest
    public let fingerprint: KitFingerprint
    private let folder: String

    public var databasePath: String { folder + "/" + KitFile.database }
    public var keyPath: String { folder + "/" + KitFile.key }
    /// Where the files of proofs would be: a kit holds none.
    public var vaultPath: String { folder + "/preuves" }

    /// - Throws: `KitFault`; nothing stays on the disk then.
    public init(_ path: String, passphrase: KitPassphrase, expected: KitFingerprint? = nil) throws(KitFault) {
        let (seal, digest) = try KitSeal.read(path)
        guard seal.holds(for: digest) else { throw .altered(path: nil) }
        fingerprint = KitFingerprint(publicKey: seal.publicKey)
        if let expected, expected != fingerprint { throw .anotherKey(found: fingerprint, expected: expected) }
        let folder = try Self.makeFolder()
        do throws(KitFault) {
            manifest = try Self.unpack(path, passphrase, seal, into: folder)
        } catch {
            Self.remove(folder)
            throw error
        }
        self.folder = folder
    }

    deinit { Self.remove(folder) }

    private static func makeFolder() throws(KitFault) -> String {
        let name = "carene-mallette-" + Hexadecimal.text(of: Entropy.system.bytes(12))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        guard mkdir(path, 0o700) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
        return path
    }

    private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    private static func unpack(
        _ path: String, _ passphrase: KitPassphrase, _ seal: KitSeal, into folder: String
    ) throws(KitFault) -> KitManifest {
        let wanted = [KitFile.database, KitFile.key]
        var files: [String: FileHandle] = [:]
        let manifest = try KitVerifier.contents(of: path, passphrase, seal) { name, piece throws(KitFault) in
            guard wanted.contains(name) else { return }
            do {
                let file = try files[name] ?? create(folder + "/" + name)
                files[name] = file
                try file.write(contentsOf: Data(piece))
            } catch let fault as KitFault {
                throw fault
            } catch {
                throw .unreadable(error.localizedDescription)
            }
        }
        for file in files.values { try? file.close() }
        guard files.count == wanted.count else { throw .noDatabase }
        return manifest
    }

    private static func create(_ path: String) throws(KitFault) -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}

/// Names of the files that the program itself looks for.
enum KitFile {
    static let readme = "LISEZMOI.txt"
    static let index = "index.html"
    static let style = "style.css"
    static let database = "donnees.sqlite"
    static let key = "cle.txt"
}
