// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents

/// The types of file that a proof may be. What a file is comes from its first bytes, never from its name or from what the
/// browser says.
///
/// A list of a few signatures rather than libmagic: that library knows a thousand types, all of which would have to be
/// refused one by one, and reading hostile files in C is what the vault should not do.
public enum FileType: String, Sendable, Hashable, CaseIterable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    /// Office Open XML and OpenDocument are archives; which one does not matter to the vault.
    case office = "application/zip"
    /// The older formats of Word, Excel and PowerPoint (compound file, [MS-CFB]).
    case legacyOffice = "application/x-ole-storage"
    case text = "text/plain; charset=utf-8"

    /// How many first bytes are looked at.
    public static let sample = 4096

    /// - Returns: nil for anything else. An archive still has to be checked by its entries: a ZIP that is not an office
    ///   document is refused by `Vault`.
    public static func sniff(_ head: ArraySlice<UInt8>) -> FileType? {
        func begins(_ signature: [UInt8]) -> Bool { head.starts(with: signature) }
        if begins(Array("%PDF-".utf8)) { return .pdf }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
        if begins([0x50, 0x4B, 0x03, 0x04]) { return .office }
        if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .legacyOffice }
        return isText(head) ? .text : nil
    }

    /// UTF-8 or Latin-1 without control characters, and not the beginning of a program, a script or a page.
    private static func isText(_ head: ArraySlice<UInt8>) -> Bool {
        guard !head.isEmpty, !head.starts(with: [0x23, 0x21]) else { return false }
        let allowed: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D]
        guard head.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || allowed.contains($0) }) else { return false }
        let start = String(decoding: head.prefix(512), as: UTF8.self).lowercased()
        return !["<html", "<!doctype", "<script", "<svg", "<?php"].contains { start.contains($0) }
    }
}
