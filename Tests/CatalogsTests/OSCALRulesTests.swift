// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct OSCALRulesTests {
    private static func results() throws -> String {
        String(decoding: OSCALResultsWriter.results(try OSCALResultsTests.assessment()), as: UTF8.self)
    }

    @Test(
        arguments: [
            (#""version": "2026-11-21T09:00:00.000Z","#, "", "‘version’ is missing"),
            (#""reason": "pass""#, #""reason": "peut-être""#, "none of pass, fail, other"),
            (#""state": "satisfied""#, #""state": "partially""#, "none of satisfied, not-satisfied"),
            (#""collected": "2026-03-01T00:00:00Z""#, #""collected": "2026-03-01""#, "not a time with its zone"),
            (#""collected": "2026-03-01T00:00:00Z""#, #""collected": "2026-02-30T00:00:00Z""#, "not a time"),
            (#""target-id": "_0_smt""#, #""target-id": "0 smt""#, "is not a token"),
            (#""EXAMINE""#, #""LOOK""#, "none of EXAMINE"),
            (#""type": "organization""#, #""type": 3"#, "must be a text"),
            (#""title": "Essai coupé""#, #""title": "Essai\ncoupé""#, "not one line"),
            (#""methods""#, #""methodes""#, "‘methodes’ is not a field of observation"),
            (##""href": "#"##, ##""href": "# "##, "is not an address"),
            (#""oscal-version": "1.2.2""#, #""oscal-version": "2.0""#, "not a version of OSCAL 1"),
            (#""assessment-results": {"#, #""x": {}, "assessment-results": {"#, "holds one model"),
        ])
    func `says what the schema would refuse`(_ sound: String, _ broken: String, _ message: String) throws {
        let text = try Self.results()
        #expect(text.contains(sound))
        let faults = try OSCALRules.check(Array(text.replacing(sound, with: broken, maxReplacements: 1).utf8)).faults
        #expect(faults.contains { $0.message.contains(message) && $0.line > 0 }, "\(faults)")
    }

    @Test func `an identifier taken twice, and one that leads nowhere, are faults`() throws {
        let text = try Self.results()
        let tree = try JSONParser.parse(Array(text.utf8))
        guard case .scalar(let uuid, _)? = tree["assessment-results"]?["uuid"]?.content else {
            Issue.record("no uuid")
            return
        }
        let twice = text.replacing(NameUUID.text(for: "assessment/a1/result"), with: uuid)
        #expect(try OSCALRules.check(Array(twice.utf8)).faults.contains { $0.message.contains("already taken") })
        let nowhere = text.replacing(
            "\"uuid\": \"" + NameUUID.text(for: "assessment/a1/proof/p2"),
            with: "\"uuid\": \"" + NameUUID.text(for: "x"))
        #expect(try OSCALRules.check(Array(nowhere.utf8)).faults.contains { $0.message.contains("nothing here") })
    }

    @Test(arguments: ["", "[]", "{}", "{\"catalog\"", "{\"component-definition\": {}}"])
    func `what is no document that is known is refused as a whole`(_ text: String) {
        #expect(throws: CatalogError.self) { try OSCALRules.check(Array(text.utf8)) }
    }

    @Test(arguments: 0..<200)
    func `mutilated documents never trap`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var bytes = OSCALResultsWriter.results(try OSCALResultsTests.assessment())
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...2, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...40, using: &generator), bytes.count))
            default: bytes = Array(bytes[..<max(place, 1)])
            }
            if bytes.isEmpty { bytes = [0x7B] }
        }
        do throws(CatalogError) {
            let verdict = try OSCALRules.check(bytes)
            #expect(verdict.faults.count <= OSCALRules.faultLimit)
        } catch {
            #expect(!error.issues.isEmpty)
        }
    }

    @Test func `every kind of field is told`() {
        let texts: Set<String> = [
            "any", "uuid", "name", "token", "time", "line", "string", "text", "uri", "reference",
            "uri-reference", "version",
        ]
        for (name, shape) in OSCALShapes.shapes {
            #expect(!shape.isEmpty, "\(name)")
            for field in shape {
                let isKnown =
                    OSCALShapes.shapes[field.kind] != nil || OSCALShapes.words[field.kind] != nil
                    || texts.contains(field.kind)
                #expect(isKnown, "\(name).\(field.name): \(field.kind)")
            }
        }
    }

    @Test(arguments: [
        ("2026-11-21T09:00:00Z", true), ("2026-11-21T09:00:00.123+01:00", true), ("2024-02-29T23:59:59-05:30", true),
        ("2026-11-21T09:00:00", false), ("2026-11-21 09:00:00Z", false), ("2023-02-29T00:00:00Z", false),
        ("2026-11-21T24:00:00Z", false), ("2026-11-21T09:00:00.Z", false), ("2026-11-21T09:00:00+1:00", false),
        ("2026-11-21T09:00:00é", false), ("é026-11-21T09:00:00Z", false),
    ])
    func `a time has a day, a time and a zone`(_ text: String, _ isTime: Bool) {
        #expect(OSCALPatterns.isTime(text) == isTime)
    }

    @Test(arguments: [
        ("74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724", true), ("74C8BA1E-5cd4-5ad1-9bfd-d888e2f6c724", true),
        ("74c8ba1e-5cd4-7ad1-bbfd-d888e2f6c724", false), ("74c8ba1e-5cd4-4ad1-0bfd-d888e2f6c724", false),
        ("74c8ba1e5cd44ad1bbfdd888e2f6c724", false), ("", false), ("g4c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724", false),
    ])
    func `an identifier is a UUID of version 4 or 5`(_ text: String, _ isUUID: Bool) {
        #expect(OSCALPatterns.isUUID(text) == isUUID)
    }
}
