// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A linear programme whose first columns are yes-or-no decisions, by columns, to maximise.
struct LinearProgram {
    var objective: [Double] = []
    var upper: [Double] = []
    /// Columns below this one are binary.
    var binaries = 0
    private(set) var rowLower: [Double] = []
    private(set) var rowUpper: [Double] = []
    private var entries: [[(row: Int32, value: Double)]] = []

    var columns: Int { objective.count }
    var rows: Int { rowLower.count }

    mutating func addColumn(objective worth: Double, upper limit: Double = 1) -> Int {
        objective.append(worth)
        upper.append(limit)
        entries.append([])
        return objective.count - 1
    }

    mutating func addRow(_ terms: [(column: Int, value: Double)], from lower: Double = -.infinity, to upper: Double) {
        let row = Int32(truncatingIfNeeded: rowLower.count)
        for term in terms where term.value != 0 { entries[term.column].append((row, term.value)) }
        rowLower.append(lower)
        rowUpper.append(upper)
    }

    /// The same programme for columns that are still open; columns set to 1 are deducted from the rows.
    ///
    /// `fixed` says what a binary column is worth already, nil when it is open.
    func reduced(_ fixed: (Int) -> Double?) -> (program: LinearProgram, columns: [Int]) {
        var small = LinearProgram()
        var kept: [Int] = []
        var used = [Bool](repeating: false, count: rows)
        var shift = [Double](repeating: 0, count: rows)
        for column in objective.indices {
            let value = column < binaries ? fixed(column) : nil
            if let value {
                if value != 0 { for entry in entries[column] { shift[Int(entry.row)] += value * entry.value } }
                continue
            }
            kept.append(column)
            for entry in entries[column] { used[Int(entry.row)] = true }
        }
        var rowAt = [Int32](repeating: 0, count: rows)
        for row in used.indices where used[row] {
            rowAt[row] = Int32(truncatingIfNeeded: small.rowLower.count)
            small.rowLower.append(rowLower[row] - shift[row])
            small.rowUpper.append(rowUpper[row] - shift[row])
        }
        for column in kept {
            _ = small.addColumn(objective: objective[column], upper: upper[column])
            small.entries[small.columns - 1] = entries[column].map { (rowAt[Int($0.row)], $0.value) }
        }
        small.binaries = kept.prefix { $0 < binaries }.count
        return (small, kept)
    }

    /// Column starts, row indices and values, as solvers take them.
    func packed() -> (starts: [Int32], rows: [Int32], values: [Double]) {
        var starts: [Int32] = [0]
        var rows: [Int32] = []
        var values: [Double] = []
        for column in entries {
            for entry in column {
                rows.append(entry.row)
                values.append(entry.value)
            }
            starts.append(Int32(truncatingIfNeeded: rows.count))
        }
        return (starts, rows, values)
    }
}
