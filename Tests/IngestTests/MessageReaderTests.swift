import JSON
import Testing
import Traces

@testable import Ingest

@Suite struct MessageReaderTests {
    private func messages(_ json: String) throws -> [Message] {
        MessageReader.messages(in: try JSONDocument(json).root, role: "user")
    }

    @Test("the parts form of the GenAI conventions") func parts() throws {
        let read = try messages(
            #"""
            [{"role":"user","parts":[{"type":"text","content":"hi"}]},
             {"role":"assistant","parts":[{"type":"reasoning","content":"hm"},
               {"type":"tool_call","id":"c1","name":"f","arguments":{"a": 1}}]},
             {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":{"b": 2}}]},
             {"role":"user","parts":[{"type":"blob","mime_type":"image/png","content":"AQID"},
               {"type":"uri","mime_type":"image/png","uri":"https://x/y.png"},
               {"type":"server_tool_call","name":"web"}]}]
            """#)
        #expect(
            read == [
                Message(role: "user", parts: [.text("hi")]),
                Message(
                    role: "assistant",
                    parts: [
                        .reasoning("hm"),
                        .toolCall(id: "c1", name: "f", arguments: #"{"a": 1}"#),
                    ]),
                Message(
                    role: "tool",
                    parts: [
                        .toolResult(id: "c1", name: nil, content: #"{"b": 2}"#, isError: false)
                    ]),
                Message(
                    role: "user",
                    parts: [
                        .blob(mediaType: "image/png", bytes: [1, 2, 3]),
                        .uri(mediaType: "image/png", uri: "https://x/y.png"),
                        .other(
                            type: "server_tool_call",
                            json: #"{"type":"server_tool_call","name":"web"}"#),
                    ]),
            ])
    }

    @Test("OpenAI's chat form, with arguments that are no valid JSON kept as they are")
    func chat() throws {
        let read = try messages(
            #"""
            [{"role":"system","content":"be brief"},
             {"role":"user","content":[{"type":"text","text":"see"},
               {"type":"image_url","image_url":{"url":"data:image/gif;base64,AQID"}}]},
             {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
               "function":{"name":"f","arguments":"{\"a\": "}}]},
             {"role":"tool","tool_call_id":"c1","name":"f","content":"done"}]
            """#)
        #expect(read.map(\.role) == ["system", "user", "assistant", "tool"])
        #expect(read[1].parts == [.text("see"), .blob(mediaType: "image/gif", bytes: [1, 2, 3])])
        #expect(read[2].parts == [.toolCall(id: "c1", name: "f", arguments: #"{"a": "#)])
        #expect(
            read[3].parts == [.toolResult(id: "c1", name: "f", content: "done", isError: false)])
    }

    @Test("Anthropic's blocks, with an error and an image in a result") func anthropic() throws {
        let read = try messages(
            #"""
            {"system":"be brief","messages":[
             {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"s"},
               {"type":"tool_use","id":"t1","name":"f","input":{"a":1}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,
               "content":[{"type":"text","text":"one"},{"type":"text","text":"two"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}
               ]}]}]}
            """#)
        #expect(read.map(\.role) == ["system", "assistant", "user"])
        #expect(
            read[1].parts == [
                .reasoning("hm"), .toolCall(id: "t1", name: "f", arguments: #"{"a":1}"#),
            ])
        #expect(
            read[2].parts == [
                .toolResult(id: "t1", name: nil, content: "one\ntwo", isError: true),
                .blob(mediaType: "image/png", bytes: [1, 2, 3]),
            ])
    }

    @Test("Gemini's contents, also with all the fields that are null") func gemini() throws {
        let read = try messages(
            #"""
            {"config":{"system_instruction":"be brief"},"contents":[
             {"role":"user","parts":[{"text":"hi","thought":null,"function_call":null}]},
             {"role":"model","parts":[{"functionCall":{"id":null,"name":"f","args":{"a":1}}}]},
             {"role":"user","parts":[{"function_response":{"name":"f","response":{"b":2}}}]},
             {"role":"model","parts":[{"text":"hm","thought":true},
               {"inlineData":{"mimeType":"image/png","data":"AQID"}}]}]}
            """#)
        #expect(read.map(\.role) == ["system", "user", "model", "user", "model"])
        #expect(read[2].parts == [.toolCall(id: nil, name: "f", arguments: #"{"a":1}"#)])
        #expect(
            read[3].parts == [
                .toolResult(id: nil, name: "f", content: #"{"b":2}"#, isError: false)
            ])
        #expect(
            read[4].parts == [
                .reasoning("hm"), .blob(mediaType: "image/png", bytes: [1, 2, 3]),
            ])
    }

    @Test("OpenAI's responses form, Bedrock's and LangChain's") func others() throws {
        let responses = try messages(
            #"""
            [{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
             {"type":"function_call_output","call_id":"c1","output":"done"},
             {"type":"message","role":"assistant","content":[{"type":"output_text","text":"ok"}]}]
            """#)
        #expect(responses.map(\.role) == ["assistant", "tool", "assistant"])
        #expect(responses[2].text == "ok")
        let bedrock = try messages(
            #"""
            [{"role":"assistant","content":[{"text":"a"},
              {"toolUse":{"toolUseId":"t1","name":"f","input":{"x":1}}}]},
             {"role":"user","content":[{"toolResult":{"toolUseId":"t1","status":"error",
              "content":[{"text":"no"}]}}]}]
            """#)
        #expect(
            bedrock.flatMap(\.parts) == [
                .text("a"), .toolCall(id: "t1", name: "f", arguments: #"{"x":1}"#),
                .toolResult(id: "t1", name: nil, content: "no", isError: true),
            ])
        let langChain = try messages(
            #"""
            [[{"lc":1,"type":"constructor","id":["langchain","schema","HumanMessage"],
               "kwargs":{"content":"hi"}}]]
            """#)
        #expect(langChain == [Message(role: "user", parts: [.text("hi")])])
    }

    @Test("what is no message is none") func nothing() throws {
        for json in ["[]", "{}", "3", "null", #"["a"]"#, #"{"a":{"b":[1]}}"#, "[[[]]]"] {
            let read = try messages(json)
            #expect(read == [], "\(json)")
        }
    }

    @Test("flattened attributes are ordered by number, and gaps do not matter") func flat() {
        let attributes = [
            Attribute("llm.input_messages.10.message.role", .string("user")),
            Attribute("llm.input_messages.10.message.content", .string("last")),
            Attribute("llm.input_messages.2.message.tool_calls.0.tool_call.id", .string("c1")),
            Attribute(
                "llm.input_messages.2.message.tool_calls.0.tool_call.function.name", .string("f")),
            Attribute(
                "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments",
                .string("{}")),
            Attribute("llm.input_messages.0.message.role", .string("system")),
            Attribute(
                "llm.input_messages.0.message.contents.1.message_content.text", .string("two")),
            Attribute(
                "llm.input_messages.0.message.contents.0.message_content.text", .string("one")),
        ]
        #expect(
            FlatMessages.messages(in: attributes, role: "assistant") == [
                Message(role: "system", parts: [.text("one"), .text("two")]),
                Message(
                    role: "assistant", parts: [.toolCall(id: "c1", name: "f", arguments: "{}")]),
                Message(role: "user", parts: [.text("last")]),
            ])
    }

    @Test("base64 of either alphabet, padded or not") func base64() {
        #expect(Base64.decoded("+/8=".utf8) == [0xFB, 0xFF])
        #expect(Base64.decoded("-_8".utf8) == [0xFB, 0xFF])
        #expect(Base64.decoded("A\n A A A".utf8) == [0, 0, 0])
        #expect(Base64.decoded("A".utf8) == nil)
        #expect(Base64.decoded("A*AA".utf8) == nil)
        for bytes in [[], [1], [1, 2], [1, 2, 3], [255, 254, 253, 252]] as [[UInt8]] {
            #expect(Base64.decoded(Base64.encoded(bytes).utf8) == bytes)
        }
    }

    @Test("cut or changed bytes crash nothing, and what is no JSON is shown as text")
    func damaged() {
        let whole = Array(
            #"""
            [{"role":"user","parts":[{"type":"blob","mime_type":"image/png","content":"AQID"}]},
             {"role":"tool","content":[{"type":"tool_result","tool_use_id":"t","content":[{}]}]}]
            """#.utf8)
        for end in whole.indices {
            let cut = AttributeValue.string(String(decoding: whole[..<end], as: UTF8.self))
            let read = ContentText.messages(of: cut, role: "user")
            #expect(end == 0 ? read.isEmpty : read.map(\.text) == [cut.text])
            for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), 0xFF] {
                var changed = whole
                changed[end] = byte
                _ = ContentText.messages(
                    of: .string(String(decoding: changed, as: UTF8.self)), role: "user")
            }
        }
    }
}
