using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying;

/// <summary>A long answer is read in pieces as it would be read whole.</summary>
public sealed class AnswerScanTests
{
    private static readonly string[] Messages =
    [
        """{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"a \"quoted\" \\ text\n"}],"isError":false}}""",
        """{"jsonrpc":"2.0","id":"x","result":{"content":[],"isError":true,"_meta":{"isError":false,"a":[1,2.5e-3,-0,true,null]}}}""",
        """{"jsonrpc":"2.0","id":7,"result":{"resultType":"input_required","requestState":{"a":[ 1 , {"b" : "}" } ]},"inputRequests":{}}}""",
        """{"jsonrpc":"2.0","id":7,"result":{"requestState":null,"requestState":"s","resultType":"complete","taskId":"t"}}""",
        """{"jsonrpc":"2.0","id":7,"result":{"task":{"taskId":"u\u0031","status":"working"},"taskId":null}}""",
        """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"no","data":{"code":1}}}""",
        """{"jsonrpc":"2.0","id":7,"error":"odd"}""",
        """{"jsonrpc":"2.0","id":7,"result":[{"isError":true}],"result":{"isError":true}}""",
        """{"jsonrpc":"2.0","id":7,"re\u0073ult":{"is\u0045rror":true}}""",
        """{"jsonrpc":"2.0","id":[1],"method":"notifications/progress","params":{"result":{"isError":true}}}""",
        """ { "id" : null , "result" : { } } """,
        """{}""",
        """{"result":{"isError":true},"deep":[[[[[[[[[[{"isError":false}]]]]]]]]]]}""",
        """{"id":1,"result":{"resultType":5,"taskId":7,"isError":"true"}}""",
        """{"jsonrpc":"2.0","id":7,"error":{"code":-32602},"error":{"code":1}}""",
        """{"jsonrpc":"2.0","id":7,"ERROR":{"code":-32602},"result":{}}""",
        """{"jsonrpc":"2.0","id":7,"Result":{"a":[1]},"error":{"code":1,"message":"no"}}""",
        """{"jsonrpc":"2.0","id":7,"result":{},"error":{"code":1}}""",
        """{"jsonrpc":"2.0","id":7,"error":null,"result":[]}""",
        """{"jsonrpc":"2.0","id":7,"error":false,"result":true}""",
    ];

    public static TheoryData<string> Whole => [.. Messages];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Feed_EverySplitOfAMessage_ReadsWhatTheWholeSays(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        for (var split = 0; split <= message.Length; split++)
        {
            AssertSame(message, split, Math.Min(message.Length, split + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Feed_DamagedMessage_IsRefusedWhereTheWholeIs(string text)
    {
        var random = new Random(text.Length);
        var letters = "{}[]\",:\\ue0-+.1tnf \n\0\u007f"u8.ToArray();
        for (var round = 0; round < 3000; round++)
        {
            var message = Encoding.UTF8.GetBytes(text).ToList();
            for (var edits = random.Next(1, 3); edits > 0; edits--)
            {
                var at = random.Next(message.Count);
                switch (random.Next(3))
                {
                    case 0: message[at] = letters[random.Next(letters.Length)]; break;
                    case 1: message.Insert(at, letters[random.Next(letters.Length)]); break;
                    default: message.RemoveAt(message.Count > 1 ? at : 0); break;
                }

                if (message.Count == 0)
                {
                    message.Add((byte)'{');
                }
            }

            var first = random.Next(message.Count + 1);
            AssertSame([.. message], first, random.Next(first, message.Count + 1));
        }
    }

    [Fact]
    public void Feed_NestingAtTheLimit_IsReadAndBeyondItRefused()
    {
        foreach (var depth in (int[])[510, 511, 512, 513])
        {
            // The message and its result are two of them.
            var text = $$$"""{"id":1,"result":{"a":{{{new string('[', depth - 2)}}}{{{new string(']', depth - 2)}}} } }""";
            AssertSame(Encoding.UTF8.GetBytes(text), 100, 300);
        }
    }

    [Fact]
    public void Feed_AMegabyteOfText_KeepsNothingOfIt()
    {
        var scan = new AnswerScan();
        Assert.True(scan.Feed("{\"id\":1,\"result\":{\"content\":\""u8));
        var piece = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 16; i++)
        {
            Assert.True(scan.Feed(piece));
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < piece.Length);
        Assert.True(scan.Feed("\",\"isError\":true}}"u8));
        Assert.True(scan.MessageOrNull()!.IsError);
    }

    [Fact]
    public void Feed_AKeptMemberWithoutEnd_IsRefused()
    {
        var scan = new AnswerScan();
        Assert.True(scan.Feed("{\"result\":{\"requestState\":\""u8));
        var piece = new byte[512 * 1024];
        Array.Fill(piece, (byte)'x');
        Assert.False(scan.Feed(piece) && scan.Feed(piece) && scan.Feed(piece));
    }

    private static void AssertSame(byte[] message, int first, int second)
    {
        var whole = UpstreamMessage.ReadOrNull(message);
        var scan = new AnswerScan();
        first = Math.Min(first, message.Length);
        second = Math.Clamp(second, first, message.Length);
        var good = scan.Feed(message.AsSpan(0, first)) && scan.Feed(message.AsSpan(first, second - first)) && scan.Feed(message.AsSpan(second));
        var told = good ? scan.MessageOrNull() : null;
        Assert.True((whole is null) == (told is null), Encoding.UTF8.GetString(message));
        if (whole is null || told is null)
        {
            return;
        }

        Assert.Equal(
            (whole.IsResponse, whole.IsAmbiguous, whole.HasResult, whole.ErrorCode, whole.IsError, whole.ResultType, whole.TaskId, whole.IdKey),
            (told.IsResponse, told.IsAmbiguous, told.HasResult, told.ErrorCode, told.IsError, told.ResultType, told.TaskId, told.IdKey));
        Assert.Equal(Compact(whole.RequestState.Of(whole.Bytes)), Compact(told.RequestState.Of(told.Bytes)));
    }

    // White space between the parts of a member is not kept.
    private static string Compact(ReadOnlyMemory<byte> json) => json.IsEmpty ? "" : System.Text.Json.Nodes.JsonNode.Parse(json.Span)!.ToJsonString();
}
