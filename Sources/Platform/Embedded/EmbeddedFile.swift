// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CAssets

/// A file carried by the binary itself: style sheet, script, référentiel. There is nothing to install beside it.
public struct EmbeddedFile: @unchecked Sendable {
    /// `assets/site.css`, `frameworks/care-d2.yaml`.
    public let name: String
    // Constant memory of the program, never written: safe to share between threads.
    private let start: UnsafeBufferPointer<UInt8>

    public var bytes: [UInt8] { Array(start) }
    public var count: Int { start.count }

    /// Every embedded file, in the order of their names.
    public static let all: [EmbeddedFile] = {
        let table = carene_assets()
        return (0..<carene_asset_count()).map { index in
            let asset = table[index]
            // The table and the bytes are constants of the program: they live as long as it runs.
            return EmbeddedFile(
                name: String(cString: asset.name), start: UnsafeBufferPointer(start: asset.bytes, count: asset.count))
        }
    }()

    public static func named(_ name: String) -> EmbeddedFile? {
        all.first { $0.name == name }
    }
}
