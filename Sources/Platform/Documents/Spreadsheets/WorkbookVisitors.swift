// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The list of sheets: `xl/workbook.xml`.
final class WorkbookVisitor: XMLVisitor {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    /// Days are counted from 1904, as Excel for Macintosh did.
    private(set) var is1904 = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func start(_ name: String, _ attributes: XMLAttributes) throws(DocumentError) {
        switch name {
        case "workbookPr": is1904 = ["1", "true"].contains(attributes["date1904"])
        case "sheet":
            guard let title = attributes["name"], let relation = attributes["id"] else { return }
            guard sheets.count < limit else { throw .workbook(.tooManySheets(limit: limit)) }
            let state = attributes["state"] ?? "visible"
            sheets.append(Sheet(name: CellText.read(title), relation: relation, isHidden: state != "visible"))
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Relations between parts: `_rels/*.rels`. Targets outside the archive are left out.
final class RelationsVisitor: XMLVisitor {
    struct Relation {
        let kind: String
        let path: String
    }

    private let folder: String
    private(set) var byIdentifier: [String: Relation] = [:]
    private var order: [Relation] = []
    /// Far above what workbooks have; further ones are not kept, so a part of relations alone cannot fill the memory.
    private static let most = 10_000

    init(folder: String) { self.folder = folder }

    /// The first relation whose type ends so: the beginning differs between the two editions of the standard.
    func first(kind: String) -> Relation? { order.first { $0.kind.hasSuffix(kind) } }

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", let identifier = attributes["Id"], let kind = attributes["Type"],
            let target = attributes["Target"], attributes["TargetMode"] != "External",
            order.count < Self.most
        else { return }
        let relation = Relation(kind: kind, path: resolved(target))
        byIdentifier[identifier] = relation
        order.append(relation)
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// From the root when it begins with a slash, else from the part's folder. Never above the root: what climbs too
    /// far names no entry.
    private func resolved(_ target: String) -> String {
        var components: [Substring] = []
        for component in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
            if component == ".." {
                if components.popLast() == nil { return "" }
            } else if component != "." {
                components.append(component)
            }
        }
        return components.joined(separator: "/")
    }
}

/// Texts that cells share: `xl/sharedStrings.xml`. The runs of a rich text are put end to end; how it is pronounced
/// (`rPh`, for Japanese) is not part of it.
final class TextsVisitor: XMLVisitor {
    /// Nil: too long for a cell. Told where it is used.
    private(set) var texts: [String?] = []
    private var collector = TextCollector()
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "si" { collector.begin() } else { collector.start(name) }
    }

    func end(_ name: String) throws(DocumentError) {
        guard name == "si" else { return collector.end(name) }
        guard texts.count < limit else { throw .workbook(.tooManyCells(sheet: "sharedStrings", limit: limit)) }
        texts.append(collector.take())
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { collector.append(bytes) }
}

/// The text of `t` elements, outside `rPh`.
struct TextCollector {
    private var bytes: [UInt8] = []
    private var isInside = false
    private var isInText = false
    private var isPhonetic = false
    private var isTooLong = false

    mutating func begin() {
        self = TextCollector()
        isInside = true
    }

    mutating func start(_ name: String) {
        switch name {
        case "rPh": isPhonetic = true
        case "t": isInText = true
        default: break
        }
    }

    mutating func end(_ name: String) {
        switch name {
        case "rPh": isPhonetic = false
        case "t": isInText = false
        default: break
        }
    }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isInside, isInText, !isPhonetic, !isTooLong else { return }
        // Three bytes is the most that one UTF-16 unit takes in UTF-8, seven that it takes escaped.
        isTooLong = bytes.count + piece.count > CellText.maximumLength * 7
        if !isTooLong { bytes.append(contentsOf: piece) }
    }

    /// Nil when it is too long for a cell.
    mutating func take() -> String? {
        isInside = false
        let text = CellText.read(String(decoding: bytes, as: UTF8.self))
        return isTooLong || text.utf16.count > CellText.maximumLength ? nil : text
    }
}
