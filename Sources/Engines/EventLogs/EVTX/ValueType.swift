// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Types of values ([MS-EVEN6] 2.2.18 and libevtx). Bit 0x80 makes an array of the type.
enum ValueType: UInt8 {
    case null = 0x00
    case string = 0x01
    case ansiString = 0x02
    case int8 = 0x03
    case uint8 = 0x04
    case int16 = 0x05
    case uint16 = 0x06
    case int32 = 0x07
    case uint32 = 0x08
    case int64 = 0x09
    case uint64 = 0x0A
    case real32 = 0x0B
    case real64 = 0x0C
    case bool = 0x0D
    case binary = 0x0E
    case guid = 0x0F
    case sizeT = 0x10
    case fileTime = 0x11
    case systemTime = 0x12
    case sid = 0x13
    case hexInt32 = 0x14
    case hexInt64 = 0x15
    case handle = 0x20
    case binaryXML = 0x21
    case xml = 0x23

    static let arrayBit: UInt8 = 0x80

    /// A bit for each type whose text has no more than digits, signs and the letters of dates.
    static let areNumbers: UInt64 =
        [int8, uint8, int16, uint16, int32, uint32, int64, uint64, guid, fileTime, systemTime, hexInt32, hexInt64]
        .reduce(0) { $0 | 1 << UInt64($1.rawValue) }

    /// Bytes of a value that always has the same size; zero for the others.
    var size: Int {
        switch self {
        case .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .real32, .bool, .hexInt32: 4
        case .int64, .uint64, .real64, .fileTime, .hexInt64: 8
        case .guid, .systemTime: 16
        default: 0
        }
    }

    /// How JSON writes it: without quotes.
    var isNumber: Bool {
        switch self {
        case .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64, .real32, .real64: true
        default: false
        }
    }
}

/// A value of a template instance: bytes of the chunk, decoded on demand.
struct ValueSlot {
    var offset: UInt32
    var size: UInt32
    var type: UInt8
    /// In the event's text buffer; negative before it is decoded.
    var textStart: Int32 = -1
    var textCount: Int32 = 0
}
