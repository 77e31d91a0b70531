// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CCurl

extension MailError {
    /// What libcurl's code means, with the server's last reply and the command it replied to ("" before the first).
    init(_ code: CURLcode, reply: Int, lastCommand: String) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: self = .unreachable
        case CURLE_OPERATION_TIMEDOUT: self = lastCommand.isEmpty ? .unreachable : .tooSlow
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR: self = .encryptionFailed
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: self = .certificateRefused
        case CURLE_LOGIN_DENIED: self = .loginRefused
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY,
            CURLE_REMOTE_ACCESS_DENIED:
            self = reply >= 400 ? Self.refusal(of: lastCommand, reply) : .interrupted
        default: self = .failed(code: Int(code.rawValue))
        }
    }

    private static func refusal(of command: String, _ code: Int) -> MailError {
        switch command {
        case "MAIL": .senderRefused(code: code)
        case "RCPT": .recipientRefused(code: code)
        case "DATA": .messageRefused(code: code)
        case "AUTH": .loginRefused
        default: .serverRefused(code: code)
        }
    }
}
