// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where the database is: `sqlite:PATH` or `postgres://…`, as `--database` and `CARENE_DATABASE` write it.
public enum DatabaseAddress: Sendable, Hashable {
    case sqlite(path: String)
    /// A libpq connection address, kept as written.
    case postgres(String)

    public init?(_ text: String) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
            self = .sqlite(path: path)
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(text)
        } else {
            return nil
        }
    }
}
