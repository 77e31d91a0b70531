// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// Time-based one-time passwords (RFC 6238): SHA-1, 30 seconds, six digits, the only set that every application knows.
public struct TOTP: Sendable {
    /// 160 bits, as RFC 4226 §4 recommends.
    static let secretLength = 20
    static let period = 30

    let secret: [UInt8]

    public init(secret: [UInt8]) { self.secret = secret }

    /// The secret in letters, for an application that cannot scan.
    public var typedKey: String { Base32.text(of: secret) }

    static func step(at now: Instant) -> Int {
        Int(now.millisecondsSinceEpoch / 1000) / period
    }

    /// The six digits of a step.
    func code(step: Int) -> String { Self.digits(truncated(step), 6) }

    /// The step whose code this is, one period of drift allowed on each side.
    ///
    /// - Parameter last: the step accepted last. It and those before are refused: a code read over a shoulder is worth
    ///   nothing.
    func accepts(_ typed: String, at now: Instant, after last: Int) -> Int? {
        let digits = typed.filter { !$0.isWhitespace }
        guard TOTP.isCode(digits) else { return nil }
        let current = Self.step(at: now)
        return (current - 1...current + 1).first { step in
            step > last && constantTimeEqual(Array(code(step: step).utf8), Array(digits.utf8))
        }
    }

    /// Whether a text has the form of a code, as against a recovery code.
    static func isCode(_ text: String) -> Bool {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
        return digits.count == 6 && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The address that an application reads from a QR code (Google Authenticator, *Key URI format*).
    public func provisioningURI(account: String, issuer: String = "Carène") -> String {
        let label = percentEncoded(issuer) + ":" + percentEncoded(account)
        return "otpauth://totp/\(label)?secret=\(Base32.text(of: secret))&issuer=\(percentEncoded(issuer))"
            + "&algorithm=SHA1&digits=6&period=\(Self.period)"
    }

    /// RFC 4226 §5.3: 31 bits of the HMAC, from the offset that its last nibble gives.
    func truncated(_ step: Int) -> UInt32 {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int((mac.last ?? 0) & 0x0F)
        let word = mac.dropFirst(offset).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & 0x7FFF_FFFF
    }

    static func digits(_ value: UInt32, _ count: Int) -> String {
        var text = String(value)
        text = String(text.suffix(count))
        return String(repeating: "0", count: count - text.count) + text
    }
}

/// Everything but unreserved characters (RFC 3986 §2.3) as `%XX`.
func percentEncoded(_ text: String) -> String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.reduce(into: "") { result, byte in
        if unreserved.contains(byte) {
            result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            result += "%" + Hexadecimal.text(of: [byte]).uppercased()
        }
    }
}

/// Compares without stopping at the first difference, so that time tells nothing about where it is.
func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
