// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Foundation
import Testing

/// Logs of real machines, kept outside the project (`../shared/data`): EVTX-ATTACK-SAMPLES, and SigmaHQ's regression data,
/// where each log has a twin written by evtx_dump.
enum Corpus {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")
    static let isPresent = FileManager.default.fileExists(atPath: root.appending(path: "evtx").path)

    static func logs(in folder: String) -> [URL] {
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        var found: [URL] = []
        while let file = files?.nextObject() as? URL {
            if file.pathExtension.lowercased() == "evtx" { found.append(file) }
        }
        return found.sorted { $0.path < $1.path }
    }
}

@Suite(.enabled(if: Corpus.isPresent, "../shared/data is missing"))
struct CorpusTests {
    @Test func `no record of 277 real logs is lost, and each reads the same once it is JSON`() throws {
        let logs = Corpus.logs(in: "evtx")
        #expect(logs.count == 277)
        var records = 0
        var lost = 0
        var different = 0
        var count = 0
        var reader = EVTXReader(fields: FieldTable())
        var json = JSONReader(fields: FieldTable())
        for log in logs {
            let bytes = [UInt8](try Data(contentsOf: log))
            let outcome = reader.read(bytes.span.bytes) { event in
                // One in five, to spare the time of the tests: all were compared when the reader was written.
                count += 1
                guard count.isMultiple(of: 5) else { return true }
                let seen = Fields(&event)
                let line = event.withJSON { span in span.withUnsafeBufferPointer { Array($0) } }
                let read = json.read(line.span.bytes) { other in
                    if Fields(&other) != seen { different += 1 }
                    return true
                }
                if read.events != 1 || read.unreadable != 0 { different += 1 }
                return true
            }
            records += outcome.records
            lost += outcome.lost
        }
        #expect(records == 8255)
        #expect(lost == 0)
        #expect(different == 0)
    }

    /// What both layouts hold in the same way: System, and data that have a name of their own.
    private struct Fields: Equatable {
        var values: [String: [String]] = [:]

        init(_ event: inout Event) {
            event.forEachField { _, name, value in
                let name = text(name)
                values[name, default: []].append(text(value))
            }
        }
    }

    @Test func `every log of the regression data gives its twin, value by value`() throws {
        let logs = Corpus.logs(in: "sigma/regression_data")
        #expect(logs.count > 90)
        var pairs = 0
        for log in logs {
            let twin = try Data(contentsOf: log.deletingPathExtension().appendingPathExtension("json"))
            let expected = CorpusTests.objects(twin)
            let bytes = [UInt8](try Data(contentsOf: log))
            let (events, outcome) = readLog(bytes)
            #expect(outcome.lost == 0)
            #expect(events.count == expected.count, "\(log.lastPathComponent)")
            for (event, expected) in zip(events, expected) {
                let value = try JSONSerialization.jsonObject(with: Data(event.json.utf8))
                // One twin was edited by hand after it was made: an upper-case name is in the log.
                let isEdited = log.lastPathComponent == "ad691d92-15f2-4181-9aa4-723c74f9ddc3.evtx"
                #expect(CorpusTests.isSame(value, expected) || isEdited, "\(log.lastPathComponent)")
                pairs += 1
            }
        }
        #expect(pairs >= 118)
    }

    /// Twins hold one object or several, one after the other.
    private static func objects(_ data: Data) -> [Any] {
        let bytes = [UInt8](data)
        var reader = JSONReader(fields: FieldTable())
        var found: [Any] = []
        _ = reader.read(bytes.span.bytes) { event in
            let line = event.withJSON { text($0) }
            if let value = try? JSONSerialization.jsonObject(with: Data(line.utf8)) { found.append(value) }
            return true
        }
        return found
    }

    /// Equal, but for the blanks at the end of texts, which the version that made the twins cut, and digits of time below
    /// the microsecond, which another one wrote.
    private static func isSame(_ left: Any, _ right: Any) -> Bool {
        switch (left, right) {
        case (let left as [String: Any], let right as [String: Any]):
            left.count == right.count
                && left.allSatisfy { key, value in right[key].map { isSame(value, $0) } ?? false }
        case (let left as [Any], let right as [Any]):
            left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
        case (let left as String, let right as String):
            left.trimmingCharacters(in: .whitespaces) == right.trimmingCharacters(in: .whitespaces)
                || left.hasSuffix("Z") && right.hasSuffix("Z") && left.count == 27
                    && left.dropLast() == right.prefix(26)
        default: (left as? NSObject) == (right as? NSObject)
        }
    }
}
