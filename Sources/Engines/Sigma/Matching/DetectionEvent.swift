// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One event as the matcher reads it: values as UTF-8, folded once, with the numbers of the fields that rules know.
///
/// Made to be filled again and again without allocation:
///
///     event.begin(source)
///     event.append("CommandLine", value)
///     matcher.match(event) { rule in … }
public struct DetectionEvent: Sendable {
    struct Entry {
        /// -1 when no rule knows the field.
        let field: Int32
        let start: Int32
        let end: Int32
        let foldedStart: Int32
        let foldedEnd: Int32
    }

    public private(set) var source = EventSource(LogSource())
    private(set) var raw: [UInt8] = []
    private(set) var folded: [UInt8] = []
    /// In the order of the texts.
    private(set) var entries: [Entry] = []
    /// A field's other name → entry.
    private(set) var aliases: [(field: Int32, entry: Int32)] = []
    /// Behind the last of the values that rules ask for by name, where they came first.
    private var askedMark: Int?
    private let fields: FieldNames

    /// What one event may hold; what is beyond is cut.
    static let maximumBytes = 8 << 20

    public init(for rules: RuleSet) { fields = rules.fields }

    public mutating func begin(_ source: EventSource) {
        self.source = source
        raw.removeAll(keepingCapacity: true)
        folded.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        aliases.removeAll(keepingCapacity: true)
        askedMark = nil
    }

    /// Says that no rule asks by name for what is appended from now on: it is there for words looked for anywhere.
    public mutating func endAsked() { askedMark = folded.count }

    var askedEnd: Int { askedMark ?? folded.count }

    /// By names, for whoever has few events.
    public mutating func append(_ field: String, _ value: String) {
        var value = value
        let other = FieldAliases.known(for: field, in: source)
        value.withUTF8 { utf8 in
            append(fields.number(of: field), also: other.flatMap(fields.number), Span(_unsafeElements: utf8))
        }
    }

    /// - Parameters:
    ///   - number: of the field among the rules' (`RuleSet.fields`); nil when no rule knows it.
    ///   - other: the number of the other name under which rules know it (`FieldAliases`).
    public mutating func append(_ number: Int?, also other: Int? = nil, _ value: Span<UInt8>) {
        if number != nil, let other { aliases.append((Int32(other), Int32(entries.count))) }
        let start = Int32(raw.count)
        let foldedStart = Int32(folded.count)
        let value = value.extracting(first: max(min(value.count, Self.maximumBytes - raw.count), 0))
        value.withUnsafeBufferPointer { raw.append(contentsOf: $0) }
        CaseFolding.append(value, to: &folded)
        entries.append(
            Entry(
                field: Int32(number ?? other ?? -1), start: start, end: Int32(raw.count), foldedStart: foldedStart,
                foldedEnd: Int32(folded.count)))
        // Nothing is found across two values.
        folded.append(0)
    }

    func withValue<Result>(of entry: Entry, _ body: (Span<UInt8>) -> Result) -> Result {
        body(raw.span.extracting(Int(entry.start)..<Int(entry.end)))
    }

    func withFoldedValue<Result>(of entry: Entry, _ body: (Span<UInt8>) -> Result) -> Result {
        body(folded.span.extracting(Int(entry.foldedStart)..<Int(entry.foldedEnd)))
    }
}
