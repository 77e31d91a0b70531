// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

extension Language {
    /// A combined activity: whole most of the time, with its decimals when it has some.
    func weight(_ value: Double) -> String {
        decimal(value, value.rounded() == value ? 0 : 2)
    }
}
