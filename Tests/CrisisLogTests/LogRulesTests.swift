// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import CrisisLog

/// A device that writes.
struct Device {
    let name: String
    var lines: [LogEntry] = []

    mutating func write(_ statement: LogStatement, at: Moment, clockOffset: Int = 0) -> LogEntry {
        let entry = LogChain.entry(
            in: "log", reference: LogReference(device: name, sequence: lines.count + 1), enteredAt: at,
            clockOffset: clockOffset, author: "Claire", statement: statement, after: lines.last?.hash ?? LogChain.origin
        )
        lines.append(entry)
        return entry
    }

    @discardableResult
    mutating func say(
        _ text: String, _ kind: LogKind = .information, cell: LogCell = .operational, at minute: Int = 0,
        relation: LogStatement.Relation? = nil, about: LogReference? = nil, status: LogStatus? = nil, due: Int? = nil
    ) -> LogEntry {
        write(
            LogStatement(
                factAt: Device.minute(minute), kind: kind, cell: cell, text: text, due: due.map(Device.minute),
                status: status, relation: relation, about: about), at: Device.minute(minute + 2))
    }

    static func minute(_ minute: Int) -> Moment { Moment(milliseconds: 1_796_000_000_000 + Int64(minute) * 60_000) }
}

@Suite("The rules of the log")
struct LogRulesTests {
    private typealias Fault = LogVerification.Fault

    @Test("Whole chains are intact in any order")
    func intact() {
        var (one, other) = (Device(name: "BCDFGHJK"), Device(name: "KXRTVWZB"))
        for number in 0..<20 {
            one.say("un \(number)", at: number)
            other.say("deux \(number)", at: number)
        }
        let found = LogVerification(of: (one.lines + other.lines).shuffled(), in: "log")
        #expect(found.isIntact)
        #expect(found.devices.map(\.count) == [20, 20])
        #expect(found.devices.map(\.heads) == [[one.lines[19].hash], [other.lines[19].hash]])
        #expect(!LogVerification(of: one.lines, in: "another log").isIntact)
    }

    @Test("The first fault of each device is found")
    func faults() {
        var device = Device(name: "BCDFGHJK")
        for number in 0..<8 { device.say("ligne \(number)", at: number) }
        func first(_ lines: [LogEntry]) -> (Int, Fault)? {
            LogVerification(of: lines, in: "log").devices.first?.firstFault.map { ($0.sequence, $0.fault) }
        }
        var missing = device.lines
        missing.remove(at: 3)
        #expect(first(missing).map { $0 == (4, .missing) } == true)
        #expect(first(Array(device.lines.dropFirst())).map { $0 == (1, .missing) } == true)
        var altered = device.lines
        var statement = altered[4].statement
        statement.text = "autre chose"
        altered[4] = Self.changed(altered[4], statement: statement)
        #expect(first(altered).map { $0 == (5, .altered) } == true)
        // Written anew with its own right hash, it no longer follows.
        var unlinked = device.lines
        unlinked[4] = LogChain.entry(
            in: "log", reference: unlinked[4].reference, enteredAt: unlinked[4].enteredAt, clockOffset: 0,
            author: "Claire", statement: statement, after: String(repeating: "a", count: 64))
        #expect(first(unlinked).map { $0 == (5, .unlinked) } == true)
        var copy = Device(name: "BCDFGHJK", lines: Array(device.lines.prefix(5)))
        copy.say("l’autre copie", at: 30)
        let forked = LogVerification(of: device.lines + copy.lines.suffix(1), in: "log")
        #expect(forked.devices.first?.firstFault?.fault == .forked)
        #expect(!forked.isDamaged)
        #expect(forked.devices.first?.heads.count == 2)
    }

    private static func changed(_ entry: LogEntry, statement: LogStatement) -> LogEntry {
        LogEntry(
            reference: entry.reference, enteredAt: entry.enteredAt, clockOffset: entry.clockOffset,
            author: entry.author, statement: statement, previousHash: entry.previousHash, hash: entry.hash)
    }

