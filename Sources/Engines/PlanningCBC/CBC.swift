// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CCBC

/// The solver that proves plans: COIN-OR CBC, through its C interface.
public enum CBC {
    public static var version: String { String(cString: Cbc_getVersion()) }
}
