// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Site

/// What is backed up, since when, and how long it takes to come back.
public struct BackupsFeature: Feature {
    public let identifier = "backups"

    public init() {}
}
