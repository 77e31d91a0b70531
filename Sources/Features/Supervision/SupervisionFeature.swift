// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// What the machines say, and what of it matters: alerts from rules, followed until somebody handled them.
public struct SupervisionFeature: Feature {
    public let identifier = "supervision"

    public init() {}
}
