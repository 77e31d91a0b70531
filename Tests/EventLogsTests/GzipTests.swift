// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import EventLogsFuzz
import Testing

/// Files compressed by zlib, each with another kind of block.
@Suite struct GzipTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var events: Int

        init(_ description: String, _ events: Int, _ hexadecimal: String) {
            testDescription = description
            self.events = events
            let digits = hexadecimal.filter(\.isHexDigit)
            bytes = stride(from: 0, to: digits.count, by: 2).compactMap { offset in
                UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
            }
        }
    }

    static let cases = [
        Case(
            "a stored block", 1,
            """
            1f8b0800000000000000015100aeff7b224576656e744944223a343638382c224368616e6e656c223a225365637572697479
            222c22436f6d6d616e644c696e65223a2276737361646d696e2064656c65746520736861646f777320c3a9227d0a678b9bc7
            51000000
            """),
        Case(
            "fixed codes", 1,
            """
            1f8b0800000000000000ab56722d4bcd2bf17451b23231b3b0d05172ce48cccb4bcd51b2520a4e4d2e2dca2ca954020ae6e7
            e626e6a5f864e6a50225ca8a8b13537233f314525273524b52158a331253f2cb8b150eaf54aae50200678b9bc751000000
            """),
        Case(
            "a name, a comment and more in the header", 1,
            """
            1f8b081e00000000000003006162636e616d6500636f6d6d656e74006863ab56722d4bcd2bf17451b23231b3b0d05172ce48
            cccb4bcd51b2520a4e4d2e2dca2ca954020ae6e7e626e6a5f864e6a50225ca8a8b13537233f314525273524b52158a331253
            f2cb8b150eaf54aae50200678b9bc751000000
            """),
        Case(
            "dynamic codes, and copies of what came before", 300,
            """
            1f8b080000000000000095dabd8e14571445e19cc7e898a0f6ae7f5270c01b908ead9108d0449613e4773719f28811df893a
            39c9d55275d55ae77e7ffcf1cff3cbdf9f3f3d3e2cef1f1fbf3ebdbc3c7f7b7c78fcf578fff8f2e3f7f1efbbef3f47f2ab91
            a73fff3fd45f0fbd1e5bdf1a7b3db8bd3df87a74fffd110e39c26947b8f408b71f2182813804418449648022c02204234823
            8c23031e051eb5e70279947974c0a3c0a3c4a3c8a3cca3031e2bf05889c7aa7f54cc631df05881c74a3c56e4b1328f75c063
            031e1bf1d890c7e66f8e018f0d786cc463431e1bf3d8063c76e0b1138f1d79eccc639fbcca81c74e3c76e4b1338f7dc0e300
            1e07f13890c7c13c8e018f43bead88c7813c0ee6710c789cc0e3241e27f23899c739e071028fd33e7691c7c93cce018f0b78
            5cc4e3421e17f3b8063c2ee071118f4bed83795c031e37f0b889c78d3c6ee6710f78dcc0e3261e37f2b85d07473e2842b898
            112eaa848b3be13291c245ac70312d5cd40b1717c36542c654ddc8b0ac0f6c7da4ebe4eb28ec6cec03659f387b44da53ac28
            4ac6bd3d13718f987b4cdda3ee1e97f74cec3da2ef317fcfca81cbc94c143ee2f031898f5a7c5ce333f1f888c8c74c3eaaf2
            d906ed7142466c3ea6f3519f8f0b7d26461f51fa98d347a53e6ef5d9475958c898d847cd3eaef699b87d44ee63761fd5fbb8
            df6722f839a8d81b1975fcb8e46762f911cd8f797e54f4e3a69f89ea475c3f272e53948ceb7e26be1f11fe98f147953feefc
            99487fc4fa63da9f8bf75c4e6662fe11f58fb97f54fee3f69f89fe47fc3f1600a20520f7600539da41ca12d21a40b501d41b
            40270da0d2006a0da0da00ea0da09306d0d07ad8c86803a837804e1a40a501d41a40b501d41b40477b7b5adcebe65ec90c76
            f7a3e53d6def717dcffbfbc1027fd2002a0da0d600baf2a50a273369009506506b00d506506f009d34804a03a835806a03e8
            36b8ef3221230da0d600aa0da0de003a69009506506b00d506506f00dd475791848c35806a03a837804e1a40a501d41a40b5
            01d41b40270da007dd123332da00ea0da09306506900b506506d00f506d04903a834809e78814fc97803e8a401541a40ad01
            541b40bd0174d2002a0da0d6007af1dd4a273369009506506b00d506506f009d34804a03a835806a03e83db8f6fa3b32ff01
            c184cad09e2f0000
            """),
        Case(
            "two members", 2,
            """
            1f8b0800000000000000015100aeff7b224576656e744944223a343638382c224368616e6e656c223a225365637572697479
            222c22436f6d6d616e644c696e65223a2276737361646d696e2064656c65746520736861646f777320c3a9227d0a678b9bc7
            510000001f8b0800000000000000ab56722d4bcd2bf17451b23231b3b0d05172ce48cccb4bcd51b2520a4e4d2e2dca2ca954
            020ae6e7e626e6a5f864e6a50225ca8a8b13537233f314525273524b52158a331253f2cb8b150eaf54aae50200678b9bc751
            000000
            """),
    ]

    private func read(_ bytes: [UInt8], limit: Int = 1 << 30) throws -> (numbers: [Int], outcome: JSONOutcome) {
        var reader = JSONReader(fields: FieldTable())
        var numbers: [Int] = []
        let outcome = try reader.readGzip(bytes.span.bytes, limit: limit) { event in
            numbers.append(event.eventID() ?? -1)
            return true
        }
        return (numbers, outcome)
    }

    @Test(arguments: cases) func `reads what zlib compressed`(file: Case) throws {
        let isRecognised = Gzip.recognises(file.bytes.span.bytes)
        #expect(isRecognised)
        let (numbers, outcome) = try read(file.bytes)
        #expect(outcome.unreadable == 0)
        #expect(numbers == (file.events == 300 ? Array(0..<300) : Array(repeating: 4688, count: file.events)))
    }

    @Test(arguments: cases) func `says that a file is cut, wherever it is`(file: Case) throws {
        for length in stride(from: 0, to: file.bytes.count, by: 3) {
            // Between two members nothing is missing.
            if length == 104 || length == 105 { continue }
            #expect(throws: Gzip.Fault.self) { try read(Array(file.bytes[..<length])) }
        }
    }

    @Test(arguments: cases) func `a wrong byte does no harm and is seen`(file: Case) {
        for offset in 10..<file.bytes.count {
            var damaged = file.bytes
            damaged[offset] ^= 0x55
            fuzzGzip(damaged)
        }
        var damaged = file.bytes
        damaged[damaged.count - 8] ^= 1
        #expect(throws: Gzip.Fault.checksum) { try read(damaged) }
    }

    @Test func `gives up a file that swells beyond what is accepted`() {
        #expect(throws: Gzip.Fault.tooLong) { try read(GzipTests.cases[3].bytes, limit: 5000) }
    }
}
