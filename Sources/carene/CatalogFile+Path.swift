// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Foundation

extension CatalogFile {
    /// Reads a file, and for an OSCAL profile the local files beside it that it imports.
    static func load(path: String) throws -> CatalogFile {
        let bytes = try contents(path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        return try read(bytes: bytes, name: path) { address in
            // Only files beside the profile: an address on the network, or one that climbs out, is not followed.
            guard !address.contains("://"), !address.contains(".."), !address.hasPrefix("/") else { return nil }
            do {
                return try contents(folder.appendingPathComponent(address).path)
            } catch {
                // For the profile, a file that cannot be read is one that is missing; the reader names it.
                return nil
            }
        }
    }

    /// One line: what the file is and what it holds.
    var summary: String {
        switch self {
        case .framework(let framework): "framework " + Self.line(framework)
        case .oscal(let framework): "OSCAL catalog " + Self.line(framework)
        case .mapping(let mapping):
            "mapping \(mapping.identifier), \(mapping.pairs.count) pairs from \(mapping.source) to \(mapping.target)"
        case .library(let library):
            "CISO Assistant library \(library.urn), "
                + (library.frameworks.map(Self.line) + library.mappings.map(\.identifier)).joined(separator: "; ")
        }
    }

    private static func line(_ framework: Framework) -> String {
        "\(framework.identity), \(framework.assessable().count) requirements to answer"
    }

    private static let limit = 32 * 1024 * 1024

    private static func contents(_ path: String) throws -> [UInt8] {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch {
            throw CommandFailure("cannot read \(path): \(error.localizedDescription)")
        }
        guard let size = attributes[.size] as? Int, size <= limit else {
            throw CommandFailure("\(path) is larger than 32 MB")
        }
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure("cannot read \(path): \(error.localizedDescription)")
        }
    }
}
