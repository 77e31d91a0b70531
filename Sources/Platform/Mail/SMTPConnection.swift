// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A connection to the mail server through libcurl, which keeps it open from one letter to the next. Every call waits
/// for the network: only the post office's own thread uses it.
final class SMTPConnection {
    /// What a letter needs while libcurl works: bytes to give, and the last command that was spoken.
    private final class Conversation {
        let bytes: [UInt8]
        var position = 0
        var lastCommand = ""

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// libcurl is made ready once. A broken connection is an error to handle, not a signal that ends the server:
    /// libcurl asks its user to see to that when it may not touch signals itself (CURLOPT_NOSIGNAL), as in a program
    /// with threads.
    private static let isReady: Bool = {
        _ = signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    private let curl: UnsafeMutableRawPointer

    /// Connects to nothing yet.
    init(_ settings: MailSettings) throws(MailError) {
        guard Self.isReady, let curl = curl_easy_init() else { throw .failed(code: Int(CURLE_FAILED_INIT.rawValue)) }
        self.curl = curl
        try prepare(settings)
    }

    deinit { curl_easy_cleanup(curl) }

    private func prepare(_ settings: MailSettings) throws(MailError) {
        let scheme = settings.security == .tls ? "smtps" : "smtp"
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        // The path is the name that we introduce ourselves by (EHLO): the machine's own is often not one of the domain.
        try set(CURLOPT_URL, "\(scheme)://\(host):\(settings.port)/\(settings.sender.domain)")
        try set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // What the environment says of proxies is not for mail.
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_UPLOAD, 1)
        // Without STARTTLS no letter: who sits in between must not be able to strip it.
        if settings.security == .startTLS { try set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = settings.authorities { try set(CURLOPT_CAINFO, authorities) }
        if let user = settings.user { try set(CURLOPT_USERNAME, user) }
        if let password = settings.password.text { try set(CURLOPT_PASSWORD, password) }
        let timeout = min(max(settings.timeout, .seconds(1)), .seconds(600)).components
        let milliseconds = Int(timeout.seconds) * 1000 + Int(timeout.attoseconds / 1_000_000_000_000_000)
        try set(CURLOPT_TIMEOUT_MS, milliseconds)
        try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    }

    /// Gives one message to the server and returns once the server has answered for it.
    func send(_ message: [UInt8], from sender: MailAddress, to recipient: MailAddress) throws(MailError) {
        let conversation = Conversation(message)
        let context = Unmanaged.passUnretained(conversation).toOpaque()
        guard let recipients = curl_slist_append(nil, recipient.text) else {
            throw .failed(code: Int(CURLE_OUT_OF_MEMORY.rawValue))
        }
        defer { curl_slist_free_all(recipients) }
        try set(CURLOPT_MAIL_FROM, sender.text)
        try check(carene_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients))
        try check(carene_curl_set_source(curl, Self.read, context))
        try check(carene_curl_set_witness(curl, Self.witness, context))
        let code = withExtendedLifetime(conversation) { curl_easy_perform(curl) }
        guard code != CURLE_OK else { return }
        throw MailError(code, reply: carene_curl_reply(curl), lastCommand: conversation.lastCommand)
    }

    /// libcurl asks for bytes. It doubles the dots that begin a line itself (RFC 5321 §4.5.2).
    private static let read: curl_read_callback = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let conversation = Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue()
        let (room, overflow) = size.multipliedReportingOverflow(by: count)
        let length = min(overflow ? Int.max : room, conversation.bytes.count - conversation.position)
        guard length > 0 else { return 0 }
        let end = conversation.position + length
        conversation.bytes[conversation.position..<end].withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: buffer, count: length).copyMemory(from: bytes)
        }
        conversation.position = end
        return length
    }

    /// libcurl says "sending failed" whatever was refused; the last command tells what. Only its first word is kept:
    /// the rest may be a password or an address.
    private static let witness: curl_debug_callback = { _, kind, data, size, context in
        guard kind == CURLINFO_HEADER_OUT, let data, let context, size >= 4 else { return 0 }
        let word = String(decoding: UnsafeRawBufferPointer(start: data, count: 4), as: UTF8.self)
        if ["EHLO", "HELO", "STAR", "AUTH", "MAIL", "RCPT", "DATA"].contains(word) {
            Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue().lastCommand = word
        }
        return 0
    }

    private func set(_ option: CURLoption, _ text: String) throws(MailError) {
        try check(carene_curl_set_text(curl, option, text))
    }

    private func set(_ option: CURLoption, _ number: Int) throws(MailError) {
        try check(carene_curl_set_number(curl, option, number))
    }

    private func check(_ code: CURLcode) throws(MailError) {
        guard code == CURLE_OK else { throw .failed(code: Int(code.rawValue)) }
    }
}
