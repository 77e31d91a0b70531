// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents

/// Whether a ZIP archive is an office document that a vault may keep.
///
/// Office Open XML names the types of its parts in `[Content_Types].xml` (ECMA-376 part 2, §10.1); OpenDocument says what
/// it is in an entry `mimetype` (ODF 1.3 part 2, §3.3). Anything else is an archive, and could hold anything.
enum OfficeArchive {
    private static let limits = ZipReader.Limits(entries: 5000, unpackedBytes: 300 << 20, ratio: 200)

    /// - Throws: `ProofError.fileTypeRefused` for any other archive, one that is damaged, encrypted or made to harm, and for
    ///   documents that carry macros.
    static func check(path: String) throws(ProofError) {
        let isKept: Bool
        do throws(DocumentError) {
            isKept = try isOffice(try ZipReader(.file(path: path), limits: limits))
        } catch {
            throw .fileTypeRefused
        }
        guard isKept else { throw .fileTypeRefused }
    }

    private static func isOffice(_ archive: ZipReader) throws(DocumentError) -> Bool {
        if archive.entries.contains(where: { isMacro($0.path) }) { return false }
        if archive.contains("[Content_Types].xml") {
            let types = try archive.read("[Content_Types].xml", limit: 4 << 20)
            return !holds(types, "macroEnabled") && !holds(types, "vbaProject")
        }
        guard archive.contains("mimetype") else { return false }
        let type = String(decoding: try archive.read("mimetype", limit: 200), as: UTF8.self)
        guard type.hasPrefix("application/vnd.oasis.opendocument.") else { return false }
        // OpenDocument encrypts entry by entry and says so in its manifest (ODF 1.3 part 2, §3.4).
        guard archive.contains("META-INF/manifest.xml") else { return true }
        return !holds(try archive.read("META-INF/manifest.xml", limit: 8 << 20), "encryption-data")
    }

    /// Programs: VBA of Microsoft's formats, Basic and scripts of OpenDocument.
    private static func isMacro(_ path: String) -> Bool {
        let path = path.lowercased()
        if path.hasSuffix("/") { return false }
        return path.hasSuffix("vbaproject.bin") || path.hasPrefix("basic/") || path.hasPrefix("scripts/")
    }

    private static func holds(_ bytes: [UInt8], _ word: String) -> Bool {
        String(decoding: bytes, as: UTF8.self).lowercased().contains(word.lowercased())
    }
}
