// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Catalogs

/// The files that the product ships.
@Suite struct ShippedFrameworksTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../frameworks").standardizedFileURL

    private static func files(_ folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
    }

    private static var frameworks: [URL] { files(folder) }
    private static var mappings: [URL] { files(folder.appending(path: "mappings")) }

    @Test(.enabled(if: !frameworks.isEmpty), arguments: frameworks)
    func `reads without any issue, and writes back the same`(_ file: URL) throws {
        let bytes = Array(try Data(contentsOf: file))
        let read = try CatalogFile.read(bytes: bytes, name: file.lastPathComponent)
        let framework = try #require(read.frameworks.first)
        #expect(read.notes.isEmpty)
        #expect(framework.identity.identifier + ".yaml" == file.lastPathComponent)
        #expect(!framework.license.isEmpty)
        #expect(try FrameworkReader.read(FrameworkWriter.write(framework)) == framework)
    }

    @Test(.enabled(if: !frameworks.isEmpty), arguments: frameworks)
    func `becomes an OSCAL catalogue that keeps the rules`(_ file: URL) throws {
        let framework = try FrameworkReader.read(Array(try Data(contentsOf: file)))
        let catalog = OSCALWriter.write(framework, lastModified: "2026-11-21T09:00:00Z")
        #expect(try OSCALRules.check(catalog) == OSCALRules.Verdict(model: "catalog", faults: []))
    }

    private func framework(_ identifier: String) throws -> Framework {
        let file = ShippedFrameworksTests.folder.appending(path: identifier + ".yaml")
        return try FrameworkReader.read(Array(try Data(contentsOf: file)))
    }

    @Test(.enabled(if: !mappings.isEmpty), arguments: mappings)
    func `maps only codes that exist`(_ file: URL) throws {
        let mapping = try MappingReader.read(Array(try Data(contentsOf: file)))
        let (source, target) = (try framework(mapping.source), try framework(mapping.target))
        #expect(mapping.identifier + ".yaml" == file.lastPathComponent)
        for pair in mapping.pairs {
            #expect(source.requirement(pair.from)?.isAssessable == true, "\(pair.from)")
            #expect(target.requirement(pair.to)?.isAssessable == true, "\(pair.to)")
        }
    }
}
