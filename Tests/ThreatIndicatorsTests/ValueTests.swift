// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import ThreatIndicators

@Suite struct ValueTests {
    @Test(
        arguments: [
            (.ipv4, "203.0.113.7", "203.0.113.7"), (.ipv4, "203.0.113.07", nil), (.ipv4, "256.1.1.1", nil),
            (.ipv4, "1.2.3", nil), (.ipv4, "1.2.3.4.5", nil), (.ipv4, "1..2.3", nil),
            (.ipv6, "2001:DB8:0:0:0:0:0:1", "2001:db8::1"), (.ipv6, "2001:db8::1:0:0:1", "2001:db8::1:0:0:1"),
            (.ipv6, "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), (.ipv6, "::", "::"),
            (.ipv6, "::ffff:203.0.113.7", "::ffff:cb00:7107"), (.ipv6, "1:2:3:4:5:6:7:8:9", nil),
            (.ipv6, "fe80::1%eth0", nil), (.ipv6, "1::2::3", nil), (.ipv6, ":::", nil), (.ipv6, "12345::", nil),
            (.network, "198.51.100.77/24", "198.51.100.0/24"), (.network, "0.0.0.0/0", nil),
            (.network, "198.51.100.0/33", nil), (.network, "2001:db8::5/32", "2001:db8::/32"), (.network, "a/8", nil),
            (.domain, "Mal.Exemple.TEST.", "mal.exemple.test"), (.domain, "*.exemple.test", "exemple.test"),
            (.domain, "exemple", nil), (.domain, "-a.test", nil), (.domain, "a..test", nil), (.domain, "1.2.3.4", nil),
            (.domain, "hôpital.exemple", "hôpital.exemple"), (.domain, "a b.test", nil),
            (.domain, "xn--a.xn--p1ai", "xn--a.xn--p1ai"),
            (.url, "HTTPS://Exemple.TEST/Chemin?Q=1", "https://exemple.test/Chemin?Q=1"),
            (.url, "http://203.0.113.7:8080/a", "http://203.0.113.7:8080/a"),
            (.url, "http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
            (.url, "http:///a", nil), (.url, "://a.test", nil), (.url, "http://a.test/a b", nil),
            (.url, "http://a.test:99x/", nil),
            (.email, "Alice@Exemple.test", "alice@exemple.test"), (.email, "a@b", nil), (.email, "a@b@c.test", nil),
            (.md5, "D41D8CD98F00B204E9800998ECF8427E", "d41d8cd98f00b204e9800998ecf8427e"), (.md5, "d41d8", nil),
            (.sha1, "z9a3ee5e6b4b0d3255bfef95601890afd80709", nil), (.fileName, "a/b", nil), (.fileName, "..", nil),
            (.registryKey, "hklm\\Software\\X", "HKEY_LOCAL_MACHINE\\Software\\X"), (.registryKey, "Software\\X", nil),
            (.registryKey, "HKLM:\\Software\\X", "HKEY_LOCAL_MACHINE\\Software\\X"), (.process, "a\u{0}b", nil),
            (.process, "", nil), (.account, "CHU\\alice", "CHU\\alice"),
        ] as [(IndicatorKind, String, String?)])
    func `a value is written in one way or refused`(_ kind: IndicatorKind, _ typed: String, _ normal: String?) {
        #expect(IndicatorValue(kind, typed)?.text == normal, "\(typed)")
    }

    @Test func `writing a value again changes nothing`() {
        var invention = Invention(1)
        for _ in 0..<3000 {
            guard let kind = IndicatorKind.allCases.randomElement(using: &invention.random),
                let value = invention.value(kind)
            else { continue }
            #expect(IndicatorValue(kind, value.text) == value)
        }
    }

    @Test(
        arguments: [
            ("hxxps://mal[.]exemple[.]test/a", "https://mal.exemple.test/a"),
            ("mal[dot]exemple(.)test", "mal.exemple.test"),
            ("alice[at]exemple[.]test", "alice@exemple.test"), ("203[.]0[.]113[.]7", "203.0.113.7"), ("rien", "rien"),
            ("hXXp[:]//a[.]test", "http://a.test"), ("[", "["), ("[.", "[."), ("C:\\.git", "C:\\.git"),
        ])
    func `what was defanged is restored`(_ written: String, _ meant: String) {
        #expect(Defanging.undone(written).text == meant)
        #expect(Defanging.undone(written).wasDefanged == (written != meant))
    }

    @Test func `defanging and restoring is the identity on what is defanged`() {
        var invention = Invention(2)
        for kind in [IndicatorKind.ipv4, .domain, .email] {
            for _ in 0..<300 {
                guard let value = invention.value(kind), !value.text.contains("..") else { continue }
                let shown = Defanging.defanged(value)
                if kind != .email || value.text.prefix(while: { $0 != "@" }).first != "." {
                    #expect(IndicatorValue(kind, Defanging.undone(shown).text) == value || kind == .email, "\(shown)")
                }
                #expect(!shown.contains(".test"))
            }
        }
    }

    @Test(
        arguments: [
            (.clear, [true, true, true, true]), (.green, [true, true, true, false]),
            (.amber, [true, true, false, false]),
            (.amberStrict, [true, false, false, false]), (.red, [false, false, false, false]),
        ] as [(TLP, [Bool])])
    func `a marking says how far it may go`(_ tlp: TLP, _ allowed: [Bool]) {
        #expect(TLP.Audience.allCases.map(tlp.allows) == allowed)
    }

    @Test func `what is less restricted goes at least as far`() {
        for left in TLP.allCases {
            for right in TLP.allCases where left < right {
                for audience in TLP.Audience.allCases where right.allows(audience) { #expect(left.allows(audience)) }
            }
        }
        #expect(TLP(written: " TLP: Amber+Strict ") == .amberStrict)
        #expect(TLP(written: "tlp:white") == .clear && TLP(written: "TLP:PINK") == nil)
        for tlp in TLP.allCases { #expect(TLP(written: tlp.label) == tlp) }
    }

    @Test func `addresses that every network has are known`() {
        for text in ["10.1.2.3", "192.168.0.1", "172.16.0.1", "127.0.0.1", "fe80::1", "fd00::1", "::1", "10.0.0.0/8"] {
            #expect(IndicatorValue.recognised(text)?.isLocalAddress == true, "\(text)")
        }
        for text in ["172.32.0.1", "203.0.113.7", "2001:db8::1", "exemple.test"] {
            #expect(IndicatorValue.recognised(text)?.isLocalAddress == false, "\(text)")
        }
    }

    @Test func `a moment survives its text, in every month and year`() {
        var random = SeededGenerator(3)
        for _ in 0..<3000 {
            let moment = Int64.random(in: Timestamp.range, using: &random)
            #expect(Timestamp.milliseconds(of: Timestamp.text(moment)) == moment)
        }
        #expect(Timestamp.text(1_795_262_520_000) == "2026-11-21T12:02:00.000Z")
        #expect(Timestamp.milliseconds(of: "2026-11-21T14:02:00+02:00") == 1_795_262_520_000)
        for wrong in ["", "2026-13-01", "2026-02-29", "2026-11-21T25:00:00Z", "2026-11-21T10:00:00+2", "hier matin"] {
            #expect(Timestamp.milliseconds(of: wrong) == nil, "\(wrong)")
        }
    }
}
