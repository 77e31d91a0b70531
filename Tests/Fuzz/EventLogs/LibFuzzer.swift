// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where libFuzzer comes in. It wants a program of its own, engine and target compiled together:
/// `swiftc -O -parse-as-library -swift-version 6 -D LIBFUZZER -sanitize=fuzzer,address` with the sources of the engine and
/// those of this folder. The first byte says the reader, as it does for files.
#if LIBFUZZER
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        switch bytes.first {
        case UInt8(ascii: "{"): fuzzJSON(bytes)
        case 0x1F: fuzzGzip(bytes)
        default: fuzzEVTX(bytes)
        }
        return 0
    }
#endif