    @Test("A later correction on the same device holds, and the line itself never changes")
    func corrections() {
        var device = Device(name: "BCDFGHJK")
        let line = device.say("12 postes", at: 0)
        device.say("120 postes", at: 5, relation: .corrects, about: line.reference)
        let second = device.say("112 postes", at: 9, relation: .corrects, about: line.reference)
        let read = LogReading(of: device.lines).lines
        #expect(read[0].entry.statement.text == "12 postes")
        #expect(read[0].current.text == "112 postes")
        #expect(read[0].corrections.count == 2)
        #expect(!read[0].isConflicting)
        // A correction of a correction counts for the line.
        device.say("110 postes", at: 12, relation: .corrects, about: second.reference)
        #expect(LogReading(of: device.lines).lines[0].current.text == "110 postes")
    }

    @Test("Two corrections from two devices are both shown until one corrects the other")
    func conflict() {
        var (one, other) = (Device(name: "BCDFGHJK"), Device(name: "KXRTVWZB"))
        let line = one.say("12 postes", at: 0)
        one.say("120 postes", at: 5, relation: .corrects, about: line.reference)
        let theirs = other.say("21 postes", at: 6, relation: .corrects, about: line.reference)
        let read = LogReading(of: one.lines + other.lines).lines[0]
        #expect(read.conflicting.map(\.statement.text) == ["120 postes", "21 postes"])
        #expect(read.current.text == "12 postes")
        one.say("120 postes", at: 20, relation: .corrects, about: theirs.reference)
        let settled = LogReading(of: one.lines + other.lines).lines.first { $0.reference == line.reference }
        #expect(settled?.isConflicting == false)
        #expect(settled?.current.text == "120 postes")
    }

    @Test("Both devices saying the same thing is no conflict")
    func agreement() {
        var (one, other) = (Device(name: "BCDFGHJK"), Device(name: "KXRTVWZB"))
        let line = one.say("12 postes", at: 0)
        one.say("120 postes", at: 5, relation: .corrects, about: line.reference)
        other.say("120 postes", at: 5, relation: .corrects, about: line.reference)
        let read = LogReading(of: one.lines + other.lines).lines[0]
        #expect(!read.isConflicting)
        #expect(read.current.text == "120 postes")
    }

    @Test("A request is open until a line closes it, or an answer says that it is done")
    func requests() {
        var device = Device(name: "BCDFGHJK")
        let first = device.say("brancardiers", .request, at: 0, status: .open, due: 30)
        let second = device.say("couper le VPN", .action, at: 1, due: 10)
        let third = device.say("lits", .request, at: 2)
        device.say("on cherche", at: 3, relation: .answers, about: first.reference)
        device.say("trouvés", at: 4, relation: .answers, about: third.reference, status: .done)
        var reading = LogReading(of: device.lines)
        #expect(reading.open.map(\.reference) == [second.reference, first.reference])
        #expect(reading.open.map { $0.isLate(at: Device.minute(15)) } == [true, false])
        #expect(reading.lines[2].ending == .done)
        device.say("abandonné", at: 5, relation: .closes, about: second.reference, status: .dropped)
        reading = LogReading(of: device.lines)
        #expect(reading.open.map(\.reference) == [first.reference])
        #expect(reading.lines[1].ending == .dropped)
    }

    @Test("Corrections that speak of one another do not hold the reader up")
    func knots() {
        var device = Device(name: "BCDFGHJK")
        func number(_ sequence: Int) -> LogReference { LogReference(device: "BCDFGHJK", sequence: sequence) }
        device.say("un", at: 0, relation: .corrects, about: number(2))
        device.say("deux", at: 1, relation: .corrects, about: number(1))
        device.say("trois", at: 2, relation: .corrects, about: number(3))
        #expect(LogReading(of: device.lines).lines.count == 3)
        var long = Device(name: "BCDFGHJK")
        long.say("origine", at: 0)
        for step in 1...5000 { long.say("\(step)", at: 0, relation: .corrects, about: number(step)) }
        #expect(LogReading(of: long.lines).lines[0].current.text == "5000")
    }

