// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CExpat

/// What reads one XML part of a workbook. Names come without their prefix: programs choose prefixes freely, and no two
/// vocabularies meet in the elements that are read.
protocol XMLVisitor: AnyObject {
    func start(_ name: String, _ attributes: XMLAttributes) throws(DocumentError)
    func end(_ name: String) throws(DocumentError)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError)
}

/// The attributes of the element being visited, valid during the call only.
struct XMLAttributes {
    fileprivate let names: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// The value of the attribute of this local name.
    subscript(_ name: StaticString) -> String? {
        guard var place = names else { return nil }
        while let key = place.pointee, let value = place[1] {
            if Self.matches(key, name) { return String(cString: value) }
            place += 2
        }
        return nil
    }

    private static func matches(_ key: UnsafePointer<XML_Char>, _ name: StaticString) -> Bool {
        var start = key
        var place = key
        while place.pointee != 0 {
            if place.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = place + 1 }
            place += 1
        }
        guard place - start == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { buffer in
            buffer.enumerated().allSatisfy { UInt8(bitPattern: start[$0.offset]) == $0.element }
        }
    }
}

/// Walks through XML (Expat). A document type declaration is refused: it is the only way to define entities, and so to
/// make a small text large (billion laughs) or to read other files.
enum XMLWalk {
    static let maximumDepth = 64

    private final class Run {
        let visitor: any XMLVisitor
        let part: String
        let parser: XML_Parser
        var depth = 0
        var fault: DocumentError?

        init(visitor: any XMLVisitor, part: String, parser: XML_Parser) {
            self.visitor = visitor
            self.part = part
            self.parser = parser
        }

        func attempt(_ body: () throws(DocumentError) -> Void) {
            guard fault == nil else { return }
            do throws(DocumentError) { try body() } catch { stop(error) }
        }

        func stop(_ error: DocumentError) {
            if fault == nil { fault = error }
            _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
        }

        var malformed: DocumentError {
            .workbook(.malformed(part: part, line: Int(clamping: XML_GetCurrentLineNumber(parser))))
        }
    }

    /// The whole part is given at once: Expat then reads it in one pass, however long its tokens are.
    static func walk(_ bytes: [UInt8], part: String, _ visitor: any XMLVisitor) throws(DocumentError) {
        guard let parser = XML_ParserCreate(nil) else { throw .unreadable("Expat") }
        defer { XML_ParserFree(parser) }
        let run = Run(visitor: visitor, part: part, parser: parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(run).toOpaque())
        XML_SetElementHandler(parser, { XMLWalk.started($0, $1, $2) }, { XMLWalk.ended($0, $1) })
        XML_SetCharacterDataHandler(parser) { XMLWalk.read($0, $1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { XMLWalk.declared($0, $1, $2, $3, $4) }
        guard let length = Int32(exactly: bytes.count) else { throw run.malformed }
        let status = bytes.withUnsafeBytes { buffer in
            XML_Parse(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length, 1)
        }
        if let fault = run.fault { throw fault }
        guard status == XML_STATUS_OK else { throw run.malformed }
    }

    private static func run(_ client: UnsafeMutableRawPointer?) -> Run? {
        client.map { Unmanaged<Run>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func localName(_ name: UnsafePointer<XML_Char>) -> String {
        let whole = String(cString: name)
        guard let colon = whole.utf8.lastIndex(of: UInt8(ascii: ":")) else { return whole }
        return String(whole[whole.utf8.index(after: colon)...])
    }

    private static func started(
        _ client: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard let run = run(client), let name else { return }
        run.depth += 1
        guard run.depth <= maximumDepth else { return run.stop(run.malformed) }
        run.attempt { () throws(DocumentError) in
            try run.visitor.start(localName(name), XMLAttributes(names: attributes))
        }
    }

    private static func ended(_ client: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?) {
        guard let run = run(client), let name else { return }
        run.depth -= 1
        run.attempt { () throws(DocumentError) in try run.visitor.end(localName(name)) }
    }

    private static func read(_ client: UnsafeMutableRawPointer?, _ text: UnsafePointer<XML_Char>?, _ length: Int32) {
        guard let run = run(client), let text, length > 0 else { return }
        run.attempt { () throws(DocumentError) in
            var fault: DocumentError?
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
                do throws(DocumentError) {
                    try run.visitor.text(UnsafeBufferPointer(start: bytes, count: Int(length)))
                } catch {
                    fault = error
                }
            }
            if let fault { throw fault }
        }
    }

    private static func declared(
        _ client: UnsafeMutableRawPointer?, _ name: UnsafePointer<XML_Char>?, _ system: UnsafePointer<XML_Char>?,
        _ identifier: UnsafePointer<XML_Char>?, _ hasSubset: Int32
    ) {
        guard let run = run(client) else { return }
        run.stop(.workbook(.documentType(part: run.part)))
    }
}
