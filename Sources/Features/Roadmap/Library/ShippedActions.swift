// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Planning

/// The library that the binary carries.
enum ShippedActions {
    static let prefix = "actions/"

    /// Read once. A test reads the same files and fails on any fault; should one slip through all the same, the pages offer
    /// the establishments' own actions only.
    static let library: ActionLibrary = {
        do throws(InvalidLibrary) {
            return try read()
        } catch {
            return .empty
        }
    }()

    static func read() throws(InvalidLibrary) -> ActionLibrary {
        try ActionLibrary(
            EmbeddedFile.all.filter { $0.name.hasPrefix(prefix) }.map {
                ActionLibrary.File(name: $0.name, bytes: $0.bytes)
            })
    }
}
