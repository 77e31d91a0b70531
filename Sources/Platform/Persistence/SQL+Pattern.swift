// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension SQL {
    /// What LIKE looks for when a column must hold this text, taken literally; the statement says `ESCAPE '!'`.
    public static func pattern(containing text: String) -> String {
        "%" + text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
    }
}
