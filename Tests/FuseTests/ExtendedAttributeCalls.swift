import Glibc

/// The system calls of extended attributes, which Swift's Glibc module leaves out: found by name.
enum ExtendedAttributeCalls {
    private typealias Get =
        @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int)
        -> Int
    private typealias List =
        @convention(c) (UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int) -> Int
    private typealias Set =
        @convention(c) (
            UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeRawPointer, Int, Int32
        ) -> Int32

    static func get(_ path: String, _ name: String, room: Int) -> (count: Int, value: [UInt8]) {
        var value = [UInt8](repeating: 0, count: room)
        let count = function("getxattr", as: Get.self)(path, name, &value, room)
        return (count, Array(value.prefix(max(count, 0))))
    }

    static func list(_ path: String) -> Int {
        function("listxattr", as: List.self)(path, nil, 0)
    }

    static func set(_ path: String, _ name: String, _ value: [UInt8], flags: Int32) -> Int32 {
        function("setxattr", as: Set.self)(path, name, value, value.count, flags)
    }

    private static func function<Function>(_ name: String, as type: Function.Type) -> Function {
        guard let address = dlsym(nil, name) else { preconditionFailure("libc has \(name)") }
        return unsafeBitCast(address, to: type)
    }
}
