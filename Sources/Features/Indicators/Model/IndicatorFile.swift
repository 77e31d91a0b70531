// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Primitives
import ThreatIndicators

/// A file of indicators, whatever its form: the content says which.
enum IndicatorFile {
    enum Form: String, Sendable {
        case stix = "STIX"
        case misp = "MISP"
        case table = "CSV"
        case text

        func title(_ t: Language) -> String { self == .text ? t("texte", "text") : rawValue }
    }

    /// - Throws: `IndicatorError.unreadable`; `DocumentError` for a broken workbook.
    static func read(path: String) throws -> (form: Form, reading: IndicatorReading) {
        let source = ByteSource.file(path: path)
        let stream = try source.open()
        guard stream.total <= IndicatorLimits.bytes else { throw IndicatorError.unreadable(.tooLarge) }
        var bytes: [UInt8] = []
        while let piece = try stream.next() { bytes += piece }
        do {
            return try read(bytes, source)
        } catch let fault as ReadingFault {
            throw IndicatorError.unreadable(fault)
        }
    }

    static func read(_ bytes: [UInt8], _ source: ByteSource) throws -> (form: Form, reading: IndicatorReading) {
        let head = bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }.first
        if head == UInt8(ascii: "{") || head == UInt8(ascii: "[") {
            do throws(ReadingFault) {
                return (.stix, try STIXFile.read(bytes))
            } catch {
                guard error == .notSTIX else { throw error }
                return (.misp, try MISPFile.read(bytes))
            }
        }
        if let table = try? TableFile(source) {
            do throws(ReadingFault) {
                return (.table, try IndicatorTable.read(header: table.header, rows: table.rows))
            } catch {
                // A list of one value per line has no head: it is read as text, unless it surely is a table.
                guard error == .noValueColumn, table.header.count <= 2 || table.kind == .csv else { throw error }
            }
        }
        return (.text, IndicatorReading(of: try TextRecognition(String(decoding: bytes, as: UTF8.self))))
    }
}
