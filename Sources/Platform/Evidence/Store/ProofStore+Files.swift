// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives

/// A file that the vault must hold, with one of the proofs that need it.
public struct KeptFile: Sendable, Hashable {
    public let file: Proof.File
    public let title: String
    /// How many proofs, older versions and withdrawn ones included.
    public let proofs: Int
}

extension ProofStore {
    /// Every file that the vault must hold, each once.
    public static func files(in session: any Session) throws(DatabaseError) -> [KeptFile] {
        try session.all(
            """
            SELECT file_sha256, MIN(file_name), MIN(file_type), MIN(file_size), MIN(title), COUNT(*)
            FROM proof WHERE file_sha256 IS NOT NULL GROUP BY file_sha256 ORDER BY file_sha256
            """
        ) { row throws(DatabaseError) in
            KeptFile(
                file: Proof.File(
                    sha256: try row.text(0), name: try row.text(1), mediaType: try row.text(2), size: try row.int(3)),
                title: try row.text(4), proofs: try row.int(5))
        }
    }
}
