// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CHyperscan
import Glibc

/// Many patterns looked for at once, by Hyperscan: linear in the text whatever the patterns, so that no rule and no
/// attacker can make it slow. Immutable once made: any number of scanners use it.
final class Automaton: @unchecked Sendable {
    // Safe to share: Hyperscan only reads a database while it scans; what changes is in each scanner's scratch.
    let database: OpaquePointer

    private init(_ database: OpaquePointer) { self.database = database }

    deinit { hs_free_database(database) }

    /// Texts as they are, byte by byte.
    static func literals(_ texts: [[UInt8]], ignoresCase: Bool = false) -> Automaton? {
        let flags = ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0
        return compile(texts.map { Pattern(bytes: $0, flags: flags) }, isLiteral: true)
    }

    static func expressions(_ expressions: [RegularExpression]) -> Automaton? {
        compile(expressions.map(Pattern.init), isLiteral: false)
    }

    /// Why an expression cannot be used; nil when it can.
    static func fault(in expression: RegularExpression) -> String? {
        if let fault = ExpressionSize.fault(in: expression.pattern) { return fault }
        let pattern = Pattern(expression)
        var info: UnsafeMutablePointer<hs_expr_info_t>?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let result = pattern.text.withCString { hs_expression_info($0, pattern.flags, &info, &error) }
        defer {
            if let error { hs_free_compile_error(error) }
            free(info)
        }
        guard result != HS_SUCCESS else {
            // It is well written; whether it can be compiled, only compiling says. Small ones always can.
            guard ExpressionSize.of(expression.pattern) > 500, expressions([expression]) == nil else { return nil }
            return "its automaton would be too large"
        }
        return error?.pointee.message.map { String(cString: $0) } ?? "it cannot be compiled"
    }

    private struct Pattern {
        let bytes: [UInt8]
        let flags: UInt32

        init(bytes: [UInt8], flags: UInt32) {
            self.bytes = bytes
            self.flags = flags
        }

        init(_ expression: RegularExpression) {
            bytes = Array(expression.pattern.utf8)
            var flags = UInt32(HS_FLAG_ALLOWEMPTY | HS_FLAG_SINGLEMATCH)
            if expression.ignoresCase { flags |= UInt32(HS_FLAG_CASELESS) }
            if expression.isMultiline { flags |= UInt32(HS_FLAG_MULTILINE) }
            if expression.dotMatchesNewline { flags |= UInt32(HS_FLAG_DOTALL) }
            // Characters rather than bytes where the pattern has any beyond ASCII.
            if bytes.contains(where: { $0 >= 0x80 }) { flags |= UInt32(HS_FLAG_UTF8) }
            self.flags = flags
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private static func compile(_ patterns: [Pattern], isLiteral: Bool) -> Automaton? {
        guard !patterns.isEmpty else { return nil }
        // One buffer for all texts, each ended by a zero byte, and pointers into it.
        var buffer: [CChar] = []
        var offsets: [Int] = []
        for pattern in patterns {
            offsets.append(buffer.count)
            buffer += pattern.bytes.map { CChar(bitPattern: $0) } + [0]
        }
        let flags = patterns.map(\.flags)
        let identifiers = (0..<patterns.count).map { UInt32($0) }
        let lengths = patterns.map(\.bytes.count)
        var database: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let result = buffer.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } }
            return isLiteral
                ? hs_compile_lit_multi(
                    pointers, flags, identifiers, lengths, UInt32(patterns.count), UInt32(HS_MODE_BLOCK), nil,
                    &database, &error)
                : hs_compile_multi(
                    pointers, flags, identifiers, UInt32(patterns.count), UInt32(HS_MODE_BLOCK), nil, &database,
                    &error)
        }
        if let error { hs_free_compile_error(error) }
        guard result == HS_SUCCESS, let database else { return nil }
        return Automaton(database)
    }

    func serialised() -> [UInt8] {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        guard hs_serialize_database(database, &bytes, &count) == HS_SUCCESS, let bytes else { return [] }
        defer { free(bytes) }
        return UnsafeRawBufferPointer(start: bytes, count: count).map { $0 }
    }

    /// - Parameter bytes: of this very library on this kind of processor; anything else gives nil. The caller vouches that
    ///   they are what `serialised` gave (a digest): the library trusts them.
    init?(serialised bytes: [UInt8]) {
        var database: OpaquePointer?
        let result = bytes.withUnsafeBytes { raw in
            hs_deserialize_database(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, &database)
        }
        guard result == HS_SUCCESS, let database else { return nil }
        self.database = database
    }
}

/// Runs automata over texts, one at a time; keeps what was found until the next run.
struct Scanner: ~Copyable {
    struct Hit {
        let pattern: UInt32
        /// Behind the last byte of what was found.
        let end: UInt32
    }

    private var scratch: OpaquePointer?
    private let hits: UnsafeMutablePointer<HitList>

    init() {
        hits = .allocate(capacity: 1)
        hits.initialize(to: HitList())
    }

    deinit {
        hs_free_scratch(scratch)
        hits.deinitialize(count: 1)
        hits.deallocate()
    }

    /// Room for one more automaton: must be said before it is used.
    mutating func prepare(_ automaton: Automaton) { hs_alloc_scratch(automaton.database, &scratch) }

    mutating func scan(_ bytes: Span<UInt8>, with automaton: Automaton) {
        hits.pointee.list.removeAll(keepingCapacity: true)
        hits.pointee.isFull = false
        guard !bytes.isEmpty else { return }
        bytes.withUnsafeBytes { raw in
            let result = hs_scan(
                automaton.database, raw.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: raw.count),
                0,
                scratch,
                { pattern, _, end, _, context in
                    guard let list = context?.assumingMemoryBound(to: HitList.self) else { return 1 }
                    // A text made to match everything must not take the memory.
                    guard list.pointee.list.count < 1_000_000 else {
                        list.pointee.isFull = true
                        return 1
                    }
                    list.pointee.list.append(Hit(pattern: pattern, end: UInt32(truncatingIfNeeded: end)))
                    return 0
                }, hits)
            // No memory for its work, say: nothing may be taken for absent.
            if result != HS_SUCCESS { hits.pointee.isFull = true }
        }
    }

    var count: Int { hits.pointee.list.count }

    subscript(index: Int) -> Hit { hits.pointee.list[index] }

    /// More was found than is kept: what was not found may be there all the same.
    var isFull: Bool { hits.pointee.isFull }

    private struct HitList {
        var list: [Hit] = []
        var isFull = false
    }
}

extension Automaton {
    /// One expression over one text, compiled for the occasion: for the rare text that overflowed the common pass.
    static func matches(_ expression: RegularExpression, _ value: Span<UInt8>) -> Bool {
        guard let automaton = expressions([expression]) else { return false }
        var scanner = Scanner()
        scanner.prepare(automaton)
        scanner.scan(value, with: automaton)
        return scanner.count > 0
    }
}
