// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Identity

@Suite struct QRCodeTests {
    /// ISO/IEC 18004: a symbol of version v has 4v + 17 modules a side; at level M, version 1 holds 14 bytes and 2
    /// holds 26.
    @Test(arguments: [(1, 21), (14, 21), (15, 25), (26, 25), (27, 29)])
    func `is the smallest symbol that holds the text`(length: Int, side: Int) throws {
        let matrix = try QRCode.matrix(of: String(repeating: "é", count: length / 2) + (length % 2 == 1 ? "x" : ""))
        #expect(matrix.count == side)
        #expect(matrix.allSatisfy { $0.count == side })
    }

    @Test func `has its finder patterns, timing lines and dark module`() throws {
        let matrix = try QRCode.matrix(of: TOTPTests.totp.provisioningURI(account: "claire.morel@chu-exemple.fr"))
        let side = matrix.count
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        for (top, left) in [(0, 0), (0, side - 7), (side - 7, 0)] {
            let square = matrix[top..<top + 7].map { row in
                row[left..<left + 7].map { $0 ? "1" : "0" }.joined()
            }
            #expect(square == finder)
        }
        for index in 8..<side - 8 {
            #expect(matrix[6][index] == index.isMultiple(of: 2))
            #expect(matrix[index][6] == index.isMultiple(of: 2))
        }
        #expect(matrix[side - 8][8])
    }

    @Test(arguments: ["", String(repeating: "x", count: 3000)])
    func `refuses what no symbol holds`(text: String) {
        #expect(throws: IdentityError.qrCodeTooLong) { try QRCode.matrix(of: text) }
    }
}
