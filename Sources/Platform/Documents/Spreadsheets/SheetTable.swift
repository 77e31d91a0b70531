// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// One sheet of a workbook that was read: the rows that hold something.
public struct SheetTable: Sendable, Hashable {
    public let name: String
    public let isHidden: Bool
    public let rows: [Row]

    public struct Row: Sendable, Hashable {
        /// As the person sees it, from 1. Empty rows are not there, so numbers may jump.
        public let number: Int
        /// From column A to the last cell that holds something.
        public let cells: [Cell]

        /// The text of one cell; empty when the row is shorter.
        public subscript(column: Int) -> String { cells.indices.contains(column) ? cells[column].text : "" }
    }

    public enum Cell: Sendable, Hashable {
        case empty
        /// Also a number whose format is only zeros ("000000000"): a FINESS or a postcode that lost its first zero.
        case text(String)
        case number(Double)
        case boolean(Bool)
        case date(Day)
        case moment(Day, seconds: Int)
        /// "#REF!", "#N/A": a formula that failed.
        case error(String)

        /// One text for each value, whatever the look of the cell: numbers with a point, days as ISO 8601, truth as
        /// Excel in French exports it to CSV.
        public var text: String {
            switch self {
            case .empty: return ""
            case .text(let text), .error(let text): return text
            case .number(let number):
                let whole = Int(exactly: number)
                return whole.map { String($0) } ?? "\(number)"
            case .boolean(let value): return value ? "VRAI" : "FAUX"
            case .date(let day): return day.text
            case .moment(let day, let seconds):
                func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
                return "\(day.text)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            }
        }
    }
}
