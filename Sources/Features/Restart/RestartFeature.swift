// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// The restart, computed before the day and followed on the day.
public struct RestartFeature: Feature {
    public let identifier = "restart"

    public init() {}
}
