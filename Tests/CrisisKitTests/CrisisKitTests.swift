// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import TestSupport
import Testing

@testable import CrisisKit

@Suite("CrisisKit")
struct CrisisKitTests {
    @Test func `a passphrase has thirty letters that every keyboard types alike, and survives paper`() throws {
        for _ in 0..<50 {
            let phrase = KitPassphrase.make()
            let letters = phrase.text.utf8.filter { $0 != 0x20 }
            #expect(letters.count == 30 && phrase.text.split(separator: " ").count == 6)
            #expect(letters.allSatisfy { !"aqzwmlio0123456789".utf8.contains($0) })
            #expect(KitPassphrase(typed: phrase.text) == phrase)
            #expect(KitPassphrase(typed: "  \(phrase.text.uppercased().replacing(" ", with: "-"))\n") == phrase)
        }
        #expect(KitPassphrase.make() != KitPassphrase.make())
        for wrong in ["", "bcdef", "abcde ghjkn prstu bcdef ghjkn prstu", "bcdef ghjkn prstu bcdef ghjkn prst1", "é"] {
            #expect(KitPassphrase(typed: wrong) == nil)
        }
    }

    @Test func `no letter of a passphrase is likelier than another`() {
        var counts: [UInt8: Int] = [:]
        for _ in 0..<600 {
            for byte in KitPassphrase.make().text.utf8 where byte != 0x20 { counts[byte, default: 0] += 1 }
        }
        #expect(counts.count == KitPassphrase.letters.count)
        // 1,000 expected of each: six standard deviations.
        #expect(counts.values.allSatisfy { (810...1190).contains($0) })
    }

    @Test func `a fingerprint is read as it is written`() throws {
        let key = try KitKey(of: secretKey)
        let text = key.fingerprint.text
        #expect(text.split(separator: " ").count == 10)
        #expect(KitFingerprint(typed: text) == key.fingerprint)
        #expect(KitFingerprint(typed: text.lowercased().replacing(" ", with: "")) == key.fingerprint)
        for wrong in ["", "0000", text + " 0000", "zz"] { #expect(KitFingerprint(typed: wrong) == nil) }
    }

    @Test func `a seal has one text, and any other is refused`() throws {
        let seal = KitSeal(publicKey: Array(repeating: 7, count: 32), signature: Array(repeating: 200, count: 64))
        #expect(seal.bytes.count == KitSeal.length)
        #expect(KitSeal(seal.bytes) == seal)
        for index in seal.bytes.indices {
            var bytes = seal.bytes
            bytes[index] ^= 0x20
            #expect(KitSeal(bytes) != seal, "byte \(index)")
        }
        #expect(KitSeal([]) == nil)
        #expect(KitSeal(Array(seal.bytes.dropLast())) == nil)
    }

    @Test(
        arguments: [
            (nil, nil, KitAge.never), (0, nil, .unbounded(today)),
            (0, 30, .fresh(today, until: today.adding(days: 30))),
            (-30, 30, .fresh(today.adding(days: -30), until: today)),
            (-31, 30, .tooOld(today.adding(days: -31), since: today.adding(days: -1))),
        ] as [(Int?, Int?, KitAge)])
    func `a kit is too old the day after its limit, and only if one was chosen`(
        _ made: Int?, _ limit: Int?, _ expected: KitAge
    ) {
        #expect(KitAge(newest: made.map { today.adding(days: $0) }, limit: limit, today: today) == expected)
    }

    @Test func `the shipped list says only what is sourced and names each line once`() {
        let lines = ShippedNotifications.all
        #expect(Set(lines.map(\.code)).count == lines.count)
        #expect(lines.first { $0.code == "cert-sante" }?.telephone == "09 72 43 91 25")
        #expect(lines.filter { !$0.telephone.isEmpty }.count == 2)
        #expect(lines.first { $0.code == "anssi" }?.isToConfirm == true)
        for line in lines {
            #expect(line.recipient.unicodeScalars.count <= 150 && line.occasion.unicodeScalars.count <= 600)
            #expect(line.note.unicodeScalars.count <= 600 && line.delay.unicodeScalars.count <= 150)
        }
    }
}
