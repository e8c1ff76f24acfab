import Fuse
import SystemPackage
import Testing

@Suite struct ValueTests {
    @Test("names are told apart by their bytes, not by what they look like")
    func names() {
        #expect(FileName("caf\u{e9}") != FileName("cafe\u{301}"))
        #expect(FileName(bytes: [0xff]) != FileName(bytes: [0xfe]))
        #expect(FileName(String(repeating: "x", count: 255)).isLegal)
        for name in ["", "a/b", "a\0b", String(repeating: "x", count: 256)] {
            #expect(!FileName(name).isLegal)
        }
    }

    @Test("times before 1970 have nanoseconds that count forward")
    func times() {
        let time = FileTime(nanosecondsSinceEpoch: -1)
        #expect(time == FileTime(seconds: -1, nanoseconds: 999_999_999))
        #expect(FileTime(nanosecondsSinceEpoch: 1_000_000_001).nanoseconds == 1)
    }

    @Test("the mount table reads octal escapes, the last mount wins, and rubbish is left out")
    func mountTable() {
        let text = """
            36 35 98:0 / /mnt/a\\040b rw,noatime shared:1 master:2 - ext3 /dev/ro\\134ot rw,errors=x
            37 35 0:51 / /mnt/a\\040b ro - fuse.sample some\\011thing rw,user_id=0
            rubbish
            38 35 0:x / /mnt ro - fuse.sample thing rw
            39 35 0:52 / /mnt ro
            """
        let table = MountTable(parsing: Array(text.utf8))
        #expect(table.rows.count == 2)
        #expect(table.rows[0].source == "/dev/ro\\ot")
        #expect(table.rows[0].type == "ext3")
        let top = table.top(at: "/mnt/a b")
        #expect(top?.type == "fuse.sample")
        #expect(top?.source == "some\tthing")
        #expect(top?.device.minor == 51)
        #expect(top?.fileSystemOptions == "rw,user_id=0")
        #expect(table.top(at: "/mnt") == nil)
    }
}
