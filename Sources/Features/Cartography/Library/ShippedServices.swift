// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Recovery

/// The library that the binary carries.
enum ShippedServices {
    static let prefix = "services/"

    /// Read once. A test reads the same files and fails on any fault; should one slip through all the same, the page offers
    /// an empty choice.
    static let library: ServiceLibrary = {
        do throws(ServiceLibrary.Fault) {
            return try read()
        } catch {
            return .empty
        }
    }()

    static func read() throws(ServiceLibrary.Fault) -> ServiceLibrary {
        try ServiceLibrary(
            EmbeddedFile.all.filter { $0.name.hasPrefix(prefix) }.map { (name: $0.name, bytes: $0.bytes) })
    }
}
