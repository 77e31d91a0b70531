// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs

/// Reads bytes as a Windows event log, asks every event for everything it can give, and checks what must hold whatever
/// the bytes are. Called by the tests on damaged logs, and by libFuzzer.
public func fuzzEVTX(_ bytes: [UInt8]) {
    var table = FieldTable(["Data", "Image", "CommandLine", "HostApplication", "ProcessId"])
    let keys = ["Data", "HostApplication", "ProcessId", "UserID"].map { table.intern($0) }
    var reader = EVTXReader(fields: table)
    var given = 0
    let outcome = reader.read(bytes.span.bytes) { event in
        given += 1
        exercise(&event, keys)
        return true
    }
    precondition(outcome.records == given)
    precondition(outcome.records <= bytes.count / 29, "no record is read twice")
}

/// Reads bytes as JSON events.
public func fuzzJSON(_ bytes: [UInt8]) {
    var table = FieldTable(["Data", "Image", "CommandLine", "HostApplication", "ProcessId"])
    let keys = ["Data", "HostApplication", "ProcessId", "UserID"].map { table.intern($0) }
    var reader = JSONReader(fields: table)
    var given = 0
    let outcome = reader.read(bytes.span.bytes) { event in
        given += 1
        exercise(&event, keys)
        return true
    }
    precondition(outcome.events == given)
    precondition(outcome.consumed == bytes.count)
}

/// Reads bytes as compressed JSON events.
public func fuzzGzip(_ bytes: [UInt8]) {
    var reader = JSONReader(fields: FieldTable())
    _ = try? reader.readGzip(bytes.span.bytes, limit: 1 << 24) { event in
        event.withWholeText { precondition(isUTF8($0)) }
        return true
    }
}

private func exercise(_ event: inout Event, _ keys: [FieldKey]) {
    var bytes = 0
    event.forEachField { _, name, value in
        precondition(isUTF8(name) && isUTF8(value))
        bytes += name.count + value.count
    }
    for key in keys {
        _ = event.string(key)
        _ = event.integer(key)
        _ = event.anyValue(of: key) { isUTF8($0) == false }
    }
    _ = (event.eventID(), event.recordID(), event.time()?.description, event.channel())
    event.withWholeText { precondition(isUTF8($0)) }
    let json = event.withJSON { span in
        precondition(isUTF8(span))
        return span.withUnsafeBufferPointer { Array($0) }
    }
    precondition(bytes <= 48 << 20 && json.count <= 48 << 20, "an event takes no more than a bounded memory")
    // Our own output reads as one event.
    guard json.count < 1 << 20 else { return }
    var reader = JSONReader(fields: FieldTable())
    let outcome = reader.read(json.span.bytes) { _ in true }
    precondition(outcome.events <= 1)
}

private func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
}
