// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Organisations
import Primitives

/// The refused lines as a table for a spreadsheet: whoever keeps the file corrects them there, then imports it again.
enum RefusalsCSV {
    static func bytes(_ refusals: [RefusedLine], _ t: Language) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        writer.write([t("Ligne", "Line"), t("Raison", "Reason")])
        for refusal in refusals { writer.write([String(refusal.line), refusal.reason(t)]) }
        return writer.bytes
    }
}
