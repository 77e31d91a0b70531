// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Foundation
import Sigma
import Testing

@testable import Supervision

@Suite("What would see a ransomware")
struct RansomwareBundleTests {
    private static let carried = RuleLibrary.carried.flatMap { file in
        SigmaReader().read(String(decoding: file.bytes, as: UTF8.self), file: file.name).documents
    }

    @Test func `the bundle is read, names files of ours that exist, and each public rule once`() throws {
        let bundle = try RansomwareBundle.read()
        let files = Set(RuleLibrary.carried.map(\.name))
        let own = bundle.behaviours.flatMap(\.own)
        #expect(own.allSatisfy { files.contains("detection/\($0).yaml") })
        #expect(Set(own.map { "detection/\($0).yaml" }) == files, "a file of ours is in no behaviour")
        let identifiers = bundle.behaviours.flatMap(\.public)
        #expect(identifiers.allSatisfy { UUID(uuidString: $0) != nil && $0 == $0.lowercased() })
        #expect(Set(identifiers).count == identifiers.count)
        #expect(Set(bundle.behaviours.map(\.id)).count == bundle.behaviours.count)
    }

    @Test func `a rule counts as seeing only when its events arrive`() throws {
        let bundle = try RansomwareBundle.read()
        let rules = RuleSet(Self.carried, refused: [])
        let blind = AttackCoverage(rules, arriving: [], bundle: bundle).ransomware
        #expect(blind.allSatisfy { $0.seeing == 0 && $0.loaded == 0 })
        #expect(blind.contains { $0.own > 0 })
        let seen = AttackCoverage(rules, arriving: [("security", 4688)], bundle: bundle).ransomware
        let snapshots = try #require(seen.first { $0.behaviour.id == "instantanes" })
        #expect(snapshots.seeing > 0)
    }

    @Test func `a public rule counts by its identifier, wherever its file lies`() throws {
        let bundle = try RansomwareBundle.read()
        let behaviour = try #require(bundle.behaviours.first { $0.id == "exfiltration" })
        let identifier = try #require(behaviour.public.first)
        let text = """
            title: Public
            id: \(identifier)
            logsource: { product: windows, category: process_creation }
            detection: { selection: { Image: a.exe }, condition: selection }
            """
        let rules = RuleSet(SigmaReader().read(text, file: "rules/somewhere.yml").documents, refused: [])
        let sight = try #require(bundle.sights(in: rules) { _ in true }.first { $0.behaviour.id == behaviour.id })
        #expect((sight.own, sight.loaded, sight.seeing) == (0, 1, 1))
    }
}
