// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup

/// Where a log is read and written: answered by the room of logs, and named here because crises and exercises lead there.
public enum CrisisLogAddress: Sendable {
    case log(URLPath.Part)

    public var path: URLPath {
        switch self {
        case .log(let log): "/mains-courantes/\(log)"
        }
    }
}
