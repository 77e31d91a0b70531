// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

#if !LIBFUZZER
    import Sigma
#endif

/// Reads bytes as a rule file, compiles what it gives and asks it of an event made of the file's own words: whatever the
/// bytes are, nothing stops, and neither memory nor time runs away.
public func fuzzRules(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let read = SigmaReader(placeholders: ["x": ["a", "b"]]).read(text, file: "fuzz.yml")
    for fault in read.faults { precondition(fault.origin.line >= 1 && !fault.message.isEmpty) }
    ask(RuleSet(read.documents, refused: read.faults), text)
}

/// Reads bytes as a regular expression and looks for it in its own text, many times over.
public func fuzzExpression(_ bytes: [UInt8]) {
    let pattern = String(decoding: bytes.filter { $0 >= 0x20 }, as: UTF8.self)
    let quoted = pattern.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    let text = """
        title: x
        logsource: {product: windows}
        detection: {s: {'F|re': '\(quoted)'}, condition: s}
        """
    let read = SigmaReader().read(text, file: "fuzz.yml")
    ask(RuleSet(read.documents, refused: read.faults), String(repeating: pattern, count: 50))
}

private func ask(_ set: RuleSet, _ text: String) {
    var matcher = Matcher(set)
    var event = DetectionEvent(for: set)
    event.begin(EventSource(channel: "Microsoft-Windows-Sysmon/Operational", eventID: 1))
    let words = text.split { " \n'\"[]{},:".contains($0) }.prefix(60)
    for (number, word) in words.enumerated() {
        event.append(set.fields.names.isEmpty ? "F" : set.fields.names[number % set.fields.names.count], String(word))
    }
    event.append("F", String(text.prefix(20_000)))
    var found: Set<Int> = []
    matcher.match(event) { found.insert($0) }
    precondition(found.allSatisfy { set.rules.indices.contains($0) })
}