    @Test("Merging is idempotent, commutative, loses nothing and reports what it did")
    func merge() {
        var random = SplitMix(seed: 11)
        for _ in 0..<200 {
            var shared = Device(name: "BCDFGHJK")
            for step in 0..<Int.random(in: 0...6, using: &random) { shared.say("commun \(step)", at: step) }
            // Both copies go on under the same name, and each has a device of its own besides.
            var (left, right) = (shared, shared)
            var (one, other) = (Device(name: "KXRTVWZB"), Device(name: "MNPQRSTV"))
            for step in 0..<Int.random(in: 0...5, using: &random) { left.say("gauche \(step)", at: 10 + step) }
            for step in 0..<Int.random(in: 0...5, using: &random) { right.say("droite \(step)", at: 10 + step) }
            for step in 0..<Int.random(in: 0...4, using: &random) { one.say("un \(step)", at: 20 + step) }
            for step in 0..<Int.random(in: 0...4, using: &random) { other.say("deux \(step)", at: 20 + step) }
            let (a, b) = (left.lines + one.lines, right.lines + other.lines)
            let merged = LogMerge.merged(a, b)
            #expect(merged == LogMerge.merged(b, a))
            #expect(merged == LogMerge.merged(merged, b))
            #expect(merged == LogMerge.merged(merged, merged))
            #expect(Set(merged) == Set(a).union(b))
            let result = LogMerge.result(adding: b, to: a)
            #expect(Set(a + result.added) == Set(merged))
            #expect(result.added.count + result.known == b.count)
            let shortest = min(left.lines.count, right.lines.count) - shared.lines.count
            #expect(result.forked.count == shortest)
            #expect(LogMerge.result(adding: b, to: a + result.added).added.isEmpty)
            #expect(!LogVerification(of: merged, in: "log").isDamaged)
        }
    }

    @Test("Delays are counted from the first sign, without those who direct the exercise")
    func delays() {
        var device = Device(name: "BCDFGHJK")
        device.say("début", cell: .direction, at: -30)
        device.say("écran noir", at: 0)
        device.say("appel au RSSI", .contact, at: 4)
        device.say("cellule réunie", cell: .strategic, at: 25)
        device.say("couper", .decision, at: 31)
        device.say("CERT Santé", .notification, at: 42)
        let delays = LogDelays(of: device.lines)
        #expect(delays.alert == 240)
        #expect(delays.mobilisation == 1500)
        #expect(delays.decision == 1860)
        #expect(delays.notification == 2520)
        #expect(delays.entry == 120)
        #expect(delays.lines == 5)
        #expect(LogDelays(of: []).firstSignAt == nil)
    }

    @Test("A clock that is wrong counts right once it is known")
    func clocks() {
        var device = Device(name: "BCDFGHJK")
        let entry = device.write(
            LogStatement(factAt: Device.minute(60), kind: .information, cell: .operational, text: "x"),
            at: Device.minute(1), clockOffset: 3600)
        #expect(entry.countedAt == Device.minute(61))
        #expect(entry.delay == 60)
    }

    @Test("A situation report tells what was entered since the last one, and what is still open")
    func situation() {
        var device = Device(name: "BCDFGHJK")
        let old = device.say("brancardiers", .request, cell: .care, at: 0, due: 20)
        device.say("vieux fait", at: 1)
        device.say("couper", .decision, cell: .strategic, at: 30)
        let closed = device.say("bloc", .action, cell: .care, at: 31)
        device.say("fait", cell: .care, at: 33, relation: .closes, about: closed.reference)
        let span = SituationReport.Span(from: Device.minute(10), until: Device.minute(40))
        let report = SituationReport(of: LogReading(of: device.lines), over: span)
        #expect(report.sections.map(\.cell) == [.strategic, .care])
        #expect(report.sections[0].decisions.map(\.current.text) == ["couper"])
        #expect(report.sections[1].open.map(\.reference) == [old.reference])
        #expect(report.sections[1].ended.map(\.reference) == [closed.reference])
        #expect(report.late.map(\.reference) == [old.reference])
        #expect(SituationReport.Span(key: span.key) == span)
        for key in ["", "1", "a-b", "5-1", "-1-2", "1-2-3"] { #expect(SituationReport.Span(key: key) == nil) }
    }
}
